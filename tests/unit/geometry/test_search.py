"""The search for auxiliary points: one answer whatever runs it, few points, honest ends."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from trivium.geometry.builder.figure import draw
from trivium.geometry.deduction.closure import Closure, Ending
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.language.reader import read_statement
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.search import race
from trivium.geometry.search.figure import chosen, fresh_names
from trivium.geometry.search.generation import Candidates, generate
from trivium.geometry.search.kinds import KINDS, PLACE
from trivium.geometry.search.node import Goal, Prospects
from trivium.geometry.search.policy import Position
from trivium.geometry.search.race import Inline, Processes, Race
from trivium.geometry.search.scoring import scored, usable
from trivium.geometry.search.search import Search, Settings
from trivium.geometry.search.streams import streams, streams_of
from trivium.geometry.search.task import Task
from trivium.geometry.search.tree import STREAMS
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

HUMPTY = "a b c = triangle a b c; h = orthocenter h a b c; m = midpoint m b c; p = foot p h a m ? cyclic b h p c"
GERGONNE = (
    "a b c = triangle a b c; i = incenter i a b c; d = foot d i b c; e = foot e i c a; f = foot f i a b; "
    "k = on_line k d i, on_line k e f; m = midpoint m b c ? coll a k m"
)
MIDDLES = (
    "a b c = triangle a b c; i = incenter i a b c; d = foot d i b c; m = midpoint m a d; n = midpoint n b c "
    "? coll m i n"
)
FALSE = "a b c = triangle a b c; d = midpoint d b c; e = midpoint e c a; f = on_line f a d ? cong f a e b"
MIXTILINEAR = (
    "a b c = triangle a b c; o = circumcenter o a b c; i = incenter i a b c; d = on_tline d i a i, on_line d a b; "
    "e = on_tline e i a i, on_line e a c; k = on_tline k d a b, on_tline k e a c; "
    "t = on_line t o k, on_circle t o a ? cong k t k d"
)


def task_of(text: str, seed: int = 0) -> tuple[Task, Closure]:
    problem = read_statement(text)
    figure = draw(problem, random.Random(seed), 40)
    closure = Closure(Task(tuple(figure.points.items()), (), (), seed).closure().state)
    facts = tuple(closure.state.numbered(e) for p in problem.hypotheses for e in equations_of(p))
    goals = tuple(closure.state.numbered(e) for p in problem.goals for e in equations_of(p))
    task = Task(tuple(figure.points.items()), facts, goals, seed)
    closed = task.closure()
    assert closed.run(goals) is Ending.SATURATED
    return task, closed


def test_a_point_is_found_proved_and_named() -> None:
    solution = solve(read_statement(GERGONNE), search=Settings(tries=600))
    assert solution.outcome is Outcome.PROVED
    assert len(solution.auxiliary) == 1
    assert str(solution.auxiliary[0]).startswith("x1 = ")
    assert set(solution.figure) == {*solution.problem.points, "x1"}


@pytest.mark.parametrize("text", [HUMPTY, GERGONNE])
def test_one_seed_and_budget_give_one_answer_whatever_the_number_of_processes(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivium.geometry.search.search._ALONE", 1)
    task, closed = task_of(text)
    answers = [
        Search(task, closed, "", Settings(processes=n, tries=800), lambda: False, lambda tries: None).look().additions
        for n in (1, 2, 3, 1)
    ]
    assert answers[0]
    assert all(answer == answers[0] for answer in answers)


def test_a_stream_does_the_same_in_slices_of_any_size() -> None:
    task, closed = task_of(MIXTILINEAR)
    whole, sliced = (streams_of(closed, task, [1])[0] for _ in range(2))
    whole.run(60, lambda: False)
    for size in (1, 7, 20, 32):
        sliced.run(size, lambda: False)
    assert sorted(map(str, whole._known)) == sorted(map(str, sliced._known))


def test_a_search_that_is_taken_up_again_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "SLICE", 1)
    task, closed = task_of(MIDDLES)
    at_once, in_parts = (Search(task, closed, "", Settings(), lambda: False, lambda tries: None) for _ in range(2))
    whole, part = at_once.look(), in_parts.look(STREAMS)
    assert part.closure is None
    assert part.tries == STREAMS * race.SLICE < whole.tries
    assert in_parts.look().additions == whole.additions
    assert in_parts.look().tries == whole.tries


def test_budgets_end_a_search_with_what_was_counted() -> None:
    solution = solve(read_statement(MIXTILINEAR), search=Settings(tries=80))
    assert solution.outcome is Outcome.BUDGET_EXHAUSTED
    assert 64 <= dict(solution.counts)["tries"] <= 64 + STREAMS * race.SLICE
    assert "tries of auxiliary points" in solution.detail


def test_a_search_is_cancelled_at_once_and_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trivium.geometry.search.search._ALONE", 0)
    before = _children()
    end = time.monotonic() + 2.0
    told: list[int] = []
    task, closed = task_of(MIXTILINEAR)
    found = Search(task, closed, "", Settings(processes=2), lambda: time.monotonic() > end, told.append).look()
    assert found.closure is None
    assert found.tries >= max(told)
    assert time.monotonic() < end + 0.5
    assert told
    assert set(_children()) <= set(before)


def _children() -> list[str]:
    return [c for t in Path("/proc/self/task").iterdir() for c in (t / "children").read_text().split()]


def test_the_processes_of_a_search_end_with_the_connection() -> None:
    task, _ = task_of(MIXTILINEAR)
    runner = Processes(task, 1)
    (child,) = runner._children
    child.connection.close()
    child._process.wait(timeout=20)


def test_a_process_that_is_killed_ends_its_streams_and_not_the_search() -> None:
    task, _ = task_of(MIXTILINEAR)
    runner = Processes(task, 2)
    try:
        os.kill(runner._children[0]._process.pid, 9)
        state = Race()
        while not state.ended:
            for report in runner.step():
                state.note(*report)
        assert state.ended == {0, 2}
        assert not state.over
    finally:
        runner.close()


def test_the_winner_is_the_solution_of_the_fewest_tries() -> None:
    task, _ = task_of(HUMPTY)
    alone = streams(task, range(STREAMS))
    each = [s.run(400, lambda: False) for s in alone]
    best = min((s for s in each if s is not None), key=lambda s: (s.tries, s.stream))
    state = Race()
    state.run(Inline(streams(task, range(STREAMS)), lambda: False), lambda r: True)
    assert state.best == best


def test_a_false_goal_is_never_proved_by_a_point() -> None:
    assert solve(read_statement(FALSE), search=Settings(tries=50)).outcome is not Outcome.PROVED


class Oracle:
    """A policy that knows the point, and thinks little of the others."""

    def __init__(self, sets: Sequence[Sequence[str]]) -> None:
        self.sets = sets
        self.asked: list[str] = []

    def priors(self, position: Position, clauses: Sequence[str]) -> Sequence[float]:
        self.asked = list(clauses)
        return [100.0 if clause.startswith("x = mirror") else 1.0 for clause in clauses]

    def points(self, position: Position) -> Sequence[Sequence[str]]:
        return self.sets


def test_a_policy_proposes_points_and_priors_and_nonsense_of_it_is_passed_over() -> None:
    nonsense = [["x ="], ["y = frobnicate y a b"], ["a = midpoint a b c"], ["y = midpoint y a q"], [""]]
    useful = solve(read_statement(HUMPTY), search=Settings(tries=600)).auxiliary
    clauses = [str(c) for c in useful]
    policy = Oracle([*nonsense, clauses])
    solution = solve(read_statement(HUMPTY), search=Settings(tries=600, policy=policy))
    assert solution.outcome is Outcome.PROVED
    assert dict(solution.counts)["tries"] == 1
    asked = Oracle(nonsense)
    task, closed = task_of(MIXTILINEAR)
    settings = Settings(tries=STREAMS * race.SLICE, policy=asked)
    Search(task, closed, "", settings, lambda: False, lambda tries: None).look()
    assert any(clause.startswith("x = mirror") for clause in asked.asked)


class Latecomer(Oracle):
    """A policy that says nothing for a while."""

    def __init__(self, sets: Sequence[Sequence[str]], silence: int) -> None:
        super().__init__(sets)
        self.silence = silence

    def points(self, position: Position) -> Sequence[Sequence[str]]:
        self.silence -= 1
        return self.sets if self.silence < 0 else ()


def test_a_policy_that_takes_its_time_is_heard_while_the_search_goes_on() -> None:
    problem = read_statement(MIXTILINEAR)
    useful = ["p = on_line p c o, on_circum p c a b", "q = foot q p c i", "r = on_line r a q, on_line r i d"]
    useful.append("s = circumcenter s a e r")
    alone = solve(problem, search=Settings(tries=STREAMS * race.SLICE * 3))
    assert alone.outcome is not Outcome.PROVED
    helped = solve(problem, search=Settings(tries=STREAMS * race.SLICE * 3, policy=Latecomer([useful], 2)))
    assert helped.outcome is Outcome.PROVED
    assert helped.advised == tuple(useful)
    assert alone.advised == ()


def test_every_candidate_lies_where_its_clause_puts_it() -> None:
    """The clauses are evaluated by the builder, which knows nothing of the vectorised formulas."""
    seen: dict[int, int] = {}
    for task, closed in (task_of(MIXTILINEAR), task_of(GERGONNE), task_of(HUMPTY)):
        prospects = Prospects.of(closed, Goal.of(task.goals, closed))
        points = dict(task.points)
        for number in range(len(prospects)):
            addition = prospects.addition(number, closed, "x1")
            seen[addition.kind] = seen.get(addition.kind, 0) + 1
            if seen[addition.kind] < 12:
                drawn = chosen([addition], closed, points).drawn(points)
                assert abs(closed.state.plane.scaled(drawn["x1"]) - addition.z) < 1e-6, str(addition.clause())
    assert len(seen) == len(KINDS)


def test_what_holds_of_every_point_of_a_kind_does_not_count_for_it() -> None:
    """In a figure in general position no candidate has a coincidence beyond those of its construction."""
    rng = random.Random(5)
    plane = Plane({name: complex(rng.uniform(-1, 1), rng.uniform(-1, 1)) for name in "abcd"})
    candidates = usable(plane, generate(plane, 0))
    candidates, worth = scored(plane, candidates, 10_000)
    generic = ~np.isin(candidates.kind, [PLACE["crossing"], PLACE["line meets circumcircle"]])
    # two lines through four points make a quadrilateral complete, and a line through a point meets its circle
    strange = candidates.at((worth > 0.5) & generic)
    assert not {KINDS[k].name for k in strange.kind.tolist()}


def test_candidates_of_a_new_point_are_those_of_the_whole_figure_that_use_it() -> None:
    rng = random.Random(3)
    plane = Plane({name: complex(rng.uniform(-1, 1), rng.uniform(-1, 1)) for name in "abcde"})

    def rows(candidates: Candidates) -> set[tuple[int, ...]]:
        return {(k, *o) for k, o in zip(candidates.kind.tolist(), candidates.operands.tolist(), strict=True)}

    whole = generate(plane, 0)
    assert rows(generate(plane, 4)) == rows(whole.at(np.flatnonzero(whole.operands.max(axis=1) >= 4)))


def test_names_of_auxiliary_points_are_free() -> None:
    assert list(islice(fresh_names(["x1", "x3", "a"]), 3)) == ["x2", "x4", "x5"]
