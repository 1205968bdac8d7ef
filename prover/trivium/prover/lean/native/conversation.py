"""What a child of the zygote does: elaborates texts for its owner, from one another where they share their start."""

from __future__ import annotations

import os
import resource
import socket
import time

from trivium.prover.lean.native import frames
from trivium.prover.lean.native.abi import NativeError, Object
from trivium.prover.lean.native.frontend import Base, Elaboration, Frontend
from trivium.prover.lean.native.kernel import replay

_STACKS = 512 << 20
"""Beside the memory that Lean counts itself: the stacks of its threads."""


def converse(frontend: Frontend, connection: socket.socket, scratch: str, order: dict[str, object]) -> None:
    """Answer requests until the owner closes the connection."""
    seconds = _number(order, "cpu_seconds")
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    memory = _number(order, "memory_bytes")
    _limit_data(memory + _STACKS)
    frontend.start_threads(_number(order, "threads"), memory)
    conversation = _Conversation(frontend, frontend.base(imports_of(order)), scratch)
    while (request := frames.receive(connection)) is not None:
        answer, data = conversation.answer(*request)
        frames.send(connection, answer, data)


def _limit_data(more: int) -> None:
    """Let this process have that many bytes more than now. Lean's own limit does not count large numbers."""
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
        allowed = int(file.read().split()[5]) * resource.getpagesize() + more
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or allowed < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))


def imports_of(order: dict[str, object]) -> tuple[str, ...]:
    """The modules that an order names."""
    imports = order["imports"]
    if not isinstance(imports, list):
        raise TypeError("imports is no list")
    return tuple(str(module) for module in imports)


class _Conversation:
    def __init__(self, frontend: Frontend, base: Base, scratch: str) -> None:
        self._frontend = frontend
        self._base = base
        self._scratch = scratch
        self._states: dict[int, Object] = {}
        """States by the owner's numbers."""

    def answer(self, request: dict[str, object], data: bytes) -> tuple[dict[str, object], bytes]:
        """The answer to one request."""
        began = time.process_time()
        if request["do"] == "elaborate":
            answer, module = self._elaborate(request, data.decode("utf-8"))
        elif request["do"] == "replay":
            answer, module = replay(self._frontend.library, self._base.imported, data), b""
        else:
            answer, module = self._drop(request), b""
        return {**answer, "cpu": time.process_time() - began, "resident": _resident()}, module

    def _elaborate(self, request: dict[str, object], source: str) -> tuple[dict[str, object], bytes]:
        """Elaborate a text, from the state `from` where that is known; keep the new state under `keep`."""
        earlier = self._states.get(_number(request, "from"))
        elaboration = self._frontend.elaborate(source, self._base, earlier, strict=bool(request["strict"]))
        kept = _number(request, "keep")
        if kept:
            self._states[kept] = elaboration.state
        answer: dict[str, object] = {
            "messages": _within(elaboration.messages, _number(request, "output_bytes")),
            "count": len(elaboration.messages),
            "commands": len(elaboration.commands),
            "last": elaboration.commands[-1] if elaboration.commands else "",
            "sorry": self._frontend.mentions_sorry(elaboration.environment),
            "module_error": "",
        }
        data = b""
        if request.get("module") and not elaboration.has_errors:
            answer, data = self._module(answer, elaboration)
        if not kept:
            self._frontend.library.release(elaboration.state)
        return answer, data

    def _module(self, answer: dict[str, object], elaboration: Elaboration) -> tuple[dict[str, object], bytes]:
        path = f"{self._scratch}/{os.getpid()}.olean"
        try:
            return answer, self._frontend.module(elaboration.environment, path)
        except (NativeError, OSError) as error:
            return {**answer, "module_error": str(error) or "no module"}, b""

    def _drop(self, request: dict[str, object]) -> dict[str, object]:
        state = self._states.pop(_number(request, "state"), None)
        if state is not None:
            self._frontend.library.release(state)
        return {}


def _within(messages: tuple[bytes, ...], limit: int) -> list[str]:
    """The messages, as many as the limit on bytes allows."""
    kept, size = [], 0
    for message in messages:
        size += len(message)
        if size > limit:
            break
        kept.append(message.decode("utf-8", "replace"))
    return kept


def _resident() -> int:
    """Bytes of this process in memory, what it shares with the zygote included."""
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * resource.getpagesize()


def _number(values: dict[str, object], key: str) -> int:
    value = values[key]
    if not isinstance(value, int):
        raise TypeError(f"{key} is no number")
    return value
