"""Tactics and proofs for those who ask as they would ask a language model: proposals, which they check themselves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import grpc

from trivium.services.gateway.http.goals import statement_of
from trivium.services.gateway.http.relay import Caller, Relay
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import search_pb2 as search

_TACTIC_SECONDS, _PROOF_SECONDS = 8, 20
_MOST = 50
_NO_GOAL = Fault(
    grpc.StatusCode.INVALID_ARGUMENT, "NO_GOAL", "no goal was found in what was sent: it has no line with ⊢"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What may be written next."""

    text: str
    closes: bool
    """In the statement that was read off the goal, Lean saw it close the first goal."""


class Proposer:
    """Asks the prover."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    async def tactics(self, state: str, prefix: str, count: int, caller: Caller) -> list[Proposal]:
        """Tactics for the first goal of a tactic state that begin with `prefix`, the most useful first.

        Raises FaultError: no goal can be read, or Lean does not elaborate it.
        """
        statement = statement_of(state)
        if not statement:
            raise FaultError(_NO_GOAL)
        # all that there are: what does not begin with the prefix is left out here
        request = search.SuggestRequest(statement=statement, count=_MOST, budget=_budget(_TACTIC_SECONDS))
        response = await self._relay.unary(self._relay.find("ProverService/Suggest"), request, caller)
        fitting = [s for s in response.suggestions if s.tactic.startswith(prefix)]
        return [Proposal(s.tactic, s.closes) for s in fitting[: max(1, count)]]

    async def proofs(self, statement: str, caller: Caller) -> list[Proposal]:
        """Tactics that close a statement, or the last theorem of a Lean text; none where none are found.

        Raises FaultError where Lean does not elaborate it.
        """
        theorem = _last_theorem(statement)
        request = search.ProveRequest(statement=statement, theorem=theorem, budget=_budget(_PROOF_SECONDS))
        final = (await self._relay.unary(self._relay.find("ProverService/Prove"), request, caller)).final
        proved = final.verdict == verdict.VERDICT_PROVED
        return [Proposal(final.proof, True)] if proved and final.proof else []


def _budget(seconds: int) -> answer.Budget:
    budget = answer.Budget()
    budget.wall.FromSeconds(seconds)
    return budget


def _last_theorem(text: str) -> str:
    words = text.split()
    named = [after for word, after in pairwise(words) if word in {"theorem", "lemma"}]
    return named[-1].rstrip(":") if named else ""
