"""A policy with a ration of samples."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from trivium.prover.lean.goal import read_goals
from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget
from trivium.prover.search.ration import Rationed

BUDGET = PolicyBudget()


@dataclass
class Counting:
    """Says how often it was asked, and for how much."""

    name: str = "counting"
    waits: bool = True
    asked: list[int] = field(default_factory=list)

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        self.asked.append(count)
        return [Candidate(f"t{n}", kind) for n in range(count)]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        self.asked.append(count)
        return [Candidate("r", Kind.PROOF)] * count


def context(target: str) -> GoalContext:
    text = f"⊢ {target}"
    return GoalContext("theorem t : True", read_goals(text)[0], state=text)


def rationed(samples: int, kinds: frozenset[Kind] = frozenset({Kind.TACTIC})) -> tuple[Counting, Rationed]:
    inner = Counting()
    return inner, Rationed(inner, kinds, samples, 4)


def test_no_more_is_asked_for_than_the_ration() -> None:
    inner, policy = rationed(10)
    told = [len(policy.propose(context(f"{n} = {n}"), Kind.TACTIC, 40, BUDGET)) for n in range(4)]
    assert told == [4, 4, 2, 0]
    assert inner.asked == [4, 4, 2]
    assert policy.spent == 10


def test_a_question_is_paid_for_once() -> None:
    inner, policy = rationed(10)
    first = policy.propose(context("1 = 1"), Kind.TACTIC, 40, BUDGET)
    assert policy.propose(context("1 = 1"), Kind.TACTIC, 40, BUDGET) == first
    assert (inner.asked, policy.spent) == ([4], 4)


def test_what_the_policy_has_not_is_neither_asked_nor_paid_for() -> None:
    inner, policy = rationed(10)
    assert policy.propose(context("1 = 1"), Kind.PROOF, 40, BUDGET) == ()
    assert (inner.asked, policy.spent) == ([], 0)


def test_repairs_are_paid_for_and_the_search_waits_for_every_answer() -> None:
    inner, policy = rationed(5)
    assert len(policy.repair(context("1 = 1"), "a", "e", 3, BUDGET)) == 3
    assert len(policy.repair(context("1 = 1"), "b", "e", 3, BUDGET)) == 2
    assert policy.repair(context("1 = 1"), "c", "e", 3, BUDGET) == ()
    assert inner.waits
    assert not policy.waits
