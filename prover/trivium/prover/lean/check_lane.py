"""Checks of files one after another in one process, as long as each leaves it as it was.

Only texts come here that the gate has let pass: they extend nothing and run nothing, so all that one leaves behind is
garbage. The process is given up after a limit was reached, and after a number of texts. Judgements of proofs never use
it: each of their texts gets a process of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trivium.prover.lean.child import Limits
from trivium.prover.lean.elaborate import Run, Stop, elaborate_in
from trivium.prover.lean.header import imports_of
from trivium.prover.lean.zygote import Child, Zygote

_TEXTS = 200
"""After which the process is replaced: what a text leaves behind stays small."""
_RESIDENT_BYTES = 320 << 20
"""Beyond which it is replaced too: what a large text has taken, Lean keeps. A third is the library and the core."""
_LIFETIME = 3600.0
"""Wall seconds from which the processor time of the process is limited."""


@dataclass(slots=True)
class _Place:
    child: Child
    memory_bytes: int
    texts: int = 0


class CheckLane:
    """The processes of one warm Lean, one for each set of imports. For one thread."""

    def __init__(self, zygote: Zygote) -> None:
        self.zygote = zygote
        self._places: dict[tuple[str, ...], _Place] = {}

    def run(self, source: str, limits: Limits, *, module: bool) -> Run:
        """What Lean says of a text that the gate has let pass; raises ZygoteError where no process can be had.

        A process may have been killed from outside, while it was idle or over this text: another one is tried, once.
        """
        run = self._once(source, limits, module=module)
        if run.stop is not Stop.KILLED:
            return run
        return self._once(source, limits.after(run.seconds), module=module)

    def close(self) -> None:
        """End the processes."""
        for key in list(self._places):
            self._leave(key)

    def _once(self, source: str, limits: Limits, *, module: bool) -> Run:
        key = imports_of(source)
        place = self._place(key, limits.memory_bytes)
        run = elaborate_in(place.child, source, limits, module=module)
        place.texts += 1
        used_up = place.texts >= _TEXTS or place.child.resident_bytes > _RESIDENT_BYTES
        if used_up or run.stop in (Stop.WALL, Stop.DEATH, Stop.KILLED):
            self._leave(key)
        return run

    def _place(self, key: tuple[str, ...], memory_bytes: int) -> _Place:
        place = self._places.get(key)
        if place is not None and place.memory_bytes != memory_bytes:
            self._leave(key)
            place = None
        if place is None:
            limits = replace(Limits(wall=_LIFETIME), memory_bytes=memory_bytes)
            place = self._places[key] = _Place(self.zygote.spawn(limits, key), memory_bytes)
        return place

    def _leave(self, key: tuple[str, ...]) -> None:
        self._places.pop(key).child.close()
