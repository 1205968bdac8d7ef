"""Scripts about greatest common divisors: what divides two numbers divides their combinations."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.prover.certificate.arithmetic.polynomials import Normalizer, add, as_constant
from trivium.prover.certificate.arithmetic.terms import N, Term, free_variables, subterms
from trivium.prover.search.rendering import term_text
from trivium.prover.search.scripts.writer import Writer, bullet

_LARGEST_FACTOR = 60
_LARGEST_DIVISOR = 400
_MOST_CASES = 24


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
