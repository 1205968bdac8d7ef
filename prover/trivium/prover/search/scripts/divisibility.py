"""Scripts about divisibility: common divisors divide combinations; a multiple is shown by the other factor."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

from trivium.prover.certificate.arithmetic.polynomials import (
    Monomial,
    Normalizer,
    Polynomial,
    add,
    as_constant,
    multiply,
)
from trivium.prover.certificate.arithmetic.terms import INTEGERS, N, Term, Z, free_variables, subterms
from trivium.prover.decide.closing import as_row, degree_of, order
from trivium.prover.decide.linear import Elimination
from trivium.prover.search.rendering import polynomial_text, term_text
from trivium.prover.search.scripts.writer import Writer, bullet

_LARGEST_FACTOR = 60
_LARGEST_DIVISOR = 400
_MOST_CASES = 24
_MOST_ATOMS = 4
_HIGHEST_DEGREE = 6


def common_divisors(writer: Writer) -> Iterator[str]:
    """A common divisor divides a combination of its numbers that is a numeral."""
    lines: list[str] = []
    for number, (term, (factor, other, value)) in enumerate(_combinations(writer)):
        text = term_text(term)
        left, right = f"{factor} * {term_text(term.args[0])}", f"{other} * {term_text(term.args[1])}"
        larger, smaller = (left, right) if value > 0 else (right, left)
        labels = (f"a{number}", f"b{number}") if value > 0 else (f"b{number}", f"a{number}")
        lines += [
            f"have a{number} : {text} ∣ {left} := Nat.dvd_mul_left_of_dvd (Nat.gcd_dvd_left _ _) _",
            f"have b{number} : {text} ∣ {right} := Nat.dvd_mul_left_of_dvd (Nat.gcd_dvd_right _ _) _",
            f"have c{number} : {text} ∣ {abs(value)} := by",
            f"  have d := Nat.dvd_sub {' '.join(labels)}",
            f"  have e : {larger} - {smaller} = {abs(value)} := by omega",
            "  rw [e] at d",
            "  exact d",
            f"have most{number} : {text} ≤ {abs(value)} := Nat.le_of_dvd (by decide) c{number}",
            f"have least{number} : {text} ≠ 0 := by",
            f"  intro z{number}",
            f"  rw [z{number}] at c{number}",
            f"  exact absurd c{number} (by decide)",
        ]
    if not lines:
        return
    yield "\n".join([*lines, "first | omega | (simp_all; done) | (simp_all; omega)"])
    found = list(_combinations(writer))
    if len(found) == 1 and abs(found[0][1][2]) <= _MOST_CASES:
        yield "\n".join([*lines, *_each(found[0][0], abs(found[0][1][2]))])


def _each(term: Term, value: int) -> list[str]:
    """Every value that the divisor may have."""
    text = term_text(term)
    pair = " ".join(map(term_text, term.args))
    values = " ∨ ".join(f"{text} = {divisor}" for divisor in range(1, value + 1))
    lines = [
        f"have l := Nat.gcd_dvd_left {pair}",
        f"have r := Nat.gcd_dvd_right {pair}",
        f"rcases (by omega : {values}) with {' | '.join('g' * value)}",
    ]
    for _ in range(value):
        lines += bullet(["rw [g] at l r c0", "first | exact g | omega | (simp_all; done) | grind"])
    return lines


def _combinations(writer: Writer) -> Iterator[tuple[Term, tuple[int, int, int]]]:
    """Each gcd with s, t > 0 and the numeral s * left - t * right, which is not zero."""
    normalizer = Normalizer()
    found = {t for f in writer.formulas for t in subterms(f) if t.op == "gcd" and t.sort == N and free_variables(t)}
    for term in sorted(found, key=str):
        left, right = (normalizer.polynomial(argument) for argument in term.args)
        best: tuple[int, int, int] | None = None
        for factor in range(1, _LARGEST_FACTOR + 1):
            for other in range(1, _LARGEST_FACTOR + 1):
                scaled = add({m: c * factor for m, c in left.items()}, right, -other)
                value = as_constant(scaled)
                if value and value.denominator == 1 and abs(value) <= _LARGEST_DIVISOR:
                    choice = factor, other, int(value)
                    best = choice if best is None or abs(choice[2]) < abs(best[2]) else best
            if best is not None and abs(best[2]) == 1:
                break
        if best is not None:
            yield term, best


def cofactors(writer: Writer) -> Iterator[str]:
    """A multiple of a polynomial, modulo equations of the hypotheses: the other factor is written out."""
    goal = writer.statement.goal
    if goal.op != "dvd" or goal.args[0].sort != Z:
        return
    normalizer = Normalizer()
    divisor, dividend = (normalizer.polynomial(side) for side in goal.args)
    labelled = [f for h, f in writer.statement.hypotheses if h != "_" and f.op == "eq" and f.args[0].sort in INTEGERS]
    equations = [add(normalizer.polynomial(f.args[0]), normalizer.polynomial(f.args[1]), -1) for f in labelled]
    limit = max(map(degree_of, (dividend, *equations)))
    atoms = sorted({atom for p in (divisor, dividend, *equations) for m in p for atom, _ in m})
    if limit < degree_of(divisor) or len(atoms) > _MOST_ATOMS or limit > _HIGHEST_DEGREE:
        return
    elimination: Elimination[Monomial] = Elimination(order)
    columns = [(0, m) for m in _monomials(atoms, limit - degree_of(divisor))]
    for place, equation in enumerate(equations, 1):
        columns += [(place, m) for m in _monomials(atoms, limit - degree_of(equation))]
    for number, (place, monomial) in enumerate(columns):
        elimination.add(number, as_row(multiply([divisor, *equations][place], {monomial: Fraction(1)})))
        if writer.search.expired():
            return
    reduced = elimination.reduce(as_row(dividend))
    if reduced.row:
        return
    factors: list[Polynomial] = [{} for _ in range(len(equations) + 1)]
    for number, value in reduced.sources.items():
        place, monomial = columns[number]
        factors[place] = add(factors[place], {monomial: Fraction(-int(value.p), int(value.q))})
    other = polynomial_text(factors[0], normalizer, Z)
    yield f"exact ⟨{other}, by grind⟩"
    lines = writer.expansions({})
    for place, (equation, factor) in enumerate(zip(equations, factors[1:], strict=True)):
        lines += writer.multiple(normalizer, equation, factor, place) if as_constant(factor) is None else []
    shown = f"({polynomial_text(divisor, normalizer, Z)}) * ({other})"
    expanded = polynomial_text(multiply(divisor, factors[0]), normalizer, Z)
    lines.append(writer.identity("product", f"{shown} = {expanded}", dict(writer.whole), writer.dialect.ring))
    yield writer.script([*lines, f"exact ⟨{other}, by omega⟩"])


def _monomials(atoms: Sequence[str], degree: int) -> Iterator[Monomial]:
    """All monomials up to a degree."""
    for total in range(degree + 1):
        for chosen in itertools.combinations_with_replacement(atoms, total):
            yield tuple((atom, chosen.count(atom)) for atom in sorted(set(chosen)))
