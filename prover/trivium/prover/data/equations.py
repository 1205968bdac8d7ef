"""Proofs from equations of the second degree: by their roots, or by a bound and every value below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trivium.prover.certificate.arithmetic.errors import CheckerError
from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.polynomials import Normalizer
from trivium.prover.certificate.arithmetic.terms import N, Term, Z, free_variables, subterms
from trivium.prover.data.expressions import linear, product
from trivium.prover.data.lean_text import CORE, term_text

_LARGEST_VALUE = 40


def by_factors(statement: Statement) -> Iterator[str]:
    """A quadratic equation with whole roots becomes a product that is zero."""
    for _, formula in statement.hypotheses:
        found = _roots(formula)
        if found is None:
            continue
        variable, one, two = found
        left, right = (linear([1], [variable], -root) for root in (one, two))
        shown = term_text(product(left, right), CORE, 51)
        given = f"have p : {shown} = 0 := by grind\n"
        yield f"{given}rcases Int.mul_eq_zero.mp p with h | h <;> omega"


def by_bounds(statement: Statement) -> Iterator[str]:
    """A natural number whose square, with what is added, is given: it is below a bound, and each value is tried."""
    for _, formula in statement.hypotheses:
        limit = _limit(formula)
        if limit is None:
            continue
        name, bound = limit
        yield "\n".join(_bounded(name, bound, ()))


def quantified_bounds(goal: Term) -> Iterator[str]:
    """The same where the goal is `∀ n, … = … → …`."""
    bound, body = goal.args
    if body.op == "imp" and body.args[1].op != "imp":
        limit = _limit(body.args[0])
        if limit is not None and limit[0] == bound.name:
            yield "\n".join(_bounded(*limit, (f"intro {bound.name} g",)))


def _roots(formula: Term) -> tuple[Term, int, int] | None:
    """The variable and the whole roots of a quadratic equation over the integers."""
    names = free_variables(formula)
    if formula.op != "eq" or formula.args[0].sort != Z or len(names) != 1:
        return None
    normalizer = Normalizer()
    try:
        left, right = (normalizer.polynomial(a) for a in formula.args)
    except CheckerError:
        return None
    difference = {m: left.get(m, 0) - right.get(m, 0) for m in {*left, *right}}
    (name,) = names
    variable = Term("var", Z, name=name)
    coefficients = [0, 0, 0]
    for monomial, value in difference.items():
        degree = sum(d for _, d in monomial)
        if degree > 2 or value.denominator != 1:
            return None
        coefficients[degree] = int(value)
    c, b, a = coefficients
    found = [r for r in range(-200, 201) if a * r * r + b * r + c == 0] if a else []
    return (variable, found[0], found[-1]) if len(found) == 2 else None


def _bounded(name: str, bound: int, opening: Sequence[str]) -> list[str]:
    values = range(bound + 1)
    return [
        *opening,
        f"rcases Nat.lt_or_ge {name} {bound + 1} with h | h",
        f"· have c : {' ∨ '.join(f'{name} = {v}' for v in values)} := by omega",
        f"  rcases c with {' | '.join(['c'] * len(values))} <;> subst c <;> omega",
        "· have := Nat.mul_le_mul h h",
        "  omega",
    ]


def _limit(formula: Term) -> tuple[str, int] | None:
    """The variable of an equation `x * x + … = number` and the largest value that its square allows."""
    if formula.op != "eq" or formula.args[1].op != "num" or formula.args[0].sort != N:
        return None
    squares = [
        t for t in subterms(formula.args[0]) if t.op == "mul" and t.args[0] == t.args[1] and t.args[0].op == "var"
    ]
    if not squares or len(free_variables(formula)) != 1:
        return None
    target = formula.args[1].value
    value = 0
    while (value + 1) ** 2 <= target and value < _LARGEST_VALUE:
        value += 1
    return squares[0].args[0].name, value
