"""Algebraic proofs in words: the coordinates one after another, then the goal."""

from __future__ import annotations

from collections.abc import Sequence

from trivium.geometry.certificate.algebraic.model import AlgebraicCertificate, Direction, Placement
from trivium.geometry.certificate.model import Fact
from trivium.geometry.language.problem import Problem
from trivium.geometry.proof.notation import PLAIN, Notation
from trivium.geometry.proof.readable import Line, proof_lines
from trivium.geometry.proof.wording import fact_in_words


def coordinate_lines(
    problem: Problem, certificate: AlgebraicCertificate, goal: Sequence[Fact], notation: Notation = PLAIN
) -> tuple[Line, ...]:
    """The numbered lines of an algebraic proof: what deduction gives, the coordinates, the goal."""
    origin, unit = notation.name(certificate.origin), notation.name(certificate.unit)
    lines = list(proof_lines(problem, certificate.lemmas, notation)) if certificate.lemmas else []
    start = f"{origin} = (0, 0), {unit} = (1, 0)"
    lines.append(Line(len(lines) + 1, start, "coordinates, up to similarity", ()))
    for step in certificate.steps:
        said = _direction(step, notation) if isinstance(step, Direction) else _placement(step, notation)
        lines.append(Line(len(lines) + 1, *said, ()))
    everything = tuple(range(1, len(lines) + 1))
    for fact in goal:
        rule = "expanded, its polynomial is zero"
        lines.append(Line(len(lines) + 1, fact_in_words(fact, notation), rule, everything))
    return tuple(lines)


def _direction(step: Direction, notation: Notation) -> tuple[str, str]:
    line = notation.joined(*step.points)
    if step.fact is None:
        return f"{line} {notation.words.format('has a slope u')}", "new parameter"
    return f"{line} {notation.words.format('has a direction that follows')}", _formula(step.fact, notation)


def _placement(step: Placement, notation: Notation) -> tuple[str, str]:
    point = notation.name(step.point)
    conditions = [
        f"the direction of {notation.formula.format(notation.joined(start, step.point))}" for start in step.lines
    ]
    conditions += [_formula(fact, notation) for fact in step.facts]
    known = dict.fromkeys(step.through)
    if known and len(conditions) == 2:
        others = notation.formula.format(notation.listed(*known))
        conditions.append(f"{notation.formula.format(point)} is not {others}")
    match len(step.facts) + len(step.lines):
        case 0:
            return f"{point} = (u, v)", "two new parameters"
        case 1:
            return f"{point} {notation.words.format('is on a curve')}", f"{conditions[0]}; one new parameter"
    return f"{point} {notation.words.format('has coordinates that follow')}", "; ".join(conditions)


def _formula(fact: Fact, notation: Notation) -> str:
    return notation.formula.format(fact_in_words(fact, notation))
