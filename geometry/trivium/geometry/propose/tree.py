"""The tree of constructions: figures grown a point at a time, the fruitful ones further.

A child has one point more than its parent and inherits its closure. What is known of a child is worth as much as the
relations that it shows and that do not follow: those are what needs an auxiliary point.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from trivium.geometry.builder.figure import Script, construct, draw
from trivium.geometry.deduction.closure import Closure
from trivium.geometry.deduction.facts import Fact
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.errors import FigureError
from trivium.geometry.language.problem import Clause
from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.propose.clauses import free, problem
from trivium.geometry.propose.configuration import Configuration
from trivium.geometry.propose.goals import Suggestion, independent, naming, suggestions, unknown
from trivium.geometry.propose.priors import Priors
from trivium.geometry.search.figure import Addition, extended
from trivium.geometry.search.kinds import KINDS

TIERS = 2
"""Tiers of rules under which a figure is closed while it grows."""
_ROOT = ("a", "b", "c")
_NAMES = "defghijklmnopqrstu"
_FARTHEST, _NEAREST = 4.0, 0.03
"""Of a new point, in the figure's unit: from its middle, and to its other points."""
_DRAWS = 30
_ENOUGH = 3
"""Unknown relations that make a figure as valuable as any."""
ARITIES = tuple(1 + max(int(x) for use in kind.clause for x in use[1:] if x.isdigit()) for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Growth:
    """A figure with the constructions that lead to it, closed."""

    closure: Closure
    clauses: tuple[Clause, ...]
    last: tuple[int, tuple[int, ...]]
    """The last construction, by kind and by operands."""
    open: tuple[Suggestion, ...]
    """The relations of the last point that the figure shows and that are not known."""
    value: int
    """How many of them are independent of one another and of the theorems; more than enough are not counted."""
    theorems: list[Fact] = field(default_factory=list)
    """What has been found out with auxiliary points; the figures that grow from this one inherit it."""
    auxiliary: list[Addition] = field(default_factory=list)
    """The points with which it was, likewise inherited."""

    @property
    def points(self) -> int:
        """How many points the figure has."""
        return self.closure.state.plane.count


def growths(
    configuration: Configuration, priors: Priors, rng: random.Random, expired: Callable[[], bool] = lambda: False
) -> Iterator[Growth]:
    """The figures of one path and of the children beside it that show something unknown.

    The theorems noted in a figure before the next one is asked for are those of its descendants too.
    """
    node, seen = _root(rng), set[frozenset[tuple[int, int]]]()
    while node.points < configuration.most_points and not expired():
        width = configuration.fertile_width if node.theorems else configuration.width
        children = [c for c in (_child(node, priors, rng, seen) for _ in range(width)) if c is not None]
        if not children:
            return
        yield from (c for c in children if c.value)
        # the first of equals: the children come as likely as the priors say
        node = max(children, key=lambda c: (len(c.theorems), c.value))


def _root(rng: random.Random) -> Growth:
    clauses = tuple(map(free, _ROOT))
    figure = draw(problem("", clauses, Predicate("coll", _ROOT)), rng, 30)
    closure = Closure(State(Plane(figure.points), 0))
    return Growth(closure, clauses, (-1, ()), (), 0)


def _child(node: Growth, priors: Priors, rng: random.Random, seen: set[frozenset[tuple[int, int]]]) -> Growth | None:
    plane = node.closure.state.plane
    for _ in range(_DRAWS):
        kind = priors.kind(node.points, rng)
        if node.points < ARITIES[kind]:
            continue
        operands = tuple(priors.operands(node.points, ARITIES[kind], rng))
        # of constructions that do not rest on each other, the later in the order of kinds comes later: each set once
        if node.points - 1 not in operands and (kind, operands) < node.last:
            continue
        addition = _placed(plane, _NAMES[node.points - len(_ROOT)], kind, operands)
        if addition is None:
            continue
        places = frozenset((round(z.real * 1e6), round(z.imag * 1e6)) for z in (*plane.z.tolist(), addition.z))
        if places in seen:
            continue
        seen.add(places)
        closure = extended(node.closure, addition)
        closure.run((), tiers=TIERS)
        left = naming(node.points, unknown(suggestions(closure.state.plane), closure.state))
        if left:
            # what the deeper rules give needs no auxiliary point
            closure.run(())
            left = unknown(left, closure.state)
        value = sum(1 for _ in islice(independent(left, closure.state, node.theorems), _ENOUGH)) if left else 0
        clauses = (*node.clauses, addition.clause())
        return Growth(closure, clauses, (kind, operands), left, value, node.theorems.copy(), node.auxiliary.copy())
    return None


def _placed(plane: Plane, name: str, kind: int, operands: Sequence[int]) -> Addition | None:
    """The point that a constructor makes, where it is in the neighbourhood and no point of the figure."""
    points = dict(zip(plane.names, plane.z.tolist(), strict=True))
    addition = Addition(name, kind, tuple(plane.names[k] for k in operands), 0j)
    made = addition.clause()
    for choice in (0, 1):
        try:
            z = construct([made], points, Script((), (choice,))).points[name]
        except FigureError:
            return None
        if abs(z) < _FARTHEST and min(abs(z - other) for other in points.values()) > _NEAREST:
            return Addition(name, kind, addition.operands, z)
    return None
