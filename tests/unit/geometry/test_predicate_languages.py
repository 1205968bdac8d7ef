"""Statements without constructions: three spellings, figures found numerically, the checker's own reading."""

import pytest

from trivium.geometry.builder.measure import holds
from trivium.geometry.certificate import statement as independent
from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.model import Acceptance, Fact, normal
from trivium.geometry.errors import ProblemError
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import Format, guess, read_problems, read_statement
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.predicates.predicate import SIGNATURES
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

POINTS = "points a b c h; perp a h b c; perp b h c a ? perp c h a b"
AG2 = "a@0_0 = ; b@4_0 = ; c@1_3 = ; h@1_1 = perp a h b c, perp b h c a ? perp c h a b"
YUCLID = """# altitudes
point a 0 0
point b 4 0
point c 1 3
point h 1 1
assume perp a h b c
assume perp b h c a
prove perp c h a b
"""


@pytest.mark.parametrize(
    ("text", "written"), [(POINTS, Format.POINTS), (AG2, Format.AG2), (YUCLID, Format.YUCLID)], ids=lambda x: str(x)[:6]
)
def test_three_spellings_say_the_same_and_are_proved(text: str, written: Format) -> None:
    assert guess(text) is written
    (problem,) = read_problems(text)
    assert isinstance(problem, Problem)
    assert problem.statement == POINTS
    assert read_statement(problem.statement).statement == problem.statement
    solution = solve(problem)
    assert solution.outcome is Outcome.PROVED, solution.detail
    assert solution.certificate is not None
    assert isinstance(check(solution.certificate, text), Acceptance)


@pytest.mark.parametrize("name", sorted(n for n, s in SIGNATURES.items() if not s.found_as))
def test_the_checker_reads_each_predicate_as_the_engine_does(name: str) -> None:
    signature = SIGNATURES[name]
    points = "abcdefgh"[: signature.arity + signature.variadic]
    sentence = " ".join((name, *points, *(("3/4",) if signature.valued else ())))
    text = f"points a b c d e f g h; {sentence} ? {sentence}"
    problem, own = read_statement(text), independent.read(text)
    assert own.canonical == problem.statement
    engine = {normal(Fact(e.system.value, e.terms, e.constant)) for e in equations_of(problem.assumed[0])}
    assert engine == {normal(f) for f in own.given} == {normal(f) for f in own.goal}


FOUND = (
    "points a b c o; cong o a o b; cong o b o c ? circle o a b c",
    "points a b c d e; midp d a b; midp e a c ? para d e b c; rconst d e b c 1/2",
    "points a b c d; para a b c d; para a d b c ? cong a b c d; cong b c a d",
    "points a b c d; cyclic a b c d; cong a b b c ? eqangle d a d b d b d c",
    "points a b c d e f; simtri_direct a b c d e f ? eqratio a b b c d e e f; eqangle a b a c d e d f",
    "points a b c; aconst a b a c 60; cong a b a c ? cong a b b c",
)


@pytest.mark.parametrize("statement", FOUND)
def test_figures_are_found_without_coordinates(statement: str) -> None:
    problem = read_statement(statement)
    for seed in range(3):
        solution = solve(problem, seed=seed)
        assert solution.outcome is Outcome.PROVED, solution.detail
        given = [e for fact in problem.hypotheses for e in equations_of(fact)]
        assert holds(given, solution.figure)
        assert solution == solve(problem, seed=seed)


def test_assumptions_that_clash_are_told() -> None:
    solution = solve(read_statement("points a b c; perp a b b c; perp a b a c; cong a b b c ? coll a b c"))
    assert solution.outcome is Outcome.NO_FIGURE
    assert "assumption" in solution.detail or "coincide" in solution.detail


def test_a_file_may_mix_languages() -> None:
    text = f"one\n{POINTS}\ntwo\n{AG2}\nthree\na b c = triangle; h = orthocenter a b c ? perp a h b c\n"
    problems = read_problems(text)
    assert [p.name for p in problems] == ["one", "two", "three"]
    assert [bool(p.declared) for p in problems if isinstance(p, Problem)] == [True, True, False]


def test_a_half_names_six_points() -> None:
    (problem,) = read_problems("point a 0 0\npoint b 1 0\npoint c 2 1\nprove equal_angles a b c a b c\n")
    assert isinstance(problem, Problem)
    assert str(problem.goals[0]) == "eqangle b a b c b a b c"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("points a b c; perp a b c ? coll a b c", "WRONG_ARITY", 1),
        ("points a b c; near a b ? coll a b c", "UNKNOWN_PREDICATE", 1),
        ("points a b c; acompute a b a c ? coll a b c", "UNKNOWN_PREDICATE", 1),
        ("points a b c; lconst a b 3 ? coll a b c", "UNKNOWN_PREDICATE", 1),
        ("points a b c ? sameclock a b c a c b", "UNKNOWN_GOAL", 1),
        ("points a b c; ncoll a b c ? coll a b c", "UNKNOWN_PREDICATE", 1),
        ("points a b c ? distseq a b b c 1 1", "UNKNOWN_GOAL", 1),
        ("points a b a ? coll a b a", "REDEFINED_POINT", 1),
        ("points a b c; coll a b d ? coll a b c", "UNDEFINED_POINT", 1),
        ("points a b c; coll a b c", "NO_GOAL", 1),
        ("point a 0 0\npoint b 1\nprove coll a b a", "BAD_COORDINATES", 2),
        ("point a 0 0\npoint b 1 0\nassert coll a b\n", "BAD_LINE", 3),
        ("point a 0 0\npoint b 1 0\nassume cong a b a b", "NO_GOAL", 1),
        ("point a 0 0\npoint b 1 0\nprove cong a b a z", "UNDEFINED_POINT", 3),
        ("a@0_0 = ; b@1_0 = ; c@0_1 = coll a b ? coll a b c", "WRONG_ARITY", 1),
        ("a@0_0 = ; b@1 = ; c@0_1 = coll a b c ? coll a b c", "BAD_COORDINATES", 1),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, code: str, line: int) -> None:
    (error,) = read_problems(text)
    assert isinstance(error, ProblemError), error
    assert (error.code, error.place.line) == (code, line)


QUESTIONS = (
    ("a b c = ieq_triangle; d = midpoint b c ? acompute a b a d", "aconst a b a d 30"),
    ("a b c = triangle; m = midpoint a b; n = midpoint a c ? rcompute m n b c", "rconst m n b c 1/2"),
    ("a b c = ieq_triangle; d = midpoint b c ? rcompute a d a b", "r2const a d a b 3/4"),
    ("a b c d = isquare ? rcompute a c a b", "r2const a c a b 2"),
    ("a b c d = isquare; m = midpoint a b ? rcompute m c a b", "r2const m c a b 5/4"),
)


@pytest.mark.parametrize(("statement", "answer"), QUESTIONS)
def test_a_value_that_is_asked_for_is_found_and_proved(statement: str, answer: str) -> None:
    solution = solve(read_statement(statement))
    assert solution.outcome is Outcome.PROVED, solution.detail
    assert solution.problem.statement.endswith(f"? {answer}")
    assert solution.certificate is not None
    assert isinstance(check(solution.certificate, statement), Acceptance)


def test_an_answer_to_another_question_is_refused() -> None:
    solution = solve(read_statement(QUESTIONS[0][0]))
    assert solution.certificate is not None
    for other in ("acompute a b a c", "rcompute a b a d", "acompute a d a b", "aconst a b a d 60"):
        assert not isinstance(
            check(solution.certificate, QUESTIONS[0][0].replace("acompute a b a d", other)), Acceptance
        )


def test_a_value_that_depends_on_the_figure_is_not_determined() -> None:
    solution = solve(read_statement("a b c = triangle ? acompute a b a c"))
    assert solution.outcome is Outcome.NOT_DETERMINED
    assert "another" in solution.detail


def test_a_certificate_that_leaves_a_question_open_is_refused() -> None:
    from dataclasses import replace

    solution = solve(read_statement(QUESTIONS[0][0]))
    assert solution.certificate is not None
    claim = solution.certificate.statement.replace("aconst a b a d 30", "acompute a b a d")
    assert not isinstance(check(replace(solution.certificate, statement=claim)), Acceptance)


def test_a_text_of_points_with_nothing_before_its_goal_is_refused() -> None:
    with pytest.raises(ProblemError, match="nothing stands before") as caught:
        read_statement("?", written=Format.POINTS)
    assert caught.value.code == "NO_POINT"
