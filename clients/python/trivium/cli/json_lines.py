"""Requests and answers as JSON lines: the protocol of `prove rpc`.

    {"id": 1, "method": "CasService.CheckEqual", "request": {"equation": {"lhs": "x = x"}}}
    {"id": 1, "result": {"judgement": {…}}}

A streaming method answers with many lines `{"id": 1, "event": {…}}`, the last of which is `{"id": 1, "result": {…}}`.
What cannot be carried out answers `{"id": 1, "error": {"code", "reason", "message", "violations"}}`. `{"cancel": 1}`
ends a request, which then answers with the error CANCELLED. Answers come as they are ready.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, cast

from google.protobuf import json_format
from google.protobuf.message import Message

from trivium.cli.output import error_json, to_json
from trivium.client.backend import Backend
from trivium.client.errors import FieldViolation, TriviumError
from trivium.client.methods import METHODS, Method

Write = Callable[[dict[str, Any]], None]
Id = int | str
MOST_UNDER_WAY = 1000
"""Requests that are begun and not answered; one more is refused."""


@dataclass(frozen=True, slots=True)
class Request:
    """One line that asks."""

    id: Id
    method: str
    message: Message


@dataclass(frozen=True, slots=True)
class Cancel:
    """One line that ends a request."""

    id: Id


class LineError(Exception):
    """A line that asks nothing; `id` where it has one."""

    def __init__(self, error: TriviumError, identifier: Id | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.id = identifier


def read_line(line: str) -> Request | Cancel:
    """What a line asks for; raises LineError.

    >>> read_line('{"cancel": 7}')
    Cancel(id=7)
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(_invalid("NOT_JSON", f"not a JSON object on one line: {error}")) from None
    if not isinstance(row, dict):
        raise LineError(_invalid("NOT_JSON", "not a JSON object"))
    if "cancel" in row:
        return Cancel(_id(row, "cancel"))
    identifier = _id(row, "id")
    try:
        return Request(identifier, *_read_request(row))
    except TriviumError as error:
        raise LineError(error, identifier) from None


def _id(row: dict[str, Any], key: str) -> Id:
    found = row.get(key)
    if isinstance(found, bool) or not isinstance(found, int | str):
        raise LineError(_invalid("NO_ID", f"{key!r} must be a number or a text", key))
    return found


def _read_request(row: dict[str, Any]) -> tuple[str, Message]:
    name = row.get("method")
    method = METHODS.get(name) if isinstance(name, str) else None
    if method is None:
        known = ", ".join(sorted(METHODS))
        raise TriviumError("UNIMPLEMENTED", f"no method {name!r}; known are {known}", reason="NO_METHOD")
    if method.takes_stream:
        raise TriviumError("UNIMPLEMENTED", "send each question as a request of its own", reason="TAKES_STREAM")
    message, given = method.request(), row.get("request", {})
    if not isinstance(given, dict):
        raise _invalid("BAD_REQUEST", "'request' must be an object", "request")
    try:
        json_format.ParseDict(given, message)
    except (json_format.ParseError, RecursionError) as error:
        raise _invalid("BAD_REQUEST", str(error), "request") from None
    return cast("str", name), message


def _invalid(reason: str, words: str, field_path: str = "") -> TriviumError:
    return TriviumError(
        "INVALID_ARGUMENT", words, reason=reason, violations=(FieldViolation(field_path, words, reason),)
    )


@dataclass(slots=True)
class Answering:
    """Carries out lines side by side over one backend."""

    backend: Backend
    write: Write
    _running: dict[Id, asyncio.Task[None]] = field(default_factory=dict)

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Answer every line, and return when the last answer is written; stopping ends what is under way.

        Raises what reading or writing raises, such as BrokenPipeError when the reader of the answers has gone.
        """
        try:
            async with asyncio.TaskGroup() as group:
                async for line in lines:
                    if line.strip():
                        self._take(line, group)
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None

    def _take(self, line: str, group: asyncio.TaskGroup) -> None:
        try:
            asked = read_line(line)
            if isinstance(asked, Cancel):
                self._cancel(asked.id)
                return
            self._admit(asked)
        except LineError as fault:
            self.write({"id": fault.id, "error": error_json(fault.error)})
            return
        self._running[asked.id] = group.create_task(self._answer(asked))

    def _admit(self, asked: Request) -> None:
        if asked.id in self._running:
            raise LineError(_invalid("ID_IN_USE", "a request of this id is under way", "id"), asked.id)
        if len(self._running) >= MOST_UNDER_WAY:
            crowded = TriviumError("RESOURCE_EXHAUSTED", "too many requests are under way", reason="TOO_MANY_CALLS")
            raise LineError(crowded, asked.id)

    def _cancel(self, identifier: Id) -> None:
        task = self._running.get(identifier)
        if task is not None:  # else it has been answered already
            task.cancel()

    async def _answer(self, asked: Request) -> None:
        try:
            answer = await self._result(asked, METHODS[asked.method])
            self.write({"id": asked.id, "result": answer})
        except TriviumError as error:
            self.write({"id": asked.id, "error": error_json(error)})
        except asyncio.CancelledError:
            cancelled = TriviumError("CANCELLED", "the request was cancelled", reason="CANCELLED")
            self.write({"id": asked.id, "error": error_json(cancelled)})
        finally:
            self._running.pop(asked.id, None)

    async def _result(self, asked: Request, method: Method) -> dict[str, Any]:
        if not method.streaming:
            return to_json(await self.backend.unary(asked.method, asked.message))
        last: dict[str, Any] = {}
        messages = cast("Any", self.backend.stream(asked.method, asked.message))
        async with aclosing(messages):
            async for message in messages:
                if last:
                    self.write({"id": asked.id, "event": last})
                last = to_json(message)
        return last
