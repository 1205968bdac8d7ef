"""Why a step holds, in words: data, one row a rule of the certificate. Numbers are points of the rule's template."""

from __future__ import annotations

from collections.abc import Mapping

from trivium.geometry.certificate.model import Step
from trivium.geometry.proof.notation import Notation

REASONS: Mapping[str, str] = {
    "given": "given",
    "collinear": "{0}, {1}, {2} on one line",
    "between": "{1} between {0} and {2}",
    "flat": "no triangle {0}{1}{2}",
    "concyclic": "inscribed angles, {0}, {1}, {2}, {3} concyclic",
    "isosceles": "isosceles triangle {0}{1}{2}",
    "equal_base_angles": "equal angles in triangle {0}{1}{2}",
    "central_angle": "angle at the centre {0} of {1}{2}{3}",
    "centre": "{0} is the centre of {1}{2}{3}",
    "equal_chords": "equal chords {0}{1}, {2}{3}",
    "equal_arcs": "equal inscribed angles on {0}{1}, {2}{3}",
    "similar_aa": "triangles {0}{1}{2}, {3}{4}{5} similar (AA)",
    "similar_sss": "triangles {0}{1}{2}, {3}{4}{5} similar (SSS)",
    "similar_sas": "triangles {0}{1}{2}, {3}{4}{5} similar (SAS)",
    "similar_ssa": "triangles {0}{1}{2}, {3}{4}{5} similar (SSA, by the figure)",
    "ratio_to_length": "ratio of lengths",
    "length_to_ratio": "ratio of lengths",
    "ratio_to_square": "ratio of squares",
    "square_to_ratio": "ratio of squares",
    "parallel_to_vector": "parallel segments in a known ratio",
    "vector_to_parallel": "equal or proportional vectors",
    "perpendicular_to_squares": "Pythagoras",
    "squares_to_perpendicular": "converse of Pythagoras",
    "affine_squares": "Stewart, distances from {0} and {1}",
    "thales": "intercept theorem, {0}{1}{2} and {3}{4}{5}",
    "thales_converse": "converse of the intercept theorem, {0}{1}{2} and {3}{4}{5}",
    "law_of_sines": "law of sines in {0}{1}{2}",
    "equal_sines": "equal angles have equal sines",
    "sines_to_angles": "equal sines, by the figure",
    "sine_value": "sine of a known angle",
    "value_of_sine": "angle of a known sine, by the figure",
    "pencil_sas": "one angle and the quotient of the other sines",
}
SUMS: Mapping[str, str] = {
    "angle": "angle chase",
    "ratio": "product of ratios",
    "length": "sum of lengths",
    "square": "sum of squares",
    "position": "sum of vectors",
}
"""What a linear combination is called, by the system of its equations."""


def reason(step: Step, notation: Notation) -> str:
    """The reason of a step, points filled in."""
    if step.rule == "linear":
        return SUMS[step.fact.system]
    form = REASONS.get(step.rule, step.rule.replace("_", " "))
    return form.format(*(notation.formula.format(notation.name(p)) for p in step.points)).replace("$$", "")
