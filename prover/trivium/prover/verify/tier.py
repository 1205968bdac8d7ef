"""The tiers of assurance of a Lean proof, and what a judgement says of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from trivium.prover.lean.check import Outcome
from trivium.prover.lean.message import Message


class Tier(IntEnum):
    """What was looked at, from the outside in; each stands on those before it."""

    TEXT = 0
    """The text holds nothing that only a proof that is none would need."""
    ELABORATED = 1
    """Lean elaborated it to its end without an error or a `sorry`."""
    AXIOMS_AUDITED = 2
    """What was compiled depends on allowed axioms only."""
    LOCKED = 3
    """What was compiled states what the target states."""
    REPLAYED = 4
    """The kernel of a process that has not seen the text accepted each declaration again."""
    SECOND_KERNEL = 5
    """Another kernel accepted them too."""


class Status(Enum):
    """What became of one tier."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class TierReport:
    """One tier of a judgement."""

    tier: Tier
    status: Status
    detail: str = ""
    """Why it failed or was not run."""


@dataclass(frozen=True, slots=True)
class ProofReport:
    """What was found about a candidate."""

    tiers: tuple[TierReport, ...]
    """One for each tier, in order."""
    outcome: Outcome
    """What became of the candidate's text in Lean; ACCEPTED where only a later tier failed."""
    theorems: tuple[str, ...] = ()
    """The theorems of the target."""
    axioms: tuple[str, ...] = ()
    """The axioms that the candidate's proofs of them depend on."""
    filled: tuple[str, ...] = ()
    """Definitions that the target leaves open: the candidate's are taken as they are."""
    messages: tuple[Message, ...] = ()
    """What Lean says of the candidate."""
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def reached(self) -> Tier | None:
        """The highest tier that passed with all before it; None where not even the text did."""
        reached = None
        for report in self.tiers:
            if report.status is not Status.PASSED:
                break
            reached = report.tier
        return reached

    @property
    def failure(self) -> TierReport | None:
        """The tier that failed, if one did."""
        return next((report for report in self.tiers if report.status is Status.FAILED), None)

    @property
    def halt(self) -> TierReport | None:
        """The first tier that did not pass; None where all did."""
        return next((report for report in self.tiers if report.status is not Status.PASSED), None)
