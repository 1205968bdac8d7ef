"""Proof steps in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trivium.geometry.certificate.model import Fact, Step

RULE_NAMES: Mapping[str, str] = {
    "given": "given",
    "linear": "by addition of equations",
    "collinear": "one line",
    "between": "order on a line",
    "flat": "degenerate triangle",
    "concyclic": "inscribed angles",
    "isosceles": "isosceles triangle",
    "equal_base_angles": "equal base angles",
    "central_angle": "central angle",
    "centre": "centre of a circle",
    "equal_chords": "equal chords",
    "equal_arcs": "equal arcs",
    "similar_aa": "similar triangles (AA)",
    "similar_sss": "similar triangles (SSS)",
    "similar_sas": "similar triangles (SAS)",
    "similar_ssa": "similar triangles (SSA)",
    "ratio_to_length": "ratio of lengths",
    "length_to_ratio": "ratio of lengths",
    "ratio_to_square": "ratio of squares",
    "square_to_ratio": "ratio of squares",
    "parallel_to_vector": "equal or proportional vectors",
    "vector_to_parallel": "equal or proportional vectors",
    "perpendicular_to_squares": "Pythagoras",
    "squares_to_perpendicular": "converse of Pythagoras",
    "affine_squares": "Stewart",
    "thales": "Thales",
    "thales_converse": "converse of Thales",
    "law_of_sines": "law of sines",
    "equal_sines": "equal angles have equal sines",
    "sines_to_angles": "equal sines in the figure",
    "sine_value": "sine of a known angle",
    "value_of_sine": "angle of a known sine",
    "pencil_sas": "one angle and the quotient of the other sines",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered line of a proof; numbers start from 1."""

    number: int
    conclusion: str
    rule: str
    premises: tuple[int, ...]


def proof_lines(steps: Sequence[Step]) -> tuple[Line, ...]:
    """The steps of a proof for a reader."""
    return tuple(
        Line(n, fact_in_words(s.fact), _reason(s), tuple(p + 1 for p in s.premises))
        for n, s in enumerate(steps, start=1)
    )


def _reason(step: Step) -> str:
    name = RULE_NAMES[step.rule]
    if step.rule.startswith("similar"):
        return f"{name} {''.join(step.points[:3])}, {''.join(step.points[3:])}"
    return f"{name} {' '.join(step.points)}" if step.points else name


def fact_in_words(fact: Fact) -> str:
    """A fact as a person writes it: `ab ∥ cd`, `ab = cd`, `∠(ab, cd) = ∠(ef, gh)`, or the equation itself."""
    positive = [(p, c) for p, c in fact.terms if c > 0]
    negative = [(p, -c) for p, c in fact.terms if c < 0]
    simple = all(abs(c) == 1 for _, c in fact.terms) and len(positive) == len(negative)
    if fact.system == "angle" and simple:
        return _angle(fact, [p for p, _ in positive], [p for p, _ in negative])
    if fact.system == "ratio" and simple:
        return _ratio(fact, [p for p, _ in positive], [p for p, _ in negative])
    sign = {"angle": "∠", "square": "²"}.get(fact.system, "")
    left = _sum(positive, sign, fact.system) or "0"
    right = _sum(negative, sign, fact.system)
    constant = _constant(fact)
    return f"{left} = {' + '.join(x for x in (right, constant) if x) or '0'}"


def _angle(fact: Fact, positive: list[tuple[str, ...]], negative: list[tuple[str, ...]]) -> str:
    if len(positive) == 1:
        one, two = positive[0], negative[0]
        if not fact.constant:
            common = set(one) & set(two)
            joined = sorted(set(one) | set(two))
            return f"{', '.join(joined)} are collinear" if common else f"{''.join(one)} ∥ {''.join(two)}"
        if fact.constant == ((1, Fraction(1, 2)),):
            return f"{''.join(one)} ⟂ {''.join(two)}"
        return f"∠({''.join(two)}, {''.join(one)}) = {_constant(fact)}"
    if len(positive) == 2:
        right = f" + {_constant(fact)}" if fact.constant else ""
        a, b = ("".join(p) for p in positive)
        c, d = ("".join(p) for p in negative)
        return f"∠({c}, {a}) = ∠({b}, {d}){right}"
    return " + ".join(f"∠({''.join(n)}, {''.join(p)})" for p, n in zip(positive, negative, strict=True)) + (
        f" = {_constant(fact) or 0}"
    )


def _ratio(fact: Fact, positive: list[tuple[str, ...]], negative: list[tuple[str, ...]]) -> str:
    factor = math.prod(float(q) ** float(e) for q, e in fact.constant)
    shown = _exact(fact)
    left, right = " · ".join("".join(p) for p in positive), " · ".join("".join(p) for p in negative)
    if len(positive) == 2 and factor == 1:
        return f"{''.join(positive[0])} : {''.join(negative[0])} = {''.join(negative[1])} : {''.join(positive[1])}"
    return f"{left} = {shown}{right}"


def _exact(fact: Fact) -> str:
    if not fact.constant:
        return ""
    if all(e.denominator == 1 for _, e in fact.constant):
        value = Fraction(1)
        for q, e in fact.constant:
            value *= Fraction(q) ** e.numerator
        return f"{value} · "
    return " · ".join(f"{q}^({e})" for q, e in fact.constant) + " · "


def _sum(terms: list[tuple[tuple[str, ...], Fraction]], sign: str, system: str) -> str:
    shown = []
    for points, coefficient in terms:
        name = "".join(points)
        name = f"log {name}" if system == "ratio" else f"{sign}{name}" if sign == "∠" else f"{name}{sign}"
        shown.append(name if coefficient == 1 else f"{coefficient}·{name}")
    return " + ".join(shown)


def _constant(fact: Fact) -> str:
    if fact.system == "angle":
        return "".join(f"{v * 180}°" for _, v in fact.constant)
    return " + ".join(f"{v}·log {q}" for q, v in fact.constant)
