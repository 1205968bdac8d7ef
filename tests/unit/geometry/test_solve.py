"""Answers: proved with a certificate, or honestly not."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from trivium.geometry.certificate.model import Acceptance, GeometryCertificate
from trivium.geometry.certificate.replay import replay as check
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_problems, read_statement
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

DATA = Path(os.environ.get("TRIVIUM_BENCHMARKS", Path(__file__).parents[4] / "shared" / "benchmarks")) / "geometry"

TRUE = (
    "a b c = triangle; d = foot a b c; e = foot b c a; h = on_line a d, on_line b e ? perp c h a b",
    "a b c = triangle; o = circle a b c; d = on_circle o a ? eqangle c a c b d a d b",
    "a b c = triangle; m = midpoint a b; n = midpoint a c ? para m n b c; rconst m n b c 1/2",
    "a b = segment; m = midpoint a b; c = on_dia a b ? circle m a b c",
    "a b c = triangle; i = incenter a b c; o = circle a b c; d = on_line a i, on_circle o a ? cong d b d i",
    "a b c d = quadrangle; p = midpoint a b; q = midpoint b c; r = midpoint c d; s = midpoint d a ? para p q s r",
    "a b c = triangle; d = eq_triangle d a b ? aconst a b a d 60",
    "a b = segment; c = on_bline a b; d = on_bline a b ? perp a b c d",
    "a b c = r_triangle; d = foot a b c ? eqratio b d a b a b b c",
    "a b c d = trapezoid; e = midpoint c a; f = midpoint d b; g = on_line e f, on_line a d ? midp g a d",
    "a b c = triangle; d = on_line b c, angle_bisector b a c ? eqratio d b d c a b a c",
    "a b c d = isquare; e = s_angle c d 15, s_angle d c -15 ? contri e a b a b e",
)
FALSE = (
    "a b c = triangle ? perp a b a c",
    "a b c = triangle; h = orthocenter a b c ? cong a h b h",
    "a b c = triangle; d = foot a b c ? midp d b c",
    "a b c = triangle; o = circle a b c; d = on_circle o a ? para a b c d",
    "a b c = triangle; m = midpoint b c ? eqangle a b a m a m a c",
    "a b c = triangle; d = eq_triangle d a b ? rconst a b a c 1",
)


@pytest.mark.parametrize("statement", TRUE)
def test_true_statements_are_proved_and_certified(statement: str) -> None:
    solution = solve(read_statement(statement))
    assert solution.outcome is Outcome.PROVED, solution.detail
    assert solution.certificate is not None
    assert isinstance(check(solution.certificate, statement), Acceptance)
    assert solution.proof


@pytest.mark.parametrize("statement", FALSE)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_false_statements_are_refuted_by_an_exact_figure(statement: str, seed: int) -> None:
    solution = solve(read_statement(statement), seed=seed)
    assert solution.outcome is Outcome.REFUTED, solution.detail
    assert solution.figure
    assert solution.certificate is not None
    verdict = check(solution.certificate, statement)
    assert isinstance(verdict, Acceptance)
    assert verdict.refuted


def test_an_auxiliary_point_is_the_other_common_point_in_every_figure_of_its_certificate() -> None:
    # The line a i turns round where i runs through infinity, and "the other point" had become a itself.
    statement = (
        "a b c = triangle a b c; d = on_line d c a; e = free e; f = on_circum f d a b, on_circum f d e c; "
        "g = on_circum g b e c, on_circum g b f a; h = on_line h g b; i = on_line i b h, on_line i e c; "
        "x1 = on_line x1 a i, on_circum x1 a b d ? eqratio d e d i c f c i"
    )
    assert solve(read_statement(statement)).outcome is Outcome.PROVED


def test_a_false_statement_with_a_choice_that_the_checker_does_not_know_is_unknown() -> None:
    solution = solve(read_statement("a b c = triangle; x y = trisect a b c ? cong a x y c"))
    assert solution.outcome is Outcome.FALSE_IN_FIGURE
    assert "trisect" in solution.detail


def test_one_seed_gives_one_answer() -> None:
    problem = read_statement(TRUE[0])
    assert solve(problem, seed=5) == solve(problem, seed=5)


def test_progress_is_told_and_the_budget_is_kept() -> None:
    told: list[str] = []
    problem = read_statement(TRUE[4])
    solve(problem, on_progress=lambda activity, rounds, facts: told.append(activity))
    assert "deducing" in told
    assert solve(problem, expired=lambda: True).outcome is Outcome.BUDGET_EXHAUSTED


def test_a_statement_without_a_figure_is_unknown() -> None:
    problem = read_statement("a b = segment; c = on_line a b; h = orthocenter a b c ? perp a h b c")
    solution = solve(problem)
    assert solution.outcome is Outcome.NO_FIGURE
    assert "clause 3" in solution.detail


def within(seconds: float) -> Callable[[], bool]:
    end = time.process_time() + seconds
    return lambda: time.process_time() > end


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("name", "count", "deduced", "all_together", "seconds"),
    [("imo_ag_30.txt", 30, 20, 30, 20), ("jgex_ag_231.txt", 231, 222, 229, 3)],
)
def test_the_public_sets_load_whole_and_are_solved_as_far_as_promised(
    name: str, count: int, deduced: int, all_together: int, seconds: float
) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not in the benchmark folder")
    text = path.read_text()
    problems = [p for p in read_problems(text) if isinstance(p, Problem)]
    assert len(problems) == count
    solutions = [solve(p, expired=within(seconds), algebra=True) for p in problems]
    assert all(s.outcome is not Outcome.CHECKER_REFUSED for s in solutions)
    proved = [s for s in solutions if s.outcome is Outcome.PROVED]
    assert len(proved) >= all_together
    assert sum(isinstance(s.certificate, GeometryCertificate) for s in proved) >= deduced
    assert all(s.certificate and isinstance(check(s.certificate, text), Acceptance) for s in proved)
