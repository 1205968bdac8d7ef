"""Frames between a parent and a worker: one byte of kind, four of length, the payload.

A payload that carries values beside a message starts with a JSON header of its own length, see `pack`.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Any, NamedTuple

_PREFIX = struct.Struct(">BI")
_HEADER = struct.Struct(">I")


class Kind(IntEnum):
    """What a frame says."""

    CALL = 1
    """To the worker: carry out a call; header and request."""
    EPITAPH = 2
    """To the worker: answer for a call whose worker is gone; header and request."""
    MESSAGE = 3
    """From the worker: one serialized response."""
    END = 4
    """From the worker: the call is complete."""
    FAULT = 5
    """From the worker: the call is refused; header."""
    DEFECT = 6
    """From the worker: the call raised what its service does not foresee; header."""
    SPENT = 7
    """From the worker: the call used up the memory or the stack, and the worker ends."""


_KINDS = {int(kind): kind for kind in Kind}


class BrokenFrameError(ValueError):
    """The bytes are no frame, or the frame is longer than allowed."""


class Frame(NamedTuple):
    """One unit of the conversation."""

    kind: Kind
    payload: bytes


def encode(kind: Kind, payload: bytes = b"") -> bytes:
    """The bytes of a frame."""
    return _PREFIX.pack(kind, len(payload)) + payload


def pack(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """A payload of plain values and a message."""
    text = json.dumps(header).encode()
    return _HEADER.pack(len(text)) + text + body


def unpack(payload: bytes) -> tuple[dict[str, Any], bytes]:
    """The inverse of `pack`; raises BrokenFrameError where the payload is none of its results."""
    if len(payload) < _HEADER.size:
        raise BrokenFrameError("a payload without a header")
    (length,) = _HEADER.unpack_from(payload)
    end = _HEADER.size + length
    if len(payload) < end:
        raise BrokenFrameError("a header that is cut short")
    try:
        header = json.loads(payload[_HEADER.size : end])
    except ValueError as error:
        raise BrokenFrameError("a header that is no JSON") from error
    if not isinstance(header, dict):
        raise BrokenFrameError("a header that is no JSON object")
    return header, payload[end:]


class FrameDecoder:
    """Finds the frames in a stream of bytes that comes in arbitrary pieces."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The frames that `data` completes; raises BrokenFrameError, after which the stream is of no use."""
        if self._buffer:
            self._buffer += data
            data = bytes(self._buffer) if self._whole() else b""
            del self._buffer[: len(data)]
        position = 0
        while len(data) - position >= _PREFIX.size:
            code, length = _PREFIX.unpack_from(data, position)
            kind = _checked(code, length, self._largest)
            end = position + _PREFIX.size + length
            if len(data) < end:
                break
            yield Frame(kind, data[position + _PREFIX.size : end])
            position = end
        self._buffer += data[position:]

    def _whole(self) -> bool:
        """Whether the first frame in the buffer is all there; raises BrokenFrameError."""
        if len(self._buffer) < _PREFIX.size:
            return False
        code, length = _PREFIX.unpack_from(self._buffer)
        _checked(code, length, self._largest)
        needed: int = _PREFIX.size + length
        return len(self._buffer) >= needed


def read_frame(connection: socket.socket, largest: int) -> Frame | None:
    """The next frame of a blocking socket; None where the other side has closed it."""
    prefix = _read(connection, _PREFIX.size)
    if prefix is None:
        return None
    code, length = _PREFIX.unpack(prefix)
    kind = _checked(code, length, largest)
    payload = _read(connection, length)
    return None if payload is None else Frame(kind, payload)


def _checked(code: int, length: int, largest: int) -> Kind:
    kind = _KINDS.get(code)
    if kind is None:
        raise BrokenFrameError(f"a frame of unknown kind {code}")
    if length > largest:
        raise BrokenFrameError(f"a frame of {length} bytes, more than {largest}")
    return kind


def _read(connection: socket.socket, length: int) -> bytes | None:
    data = bytearray(length)
    view = memoryview(data)
    while view:
        count = connection.recv_into(view)
        if count == 0:
            return None
        view = view[count:]
    return bytes(data)
