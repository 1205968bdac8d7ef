"""The checker's derivative (NIST DLMF chapters 4 to 10, 19, 25)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.terms import HALF, MINUS_ONE, ONE, TWO, ZERO, Term, add, call, mul, negate, power, subtract
from trivium.cas.errors import CertificateError


def _inverse_root(term: Term) -> Term:
    return power(term, terms.number(Fraction(-1, 2)))


def _square(term: Term) -> Term:
    return power(term, TWO)


def _over(top: Term, *below: Term) -> Term:
    return mul((top, *(power(part, MINUS_ONE) for part in below)))


def _gaussian(scale: int, sign: Term) -> Callable[[Term], Term]:
    return lambda z: mul((terms.number(scale), _inverse_root(terms.PI), call("exp", mul((sign, _square(z))))))


_DERIVATIVES: Mapping[str, Callable[[Term], Term]] = {
    "exp": lambda z: call("exp", z),
    "log": lambda z: power(z, MINUS_ONE),
    "sin": lambda z: call("cos", z),
    "cos": lambda z: negate(call("sin", z)),
    "tan": lambda z: add((ONE, _square(call("tan", z)))),
    "sinh": lambda z: call("cosh", z),
    "cosh": lambda z: call("sinh", z),
    "tanh": lambda z: subtract(ONE, _square(call("tanh", z))),
    "asin": lambda z: _inverse_root(subtract(ONE, _square(z))),
    "acos": lambda z: negate(_inverse_root(subtract(ONE, _square(z)))),
    "atan": lambda z: power(add((ONE, _square(z))), MINUS_ONE),
    "asinh": lambda z: _inverse_root(add((ONE, _square(z)))),
    "acosh": lambda z: mul((_inverse_root(subtract(z, ONE)), _inverse_root(add((z, ONE))))),
    "atanh": lambda z: power(subtract(ONE, _square(z)), MINUS_ONE),
    "abs": lambda z: _over(z, call("abs", z)),
    "erf": _gaussian(2, MINUS_ONE),
    "erfc": _gaussian(-2, MINUS_ONE),
    "erfi": _gaussian(2, ONE),
    "Ei": lambda z: _over(call("exp", z), z),
    "Si": lambda z: _over(call("sin", z), z),
    "Ci": lambda z: _over(call("cos", z), z),
    "Shi": lambda z: _over(call("sinh", z), z),
    "Chi": lambda z: _over(call("cosh", z), z),
    "li": lambda z: power(call("log", z), MINUS_ONE),
    "gamma": lambda z: mul((call("gamma", z), call("digamma", z))),
    "rgamma": lambda z: mul((MINUS_ONE, call("rgamma", z), call("digamma", z))),
    "sign": lambda _: ZERO,
    "factorial": lambda z: mul((call("factorial", z), call("digamma", add((z, ONE))))),
    "loggamma": lambda z: call("digamma", z),
    "digamma": lambda z: call("polygamma", ONE, z),
    "LambertW": lambda z: _over(call("LambertW", z), z, add((ONE, call("LambertW", z)))),
    "elliptic_k": lambda m: subtract(
        _over(call("elliptic_e", m), TWO, m, subtract(ONE, m)), _over(call("elliptic_k", m), TWO, m)
    ),
    "elliptic_e": lambda m: _over(subtract(call("elliptic_e", m), call("elliptic_k", m)), TWO, m),
}  # fmt: skip


def _neighbours(name: str, below: Term, above: Term) -> Callable[[Term, Term], Term]:
    def rule(order: Term, z: Term) -> Term:
        lower, upper = call(name, subtract(order, ONE), z), call(name, add((order, ONE)), z)
        return mul((HALF, add((mul((below, lower)), mul((above, upper))))))

    return rule


_WITH_PARAMETER: Mapping[str, Callable[[Term, Term], Term]] = {
    "polylog": lambda s, z: _over(call("polylog", subtract(s, ONE), z), z),
    "polygamma": lambda n, z: call("polygamma", add((n, ONE)), z),
    "besselj": _neighbours("besselj", ONE, MINUS_ONE),
    "bessely": _neighbours("bessely", ONE, MINUS_ONE),
    "besseli": _neighbours("besseli", ONE, ONE),
    "besselk": _neighbours("besselk", MINUS_ONE, MINUS_ONE),
}
"""Derivatives by the second argument; the first must not depend on the variable."""

_RECIPROCAL = {"acot": "atan", "asec": "acos", "acsc": "asin", "acoth": "atanh", "asech": "acosh", "acsch": "asinh"}
_QUOTIENT: Mapping[str, Callable[[Term], Term]] = {
    "cot": lambda z: _over(call("cos", z), call("sin", z)),
    "sec": lambda z: power(call("cos", z), MINUS_ONE),
    "csc": lambda z: power(call("sin", z), MINUS_ONE),
    "coth": lambda z: _over(call("cosh", z), call("sinh", z)),
    "sech": lambda z: power(call("cosh", z), MINUS_ONE),
    "csch": lambda z: power(call("sinh", z), MINUS_ONE),
}


def plain(root: Term) -> Term:
    """The term with reciprocal functions written through the plain ones."""
    done: dict[Term, Term] = {}
    for term in terms.postorder(root):
        args = tuple(done[part] for part in term.args)
        if term.head in _RECIPROCAL:
            done[term] = call(_RECIPROCAL[term.head], power(args[0], MINUS_ONE))
        elif term.head in _QUOTIENT:
            done[term] = _QUOTIENT[term.head](args[0])
        else:
            done[term] = terms.rebuild(term, args)
    return done[root]


def differentiate(root: Term, variable: str) -> Term:
    """The derivative of a :func:`plain` term; raises :class:`CertificateError` where there is no rule."""
    target = terms.symbol(variable)
    done: dict[Term, Term] = {}
    for term in terms.postorder(root):
        done[term] = ONE if term == target else _derivative(term, [done[part] for part in term.args])
    return done[root]


def _derivative(term: Term, inner: list[Term]) -> Term:
    if all(part == ZERO for part in inner):
        return ZERO
    match term.head:
        case "add":
            return add(inner)
        case "mul":
            rows = [mul((*term.args[:i], slope, *term.args[i + 1 :])) for i, slope in enumerate(inner) if slope != ZERO]
            return add(rows)
        case "pow":
            return _power_derivative(term, inner)
        case name if name in _DERIVATIVES:
            return mul((_DERIVATIVES[name](term.args[0]), inner[0]))
        case name if name in _WITH_PARAMETER and inner[0] == ZERO:
            return mul((_WITH_PARAMETER[name](*term.args), inner[1]))
        case _:
            raise CertificateError(f"no rule for the derivative of {term.head}")


def _power_derivative(term: Term, inner: list[Term]) -> Term:
    base, exponent = term.args
    if inner[1] == ZERO:
        return mul((exponent, power(base, add((exponent, MINUS_ONE))), inner[0]))
    slope = mul((inner[1], call("log", base)))
    if inner[0] != ZERO:
        slope = add((slope, mul((exponent, inner[0], power(base, MINUS_ONE)))))
    return mul((term, slope))
