"""Lean's compiled functions and objects, by their layout in memory (Lean 4.35, x86-64 Linux).

An object starts with a header of eight bytes: reference count (32 bits), size (16), number of object fields (8), tag
(8); its object fields follow, then its scalars. A value with its lowest bit set is no pointer but a scalar. Functions
take ownership of their arguments unless the name of the parameter says `borrowed`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Protocol

_HEADER = 8
_WORD = 8
_ARRAY, _MPZ, _STRING = 246, 250, 249
_ARRAY_START = 24
_STRING_START = 32
_LARGEST_SMALL_OBJECT = 4096

Object = int
"""The address of a Lean object, or a boxed scalar."""


class NativeError(RuntimeError):
    """A Lean function has answered with an error."""


def box(number: int) -> Object:
    """A small number as a Lean value."""
    return number << 1 | 1


def is_scalar(value: Object) -> bool:
    """Whether a value is a boxed scalar."""
    return bool(value & 1)


def tag(value: Object) -> int:
    """The constructor of a value."""
    return value >> 1 if value & 1 else ctypes.c_uint8.from_address(value + 7).value


def field(value: Object, index: int) -> Object:
    """An object field; borrowed."""
    return ctypes.c_uint64.from_address(value + _HEADER + _WORD * index).value


def text(value: Object) -> bytes:
    """The bytes of a String."""
    size = ctypes.c_uint64.from_address(value + _HEADER).value
    return ctypes.string_at(value + _STRING_START, size - 1)


def elements(array: Object) -> Iterator[Object]:
    """The elements of an Array; borrowed."""
    for index in range(ctypes.c_uint64.from_address(array + _HEADER).value):
        yield ctypes.c_uint64.from_address(array + _ARRAY_START + _WORD * index).value


def cells(chain: Object) -> Iterator[Object]:
    """The elements of a List; borrowed."""
    while not is_scalar(chain):
        yield field(chain, 0)
        chain = field(chain, 1)


def keep(value: Object) -> Object:
    """Take one more reference to a value; no other thread may be at work on it."""
    if not value & 1:
        count = ctypes.c_int32.from_address(value)
        if count.value > 0:
            count.value += 1
        elif count.value < 0:  # shared among threads: counted downwards
            count.value -= 1
    return value


class _Function(Protocol):
    def __call__(self, *arguments: int | bytes) -> int: ...


class Library:
    """The loaded library, initialised."""

    def __init__(self, path: str) -> None:
        self._library = ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)
        self._functions: dict[tuple[str, str], _Function] = {}
        self.call("lean_initialize", "")

    def call(self, name: str, kinds: str, *arguments: int | bytes) -> Object:
        """Call a function whose arguments are of the given kinds: `o` object, `b` byte, `i` 32 bits, `s` C string."""
        return self._function(name, kinds)(*arguments)

    def constant(self, name: str) -> Object:
        """The value of a constant; it lives for ever."""
        return ctypes.c_uint64.in_dll(self._library, name).value

    def result(self, answer: Object) -> Object:
        """The value of an IO result; raises NativeError with Lean's words."""
        if tag(answer) != 0:
            raise NativeError(text(self.call("lean_io_error_to_string", "o", field(answer, 0))).decode())
        return field(answer, 0)

    def share(self, value: Object) -> Object:
        """Take one more reference to a value that other threads may be at work on."""
        if is_scalar(value) or ctypes.c_int32.from_address(value).value >= 0:
            return keep(value)
        # only Lean's own code counts atomically: it does where it takes an element out of an array
        holder = self.array([value])
        taken = self.call("l_Array_back_x3f___redArg", "o", holder)
        ctypes.c_uint64.from_address(taken + _HEADER).value = box(0)
        ctypes.c_uint64.from_address(holder + _HEADER).value = 0
        self.release(taken)
        self.release(holder)
        return value

    def release(self, value: Object) -> None:
        """Give up one reference to a value."""
        if value & 1:
            return
        count = ctypes.c_int32.from_address(value)
        if count.value > 1:
            count.value -= 1
        elif count.value != 0:
            self.call("lean_dec_ref_cold", "o", value)

    def string(self, value: str) -> Object:
        """A String."""
        data = value.encode("utf-8")
        return self.call("lean_mk_string_from_bytes", "so", data, len(data))

    def name(self, *parts: str | int) -> Object:
        """A Name of the given components."""
        made = box(0)
        for part in parts:
            if isinstance(part, str):
                made = self.call("l_Lean_Name_str___override", "oo", made, self.string(part))
            else:
                made = self.call("l_Lean_Name_num___override", "oo", made, self.natural(part))
        return made

    def natural(self, number: int) -> Object:
        """A Nat of any size."""
        if number < 1 << 63:
            return box(number)
        return self.call("lean_cstr_to_nat", "s", str(number).encode())

    def constructor(self, which: int, objects: Sequence[Object], scalars: bytes = b"") -> Object:
        """A constructor with object fields and scalars."""
        count = len(objects)
        size = -(-(_HEADER + _WORD * count + len(scalars)) // _WORD) * _WORD
        made = self.call("lean_alloc_object", "o", size)
        ctypes.memset(made, 0, size)
        _write_header(made, size, count, which)
        for index, value in enumerate(objects):
            ctypes.c_uint64.from_address(made + _HEADER + _WORD * index).value = value
        ctypes.memmove(made + _HEADER + _WORD * count, scalars, len(scalars))
        return made

    def array(self, values: Sequence[Object]) -> Object:
        """An Array."""
        room = max(1, len(values))
        made = self.call("lean_alloc_object", "o", _ARRAY_START + _WORD * room)
        _write_header(made, 0, 0, _ARRAY)
        ctypes.c_uint64.from_address(made + _HEADER).value = len(values)
        ctypes.c_uint64.from_address(made + _HEADER + _WORD).value = room
        for index, value in enumerate(values):
            ctypes.c_uint64.from_address(made + _ARRAY_START + _WORD * index).value = value
        return made

    def list(self, values: Sequence[Object]) -> Object:
        """A List."""
        made = box(0)
        for value in reversed(values):
            made = self.constructor(1, [value, made])
        return made

    def some(self, value: Object) -> Object:
        """`some value`."""
        return self.constructor(1, [value])

    def _function(self, name: str, kinds: str) -> _Function:
        known = self._functions.get((name, kinds))
        if known is None:
            known = ctypes.CFUNCTYPE(ctypes.c_uint64, *(_KINDS[kind] for kind in kinds))((name, self._library))
            self._functions[name, kinds] = known
        return known


_KINDS = {"o": ctypes.c_uint64, "b": ctypes.c_uint8, "i": ctypes.c_uint32, "s": ctypes.c_char_p}


def _write_header(value: Object, size: int, fields: int, which: int) -> None:
    ctypes.c_int32.from_address(value).value = 1
    ctypes.c_uint16.from_address(value + 4).value = size
    ctypes.c_uint8.from_address(value + 6).value = fields
    ctypes.c_uint8.from_address(value + 7).value = which
