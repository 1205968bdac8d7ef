"""A figure under search: its closure, the auxiliary points added so far, and how to add another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from trivium.geometry.deduction.closure import Closure, Ending
from trivium.geometry.deduction.facts import Fact
from trivium.geometry.errors import Place
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.problem import Application, Clause
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.search.kinds import KINDS

_NOWHERE = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Addition:
    """An auxiliary point: the constructor, its operands by name, and where the point lies."""

    kind: int
    operands: tuple[str, ...]
    z: complex
    """In the coordinates of the plane."""

    def clause(self, name: str) -> Clause:
        """The clause that makes the point, under a name."""
        applications = tuple(
            Application(constructions()[written[0]], tuple(self._argument(a, name) for a in written[1:]))
            for written in KINDS[self.kind].clause
        )
        return Clause((name,), applications, 0, _NOWHERE)

    def _argument(self, argument: str, name: str) -> str:
        return name if argument == "x" else self.operands[int(argument)]


def fresh_names(taken: Iterable[str]) -> Iterable[str]:
    """Names for auxiliary points, in order, without those taken."""
    used = set(taken)
    number = 0
    while True:
        number += 1
        name = f"x{number}"
        if name not in used:
            yield name


def extended(closure: Closure, name: str, addition: Addition) -> Closure:
    """The closure with the point and what its construction gives, not yet closed again."""
    plane = closure.state.plane.with_point(name, addition.z)
    twin = closure.extended(plane)
    for application in addition.clause(name).applications:
        for predicate in application.facts():
            for equation in equations_of(predicate):
                twin.state.assume(twin.state.numbered(equation))
    return twin
