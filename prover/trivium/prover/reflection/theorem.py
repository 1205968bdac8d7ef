"""Theorems as Lean text: their binders, their claim, and the term that calls a checker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from trivium.prover.errors import InvalidExpression
from trivium.prover.reflection.expression import Expression, check, check_name, depth, lean_text, variables

COMPUTED = "(by decide +kernel)"
"""The proof that a check computes to `true`: the kernel evaluates it, the elaborator does not."""
_DEPTH = 100
"""Nesting beyond this needs a higher limit of recursion than Lean's own."""


class Domain(Enum):
    """Where variables range, by its Lean name."""

    NAT = "Nat"
    INT = "Int"
    RAT = "Rat"
    RING = "carrier"
    """Any commutative ring."""

    @property
    def field(self) -> bool:
        """Whether there are quotients."""
        return self is Domain.RAT


class Kind(Enum):
    """A relation, by Lean's sign."""

    EQ = "="
    LE = "≤"
    LT = "<"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two expressions."""

    kind: Kind
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A relation with the name that its proof has."""

    name: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem and its proof, as Lean text."""

    name: str
    binders: str
    claim: str
    proof: str
    nesting: int
    """How deeply its expressions are nested."""

    def __post_init__(self) -> None:
        """Raises InvalidExpression for a name that Lean does not take."""
        check_name(self.name)

    def source(self) -> str:
        """The declaration. The checkers are part of the embedded library, so it needs no import."""
        option = f"set_option maxRecDepth {100 * self.nesting + 1000} in\n" if self.nesting > _DEPTH else ""
        binders = f" {self.binders}" if self.binders else ""
        return f"{option}theorem {self.name}{binders} : {self.claim} :=\n  {self.proof}\n"


@dataclass(frozen=True, slots=True)
class Scope:
    """The variables of a theorem in the order in which they are numbered, and where they range."""

    names: tuple[str, ...]
    domain: Domain

    @property
    def index(self) -> Mapping[str, int]:
        """The number of each variable."""
        return {name: number for number, name in enumerate(self.names)}

    @property
    def values(self) -> str:
        """The list of the variables as a Lean term."""
        return f"([{', '.join(self.names)}] : List {self.domain.value})"

    def binders(self, hypotheses: Sequence[tuple[str, str]] = ()) -> str:
        """The binders of the variables and of hypotheses, given as name and claim."""
        parts = ["{carrier : Type} [Trivium.CommRing carrier]"] if self.domain is Domain.RING else []
        if self.names:
            parts.append(f"({' '.join(self.names)} : {self.domain.value})")
        return " ".join([*parts, *(f"({name} : {claim})" for name, claim in hypotheses)])

    def claim(self, left: Expression, sign: str, right: Expression) -> str:
        """A relation in Lean's notation, its type said."""
        return f"({lean_text(left)} : {self.domain.value}) {sign} {lean_text(right)}"


def scope_of(domain: Domain, expressions: Sequence[Expression], hypotheses: Sequence[str] = ()) -> Scope:
    """The scope of a theorem about these expressions; raises InvalidExpression for what the checkers do not take."""
    for expression in expressions:
        check(expression, field=domain.field)
    names = variables(*expressions)
    for name in hypotheses:
        check_name(name)
    if len({*names, *hypotheses}) < len(names) + len(hypotheses):
        raise InvalidExpression("a hypothesis has the name of another or of a variable")
    return Scope(names, domain)


def nesting_of(*expressions: Expression) -> int:
    """The deepest nesting among expressions."""
    return max((depth(expression) for expression in expressions), default=1)


def conjunction(proofs: Sequence[str]) -> str:
    """The proof of claims one after another, as the checkers want it."""
    return f"⟨{', '.join([*proofs, 'trivial'])}⟩" if proofs else "trivial"
