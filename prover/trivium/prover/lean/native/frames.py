"""How a child and its owner talk: JSON objects and byte strings, each behind its length."""

from __future__ import annotations

import json
import socket
import struct

_LENGTH = struct.Struct("!I")
LARGEST = 256 << 20
"""Bytes of the largest frame."""


class BrokenFrameError(ConnectionError):
    """The other side is gone, or says what nobody can mean."""


def send(connection: socket.socket, value: object, data: bytes = b"") -> None:
    """Send a JSON value and the bytes that belong to it."""
    head = json.dumps(value).encode()
    connection.sendall(_LENGTH.pack(len(head)) + head + _LENGTH.pack(len(data)) + data)


def receive(connection: socket.socket) -> tuple[dict[str, object], bytes] | None:
    """The next JSON object with its bytes; None at the end. Raises BrokenFrameError and the socket's own errors."""
    head = _frame(connection, first=True)
    if head is None:
        return None
    data = _frame(connection, first=False)
    try:
        value = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise BrokenFrameError(str(error)) from error
    if not isinstance(value, dict) or data is None:
        raise BrokenFrameError("no object")
    return value, data


def _frame(connection: socket.socket, *, first: bool) -> bytes | None:
    length = _exactly(connection, _LENGTH.size)
    if not length and first:
        return None
    if len(length) < _LENGTH.size:
        raise BrokenFrameError("cut short")
    (size,) = _LENGTH.unpack(length)
    if size > LARGEST:
        raise BrokenFrameError(f"a frame of {size} bytes")
    data = _exactly(connection, size)
    if len(data) < size:
        raise BrokenFrameError("cut short")
    return data


def _exactly(connection: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(min(size - len(parts), 1 << 20))
        if not part:
            break
        parts += part
    return bytes(parts)
