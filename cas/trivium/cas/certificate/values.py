"""What the rules of the proof kernel see of its ledger: the values of terms so far; they add none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

from trivium.cas.certificate.field import Field, Ratio
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Powers, Term


class Values(Protocol):
    """Values of terms on a domain."""

    signs: Signs
    field: Field

    def knows(self, term: Term) -> bool:
        """Whether a step has given the term a value."""
        ...

    def known(self, term: Term) -> Ratio:
        """The value that a step has given to the term; raises :class:`CertificateError` where none has."""
        ...

    def value(self, root: Term) -> Ratio:
        """The value of a term whose transcendental subterms all have one; raises :class:`CertificateError`."""
        ...

    def equal(self, left: Term, right: Term) -> bool:
        """Whether two terms have the same value."""
        ...


Rule: TypeAlias = Callable[[Values, Term, Term | None, Powers], Ratio]
"""The value of a term, given what is known, the value that is claimed and powers; raises :class:`CertificateError`."""
