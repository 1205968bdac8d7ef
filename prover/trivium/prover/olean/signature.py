"""How people call a constant: names and kinds of the parameters of its type, which the kernel does not look at.

They are read apart from the declarations, by those who show types; no verdict rests on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from trivium.prover.olean.constant import Kind
from trivium.prover.olean.memory import Memory, OleanError
from trivium.prover.olean.names import Names
from trivium.prover.olean.read import FORALL, METADATA, SHAPES
from trivium.prover.olean.term import Name

_MOST = 200
"""Parameters of one constant that are read; a longer type is shown without the names of the rest."""


class Binding(Enum):
    """How a parameter is given; the value is Lean's number of it."""

    EXPLICIT = 0
    IMPLICIT = 1
    STRICT_IMPLICIT = 2
    INSTANCE = 3


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a constant's type."""

    name: str
    """Empty for one that its author has not named."""
    binding: Binding


def read_signatures(data: bytes) -> dict[Name, tuple[Parameter, ...]]:
    """The parameters of each declaration in the bytes of an `.olean`; raises OleanError as `read_module`."""
    memory = Memory(data)
    names = Names(memory)
    found = {}
    for item in memory.array(memory.record(memory.root, 5, 1).fields[2]):
        outer = memory.record(item, 1)
        try:
            shape = SHAPES[Kind(outer.which)]
        except ValueError:
            raise OleanError("an unknown kind of declaration", memory.offset(item)) from None
        head = memory.record(memory.record(outer.fields[0], *shape).fields[0], 3)
        found[names.at(head.fields[0])] = tuple(_parameters(memory, names, head.fields[2]))
    return found


def _parameters(memory: Memory, names: Names, value: int) -> Iterator[Parameter]:
    count = 0
    while count < _MOST:
        which = memory.which(value)
        if which == METADATA:
            value = memory.record(value, 2, 8).fields[1]
        elif which == FORALL:
            record = memory.record(value, 3, 9)
            binding = memory.byte(record.scalars + 8)
            if binding > Binding.INSTANCE.value:
                raise OleanError("an unknown kind of parameter", memory.offset(value))
            name = names.at(record.fields[0])
            given = len(name) == 1 and isinstance(name[0], str)  # others were made by macros
            yield Parameter(str(name[0]) if given else "", Binding(binding))
            value, count = record.fields[2], count + 1
        else:
            return
