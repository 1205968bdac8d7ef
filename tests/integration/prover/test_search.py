"""The proof search on a real Lean: every answer is judged by the checker, never by the session."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from trivium.prover.lean.child import Limits
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search import (
    CertificatePolicy,
    Direction,
    PortfolioPolicy,
    ProofSearch,
    SearchBudget,
    SearchResult,
    read_targets,
    statement_target,
    without_library,
)
from trivium.prover.search.events import Event, failed_attempts
from trivium.prover.search.given import GivenPolicy
from trivium.prover.search.goal_table import GoalTable
from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget, PolicyError
from trivium.prover.search.suggest import suggestions
from trivium.prover.verify import ProofReport, ProofVerifier, Status, Tier

Run = Callable[..., SearchResult]
DUAL = (Direction.ABSURDITY, Direction.STATEMENT, Direction.NEGATION)


@pytest.fixture(scope="module")
def search(zygote: Zygote) -> ProofSearch:
    policies = (PortfolioPolicy(), CertificatePolicy(seconds=3.0))
    return ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, policies)


@pytest.fixture(scope="module")
def run(search: ProofSearch) -> Run:
    def go(statement: str, *directions: Direction, **more: object) -> SearchResult:
        target = without_library(statement_target(statement))
        budget = SearchBudget(wall=90.0)
        return search.run(target, directions or (Direction.STATEMENT,), budget, **more)  # type: ignore[arg-type]

    return go


@pytest.mark.parametrize(
    "statement",
    [
        "(p q : Prop) (h : p ∧ q) : q ∧ p",
        "(p q r : Prop) (h : p ∨ q) (f : p → r) (g : q → r) : r ∧ True",
        "(n : ℕ) : ¬7 ∣ 2 ^ n + 1",
        "(a b : ℕ) (h : a * b + a + b = 5) (k : 1 ≤ a ∧ 1 ≤ b) : a + b = 3",
        ": 5 ^ 2005 % 100 = 25",
        ": ∀ n : ℕ, 3 ∣ n ^ 3 + 2 * n",
    ],
)
def test_a_proof_that_the_checker_accepts(run: Run, statement: str) -> None:
    result = run(statement)
    assert result.direction is Direction.STATEMENT, result
    assert result.report is not None
    passed = {t.tier for t in result.report.tiers if t.status is Status.PASSED}
    assert {Tier.AXIOMS_AUDITED, Tier.LOCKED} <= passed


def test_a_false_statement_is_refuted_in_lean(run: Run) -> None:
    result = run("(a b : ℕ) : a - b + b = a", *DUAL)
    assert result.direction is Direction.NEGATION
    assert "¬" in result.target


def test_contradictory_hypotheses_are_said_to_be_vacuous(run: Run) -> None:
    result = run("(n : ℕ) (h : n < 3) (k : 5 < n) : n = 9", *DUAL)
    assert result.direction is Direction.ABSURDITY
    assert result.vacuous


def test_a_search_without_a_proof_ends(run: Run) -> None:
    result = run("(p : Prop) : p")
    assert result.direction is None
    assert not result.refusal


def test_a_statement_that_lean_does_not_know_is_told(run: Run) -> None:
    assert "nobody" in run("nobody = 1").refusal


def test_the_same_search_tells_the_same_events(run: Run) -> None:
    logs: list[list[tuple[str, str, str]]] = []
    for _ in range(2):
        heard: list[Event] = []
        run("(p q : Prop) (h : p ∧ q) : q ∧ p ∧ q", listener=heard.append)
        assert [e.number for e in heard] == list(range(len(heard)))
        logs.append([(e.kind, e.lane, e.tactic) for e in heard])
    assert logs[0] == logs[1]


def test_the_seed_orders_choices_of_equal_score(search: ProofSearch) -> None:
    target = without_library(statement_target("(p q r s : Prop) (h : p ∨ q) (k : r ∨ s) : (s ∨ r) ∧ (q ∨ p) ∧ False"))

    def tried(seed: int) -> list[tuple[str, str]]:
        heard: list[Event] = []
        budget = SearchBudget(wall=60.0, tactics=90, seed=seed)
        search.run(target, (Direction.STATEMENT,), budget, heard.append)
        return [(event.lane, event.tactic) for event in heard]

    first = tried(1)
    assert tried(1) == first
    assert any(tried(seed) != first for seed in (2, 3))


def test_a_search_goes_on_from_its_event_log(run: Run) -> None:
    heard: list[Event] = []
    run("(p : Prop) : p ∨ ¬ p ∧ False", listener=heard.append)
    failed = failed_attempts(e.to_json() for e in heard)
    again: list[Event] = []
    run("(p : Prop) : p ∨ ¬ p ∧ False", listener=again.append, failed=failed)
    assert failed
    tried = {e.key for e in again if e.kind == "tactic"}
    assert not tried & failed.keys()


class _Lying:
    """A policy whose proofs are none."""

    name = "lying"
    waits = False

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> list[Candidate]:
        return [Candidate(t, Kind.PROOF) for t in ("sorry", "exact sorryAx _", "skip", "exact (by decide : 1 = 2)")]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> list[Candidate]:
        return []


def test_no_policy_talks_the_search_into_a_proof(zygote: Zygote) -> None:
    liar = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (_Lying(),))
    result = liar.run(statement_target("1 = 2"), (Direction.STATEMENT,), SearchBudget(wall=10.0))
    assert result.direction is None


def test_suggestions_are_what_lean_accepts(zygote: Zygote) -> None:
    target = statement_target("(p q : Prop) (h : p ∧ q) : q ∧ p")
    found = suggestions(
        EmbeddedBackend(zygote), target, ["constructor"], [PortfolioPolicy()], SearchBudget(wall=20.0), 5
    )
    assert found.goal.endswith("⊢ q")
    assert found.suggestions
    assert found.suggestions[0].closes


class _Finisher:
    """A policy that knows one tactic."""

    name = "finisher"
    waits = False

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> list[Candidate]:
        return [Candidate("exact h.1", Kind.TACTIC)] if kind is Kind.TACTIC else []

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> list[Candidate]:
        return []


def test_a_wrong_proof_is_gone_on_from_before_its_error(zygote: Zygote) -> None:
    attempt = GivenPolicy("constructor\n· exact h.2\nexact nobody")
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (attempt, _Finisher()))
    target = statement_target("(p q : Prop) (h : p ∧ q) : q ∧ p")
    result = search.run(target, (Direction.STATEMENT,), SearchBudget(wall=30.0))
    assert result.direction is Direction.STATEMENT
    assert result.proof == "constructor\n· exact h.2\nexact h.1"


class _Model:
    """A policy that answers from elsewhere, after a while, or not at all."""

    waits = True

    def __init__(self, name: str, answer: str, delay: float = 0.0, error: Exception | None = None) -> None:
        self.name, self._answer, self._delay, self._error = name, answer, delay, error

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> list[Candidate]:
        time.sleep(self._delay)
        if self._error is not None:
            raise self._error
        return [Candidate(self._answer, kind, -0.1, tokens=7)] if kind is not Kind.SKETCH else []

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> list[Candidate]:
        return []


def test_a_policy_that_dies_leaves_the_other_lanes_running(zygote: Zygote) -> None:
    dead = [
        _Model("unreachable", "", 0.05, PolicyError("nobody answers")),
        _Model("buggy", "", 0.0, ZeroDivisionError("division by zero")),
        _Model("slow", "trivial", 60.0),
    ]
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (*dead, PortfolioPolicy()))
    heard: list[Event] = []
    began = time.monotonic()
    target = statement_target("(p q r : Prop) (h : p ∨ q) (f : p → r) (g : q → r) : r ∧ (q ∨ p)")
    result = search.run(target, (Direction.STATEMENT,), SearchBudget(wall=90.0), heard.append)
    assert result.direction is Direction.STATEMENT
    assert time.monotonic() - began < 55
    shares = {share.policy: share for share in result.contributions}
    assert shares["portfolio"].in_proof >= 1
    assert shares["slow"].accepted == 0


def test_a_policy_that_fails_three_times_is_not_asked_again(zygote: Zygote) -> None:
    dead = _Model("unreachable", "", 0.0, PolicyError("nobody answers"))
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (dead, PortfolioPolicy()))
    heard: list[Event] = []
    target = statement_target("(p q r s : Prop) (h : p ∨ q) (k : r ∨ s) : (s ∨ r) ∧ (q ∨ p) ∧ False")
    budget = SearchBudget(wall=60.0, tactics=200)
    result = search.run(target, (Direction.STATEMENT,), budget, heard.append)
    assert result.direction is None
    (share, portfolio) = result.contributions
    assert 3 <= share.failures <= share.asked <= 3 + 8
    assert share.failure == "nobody answers"
    assert portfolio.tried > 50
    assert any(event.kind == "policy" and "nobody answers" in event.detail for event in heard)


def test_the_answer_says_what_a_policy_that_waits_contributed(zygote: Zygote) -> None:
    model = _Model("model", "exact ⟨h.2, h.1⟩", 0.2)
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (model,))
    target = statement_target("(p q : Prop) (h : p ∧ q) : q ∧ p")
    result = search.run(target, (Direction.STATEMENT,), SearchBudget(wall=90.0))
    assert result.direction is Direction.STATEMENT
    (share,) = result.contributions
    assert (share.in_proof, share.closed >= 1, share.failures) == (1, True, 0)
    assert share.tokens >= 7


RELATED = (
    "(p q r : Prop) (h : p ∨ q) (f : p → r) (g : q → r) : r ∧ (q ∨ p)",
    "(a b c : Prop) (g : b → c) (f : a → c) (k : a ∨ b) : c ∧ (b ∨ a)",
)


def test_a_search_takes_over_what_another_proved_and_its_judge_judges_again(zygote: Zygote) -> None:
    judged: list[str] = []
    verifier = ProofVerifier(zygote)

    def verify(target: str, candidate: str, limits: Limits) -> ProofReport:
        judged.append(candidate)
        return verifier.verify(target, candidate, limits)

    table = GoalTable()
    search = ProofSearch(EmbeddedBackend(zygote), verify, (PortfolioPolicy(),), table=table)
    alone = ProofSearch(EmbeddedBackend(zygote), verify, (PortfolioPolicy(),))
    budget = SearchBudget(wall=90.0)
    first, second = (search.run(statement_target(s), (Direction.STATEMENT,), budget) for s in RELATED)
    third = alone.run(statement_target(RELATED[1]), (Direction.STATEMENT,), budget)
    assert [r.direction for r in (first, second, third)] == [Direction.STATEMENT] * 3
    assert len(judged) >= 3
    assert second.counts["tactics"] * 3 <= third.counts["tactics"]


def test_a_statement_with_another_header_is_not_taken_for_a_known_one(zygote: Zygote) -> None:
    table = GoalTable()
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (PortfolioPolicy(),), table=table)
    budget = SearchBudget(wall=20.0)
    for value, direction in (("1", Direction.STATEMENT), ("2", None)):
        (target,) = read_targets(f"def size : Nat := {value}\ntheorem t : size = 1 := sorry")
        assert search.run(target, (Direction.STATEMENT,), budget).direction is direction


RMAXTS = ("rmaxts",)


@pytest.mark.parametrize("waits", [False, True])
def test_the_tree_search_by_intrinsic_reward_finds_a_proof_of_several_steps(zygote: Zygote, waits: bool) -> None:
    class Steps(_Finisher):
        name = "steps"

        def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> list[Candidate]:
            texts = ("left", "right", "constructor", "rcases h with h | h", "exact h", "exact f h", "exact g h")
            return [Candidate(text, Kind.TACTIC) for text in texts] if kind is Kind.TACTIC else []

    steps = Steps()
    steps.waits = waits
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (steps,), lanes=RMAXTS)
    target = statement_target("(p q r s : Prop) (h : p ∨ q) (f : p → r) (g : q → s) : (r ∨ s) ∧ (s ∨ r)")
    result = search.run(target, (Direction.STATEMENT,), SearchBudget(wall=90.0))
    assert result.direction is Direction.STATEMENT
    assert result.lane == "rmaxts"


def test_the_tree_search_by_intrinsic_reward_ends_where_nothing_is_left_to_try(zygote: Zygote) -> None:
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (_Finisher(),), lanes=RMAXTS)
    result = search.run(statement_target("(p : Prop) : p"), (Direction.STATEMENT,), SearchBudget(wall=60.0))
    assert result.direction is None
    assert not result.exhausted


class _Repairer(_Model):
    """A model that sees Lean's error and mends its proof."""

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> list[Candidate]:
        assert "nobody" in error
        return [Candidate(attempt.replace("nobody", "h.1"), Kind.PROOF)]


@pytest.mark.parametrize("waits", [False, True])
def test_a_policy_mends_its_proof_by_the_error_of_lean(zygote: Zygote, waits: bool) -> None:
    model = _Repairer("model", "constructor\n· exact h.2\nexact nobody")
    model.waits = waits
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (model,), lanes=("whole proofs",))
    target = statement_target("(p q : Prop) (h : p ∧ q) : q ∧ p")
    result = search.run(target, (Direction.STATEMENT,), SearchBudget(wall=60.0))
    assert result.direction is Direction.STATEMENT
    assert result.proof == "constructor\n· exact h.2\nexact h.1"


def test_the_prefix_of_a_proof_of_a_model_is_gone_on_from_by_others(zygote: Zygote) -> None:
    model = _Model("model", "constructor\n· exact h.2\nexact nobody", 0.1)
    policies = (model, _Finisher())
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, policies)
    target = statement_target("(p q : Prop) (h : p ∧ q) : q ∧ p")
    result = search.run(target, (Direction.STATEMENT,), SearchBudget(wall=60.0))
    assert result.direction is Direction.STATEMENT
    assert result.counts["prefixes kept"] >= 1
    assert {share.policy for share in result.contributions if share.in_proof} == {"model", "finisher"}


def test_a_proof_loses_the_steps_that_it_does_not_need(zygote: Zygote) -> None:
    class Wasteful(_Finisher):
        def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> list[Candidate]:
            if kind is not Kind.TACTIC or context.depth > 1:
                return []
            return [Candidate(("have extra := h.2", "exact ⟨h.2, h.1⟩")[context.depth], Kind.TACTIC)]

    lanes = ("best first",)
    search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (Wasteful(),), lanes=lanes)
    target = statement_target("(p q : Prop) (h : p ∧ q) : q ∧ p")
    result = search.run(target, (Direction.STATEMENT,), SearchBudget(wall=60.0))
    assert result.proof == "exact ⟨h.2, h.1⟩"
