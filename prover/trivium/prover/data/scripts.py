"""Proofs that the form of a statement suggests, as Lean texts. Lean decides which of them is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trivium.prover.certificate.arithmetic.errors import CheckerError, Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.polynomials import Normalizer
from trivium.prover.certificate.arithmetic.terms import INTEGERS, N, P, Term, Z, free_variables, substitute, subterms
from trivium.prover.certificate.arithmetic.values import Value
from trivium.prover.data.expansion import expanded
from trivium.prover.data.expressions import linear, product, total
from trivium.prover.data.lean_text import CORE, term_text

_SIMPLE = "first | decide | rfl | omega | (intro n; rfl) | simp"
_MOST_RESIDUES = 12
_LARGEST_ARGUMENT = 40
_MOST_PROPOSITIONS = 4
_NONLINEAR = frozenset({"pow", "mul"})


def proofs(statement: Statement, proposed: Sequence[str], values: Mapping[str, str]) -> Iterator[str]:
    """Closing scripts of the statement, the likeliest first.

    Args:
        statement: the statement.
        proposed: scripts that come from its source.
        values: of its variables, at which its hypotheses hold.
    """
    yield from proposed
    formulas = [*(f for _, f in statement.hypotheses), statement.goal]
    functions = any(sort.name == "fun" for _, sort in statement.variables)
    closed = not statement.variables
    if functions:
        yield from _inductions(statement)
        yield "simp_all"
    elif any(sort == P for _, sort in statement.variables):
        yield from ("simp_all", "grind")
        yield from _truth_tables(statement)
    elif closed:
        yield from _existences(statement.goal)
        yield from ("decide", "omega", "decide +kernel")
    elif any(t.op in ("gcd", "lcm") for f in formulas for t in subterms(f)):
        yield from _at_values(statement, values)
        yield from ("simp_all", "decide")
    elif not any(map(_nonlinear, formulas)):
        yield from ("omega", "simp_all")
    else:
        yield from _by_remainders(statement)
        yield from _by_factors(statement)
        yield from _by_bounds(statement)
        yield from ("grind", "omega")
        yield f"revert {statement.variables[0][0]}; decide"
    if statement.goal.op in ("and", "iff"):
        yield "constructor <;> omega"


def refutation(statement: Statement, values: Mapping[str, str]) -> str | None:
    """A script of the negation: the statement at values at which its hypotheses hold and its goal fails."""
    arguments = [_argument(values[name]) for name, _ in statement.variables]
    arguments += [f"(by {_SIMPLE})"] * len(statement.hypotheses)
    env: dict[str, Value] = {name: int(v) for name, v in values.items() if v.lstrip("-").isdigit()}
    goal = statement.goal
    while goal.op in ("forall", "imp"):
        if goal.op == "imp":
            arguments.append(f"(by {_SIMPLE})")
            goal = goal.args[1]
            continue
        found = values.get(goal.args[0].name) or _failing(goal, env)
        if found is None:
            return None
        arguments.append(_argument(found))
        env[goal.args[0].name] = int(found)
        goal = goal.args[1]
    instance = f"(h {' '.join(arguments)})" if arguments else "h"
    return f"intro h\nexact absurd {instance} (by {_SIMPLE} | grind)"


def satisfaction(statement: Statement, values: Mapping[str, str]) -> str:
    """A script of `¬ (∀ …, False)`: the hypotheses hold at values."""
    arguments = [_argument(values[name]) for name, _ in statement.variables]
    arguments += [f"(by {_SIMPLE})"] * len(statement.hypotheses)
    return f"intro h\nexact h {' '.join(arguments)}"


def absurdities(statement: Statement) -> Iterator[str]:
    """Closing scripts of `False` from the hypotheses."""
    functions = any(sort.name == "fun" for _, sort in statement.variables)
    yield from ("simp_all", "omega", "grind") if functions else ("omega", "simp_all", "grind")
    if functions:
        yield "simp_all <;> omega"
    numbers = [name for name, sort in statement.variables if sort in INTEGERS]
    if numbers:
        yield f"revert {numbers[0]}; decide"
    yield from _by_remainders(statement)
    yield from _by_factors(statement)
    yield from _by_bounds(statement)
    if any(sort == P for _, sort in statement.variables):
        yield from _truth_tables(statement)


def _at_values(statement: Statement, values: Mapping[str, str]) -> Iterator[str]:
    """The hypotheses leave the variables one value each, at which the goal is decided."""
    steps = []
    for index, (name, _) in enumerate(statement.variables, 1):
        if name not in values:
            return
        steps.append(f"have v{index} : {name} = {values[name]} := by omega\nsubst v{index}")
    yield "\n".join([*steps, "decide"])


def _truth_tables(statement: Statement) -> Iterator[str]:
    """Every proposition holds, or does not."""
    names = [name for name, sort in statement.variables if sort == P]
    if len(names) <= _MOST_PROPOSITIONS:
        yield " <;> ".join([*(f"by_cases t{name} : {name}" for name in names), "simp_all"])


def _argument(text: str) -> str:
    return text if text.isalnum() else f"({text})"


def _failing(goal: Term, env: Mapping[str, Value]) -> str | None:
    """A small value of the quantified variable at which the rest fails."""
    bound, body = goal.args
    for size in range(_LARGEST_ARGUMENT):
        for value in dict.fromkeys((size, -size)):
            if value < 0 and bound.sort == N:
                continue
            try:
                if not Evaluator().truth(body, {**env, bound.name: value}):
                    return str(value)
            except Undetermined:
                return str(value) if value > 0 else None
    return None


def _existences(goal: Term) -> Iterator[str]:
    """The witnesses of a goal that begins with `∃`, and bounded searches."""
    if goal.op == "exists":
        found = _constructed(goal, {})
        if found is not None:
            yield f"exact {found}"
    if goal.op == "not" and goal.args[0].op == "exists":
        yield from ("omega", "decide")
    if goal.op == "forall":
        yield from ("decide", "grind")
        yield from _quantified_bounds(goal)


def _constructed(goal: Term, env: Mapping[str, Value]) -> str | None:
    """An anonymous constructor for nested `∃` and `∧`; None where small values do not do."""
    if goal.op == "exists":
        bound, body = goal.args
        for value in range(_LARGEST_ARGUMENT):
            inner = _constructed(body, {**env, bound.name: value})
            if inner is not None:
                return f"⟨{value}, {inner.removeprefix('⟨').removesuffix('⟩') if inner.startswith('⟨') else inner}⟩"
        return None
    if goal.op == "and":
        parts = [_constructed(part, env) for part in goal.args]
        if parts[0] is None or parts[1] is None:
            return None
        return f"⟨{parts[0]}, {parts[1].removeprefix('⟨').removesuffix('⟩') if parts[1].startswith('⟨') else parts[1]}⟩"
    try:
        return "by decide" if Evaluator().truth(goal, env) else None
    except Undetermined:
        return None


def _inductions(statement: Statement) -> Iterator[str]:
    """Induction on the argument of the goal, each case from the rule of the sequence."""
    goal, opening = statement.goal, ""
    if goal.op == "forall" and goal.args[0].sort == N:
        name, opening = goal.args[0].name, f"intro {goal.args[0].name}\n"
    else:
        names = [n for n, sort in statement.variables if sort == N and n in free_variables(goal)]
        if not names:
            return
        name = names[0]
    rules = [h for h, f in statement.hypotheses if f.op == "forall"]
    if not rules:
        return
    cases = f"induction {name} with\n| zero => simp_all\n| succ k ih => "
    yield (
        f"{opening}{cases}rw [{rules[0]}, Nat.pow_succ]; omega"
        if _has_power(goal)
        else f"{opening}{cases}rw [{rules[0]}]; omega"
    )
    yield f"{opening}{cases}rw [{rules[0]}, ih]; grind"
    yield f"{opening}{cases}rw [{rules[0]}]; grind"
    yield f"{opening}{cases}rw [{rules[0]}, Nat.mul_add, ih]; grind"


def _by_remainders(statement: Statement) -> Iterator[str]:
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


def _by_factors(statement: Statement) -> Iterator[str]:
    """A quadratic equation with whole roots becomes a product that is zero."""
    for name, formula in statement.hypotheses:
        found = _roots(formula)
        if found is None:
            continue
        variable, one, two = found
        left, right = (linear([1], [variable], -root) for root in (one, two))
        shown = term_text(product(left, right), CORE, 51)
        given = f"have p : {shown} = 0 := by grind\n"
        yield f"{given}rcases Int.mul_eq_zero.mp p with h | h <;> omega"
        del name


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


def _by_bounds(statement: Statement) -> Iterator[str]:
    """A natural number whose square, with what is added, is given: it is below a bound, and each value is tried."""
    for _, formula in statement.hypotheses:
        limit = _limit(formula)
        if limit is None:
            continue
        name, bound = limit
        yield "\n".join(_bounded(name, bound, ()))


def _quantified_bounds(goal: Term) -> Iterator[str]:
    """The same where the goal is `∀ n, … = … → …`."""
    bound, body = goal.args
    if body.op == "imp" and body.args[1].op != "imp":
        limit = _limit(body.args[0])
        if limit is not None and limit[0] == bound.name:
            yield "\n".join(_bounded(*limit, (f"intro {bound.name} g",)))


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
    while (value + 1) ** 2 <= target and value < _LARGEST_ARGUMENT:
        value += 1
    return squares[0].args[0].name, value


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


def _nonlinear(formula: Term) -> bool:
    return any(
        t.op in _NONLINEAR and sum(bool(free_variables(a)) for a in t.args) + (t.op == "pow") > 1
        for t in subterms(formula)
    )


def _has_power(goal: Term) -> bool:
    return any(t.op == "pow" and t.args[1].op != "num" for t in subterms(goal))


__all__ = ["absurdities", "proofs", "refutation", "satisfaction", "total"]
