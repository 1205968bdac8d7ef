"""Scripts that leave a bounded statement to the kernel: bounds for the variables, then one decision over all values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trivium.prover.certificate.arithmetic.calculus import Branch, initial_branch
from trivium.prover.certificate.arithmetic.literals import ZERO
from trivium.prover.certificate.arithmetic.polynomials import Polynomial
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
from trivium.prover.decide.saturation import Saturation
from trivium.prover.search.rendering import term_text
from trivium.prover.search.scripts.evaluate import steps_of
from trivium.prover.search.scripts.writer import Writer, bullet, indented

_MOST_VALUES = 8_000
"""Values that the kernel has to look at."""
_WIDEST = 3_000
_POWERS = tuple(10**exponent for exponent in range(1, 9))
"""Bounds of powers that are tried."""
_STEEPEST = 6
"""Degree of a polynomial in one variable."""
_FORMULAS = frozenset({"eq", "lt", "le", "not", "and", "or", "imp", "iff", "dvd", "true", "false"})
_TERMS = frozenset({"var", "num", "neg", "add", "sub", "mul", "div", "mod", "pow", "gcd", "cast"})


@dataclass(frozen=True, slots=True)
class Bounded:
    """A variable with bounds, and how they are shown."""

    name: str
    sort: Sort
    low: int
    high: int
    lines: tuple[str, ...]
    partner: tuple[str, str] | None = None
    """A hypothesis `x * y = numeral` by its label, and y."""

    @property
    def width(self) -> int:
        """The number of values."""
        return self.high - self.low + 1


def enumerations(writer: Writer) -> Iterator[str]:
    """Every value of all variables, once from the hypotheses alone, once from these and the negated goal."""
    for negated in (False, True):
        if negated and not decidable(writer.statement.goal):
            return
        branch = initial_branch(writer.statement, vacuous=not negated)
        active = list(range(len(branch.facts)))
        Saturation(branch, active, set(), writer.search.expired).run()
        bounded = bounds_of(writer, branch, active)
        script = _script(writer, bounded, negated=negated)
        if script is not None:
            yield writer.script(script)
            return
        writer.lemmas.clear()


def decidable(formula: Term) -> bool:
    """Whether a formula is arithmetic without quantifiers, which Lean decides by evaluation."""
    if formula.op in _FORMULAS:
        return all(decidable(a) if a.sort.name == "P" else _evaluates(a) for a in formula.args)
    return False


def _evaluates(term: Term) -> bool:
    return all(t.op in _TERMS and t.sort in INTEGERS for t in subterms(term))


def bounds_of(writer: Writer, branch: Branch, active: list[int]) -> list[Bounded]:
    """The variables that have bounds, those with the fewest values first."""
    found = []
    powers = _powers(writer)
    for name, sort in writer.whole:
        one = _by_exponent(writer, branch, active, name, powers) if sort == N else None
        one = one or _by_products(writer, branch, active, name, sort)
        one = one or _by_divisor(writer, name, sort) or _by_growth(writer, branch, active, name, sort)
        if one is not None and one.width <= _WIDEST:
            found.append(one)
    return sorted(found, key=lambda one: one.width)


def _by_products(writer: Writer, branch: Branch, active: list[int], name: str, sort: Sort) -> Bounded | None:
    """Bounds that linear arithmetic and products of inequalities give."""
    variable = var(name, sort)
    bounds = writer.search.bounds(branch, active, variable)
    if bounds is None:
        return None
    low, high = bounds
    lines = [f"have above_{name} : {name} ≤ {high} := by"]
    lines += indented(writer.outside(branch, active, relation("lt", num(high, sort), variable), f"{name} ≤ {high}"))
    if sort == Z:
        lines.append(f"have below_{name} : {low} ≤ {name} := by")
        lines += indented(writer.outside(branch, active, relation("lt", variable, num(low, sort)), f"{low} ≤ {name}"))
    return Bounded(name, sort, low if sort == Z else 0, high, tuple(lines))


def _powers(writer: Writer) -> list[Term]:
    """Powers of a numeral with a variable as exponent."""
    found = {
        t
        for formula in writer.formulas
        for t in subterms(formula)
        if t.op == "pow" and t.args[0].op == "num" and t.args[0].value >= 2 and t.args[1].op == "var"
    }
    return sorted(found, key=str)


def _by_exponent(
    writer: Writer, branch: Branch, active: list[int], name: str, powers: Sequence[Term]
) -> Bounded | None:
    """A bound of an exponent from one of its power."""
    for power in powers:
        base, exponent = power.args
        if exponent.name != name or base.sort != N:
            continue
        positive = branch.extended(*(relation("le", num(1, t.sort), t) for t in powers))
        inherited = [*active, *range(len(branch.facts), len(positive.facts))]
        limit = writer.search.bound(positive, inherited, power, above=True, limits=_POWERS)
        if limit is None or limit < 1:
            continue
        high = _logarithm(limit, base.value)
        text = term_text(power)
        beyond = relation("lt", num(limit, power.sort), power)
        steps = [f"have one_{i} : 1 ≤ {term_text(t)} := Nat.pow_pos (by decide)" for i, t in enumerate(powers)]
        steps += [f"have most : {text} ≤ {limit} := by"]
        steps += indented(writer.outside(positive, inherited, beyond, f"{text} ≤ {limit}"))
        steps += [f"by_cases bound : {name} ≤ {high}", *bullet(["exact bound"])]
        more = f"have more : {base.value} ^ {high + 1} ≤ {text} := Nat.pow_le_pow_right (by decide) (by omega)"
        value = f"have value : {base.value} ^ {high + 1} = {base.value ** (high + 1)} := by decide"
        steps += bullet(["exfalso", more, value, "omega"])
        lines = [f"have above_{name} : {name} ≤ {high} := by", *indented(steps)]
        return Bounded(name, N, 0, high, tuple(lines))
    return None


def _logarithm(limit: int, base: int) -> int:
    """The largest exponent whose power is not above a limit of at least 1."""
    exponent = 0
    while base ** (exponent + 1) <= limit:
        exponent += 1
    return exponent


def _by_divisor(writer: Writer, name: str, sort: Sort) -> Bounded | None:
    """A natural number that divides a positive numeral, by an equation `x * (…) = numeral`."""
    if sort != N:
        return None
    for label, formula in writer.statement.hypotheses:
        if formula.op != "eq" or label == "_":
            continue
        for product, value in (formula.args, formula.args[::-1]):
            if product.op == "mul" and value.op == "num" and 0 < value.value <= _WIDEST and product.sort == N:
                for factor, other in (product.args, product.args[::-1]):
                    if factor == var(name, N):
                        turned = "(Nat.mul_comm _ _)"
                        ways = (f"{label}.symm", label, f"{label}.symm.trans {turned}", f"{label}.trans {turned}")
                        text = f"⟨{term_text(other)}, by first | {' | '.join(f'exact {way}' for way in ways)}⟩"
                        line = f"have above_{name} : {name} ≤ {value.value} := Nat.le_of_dvd (by decide) {text}"
                        partner = (label, other.name) if other.op == "var" else None
                        return Bounded(name, N, 0, value.value, (line,), partner)
    return None


def _by_growth(writer: Writer, branch: Branch, active: list[int], name: str, sort: Sort) -> Bounded | None:
    """Bounds from an equation in this variable alone: beyond them its polynomial has one sign."""
    normalizer = branch.shared.normalizer
    for index in active:
        literal = branch.literals.get(index)
        if literal is None or literal.kind != ZERO:
            continue
        coefficients = _univariate(literal.polynomial, normalizer.polynomial(var(name, sort)))
        if coefficients is None or not 2 <= len(coefficients) - 1 <= _STEEPEST:
            continue
        high = _last_change(coefficients, 1)
        low = 0 if sort == N else _last_change(coefficients, -1)
        if high is None or low is None:
            continue
        lines = [f"have above_{name} : {name} ≤ {high} := by"]
        lines += indented(_beyond(writer, name, sort, f"{name} ≤ {high}", high + 1, 1, len(coefficients) - 1))
        if sort == Z:
            low = -low
            lines.append(f"have below_{name} : {low} ≤ {name} := by")
            lines += indented(_beyond(writer, name, sort, f"{low} ≤ {name}", low - 1, -1, len(coefficients) - 1))
        return Bounded(name, sort, low, high, tuple(lines))
    return None


def _univariate(polynomial: Polynomial, variable: Polynomial) -> list[Fraction] | None:
    """The coefficients, the constant first; None where there are other variables."""
    (((atom, _),),) = variable
    found: dict[int, Fraction] = {}
    for monomial, value in polynomial.items():
        if len(monomial) > 1 or (monomial and monomial[0][0] != atom):
            return None
        found[monomial[0][1] if monomial else 0] = value
    return [found.get(degree, Fraction(0)) for degree in range(max(found, default=0) + 1)]


def _last_change(coefficients: Sequence[Fraction], side: int) -> int | None:
    """The least b ≥ 0 such that p(side * (b + 1 + t)) has coefficients of one sign, and a constant; None for none."""
    for bound in range(_WIDEST // 2):
        shifted = [Fraction(0)] * len(coefficients)
        for degree, value in enumerate(coefficients):
            for chosen in range(degree + 1):
                part = math.comb(degree, chosen) * (bound + 1) ** (degree - chosen)
                shifted[chosen] += value * side**degree * part
        if shifted[0] and all(value * shifted[0] >= 0 for value in shifted):
            return bound
    return None


def _beyond(writer: Writer, name: str, sort: Sort, wanted: str, start: int, side: int, degree: int) -> list[str]:
    """A proof that a variable is not beyond a bound, by the signs of all powers of its distance."""
    distance = f"{name}_t"
    kind = "Nat" if sort == N else "Int"
    shift = f"{name} - ({start})" if side > 0 else f"({start}) - {name}"
    sign = "+" if side > 0 else "-"
    term = Term("add" if side > 0 else "sub", sort, (num(start, sort), var(distance, sort)))
    steps = [
        "exfalso",
        f"obtain ⟨{distance}, g, p1⟩ : ∃ t : {kind}, {name} = ({start}) {sign} t ∧ 0 ≤ t := "
        f"⟨{shift}, by omega, by omega⟩",
        "subst g",
        *writer.expansions({name: term}),
    ]
    whole = distance if sort == Z else f"({distance} : Int)"
    steps += [f"have p1 : (0 : Int) ≤ {whole} := by omega"] if sort == N else []
    for power in range(2, degree + 1):
        product = " * ".join([whole] * power)
        steps.append(f"have p{power} : 0 ≤ {product} := Int.mul_nonneg p{power - 1} p1")
    return [f"by_cases bound : {wanted}", *bullet(["exact bound"]), *bullet([*steps, "omega"])]


def _script(writer: Writer, bounded: Sequence[Bounded], *, negated: bool) -> list[str] | None:
    """The script, where the kernel can go through all values and finds the statement true there."""
    quotients = _quotients(bounded)
    tried = [one for one in bounded if one.name not in quotients]
    names = [one.name for one in tried]
    if not tried:
        return None
    given = dict(writer.statement.hypotheses)
    goal = writer.statement.goal
    if negated:
        given["neg"] = Term("not", goal.sort, (goal,))
    values = {name: term for name, (_, term) in quotients.items()}
    hypotheses = {label: substitute(formula, values) for label, formula in given.items()}
    goal = Term("false", goal.sort) if negated else substitute(goal, values)
    usable = {
        h: f for h, f in hypotheses.items() if decidable(f) and free_variables(f) and free_variables(f) <= {*names}
    }
    dropped = [h for h, f in hypotheses.items() if h not in usable and free_variables(f) & {*names}]
    if not usable or not decidable(goal) or not free_variables(goal) <= {*names} or "_" in (*dropped, *usable):
        return None
    ranges = [(one.name, one.low, one.high) for one in tried]
    if steps_of(ranges, list(usable.values()), goal, _MOST_VALUES) is None:
        return None
    lines = ["apply Decidable.byContradiction", "intro neg"] if negated else []
    lines += [line for one in bounded for line in one.lines]
    for name, (label, _) in quotients.items():
        lines += _given_by_quotient(name, label, next(o for o in bounded if o.name == name))
    lines += [f"clear {h}" for h in reversed(dropped)]
    return [*lines, *_reverted(tried, usable), "decide +kernel"]


def _quotients(bounded: Sequence[Bounded]) -> dict[str, tuple[str, Term]]:
    """Variables y of `x * y = numeral`, each with the label of that and the quotient by x."""
    found: dict[str, tuple[str, Term]] = {}
    for one in bounded:
        partner = next((o for o in bounded if one.partner is not None and o.name == one.partner[1]), None)
        if partner is not None and one.partner is not None and partner.name not in found and one.name not in found:
            quotient = Term("div", N, (num(one.high, N), var(partner.name, N)))
            found[one.name] = one.partner[0], quotient
    return found


def _given_by_quotient(name: str, label: str, one: Bounded) -> list[str]:
    other = one.partner[1] if one.partner is not None else ""
    return [
        f"have positive : 0 < {other} := Nat.pos_of_ne_zero (by intro z; rw [z] at {label}; revert {label}; simp)",
        f"have quotient : {name} = {one.high} / {other} := by",
        f"  first | rw [← {label}] | rw [{label}]",
        "  first | exact (Nat.mul_div_cancel_left _ positive).symm | exact (Nat.mul_div_cancel _ positive).symm",
        f"clear above_{name} positive",
        "subst quotient",
    ]


def _reverted(tried: Sequence[Bounded], usable: Mapping[str, Term]) -> list[str]:
    """Steps that turn the goal into `∀ x, x ≤ bound → hypotheses → ∀ y, …`."""
    lines: list[str] = []
    counted = {one.name: one.name for one in tried}
    for one in tried:
        if one.sort == Z:
            counted[one.name] = f"{one.name}_k"
            lines += [
                f"obtain ⟨{one.name}_k, {one.name}_e⟩ : ∃ k : Nat, {one.name} = (k : Int) + ({one.low}) := "
                f"⟨({one.name} - ({one.low})).toNat, by omega⟩",
                f"have upper_{one.name} : {one.name}_k ≤ {one.high - one.low} := by omega",
                f"clear above_{one.name} below_{one.name}",
                f"subst {one.name}_e",
            ]
    for place in range(len(tried) - 1, -1, -1):
        one, before = tried[place], {other.name for other in tried[: place + 1]}
        mine = [h for h, f in usable.items() if one.name in free_variables(f) and free_variables(f) <= before]
        limit = f"above_{one.name}" if one.sort == N else f"upper_{one.name}"
        lines += [f"revert {' '.join(mine)}"] if mine else []
        lines += [f"revert {limit}", f"revert {counted[one.name]}"]
    return lines
