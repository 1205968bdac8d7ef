"""From a closed state to the steps of a proof, backwards from the goal."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from trivium.geometry.certificate import model
from trivium.geometry.deduction.facts import Entry, Fact
from trivium.geometry.deduction.state import State
from trivium.geometry.errors import ExtractionError
from trivium.geometry.predicates.equation import System
from trivium.geometry.proof.combination import Combinations


def extract(state: State, goals: Sequence[Fact]) -> tuple[model.Step, ...]:
    """The steps that prove the goals, each after its premises; raises ExtractionError where one has no exact proof."""
    return _Extraction(state).run(goals)


class _Extraction:
    def __init__(self, state: State) -> None:
        self._state = state
        self._combinations: dict[System, Combinations] = {}
        self._entries: dict[System, list[int]] = {s: [] for s in System}
        for number in range(len(state.log)):
            self._entries[state.log.system(number)].append(number)
        self._factors: dict[Fact, dict[int, Fraction]] = {}
        self._steps: list[model.Step] = []
        self._step_of_entry: dict[int, int] = {}
        self._step_of_fact: dict[Fact, int] = {}

    def run(self, goals: Sequence[Fact]) -> tuple[model.Step, ...]:
        for number in self._needed(goals):
            self._emit_entry(number)
        for goal in goals:
            self._emit_fact(goal)
        return tuple(self._steps)

    def _needed(self, goals: Sequence[Fact]) -> list[int]:
        """The log entries that the goals rest on, in the order of the log."""
        needed: set[int] = set()
        open_facts = list(goals)
        while open_facts:
            for number in self._sources(open_facts.pop()):
                if number not in needed:
                    needed.add(number)
                    open_facts.extend(self._state.log[number].premises)
        return sorted(needed)

    def _sources(self, fact: Fact) -> dict[int, Fraction]:
        """The log entries whose combination a fact is, with their factors."""
        if fact not in self._factors:
            system = fact.system
            if system not in self._combinations:
                self._combinations[system] = Combinations(self._state.tables[system])
            found = self._combinations[system].of(fact.terms)
            self._factors[fact] = {self._entries[system][k]: f for k, f in found.items()}
        return self._factors[fact]

    def _emit_entry(self, number: int) -> None:
        entry: Entry = self._state.log[number]
        premises = tuple(dict.fromkeys(self._emit_fact(p) for p in entry.premises if p.terms))
        names = tuple(self._state.plane.names[p] for p in entry.points)
        self._step_of_entry[number] = self._append(model.Step(self._named(entry.fact), entry.rule, names, premises))

    def _emit_fact(self, fact: Fact) -> int:
        """The number of the step that states a fact, made where there is none yet."""
        if fact in self._step_of_fact:
            return self._step_of_fact[fact]
        sources = self._sources(fact)
        if len(sources) == 1:
            ((number, _),) = sources.items()
            if _same(self._state.log[number].fact, fact):
                return self._step_of_entry[number]
        if not all(n in self._step_of_entry for n in sources):
            raise ExtractionError("a premise rests on what was concluded later")
        premises = tuple(self._step_of_entry[n] for n in sources)
        step = model.Step(self._named(fact), "linear", (), premises, tuple(sources.values()))
        self._step_of_fact[fact] = self._append(step)
        return self._step_of_fact[fact]

    def _append(self, step: model.Step) -> int:
        self._steps.append(step)
        return len(self._steps) - 1

    def _named(self, fact: Fact) -> model.Fact:
        terms = []
        for variable, coefficient in fact.terms:
            terms.append((self._variable(fact.system, variable), Fraction(coefficient)))
        return model.Fact(fact.system.value, tuple(sorted(terms)), fact.constant)

    def _variable(self, system: System, number: int) -> tuple[str, ...]:
        """The names of a variable: a point, two points, or four for the sine of the angle of two lines."""
        plane = self._state.plane
        if system is System.POSITION:
            return (plane.names[number],)
        if number >= 0:
            return self._line(number)
        one, two = sorted(self._line(i) for i in self._state.sines[-number - 1])
        return (*one, *two)

    def _line(self, pair: int) -> tuple[str, ...]:
        return tuple(sorted(self._state.plane.names[int(n)] for n in self._state.plane.ends[pair]))


def _same(one: Fact, two: Fact) -> bool:
    """Whether two facts are the same up to the sign of the whole equation."""
    if one == two:
        return True
    minus = tuple((v, -c) for v, c in one.terms)
    if one.system is System.ANGLE:
        return minus == two.terms and tuple((k, -v % 1) for k, v in one.constant) == two.constant
    return minus == two.terms and tuple((k, -v) for k, v in one.constant) == two.constant
