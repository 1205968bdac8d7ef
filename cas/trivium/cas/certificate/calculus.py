"""The checker's derivative and its test of smoothness on an interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import MINUS_ONE, ONE, TWO, ZERO, Term, add, call, mul, negate, power, subtract
from trivium.cas.errors import CertificateError


def _inverse_root(term: Term) -> Term:
    return power(term, terms.number(Fraction(-1, 2)))


def _square(term: Term) -> Term:
    return power(term, TWO)


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
    "abs": lambda z: mul((z, power(call("abs", z), MINUS_ONE))),
    "erf": lambda z: mul((TWO, _inverse_root(terms.PI), call("exp", negate(_square(z))))),
    "erfc": lambda z: mul((terms.number(-2), _inverse_root(terms.PI), call("exp", negate(_square(z))))),
    "erfi": lambda z: mul((TWO, _inverse_root(terms.PI), call("exp", _square(z)))),
}  # fmt: skip

_RECIPROCAL = {"acot": "atan", "asec": "acos", "acsc": "asin", "acoth": "atanh", "asech": "acosh", "acsch": "asinh"}
_QUOTIENT = {
    "cot": lambda z: mul((call("cos", z), power(call("sin", z), MINUS_ONE))),
    "sec": lambda z: power(call("cos", z), MINUS_ONE),
    "csc": lambda z: power(call("sin", z), MINUS_ONE),
    "coth": lambda z: mul((call("cosh", z), power(call("sinh", z), MINUS_ONE))),
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
        case _:
            rule = _DERIVATIVES.get(term.head)
            if rule is None:
                raise CertificateError(f"no rule for the derivative of {term.head}")
            return mul((rule(term.args[0]), inner[0]))


def _power_derivative(term: Term, inner: list[Term]) -> Term:
    base, exponent = term.args
    if inner[1] == ZERO:
        return mul((exponent, power(base, add((exponent, MINUS_ONE))), inner[0]))
    slope = mul((inner[1], call("log", base)))
    if inner[0] != ZERO:
        slope = add((slope, mul((exponent, inner[0], power(base, MINUS_ONE)))))
    return mul((term, slope))


def require_smooth(root: Term, variable: str, signs: Signs) -> None:
    """Refuse unless a :func:`plain` term is continuously differentiable in the variable on the whole domain.

    ``signs`` must know the domain alone: facts drawn from definedness could hide a gap in it.
    """
    depends: set[Term] = set()
    for term in terms.postorder(root):
        if (term.head == "symbol" and term.name == variable) or any(part in depends for part in term.args):
            depends.add(term)
            if term.args and not _smooth(term, signs):
                raise CertificateError(f"{terms.write(term)[:200]} may not be smooth on the domain")


def _smooth(term: Term, signs: Signs) -> bool:
    argument = term.args[0]
    match term.head:
        case "add" | "mul" | "exp" | "sin" | "cos" | "sinh" | "cosh" | "erf" | "erfc" | "erfi":
            return True
        case "atan" | "asinh" | "tanh":
            return signs.real(argument)
        case "log":
            return signs.positive(argument)
        case "abs":
            return signs.real(argument) and signs.nonzero(argument)
        case "asin" | "acos" | "atanh":
            return signs.positive(subtract(ONE, argument)) and signs.positive(add((ONE, argument)))
        case "acosh":
            return signs.positive(subtract(argument, ONE))
        case "tan":
            return signs.real(argument) and signs.nonzero(call("cos", argument))
        case "pow":
            return _smooth_power(term, signs)
        case _:
            return False


def _smooth_power(term: Term, signs: Signs) -> bool:
    base, exponent = term.args
    if exponent.is_number and exponent.number.denominator == 1:
        return exponent.number >= 0 or signs.nonzero(base)
    return signs.positive(base)
