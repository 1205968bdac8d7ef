"""The seam where candidates come in: the built-in portfolio, the certificate engine, a model.

A policy proposes; Lean and the checker decide. What an implementation has to know:

- `propose(context, kind, count, budget)` is asked for tactics for the first goal of a state (`Kind.TACTIC`; some of the
  answer may be marked `CLOSER`), for whole proofs of the declaration (`Kind.PROOF`), or for sketches of one
  (`Kind.SKETCH`: a whole proof with `sorry` or `?_` where something is left to prove). It may answer with less than
  `count` candidates or none, the most promising first, each with the logarithm of its probability. Whoever has
  nothing for a kind returns an empty sequence at once.
- `repair(context, attempt, error, count, budget)` is asked for whole proofs in place of one that Lean refused.
- A policy that cannot answer raises `PolicyError`. It costs the search nothing but that answer: the other policies and
  lanes go on, and after three failures in a row the policy is not asked again in that search. Any other exception is
  taken as such a failure too, since a policy may be a plug-in. `SearchResult.contributions` says what each did.
- `waits` is true of a policy whose answers come from another process: it is asked in threads, at most four at a time,
  while the lanes go on without it, so it must be safe to call from several threads. `budget.wall` is how long the
  answer is of use: an answer that comes later is dropped and counts as a failure. A policy that computes here (`waits`
  is false) is asked in turn, and a search with such policies alone is the same for the same seed.
- A text of a policy is code: it reaches Lean only through the gate and the sandbox, and only the judge accepts a proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from trivium.prover.errors import ProverError
from trivium.prover.lean.goal import Goal


class PolicyError(ProverError):
    """A policy has no answer: its model is not reached, is overloaded, or says nonsense."""


class Kind(Enum):
    """What a candidate is, or what is asked for."""

    CLOSER = "closer"
    """A tactic that is worth nothing unless it closes the goal. Never asked for by itself: it comes with `TACTIC`."""
    TACTIC = "tactic"
    PROOF = "proof"
    """The whole proof of a declaration."""
    SKETCH = "sketch"
    """A whole proof with holes, `sorry` or `?_`, each of which is proved by a search of its own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text for Lean, with the logarithm of its probability."""

    text: str
    kind: Kind
    logprob: float = -1.0
    source: str = ""
    """Name of the policy; the search fills it in."""
    tokens: int = 0
    """That a model spent on it."""


@dataclass(frozen=True, slots=True)
class GoalContext:
    """What a policy may look at."""

    declaration: str
    """The declaration that is being proved, without a proof."""
    goal: Goal
    """The first goal."""
    steps: tuple[str, ...] = ()
    """Tactics so far."""
    state: str = ""
    """All goals as Lean shows them."""
    header: str = ""
    """What stands before the declaration: imports, `open`, definitions."""
    part: bool = False
    """The declaration is a part of a sketch, not the statement itself."""

    @property
    def depth(self) -> int:
        """Number of tactics so far."""
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class PolicyBudget:
    """What one answer may cost."""

    wall: float = 10.0
    """Seconds for which the answer is of use."""
    tokens: int = 0
    """That a model may generate for it; 0 leaves that to the policy."""
    seed: int = 0
    """For a policy that draws."""


class Policy(Protocol):
    """Proposes; whether a candidate is right is Lean's to say. See the module for the rules."""

    @property
    def name(self) -> str:
        """Its name in events and results."""
        ...

    @property
    def waits(self) -> bool:
        """Whether its answers come from elsewhere, so that the search goes on in the meantime."""
        ...

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """Candidates of a kind, the most promising first; raises PolicyError."""
        ...

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """Whole proofs instead of one that Lean refused; raises PolicyError."""
        ...


@dataclass(slots=True)
class Contribution:
    """What a policy did for a search."""

    policy: str
    asked: int = 0
    proposed: int = 0
    tried: int = 0
    """Candidates that were given to Lean."""
    accepted: int = 0
    """Those that Lean elaborated without an error."""
    closed: int = 0
    """Those that closed a goal."""
    in_proof: int = 0
    """Steps of the accepted proof that are its own."""
    failures: int = 0
    """Questions without an answer."""
    failure: str = ""
    """The last one, in words."""
    tokens: int = 0
    seconds: float = 0.0
    """Until its answers came, together."""
