"""Hierarchical names of a file, each read once."""

from __future__ import annotations

from trivium.prover.olean.memory import Memory
from trivium.prover.olean.term import Name


class Names:
    """The names of one file by their addresses."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._known: dict[int, Name] = {}

    def at(self, value: int) -> Name:
        """The name that a raw value stands for; raises OleanError."""
        chain = []
        while not value & 1 and value not in self._known:
            chain.append(value)
            value = self._memory.record(value, 2, 8).fields[0]
        name: Name = self._known[value] if not value & 1 else ()
        for link in reversed(chain):
            record = self._memory.record(link, 2, 8)
            part = self._memory.text(record.fields[1]) if record.which == 1 else self._memory.natural(record.fields[1])
            name = self._known[link] = (*name, part)
        return name
