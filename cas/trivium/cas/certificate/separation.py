"""Algebraic constants: a number smaller than its separation bound is zero.

Burnikel, Funke, Mehlhorn, Schirra, Schmitt, *A separation bound for real algebraic expressions* (ESA 2001): a formula
of integers, field operations and radicals is ``U/L`` with algebraic integers ``U`` and ``L``. Its value lies in a field
of degree ``D`` at most the product of the degrees of its radicals. With bounds ``u`` and ``l`` of every conjugate of
``U`` and ``L``, the norm of ``U`` is an integer, so a value that is not zero is at least ``1/(u**(D-1)*l)`` in
absolute value. The argument speaks of embeddings of the field into the complex numbers: roots of unity and complex
radicals, on whatever branch, are covered as well.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.terms import I, Term
from trivium.cas.certificate.unity import half_turns

MAX_BITS = 40_000
MAX_DEGREE = 4_096
MAX_POWER = 400
_ROUNDING = 1e-9
"""Added to each logarithm, far above its rounding error."""


@dataclass(frozen=True, slots=True)
class _Size:
    """Binary logarithms, at least 0, of bounds of every conjugate of numerator and denominator."""

    above: float
    below: float


def is_zero(term: Term) -> bool:
    """Whether an algebraic constant is certainly zero; ``False`` where that is not certain or it is none."""
    bits = separation_bits(term)
    if bits is None:
        return False
    for precision in (128, bits + 64):
        try:
            ball = enclose(term, {}, precision)
        except UndefinedError:
            return False
        if not ball.contains(0):
            return False
        if abs(ball) * 2**bits < 1:
            return True
    return False


def separation_bits(term: Term) -> int | None:
    """``b`` such that the value is zero or at least ``2**-b`` in absolute value; ``None`` where none is known."""
    sizes: dict[Term, _Size] = {}
    radicals: dict[tuple[Term, int], None] = {}
    turn = 1
    for part in _postorder(term):
        inside = half_turns(part)
        size = _Size(0.0, 0.0) if inside is not None else _size(part, [sizes[child] for child in part.args])
        if size is None:
            return None
        sizes[part] = size
        if inside is not None:
            turn = math.lcm(turn, 2 * inside.denominator)
        elif part == I:
            turn = math.lcm(turn, 4)
        elif part.head == "pow" and part.args[1].number.denominator > 1:
            radicals[part.args[0], part.args[1].number.denominator] = None
    if turn > MAX_DEGREE:
        return None
    degree = math.prod(order for _, order in radicals) * _totient(turn)
    if degree > MAX_DEGREE:
        return None
    bits = math.ceil((degree - 1) * sizes[term].above + sizes[term].below) + 2
    return bits if bits <= MAX_BITS else None


def is_algebraic(term: Term) -> bool:
    """Whether a constant is built of rational numbers, radicals and roots of unity alone."""
    return not terms.symbols(term) and separation_bits(term) is not None


def _postorder(root: Term) -> Iterator[Term]:
    """Children first; a root of unity is a leaf."""
    seen: set[Term] = set()
    stack: list[tuple[Term, bool]] = [(root, False)]
    while stack:
        term, ready = stack.pop()
        if term in seen:
            continue
        if ready or not term.args or half_turns(term) is not None:
            seen.add(term)
            yield term
        else:
            stack.append((term, True))
            stack.extend((child, False) for child in term.args)


def _size(term: Term, known: list[_Size]) -> _Size | None:
    if term.is_number:
        return _Size(_log(term.number.numerator), _log(term.number.denominator))
    if term == I:
        return _Size(0.0, 0.0)
    match term.head:
        case "add":
            total = known[0]
            for part in known[1:]:
                over = _log_sum(total.above + part.below, part.above + total.below)
                total = _Size(over, total.below + part.below + _ROUNDING)
            return total
        case "mul":
            return _Size(
                sum(part.above for part in known) + _ROUNDING,
                sum(part.below for part in known) + _ROUNDING,
            )
        case "pow" if term.args[1].is_number:
            return _power_size(known[0], term.args[1].number)
        case _:
            return None


def _power_size(base: _Size, exponent: Fraction) -> _Size | None:
    if abs(exponent.numerator) > MAX_POWER or exponent.denominator > MAX_POWER:
        return None
    degree = exponent.denominator
    # b**(1/q) = (U*L**(q-1))**(1/q) / L
    root = base if degree == 1 else _Size((base.above + (degree - 1) * base.below) / degree + _ROUNDING, base.below)
    times = abs(exponent.numerator)
    above, below = root.above * times + _ROUNDING, root.below * times + _ROUNDING
    return _Size(above, below) if exponent >= 0 else _Size(below, above)


def _log(value: int) -> float:
    size = abs(value)
    if size <= 1:
        return 0.0
    return math.log2(size) + _ROUNDING if size.bit_length() < 1_000 else float(size.bit_length())


def _log_sum(left: float, right: float) -> float:
    high, low = max(left, right), min(left, right)
    return high + math.log2(1 + 2.0 ** max(low - high, -60.0)) + _ROUNDING


def _totient(number: int) -> int:
    total, rest, factor = number, number, 2
    while factor * factor <= rest:
        if rest % factor == 0:
            total -= total // factor
            while rest % factor == 0:
                rest //= factor
        factor += 1
    return total - total // rest if rest > 1 else total
