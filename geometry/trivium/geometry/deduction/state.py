"""The state of a closure: five tables over one figure, and the log of accepted equations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from trivium.geometry.deduction.facts import Entry, Fact, Inferences, IntArray, Rows
from trivium.geometry.deduction.plane import BoolArray, Plane
from trivium.geometry.deduction.table import Table
from trivium.geometry.predicates.equation import Equation, System


class Log:
    """Accepted equations in order; an entry is written out when it is asked for."""

    def __init__(self) -> None:
        self._sources: list[tuple[Inferences, int, int]] = []

    def copy(self) -> Log:
        """A log that can grow on its own."""
        twin = Log()
        twin._sources = self._sources.copy()
        return twin

    def record(self, found: Inferences, conclusion: int, accepted: Iterable[int]) -> None:
        """Notes which rows of a conclusion were accepted."""
        self._sources += [(found, conclusion, row) for row in accepted]

    def system(self, number: int) -> System:
        """The system of an entry's fact."""
        found, conclusion, _ = self._sources[number]
        return found.conclusions[conclusion].system

    def __getitem__(self, number: int) -> Entry:
        return self._entry(*self._sources[number])

    def __iter__(self) -> Iterator[Entry]:
        return (self._entry(*source) for source in self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    @staticmethod
    def _entry(found: Inferences, conclusion: int, row: int) -> Entry:
        points = tuple(int(p) for p in found.points[row])
        premises = tuple(p.fact(row) for p in found.premises)
        return Entry(found.conclusions[conclusion].fact(row), found.rule, points, premises)


class State:
    """What is known of a figure."""

    def __init__(self, plane: Plane, seed: int) -> None:
        self.plane = plane
        self.tables = {s: Table() for s in System}
        self.log = Log()
        self.sines: list[tuple[int, int]] = []
        """Pairs of lines whose angle has a sine among the log-lengths; the first has the variable -1, and so on."""
        self._seed = seed
        self._grow(Plane.empty())

    def extended(self, plane: Plane) -> State:
        """The same knowledge of a figure with more points; this state stays as it is."""
        twin = object.__new__(State)
        twin.plane, twin._seed = plane, self._seed
        twin.tables = {s: t.copy() for s, t in self.tables.items()}
        twin.log, twin.sines = self.log.copy(), self.sines.copy()
        twin._grow(self.plane)
        return twin

    def _grow(self, before: Plane) -> None:
        rng = np.random.default_rng((self._seed, self.plane.count))
        for system, table in self.tables.items():
            points = system is System.POSITION
            now, then = (p.count if points else len(p.direction) for p in (self.plane, before))
            table.extend(now - then, rng)

    def prints(self, system: System) -> IntArray:
        """The fingerprints of a system's variables."""
        return self.tables[system].prints

    def add_sines(self, lines: Iterable[tuple[int, int]]) -> list[int]:
        """Makes a variable for the sine of the angle of each pair of lines; returns their numbers."""
        fresh = list(lines)
        # a seed of its own: zeros at the end of a seed change nothing, and equal draws would make false equalities
        rng = np.random.default_rng((self._seed, self.plane.count, 1, len(self.sines)))
        first = len(self.sines)
        self.tables[System.RATIO].extend(len(fresh), rng, sines=True)
        self.sines += fresh
        return list(range(-first - 1, -len(self.sines) - 1, -1))

    def version(self, systems: Iterable[System]) -> int:
        """A number that grows whenever one of the systems does."""
        return sum(self.tables[s].rank for s in systems)

    def knows(self, fact: Fact) -> bool:
        """Whether a fact that holds in the figure follows linearly from the accepted ones."""
        return self.tables[fact.system].knows(fact.terms)

    def gained(self, before: State) -> int:
        """How many independent facts about the variables of an earlier state are known now and were not then."""
        pairs, points, sines = len(before.plane.direction), before.plane.count, len(before.sines)
        total = 0
        for system, table in self.tables.items():
            most = points if system is System.POSITION else pairs
            total += sum(-sines <= v < most for v in table.pivots[before.tables[system].rank :])
        return total

    def known(self, equations: Rows) -> BoolArray:
        """The same for many equations, shape (equations,)."""
        known: BoolArray = self.tables[equations.system].values(equations.variables, equations.coefficients) == 0
        return known

    def assume(self, fact: Fact, rule: str = "given") -> None:
        """Accepts a hypothesis."""
        terms = np.array(fact.terms, dtype=np.int64).reshape(-1, 2)
        equation = Rows(fact.system, terms[None, :, 0], terms[:, 1], fact.constant)
        self.infer(Inferences(rule, np.zeros((1, 0), dtype=np.int64), (), (equation,)))

    def infer(self, found: Inferences) -> None:
        """Accepts the conclusions that are new."""
        for number, equations in enumerate(found.conclusions):
            accepted = self.tables[equations.system].add(equations.variables, equations.coefficients)
            if accepted:
                self.log.record(found, number, accepted)

    def numbered(self, equation: Equation) -> Fact:
        """An equation over named points as a fact; its coefficients must be integers."""
        terms = []
        for variable, coefficient in equation.terms:
            numbers = [self.plane.index[name] for name in variable]
            number = numbers[0] if len(numbers) == 1 else int(self.plane.pair[numbers[0], numbers[1]])
            terms.append((number, int(coefficient)))
        return Fact(equation.system, tuple(sorted(terms)), equation.constant)
