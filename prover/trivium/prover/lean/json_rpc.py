"""JSON-RPC with a language server over its standard streams: framed, with deadlines, its errors drained."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import time
from collections.abc import Iterator, Mapping
from typing import IO

from trivium.prover.errors import ServerLost

_CHUNK = 1 << 16
_KEPT_STDERR = 1 << 12
_LARGEST_MESSAGE = 64 << 20
_HEADER_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


class Connection:
    """The streams of a started language server. One caller at a time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self._process = process
        self._selector = selectors.DefaultSelector()
        for stream in (process.stdout, process.stderr):
            os.set_blocking(stream.fileno(), False)
            self._selector.register(stream, selectors.EVENT_READ)
        os.set_blocking(process.stdin.fileno(), False)
        self._received = bytearray()
        self._errors = bytearray()
        self._last_id = 0

    def notify(self, method: str, parameters: Mapping[str, object], deadline: float) -> None:
        """Send a message that has no answer; raises ServerLost."""
        self._send({"jsonrpc": "2.0", "method": method, "params": parameters}, deadline)

    def request(self, method: str, parameters: Mapping[str, object], deadline: float) -> int:
        """Send a message that has an answer; returns the number that the answer will carry. Raises ServerLost."""
        self._last_id += 1
        self._send({"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": parameters}, deadline)
        return self._last_id

    def messages(self, deadline: float) -> Iterator[dict[str, object]]:
        """The messages of the server as they come; raises ServerLost at its end and at the deadline."""
        while True:
            body = self._next_body()
            if body is not None:
                yield _read(body)
                continue
            self._wait(deadline)

    def close(self) -> None:
        """Close the streams; the process is the caller's."""
        self._selector.close()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def _send(self, message: Mapping[str, object], deadline: float) -> None:
        body = json.dumps(message, ensure_ascii=False).encode("utf-8")
        left = memoryview(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        assert self._process.stdin is not None
        descriptor = self._process.stdin.fileno()
        while left:
            try:
                left = left[os.write(descriptor, left) :]
            except BlockingIOError:
                self._wait(deadline, writing=True)
            except OSError as error:
                raise self._lost("the Lean server does not listen any more") from error

    def _wait(self, deadline: float, *, writing: bool = False) -> None:
        """Wait until the server wrote, or can be written to; takes in what it wrote."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise self._lost("the Lean server did not answer in time")
        stdin = self._process.stdin
        assert stdin is not None
        if writing:
            self._selector.register(stdin, selectors.EVENT_WRITE)
        try:
            ready = self._selector.select(left)
        finally:
            if writing:
                self._selector.unregister(stdin)
        for stream in (self._process.stderr, self._process.stdout):  # first why it ends, then that it ends
            if any(key.fileobj is stream for key, _ in ready):
                self._take(stream)

    def _take(self, stream: IO[bytes] | None) -> None:
        assert stream is not None
        chunk = os.read(stream.fileno(), _CHUNK)
        if stream is self._process.stdout:
            if not chunk:
                raise self._lost("the Lean server ended")
            self._received += chunk
        elif chunk:
            self._errors += chunk
            del self._errors[:-_KEPT_STDERR]
        else:
            self._selector.unregister(stream)

    def _next_body(self) -> bytes | None:
        end = self._received.find(_HEADER_END)
        if end < 0:
            return None
        lengths = [
            line[len(_LENGTH) :].strip()
            for line in bytes(self._received[:end]).split(b"\r\n")
            if line.lower().startswith(_LENGTH)
        ]
        if len(lengths) != 1 or not lengths[0].isdigit() or int(lengths[0]) > _LARGEST_MESSAGE:
            raise self._lost("the Lean server wrote what is no message")
        start = end + len(_HEADER_END)
        stop = start + int(lengths[0])
        if len(self._received) < stop:
            return None
        body = bytes(self._received[start:stop])
        del self._received[:stop]
        return body

    def _lost(self, reason: str) -> ServerLost:
        words = self._errors.decode("utf-8", "replace").strip().splitlines()
        return ServerLost(f"{reason}: {words[-1][:200]}" if words else reason)


def _read(body: bytes) -> dict[str, object]:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ServerLost(f"the Lean server wrote what is no message: {error}") from error
    if not isinstance(message, dict):
        raise ServerLost("the Lean server wrote a message that is no object")
    return message
