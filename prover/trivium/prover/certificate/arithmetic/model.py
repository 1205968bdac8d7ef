"""What a certificate of a statement holds. Terms are texts (S-expressions), numbers are exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from trivium.prover.certificate.arithmetic.terms import Sort, Term

VACUOUS, PROVED, REFUTED = "vacuous", "proved", "refuted"


@dataclass(frozen=True, slots=True)
class Statement:
    """A theorem's statement: its variables, its hypotheses in order, and its goal."""

    name: str
    variables: tuple[tuple[str, Sort], ...]
    hypotheses: tuple[tuple[str, Term], ...]
    goal: Term

    def __str__(self) -> str:
        lines = [f"{name} : {sort}" for name, sort in self.variables]
        lines += [f"{name} : {formula}" for name, formula in self.hypotheses]
        return "\n".join([*lines, f"⊢ {self.goal}"])


@dataclass(frozen=True, slots=True)
class Instantiate:
    """From `∀ x …` the body at terms."""

    fact: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Define:
    """What the operator of a term means."""

    term: Term


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Replace the left side of an equation by its right side (or, reversed, the other way round) in a fact."""

    equation: int
    fact: int
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Unfold:
    """Replace every `f t …` in a fact by its value under a fact `∀ x …, f x … = value`, under binders too."""

    definition: int
    fact: int


@dataclass(frozen=True, slots=True)
class Part:
    """One product of a linear combination: coefficient · multiplier · Π facts · Π squares².

    Facts are named by their index and a side: "" as it stands; "+" and "-" are the two inequalities of an equation.
    A multiplier needs an equation among the facts; without one the coefficient must be positive.
    """

    coefficient: Fraction
    facts: tuple[tuple[int, str], ...] = ()
    squares: tuple[Term, ...] = ()
    multiplier: Term | None = None


@dataclass(frozen=True, slots=True)
class Derive:
    """A relation that is a combination of facts: `formula` is `0 = p`, `0 ≤ p` or `0 < p` with p the combination."""

    formula: Term
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """One branch for each side of a disjunction; a ≠ b is a < b or b < a."""

    fact: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One branch in which a formula holds, and one in which it fails."""

    formula: Term


@dataclass(frozen=True, slots=True)
class Enumerate:
    """Branches for an integer term: below `low`, each value from `low` to `high`, above `high`."""

    term: Term
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Residues:
    """Branches `term = modulus * q + r` for each remainder r, with a new variable q."""

    term: Term
    modulus: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """Branches for the exponent of a power: the powers of a numeral repeat modulo a number."""

    base: Term
    exponent: Term
    modulus: int
    start: int
    period: int


@dataclass(frozen=True, slots=True)
class Induct:
    """Facts that hold at a natural number hold at a least one: it is zero, or they fail at its predecessor."""

    variable: str
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """A finite set given by `∀ x, x ∈ S ↔ P x` is a list: a branch for an element outside it, then the equation."""

    fact: int
    elements: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Combine:
    """Closes a branch: the parts sum to something that facts contradict.

    The sum is a negative number; or zero with a strictly positive part; or, with `nonzero`, the product of polynomials
    that facts say are not zero, while every part is zero.
    """

    parts: tuple[Part, ...]
    nonzero: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """The branch holds `False` already."""


Step: TypeAlias = (
    Instantiate | Define | Rewrite | Unfold | Derive | Split | Cut | Enumerate | Residues | Cycle | Induct | Members
)


@dataclass(frozen=True, slots=True)
class Node:
    """Steps that add facts, then either a closing or a branching step with its branches."""

    steps: tuple[Step, ...]
    last: Combine | Closed | Step
    branches: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The facts (hypotheses and the negated goal) contradict each other; where vacuous, the hypotheses alone do."""

    root: Node
    vacuous: bool


@dataclass(frozen=True, slots=True)
class Countermodel:
    """Values of the variables at which every hypothesis holds and the goal fails; functions are `fun` terms."""

    values: tuple[tuple[str, Term], ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was decided of a statement, and why."""

    statement: str
    """The statement as :class:`Statement` prints it."""
    body: Proof | Countermodel
