"""The closure: extension by points, independence of the order of work, budgets."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivium.geometry.builder.figure import draw
from trivium.geometry.deduction.closure import Closure, Ending
from trivium.geometry.deduction.facts import Fact
from trivium.geometry.deduction.parallels import Thales
from trivium.geometry.deduction.plane import MOST_CANDIDATES, Plane
from trivium.geometry.deduction.similar import Similar
from trivium.geometry.deduction.state import State
from trivium.geometry.deduction.table import PRIME, Table
from trivium.geometry.language.reader import read_statement
from trivium.geometry.predicates.equation import System, equations_of

ORTHIC = (
    "a b c = triangle a b c; d = foot d a b c; e = foot e b c a; f = foot f c a b; "
    "h = on_line h a d, on_line h b e; m = midpoint m b c; o = circumcenter o a b c ? eqangle d e d h d h d f"
)
SQUARES = (
    "a b c = triangle a b c; d = nsquare d a b; e = nsquare e a c; m = midpoint m b c; p = parallelogram d a e p; "
    "q = mirror q a m ? perp p a b c"
)


def closed(text: str, *, at_once: int) -> tuple[State, list[Fact]]:
    """The closure of a figure whose first points are closed at first, and the others added one by one."""
    problem = read_statement(text)
    figure = draw(problem, random.Random(1), 40)
    names = list(figure.points)
    facts = [
        (max(names.index(p) for v, _ in e.terms for p in v), e)
        for clause in problem.clauses
        for a in clause.applications
        for predicate in a.facts()
        for e in equations_of(predicate)
    ]
    closure = Closure(State(Plane({n: figure.points[n] for n in names[:at_once]}), 0))
    for count in range(at_once, len(names) + 1):
        if count > at_once:
            name = names[count - 1]
            closure = _with_point(closure, name, figure.points[name])
        for last, equation in facts:
            if last < count and (last == count - 1 or count == at_once):
                closure.state.assume(closure.state.numbered(equation))
        assert closure.run([], tiers=3) is Ending.SATURATED
    goals = [closure.state.numbered(e) for goal in problem.goals for e in equations_of(goal)]
    return closure.state, goals


def _with_point(closure: Closure, name: str, point: complex) -> Closure:
    plane = closure.state.plane
    return closure.extended(plane.with_point(name, plane.scaled(point)))


@pytest.mark.parametrize("text", [ORTHIC, SQUARES])
def test_points_added_one_by_one_give_what_a_closure_at_once_gives(text: str) -> None:
    whole, goals = closed(text, at_once=len(read_statement(text).points))
    grown, _ = closed(text, at_once=4)
    assert [whole.knows(g) for g in goals] == [grown.knows(g) for g in goals]
    for system in System:
        assert whole.tables[system].rank == grown.tables[system].rank, system
        assert all(grown.tables[system].knows(row) for row in whole.tables[system].rows)


def test_an_extension_leaves_the_closure_it_extends_as_it_was() -> None:
    state, _ = closed(ORTHIC, at_once=8)
    base = Closure(state)
    before = {s: (t.prints.copy(), t.rank) for s, t in state.tables.items()}
    z = dict(zip(state.plane.names, state.plane.z.tolist(), strict=True))
    extended = base.extended(state.plane.with_point("x", (z["a"] + z["b"]) / 2))
    extended.run([])
    assert len(state.log) < len(extended.state.log)
    for system, (prints, rank) in before.items():
        assert state.tables[system].rank == rank
        assert np.array_equal(state.tables[system].prints, prints)


def test_the_same_seed_gives_the_same_log() -> None:
    one, two = (closed(ORTHIC, at_once=5)[0] for _ in range(2))
    assert list(one.log) == list(two.log)


def test_a_closure_out_of_time_stops_with_what_it_has() -> None:
    problem = read_statement(ORTHIC)
    state = State(Plane(draw(problem, random.Random(1), 40).points), 0)
    asked = iter([False] * 5)
    assert Closure(state).run([], lambda: next(asked, True)) is Ending.EXPIRED


equations = st.lists(
    st.lists(st.tuples(st.integers(0, 7), st.integers(-4, 4)), min_size=1, max_size=4), min_size=1, max_size=12
)


@given(equations)
@settings(max_examples=150, deadline=None)
def test_a_table_knows_exactly_the_combinations_of_its_rows(rows: list[list[tuple[int, int]]]) -> None:
    table, matrix = Table(), []
    table.extend(8, np.random.default_rng(0))
    for row in rows:
        variables, coefficients = (np.array(x, dtype=np.int64) for x in zip(*row, strict=True))
        dense = np.zeros(8)
        np.add.at(dense, variables, coefficients)
        grows = np.linalg.matrix_rank(np.array([*matrix, dense])) > len(matrix)
        assert bool(table.add(variables[None], coefficients)) == grows
        if grows:
            matrix.append(dense)
    for i, j in combinations(range(8), 2):
        unit = np.zeros(8)
        unit[[i, j]] = 1, -1
        follows = not matrix or np.linalg.matrix_rank(np.array([*matrix, unit])) > len(matrix)
        assert table.knows(((i, 1), (j, -1))) != follows


def test_sines_and_pairs_keep_their_numbers_when_others_are_added() -> None:
    table = Table()
    rng = np.random.default_rng(0)
    table.extend(3, rng)
    table.extend(2, rng, sines=True)
    table.add(np.array([[0, -1]]), np.array([1, -1]))
    table.extend(2, rng)
    table.extend(1, rng, sines=True)
    table.add(np.array([[4, -3]]), np.array([1, -1]))
    assert table.knows(((0, 1), (-1, -1)))
    assert table.knows(((4, 1), (-3, -1)))
    assert not table.knows(((0, 1), (4, -1)))
    assert len(set((table.prints % PRIME).tolist())) == 6


def test_no_two_variables_of_a_table_share_a_fingerprint() -> None:
    """Seeds that differ in zeros at their end alone draw the same numbers."""
    state = State(Plane({name: complex(k, k * k) for k, name in enumerate("abcdef")}), 0)
    state.add_sines(combinations(range(6), 2))
    state.add_sines(combinations(range(6, 12), 2))
    prints = np.concatenate([table.prints for table in state.tables.values()])
    assert len(set(prints.tolist())) == len(prints)


def test_a_figure_full_of_coincidences_is_closed_in_bounded_memory() -> None:
    """A grid has tens of thousands of similar triangles; the candidates of a rule are capped."""
    points = {f"p{i}_{j}": complex(i, j) for i in range(7) for j in range(7)}
    plane = Plane(points)
    assert len(plane.concyclic()) <= MOST_CANDIDATES
    assert len(plane.rational_ratios(6)) <= MOST_CANDIDATES
    shapes = Similar()
    shapes.grow(plane, 0)
    assert 10_000 < len(shapes._points) <= MOST_CANDIDATES
    ladders = Thales()
    ladders.grow(plane, 0)
    assert len(ladders._points) <= MOST_CANDIDATES * 5
