"""What is certain of the sign of a real term on the domain.

A sign is a set of possibilities: any of negative, zero, positive. The rules are sound but incomplete; a term that
is not known to be real has no sign.
"""

from __future__ import annotations

from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.sign_sets import (
    ANY,
    NEGATIVE,
    POSITIVE,
    ZERO,
    integer_power_mask,
    product_mask,
    region_sign,
    sign_of,
    sum_mask,
)
from trivium.cas.certificate.sum_signs import SumSigns
from trivium.cas.certificate.terms import HALF, PI, Term

_QUARTER_TURN = terms.mul((HALF, PI))
_PRECISIONS = (128, 1024)
_ALWAYS_REAL = frozenset(
    [
        *("exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch"),
        *("atan", "acot", "asinh", "acsch", "gamma", "rgamma", "digamma", "factorial", "binomial"),
        *("erf", "erfc", "erfi", "Si", "Shi", "Ei", "airyai", "airybi"),
        *("floor", "ceiling", "sign", "Max", "Min", "abs", "re", "im", "arg", "atan2"),
    ]
)
_SIGN_OF_ARGUMENT = frozenset({"sinh", "tanh", "atan", "asinh", "erf", "erfi", "Si", "Shi", "sign", "csch", "coth"})
_POSITIVE_OF_REAL = frozenset({"exp", "cosh", "sech", "erfc"})


class Signs(SumSigns):
    """The signs of terms, given the domains and the terms that are known not to vanish."""

    def of(self, root: Term) -> int:
        """The possible signs of a term; 0 where it is not known to be real."""
        for term in terms.postorder(root):
            if term not in self._known:
                mask = self._sign(term)
                self._known[term] = mask & ~ZERO if term in self._nonzero else mask
        return self._known[root]

    def real(self, term: Term) -> bool:
        """Whether the term is certainly real where it is defined."""
        return self.of(term) != 0

    def nonnegative(self, term: Term) -> bool:
        """Whether the term is certainly real and at least zero where it is defined."""
        mask = self.of(term)
        return mask != 0 and not mask & NEGATIVE

    def positive(self, term: Term) -> bool:
        """Whether the term is certainly positive where it is defined."""
        return self.of(term) == POSITIVE

    def nonzero(self, term: Term) -> bool:
        """Whether the term certainly does not vanish where it is defined."""
        if term in self._nonzero or term.head == "exp":
            return True
        if term.head == "mul":
            return all(self.nonzero(factor) for factor in term.args)
        if term.head == "pow":
            return self.nonzero(term.args[0])
        mask = self.of(term)
        if mask:
            return not mask & ZERO
        return not terms.symbols(term) and _constant_nonzero(term)

    def integer(self, term: Term) -> bool:
        """Whether the term is certainly an integer."""
        match term.head:
            case "num":
                return term.number.denominator == 1
            case "symbol":
                return self._regions[term.name].integer
            case "add" | "mul":
                return all(self.integer(part) for part in term.args)
            case _:
                return False

    def _sign(self, term: Term) -> int:
        match term.head:
            case "num":
                return sign_of(term.number)
            case "const":
                return 0 if term.name in ("I", "oo") else POSITIVE
            case "symbol":
                return region_sign(self._regions[term.name])
            case "add":
                return self._sum(term)
            case "mul":
                return self._product(term)
            case "pow":
                return self._power(term)
            case _:
                return self._call(term)

    def _sum(self, term: Term) -> int:
        masks = [self._known[part] for part in term.args]
        if not all(masks):
            return 0
        mask = sum_mask(masks)
        if mask != ANY:
            return mask
        if not terms.symbols(term):
            return _constant_sign(term)
        return self._power_difference(term) or self.sum_of_either_sign(term)

    def _power_difference(self, term: Term) -> int:
        """``b**e - c**e`` has the sign of ``(b - c)*e`` for positive ``b`` and ``c``, real ``e``; 0 for other sums."""
        parts = [_signed_power(part) for part in term.args]
        if len(parts) != 2 or None in parts:
            return 0
        above, below = sorted((part for part in parts if part), key=lambda part: -part[0])
        exponents = {part[2] for part in (above, below)} - {None}
        if (above[0], below[0]) != (1, -1) or len(exponents) != 1:
            return 0
        if any(self.of(base) != POSITIVE for part in (above, below) for base in part[1]):
            return 0
        (exponent,) = exponents
        sign = self.of(exponent) if exponent is not None else 0
        difference = self.of(terms.subtract(terms.mul(above[1]), terms.mul(below[1])))
        return product_mask(difference, sign) if difference and sign else 0

    def _product(self, term: Term) -> int:
        mask = POSITIVE
        for part in term.args:
            other = self._known[part]
            if not other:
                return 0
            mask = product_mask(mask, other)
        return mask

    def _power(self, term: Term) -> int:
        base, exponent = term.args
        base_mask = self._known[base]
        if not base_mask:
            return 0
        if exponent.is_number and exponent.number.denominator == 1:
            return integer_power_mask(base_mask, int(exponent.number))
        if base_mask & NEGATIVE or not self._known[exponent]:
            return self._integer_exponent(base_mask, exponent)
        return base_mask if base_mask == POSITIVE or self.positive(exponent) else POSITIVE | ZERO

    def _integer_exponent(self, base_mask: int, exponent: Term) -> int:
        return ANY if self.integer(exponent) and base_mask else 0

    def _call(self, term: Term) -> int:
        masks = [self._known[part] for part in term.args]
        if term.head in ("re", "im", "arg"):
            return ANY
        if term.head == "abs":
            return POSITIVE if self.nonzero(term.args[0]) else POSITIVE | ZERO
        if not all(masks):
            return 0
        return self._real_call(term, masks)

    def _real_call(self, term: Term, masks: list[int]) -> int:
        argument = term.args[0]
        match term.head:
            case "log":
                return 0 if masks[0] & NEGATIVE else self._shifted(argument, -1)
            case "asin" | "acos" | "atanh":
                inside = all(self._shifted(part, 1) & ~NEGATIVE == self._shifted(part, 1) != 0
                             for part in (argument, terms.negate(argument)))  # fmt: skip
                return 0 if not inside else POSITIVE | ZERO if term.head == "acos" else masks[0]
            case "acosh":
                above = self._shifted(argument, -1)
                return 0 if not above or above & NEGATIVE else POSITIVE | ZERO
            case "gamma" | "factorial" | "rgamma" if self._positive_gamma(term, masks[0]):
                return POSITIVE
            case "conjugate":
                return masks[0]
            case "sin" | "cos" | "tan" | "cot" | "sec" | "csc":
                return self._circular(term.head, argument)
            case _ if term.head in _POSITIVE_OF_REAL:
                return POSITIVE
            case _ if term.head in _SIGN_OF_ARGUMENT:
                return masks[0]
            case _:
                return ANY if term.head in _ALWAYS_REAL else 0

    def _circular(self, head: str, angle: Term) -> int:
        if head in ("tan", "cot"):
            return self.of(terms.mul((terms.call("sin", angle), terms.call("cos", angle))))
        if head in ("sec", "csc"):
            return self.of(terms.call("cos" if head == "sec" else "sin", angle)) & ~ZERO
        positive, negative = angle, terms.negate(angle)
        if head == "cos":
            positive, negative = terms.add((angle, _QUARTER_TURN)), terms.subtract(angle, _QUARTER_TURN)
        if self._positive_sine(positive):
            return POSITIVE
        return NEGATIVE if self._positive_sine(negative) else ANY

    def _positive_sine(self, angle: Term) -> bool:
        """Whether the angle lies between 0 and a half turn."""
        return self.positive(angle) and self.positive(terms.subtract(PI, angle))

    def _positive_gamma(self, term: Term, mask: int) -> bool:
        return mask == POSITIVE or (term.head == "factorial" and not mask & NEGATIVE)

    def _shifted(self, term: Term, shift: int) -> int:
        return self.of(terms.add((term, terms.number(shift))))


def _signed_power(term: Term) -> tuple[int, tuple[Term, ...], Term | None] | None:
    """Sign, bases and exponent of a product of powers; 1 is a power to every exponent. ``None`` for other terms."""
    sign, inner = 1, term
    if term == terms.MINUS_ONE or (term.head == "mul" and term.args[0] == terms.MINUS_ONE):
        sign, inner = -1, terms.negate(term)
    if inner == terms.ONE:
        return sign, (), None
    factors = inner.args if inner.head == "mul" else (inner,)
    if any(factor.head != "pow" or factor.args[1] != factors[0].args[-1] for factor in factors):
        return None
    return sign, tuple(factor.args[0] for factor in factors), factors[0].args[1]


def _constant_sign(term: Term) -> int:
    for precision in _PRECISIONS:
        try:
            value = enclose(term, {}, precision).real
        except UndefinedError:
            continue
        if value > 0:
            return POSITIVE
        if value < 0:
            return NEGATIVE
    return ANY


def _constant_nonzero(term: Term) -> bool:
    try:
        return not enclose(term, {}, _PRECISIONS[0]).contains(0)
    except UndefinedError:
        return False
