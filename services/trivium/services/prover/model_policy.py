"""Policies of the policy service in a search for a Lean proof: asked over the line, from threads."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from trivium.prover.policy.question import Ask, Question
from trivium.prover.search.events import Event
from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget, PolicyError
from trivium.services.policy import mapping
from trivium.services.policy.line import Line, LineError
from trivium_api.policy.v1 import policy_service_pb2 as wire

_ASKS = {Kind.TACTIC: Ask.TACTIC, Kind.PROOF: Ask.PROOF, Kind.SKETCH: Ask.SKETCH}
_KINDS = {
    wire.PROPOSAL_KIND_TACTIC: Kind.TACTIC,
    wire.PROPOSAL_KIND_PROOF: Kind.PROOF,
    wire.PROPOSAL_KIND_SKETCH: Kind.SKETCH,
}
_COUNT = {Kind.TACTIC: 8, Kind.PROOF: 8, Kind.SKETCH: 4}
"""Candidates of one answer: a model's time goes into each."""
_LEARNS = "ensemble"


@dataclass(slots=True)
class ModelPolicy:
    """One policy of the service. What a search sees of it is candidates, or a PolicyError."""

    name: str
    line: Line
    kinds: frozenset[Kind]
    learns: bool = False
    """Whether it is told what became of its candidates."""
    waits: bool = True
    at_once: int = 0
    """Candidates of one answer at most; as many as is usual when 0."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _asked: dict[str, tuple[str, Question]] = field(default_factory=dict)
    """For each candidate its source and its question, until it is known what became of it."""
    _outcomes: dict[tuple[str, Question], list[int]] = field(default_factory=dict)

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """What the policy proposes; raises PolicyError."""
        if kind not in self.kinds:
            return ()
        question = Question(
            _ASKS[kind], context.declaration, context.state or context.goal.text, context.steps, context.header
        )
        return self._candidates(question, kind, min(count, self.at_once or _COUNT[kind]), budget)

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """Proofs in place of one that was refused; raises PolicyError."""
        if Kind.PROOF not in self.kinds:
            return ()
        question = Question(Ask.PROOF, context.declaration, header=context.header, attempt=attempt, error=error[:4000])
        try:
            return self._candidates(question, Kind.PROOF, min(count, _COUNT[Kind.PROOF]), budget)
        except PolicyError as failure:
            if isinstance(failure.__cause__, LineError) and failure.__cause__.reason == "UNSUPPORTED_KIND":
                return ()  # its template has no words for a repair
            raise

    def heard(self, event: Event) -> None:
        """Take note of what became of a candidate."""
        if self.learns and event.kind == "tactic":
            with self._lock:
                asked = self._asked.get(event.tactic)
                if asked is not None:
                    outcome = self._outcomes.setdefault(asked, [0, 0])
                    outcome[0] += 1
                    outcome[1] += event.outcome in ("progress", "done")

    def close(self) -> None:
        """Report what became of the candidates; a service that cannot be reached learns nothing."""
        if not self._outcomes:
            return
        outcomes = [
            wire.Outcome(source=source, query=mapping.query(question), tried=tried, accepted=accepted)
            for (source, question), (tried, accepted) in list(self._outcomes.items())[:200]
        ]
        with suppress(LineError):
            self.line.report(wire.ReportRequest(policy=self.name, outcomes=outcomes))

    def _candidates(self, question: Question, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        request = wire.ProposeRequest(
            policy=self.name, query=mapping.query(question), count=count, tokens=min(budget.tokens, 131072)
        )
        request.budget.seed = budget.seed % 2**64
        try:
            answer = self.line.propose(request, budget.wall)
        except LineError as error:
            raise PolicyError(f"{error.reason}: {error}") from error
        if self.learns:
            with self._lock:
                for c in answer.candidates:
                    self._asked.setdefault(c.text, (c.source, question))
        return [Candidate(c.text, kind, c.logprob, tokens=c.tokens) for c in answer.candidates]


def model_policies(names: Sequence[str], socket: Path | None, at_once: int = 0) -> list[ModelPolicy]:
    """The policies of the service with those names; see `ModelPolicy.at_once`.

    Raises LookupError for a name that the service does not know, or where there is no service. A service that does not
    answer now may do so later: its policies are there, and fail when they are asked.
    """
    if socket is None:
        raise LookupError("no policy service")
    line = Line(socket)
    try:
        described = {policy.name: policy for policy in line.describe().policies}
    except LineError:
        return [ModelPolicy(name, line, frozenset(_ASKS), at_once=at_once) for name in names]
    for name in names:
        if name not in described:
            raise LookupError(f"there are {', '.join(described)}")
    return [
        ModelPolicy(
            name,
            line,
            frozenset(_KINDS[kind] for kind in described[name].kinds if kind in _KINDS),
            described[name].backend == _LEARNS,
            at_once=at_once,
        )
        for name in names
    ]
