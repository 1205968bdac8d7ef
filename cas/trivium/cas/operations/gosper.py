"""Gosper's algorithm."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.cas.certificate.terms import Term
from trivium.cas.operations.attempt import Attempt


def telescopers(attempt: Attempt) -> Iterator[Term]:
    """Terms whose differences may be the summand."""
    yield from ()
