"""The canonical form of a statement does not depend on names or order, and tells statements apart that differ."""

import random
from itertools import permutations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.propose.canonical import canonical, statement_graph

POINTS = "abcde"
ARITY = {"cong": 4, "perp": 4, "para": 4, "coll": 3, "cyclic": 4, "eqangle": 8, "eqratio": 8}


def _pairs(draw: st.DrawFn, count: int) -> list[str]:
    return [p for _ in range(count) for p in draw(st.permutations(POINTS))[:2]]


@st.composite
def predicates(draw: st.DrawFn) -> Predicate:
    name = draw(st.sampled_from(sorted(ARITY)))
    if name in {"coll", "cyclic"}:
        return Predicate(name, tuple(draw(st.permutations(POINTS))[: ARITY[name]]))
    return Predicate(name, tuple(_pairs(draw, ARITY[name] // 2)))


def _renamed(predicate: Predicate, names: dict[str, str]) -> Predicate:
    return Predicate(predicate.name, tuple(names[p] for p in predicate.points))


def _equal_segments(predicate: Predicate) -> bool:
    return predicate.name == "cong" and set(predicate.points[:2]) != set(predicate.points[2:])


@settings(max_examples=60, deadline=None)
@given(st.lists(predicates(), max_size=5), predicates(), st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(given_: list[Predicate], goal: Predicate, rng: random.Random) -> None:
    names = dict(zip(POINTS, rng.sample("vwxyz", 5), strict=True))
    other = [_renamed(p, names) for p in given_]
    rng.shuffle(other)
    points = list(names.values())
    rng.shuffle(points)
    assert canonical(points, other, _renamed(goal, names)) == canonical(POINTS, given_, goal)


@settings(max_examples=60, deadline=None)
@given(st.lists(predicates().filter(_equal_segments), max_size=3), st.randoms(use_true_random=False))
def test_symmetries_are_those_found_by_trying_every_renaming(given_: list[Predicate], rng: random.Random) -> None:
    goal = Predicate("cyclic", tuple(rng.sample(POINTS, 4)))

    def meaning(names: dict[str, str]) -> object:
        classes: list[frozenset[frozenset[str]]] = []
        for p in given_:
            merged = frozenset((frozenset(names[x] for x in p.points[:2]), frozenset(names[x] for x in p.points[2:])))
            for other in [c for c in classes if c & merged]:
                classes.remove(other)
                merged |= other
            classes.append(merged)
        return frozenset(classes), frozenset(names[x] for x in goal.points)

    plain = meaning({p: p for p in POINTS})
    count = sum(meaning(dict(zip(POINTS, q, strict=True))) == plain for q in permutations(POINTS))
    assert canonical(POINTS, given_, goal).symmetries == count


def _alike(one: dict[str, str], two: dict[str, str]) -> bool:
    return one["colour"] == two["colour"]


@settings(max_examples=80, deadline=None)
@given(st.lists(predicates(), max_size=4), st.lists(predicates(), max_size=4), predicates(), predicates())
def test_two_forms_are_equal_exactly_when_networkx_finds_an_isomorphism(
    one: list[Predicate], two: list[Predicate], goal: Predicate, other: Predicate
) -> None:
    graphs = [statement_graph(POINTS, given_, g) for given_, g in ((one, goal), (two, other))]
    same = canonical(POINTS, one, goal).key == canonical(POINTS, two, other).key
    assert same == nx.is_isomorphic(*graphs, node_match=_alike)


@settings(max_examples=40, deadline=None)
@given(st.lists(predicates(), max_size=4), predicates())
def test_symmetries_are_the_automorphisms_that_networkx_finds(given_: list[Predicate], goal: Predicate) -> None:
    graph = statement_graph(POINTS, given_, goal)
    found = nx.algorithms.isomorphism.GraphMatcher(graph, graph, node_match=_alike).isomorphisms_iter()
    assert canonical(POINTS, given_, goal).symmetries == len({tuple(m[p] for p in POINTS) for m in found})
