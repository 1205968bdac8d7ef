"""The line on which the workers of this machine ask for policies: a socket in a private folder, one question at a time.

Workers are forked and killed at any moment, and run code that forks in turn, so they use no gRPC: a question is the
number of its method, its length and its bytes; an answer is a mark, its length, and the bytes of the response or of a
`google.rpc.Status`. Who hangs up takes the question back, down to the model server.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import time
from dataclasses import dataclass, field
from pathlib import Path

from google.protobuf.message import DecodeError, Message
from google.rpc import status_pb2

from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import fault_of
from trivium.services.runtime.resident import Caller, Resident, unary_answer
from trivium.services.runtime.status import rich_status
from trivium.services.runtime.validation import check
from trivium_api.policy.v1 import policy_service_pb2 as wire

METHODS = ("Propose", "Score", "Describe", "Report")
_HEAD = struct.Struct("!BI")
_ANSWERED, _FAILED = 0, 1
_LARGEST = 16 << 20
_PATIENCE = 2.0
"""Seconds that a worker waits beyond the time it gives a policy."""


class LineError(Exception):
    """A question without an answer; `reason` is the upper-case code of the fault."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


@dataclass(slots=True)
class LineServer:
    """Answers on a socket; one connection asks one question after another."""

    resident: Resident
    path: Path
    _server: asyncio.Server | None = None
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self) -> None:
        """Listen; only this user can reach the socket."""
        self._server = await asyncio.start_unix_server(self._serve, self.path)
        self.path.chmod(0o600)

    async def close(self) -> None:
        """Hang up on everyone."""
        if self._server is not None:
            self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                while True:
                    number, length = _HEAD.unpack(await reader.readexactly(_HEAD.size))
                    if number >= len(METHODS) or length > _LARGEST:
                        return
                    data = await reader.readexactly(length)
                    if not await self._answer(METHODS[number], data, reader, writer):
                        return
        finally:
            self._open.discard(task)
            writer.close()

    async def _answer(
        self, method: str, data: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Whether the asker is still there when the answer is."""
        work = asyncio.create_task(self._response(method, data))
        gone = asyncio.create_task(reader.read(1))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                return False
            mark, answer = work.result()
            writer.write(_HEAD.pack(mark, len(answer)) + answer)
            await writer.drain()
        finally:
            for task in (work, gone):
                task.cancel()
            await asyncio.gather(work, gone, return_exceptions=True)
        return not gone.done() or gone.cancelled()

    async def _response(self, method: str, data: bytes) -> tuple[int, bytes]:
        entry = next(e for e in self.resident.operations if e.method.endswith(f"/{method}"))
        try:
            request = entry.request.FromString(data)
            check(request)
            answer = await unary_answer(self.resident, entry, request, Caller())
        except FaultError as error:
            return _FAILED, rich_status(error.fault)
        except DecodeError:
            return _FAILED, status_pb2.Status(message="no request").SerializeToString()
        except Exception as error:  # noqa: BLE001 - one bad question must not end the line
            fault = fault_of(self.resident.faults, error)
            words = "a defect of the policy service" if fault is None else fault.message
            return _FAILED, status_pb2.Status(message=f"{words}: {type(error).__name__}").SerializeToString()
        return _ANSWERED, answer.SerializeToString()


@dataclass(frozen=True, slots=True)
class Line:
    """The worker's end; safe to use from several threads, each question on a connection of its own."""

    path: Path

    def propose(self, request: wire.ProposeRequest, seconds: float) -> wire.ProposeResponse:
        """Candidates; raises LineError."""
        request.budget.wall.FromNanoseconds(int(seconds * 1e9))
        return wire.ProposeResponse.FromString(self._ask("Propose", request, seconds))

    def describe(self, seconds: float = 2.0) -> wire.DescribeResponse:
        """The policies that there are; raises LineError."""
        return wire.DescribeResponse.FromString(self._ask("Describe", wire.DescribeRequest(), seconds))

    def report(self, request: wire.ReportRequest, seconds: float = 1.0) -> None:
        """What became of candidates; raises LineError."""
        self._ask("Report", request, seconds)

    def _ask(self, method: str, request: Message, seconds: float) -> bytes:
        data = request.SerializeToString()
        until = time.monotonic() + seconds + _PATIENCE
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(max(0.05, seconds + _PATIENCE))
                connection.connect(str(self.path))
                connection.sendall(_HEAD.pack(METHODS.index(method), len(data)) + data)
                mark, length = _HEAD.unpack(_read(connection, _HEAD.size, until))
                answer = _read(connection, length, until)
        except TimeoutError:
            raise LineError("MODEL_TIMEOUT", f"no answer within {seconds:.3g} s") from None
        except OSError:
            raise LineError("NO_POLICY_SERVICE", "the policy service is not reached") from None
        if mark == _ANSWERED:
            return answer
        status = status_pb2.Status.FromString(answer)
        raise LineError(_reason(status), status.message)


def _read(connection: socket.socket, length: int, until: float) -> bytes:
    data = bytearray()
    while len(data) < length:
        connection.settimeout(max(0.05, until - time.monotonic()))
        part = connection.recv(min(length - len(data), 1 << 16))
        if not part:
            raise ConnectionResetError
        data += part
    return bytes(data)


def _reason(status: status_pb2.Status) -> str:
    from google.rpc import error_details_pb2

    info = error_details_pb2.ErrorInfo()
    return info.reason if any(detail.Unpack(info) for detail in status.details) else "DEFECT"
