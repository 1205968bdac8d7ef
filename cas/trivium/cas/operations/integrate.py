"""Proposed antiderivatives."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.cas.certificate.terms import Term
from trivium.cas.operations.attempt import Attempt


def antiderivatives(integrand: Term, variable: str, attempt: Attempt) -> Iterator[Term]:
    """Terms that may be antiderivatives; each is checked before it counts."""
    yield from ()
