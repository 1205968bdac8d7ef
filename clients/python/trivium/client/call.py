"""Calls as values: the method, its request, its deadline, and how its messages are read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from google.protobuf.message import Message

DEADLINE_MARGIN = 2.0
"""Seconds that a call waits beyond the budget of its request, for the answer's way back."""

A = TypeVar("A")
"""An answer."""
E = TypeVar("E")
"""An event of a search."""


def deadline(wall: float | None) -> float | None:
    """The deadline of a call with a budget of `wall` seconds; None leaves it to the server."""
    return None if wall is None else wall + max(DEADLINE_MARGIN, wall * 0.1)


@dataclass(frozen=True, slots=True)
class Unary(Generic[A]):
    """A call with one answer."""

    method: str
    """As in `trivium.client.methods.METHODS`."""
    request: Message
    read: Callable[[Any], A]
    wall: float | None = None


@dataclass(frozen=True, slots=True)
class Stream(Generic[A]):
    """A call with many answers, each as good as the next."""

    method: str
    request: Message
    read: Callable[[Any], A]
    wall: float | None = None


@dataclass(frozen=True, slots=True)
class Search(Generic[E, A]):
    """A call that tells how it goes and ends in one answer."""

    method: str
    request: Message
    event: Callable[[Any], E | None]
    """The event that a message tells; None where it is the answer."""
    answer: Callable[[Any], A]
    wall: float | None = None


@dataclass(frozen=True, slots=True)
class Exchange(Generic[A]):
    """A call that takes many questions and answers each, in their order."""

    method: str
    messages: AsyncIterator[Message] | Iterable[Message]
    read: Callable[[Any], A]
