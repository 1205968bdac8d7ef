"""Reads a compiled module: its imports and declarations. Extension entries are not looked at."""

from __future__ import annotations

from collections.abc import Callable

from trivium.prover.olean.constant import Constant, Details, Kind, Module
from trivium.prover.olean.memory import Memory, OleanError, Record
from trivium.prover.olean.names import Names
from trivium.prover.olean.term import (
    App,
    Binder,
    Bound,
    Const,
    Let,
    Level,
    Max,
    Name,
    Natural,
    Parameter,
    Projection,
    Sort,
    Succ,
    Term,
    Terms,
    Text,
    Zero,
)

__all__ = ["OleanError", "read_module"]

_BVAR, _FVAR, _MVAR, _SORT, _CONST, _APP, _LAMBDA, FORALL, _LET, _LITERAL, METADATA, _PROJECTION = range(12)
_FIELDS = {
    _BVAR: 1,
    _SORT: 1,
    _CONST: 2,
    _APP: 2,
    _LAMBDA: 3,
    FORALL: 3,
    _LET: 4,
    _LITERAL: 1,
    METADATA: 2,
    _PROJECTION: 3,
}
"""Object fields of each kind of expression that a declaration may contain."""
_PARTS = {
    _APP: (0, 1),
    _LAMBDA: (1, 2),
    FORALL: (1, 2),
    _LET: (1, 2, 3),
    METADATA: (1,),
    _PROJECTION: (2,),
}
"""Which of them are expressions."""
_MODULE_FIELDS = 5
_SAFE = 1
"""Of the kinds of definitions (unsafe, safe, partial)."""
_HEIGHT_FIELDS = 0


def read_module(data: bytes, terms: Terms) -> Module:
    """The module in the bytes of an `.olean`, its expressions put into `terms`.

    Raises OleanError, with the place, for anything that is no such module.
    """
    return _Reader(Memory(data), terms).module()


class _Reader:
    def __init__(self, memory: Memory, terms: Terms) -> None:
        self._memory = memory
        self._terms = terms
        self._names = Names(memory)
        self._levels: dict[int, int] = {}
        self._expressions: dict[int, int] = {}

    def module(self) -> Module:
        memory = self._memory
        root = memory.record(memory.root, _MODULE_FIELDS, 1)
        imports = tuple(self._name(memory.record(item, 1).fields[0]) for item in memory.array(root.fields[0]))
        names = [self._name(item) for item in memory.array(root.fields[1])]
        constants = [self._constant(item) for item in memory.array(root.fields[2])]
        if names != [constant.name for constant in constants]:
            raise OleanError("names that are not those of the declarations", memory.offset(memory.root))
        found = {constant.name: constant for constant in constants}
        if len(found) != len(constants):
            raise OleanError("two declarations of one name", memory.offset(memory.root))
        return Module(imports, found, self._terms)

    def _constant(self, value: int) -> Constant:
        outer = self._memory.record(value, 1)
        try:
            kind = Kind(outer.which)
        except ValueError:
            raise OleanError("an unknown kind of declaration", self._memory.offset(value)) from None
        fields, scalars = SHAPES[kind]
        inner = self._memory.record(outer.fields[0], fields, scalars)
        head = self._memory.record(inner.fields[0], 3)
        term = self._expression(inner.fields[1]) if kind in _WITH_VALUE else None
        return Constant(
            name=self._name(head.fields[0]),
            kind=kind,
            level_params=self._name_list(head.fields[1]),
            type=self._expression(head.fields[2]),
            value=term,
            details=_DETAILS[kind](self, inner),
        )

    def _axiom(self, inner: Record) -> Details:
        return Details(safe=not self._flag(inner, 0))

    def _definition(self, inner: Record) -> Details:
        together = self._name_list(inner.fields[3])
        return Details(
            together=together,
            safe=self._memory.byte(inner.scalars) == _SAFE,
            hint=self._hint(inner.fields[2]),
        )

    def _theorem(self, inner: Record) -> Details:
        return Details(together=self._name_list(inner.fields[2]))

    def _opaque(self, inner: Record) -> Details:
        return Details(together=self._name_list(inner.fields[2]), safe=not self._flag(inner, 0))

    def _quotient(self, inner: Record) -> Details:
        return Details(numbers=(self._memory.byte(inner.scalars),))

    def _inductive(self, inner: Record) -> Details:
        params, indices, together, constructors, nested = inner.fields[1:]
        recursive, unsafe, reflexive = (self._flag(inner, index) for index in range(3))
        return Details(
            numbers=tuple(self._memory.natural(number) for number in (params, indices, nested)),
            names=self._name_list(constructors),
            together=self._name_list(together),
            flags=(recursive, reflexive),
            safe=not unsafe,
        )

    def _constructor(self, inner: Record) -> Details:
        of, *numbers = inner.fields[1:]
        return Details(
            numbers=tuple(self._memory.natural(number) for number in numbers),
            names=(self._name(of),),
            safe=not self._flag(inner, 0),
        )

    def _recursor(self, inner: Record) -> Details:
        together, *numbers, _rules = inner.fields[1:]
        return Details(
            numbers=tuple(self._memory.natural(number) for number in numbers),
            together=self._name_list(together),
            flags=(self._flag(inner, 0),),
            safe=not self._flag(inner, 1),
        )

    def _hint(self, value: int) -> int:
        if value & 1:
            return -2 if value >> 1 == 0 else -1
        return self._memory.word(self._memory.record(value, _HEIGHT_FIELDS, 4).scalars)

    def _flag(self, record: Record, index: int) -> bool:
        return self._memory.byte(record.scalars + index) != 0

    def _name(self, value: int) -> Name:
        return self._names.at(value)

    def _name_list(self, value: int) -> tuple[Name, ...]:
        return tuple(self._name(item) for item in self._memory.cells(value))

    def _level(self, value: int) -> int:
        if value & 1:
            return self._terms.level(Zero())
        waiting = [value]
        while waiting:
            last = waiting[-1]
            record, below = self._level_parts(last)
            missing = [part for part in below if not part & 1 and part not in self._levels]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            numbers = [self._terms.level(Zero()) if part & 1 else self._levels[part] for part in below]
            self._levels[last] = self._terms.level(self._made_level(record, numbers, last))
        return self._levels[value]

    def _level_parts(self, value: int) -> tuple[Record, tuple[int, ...]]:
        which = self._memory.which(value)
        fields = {0: 0, 1: 1, 2: 2, 3: 2, 4: 1}.get(which)
        if fields is None:
            raise OleanError("a level that no declaration has", self._memory.offset(value))
        record = self._memory.record(value, fields, 8)
        return record, record.fields if which in (1, 2, 3) else ()

    def _made_level(self, record: Record, below: list[int], value: int) -> Level:
        match record.which:
            case 0:
                return Zero()
            case 1:
                return Succ(below[0])
            case 2 | 3:
                return Max(below[0], below[1], impredicative=record.which == 3)
            case _:
                return Parameter(self._name(record.fields[0]))

    def _expression(self, value: int) -> int:
        """The number of an expression; its parts are read first, without recursion."""
        known, memory = self._expressions, self._memory
        waiting = [value]
        while waiting:
            last = waiting[-1]
            if last in known:
                waiting.pop()
                continue
            which = memory.which(last)
            fields = _FIELDS.get(which)
            if fields is None:
                raise OleanError("an expression that no declaration has", memory.offset(last))
            record = memory.record(last, fields, 8)
            missing = [part for index in _PARTS.get(which, ()) if (part := record.fields[index]) not in known]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            if which == METADATA:
                known[last] = known[record.fields[1]]
            else:
                known[last] = self._terms.term(self._made(record))
        return known[value]

    def _made(self, record: Record) -> Term:
        fields, known = record.fields, self._expressions
        match record.which:
            case 0:
                return Bound(self._memory.natural(fields[0]))
            case 3:
                return Sort(self._level(fields[0]))
            case 4:
                return Const(self._name(fields[0]), tuple(self._level(item) for item in self._memory.cells(fields[1])))
            case 5:
                return App(known[fields[0]], known[fields[1]])
            case 6 | 7:
                return Binder(record.which == FORALL, known[fields[1]], known[fields[2]])
            case 8:
                return Let(known[fields[1]], known[fields[2]], known[fields[3]])
            case 9:
                return self._literal(fields[0])
            case _:
                return Projection(self._name(fields[0]), self._memory.natural(fields[1]), known[fields[2]])

    def _literal(self, value: int) -> Term:
        record = self._memory.record(value, 1)
        if record.which == 0:
            return Natural(self._memory.natural(record.fields[0]))
        return Text(self._memory.text(record.fields[0]))


_WITH_VALUE = frozenset({Kind.DEFINITION, Kind.THEOREM, Kind.OPAQUE})
SHAPES = {
    Kind.AXIOM: (1, 1),
    Kind.DEFINITION: (4, 1),
    Kind.THEOREM: (3, 0),
    Kind.OPAQUE: (3, 1),
    Kind.QUOTIENT: (1, 1),
    Kind.INDUCTIVE: (6, 3),
    Kind.CONSTRUCTOR: (5, 1),
    Kind.RECURSOR: (7, 2),
}
"""Object fields and bytes of scalars of each kind's record."""
_DETAILS: dict[Kind, Callable[[_Reader, Record], Details]] = {
    Kind.AXIOM: _Reader._axiom,
    Kind.DEFINITION: _Reader._definition,
    Kind.THEOREM: _Reader._theorem,
    Kind.OPAQUE: _Reader._opaque,
    Kind.QUOTIENT: _Reader._quotient,
    Kind.INDUCTIVE: _Reader._inductive,
    Kind.CONSTRUCTOR: _Reader._constructor,
    Kind.RECURSOR: _Reader._recursor,
}
