"""Proofs about polynomials modulo a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trivium.prover.certificate.arithmetic.errors import CheckerError
from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import N, Term, Z, free_variables, substitute
from trivium.prover.data.expansion import expanded
from trivium.prover.data.expressions import linear
from trivium.prover.data.lean_text import CORE, term_text

_MOST_RESIDUES = 12


def by_remainders(statement: Statement) -> Iterator[str]:
    """Polynomials modulo a number: from known remainders of their variables, or by all cases of one variable."""
    goal = statement.goal
    modulus = _modulus(goal)
    if modulus is None:
        return
    known = [(h, *_remainder(f)) for h, f in statement.hypotheses if _remainder(f) is not None]  # type: ignore[misc]
    names = sorted(free_variables(goal))
    sort = dict(statement.variables)[names[0]] if names else Z
    if known and sort == Z:
        given = ", ".join(h for h, *_ in known)
        yield f"simp [Int.dvd_iff_emod_eq_zero, Int.add_emod, Int.mul_emod, Int.pow_succ, {given}]"
    if known:
        yield from _substituted(goal, known)
    if len(names) == 1 and not known and 2 <= modulus <= _MOST_RESIDUES:
        yield from _all_cases(goal, names[0], sort, modulus)


def _substituted(goal: Term, known: Sequence[tuple[str, Term, int, int]]) -> Iterator[str]:
    """Each variable written by its quotient and remainder; what the goal speaks of is expanded."""
    lines, values = [], {}
    for index, (_, variable, modulus, rest) in enumerate(known):
        if variable.op != "var":
            return
        quotient = Term("var", variable.sort, name=f"q{index + 1}")
        value = linear([modulus], [quotient], rest)
        shown = term_text(value, CORE)
        lines.append(
            f"obtain ⟨{quotient.name}, e{index + 1}⟩ : ∃ {quotient.name}, {variable.name} = {shown} := "
            f"⟨{variable.name} / {modulus}, by omega⟩"
        )
        lines.append(f"subst e{index + 1}")
        values[variable.name] = value
    polynomial = substitute(_dividend(goal), values)
    try:
        whole = expanded(polynomial, polynomial.sort)
    except CheckerError:
        return
    lines.append(f"have e : {term_text(polynomial, CORE, 51)} = {term_text(whole, CORE, 51)} := by grind")
    yield "\n".join([*lines, "rw [e]", "omega"])


def _all_cases(goal: Term, name: str, sort: object, modulus: int) -> Iterator[str]:
    cases = " ∨ ".join(f"{name} % {modulus} = {rest}" for rest in range(modulus))
    opening = f"have c : {cases} := by omega\nrcases c with {' | '.join(['c'] * modulus)} <;> "
    if sort == Z:
        yield f"{opening}simp [Int.dvd_iff_emod_eq_zero, Int.add_emod, Int.mul_emod, Int.pow_succ, c]"
        return
    quotient = Term("var", N, name="q")
    sides, identities = [], []
    variable = Term("var", N, name=name)
    for rest in range(modulus):
        value = linear([modulus], [quotient], rest)
        sides.append(f"{name} = {term_text(value, CORE)}")
        polynomial = substitute(_dividend(goal), {variable.name: value})
        try:
            whole = expanded(polynomial, N)
        except CheckerError:
            return
        identities.append(
            f"· subst c\n  have e : {term_text(polynomial, CORE, 51)} = {term_text(whole, CORE, 51)} := by grind\n"
            "  rw [e]\n  omega"
        )
    lines = [
        f"obtain ⟨q, c⟩ : ∃ q, {' ∨ '.join(sides)} := ⟨{name} / {modulus}, by omega⟩",
        f"rcases c with {' | '.join(['c'] * modulus)}",
        *identities,
    ]
    yield "\n".join(lines)


def _modulus(goal: Term) -> int | None:
    if goal.op == "dvd" and goal.args[0].op == "num":
        return goal.args[0].value
    if goal.op == "eq" and goal.args[0].op == "mod" and goal.args[0].args[1].op == "num":
        return goal.args[0].args[1].value
    return None


def _dividend(goal: Term) -> Term:
    return goal.args[1] if goal.op == "dvd" else goal.args[0].args[0]


def _remainder(formula: Term) -> tuple[Term, int, int] | None:
    """The number, modulus and remainder of `x % m = r`."""
    left = formula.args[0] if formula.op == "eq" else formula
    if left.op != "mod" or left.args[1].op != "num" or formula.args[1].op != "num":
        return None
    return left.args[0], left.args[1].value, formula.args[1].value
