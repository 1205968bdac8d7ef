"""The state of a closure: five tables over one figure, and the log of accepted equations."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from trivium.geometry.deduction.facts import Entry, Fact, Inference
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.table import IntArray, Table
from trivium.geometry.predicates.equation import Equation, System


class State:
    """What is known of a figure."""

    def __init__(self, plane: Plane, seed: int) -> None:
        rng = np.random.default_rng(seed)
        pairs = len(plane.pairs)
        self.plane = plane
        self.tables = {s: Table(plane.count if s is System.POSITION else pairs, rng) for s in System}
        self.log: list[Entry] = []
        self.sines: list[tuple[int, int]] = []
        """Pairs of lines whose angle has a sine among the log-lengths; their variables follow those of the pairs."""
        self._sine: dict[tuple[int, int], int] = {}
        self._rng = rng
        self._index = {name: k for k, name in enumerate(plane.names)}

    def prints(self, system: System) -> IntArray:
        """The fingerprints of a system's variables."""
        return self.tables[system].prints

    def sine(self, first: int, second: int) -> int:
        """The variable of the sine of the angle of two lines, made where there is none."""
        lines = (min(first, second), max(first, second))
        if lines not in self._sine:
            self._sine[lines] = self.tables[System.RATIO].extend(self._rng)
            self.sines.append(lines)
        return self._sine[lines]

    def version(self, systems: Iterable[System]) -> int:
        """A number that grows whenever one of the systems does."""
        return sum(self.tables[s].rank for s in systems)

    def knows(self, fact: Fact) -> bool:
        """Whether a fact that holds in the figure follows linearly from the accepted ones."""
        return self.tables[fact.system].knows(fact.terms)

    def assume(self, fact: Fact, rule: str = "given") -> None:
        """Accepts a hypothesis."""
        if self.tables[fact.system].add(fact.terms):
            self.log.append(Entry(fact, rule, (), ()))

    def infer(self, inference: Inference) -> None:
        """Accepts the conclusions of a rule that are new."""
        for fact in inference.conclusions:
            if fact.terms and self.tables[fact.system].add(fact.terms):
                self.log.append(Entry(fact, inference.rule, inference.points, inference.premises))

    def numbered(self, equation: Equation) -> Fact:
        """An equation over named points as a fact; its coefficients must be integers."""
        terms = []
        for variable, coefficient in equation.terms:
            numbers = [self._index[name] for name in variable]
            number = numbers[0] if len(numbers) == 1 else int(self.plane.pair[numbers[0], numbers[1]])
            terms.append((number, int(coefficient)))
        return Fact(equation.system, tuple(sorted(terms)), equation.constant)
