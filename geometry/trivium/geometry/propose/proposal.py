"""A proposal: a theorem that needs auxiliary points, with its certificate, its scores and its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trivium.geometry.certificate.model import GeometryCertificate
from trivium.geometry.language.problem import Clause, Problem
from trivium.geometry.proof.readable import Line, proof_lines
from trivium.geometry.render.svg import figure_svg
from trivium.geometry.solution import Outcome, Solution


@dataclass(frozen=True, slots=True)
class Scores:
    """What a proposal is ranked by."""

    steps: int
    """Steps of the certificate beside the hypotheses that it quotes."""
    auxiliary: int
    rules: int
    """Different rules that the proof uses."""
    difficulty: float
    """From 0 to 1, of the three above."""
    symmetry: int
    """Renamings of the points that leave the statement as it is, the trivial one among them."""
    novelty: float
    """Bits of surprise of a construction, on average: rare constructions are more novel."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theorem as it is handed out."""

    problem: Problem
    auxiliary: tuple[Clause, ...]
    key: str
    """The canonical form of the statement."""
    weaker: tuple[str, ...]
    """The canonical forms of statements that have one condition less and of which this one would be a case."""
    figure: Mapping[str, complex]
    """All points, the auxiliary ones among them."""
    certificate: GeometryCertificate
    scores: Scores
    english: str
    checked_by: str
    figure_facts: tuple[str, ...]
    """What the proof takes from the figure."""

    @property
    def statement(self) -> str:
        """The statement as JGEX text."""
        return self.problem.statement

    @property
    def hint(self) -> str:
        """The statement with the auxiliary points among its constructions."""
        return self.problem.with_points(self.auxiliary).statement

    def solution(self) -> Solution:
        """The proposal as the answer to its own problem."""
        return Solution(
            self.problem,
            Outcome.PROVED,
            "",
            self.figure,
            self.certificate,
            self.proof(),
            self.figure_facts,
            self.checked_by,
            counts=(("points", len(self.problem.points)), ("steps", len(self.certificate.steps))),
            auxiliary=self.auxiliary,
        )

    def svg(self) -> str:
        """The figure."""
        return figure_svg(self.problem, self.figure, self.auxiliary)

    def proof(self) -> tuple[Line, ...]:
        """The proof for a reader."""
        return proof_lines(self.problem.with_points(self.auxiliary), self.certificate.steps)
