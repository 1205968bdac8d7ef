"""The canonical form of a statement: the same for two statements exactly when one is the other with points renamed.

A statement becomes a coloured graph of networkx: points, lines, circles, classes of equal lengths and of parallel
lines, and the relations between them. The graph is labelled by colour refinement and individualisation (McKay,
"Practical graph isomorphism", 1981); the leaves with the least labelling are its automorphisms. networkx has no
canonical labelling: it can only compare two graphs, and a key is needed to look a statement up among millions. Its
isomorphisms are what the tests hold this labelling against.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

from trivium.geometry.predicates.predicate import Predicate

_MOST_LEAVES = 5040


@dataclass(frozen=True, slots=True)
class Form:
    """A statement without its names."""

    key: str
    """A digest of the canonical labelling."""
    symmetries: int
    """Renamings of the points that leave the statement as it is, the trivial one among them."""


def canonical(points: Sequence[str], given: Iterable[Predicate], goal: Predicate) -> Form:
    """The canonical form of a statement; raises ValueError where it has too many symmetries to be labelled."""
    return _labelled(statement_graph(points, given, goal))


def statement_graph(points: Sequence[str], given: Iterable[Predicate], goal: Predicate) -> nx.Graph:
    """The graph of a statement; the attribute `colour` of a node says what it stands for.

    Two statements are the same with points renamed exactly when an isomorphism of their graphs keeps the colours.
    """
    return _Incidences(points, tuple(given), goal).graph


class _Classes:
    """Things put into classes."""

    def __init__(self) -> None:
        self._parent: dict[object, object] = {}

    def root(self, thing: object) -> object:
        while (above := self._parent.get(thing, thing)) != thing:
            thing = above
        return thing

    def join(self, one: object, two: object) -> None:
        self._parent[self.root(one)] = self.root(two)


class _Incidences:
    """Builds the graph of a statement."""

    def __init__(self, points: Sequence[str], given: tuple[Predicate, ...], goal: Predicate) -> None:
        self.graph = nx.Graph()
        self._number = 0
        self._lines = _merged((frozenset(p.points) for p in given if p.name == "coll"), 2)
        self._circles = _merged((frozenset(p.points) for p in given if p.name == "cyclic"), 3)
        self._lengths, self._directions = _Classes(), _Classes()
        for point in points:
            self._node(point, "point")
        for sort, sets in (("line", self._lines), ("circle", self._circles)):
            for members in sets:
                self._link(self._node((sort, members), sort), members)
        for p in given:
            if p.name == "cong":
                self._lengths.join(frozenset(p.points[:2]), frozenset(p.points[2:]))
            if p.name == "para":
                self._directions.join(self._line(*p.points[:2]), self._line(*p.points[2:]))
        for p in given:
            if p.name not in {"coll", "cyclic"}:
                self._relation(p, "")
        self._relation(goal, "goal ")

    def _node(self, name: object, colour: str) -> object:
        """The node of that name, made where there is none yet."""
        if name not in self.graph:
            self.graph.add_node(name, colour=colour)
        return name

    def _fresh(self, colour: str) -> object:
        self._number += 1
        return self._node(("relation", self._number), colour)

    def _link(self, node: object, others: Iterable[object]) -> None:
        self.graph.add_edges_from((node, other) for other in others)

    def _line(self, a: str, b: str) -> object:
        """The line through two points, or the two points themselves where nothing else lies on it."""
        both = frozenset((a, b))
        line = next((("line", members) for members in self._lines if both <= members), None)
        return line or both

    def _direction(self, a: str, b: str) -> object:
        line = self._line(a, b)
        self._object(line)
        node = self._node(("direction", self._directions.root(line)), "direction")
        self._link(node, [line])
        return node

    def _length(self, a: str, b: str) -> object:
        segment = frozenset((a, b))
        self._object(segment)
        node = self._node(("length", self._lengths.root(segment)), "length")
        self._link(node, [segment])
        return node

    def _object(self, thing: object) -> None:
        if isinstance(thing, frozenset):
            self._link(self._node(thing, "pair"), thing)

    def _relation(self, p: Predicate, prefix: str) -> None:
        match p.name:
            case "coll":
                self._membership(p, prefix, "line", self._lines, 2)
            case "cyclic":
                self._membership(p, prefix, "circle", self._circles, 3)
            case "cong" | "para":
                measure = self._length if p.name == "cong" else self._direction
                ends = [measure(*p.points[:2]), measure(*p.points[2:])]
                if prefix:
                    self._link(self._fresh(prefix + p.name), ends)
            case "perp":
                self._link(self._fresh(prefix + "perp"), [self._direction(*p.points[k : k + 2]) for k in (0, 2)])
            case "eqangle" | "eqratio":
                measure = self._direction if p.name == "eqangle" else self._length
                u, v, w, x = (measure(*p.points[k : k + 2]) for k in (0, 2, 4, 6))
                sides = (self._side((u, x)), self._side((v, w)))
                self._link(self._fresh(prefix + p.name), sides)
            case _:
                raise ValueError(f"no canonical form of {p.name}")

    def _side(self, terms: tuple[object, object]) -> object:
        """A sum of two terms; a term that occurs twice is told apart by the colour."""
        node = self._fresh("side" if terms[0] != terms[1] else "double")
        self._link(node, terms)
        return node

    def _membership(self, p: Predicate, prefix: str, sort: str, sets: Sequence[frozenset[str]], shared: int) -> None:
        points = frozenset(p.points)
        whole = next((members for members in sets if len(members & points) >= shared), None)
        others: list[object] = list(points if whole is None else points - whole)
        self._link(self._fresh(prefix + p.name), others if whole is None else [*others, (sort, whole)])


def _merged(sets: Iterable[frozenset[str]], shared: int) -> tuple[frozenset[str], ...]:
    """Sets, those with so many common members united."""
    found: list[frozenset[str]] = []
    for members in sets:
        grown = True
        while grown:
            grown = False
            for other in found:
                if len(other & members) >= shared:
                    found.remove(other)
                    members, grown = members | other, True
                    break
        found.append(members)
    return tuple(found)


_Colours = list[int]


def _labelled(graph: nx.Graph) -> Form:
    nodes = list(graph)
    number = {node: k for k, node in enumerate(nodes)}
    names: list[str] = [graph.nodes[node]["colour"] for node in nodes]
    near = [sorted(number[other] for other in graph.adj[node]) for node in nodes]
    points = [k for k, name in enumerate(names) if name == "point"]
    least: tuple[object, ...] | None = None
    automorphisms = 0
    for number_of_leaf, colours in enumerate(_leaves(_refined(_ranked(names), near), near, points)):
        if number_of_leaf == _MOST_LEAVES:
            raise ValueError("a statement with too many symmetries")
        edges = sorted((colours[u], colours[v]) for u in range(len(nodes)) for v in near[u])
        found = (tuple(sorted(zip(colours, names, strict=True))), tuple(edges))
        if least is None or found < least:
            least, automorphisms = found, 0
        automorphisms += found == least
    return Form(hashlib.sha256(repr(least).encode()).hexdigest(), automorphisms)


def _ranked(keys: Sequence[object]) -> _Colours:
    """Each key's place among the different ones."""
    place = {key: k for k, key in enumerate(sorted(set(keys)))}  # type: ignore[type-var]
    return [place[key] for key in keys]


def _refined(colours: _Colours, near: Sequence[Sequence[int]]) -> _Colours:
    """The coarsest colouring below one whose classes see the same colours around them."""
    classes = len(set(colours))
    while classes < len(colours):
        colours = _ranked([(c, tuple(sorted([colours[v] for v in near[u]]))) for u, c in enumerate(colours)])
        if len(set(colours)) == classes:
            break
        classes = len(set(colours))
    return colours


def _leaves(colours: _Colours, near: Sequence[Sequence[int]], points: Sequence[int]) -> Iterator[_Colours]:
    """The colourings in which every point has its own colour."""
    cells: dict[int, list[int]] = {}
    for point in points:
        cells.setdefault(colours[point], []).append(point)
    open_cells = [(len(cell), colour) for colour, cell in cells.items() if len(cell) > 1]
    if not open_cells:
        yield colours
        return
    for point in cells[min(open_cells)[1]]:
        apart = [2 * c for c in colours]
        apart[point] -= 1
        yield from _leaves(_refined(_ranked(apart), near), near, points)
