"""Algebraic proofs: what they prove, and what their checker refuses."""

import random
from dataclasses import replace
from functools import cache

import pytest

from trivium.geometry.algebra.prove import prove_algebraically
from trivium.geometry.builder.family import figures_like
from trivium.geometry.builder.figure import draw
from trivium.geometry.builder.measure import holds
from trivium.geometry.certificate.algebraic.check import check
from trivium.geometry.certificate.algebraic.model import AlgebraicCertificate, Direction, Placement
from trivium.geometry.certificate.givens import fact
from trivium.geometry.certificate.model import Acceptance, Figure, Refusal
from trivium.geometry.certificate.statement import digest, read
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.language.reader import read_statement
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.proof.coordinates import coordinate_lines
from trivium.geometry.search.task import Task

ALTITUDES = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"
TRUE = {
    "altitudes": ALTITUDES,
    "euler line": "a b c = triangle; o = circle a b c; x y z g = centroid a b c; h = orthocenter a b c ? coll o g h",
    "simson line": "a b c = triangle; d = on_circum a b c; p = foot d b c; q = foot d c a; r = foot d a b ? coll p q r",
    "pappus": "a b = segment; c = on_line a b; d e = segment; f = on_line d e; x = intersection_ll a e b d; "
    "y = intersection_ll a f c d; z = intersection_ll b f c e ? coll x y z",
    "desargues": "a b c o = quadrangle; d = on_line o a; e = on_line o b; f = on_line o c; "
    "x = intersection_ll a b d e; y = intersection_ll b c e f; z = intersection_ll a c d f ? coll x y z",
    "pascal": "a b c = triangle; d = on_circum a b c; e = on_circum a b c; f = on_circum a b c; "
    "x = intersection_ll a b d e; y = intersection_ll b c e f; z = intersection_ll c d f a ? coll x y z",
    "butterfly": "a b = segment; o = on_bline a b; m = midpoint a b; c = on_circle o a; "
    "d = on_line c m, on_circle o a; e = on_circle o a; f = on_line e m, on_circle o a; "
    "x = on_line a b, on_line c f; y = on_line a b, on_line e d ? midp m x y",
    "angles as sums of halves": "a b c = triangle; d = angle_bisector a b c, on_dia b c; "
    "e = angle_bisector b a c, on_dia a c ? para d e a b",
    "a given angle": "a b c = triangle; d = eq_triangle d a b; e = eq_triangle e c a ? cong d c b e",
    "power of a point": "a b c = triangle; d = on_circum a b c; p = intersection_ll a b c d ? eqratio p a p c p d p b",
}


@cache
def shown(statement: str, seed: int = 3) -> tuple[Figure, ...]:
    problem, rng = read_statement(statement), random.Random(seed)
    goals = [e for goal in problem.goals for e in equations_of(goal)]
    for _ in range(40):
        figure = draw(problem, rng, 40, lambda: False)
        if holds(goals, figure.points):
            return figures_like(problem, figure, goals, 0.05, rng, lambda: False)
    raise AssertionError("no figure shows the goal")


@cache
def certified(statement: str) -> AlgebraicCertificate:
    found = prove_algebraically(read_statement(statement), shown(statement), 0, lambda: False)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("name", TRUE)
def test_theorems_are_proved_and_the_certificates_replay(name: str) -> None:
    verdict = check(certified(TRUE[name]), TRUE[name])
    assert isinstance(verdict, Acceptance), verdict
    assert verdict.figure_facts


BISECTORS = (
    "a b c = triangle; i = incenter a b c; d = foot i b c; e = foot i c a; f = foot i a b; "
    "x = on_line a i, on_line d e ? perp a x b x"
)


@cache
def with_lemmas(statement: str) -> AlgebraicCertificate:
    """A proof whose only hypotheses are facts of the deduction and what free points need."""
    problem = read_statement(statement)
    figures = shown(statement)
    points = {name: complex(float(x), float(y)) for name, x, y in figures[0].points}
    task = Task(
        tuple(points.items()),
        tuple(State(Plane(points), 0).numbered(e) for fact in problem.hypotheses for e in equations_of(fact)),
        (),
        0,
    )
    closure = task.closure()
    closure.run(())
    found = prove_algebraically(problem, figures, 0, lambda: False, closure.state, rounds_before=0)
    assert found is not None
    return found[0]


def test_facts_of_deduction_place_points_and_their_steps_are_replayed() -> None:
    certificate = with_lemmas(BISECTORS)
    assert certificate.lemmas
    assert isinstance(check(certificate, BISECTORS), Acceptance)
    for number in range(len(certificate.lemmas)):
        without = (*certificate.lemmas[:number], *certificate.lemmas[number + 1 :])
        assert isinstance(check(replace(certificate, lemmas=without), BISECTORS), Refusal)


def test_one_seed_gives_one_certificate() -> None:
    problem = read_statement(ALTITUDES)
    one, two = (prove_algebraically(problem, shown(ALTITUDES), 5, lambda: False) for _ in range(2))
    assert one == two


def test_the_time_is_kept() -> None:
    assert prove_algebraically(read_statement(ALTITUDES), shown(ALTITUDES), 0, lambda: True) is None
    verdict = check(certified(ALTITUDES), ALTITUDES, expired=lambda: True)
    assert isinstance(verdict, Refusal)
    assert "time" in verdict.reason


def test_the_lines_of_a_proof_end_with_the_goal() -> None:
    certificate = certified(ALTITUDES)
    lines = coordinate_lines(read_statement(ALTITUDES), certificate, read(ALTITUDES).goal)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1].conclusion == "bc ⟂ ah"


def placed(statement: str, *steps: Direction | Placement, figures_of: str = "") -> Acceptance | Refusal:
    """The checker's word on a certificate written by hand, with figures of a more special statement."""
    source = statement.strip()
    certificate = AlgebraicCertificate(
        "", read(source).canonical, digest(source), shown(figures_of or statement), "a", "b", steps
    )
    return check(certificate, source)


COINCIDENCES = {
    "a right angle": ("a b c = triangle ? perp a b a c", "a b c = r_triangle ? perp a b a c"),
    "equal sides": ("a b c = triangle ? cong a b a c", "a b c = iso_triangle ? cong a b a c"),
    "parallels": ("a b c d = quadrangle ? para a b c d", "a b c d = trapezoid ? para a b c d"),
}


@pytest.mark.parametrize("name", COINCIDENCES)
def test_a_goal_that_is_true_in_the_figures_only_is_refused(name: str) -> None:
    false, special = COINCIDENCES[name]
    steps = [Placement(p) for p in read(false).points[2:]]
    verdict = placed(false, *steps, figures_of=special)
    assert isinstance(verdict, Refusal)
    assert "not zero" in verdict.reason


def test_a_fact_that_the_statement_does_not_give_is_refused() -> None:
    right = fact("angle", ("a", "b", -1), ("a", "c", 1), constant=fact("angle", ("a", "b", 1)).constant)
    verdict = placed(
        "a b c = triangle ? coll a b c",
        Placement("c", (right,)),
        figures_of="a b = segment; c = on_line a b ? coll a b c",
    )
    assert isinstance(verdict, Refusal)
    assert "does not give" in verdict.reason


DIAMETER = "a b c = triangle; o = circle a b c; d = on_line a o, on_circle o a ? perp a b b d"
ON_AO, ON_CIRCLE = read(DIAMETER).given[2:4]
CENTRE = Placement("o", read(DIAMETER).given[:2])


@pytest.mark.parametrize("through", [("a",), ()])
def test_a_second_intersection_is_found_with_and_without_the_first(through: tuple[str, ...]) -> None:
    verdict = placed(DIAMETER, Placement("c"), CENTRE, Placement("d", (ON_AO, ON_CIRCLE), through=through))
    assert isinstance(verdict, Acceptance), verdict


@pytest.mark.parametrize("through", [("c",), ("b",), ("o",), ("a", "a"), ("d",), ("a", "b")])
def test_a_point_that_is_not_on_both_curves_is_not_known(through: tuple[str, ...]) -> None:
    verdict = placed(DIAMETER, Placement("c"), CENTRE, Placement("d", (ON_AO, ON_CIRCLE), through=through))
    assert isinstance(verdict, Refusal)


@pytest.mark.parametrize("name", TRUE)
def test_a_dropped_or_repeated_step_is_refused(name: str) -> None:
    certificate = certified(TRUE[name])
    for number, step in enumerate(certificate.steps):
        without = (*certificate.steps[:number], *certificate.steps[number + 1 :])
        assert isinstance(check(replace(certificate, steps=without), TRUE[name]), Refusal)
        twice = (*certificate.steps[: number + 1], step, *certificate.steps[number + 1 :])
        assert isinstance(check(replace(certificate, steps=twice), TRUE[name]), Refusal)


def test_a_certificate_of_another_statement_is_refused() -> None:
    other = "a b c = triangle a b c; h = orthocenter h a b c ? perp b h c a"
    assert isinstance(check(certified(ALTITUDES), other), Refusal)
    assert isinstance(check(replace(certified(ALTITUDES), statement=read(other).canonical), other), Refusal)


def test_figures_of_another_branch_do_not_show_the_root() -> None:
    """A root of a quadratic is the one of the figures: a place elsewhere is refused."""
    certificate = certified(ALTITUDES)
    wrong = tuple(
        Figure(tuple((n, x, "-" + y if not y.startswith("-") and n == "h" else y) for n, x, y in f.points))
        for f in certificate.figures
    )
    assert isinstance(check(replace(certificate, figures=wrong), ALTITUDES), Refusal)


def test_polynomials_that_grow_too_large_are_refused_in_time() -> None:
    statement = TRUE["pascal"]
    verdict = check(certified(statement), statement, most_products=10)
    assert isinstance(verdict, Refusal)
    assert "too large" in verdict.reason
