"""Types of compiled constants as people write them: binders, notations, no implicit arguments.

The text is for reading and for search. It is not promised that Lean elaborates it back.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trivium.prover.olean import Binding, Name, Parameter, Terms, dotted
from trivium.prover.olean.term import (
    App,
    Binder,
    Bound,
    Const,
    Let,
    Natural,
    Projection,
    Sort,
    Succ,
    Text,
    Zero,
    parts,
)
from trivium.prover.retrieve.notation import APPLICATION, ATOM, INFIX, PREFIX, SHORT, TRANSPARENT

Signatures = Mapping[Name, Sequence[Parameter]]
_BRACKETS = {
    Binding.EXPLICIT: ("(", ")"),
    Binding.IMPLICIT: ("{", "}"),
    Binding.STRICT_IMPLICIT: ("⦃", "⦄"),
    Binding.INSTANCE: ("[", "]"),
}
_ARROW = 25
_DEPTH = 60
"""Nesting beyond which a type is cut off."""
_ELLIPSIS = "⋯"


@dataclass(slots=True)
class TypeRenderer:
    """Writes types of one store."""

    terms: Terms
    signatures: Signatures
    _loose: dict[int, frozenset[int]] = field(default_factory=dict)

    def statement(self, name: Name, type_: int) -> str:
        """A constant's type with its parameters before a colon, as after `theorem NAME`."""
        bound: list[str] = []
        groups: list[tuple[Binding, list[str], str]] = []
        for parameter in self.signatures.get(name, ()):
            term = self.terms.terms[type_]
            if not isinstance(term, Binder):
                break
            dependent = 0 in self._free(term.body)
            if not dependent and not parameter.name and parameter.binding is Binding.EXPLICIT:
                break  # a hypothesis without a name, and all after it, read better as arrows
            domain = self.text(term.domain, bound)
            called = parameter.name or ("" if parameter.binding is Binding.INSTANCE else self._fresh(bound))
            if called and groups and groups[-1][0] is parameter.binding and groups[-1][2] == domain:
                groups[-1][1].append(called)
            else:
                groups.append((parameter.binding, [called] if called else [], domain))
            bound.append(called or "inst")
            type_ = term.body
        shown = [_group(binding, names, domain) for binding, names, domain in groups]
        return " ".join([*shown, ":", self.text(type_, bound)])

    def text(self, number: int, bound: Sequence[str], level: int = 0, depth: int = 0) -> str:
        """An expression under binders, in brackets where its notation binds less than `level`."""
        if depth > _DEPTH:
            return _ELLIPSIS
        text, own = self._shown(number, bound, depth + 1)
        return f"({text})" if own < level else text

    def _shown(self, number: int, bound: Sequence[str], depth: int) -> tuple[str, int]:
        match self.terms.terms[number]:
            case Bound(index):
                return (bound[-1 - index] if index < len(bound) else f"#{index}"), ATOM
            case Sort(level):
                return self._sort(level)
            case Natural(value):
                return str(value), ATOM
            case Text(value):
                return f'"{value}"', ATOM
            case Binder(universal, domain, body):
                return self._bound(universal, domain, body, bound, depth), 0 if not universal else _ARROW
            case Let(_, value, body):
                name = self._fresh(bound)
                return f"let {name} := {self.text(value, bound, 0, depth)}; {self.text(body, [*bound, name])}", 0
            case Projection(_, index, of):
                return f"{self.text(of, bound, ATOM, depth)}.{index + 1}", ATOM
            case _:
                return self._applied(number, bound, depth)

    def _sort(self, level: int) -> tuple[str, int]:
        match self.terms.levels[level]:
            case Zero():
                return "Prop", ATOM
            case Succ(of) if isinstance(self.terms.levels[of], Zero):
                return "Type", ATOM
            case Succ():
                return "Type _", APPLICATION
            case _:
                return "Sort _", APPLICATION

    def _bound(self, universal: bool, domain: int, body: int, bound: Sequence[str], depth: int) -> str:
        if universal and 0 not in self._free(body):
            left = self.text(domain, bound, _ARROW + 1, depth)
            return f"{left} → {self.text(body, [*bound, _ELLIPSIS], _ARROW, depth)}"
        names, bound = [self._fresh(bound)], list(bound)
        bound.append(names[0])
        while isinstance(inner := self.terms.terms[body], Binder) and self._goes_on(universal, domain, inner):
            names.append(self._fresh(bound))
            bound.append(names[-1])
            domain, body = inner.domain, inner.body
        told = self.text(body, bound, 0, depth)
        if not universal:
            return f"fun {' '.join(names)} => {told}"
        return f"∀ {' '.join(names)} : {self.text(domain, bound[: -len(names)], 0, depth)}, {told}"

    def _goes_on(self, universal: bool, domain: int, inner: Binder) -> bool:
        """Whether a binder directly under another is written with it."""
        if inner.universal != universal:
            return False
        closed = not self._free(domain)  # so that both types are the same under either
        return not universal or (closed and inner.domain == domain and 0 in self._free(inner.body))

    def _applied(self, number: int, bound: Sequence[str], depth: int) -> tuple[str, int]:
        head, arguments = self._spine(number)
        term = self.terms.terms[head]
        if not isinstance(term, Const):
            return self._plain(self.text(head, bound, ATOM, depth), arguments, bound, depth)
        name = dotted(term.name)
        special = self._notation(name, arguments, bound, depth)
        if special is not None:
            return special
        given = [
            argument
            for argument, parameter in itertools.zip_longest(arguments, self.signatures.get(term.name, ()))
            if argument is not None and (parameter is None or parameter.binding is Binding.EXPLICIT)
        ]
        return self._plain(SHORT.get(name, name), given, bound, depth)

    def _plain(self, head: str, arguments: Sequence[int], bound: Sequence[str], depth: int) -> tuple[str, int]:
        if not arguments:
            return head, ATOM
        return " ".join([head, *(self.text(item, bound, ATOM, depth) for item in arguments)]), APPLICATION

    def _notation(
        self, name: str, arguments: Sequence[int], bound: Sequence[str], depth: int
    ) -> tuple[str, int] | None:
        count = len(arguments)
        if (infix := INFIX.get(name)) is not None and infix.arguments == count:
            left, right = (arguments[place] for place in infix.places)
            before, after = self.text(left, bound, infix.left, depth), self.text(right, bound, infix.right, depth)
            return f"{before} {infix.symbol} {after}", infix.level
        if (prefix := PREFIX.get(name)) is not None and prefix[1] == count:
            return f"{prefix[0]}{self.text(arguments[-1], bound, prefix[3], depth)}", prefix[2]
        if (through := TRANSPARENT.get(name)) is not None and through[0] == count:
            return self._shown(arguments[through[1]], bound, depth)
        if name == "OfNat.ofNat" and count == 3:
            return self._shown(arguments[1], bound, depth)
        if name == "Exists" and count == 2:
            predicate = self.terms.terms[arguments[1]]
            if isinstance(predicate, Binder):
                variable = self._fresh(bound)
                return f"∃ {variable}, {self.text(predicate.body, [*bound, variable], 0, depth)}", 0
        if name == "ite" and count == 5:
            condition, yes, no = (self.text(arguments[i], bound, 0, depth) for i in (1, 3, 4))
            return f"if {condition} then {yes} else {no}", 0
        if name == "List.nil":
            return "[]", ATOM
        if name == "Prod.mk" and count == 4:
            return f"({self.text(arguments[2], bound, 0, depth)}, {self.text(arguments[3], bound, 0, depth)})", ATOM
        return None

    def _spine(self, number: int) -> tuple[int, list[int]]:
        arguments = []
        while isinstance(term := self.terms.terms[number], App):
            arguments.append(term.argument)
            number = term.function
        return number, arguments[::-1]

    def _free(self, number: int) -> frozenset[int]:
        """Indices of the variables that are bound outside of an expression."""
        waiting = [number]
        while waiting:
            last = waiting[-1]
            term = self.terms.terms[last]
            missing = [part for part in parts(term) if part not in self._loose]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            self._loose[last] = self._free_of(term)
        return self._loose[number]

    def _free_of(self, term: object) -> frozenset[int]:
        known = self._loose
        match term:
            case Bound(index):
                return frozenset({index})
            case Binder(_, domain, body):
                return known[domain] | _under(known[body])
            case Let(type_, value, body):
                return known[type_] | known[value] | _under(known[body])
            case App(function, argument):
                return known[function] | known[argument]
            case Projection(_, _, of):
                return known[of]
            case _:
                return frozenset()

    @staticmethod
    def _fresh(bound: Sequence[str]) -> str:
        return next(name for name in _variables() if name not in bound)


def _under(indices: frozenset[int]) -> frozenset[int]:
    return frozenset(index - 1 for index in indices if index)


def _variables() -> Iterator[str]:
    yield from "xyzw"
    for number in itertools.count(1):
        yield f"x{number}"


def _group(binding: Binding, names: Sequence[str], domain: str) -> str:
    opening, closing = _BRACKETS[binding]
    return f"{opening}{' '.join(names)}{' : ' if names else ''}{domain}{closing}"
