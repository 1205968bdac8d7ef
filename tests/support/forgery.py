"""Changes compiled modules by hand, byte by byte."""

from __future__ import annotations

from trivium.prover.olean.memory import Memory

_BASE = 80


class Forgery:
    """A module under the knife; the places are those of the fields of one declaration."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)
        self._memory = Memory(data)
        self._base = int.from_bytes(data[_BASE : _BASE + 8], "little")

    def declaration(self, name: str) -> int:
        """Where the record of a declaration lies."""
        memory = self._memory
        root = memory.record(memory.root, 5, 1)
        for value in memory.array(root.fields[2]):
            head = self._word(self._field(self._inner(value), 0))
            if memory.text(memory.record(self._word(self._field(head - self._base, 0)), 2, 8).fields[1]) == name:
                return value - self._base
        raise KeyError(name)

    def kind(self, name: str) -> int:
        """The byte that says what a declaration is."""
        return self.declaration(name) + 7

    def type(self, name: str) -> int:
        """The word that points to its type."""
        inner = self._inner(self.declaration(name) + self._base)
        return self._field(self._word(self._field(inner, 0)) - self._base, 2)

    def value(self, name: str) -> int:
        """The word that points to its value."""
        return self._field(self._inner(self.declaration(name) + self._base), 1)

    def scalar(self, name: str, fields: int) -> int:
        """The first byte after the object fields of its record, such as a flag."""
        return self._field(self._inner(self.declaration(name) + self._base), fields)

    def copy(self, source: int, target: int) -> None:
        """Copy a word from one place to another."""
        self.data[target : target + 8] = self.data[source : source + 8]

    def _inner(self, value: int) -> int:
        return self._word(self._field(value - self._base, 0)) - self._base

    def _word(self, offset: int) -> int:
        return int.from_bytes(self.data[offset : offset + 8], "little")

    @staticmethod
    def _field(offset: int, index: int) -> int:
        return offset + 8 + 8 * index
