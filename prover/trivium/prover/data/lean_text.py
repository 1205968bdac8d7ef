"""Statements as Lean 4 text, with as few brackets as Lean's precedences need.

What is written is read back by `trivium.prover.statement` as the same typed terms; a statement for which that fails is
not generated. Sorts that only Mathlib has make it a statement for that environment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import BINDERS, N, Sort, Term, Z, subterms

CORE, MATHLIB = "core", "mathlib"
HEADERS: Mapping[str, str] = {CORE: "", MATHLIB: "import Mathlib\n\nopen BigOperators Real Nat Topology Rat\n\n"}
_CORE_SORTS = frozenset({"N", "Z", "P", "fun"})
_CORE_OPERATORS = frozenset(
    {
        "num",
        "var",
        "add",
        "sub",
        "mul",
        "div",
        "neg",
        "mod",
        "pow",
        "cast",
        "gcd",
        "lcm",
        "natabs",
        "tonat",
        "min",
        "max",
    }
    | {"true", "false", "not", "and", "or", "imp", "iff", "eq", "lt", "le", "dvd", "forall", "exists", "apply"}
)
_MAX = 1024
_INFIX: Mapping[str, tuple[str, int, int, int]] = {
    "iff": ("↔", 20, 21, 21),
    "imp": ("→", 25, 26, 25),
    "or": ("∨", 30, 31, 30),
    "and": ("∧", 35, 36, 35),
    **{op: (sign, 50, 51, 51) for op, sign in (("eq", "="), ("lt", "<"), ("le", "≤"), ("dvd", "∣"), ("mem", "∈"))},
    "add": ("+", 65, 65, 66),
    "sub": ("-", 65, 65, 66),
    "mul": ("*", 70, 70, 71),
    "div": ("/", 70, 70, 71),
    "mod": ("%", 70, 70, 71),
    "pow": ("^", 75, 76, 75),
}
_FUNCTIONS: Mapping[str, str] = {
    "natabs": "Int.natAbs",
    "tonat": "Int.toNat",
    "choose": "Nat.choose",
    "factorial": "Nat.factorial",
    "fib": "Nat.fib",
    "min": "min",
    "max": "max",
    "prime": "Nat.Prime",
    "even": "Even",
    "range": "Finset.range",
    **{kind: f"Finset.{kind}" for kind in ("Icc", "Ico", "Ioc", "Ioo")},
    "card": "Finset.card",
    "divisors": "Nat.divisors",
}
_SORTS: Mapping[str, Mapping[str, str]] = {
    CORE: {"N": "Nat", "Z": "Int", "P": "Prop"},
    MATHLIB: {"N": "ℕ", "Z": "ℤ", "Q": "ℚ", "R": "ℝ", "C": "ℂ", "P": "Prop"},
}
_SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"


def environment_of(statement: Statement) -> str:
    """`core` for what a Lean without a library can state, else `mathlib`."""
    sorts = [sort for _, sort in statement.variables]
    for formula in (*(f for _, f in statement.hypotheses), statement.goal):
        for term in subterms(formula):
            sorts.append(term.sort)
            if term.op not in _CORE_OPERATORS:
                return MATHLIB
    core = all(s.name in _CORE_SORTS and all(p.name in _CORE_SORTS for p in s.parts) for s in sorts)
    return CORE if core else MATHLIB


def declaration(statement: Statement, environment: str) -> str:
    """`theorem name (x y : Int) (h₁ : …) : …`, without a proof."""
    binders = [f"({' '.join(names)} : {sort_text(sort, environment)})" for names, sort in _grouped(statement.variables)]
    binders += [f"({name} : {term_text(formula, environment)})" for name, formula in statement.hypotheses]
    return f"theorem {' '.join([statement.name, *binders])} : {term_text(statement.goal, environment)}"


def hypothesis_name(index: int) -> str:
    """`h₁`, `h₂` …, by index from 0."""
    return "h" + "".join(_SUBSCRIPTS[int(digit)] for digit in str(index + 1))


def sort_text(sort: Sort, environment: str, level: int = 0) -> str:
    """A type."""
    if sort.name == "fun":
        *arguments, result = sort.parts
        text = " → ".join([sort_text(a, environment, 26) for a in arguments] + [sort_text(result, environment, 25)])
        return f"({text})" if level > 25 else text
    if sort.name in ("fin", "set"):
        text = f"{'Finset' if sort.name == 'fin' else 'Set'} {sort_text(sort.parts[0], environment, _MAX)}"
        return f"({text})" if level >= _MAX else text
    return _SORTS[environment][sort.name]


def term_text(term: Term, environment: str, level: int = 0) -> str:
    """A term at a level of precedence."""
    text, own = _Writer(environment).text(term)
    return f"({text})" if own < level else text


def _grouped(variables: Iterable[tuple[str, Sort]]) -> list[tuple[list[str], Sort]]:
    groups: list[tuple[list[str], Sort]] = []
    for name, sort in variables:
        if groups and groups[-1][1] == sort:
            groups[-1][0].append(name)
        else:
            groups.append(([name], sort))
    return groups


class _Writer:
    def __init__(self, environment: str) -> None:
        self._environment = environment

    def at(self, term: Term, level: int) -> str:
        text, own = self.text(term)
        return f"({text})" if own < level else text

    def text(self, term: Term) -> tuple[str, int]:  # noqa: C901 - one case an operator
        """The text and the level that it has without brackets."""
        op = term.op
        if op == "num":
            return str(term.value), _MAX
        if op == "var":
            return term.name, _MAX
        if op == "not":
            return self._negated(term.args[0])
        if op in ("true", "false"):
            return op.capitalize(), _MAX
        if op in ("forall", "exists"):
            return self._quantified(term), 0
        if op in _INFIX:
            return self._infix(term)
        if op == "neg":
            return f"-{self.at(term.args[0], 75)}", 75
        if op == "cast":
            inner = self.at(term.args[0], 0)
            if term.args[0].op != "var":
                inner = f"({inner} : {self._sort(term.args[0].sort)})"
            return f"({inner} : {self._sort(term.sort)})", _MAX
        if op in ("sum", "prod"):
            return self._big(term), 67
        if op == "filter":
            bound, domain, condition = term.args
            chosen = f"(fun {bound.name} => {self.at(condition, 0)})"
            return f"Finset.filter {chosen} {self.at(domain, _MAX)}", _MAX - 1
        if op == "abs":
            return f"|{self.at(term.args[0], 0)}|", _MAX
        return self._application(term)

    def _sort(self, sort: Sort) -> str:
        return sort_text(sort, self._environment)

    def _negated(self, inner: Term) -> tuple[str, int]:
        if inner.op == "eq":
            return self._binary("≠", 50, 51, 51, inner)
        return f"¬{self.at(inner, 1000)}", _MAX - 1

    def _infix(self, term: Term) -> tuple[str, int]:
        sign, own, left, right = _INFIX[term.op]
        return self._binary(sign, own, left, right, term)

    def _binary(self, sign: str, own: int, left: int, right: int, term: Term) -> tuple[str, int]:
        one, two = term.args
        if own == 50 and one.sort not in (N,) and one.sort.name in "ZQR" and not _shows_sort(term):
            return f"({self.at(one, 0)} : {self._sort(one.sort)}) {sign} {self.at(two, right)}", own
        return f"{self.at(one, left)} {sign} {self.at(two, right)}", own

    def _quantified(self, term: Term) -> str:
        bound, body = term.args
        sign = "∀" if term.op == "forall" else "∃"
        return f"{sign} {bound.name} : {self._sort(bound.sort)}, {self.at(body, 0)}"

    def _big(self, term: Term) -> str:
        bound, domain, body = term.args
        sign = "∑" if term.op == "sum" else "∏"
        return f"{sign} {bound.name} ∈ {self.at(domain, 0)}, {self.at(body, 67)}"

    def _application(self, term: Term) -> tuple[str, int]:
        name = term.name
        if term.op in ("gcd", "lcm"):
            name = f"{'Int' if term.args[0].sort == Z else 'Nat'}.{term.op}"
        elif term.op in _FUNCTIONS:
            name = _FUNCTIONS[term.op]
        elif term.op != "apply":
            raise ValueError(f"{term.op} has no Lean text here")
        return " ".join([name, *(self.at(a, _MAX) for a in term.args)]), _MAX - 1


def _shows_sort(term: Term) -> bool:
    """Whether a leaf of the arithmetic of a relation says which numbers it is about."""
    if term.op == "num":
        return False
    if term.op in BINDERS or term.op in ("var", "apply", "cast", "natabs", "gcd", "lcm"):
        return True
    arguments = term.args[:1] if term.op == "pow" else term.args
    return any(map(_shows_sort, arguments))
