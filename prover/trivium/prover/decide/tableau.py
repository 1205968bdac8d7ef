"""Search for a proof: facts are saturated, a contradiction looked for, and the branch split where there is none."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.calculus import Branch
from trivium.prover.certificate.arithmetic.errors import CheckerError
from trivium.prover.certificate.arithmetic.terms import (
    INTEGERS,
    ORDERED,
    N,
    Term,
    free_variables,
    num,
    relation,
    subterms,
)
from trivium.prover.decide.closing import Closer
from trivium.prover.decide.saturation import Saturation

_MAX_DEPTH = 14
_WIDEST = 1_000
_LIMITS = (0, 1, 3, 10, 30, 100, 300, 1000)
"""Bounds that are tried one after another."""


class OutOfTime(Exception):  # noqa: N818 - the established name of this outcome
    """The search has used its time."""


@dataclass(slots=True)
class Search:
    """A search with a deadline; what it did is counted."""

    deadline: float
    clock: Callable[[], float] = time.monotonic
    branches: int = 0

    def expired(self) -> bool:
        """Whether the time is up."""
        return self.clock() > self.deadline

    def prove(self, branch: Branch, *, depth: int = _MAX_DEPTH) -> model.Node | None:
        """A proof that the facts of a branch are contradictory, or None; raises OutOfTime."""
        return self._close(branch, list(range(len(branch.facts))), frozenset(), set(), depth)

    def _close(
        self, branch: Branch, active: list[int], split: frozenset[object], done: set[object], depth: int
    ) -> model.Node | None:
        self.branches += 1
        if self.expired():
            raise OutOfTime
        saturation = Saturation(branch, active, done, self.expired)
        saturation.run()
        steps = tuple(saturation.steps)
        if branch.closed:
            return model.Node(steps, model.Closed())
        last = _attempt(Closer(branch, active, self.expired), _QUICK)
        if last is not None:
            return model.Node(steps, last)
        if depth == 0:
            return None
        remainders = list(self._cycles(branch, active, split))
        for choice in remainders:
            found = self._branch(branch, active, split | {choice}, done, choice, depth)
            if found is not None:
                return model.Node(steps, choice, found)
        soon = min(self.deadline, self.clock() + _PATIENCE)
        last = _attempt(Closer(branch, active, lambda: self.clock() > soon), _THOROUGH)
        if last is not None:
            return model.Node(steps, last)
        for choice in self._choices(branch, active, split):
            if self.expired():
                raise OutOfTime
            found = self._branch(branch, active, split | {choice}, done, choice, depth)
            if found is not None:
                return model.Node(steps, choice, found)
        return None

    def _branch(
        self,
        branch: Branch,
        active: list[int],
        split: frozenset[object],
        done: set[object],
        choice: model.Step,
        depth: int,
    ) -> tuple[model.Node, ...] | None:
        try:
            children = [b for b in branch.copy().apply(choice) if not b.closed]
        except CheckerError:
            return None
        nodes = []
        used = {choice.fact} if isinstance(choice, model.Split) else set()
        for child in children:
            inherited = [i for i in active if i not in used]
            inherited += range(len(branch.facts), len(child.facts))
            node = self._close(child, inherited, split, set(done), depth - 1)
            if node is None:
                return None
            nodes.append(node)
        return tuple(nodes)

    def _choices(self, branch: Branch, active: list[int], split: frozenset[object]) -> Iterator[model.Step]:
        """Ways to split, the most promising first. Only one disjunction is tried: they do not exclude each other."""
        disjunctions = [model.Split(i) for i in active if branch.facts[i].op == "or"]
        disjunctions = [s for s in disjunctions if s not in split]
        if disjunctions:
            yield min(disjunctions, key=lambda s: self._open_sides(branch, active, s))
            return
        yield from self._enumerations(branch, active, split)
        for index in active:
            fact = branch.facts[index]
            step = model.Split(index)
            unequal = fact.op == "not" and fact.args[0].op == "eq" and fact.args[0].args[0].sort in ORDERED
            if unequal and step not in split:
                yield step
                return
        yield from self._inductions(branch, active, split)

    def _open_sides(self, branch: Branch, active: list[int], step: model.Split) -> tuple[int, int]:
        """How many sides a quick look leaves open, and the size of the formula."""
        count = 0
        try:
            for child in branch.copy().apply(step):
                if child.closed:
                    continue
                literals = [*active, *range(len(branch.facts), len(child.facts))]
                closer = Closer(child, literals, self.expired)
                if closer.linear() is None:
                    count += 1
        except CheckerError:
            return 9, 0
        return count, sum(1 for _ in subterms(branch.facts[step.fact]))

    def _enumerations(self, branch: Branch, active: list[int], split: frozenset[object]) -> Iterator[model.Step]:
        found = []
        for name, sort in branch.variables.items():
            if sort not in INTEGERS or any(isinstance(s, model.Enumerate) and s.term.name == name for s in split):
                continue
            variable = Term("var", sort, name=name)
            if not any(name in free_variables(branch.facts[i]) for i in active):
                continue
            bounds = self.bounds(branch, active, variable)
            if bounds is not None:
                found.append((bounds[1] - bounds[0], model.Enumerate(variable, *bounds)))
        found.sort(key=lambda item: item[0])
        yield from (step for _, step in found[:2])

    def bounds(self, branch: Branch, active: list[int], variable: Term) -> tuple[int, int] | None:
        """Both bounds of a term, where they are near enough to each other."""
        low = self.bound(branch, active, variable, above=False)
        if low is None:
            return None
        high = self.bound(branch, active, variable, above=True)
        if high is None or not 0 <= high - low <= _WIDEST:
            return None
        return low, high

    def bound(
        self, branch: Branch, active: list[int], variable: Term, *, above: bool, limits: Sequence[int] = _LIMITS
    ) -> int | None:
        """The least upper (greatest lower) bound that linear reasoning and products give."""
        previous: int | None = None
        for limit in limits:
            value = limit if above else -limit
            if not above and variable.sort == N:
                value = 0
            if self._impossible(branch, active, variable, value, below=not above):
                return self._refined(branch, active, variable, value, previous, above=above)
            previous = value
            if not above and variable.sort == N:
                return 0
        return None

    def _refined(
        self, branch: Branch, active: list[int], variable: Term, good: int, bad: int | None, *, above: bool
    ) -> int:
        if bad is None:
            step = 1
            while step < 2_000:
                candidate = good - step if above else good + step
                if not self._impossible(branch, active, variable, candidate, below=not above):
                    bad = candidate
                    break
                good, step = candidate, step * 2
            else:
                return good
        while abs(good - bad) > 1:
            middle = (good + bad) // 2
            if self._impossible(branch, active, variable, middle, below=not above):
                good = middle
            else:
                bad = middle
        return good

    def _impossible(self, branch: Branch, active: list[int], variable: Term, value: int, *, below: bool) -> bool:
        """Whether the variable cannot be below (above) the value, by a quick look."""
        if self.expired():
            raise OutOfTime
        if variable.sort == N and value < 0:
            return below
        limit = num(value, variable.sort)
        order = (variable, limit) if below else (limit, variable)
        child = branch.extended(relation("lt", *order))
        if child.closed:
            return True
        closer = Closer(child, [*active, *range(len(branch.facts), len(child.facts))], self.expired)
        return closer.linear() is not None or closer.products(rich=False) is not None

    def _cycles(self, branch: Branch, active: list[int], split: frozenset[object]) -> Iterator[model.Step]:
        """Powers of a numeral, and residues of variables, modulo the numbers that the facts divide by."""
        moduli, powers, names = set(), [], []
        for index in active:
            for term in subterms(branch.facts[index]):
                if term.op == "mod" and term.args[1].op == "num" and 2 <= term.args[1].value <= 100:
                    moduli.add(term.args[1].value)
                    powers += [t for t in subterms(term.args[0]) if t.op == "pow" and t.args[0].op == "num"]
                    names += [t for t in subterms(term.args[0]) if t.op == "var" and t.sort in INTEGERS]
        for modulus in sorted(moduli):
            for power in powers:
                for exponent in _exponents(power):
                    step = _cycle(power.args[0], exponent, modulus)
                    if step is not None and not any(_same_cycle(step, s) for s in split):
                        yield step
                        return
            for variable in names:
                residues = model.Residues(variable, modulus)
                if residues not in split and not any(t.name.startswith("!") for t in (variable,)):
                    yield residues
                    return

    def _inductions(self, branch: Branch, active: list[int], split: frozenset[object]) -> Iterator[model.Step]:
        if any(isinstance(s, model.Induct) for s in split):
            return
        for name, sort in branch.variables.items():
            if sort == N and not name.startswith("!"):
                facts = tuple(
                    i for i in range(len(branch.facts)) if name in free_variables(branch.facts[i]) and i in active
                )
                if facts:
                    yield model.Induct(name, facts)


def _exponents(power: Term) -> list[Term]:
    """What the exponent of a power that has no value depends on: the whole exponent."""
    return [power.args[1]] if free_variables(power.args[1]) else []


def _cycle(base: Term, exponent: Term, modulus: int) -> model.Cycle | None:
    seen: dict[int, int] = {}
    value, index = 1 % modulus, 0
    while value not in seen:
        seen[value] = index
        value, index = value * base.value % modulus, index + 1
    start = seen[value]
    return model.Cycle(base, exponent, modulus, start, index - start) if index < 200 else None


def _same_cycle(step: model.Cycle, other: object) -> bool:
    return (
        isinstance(other, model.Cycle)
        and other.base == step.base
        and other.exponent == step.exponent
        and other.modulus == step.modulus
    )


Way = Callable[[Closer], "model.Combine | None"]
_QUICK: tuple[Way, ...] = (Closer.linear, Closer.parity, Closer.ideal)
_THOROUGH: tuple[Way, ...] = (
    lambda closer: closer.products(rich=False),
    lambda closer: closer.ideal(1),
    Closer.products,
    lambda closer: closer.ideal(2),
)
_PATIENCE = 2.0
"""Seconds for the thorough ways at one branch."""


def _attempt(closer: Closer, ways: tuple[Way, ...]) -> model.Combine | None:
    """The first contradiction that one of the ways finds and the checker accepts."""
    for way in ways:
        try:
            found = way(closer)
            if found is not None:
                closer.branch.contradiction(found)
                return found
        except CheckerError:
            continue
    return None
