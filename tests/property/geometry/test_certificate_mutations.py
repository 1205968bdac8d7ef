"""A certificate that was changed anywhere that matters is refused."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from hashlib import sha256

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.model import Acceptance, Fact, GeometryCertificate, Refusal, Step, normal
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_statement
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

STATEMENTS = (
    "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c",
    "a b c = triangle a b c; o = circle o a b c; d = on_circle d o a ? eqangle c a c b d a d b",
    "a b c = triangle; m = midpoint a b; n = midpoint a c ? para m n b c",
    "a b c = triangle a b c; h = orthocenter h a b c; d = foot d a b c; e = foot e b c a ? cyclic a b d e",
    "a b = segment a b; m = midpoint m a b; c = on_dia c a b ? cong m a m c",
    "a b c = triangle; d = parallelogram a b c d; e = intersection_ll a c b d ? cong e a e c",
    "a b c = iso_triangle a b c; d = foot d a b c ? midp d b c",
    "a b c = triangle; o = circle a b c; h = orthocenter a b c; d = mirror a o ? para d b h c",
    "a b c d = trapezoid; e = on_line a d; f = on_line b c, on_pline e a b ? eqratio a e e d b f f c",
    "a b c = triangle; d = angle_bisector b a c, on_line b c ? eqratio d b d c a b a c",
    "a b c = triangle; d = midpoint a b; e = angle_bisector c d a, on_line a c; f = angle_bisector c d b, on_line c b "
    "? para e f a b",
    "a b c = triangle; d = parallelogram a b c; e = eqangle2 d a b ? eqangle d a a e e c c d",
)


@cache
def certified(statement: str) -> tuple[Problem, GeometryCertificate]:
    problem = read_statement(statement)
    solution = solve(problem)
    assert solution.outcome is Outcome.PROVED, solution.detail
    assert solution.certificate is not None
    return problem, solution.certificate


def with_step(certificate: GeometryCertificate, number: int, step: Step) -> GeometryCertificate:
    steps = (*certificate.steps[:number], step, *certificate.steps[number + 1 :])
    return replace(certificate, steps=steps)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_an_unchanged_certificate_is_accepted(statement: str) -> None:
    problem, certificate = certified(statement)
    assert isinstance(check(certificate, problem.source), Acceptance)
    assert isinstance(check(certificate), Acceptance)


@given(st.sampled_from(STATEMENTS), st.data())
@settings(max_examples=150, deadline=None)
def test_a_changed_conclusion_is_refused(statement: str, data: st.DataObject) -> None:
    _, certificate = certified(statement)
    number = data.draw(st.integers(0, len(certificate.steps) - 1))
    step = certificate.steps[number]
    k = data.draw(st.integers(0, len(step.fact.terms) - 1))
    points, coefficient = step.fact.terms[k]
    delta = data.draw(st.sampled_from([Fraction(1), Fraction(-1), Fraction(2), Fraction(1, 2)]))
    terms = (*step.fact.terms[:k], (points, coefficient + delta), *step.fact.terms[k + 1 :])
    changed = replace(step.fact, terms=tuple(t for t in terms if t[1]))
    assume(normal(changed) != normal(step.fact))
    assert isinstance(check(with_step(certificate, number, replace(step, fact=changed))), Refusal)


@given(st.sampled_from(STATEMENTS), st.data())
@settings(max_examples=100, deadline=None)
def test_a_changed_constant_is_refused(statement: str, data: st.DataObject) -> None:
    _, certificate = certified(statement)
    number = data.draw(st.integers(0, len(certificate.steps) - 1))
    step = certificate.steps[number]
    key = 1 if step.fact.system == "angle" else 2
    amount = data.draw(st.fractions(Fraction(1, 12), Fraction(11, 12), max_denominator=12))
    constant = dict(step.fact.constant)
    constant[key] = constant.get(key, Fraction(0)) + amount
    changed = replace(step.fact, constant=tuple(sorted(constant.items())))
    assert isinstance(check(with_step(certificate, number, replace(step, fact=changed))), Refusal)


@given(st.sampled_from(STATEMENTS), st.data())
@settings(max_examples=100, deadline=None)
def test_a_changed_factor_of_a_combination_is_refused(statement: str, data: st.DataObject) -> None:
    _, certificate = certified(statement)
    linear = [n for n, s in enumerate(certificate.steps) if s.rule == "linear"]
    assume(linear)
    number = data.draw(st.sampled_from(linear))
    step = certificate.steps[number]
    k = data.draw(st.integers(0, len(step.coefficients) - 1))
    factor = step.coefficients[k] + data.draw(st.sampled_from([Fraction(1), Fraction(-1), Fraction(1, 3)]))
    changed = replace(step, coefficients=(*step.coefficients[:k], factor, *step.coefficients[k + 1 :]))
    assert isinstance(check(with_step(certificate, number, changed)), Refusal)


@given(st.sampled_from(STATEMENTS), st.data())
@settings(max_examples=100, deadline=None)
def test_a_dropped_premise_or_another_rule_is_refused(statement: str, data: st.DataObject) -> None:
    _, certificate = certified(statement)
    inferred = [n for n, s in enumerate(certificate.steps) if s.premises]
    assume(inferred)
    number = data.draw(st.sampled_from(inferred))
    step = certificate.steps[number]
    dropped = replace(step, premises=step.premises[1:], coefficients=step.coefficients[1:])
    assert isinstance(check(with_step(certificate, number, dropped)), Refusal)
    renamed = replace(step, rule="given")
    given_facts = {normal(s.fact) for s in certificate.steps if s.rule == "given"}
    if normal(step.fact) not in given_facts:
        assert isinstance(check(with_step(certificate, number, renamed)), Refusal)


@given(st.sampled_from(STATEMENTS), st.data())
@settings(max_examples=60, deadline=None)
def test_a_step_that_rests_on_itself_or_a_later_one_is_refused(statement: str, data: st.DataObject) -> None:
    _, certificate = certified(statement)
    number = data.draw(st.integers(0, len(certificate.steps) - 1))
    later = data.draw(st.integers(number, len(certificate.steps) + 3))
    step = certificate.steps[number]
    circular = Step(step.fact, "linear", (), (later,), (Fraction(1),))
    assert isinstance(check(with_step(certificate, number, circular)), Refusal)


@given(st.sampled_from(STATEMENTS), st.data())
@settings(max_examples=60, deadline=None)
def test_a_dropped_step_is_refused(statement: str, data: st.DataObject) -> None:
    _, certificate = certified(statement)
    number = data.draw(st.integers(0, len(certificate.steps) - 1))
    steps = certificate.steps[:number] + certificate.steps[number + 1 :]
    shifted = tuple(replace(s, premises=tuple(p - (p > number) for p in s.premises)) for s in steps)
    dropped = normal(certificate.steps[number].fact)
    assume(all(normal(s.fact) != dropped for s in steps))
    for left in (steps, shifted):
        assert isinstance(check(replace(certificate, steps=left)), Refusal)


@given(st.sampled_from(STATEMENTS), st.sampled_from(STATEMENTS))
@settings(max_examples=60, deadline=None)
def test_a_certificate_of_another_problem_is_refused(one: str, two: str) -> None:
    assume(one != two)
    _, certificate = certified(one)
    other, _ = certified(two)
    assert isinstance(check(certificate, two), Refusal)
    relabelled = replace(
        certificate, statement=other.statement, source_sha256=sha256(other.source.encode()).hexdigest()
    )
    assert isinstance(check(relabelled), Refusal)


@given(st.sampled_from(STATEMENTS), st.data())
@settings(max_examples=60, deadline=None)
def test_a_moved_point_of_a_figure_is_refused_or_free(statement: str, data: st.DataObject) -> None:
    """A moved point breaks the hypotheses; points that no hypothesis binds may move."""
    _, certificate = certified(statement)
    bound = {p for s in certificate.steps if s.rule == "given" for pair, _ in s.fact.terms for p in pair}
    index = data.draw(st.integers(0, len(certificate.figures) - 1))
    figure = certificate.figures[index]
    k = data.draw(st.integers(0, len(figure.points) - 1))
    name, x, y = figure.points[k]
    assume(name in bound)
    point = (name, x[:12] + str((int(x[12]) + 1) % 10) + x[13:], y)
    moved = replace(figure, points=(*figure.points[:k], point, *figure.points[k + 1 :]))
    figures = (*certificate.figures[:index], moved, *certificate.figures[index + 1 :])
    assert isinstance(check(replace(certificate, figures=figures)), Refusal)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_wrong_digest_is_refused_where_there_is_a_source(statement: str) -> None:
    problem, certificate = certified(statement)
    assert isinstance(check(replace(certificate, source_sha256="0" * 64), problem.source), Refusal)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_too_few_or_repeated_figures_are_refused(statement: str) -> None:
    _, certificate = certified(statement)
    assert isinstance(check(replace(certificate, figures=certificate.figures[:2])), Refusal)
    assert isinstance(check(replace(certificate, figures=certificate.figures[:1] * 3)), Refusal)


def test_a_true_fact_without_a_reason_is_refused() -> None:
    """The altitudes meet, but that is to be proved, not cited."""
    statement = "a b c = triangle; d = foot a b c; e = foot b c a; h = on_line a d, on_line b e ? perp c h a b"
    problem = read_statement(statement)
    solution = solve(problem)
    assert solution.outcome is Outcome.PROVED
    assert solution.certificate is not None
    goal = Fact("angle", ((("a", "b"), Fraction(1)), (("c", "h"), Fraction(-1))), ((1, Fraction(1, 2)),))
    for rule in ("given", "linear", "collinear", "similar_aa", "magic"):
        forged = replace(solution.certificate, steps=(Step(goal, rule),))
        assert isinstance(check(forged, statement), Refusal)
