"""The answer to a problem: what became of it, with figure, proof and certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from trivium.geometry.certificate import model
from trivium.geometry.certificate.algebraic.model import AlgebraicCertificate
from trivium.geometry.certificate.replay import Certificate
from trivium.geometry.certificate.statement import read
from trivium.geometry.language.problem import Clause, Problem
from trivium.geometry.proof.coordinates import coordinate_lines
from trivium.geometry.proof.document import solution_latex
from trivium.geometry.proof.notation import LATEX, Notation
from trivium.geometry.proof.readable import Line, proof_lines
from trivium.geometry.render.svg import figure_svg


class Outcome(Enum):
    """What became of a problem."""

    PROVED = "proved"
    """The certificate was replayed by the checker."""
    REFUTED = "refuted"
    """The goal fails in every figure drawn, and the checker has shown that one of them exists."""
    SATURATED = "saturated"
    """Nothing new follows by the rules, and the goal is not among what does."""
    BUDGET_EXHAUSTED = "budget exhausted"
    FALSE_IN_FIGURE = "false in figure"
    """The goal fails in every figure drawn, and none is shown to exist: the hypotheses repeat each other, or mean a
    choice that the checker does not know."""
    NOT_DETERMINED = "not determined"
    """The goal asks for a value that differs from figure to figure, or that has no simple form."""
    NO_FIGURE = "no figure"
    CHECKER_REFUSED = "checker refused"
    """A proof was found that the independent checker does not accept: a defect."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The answer to a problem."""

    problem: Problem
    """The problem; a goal that asked for a value states the value that was found."""
    outcome: Outcome
    detail: str
    """Why it was not proved, in words; empty where it was."""
    figure: Mapping[str, complex]
    """The figure that was used; empty where there is none."""
    certificate: Certificate | None = None
    proof: tuple[Line, ...] = ()
    figure_facts: tuple[str, ...] = ()
    """What the proof takes from the figure."""
    checked_by: str = ""
    found: tuple[str, ...] = ()
    """The goals that state a value which was asked for, as far as it was found."""
    counts: tuple[tuple[str, int], ...] = ()
    """What was counted: points, rounds, facts, figures, steps, tries of auxiliary points."""
    auxiliary: tuple[Clause, ...] = ()
    """The auxiliary points of the proof, in the order of construction; `figure` shows them too."""
    advised: tuple[str, ...] = ()
    """The set of a policy from which these points come, as it was given; empty where they are the search's own."""

    def latex(self) -> str:
        """Statement, figure and proof as a LaTeX document."""
        return solution_latex(self.problem, self.figure, self._lines(LATEX), self.figure_facts, self.auxiliary)

    def _lines(self, notation: Notation) -> tuple[Line, ...]:
        match self.certificate:
            case model.GeometryCertificate(steps=steps):
                return proof_lines(self.problem.with_points(self.auxiliary), steps, notation)
            case AlgebraicCertificate(statement=statement):
                return coordinate_lines(self.problem, self.certificate, read(statement).goal, notation)
        return ()

    def _repr_svg_(self) -> str | None:
        """The figure, shown by notebooks."""
        return figure_svg(self.problem, self.figure, self.auxiliary) if self.figure else None
