"""What functions see of an expansion at ``t -> 0+``: how their arguments expand, and what is certain of constants."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.series import Arithmetic, Leading, Series
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term


class Expander(Protocol):
    """Expands terms in ``t``."""

    signs: Signs
    regions: dict[str, Region]
    arithmetic: Arithmetic

    @property
    def vanishes(self) -> Callable[[Term], bool]:
        """Decides which constant coefficients are zero."""
        ...

    def expand(self, root: Term) -> Series:
        """The series of a term; raises :class:`CertificateError`."""
        ...

    def lead(self, series: Series) -> Leading:
        """The first term that does not vanish; refuses the zero series."""
        ...

    def sign(self, coefficient: Term) -> int:
        """1 or -1; refuses a coefficient whose sign is not certain."""
        ...

    def exponential(self, argument: Series) -> Series:
        """The exponential of a series; raises :class:`CertificateError`."""
        ...
