"""Lean proofs of arithmetic statements, made from what the certificate engine finds.

The engine knows which powers repeat, which residues matter, between which bounds a variable lies and which products of
inequalities show it. Each of these becomes a script of ordinary tactics, so that Lean's kernel has the last word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.calculus import Branch, initial_branch
from trivium.prover.certificate.arithmetic.errors import CheckerError
from trivium.prover.certificate.arithmetic.literals import ZERO
from trivium.prover.certificate.arithmetic.polynomials import Normalizer, Polynomial, multiply
from trivium.prover.certificate.arithmetic.terms import (
    INTEGERS,
    N,
    Sort,
    Term,
    Z,
    free_variables,
    num,
    relation,
    substitute,
    subterms,
    var,
)
from trivium.prover.decide.closing import Closer
from trivium.prover.decide.saturation import Saturation
from trivium.prover.decide.tableau import OutOfTime, Search
from trivium.prover.search.rendering import Unrenderable, polynomial_text, term_text

_MAX_CASES = 130
_MAX_RESIDUES = 24
_MAX_POWERS = 24


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an environment says what the scripts need."""

    ring: str
    """Closes an identity of polynomials over the integers."""
    cast: str
    """The same where natural numbers are cast."""
    linear: str = "omega"


CORE = Dialect("first | omega | grind", "first | omega | grind")
MATHLIB = Dialect("ring", "(push_cast; ring)")
_NONNEGATIVE = "first | omega | exact Int.mul_self_nonneg _ | (apply Int.mul_nonneg <;> omega)"


def arithmetic_proofs(statement: model.Statement, dialect: Dialect, deadline: float) -> Iterator[str]:
    """Scripts for a statement about natural numbers and integers, the cheapest first."""
    writer = _Writer(statement, dialect, deadline)
    for family in (writer.powers, writer.residues, writer.ranges, writer.inductions):
        try:
            yield from family()
        except (Unrenderable, CheckerError, OutOfTime):
            continue


class _Writer:
    def __init__(self, statement: model.Statement, dialect: Dialect, deadline: float) -> None:
        self._statement = statement
        self._dialect = dialect
        self._search = Search(deadline)
        self._formulas = [*(formula for _, formula in statement.hypotheses), statement.goal]
        self._whole = [(name, sort) for name, sort in statement.variables if sort in INTEGERS]
        self._lemmas: dict[str, str] = {}

    def powers(self) -> Iterator[str]:
        """Powers of a numeral repeat modulo the numbers that the statement divides by."""
        moduli = self._moduli()
        bases = {
            (t.args[0].value, t.args[1])
            for f in self._formulas
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
                yield "\n".join([*lines, self._dialect.linear])
                yield from self._with_values(lines)

    def _with_values(self, lines: list[str]) -> Iterator[str]:
        """The same where a variable is given by a large number: its residue is computed by the kernel."""
        for name, formula in self._statement.hypotheses:
            if formula.op == "eq" and formula.args[0].op == "var" and not free_variables(formula.args[1]):
                variable = formula.args[0].name
                period = 20
                residue = _residue_of(formula.args[1], period)
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
                        f"  {self._dialect.cast}",
                        "omega",
                    ]
                )

    def residues(self) -> Iterator[str]:
        """Write variables as `m * q + r` and expand."""
        known = self._known_residues()
        if known:
            steps = [self._residue_step(i, name, modulus, rest) for i, (name, modulus, rest) in enumerate(known)]
            values = {name: _residue(name, sort, m, r) for (name, m, r), sort in self._sorted(known)}
            yield self._script([*steps, *self._expansions(values), self._dialect.linear])
        for modulus in sorted(self._moduli()):
            for name, sort in self._whole:
                if modulus > _MAX_RESIDUES or not self._nonlinear_in(name):
                    continue
                yield self._script(self._residue_cases(name, sort, modulus))

    def _residue_step(self, index: int, name: str, modulus: int, rest: int) -> str:
        quotient = f"{name}_q"
        proof = f"⟨{name} / {modulus}, by omega⟩"
        claim = f"∃ {quotient}, {name} = {modulus} * {quotient} + {rest}"
        return f"obtain ⟨{quotient}, g{index}⟩ : {claim} := {proof}\nsubst g{index}"

    def _residue_cases(self, name: str, sort: Sort, modulus: int) -> list[str]:
        quotient = f"{name}_q"
        sides = " ∨ ".join(f"{name} = {modulus} * {quotient} + {rest}" for rest in range(modulus))
        lines = [f"obtain ⟨{quotient}, g⟩ : ∃ {quotient}, {sides} := ⟨{name} / {modulus}, by omega⟩"]
        lines.append(f"rcases g with {' | '.join(['g'] * modulus)}")
        for rest in range(modulus):
            block = ["subst g", *self._expansions({name: _residue(name, sort, modulus, rest)}), self._dialect.linear]
            lines += _bullet(block)
        return lines

    def ranges(self) -> Iterator[str]:
        """Try every value of a variable that lies between bounds."""
        branch = initial_branch(self._statement, vacuous=True)
        active = list(range(len(branch.facts)))
        Saturation(branch, active, set(), self._search.expired).run()
        found = []
        for name, sort in self._whole:
            bounds = self._search.bounds(branch, active, var(name, sort))
            if bounds is not None and bounds[1] - bounds[0] <= _MAX_CASES:
                found.append((bounds[1] - bounds[0], name, sort, bounds))
        for _, name, sort, (low, high) in sorted(found)[:3]:
            try:
                self._lemmas.clear()
                yield self._script(self._range(branch, active, name, sort, low, high))
            except (Unrenderable, CheckerError):
                continue

    def _range(self, branch: Branch, active: list[int], name: str, sort: Sort, low: int, high: int) -> list[str]:
        variable = var(name, sort)
        lines: list[str] = [f"have above : {name} ≤ {high} := by"]
        lines += _indented(self._outside(branch, active, relation("lt", num(high, sort), variable), f"{name} ≤ {high}"))
        if sort == Z or low > 0:
            lines.append(f"have below : {low} ≤ {name} := by")
            lines += _indented(
                self._outside(branch, active, relation("lt", variable, num(low, sort)), f"{low} ≤ {name}")
            )
        return [*lines, *self._halved(branch, active, variable, low, high)]

    def _halved(self, branch: Branch, active: list[int], variable: Term, low: int, high: int) -> list[str]:
        """Cases for each value between bounds that are in the context, by halving: no step sees many of them."""
        name = variable.name
        if low == high:
            return [f"have c : {name} = {low} := by omega", "subst c", *self._at(branch, active, variable, low)]
        middle = (low + high) // 2
        below = self._halved(branch, active, variable, low, middle)
        above = self._halved(branch, active, variable, middle + 1, high)
        return [f"by_cases c : {name} ≤ {middle}", *_bullet(below), *_bullet(above)]

    def _outside(self, branch: Branch, active: list[int], beyond: Term, wanted: str) -> list[str]:
        """A proof that a variable is not beyond a bound: products of inequalities, then linear arithmetic."""
        child = branch.extended(beyond)
        inherited = [*active, *range(len(branch.facts), len(child.facts))]
        closer = Closer(child, inherited, self._search.expired)
        found = closer.linear() or closer.products(rich=False) or closer.products()
        parts = found.parts if found is not None else ()
        lines = [f"by_cases bound : {wanted}", *_bullet(["exact bound"])]
        hints: list[str] = []
        for index, part in enumerate(parts):
            hints += self._product(child, part, index)
        return [*lines, *_bullet(["exfalso", *self._expansions({}), *hints, self._dialect.linear])]

    def _product(self, branch: Branch, part: model.Part, index: int) -> list[str]:
        """A product of inequalities, or one times a square, as a fact, and the same expanded."""
        normalizer = branch.shared.normalizer
        factors = [branch.literals[i].polynomial for i, _ in part.facts]
        if part.multiplier is not None and len(factors) == 1 and not part.squares:
            return self._multiple(normalizer, factors[0], normalizer.polynomial(part.multiplier), index)
        if part.multiplier is not None or len(factors) + len(part.squares) < 2:
            return []
        texts = [polynomial_text(p, normalizer, Z) for p in factors]
        proofs = [f"(show (0 : Int) ≤ {text} by {_NONNEGATIVE})" for text in texts]
        shown = [f"({text})" for text in texts]
        for square in part.squares:
            polynomial = normalizer.polynomial(square)
            factors.append(multiply(polynomial, polynomial))
            text = f"({polynomial_text(polynomial, normalizer, Z)})"
            proofs.append(f"(Int.mul_self_nonneg {text})")
            shown.append(f"({text} * {text})")
        if len(factors) != 2:
            return []
        expanded = polynomial_text(multiply(*factors), normalizer, Z)
        return [
            f"have k{index} := Int.mul_nonneg {' '.join(proofs)}",
            self._identity(f"x{index}", f"{' * '.join(shown)} = {expanded}", dict(self._whole), self._dialect.ring),
        ]

    def _multiple(self, normalizer: Normalizer, zero: Polynomial, factor: Polynomial, index: int) -> list[str]:
        """An equation times a polynomial, expanded."""
        left, right = polynomial_text(zero, normalizer, Z), polynomial_text(factor, normalizer, Z)
        expanded = polynomial_text(multiply(zero, factor), normalizer, Z)
        return [
            f"have z{index} : ({left} : Int) = 0 := by omega",
            f"have m{index} : ({left}) * ({right}) = 0 := by rw [z{index}]; exact Int.zero_mul _",
            self._identity(f"x{index}", f"({left}) * ({right}) = {expanded}", dict(self._whole), self._dialect.ring),
        ]

    def _at(self, branch: Branch, active: list[int], variable: Term, value: int) -> list[str]:
        """A proof where a variable has a value: other variables that it forces are put in too."""
        child = branch.extended(relation("eq", variable, num(value, variable.sort)))
        inherited = [*active, *range(len(branch.facts), len(child.facts))]
        Saturation(child, inherited, set(), self._search.expired).run()
        if child.closed or Closer(child, inherited, self._search.expired).linear() is not None:
            return [self._dialect.linear]
        lines = []
        for name, amount in _forced(child, inherited, dict(self._whole)).items():
            if name != variable.name:
                lines += [f"have v : {name} = {amount} := by omega", "subst v"]
        return [*lines, f"first | {self._dialect.linear} | simp_all | decide"]

    def inductions(self) -> Iterator[str]:
        """Induction, each case by the usual closers."""
        ends = f"first | {self._dialect.linear} | (simp_all; done) | (simp_all; omega) | grind"
        for name, sort in self._whole:
            if sort == N:
                others = [n for n, f in self._statement.hypotheses if name in free_variables(f)]
                lines = [f"revert {' '.join(others)}"] if others else []
                lines += [
                    f"induction {name} with",
                    f"| zero => intros; {ends}",
                    f"| succ k ih => intros; first | (rw [Nat.pow_succ] at *; omega) | {ends.removeprefix('first | ')}",
                ]
                yield "\n".join(lines)

    def _expansions(self, values: Mapping[str, Term]) -> list[str]:
        """An equation for each product of the statement, once the values are put in."""
        normalizer = Normalizer()
        seen: set[str] = set()
        lines: list[str] = []
        for formula in self._formulas:
            for term in _products(substitute(formula, values)):
                text = term_text(term)
                if text in seen or len(seen) >= 8:
                    continue
                seen.add(text)
                # over the integers in either case: linear arithmetic casts natural numbers the same way
                expanded = polynomial_text(normalizer.polynomial(term), normalizer, Z)
                shown = f"({text} : Int)" if term.sort == Z else f"(({text} : Nat) : Int)"
                ring = self._dialect.ring if term.sort == Z else self._dialect.cast
                sorts = {name: sort for name, sort in self._whole if name not in values}
                sorts |= {name: value.sort for value in values.values() for name in free_variables(value)}
                lines.append(self._identity(f"e{len(seen)}", f"{shown} = {expanded}", sorts, ring))
        return lines

    def _script(self, lines: Sequence[str]) -> str:
        """A script with the identities that its lines use before them."""
        lemmas = list(self._lemmas)
        self._lemmas.clear()
        return "\n".join([*lemmas, *lines])

    def _identity(self, name: str, sides: str, sorts: Mapping[str, Sort], closing: str) -> str:
        """A step that instantiates an identity; it is proved first, where nothing else is in the context."""
        variables = list(sorts)
        binders = " ".join(f"({v} : {'Nat' if sorts[v] == N else 'Int'})" for v in variables)
        clear = "; ".join(f"try clear {h}" for h, _ in reversed(self._statement.hypotheses) if h != "_")
        proof = f"intro {' '.join(variables)}; {clear + '; ' if clear else ''}{closing}"
        lemma = f"∀ {binders}, {sides}"
        label = next((known for text, known in self._lemmas.items() if f" : {lemma} := by" in text), "")
        if not label:
            label = f"i{len(self._lemmas)}"
            self._lemmas[f"have {label} : {lemma} := by {proof}"] = label
        return f"have {name} := {label} {' '.join(variables)}"

    def _moduli(self) -> set[int]:
        found = set()
        for formula in self._formulas:
            for term in subterms(formula):
                divisor = term.args[1] if term.op == "mod" else term.args[0] if term.op == "dvd" else None
                if divisor is not None and divisor.op == "num" and 2 <= divisor.value <= 100:
                    found.add(divisor.value)
        return found

    def _known_residues(self) -> list[tuple[str, int, int]]:
        """Hypotheses `x % m = r`."""
        found = {}
        for _, formula in self._statement.hypotheses:
            if formula.op == "eq" and formula.args[0].op == "mod" and formula.args[1].op == "num":
                dividend, divisor = formula.args[0].args
                if dividend.op == "var" and divisor.op == "num" and divisor.value > 0:
                    found[dividend.name] = (dividend.name, divisor.value, formula.args[1].value)
        return list(found.values())

    def _sorted(self, known: Sequence[tuple[str, int, int]]) -> list[tuple[tuple[str, int, int], Sort]]:
        sorts = dict(self._statement.variables)
        return [(item, sorts[item[0]]) for item in known]

    def _nonlinear_in(self, name: str) -> bool:
        return any(name in free_variables(t) for f in self._formulas for t in _products(f))


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


def _residue_of(term: Term, modulus: int) -> int | None:
    from trivium.prover.certificate.arithmetic.errors import Undetermined
    from trivium.prover.certificate.arithmetic.evaluation import Evaluator

    try:
        value = Evaluator().value(Term("mod", term.sort, (term, num(modulus, term.sort))), {})
    except Undetermined:
        return None
    return value if isinstance(value, int) else None


def _products(term: Term) -> Iterator[Term]:
    """The largest products and powers of variables in a term."""
    if term.op in ("mul", "pow") and term.sort in INTEGERS and _degree(term) >= 2:
        yield term
        return
    if term.op in ("forall", "exists", "sum", "prod", "filter", "setof"):
        return
    for argument in term.args:
        yield from _products(argument)


def _degree(term: Term) -> int:
    """The degree of a polynomial term; 0 for what is no polynomial."""
    if term.op == "var":
        return 1
    if term.op == "mul":
        return _degree(term.args[0]) + _degree(term.args[1])
    if term.op == "pow":
        return _degree(term.args[0]) * term.args[1].value if term.args[1].op == "num" else 0
    if term.op in ("add", "sub", "neg", "cast"):
        return max(map(_degree, term.args))
    return 0


def _forced(branch: Branch, active: Sequence[int], sorts: Mapping[str, Sort]) -> dict[str, int]:
    """Variables to which an equation gives a value."""
    found = {}
    for index in active:
        literal = branch.literals.get(index)
        if literal is None or literal.kind != ZERO:
            continue
        atoms = [monomial for monomial in literal.polynomial if monomial]
        if len(atoms) == 1 and len(atoms[0]) == 1 and atoms[0][0][1] == 1 and atoms[0][0][0] in sorts:
            value = -literal.polynomial.get((), 0) / literal.polynomial[atoms[0]]
            if value.denominator == 1:
                found[atoms[0][0][0]] = int(value)
    return found


def _bullet(lines: Sequence[str]) -> list[str]:
    flat = [line for text in lines for line in text.splitlines()]
    return [f"{'· ' if index == 0 else '  '}{line}" for index, line in enumerate(flat)]


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for text in lines for line in text.splitlines()]
