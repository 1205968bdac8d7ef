"""Short ways to write the typed terms of generated statements."""

from __future__ import annotations

from collections.abc import Sequence

from trivium.prover.certificate.arithmetic.terms import N, P, R, Sort, Term, Z, negation, num, relation, var

__all__ = ["N", "P", "R", "Sort", "Term", "Z", "negation", "num", "relation", "var"]

SEQUENCE = Sort("fun", (N, N))
INTEGER_FUNCTION = Sort("fun", (Z, Z))


def total(*terms: Term) -> Term:
    """`a + b + …`; a term that is negative by its sign is subtracted where its sort has subtraction.

    >>> str(total(var("x", Z), num(-3, Z)))
    '(sub:Z x:Z 3:Z)'
    """
    result = terms[0]
    for term in terms[1:]:
        if term.op == "neg" and term.sort != N:
            result = Term("sub", term.sort, (result, term.args[0]))
        else:
            result = Term("add", term.sort, (result, term))
    return result


def product(*terms: Term) -> Term:
    """`a * b * …`."""
    result = terms[0]
    for term in terms[1:]:
        result = Term("mul", term.sort, (result, term))
    return result


def minus(left: Term, right: Term) -> Term:
    """`left - right`, which stops at zero in the natural numbers."""
    return Term("sub", left.sort, (left, right))


def power(base: Term, exponent: int | Term) -> Term:
    """`base ^ exponent`."""
    return Term("pow", base.sort, (base, num(exponent, N) if isinstance(exponent, int) else exponent))


def remainder(left: Term, right: Term | int) -> Term:
    """`left % right`."""
    return Term("mod", left.sort, (left, _whole(right, left.sort)))


def quotient(left: Term, right: Term | int) -> Term:
    """`left / right`; of whole numbers rounded down."""
    return Term("div", left.sort, (left, _whole(right, left.sort)))


def scaled(factor: int, term: Term) -> Term:
    """`factor * term`, without a factor of one; negative where the factor is."""
    scaled_term = term
    if abs(factor) != 1:
        factors = [term]
        while factors[0].op == "mul":
            factors[:1] = factors[0].args
        scaled_term = product(num(abs(factor), term.sort), *factors)
    return scaled_term if factor > 0 else Term("neg", term.sort, (scaled_term,))


def linear(factors: Sequence[int], terms: Sequence[Term], constant: int = 0) -> Term:
    """`a * x + b * y + … + c`, without what is zero."""
    sort = terms[0].sort
    parts = [scaled(f, t) for f, t in zip(factors, terms, strict=True) if f]
    if constant or not parts:
        parts.append(num(constant, sort))
    parts.sort(key=lambda part: part.op == "neg")  # one that is not subtracted comes first
    return total(*parts)


def polynomial(coefficients: Sequence[int], variable: Term) -> Term:
    """A polynomial by its coefficients, the highest degree first."""
    degree = len(coefficients) - 1
    powers = [variable if degree - i == 1 else power(variable, degree - i) for i in range(degree)]
    parts = [scaled(c, p) for c, p in zip(coefficients, powers, strict=False) if c]
    if coefficients[-1] or not parts:
        parts.append(num(coefficients[-1], variable.sort))
    return total(*parts)


def equal(left: Term, right: Term | int) -> Term:
    """`left = right`."""
    return relation("eq", left, _whole(right, left.sort))


def differ(left: Term, right: Term | int) -> Term:
    """`left ≠ right`."""
    return negation(equal(left, right))


def less(left: Term | int, right: Term | int) -> Term:
    """`left < right`, one of which is a term."""
    return relation("lt", *_pair(left, right))


def at_most(left: Term | int, right: Term | int) -> Term:
    """`left ≤ right`, one of which is a term."""
    return relation("le", *_pair(left, right))


def divides(divisor: Term | int, term: Term) -> Term:
    """`divisor ∣ term`."""
    return relation("dvd", _whole(divisor, term.sort), term)


def both(left: Term, right: Term) -> Term:
    """`left ∧ right`."""
    return Term("and", P, (left, right))


def either(left: Term, right: Term) -> Term:
    """`left ∨ right`."""
    return Term("or", P, (left, right))


def implies(left: Term, right: Term) -> Term:
    """`left → right`."""
    return Term("imp", P, (left, right))


def every(variable: Term, body: Term) -> Term:
    """`∀ variable, body`."""
    return Term("forall", P, (variable, body))


def some(variable: Term, body: Term) -> Term:
    """`∃ variable, body`."""
    return Term("exists", P, (variable, body))


def common_divisor(left: Term, right: Term) -> Term:
    """`gcd left right`."""
    return Term("gcd", N, (left, right))


def common_multiple(left: Term, right: Term) -> Term:
    """`lcm left right`."""
    return Term("lcm", N, (left, right))


def distance(term: Term) -> Term:
    """The absolute value of an integer as a natural number."""
    return Term("natabs", N, (term,))


def value_of(function: str, argument: Term, sort: Sort) -> Term:
    """`function argument`."""
    return Term("apply", sort, (argument,), function)


def _whole(value: Term | int, sort: Sort) -> Term:
    return num(value, sort) if isinstance(value, int) else value


def _pair(left: Term | int, right: Term | int) -> tuple[Term, Term]:
    if isinstance(left, Term):
        return left, _whole(right, left.sort)
    assert isinstance(right, Term)
    return _whole(left, right.sort), right
