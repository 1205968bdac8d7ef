"""Sketches on a real Lean: every hole is searched, the whole is judged."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search import Direction, PortfolioPolicy, ProofSearch, SearchBudget, SearchResult, statement_target
from trivium.prover.search.events import Event
from trivium.prover.search.given import GivenPolicy
from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget
from trivium.prover.search.prove import USUAL
from trivium.prover.verify import ProofVerifier

SEQUENCE = (
    "(n : Nat) (u : Nat → Nat) (h : u 0 = 0) (k : ∀ n, u (n + 1) = 2 * u n + (n + 1)) : u n + n + 2 = 2 ^ (n + 1)"
)
STRUCTURED = """have key : ∀ m, u m + m + 2 = 2 ^ (m + 1) := by
  intro m
  induction m with
  | zero => sorry
  | succ m ih =>
    have step : u (m + 1) = 2 * u m + m + 1 := sorry
    have power : 2 ^ (m + 1 + 1) = 2 * 2 ^ (m + 1) := by
      sorry
    sorry
exact key n"""


ALONE = ("sketches",)
"""Nothing else is tried on the statement itself."""


def search(
    zygote: Zygote,
    statement: str,
    *sketches: str,
    lanes: Sequence[str] = USUAL,
    hear: list[Event] | None = None,
) -> SearchResult:
    given = GivenPolicy(sketches=sketches)
    policies = (given, PortfolioPolicy())
    engine = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, policies, lanes=lanes)
    listener = (lambda event: None) if hear is None else hear.append
    return engine.run(statement_target(statement), (Direction.STATEMENT,), SearchBudget(wall=90.0), listener)


def test_each_hole_is_searched_and_the_whole_is_judged(zygote: Zygote) -> None:
    result = search(zygote, SEQUENCE, STRUCTURED, lanes=ALONE)
    assert result.direction is Direction.STATEMENT
    assert result.lane == "sketches"
    assert "sorry" not in result.proof
    assert result.proof.startswith("have key")
    assert result.counts["parts proved"] == 4


@pytest.mark.parametrize(
    ("statement", "sketch"),
    [
        ("(p q r : Prop) (h : p ∧ q) (k : q → r) : r ∧ p", "refine ⟨?_, ?_⟩"),
        ("(p q r : Prop) (h : p ∧ q) (k : q → r) : r ∧ p", "obtain ⟨_, _⟩ := h\nexact ⟨sorry, sorry⟩"),
        ("(a b c : Nat) (h : a = b) : a + c = c + b", "calc a + c = b + c := by sorry\n  _ = c + b := by sorry"),
        ("(n : Nat) (h : n % 2 = 1) : (n + 2) % 2 = 1", "have e : (n + 2) % 2 = n % 2 := ?_\nsorry"),
    ],
)
def test_holes_of_every_form(zygote: Zygote, statement: str, sketch: str) -> None:
    result = search(zygote, statement, sketch, lanes=ALONE)
    assert result.direction is Direction.STATEMENT
    assert result.counts["parts proved"] == 2


def test_a_sketch_with_a_false_part_is_given_up_and_costs_the_others_nothing(zygote: Zygote) -> None:
    false = "have e : n = 7 := by sorry\nomega"
    statement = "(n m : Nat) (h : n < m) (k : m < 9) : n < 9 ∧ n + 1 < 10 ∧ n ≠ m"
    result = search(zygote, statement, false, "refine ⟨by sorry, by sorry, by sorry⟩", lanes=ALONE)
    assert result.direction is Direction.STATEMENT
    assert "n = 7" not in result.proof
    assert result.counts["parts refuted"] == 1
    assert result.counts["parts proved"] == 3


def test_a_sketch_that_lean_refuses_is_gone_on_from_before_its_error(zygote: Zygote) -> None:
    wrong = "constructor\n· exact h.2\nhave e : p := by sorry\nexact nobody"
    result = search(zygote, "(p q : Prop) (h : p ∧ q) : q ∧ p", wrong, lanes=("sketches", "best first"))
    assert result.direction is Direction.STATEMENT
    assert result.counts["prefixes kept"] == 1


class _Model:
    """A policy that writes whole proofs with holes, and knows the parts of one."""

    name = "model"
    waits = True

    def __init__(self) -> None:
        self.asked: list[GoalContext] = []

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> list[Candidate]:
        self.asked.append(context)
        if kind is not Kind.PROOF:
            return []
        if context.part:
            return [Candidate("exact Or.inr fun x => (f x).elim", kind)]
        return [Candidate("have key : q ∨ (p → r) := by sorry\nrcases key with k | k\n· exact g k\n· exact e k", kind)]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> list[Candidate]:
        return []


def test_a_proof_with_holes_of_a_policy_is_a_sketch_and_its_parts_are_asked_for(zygote: Zygote) -> None:
    model = _Model()
    engine = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (model,))
    target = statement_target("(p q r s : Prop) (f : p → False) (g : q → s) (e : (p → r) → s) : s")
    result = engine.run(target, (Direction.STATEMENT,), SearchBudget(wall=60.0))
    assert result.direction is Direction.STATEMENT
    assert any(context.part and context.declaration.startswith("theorem statement_1") for context in model.asked)
    (share,) = result.contributions
    assert share.in_proof == 2


def test_a_search_with_sketches_is_the_same_each_time(zygote: Zygote) -> None:
    logs = []
    for _ in range(2):
        heard: list[Event] = []
        statement = "(p q r : Prop) (h : p ∧ q) (k : q → r) : r ∧ p"
        search(zygote, statement, "refine ⟨?_, ?_⟩", lanes=ALONE, hear=heard)
        logs.append([(event.kind, event.lane, event.tactic, event.outcome) for event in heard])
    assert logs[0] == logs[1]
