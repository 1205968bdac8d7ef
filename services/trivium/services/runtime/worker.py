"""The worker: a process that carries out one call after another, and may be killed at any moment.

It is forked by the nursery, reads frames from a socket of its own, and holds no lock that anyone else waits for.
"""

from __future__ import annotations

import secrets
import socket
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from trivium.services.runtime.errors import plain
from trivium.services.runtime.frames import Kind, encode, pack, read_frame, unpack
from trivium.services.runtime.operation import Call, EngineSettings, Operation, Service

if TYPE_CHECKING:
    from google.protobuf.message import Message


class _ContractError(Exception):
    """An operation broke its contract with the runtime."""


@dataclass(frozen=True, slots=True)
class Worker:
    """What a worker process needs to answer calls."""

    service: Service
    settings: EngineSettings
    connection: socket.socket
    largest: int
    """Bytes of the largest frame that is read or written."""

    def serve(self) -> None:
        """Answer until the parent closes the connection."""
        operations = {entry.method: entry for entry in self.service.operations}
        if self.service.warm_up is not None:
            self.service.warm_up(self.settings)
        while (frame := read_frame(self.connection, self.largest)) is not None:
            header, request = unpack(frame.payload)
            operation = operations[header["method"]]
            frames = self._answer(frame.kind, operation, header, request)
            if not operation.streaming:
                frames = iter([b"".join(frames)])
            for data in frames:
                self.connection.sendall(data)

    def _answer(
        self, kind: Kind, operation: Operation[Any, Any], header: dict[str, Any], body: bytes
    ) -> Iterator[bytes]:
        try:
            request = operation.request.FromString(body)
            for response in self._responses(kind, operation, request, header):
                yield encode(Kind.MESSAGE, self._serialized(response))
        except (MemoryError, RecursionError) as error:
            yield encode(Kind.SPENT, pack({"resource": "memory" if isinstance(error, MemoryError) else "stack"}))
        except Exception as error:  # noqa: BLE001 - whatever an engine raises, the caller is owed an answer
            yield self._refusal(error)
        else:
            yield encode(Kind.END)

    def _responses(
        self, kind: Kind, operation: Operation[Any, Any], request: Message, header: dict[str, Any]
    ) -> Iterable[Message]:
        if kind is Kind.EPITAPH:
            if operation.exhausted is None:
                raise _ContractError(f"{operation.method} has no answer for an exhausted call")
            return [operation.exhausted(request, header["reason"], header["detail"])]
        responses = operation.run(request, Call(header["deadline"], self.settings))
        return responses if operation.streaming else _single(operation, responses)

    def _serialized(self, response: Message) -> bytes:
        data = response.SerializeToString()
        if len(data) > self.largest:
            raise MemoryError("an answer larger than a frame")
        return data

    def _refusal(self, error: Exception) -> bytes:
        fault = self.service.fault(error)
        if fault is not None:
            return encode(Kind.FAULT, pack(plain(fault)))
        bug = secrets.token_hex(6)
        traceback.print_exception(error)
        # the exception's own words may quote the request: they stay in the worker's log
        trace = traceback.extract_tb(error.__traceback__)[-20:]
        places = [f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in trace]
        return encode(Kind.DEFECT, pack({"bug": bug, "exception": type(error).__qualname__, "places": places}))


def _single(operation: Operation[Any, Any], responses: Iterable[Message]) -> list[Message]:
    found = list(islice(responses, 2))
    if len(found) != 1:
        raise _ContractError(f"{operation.method} gave {len(found) or 'no'} responses instead of one")
    return found
