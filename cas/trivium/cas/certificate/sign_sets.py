"""Sets of signs: which of negative, zero and positive a real number may be, and their arithmetic."""

from __future__ import annotations

from fractions import Fraction

from trivium.cas.certificate.reading import Region

NEGATIVE, ZERO, POSITIVE = 1, 2, 4
ANY = NEGATIVE | ZERO | POSITIVE


def sign_of(value: Fraction) -> int:
    """The sign of a number."""
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else ZERO


def region_sign(region: Region) -> int:
    """The signs of the numbers of a domain; none where they are not real."""
    if region.complex:
        return 0
    mask = ANY
    if region.lower is not None and region.lower >= 0:
        mask &= ~NEGATIVE
        if region.lower > 0 or not region.lower_closed:
            mask &= ~ZERO
    if region.upper is not None and region.upper <= 0:
        mask &= ~POSITIVE
        if region.upper < 0 or not region.upper_closed:
            mask &= ~ZERO
    return mask


def sum_mask(masks: list[int]) -> int:
    """The signs of a sum of terms of these signs."""
    union = 0
    for mask in masks:
        union |= mask
    if union & NEGATIVE and union & POSITIVE:
        return ANY
    strict = any(not mask & ZERO for mask in masks)
    return union & ~ZERO if strict else union


def product_mask(left: int, right: int) -> int:
    """The signs of a product."""
    mask = (left | right) & ZERO
    if (left & POSITIVE and right & POSITIVE) or (left & NEGATIVE and right & NEGATIVE):
        mask |= POSITIVE
    if (left & POSITIVE and right & NEGATIVE) or (left & NEGATIVE and right & POSITIVE):
        mask |= NEGATIVE
    return mask


def integer_power_mask(base: int, exponent: int) -> int:
    """The signs of an integer power."""
    if exponent == 0:
        return POSITIVE
    mask = base
    if exponent % 2 == 0:
        mask = (base & ZERO) | (POSITIVE if base & (POSITIVE | NEGATIVE) else 0)
    return mask & ~ZERO if exponent < 0 else mask
