"""What the families of scripts share: identities proved apart, products of inequalities, bounds of variables."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.calculus import Branch
from trivium.prover.certificate.arithmetic.polynomials import Normalizer, Polynomial, multiply
from trivium.prover.certificate.arithmetic.terms import INTEGERS, N, Sort, Term, Z, free_variables, substitute, subterms
from trivium.prover.decide.closing import Closer
from trivium.prover.decide.tableau import Search
from trivium.prover.search.rendering import polynomial_text, term_text


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


class Writer:
    """Writes scripts for one statement."""

    def __init__(
        self, statement: model.Statement, dialect: Dialect, deadline: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.statement = statement
        self.dialect = dialect
        self.search = Search(deadline, clock)
        self.formulas = [*(formula for _, formula in statement.hypotheses), statement.goal]
        self.whole = [(name, sort) for name, sort in statement.variables if sort in INTEGERS]
        self.lemmas: dict[str, str] = {}

    def fresh(self, wish: str) -> str:
        """A name like the one wished for that the statement does not use."""
        taken = {name for name, _ in (*self.statement.variables, *self.statement.hypotheses)}
        while wish in taken:
            wish += "'"
        return wish

    def outside(self, branch: Branch, active: list[int], beyond: Term, wanted: str) -> list[str]:
        """A proof that a variable is not beyond a bound: products of inequalities, then linear arithmetic."""
        child = branch.extended(beyond)
        inherited = [*active, *range(len(branch.facts), len(child.facts))]
        closer = Closer(child, inherited, self.search.expired)
        found = closer.linear() or closer.products(rich=False) or closer.products()
        parts = found.parts if found is not None else ()
        lines = [f"by_cases bound : {wanted}", *bullet(["exact bound"])]
        hints: list[str] = []
        for index, part in enumerate(parts):
            hints += self.product(child, part, index)
        return [*lines, *bullet(["exfalso", *self.expansions({}), *hints, self.dialect.linear])]

    def product(self, branch: Branch, part: model.Part, index: int) -> list[str]:
        """A product of inequalities, or one times a square, as a fact, and the same expanded."""
        normalizer = branch.shared.normalizer
        factors = [branch.literals[i].polynomial for i, _ in part.facts]
        if part.multiplier is not None and len(factors) == 1 and not part.squares:
            return self.multiple(normalizer, factors[0], normalizer.polynomial(part.multiplier), index)
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
            self.identity(f"x{index}", f"{' * '.join(shown)} = {expanded}", dict(self.whole), self.dialect.ring),
        ]

    def multiple(self, normalizer: Normalizer, zero: Polynomial, factor: Polynomial, index: int) -> list[str]:
        """An equation times a polynomial, expanded."""
        left, right = polynomial_text(zero, normalizer, Z), polynomial_text(factor, normalizer, Z)
        expanded = polynomial_text(multiply(zero, factor), normalizer, Z)
        return [
            f"have z{index} : ({left} : Int) = 0 := by omega",
            f"have m{index} : ({left}) * ({right}) = 0 := by rw [z{index}]; exact Int.zero_mul _",
            self.identity(f"x{index}", f"({left}) * ({right}) = {expanded}", dict(self.whole), self.dialect.ring),
        ]

    def expansions(self, values: Mapping[str, Term]) -> list[str]:
        """An equation for each product of the statement, once the values are put in."""
        normalizer = Normalizer()
        seen: set[str] = set()
        lines: list[str] = []
        for formula in self.formulas:
            for term in products(substitute(formula, values)):
                text = term_text(term)
                if text in seen or len(seen) >= 8:
                    continue
                seen.add(text)
                # over the integers in either case: linear arithmetic casts natural numbers the same way
                expanded = polynomial_text(normalizer.polynomial(term), normalizer, Z)
                shown = f"({text} : Int)" if term.sort == Z else f"(({text} : Nat) : Int)"
                ring = self.dialect.ring if term.sort == Z else self.dialect.cast
                sorts = {name: sort for name, sort in self.whole if name not in values}
                sorts |= {name: value.sort for value in values.values() for name in free_variables(value)}
                lines.append(self.identity(f"e{len(seen)}", f"{shown} = {expanded}", sorts, ring))
        return lines

    def script(self, lines: Sequence[str]) -> str:
        """A script with the identities that its lines use before them."""
        lemmas = list(self.lemmas)
        self.lemmas.clear()
        return "\n".join([*lemmas, *lines])

    def identity(self, name: str, sides: str, sorts: Mapping[str, Sort], closing: str) -> str:
        """A step that instantiates an identity; it is proved first, where nothing else is in the context."""
        variables = list(sorts)
        binders = " ".join(f"({v} : {'Nat' if sorts[v] == N else 'Int'})" for v in variables)
        clear = "; ".join(f"try clear {h}" for h, _ in reversed(self.statement.hypotheses) if h != "_")
        proof = f"intro {' '.join(variables)}; {clear + '; ' if clear else ''}{closing}"
        lemma = f"∀ {binders}, {sides}"
        label = next((known for text, known in self.lemmas.items() if f" : {lemma} := by" in text), "")
        if not label:
            label = f"i{len(self.lemmas)}"
            self.lemmas[f"have {label} : {lemma} := by {proof}"] = label
        return f"have {name} := {label} {' '.join(variables)}"

    def moduli(self) -> set[int]:
        found = set()
        for formula in self.formulas:
            for term in subterms(formula):
                divisor = term.args[1] if term.op == "mod" else term.args[0] if term.op == "dvd" else None
                if divisor is not None and divisor.op == "num" and 2 <= divisor.value <= 100:
                    found.add(divisor.value)
        return found


def products(term: Term) -> Iterator[Term]:
    """The largest products and powers of variables in a term."""
    if term.op in ("mul", "pow") and term.sort in INTEGERS and _degree(term) >= 2:
        yield term
        return
    if term.op in ("forall", "exists", "sum", "prod", "filter", "setof"):
        return
    for argument in term.args:
        yield from products(argument)


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


def bullet(lines: Sequence[str]) -> list[str]:
    flat = [line for text in lines for line in text.splitlines()]
    return [f"{'· ' if index == 0 else '  '}{line}" for index, line in enumerate(flat)]


def indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for text in lines for line in text.splitlines()]
