"""Numbers and polynomials in x and y modulo a prime."""

from __future__ import annotations

from collections.abc import Mapping

from flint import Ordering, nmod_mpoly, nmod_mpoly_ctx

PRIME = 2**31 - 69
"""So large that a polynomial that is not zero hardly ever vanishes at random values (Schwartz, Zippel).

It is 11 modulo 12, so that square roots are powers and 3 has one, and below 2^31: python-flint 0.9 fails to sort
factors with larger coefficients.
"""
_CONTEXT = nmod_mpoly_ctx.get(["x", "y"], ordering=Ordering.lex, modulus=PRIME)
X, Y = _CONTEXT.gens()
Point = tuple[int, int]
Line = tuple[int, int, int]
"""Coefficients a, b, c of the line a x + b y + c = 0."""


def constant(value: int) -> nmod_mpoly:
    """The constant polynomial."""
    return _CONTEXT.constant(value % PRIME)


def inverse(value: int) -> int:
    """The multiplicative inverse; raises ValueError for 0."""
    return pow(value, -1, PRIME)


def square_root(value: int) -> int | None:
    """A square root, or None where there is none."""
    root = pow(value % PRIME, (PRIME + 1) // 4, PRIME)
    return root if (root * root - value) % PRIME == 0 else None


def coefficients(polynomial: nmod_mpoly) -> Mapping[tuple[int, int], int]:
    """The coefficients by the exponents of x and y."""
    return {(int(i), int(j)): int(c) for (i, j), c in polynomial.to_dict().items()}


def line_of(polynomial: nmod_mpoly) -> Line:
    """The line on which a polynomial of degree 1 vanishes."""
    found = coefficients(polynomial)
    return found.get((1, 0), 0), found.get((0, 1), 0), found.get((0, 0), 0)


def crossing(one: Line, two: Line) -> Point | None:
    """Where two lines meet; None where they are parallel."""
    (a, b, c), (d, e, f) = one, two
    determinant = (a * e - b * d) % PRIME
    if not determinant:
        return None
    scale = inverse(determinant)
    return (b * f - e * c) * scale % PRIME, (c * d - f * a) * scale % PRIME


def radical_axis(one: nmod_mpoly, two: nmod_mpoly) -> nmod_mpoly | None:
    """The line through the common points of two circles; None where they are no circles or concentric."""
    first, second = coefficients(one), coefficients(two)
    for conic in (first, second):
        if (1, 1) in conic or not conic.get((2, 0)) or conic.get((2, 0)) != conic.get((0, 2)):
            return None
    axis = one * constant(second[2, 0]) - two * constant(first[2, 0])
    return axis if axis.total_degree() == 1 else None


def lines_in(polynomial: nmod_mpoly) -> list[nmod_mpoly]:
    """The factors of degree 1, where the curve is degenerate."""
    if polynomial.total_degree() == 2 and not _degenerate(coefficients(polynomial)):
        return []
    return [f for f, _ in polynomial.factor()[1] if f.total_degree() == 1]


def _degenerate(conic: Mapping[tuple[int, int], int]) -> bool:
    a, b, c = 2 * conic.get((2, 0), 0), conic.get((1, 1), 0), 2 * conic.get((0, 2), 0)
    d, e, f = conic.get((1, 0), 0), conic.get((0, 1), 0), 2 * conic.get((0, 0), 0)
    return (a * (c * f - e * e) - b * (b * f - e * d) + d * (b * e - c * d)) % PRIME == 0
