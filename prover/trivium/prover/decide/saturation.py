"""Facts that always help: definitions of operators, instances of universal facts, values put in for variables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.calculus import Branch, function_definition
from trivium.prover.certificate.arithmetic.errors import CheckerError
from trivium.prover.certificate.arithmetic.polynomials import as_constant
from trivium.prover.certificate.arithmetic.terms import (
    BINDERS,
    INTEGERS,
    NUMBERS,
    C,
    N,
    Sort,
    Term,
    free_variables,
    num,
    subterms,
)

_DEFINED = frozenset(
    {"sub", "div", "mod", "abs", "min", "max", "inv", "sqrt", "nsqrt", "floor", "nfloor", "ceil", "I", "gcd", "pow"}
    | {"rpow", "exp", "pi", "natabs", "tonat", "sum", "prod", "card", "factorial", "prime"}
)
_NATURAL = frozenset({"var", "apply", "sum", "card"})
_MAX_DEFINITIONS = 80
_MAX_ROUNDS = 8
_MAX_INSTANCES = 40
_SAMPLES = (0, 1, -1, 2, -2, 3)


class Saturation:
    """Adds facts to a branch and writes down the steps."""

    def __init__(self, branch: Branch, active: list[int], done: set[object], expired: Callable[[], bool]) -> None:
        self.branch = branch
        self._expired = expired
        self.active = active
        self.steps: list[model.Step] = []
        self._done = done
        self._seen = len(branch.facts)

    def run(self) -> None:
        """Add facts until nothing new follows, or enough has."""
        for _ in range(_MAX_ROUNDS):
            before = len(self.branch.facts)
            self._unfold()
            self._substitute_values()
            self._instantiate()
            self._define()
            if self.branch.closed or len(self.branch.facts) == before:
                return

    def apply(self, step: model.Step) -> bool:
        """Do a step once; False where it does nothing."""
        if step in self._done or self.branch.closed or self._expired():
            return False
        self._done.add(step)
        before = len(self.branch.facts)
        try:
            self.branch.apply(step)
        except CheckerError:
            return False
        if len(self.branch.facts) == before and not self.branch.closed:
            return False
        self.active.extend(range(before, len(self.branch.facts)))
        self.steps.append(step)
        return True

    def _unfold(self) -> None:
        """Put in the values of functions that the facts define."""
        for index in list(self.active):
            found = function_definition(self.branch.facts[index])
            if found is None:
                continue
            for other in list(self.active):
                fact = self.branch.facts[other]
                used = any(t.op == "apply" and t.name == found[0] for t in subterms(fact))
                if other != index and used and self.apply(model.Unfold(index, other)):
                    self.active.remove(other)

    def _substitute_values(self) -> None:
        """Use `x = t` on the other facts that mention x, which then need no attention any more."""
        changed = True
        while changed and not self.branch.closed:
            changed = False
            powers_first = sorted(self.active, key=lambda i: _head(self.branch.facts[i]) != "pow")
            for index in powers_first:
                direction = self._direction(self.branch.facts[index]) if index in self.active else None
                if direction is None:
                    continue
                target = self.branch.facts[index].args[1 if direction else 0]
                for other in list(self.active):
                    if other == index or self.branch.closed:
                        continue
                    fact = self.branch.facts[other]
                    if any(node == target for node in subterms(fact)) and self.apply(
                        model.Rewrite(index, other, direction)
                    ):
                        self.active.remove(other)
                        changed = True

    def _direction(self, fact: Term) -> bool | None:
        """Which side of an equation is replaced by the other: False the left one, True the right one."""
        if fact.op != "eq" or fact.args[0].sort.name == "set":
            return None
        for reverse, (old, new) in ((False, fact.args), (True, fact.args[::-1])):
            if old.op == "var" and _small(new) and old.name not in free_variables(new):
                return reverse
            if old.op in ("apply", "sqrt", "logb", "floor", "nsqrt", "mod") and _is_value(new):
                return reverse
            if old.op == "pow" and free_variables(old) and new.op == "add" and not reverse:
                return reverse
            if old.op == "var" and old.sort.name == "fin":
                return reverse
        return None

    def _define(self) -> None:
        count = 0
        for index in list(self.active):
            for term in _closed_subterms(self.branch.facts[index]):
                wanted = term.op in _DEFINED or (term.sort == N and term.op in _NATURAL)
                if wanted and count < _MAX_DEFINITIONS and self.apply(model.Define(term)):
                    count += 1
        for text, term in list(self.branch.shared.normalizer.atoms.items()):
            if term.op == "inv" and text in self._used_atoms():
                self.apply(model.Define(term))

    def _used_atoms(self) -> set[str]:
        literals = self.branch.literals
        return {a for i in self.active if i in literals for m in literals[i].polynomial for a, _ in m}

    def _instantiate(self) -> None:
        applied = {t for i in self.active for t in _closed_subterms(self.branch.facts[i]) if t.op in ("apply", "mem")}
        for index in list(self.active):
            fact = self.branch.facts[index]
            if fact.op == "forall":
                for terms in self._instances(fact, sorted(applied, key=str)):
                    self.apply(model.Instantiate(index, terms))

    def _instances(self, fact: Term, applied: list[Term]) -> Iterator[tuple[Term, ...]]:
        bound, body = [], fact
        while body.op == "forall":
            bound.append(body.args[0])
            body = body.args[1]
        patterns = [t for t in subterms(body) if t.op in ("apply", "mem") and _mentions(t, bound)]
        found: set[tuple[Term, ...]] = set()
        for pattern in patterns:
            for term in applied:
                if term.op == pattern.op and term.name == pattern.name and len(found) < _MAX_INSTANCES:
                    terms = self._matched(pattern, term, bound)
                    if terms is not None:
                        found.add(terms)
        if not patterns and len(bound) == 1:
            found |= {(sample,) for sample in _samples(bound[0].sort)}
        yield from sorted(found, key=str)

    def _matched(self, pattern: Term, term: Term, bound: list[Term]) -> tuple[Term, ...] | None:
        """Terms for the bound variables that make the pattern the term; arguments may be linear in them."""
        values: dict[str, Term] = {}
        count = 1 if pattern.op == "mem" else len(pattern.args)
        if pattern.op == "mem" and pattern.args[1] != term.args[1]:
            return None
        for mine, given in zip(pattern.args[:count], term.args[:count], strict=True):
            inside = [b for b in bound if b.name in free_variables(mine)]
            if len(inside) > 1:
                return None
            if inside and inside[0].name not in values:
                value = self._solved(mine, inside[0], given)
                if value is None:
                    return None
                values[inside[0].name] = value
        if len(values) != len(bound):
            return None
        return tuple(values[b.name] for b in bound)

    def _solved(self, mine: Term, variable: Term, given: Term) -> Term | None:
        """The value of the variable for which `mine` is `given`: mine = c·x + d with numbers c and d."""
        if mine == variable:
            return given if given.sort == variable.sort else None
        normalizer = self.branch.shared.normalizer
        try:
            polynomial = dict(normalizer.polynomial(mine))
            target = normalizer.polynomial(given)
        except CheckerError:
            return None
        factor = polynomial.pop(((variable.name, 1),), None)
        shift = as_constant(polynomial)
        if factor is None or shift is None:
            return None
        value = {m: c / factor for m, c in target.items()}
        value[()] = value.get((), Fraction(0)) - shift / factor
        value = {m: c for m, c in value.items() if c}
        number = as_constant(value)
        if variable.sort in INTEGERS:
            if any(c.denominator != 1 for c in value.values()):
                return None
            if variable.sort == N and any(c < 0 for c in value.values()):
                return None
        if number is not None:
            return self.branch.shared.simplifier.simplify(_number(number, variable.sort))
        return normalizer.term(value, variable.sort)


def _head(fact: Term) -> str:
    return fact.args[0].op if fact.op == "eq" else ""


def _number(value: Fraction, sort: Sort) -> Term:
    numerator = num(value.numerator, sort)
    return numerator if value.denominator == 1 else Term("div", sort, (numerator, num(value.denominator, sort)))


def _samples(sort: Sort) -> list[Term]:
    if sort not in NUMBERS:
        return []
    return [num(v, sort) for v in _SAMPLES if v >= 0 or sort != N]


def _mentions(term: Term, bound: list[Term]) -> bool:
    names = free_variables(term)
    return any(b.name in names for b in bound)


def _closed_subterms(term: Term) -> Iterator[Term]:
    """Subterms that contain no bound variable."""
    if term.op in BINDERS:
        if not any(name.startswith("?") for name in free_variables(term)):
            yield term
        for argument in term.args[1:]:
            yield from (t for t in _closed_subterms(argument) if not any(n.startswith("?") for n in free_variables(t)))
        return
    if not any(name.startswith("?") for name in free_variables(term)):
        yield term
    for argument in term.args:
        yield from _closed_subterms(argument)


def _is_value(term: Term) -> bool:
    return not free_variables(term) and all(t.op in ("num", "neg", "div", "finset") for t in subterms(term))


def _small(term: Term) -> bool:
    """Whether a variable is worth replacing by the term."""
    return _is_value(term) or (term.sort != C and sum(1 for _ in subterms(term)) <= 30) or term.sort == C
