"""The objects of an `.olean`, with every pointer checked before it is followed.

The file holds Lean's heap objects as they lie in memory (see `lean.h`): a header of 88 bytes with the address that the
file was written for and the address of its root, then objects of a multiple of eight bytes, each after its parts.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_MAGIC = b"olean\x02"
_VERSION = slice(7, 40)
_COMMIT = slice(40, 80)
KNOWN_VERSIONS = ("4.35.0",)
"""Of Lean, whose layout of declarations this reader was tested with; another one could read as something else."""
_BASE = 80
_ROOT = 88
_FIRST = 96
_HEADER = struct.Struct("<iHBB")
_BIG = struct.Struct("<iiQ")
_STRING, _ARRAY, _BIG_NUMBER, _CONSTRUCTORS = 249, 246, 250, 244


class OleanError(ValueError):
    """A file that is no compiled module, or one that cannot be read; carries the place in the file."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(f"{reason}, at byte {offset}")
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Record:
    """A constructor: which, its object fields as raw values, and where its scalars start."""

    which: int
    fields: tuple[int, ...]
    scalars: int


class Memory:
    """A file's objects. A raw value is a boxed scalar (odd) or an address."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _FIRST or not data.startswith(_MAGIC):
            raise OleanError("this is no compiled Lean module of a known version", 0)
        self.version = data[_VERSION].rstrip(b"\0").decode("ascii", "replace")
        """The version of the Lean that wrote it."""
        if self.version not in KNOWN_VERSIONS:
            raise OleanError(f"compiled by Lean {self.version!r}; this reader knows {', '.join(KNOWN_VERSIONS)}", 7)
        self._data = data
        self._base = int.from_bytes(data[_BASE : _BASE + 8], "little")
        self.root = int.from_bytes(data[_ROOT : _ROOT + 8], "little")
        """Address of the module's own record."""
        self.commit = data[_COMMIT].decode("ascii", "replace")
        """The commit of the Lean that wrote it."""

    def record(self, value: int, fields: int, scalars: int = 0) -> Record:
        """The constructor at an address, which must have that many fields and bytes of scalars."""
        offset = self.offset(value)
        _, size, count, which = _HEADER.unpack_from(self._data, offset)
        end = offset + 8 + 8 * count
        if (
            which > _CONSTRUCTORS
            or count != fields
            or size < 8 + 8 * count + scalars
            or offset + size > len(self._data)
        ):
            raise OleanError(f"no constructor of {fields} fields", offset)
        words = struct.unpack_from(f"<{count}Q", self._data, offset + 8)
        for word in words:
            if not word & 1 and word - self._base >= offset:
                raise OleanError("a part that comes after its whole", offset)
        return Record(which, words, end)

    def which(self, value: int) -> int:
        """Which constructor is at an address."""
        return self._data[self.offset(value) + 7]

    def byte(self, offset: int) -> int:
        """A scalar of one byte."""
        return self._data[offset]

    def word(self, offset: int) -> int:
        """A scalar of four bytes."""
        return int.from_bytes(self._data[offset : offset + 4], "little")

    def array(self, value: int) -> tuple[int, ...]:
        """The elements of an Array."""
        offset = self.offset(value)
        size = self._sized(offset, _ARRAY)
        if offset + 24 + 8 * size > len(self._data):
            raise OleanError("an array beyond the end", offset)
        words = struct.unpack_from(f"<{size}Q", self._data, offset + 24)
        for word in words:
            if not word & 1 and word - self._base >= offset:
                raise OleanError("a part that comes after its whole", offset)
        return words

    def cells(self, value: int) -> list[int]:
        """The elements of a List."""
        found = []
        while not value & 1:
            cell = self.record(value, 2)
            found.append(cell.fields[0])
            value = cell.fields[1]
        return found

    def text(self, value: int) -> str:
        """A String."""
        offset = self.offset(value)
        size = self._sized(offset, _STRING)
        if size < 1 or offset + 32 + size > len(self._data):
            raise OleanError("a string beyond the end", offset)
        try:
            return self._data[offset + 32 : offset + 31 + size].decode("utf-8")
        except UnicodeDecodeError as error:
            raise OleanError("a string that is no UTF-8", offset) from error

    def natural(self, value: int) -> int:
        """A Nat."""
        if value & 1:
            return value >> 1
        offset = self.offset(value)
        if self._data[offset + 7] != _BIG_NUMBER or offset + 24 > len(self._data):
            raise OleanError("no number", offset)
        _, limbs, address = _BIG.unpack_from(self._data, offset + 8)
        start = address - self._base
        if limbs <= 0 or start != offset + 24 or start + 8 * limbs > len(self._data):
            raise OleanError("a number beyond the end", offset)
        return int.from_bytes(self._data[start : start + 8 * limbs], "little")

    def offset(self, value: int) -> int:
        """Where the object at an address lies."""
        offset = value - self._base
        if value & 1 or offset % 8 or not _FIRST <= offset <= len(self._data) - 8:
            raise OleanError("an address outside the file", max(0, min(offset, len(self._data))))
        return offset

    def _sized(self, offset: int, expected: int) -> int:
        if self._data[offset + 7] != expected or offset + 24 > len(self._data):
            raise OleanError("another kind of object than was expected", offset)
        return int.from_bytes(self._data[offset + 8 : offset + 16], "little")
