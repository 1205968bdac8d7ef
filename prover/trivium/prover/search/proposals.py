"""Asks the policies of a search, those that wait in threads, and keeps account of what each of them does."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from trivium.prover.search.ledger import Ledger
from trivium.prover.search.policy import (
    Candidate,
    Contribution,
    GoalContext,
    Kind,
    Policy,
    PolicyBudget,
    PolicyError,
)

_COUNT = 40
"""Candidates that one answer may have."""
_WALL = 60.0
"""Seconds after which no answer is waited for."""
_THREADS = 4
"""Questions that a policy that waits is asked at once."""
_PATIENCE = 3
"""Failures in a row after which a policy is not asked again."""

Call = Callable[[PolicyBudget], Sequence[Candidate]]


@dataclass(slots=True)
class _Question:
    """A question to one policy; answered once."""

    policy: Policy
    call: Call
    until: float
    began: float
    answer: Sequence[Candidate] | None = None
    failure: str = ""
    ended: float = 0.0

    def answered(self) -> bool:
        return self.answer is not None or bool(self.failure)


@dataclass(slots=True)
class Asked:
    """What several policies were asked together."""

    _proposals: Proposals
    _open: list[_Question] = field(default_factory=list)

    @property
    def waiting(self) -> bool:
        """Whether more may come."""
        return bool(self._open)

    def take(self) -> list[Candidate]:
        """What has come since the last call, in the order of the policies."""
        found: list[Candidate] = []
        for question in list(self._open):
            if self._proposals.settle(question):
                self._open.remove(question)
                found += question.answer or ()
        return found


class Proposals:
    """The policies of one search; to be closed."""

    def __init__(
        self, policies: Sequence[Policy], ledger: Ledger, failed: Callable[[str, str], None] = lambda name, words: None
    ) -> None:
        self.policies = policies
        self.contributions = {policy.name: Contribution(policy.name) for policy in policies}
        self._ledger = ledger
        self._tell_failure = failed
        self._failed_in_a_row: dict[str, int] = {}
        self._queues: dict[str, queue.SimpleQueue[_Question | None]] = {}
        self._arrived = threading.Event()
        self._closed = False

    def ask(self, context: GoalContext, kind: Kind, policies: Sequence[Policy] | None = None) -> Asked:
        """Ask policies (all of them if left out) for candidates of a kind."""
        chosen = self.policies if policies is None else policies
        return self._all(lambda policy: lambda budget: policy.propose(context, kind, _COUNT, budget), chosen)

    @property
    def here(self) -> list[Policy]:
        """The policies that answer at once."""
        return [policy for policy in self.policies if not policy.waits]

    @property
    def elsewhere(self) -> list[Policy]:
        """Those whose answers are waited for, and which have not failed too often."""
        return [policy for policy in self.policies if policy.waits and not self._given_up(policy)]

    def ask_repair(self, context: GoalContext, attempt: str, error: str, count: int) -> Asked:
        """Ask every policy for proofs in place of one that Lean refused."""
        return self._all(
            lambda policy: lambda budget: policy.repair(context, attempt, error, count, budget), self.policies
        )

    def wait(self, seconds: float) -> None:
        """Return when an answer comes, or after the time."""
        self._arrived.wait(seconds)
        self._arrived.clear()

    def settle(self, question: _Question) -> bool:
        """Whether a question is over; its answer is booked."""
        late = self._ledger.elapsed > question.until
        if not question.answered() and not late:
            return False
        share = self.contributions[question.policy.name]
        share.seconds += (question.ended or self._ledger.elapsed) - question.began
        if question.answer is None:
            share.failures += 1
            share.failure = question.failure or "no answer in time"
            self._failed_in_a_row[share.policy] = self._failed_in_a_row.get(share.policy, 0) + 1
            self._ledger.spend("policy failures")
            self._tell_failure(share.policy, share.failure)
            return True
        self._failed_in_a_row[share.policy] = 0
        share.proposed += len(question.answer)
        tokens = sum(candidate.tokens for candidate in question.answer)
        share.tokens += tokens
        if tokens:
            self._ledger.spend("tokens", tokens)
        return True

    def tried(self, candidate: Candidate, *, accepted: bool, closed: bool = False) -> None:
        """Book what Lean said of a candidate."""
        share = self.contributions.get(candidate.source)
        if share is not None:
            share.tried += 1
            share.accepted += accepted
            share.closed += closed

    def used(self, sources: Sequence[str]) -> None:
        """Book the policies whose steps are in the accepted proof."""
        for source in sources:
            if source in self.contributions:
                self.contributions[source].in_proof += 1

    def close(self) -> None:
        """Ask no more; threads end with the answer that they wait for."""
        self._closed = True
        for questions in self._queues.values():
            for _ in range(_THREADS):
                questions.put(None)

    def _given_up(self, policy: Policy) -> bool:
        return self._failed_in_a_row.get(policy.name, 0) >= _PATIENCE

    def _all(self, of: Callable[[Policy], Call], policies: Sequence[Policy]) -> Asked:
        asked = Asked(self)
        for policy in policies:
            if self._given_up(policy):
                continue
            self.contributions[policy.name].asked += 1
            now = self._ledger.elapsed
            wall = max(0.1, min(_WALL, self._ledger.left))
            question = _Question(policy, of(policy), now + wall, now)
            asked._open.append(question)
            if policy.waits:
                self._queue(policy.name).put(question)
            else:
                self._answer(question)
        return asked

    def _queue(self, name: str) -> queue.SimpleQueue[_Question | None]:
        if name not in self._queues:
            self._queues[name] = queue.SimpleQueue()
            for number in range(_THREADS):
                # a daemon: a policy that hangs must not keep the process from ending
                threading.Thread(target=self._serve, args=(name,), name=f"policy-{name}-{number}", daemon=True).start()
        return self._queues[name]

    def _serve(self, name: str) -> None:
        questions = self._queues[name]
        while (question := questions.get()) is not None:
            if not self._closed and self._ledger.elapsed < question.until:
                self._answer(question)
                self._arrived.set()

    def _answer(self, question: _Question) -> None:
        wall = max(0.05, question.until - self._ledger.elapsed)
        name, found, failure = question.policy.name, None, ""
        try:
            answer = question.call(PolicyBudget(wall=wall, seed=self._ledger.budget.seed))
            found = [replace(candidate, source=name) for candidate in answer[:_COUNT]]
        except PolicyError as error:
            failure = str(error) or "PolicyError"
        except Exception as error:  # noqa: BLE001 - a policy may be a plug-in: its faults are its own
            failure = f"{type(error).__name__}: {error}"
        question.ended = self._ledger.elapsed
        question.answer, question.failure = found, failure
