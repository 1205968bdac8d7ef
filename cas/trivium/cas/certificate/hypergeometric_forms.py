"""Hypergeometric functions in simpler terms: shared parameters, series that end, elementary cases (NIST DLMF).

The conventions are those of :mod:`~trivium.cas.certificate.hypergeometric`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.hypergeometric import MAX_POLYNOMIAL, SIGNATURES
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import HALF, MINUS_ONE, ONE, PI, TWO, Term, add, call, divide, mul, negate, power

MAX_CONTIGUOUS = 12
"""The greatest ``m`` for which ``2F1(1, 1; m; z)`` is brought to ``m = 2``."""


def closed_form(term: Term, signs: Signs) -> Term | None:
    """The function in simpler terms, or with fewer or sorted parameters; ``None`` where it stays as it is."""
    count, _ = SIGNATURES[term.head]
    upper, lower, z = list(term.args[:count]), list(term.args[count:-1]), term.args[-1]
    if len(term.args) != sum(SIGNATURES[term.head]) + 1:
        return None
    ends = [-int(a.number) for a in upper if a.is_number and a.number.denominator == 1 and a.number <= 0]
    if ends:
        return _finite_sum(upper, lower, z, min(ends), signs)
    shared = next((a for a in upper if a in lower and signs.positive(a)), None)
    if shared is not None:
        upper.remove(shared)
        lower.remove(shared)
        return _named(upper, lower, z)
    upper.sort(key=terms.write)
    lower.sort(key=terms.write)
    return _elementary(upper, lower, z, signs) or _in_order(term, upper, lower)


def _named(upper: Sequence[Term], lower: Sequence[Term], z: Term) -> Term:
    return call(f"hyp{len(upper)}f{len(lower)}", *upper, *lower, z)


def _in_order(term: Term, upper: Sequence[Term], lower: Sequence[Term]) -> Term | None:
    ordered = _named(upper, lower, term.args[-1])
    return None if ordered == term else ordered


def _finite_sum(upper: Sequence[Term], lower: Sequence[Term], z: Term, last: int, signs: Signs) -> Term | None:
    """A series that ends, where no lower parameter can be a pole."""
    if last > MAX_POLYNOMIAL:
        return None
    rows, row = [ONE], ONE
    for k in range(last):
        above = [add((a, terms.number(k))) for a in upper]
        below = [add((b, terms.number(k))) for b in lower]
        if not all(signs.nonzero(factor) for factor in below):
            return None
        row = mul((row, terms.number(Fraction(1, k + 1)), z, *above, *(power(factor, MINUS_ONE) for factor in below)))
        rows.append(row)
    return add(rows)


def _elementary(upper: Sequence[Term], lower: Sequence[Term], z: Term, signs: Signs) -> Term | None:
    if not upper and not lower:
        return call("exp", z)
    if len(upper) == 1 and not lower:
        return power(terms.subtract(ONE, z), negate(upper[0]))
    if not signs.nonzero(z):
        return None
    if len(upper) == len(lower) + 1 > 2 and set(upper) == {ONE} and set(lower) == {TWO}:
        return divide(call("polylog", terms.number(len(lower)), z), z)
    if list(upper) == [ONE, ONE] and len(lower) == 1:
        return _logarithmic(lower[0], z)
    row = _ROWS.get((_written(upper), _written(lower)))
    return row(z) if row else None


def _logarithmic(bottom: Term, z: Term) -> Term | None:
    """``2F1(1, 1; m; z)`` from ``m = 1`` and ``m = 2`` by the recurrence in ``m`` (DLMF 15.4.1, 15.5.18)."""
    if not bottom.is_number or bottom.number not in range(2, MAX_CONTIGUOUS + 1):
        return None
    rest = terms.subtract(ONE, z)
    before, here = power(rest, MINUS_ONE), negate(divide(call("log", rest), z))
    for c in range(2, int(bottom.number)):
        first = mul((terms.number(c * (c - 1)), rest, before))
        slope = add((terms.number(c - 1), mul((terms.number(3 - 2 * c), z))))
        second = mul((terms.number(-c), slope, here))
        before, here = here, mul((terms.number(Fraction(1, (c - 1) ** 2)), power(z, MINUS_ONE), add((first, second))))
    return here


def _written(parameters: Sequence[Term]) -> tuple[str, ...]:
    return tuple(sorted(str(p.number) if p.is_number else "?" for p in parameters))


def _root(z: Term) -> Term:
    return power(z, HALF)


_ROWS: Mapping[tuple[tuple[str, ...], tuple[str, ...]], Callable[[Term], Term]] = {
    ((), ("1/2",)): lambda z: call("cosh", mul((TWO, _root(z)))),
    ((), ("3/2",)): lambda z: divide(call("sinh", mul((TWO, _root(z)))), mul((TWO, _root(z)))),
    (("1",), ("2",)): lambda z: divide(terms.subtract(call("exp", z), ONE), z),
    (("1/2",), ("3/2",)): lambda z: mul((HALF, _root(PI), call("erfi", _root(z)), power(_root(z), MINUS_ONE))),
    (("1", "1/2"), ("3/2",)): lambda z: divide(call("atanh", _root(z)), _root(z)),
    (("1/2", "1/2"), ("3/2",)): lambda z: divide(call("asin", _root(z)), _root(z)),
    (("1/2", "1/2"), ("1",)): lambda z: mul((TWO, power(PI, MINUS_ONE), call("elliptic_k", z))),
    (("-1/2", "1/2"), ("1",)): lambda z: mul((TWO, power(PI, MINUS_ONE), call("elliptic_e", z))),
}
"""Elementary cases by upper and lower parameters (DLMF 13.6, 15.4, 16.6, 19.5); ``z`` is not zero."""
