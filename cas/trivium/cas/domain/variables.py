"""The set of values that a variable may take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Kind(Enum):
    """What sort of number a variable stands for."""

    REAL = "real"
    INTEGER = "integer"
    COMPLEX = "complex"


@dataclass(frozen=True, slots=True)
class Domain:
    """A kind of number and, for real and integer variables, an interval; ``None`` is an infinite end."""

    kind: Kind = Kind.REAL
    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_closed: bool = False
    upper_closed: bool = False

    def __contains__(self, point: tuple[Fraction, Fraction]) -> bool:
        """Whether the Gaussian rational ``re + I*im`` lies in the domain."""
        real, imaginary = point
        if self.kind is Kind.COMPLEX:
            return True
        if imaginary or (self.kind is Kind.INTEGER and real.denominator != 1):
            return False
        above = self.lower is None or real > self.lower or (self.lower_closed and real == self.lower)
        below = self.upper is None or real < self.upper or (self.upper_closed and real == self.upper)
        return above and below

    def meet(self, other: Domain) -> Domain | None:
        """The intersection, or ``None`` where it is empty."""
        if self.kind is Kind.COMPLEX or other.kind is Kind.COMPLEX:
            return other if self.kind is Kind.COMPLEX else self
        integer = Kind.INTEGER in (self.kind, other.kind)
        lower, lower_closed = max((self.lower, self.lower_closed), (other.lower, other.lower_closed), key=_lower_key)
        upper, upper_closed = min((self.upper, self.upper_closed), (other.upper, other.upper_closed), key=_upper_key)
        met = Domain(Kind.INTEGER if integer else Kind.REAL, lower, upper, lower_closed, upper_closed)
        return met if met.has_points() else None

    def has_points(self) -> bool:
        """Whether any number lies in the domain."""
        if self.lower is None or self.upper is None:
            return True
        if self.kind is Kind.INTEGER:
            first = self.lower.__ceil__()
            first += first == self.lower and not self.lower_closed
            return (Fraction(first), Fraction(0)) in self
        if self.lower == self.upper:
            return self.lower_closed and self.upper_closed
        return self.lower < self.upper

    def __str__(self) -> str:
        """The words that are read back as this domain."""
        if self.kind is Kind.COMPLEX:
            return "complex"
        ends = (self.lower, self.upper, self.lower_closed, self.upper_closed)
        words = _INTERVAL_WORDS.get(ends) or _interval_text(self)
        if self.kind is Kind.INTEGER:
            return "integer" if words == "real" else f"{words} integer"
        return words


REAL = Domain()

_ZERO, _ONE = Fraction(0), Fraction(1)
_INTERVAL_WORDS: dict[tuple[Fraction | None, Fraction | None, bool, bool], str] = {
    (None, None, False, False): "real",
    (_ZERO, None, False, False): "positive",
    (_ZERO, None, True, False): "nonnegative",
    (None, _ZERO, False, False): "negative",
    (_ZERO, _ONE, False, False): "unit",
}


def _interval_text(domain: Domain) -> str:
    opening, closing = "[" if domain.lower_closed else "(", "]" if domain.upper_closed else ")"
    lower = "-oo" if domain.lower is None else str(domain.lower)
    upper = "oo" if domain.upper is None else str(domain.upper)
    return f"{opening}{lower}, {upper}{closing}"


def _lower_key(end: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    value, closed = end
    return (value is not None, value or _ZERO, not closed)


def _upper_key(end: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    value, closed = end
    return (value is None, value or _ZERO, closed)
