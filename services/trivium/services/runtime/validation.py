"""Requests as they are served: their bytes, decoded once and held against the rules of their proto."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import grpc
import protovalidate
from google.protobuf.descriptor import Descriptor
from google.protobuf.message import DecodeError, Message

from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault, Violation

_MOST_VIOLATIONS = 20


@dataclass(frozen=True, slots=True)
class Payload:
    """A request and the bytes that it came in, which go on to a worker unchanged."""

    data: bytes
    message: Message


@dataclass(frozen=True, slots=True)
class Item:
    """One request of a stream: its bytes, and the message, ``None`` where the bytes are none."""

    data: bytes
    message: Message | None


def item_reader(message: type[Message]) -> Callable[[bytes], Item]:
    """The deserializer of a stream of `message`; bytes that are none stay with their item."""

    def read(data: bytes) -> Item:
        try:
            return Item(data, message.FromString(data))
        except DecodeError:
            return Item(data, None)

    return read


def reader(message: type[Message]) -> Callable[[bytes], Payload]:
    """The deserializer of a method whose request is a `message`; raises DecodeError."""

    def read(data: bytes) -> Payload:
        return Payload(data, message.FromString(data))

    return read


def check(message: Message) -> None:
    """Raises FaultError with the path of each field that breaks a rule of the proto."""
    found = protovalidate.collect_violations(message)
    if found:
        violations = tuple(_violation(violation) for violation in found[:_MOST_VIOLATIONS])
        words = "; ".join(f"{v.field}: {v.description}" for v in violations)
        raise FaultError(Fault(grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST", words, violations))


def wall(message: Message) -> float | None:
    """The seconds that a request's budget names, or None where it names none."""
    if not _has_budget(message.DESCRIPTOR):
        return None
    budget = getattr(message, "budget")  # noqa: B009 - not every message has one
    if not budget.HasField("wall"):
        return None
    seconds: float = budget.wall.seconds + budget.wall.nanos * 1e-9
    return seconds


@functools.cache
def _has_budget(kind: Descriptor) -> bool:
    return "budget" in kind.fields_by_name


def _violation(violation: protovalidate.Violation) -> Violation:
    rule = violation.proto.rule_id.upper().replace(".", "_")
    return Violation(_path(violation.proto.field), violation.proto.message, rule)


def _path(field: Any) -> str:
    """A field path as in the proto, `equation.assume["x"]`; only names and keys of the request are in it."""
    parts: list[str] = []
    for element in field.elements if field is not None else ():
        key = element.subscript
        parts.append(element.field_name if key is None else f"{element.field_name}[{key.value!r}]")
    return ".".join(parts)
