"""Scripts from residues: powers that repeat, variables written by quotient and remainder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trivium.prover.certificate.arithmetic.errors import Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.terms import Sort, Term, free_variables, num, subterms, var
from trivium.prover.search.rendering import term_text
from trivium.prover.search.scripts.writer import Writer, bullet, products

_MAX_RESIDUES = 24
_MAX_POWERS = 24


def powers(writer: Writer) -> Iterator[str]:
    """Powers of a numeral repeat modulo the numbers that the statement divides by."""
    moduli = writer.moduli()
    bases = {
        (t.args[0].value, t.args[1])
        for f in writer.formulas
        for t in subterms(f)
        if t.op == "pow" and t.args[0].op == "num" and t.args[0].value >= 2 and free_variables(t.args[1])
    }
    for modulus in sorted(moduli):
        lines: list[str] = []
        for index, (base, exponent) in enumerate(sorted(bases, key=str)):
            claim = _cycle_claim(base, modulus)
            if claim is None or any(t.op == "var" and t.name.startswith("?") for t in subterms(exponent)):
                continue
            lines += [f"have c{index} : ∀ k : Nat, {claim} := by", *_CYCLE_PROOF]
            lines.append(f"have d{index} := c{index} {term_text(exponent)}")
        if lines:
            yield "\n".join([*lines, writer.dialect.linear])
            yield from _with_values(writer, lines)


def _with_values(writer: Writer, lines: list[str]) -> Iterator[str]:
    """The same where a variable is given by a large number: its residue is computed by the kernel."""
    for name, formula in writer.statement.hypotheses:
        if formula.op == "eq" and formula.args[0].op == "var" and not free_variables(formula.args[1]):
            variable = formula.args[0].name
            period = 20
            residue = residue_of(formula.args[1], period)
            if residue is None:
                continue
            q = "(q : Int)"
            square = f"{period * period} * ({q} * {q}) + {2 * period * residue} * {q} + {residue * residue}"
            yield "\n".join(
                [
                    f"have r : {variable} % {period} = {residue} := by",
                    f"  subst {name}",
                    "  decide +kernel",
                    *lines,
                    f"have s : 2 ≤ {variable} := by",
                    f"  rw [{name}]",
                    "  exact Nat.le_add_right_of_le (by decide)",
                    f"obtain ⟨q, h⟩ : ∃ q, {variable} = {period} * q + {residue} := by",
                    f"  exact ⟨{variable} / {period}, by omega⟩",
                    f"have e : (({variable} ^ 2 : Nat) : Int) = {square} := by",
                    "  rw [h]",
                    f"  {writer.dialect.cast}",
                    "omega",
                ]
            )


def residues(writer: Writer) -> Iterator[str]:
    """Write variables as `m * q + r` and expand."""
    known = _known_residues(writer)
    if known:
        steps = [_residue_step(writer, i, name, modulus, rest) for i, (name, modulus, rest) in enumerate(known)]
        values = {name: _residue(name, sort, m, r) for (name, m, r), sort in _sorted(writer, known)}
        yield writer.script([*steps, *writer.expansions(values), writer.dialect.linear])
    for modulus in sorted(writer.moduli()):
        for name, sort in writer.whole:
            if modulus > _MAX_RESIDUES or not _nonlinear_in(writer, name):
                continue
            yield writer.script(_residue_cases(writer, name, sort, modulus))


def _residue_step(writer: Writer, index: int, name: str, modulus: int, rest: int) -> str:
    quotient = f"{name}_q"
    proof = f"⟨{name} / {modulus}, by omega⟩"
    claim = f"∃ {quotient}, {name} = {modulus} * {quotient} + {rest}"
    return f"obtain ⟨{quotient}, g{index}⟩ : {claim} := {proof}\nsubst g{index}"


def _residue_cases(writer: Writer, name: str, sort: Sort, modulus: int) -> list[str]:
    quotient = f"{name}_q"
    sides = " ∨ ".join(f"{name} = {modulus} * {quotient} + {rest}" for rest in range(modulus))
    lines = [f"obtain ⟨{quotient}, g⟩ : ∃ {quotient}, {sides} := ⟨{name} / {modulus}, by omega⟩"]
    lines.append(f"rcases g with {' | '.join(['g'] * modulus)}")
    for rest in range(modulus):
        block = ["subst g", *writer.expansions({name: _residue(name, sort, modulus, rest)}), writer.dialect.linear]
        lines += bullet(block)
    return lines


def _known_residues(writer: Writer) -> list[tuple[str, int, int]]:
    """Hypotheses `x % m = r`."""
    found = {}
    for _, formula in writer.statement.hypotheses:
        if formula.op == "eq" and formula.args[0].op == "mod" and formula.args[1].op == "num":
            dividend, divisor = formula.args[0].args
            if dividend.op == "var" and divisor.op == "num" and divisor.value > 0:
                found[dividend.name] = (dividend.name, divisor.value, formula.args[1].value)
    return list(found.values())


def _sorted(writer: Writer, known: Sequence[tuple[str, int, int]]) -> list[tuple[tuple[str, int, int], Sort]]:
    sorts = dict(writer.statement.variables)
    return [(item, sorts[item[0]]) for item in known]


def _nonlinear_in(writer: Writer, name: str) -> bool:
    return any(name in free_variables(t) for f in writer.formulas for t in products(f))


_CYCLE_PROOF = (
    "  intro k",
    "  induction k with",
    "  | zero => decide",
    "  | succ k ih =>",
    "    rw [Nat.pow_succ]",
    "    omega",
)


def _cycle_claim(base: int, modulus: int) -> str | None:
    """`1 ≤ b ^ k` and the pairs of k modulo the period and b ^ k modulo the number; None where they are many."""
    values = [1 % modulus]
    while (following := values[-1] * base % modulus) not in values:
        values.append(following)
        if len(values) > _MAX_POWERS:
            return None
    start = values.index(following)
    period = len(values) - start
    sides = [f"(k = {i} ∧ {base} ^ k = {base**i})" for i in range(start)]
    for index in range(start, len(values)):
        condition = f"k % {period} = {index % period} ∧ " if period > 1 else ""
        lower = f"{start} ≤ k ∧ " if start else ""
        sides.append(f"({lower}{condition}{base} ^ k % {modulus} = {values[index]})")
    return f"1 ≤ {base} ^ k ∧ ({' ∨ '.join(sides)})"


def _residue(name: str, sort: Sort, modulus: int, rest: int) -> Term:
    quotient = var(f"{name}_q", sort)
    return Term("add", sort, (Term("mul", sort, (num(modulus, sort), quotient)), num(rest, sort)))


def residue_of(term: Term, modulus: int) -> int | None:

    try:
        value = Evaluator().value(Term("mod", term.sort, (term, num(modulus, term.sort))), {})
    except Undetermined:
        return None
    return value if isinstance(value, int) else None
