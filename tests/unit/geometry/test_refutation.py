"""Refutations: an exact figure or nothing, and only of what the statement means."""

import random
from dataclasses import replace

import pytest

from trivium.geometry.builder.family import decimals
from trivium.geometry.builder.figure import draw
from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.definitions import CHOOSES_OTHERWISE
from trivium.geometry.certificate.model import Acceptance, GeometryCounterexample, Refusal
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.reader import read_statement
from trivium.geometry.proof.counterexample import counterexample
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

NEEDS_MORE = ("2l1c", "e5128")
"""Constructions that need old points in a special position."""


def refutation(statement: str, seed: int = 0) -> GeometryCounterexample:
    solution = solve(read_statement(statement), seed=seed)
    assert solution.outcome is Outcome.REFUTED, solution.detail
    assert isinstance(solution.certificate, GeometryCounterexample)
    return solution.certificate


@pytest.mark.parametrize("name", sorted(set(constructions()) - set(NEEDS_MORE) - set(CHOOSES_OTHERWISE)))
def test_a_false_claim_about_each_construction_is_refuted(name: str) -> None:
    """Which also says that its defining equations are independent, and that a drawn figure is what they mean."""
    construction = constructions()[name]
    before = [a for a in construction.old if a != construction.value]
    arguments = " ".join({construction.value: "50"}.get(a, a) for a in construction.arguments)
    made = f"{' '.join(construction.new)} = {name} {arguments}"
    statement = f"{'; '.join([*(f'{p} = free' for p in before), 'near = free', made])} "
    other = (*before, *construction.new[1:], "far")[0]
    certificate = refutation(f"far = free; {statement}? perp near {construction.new[0]} near {other}")
    assert isinstance(check(certificate), Acceptance)


TRUE = (
    "a b c = triangle; h = orthocenter a b c ? perp a h b c",
    "a b c = triangle; i = incenter a b c; o = circle a b c; d = on_line a i, on_circle o a ? cong d b d i",
    "a b = segment; m = midpoint a b; c = on_dia a b ? circle m a b c",
    "points a b c d; para a b c d; para a d b c ? cong a b c d",
)


@pytest.mark.parametrize("statement", TRUE)
def test_no_figure_refutes_what_is_true(statement: str) -> None:
    problem = read_statement(statement)
    for seed in range(6):
        figure = draw(problem, random.Random(seed), 40)
        digits = decimals(problem, figure)
        forged = counterexample(problem, figure.points, digits)
        assert forged is not None
        said = ("the goal does not fail in the figure", "a, b, c are on one line, which the hypotheses do not say")
        assert str(check(forged, statement)) in said


CIRCLES = "o = free; a = free; w = free; b = free; "
MEANT = (
    ("a b c = triangle; ", "i = incenter a b c", "i = excenter a b c", "cong i a i b"),
    ("a b c = triangle; ", "i = excenter a b c", "i = incenter a b c", "cong i a i b"),
    ("a b c = triangle; ", "i = angle_bisector a b c", "i = on_bline a c", "cong a b c i"),
    ("a b = segment; ", "c = nsquare a b", "c = psquare a b", "cong a b b c"),
    ("a b = segment; ", "c = psquare a b", "c = nsquare a b", "cong a b b c"),
    (CIRCLES, "x y z i = cc_tangent o a w b", "x y z i = cc_itangent o a w b", "cong o x w y"),
    (CIRCLES, "x y z i = cc_itangent o a w b", "x y z i = cc_tangent o a w b", "cong o x w y"),
)


@pytest.mark.parametrize(("setting", "meant", "other", "goal"), MEANT)
def test_a_figure_of_what_is_not_meant_refutes_nothing(setting: str, meant: str, other: str, goal: str) -> None:
    """The equations of both constructions are much the same; only the choice is another."""
    certificate = refutation(f"{setting}{other} ? {goal}")
    forged = replace(certificate, statement=read_statement(f"{setting}{meant} ? {goal}").statement)
    assert isinstance(check(forged), Refusal)


def test_points_that_fall_on_one_line_without_need_refute_nothing() -> None:
    """A parallelogram whose corners lie on one line is not what is meant."""
    claim = "points a b c d; para a b c d; para a d b c ? cong a b c d"
    certificate = refutation("a = free; b = free; c = on_line a b; d = on_line a b ? cong a b c d")
    forged = replace(certificate, statement=claim)
    assert "one line" in str(check(forged))


FALSE = "a b c = triangle; h = orthocenter a b c; d = foot a b c ? cong a h h d"


def test_a_changed_refutation_is_refused() -> None:
    certificate = refutation(FALSE)
    assert isinstance(check(certificate, FALSE), Acceptance)
    (name, x, y), *others = certificate.figure.points[::-1]
    moved = (*reversed(others), (name, x[:20] + ("1" if x[20] != "1" else "2") + x[21:], y))
    changes = (
        {"exact_x": ("a", "b", "c", "h", "d")},
        {"exact_x": ()},
        {"exact_x": (), "exact_y": ("a", "b", "c")},
        {"exact_x": ("nobody", *certificate.exact_x)},
        {"figure": replace(certificate.figure, points=moved)},
        {"figure": replace(certificate.figure, points=certificate.figure.points[1:])},
        {"statement": read_statement(TRUE[0]).statement},
        {"source_sha256": "0" * 64},
    )
    for change in changes[:3] + changes[4:]:
        assert isinstance(check(replace(certificate, **change), FALSE), Refusal), change


def test_a_flat_or_collapsed_figure_refutes_nothing() -> None:
    statement = "a b c = triangle ? perp a b a c"
    certificate = refutation(statement)
    zero, one = "0." + "0" * 60, "1." + "0" * 60
    half = "0.5" + "0" * 60
    for points in (((zero, zero), (one, zero), (half, zero)), ((zero, zero), (one, zero), (zero, zero))):
        figure = replace(certificate.figure, points=tuple((n, x, y) for n, (x, y) in zip("abc", points, strict=True)))
        assert isinstance(check(replace(certificate, figure=figure)), Refusal)


def test_a_goal_is_not_refuted_where_the_drawn_figure_shows_it_by_coincidence() -> None:
    """The text places the points so that the goal holds; nothing is decided, least of all that it is proved."""
    statement = "a@0_0 b@4_0 c@0_3 = triangle ? perp a b a c"
    assert solve(read_statement(statement)).outcome is Outcome.SATURATED
