"""What policies prove of a statement with a budget of counts: the same on every machine, however busy it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trivium.prover.data.claims import WALL, Verify
from trivium.prover.data.evidence import STEP, Steps
from trivium.prover.data.recording import Record, RecordingBackend
from trivium.prover.lean.child import Limits
from trivium.prover.lean.session import Backend
from trivium.prover.search import CertificatePolicy, Direction, PortfolioPolicy, ProofSearch, SearchBudget, Target
from trivium.prover.search.policy import Kind, Policy
from trivium.prover.search.ration import Rationed
from trivium.prover.verify import ProofReport, Tier

BUILT_IN = ("portfolio", "certificates")
"""Policies that need no service."""
LANES = ("closers", "whole proofs", "best first")
"""Of a search that is measured. That of sketches is left out: it asks exact arithmetic, which is limited by time."""
_ENGINE_STEPS = 6000
"""Readings of the clock of the certificate engine for one statement."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a search may spend on a statement."""

    tactics: int = 48
    """Tactics, and whole proofs, that are given to Lean."""
    samples: int = 64
    """Candidates that each model may be asked for."""
    at_once: int = 8
    """Those of one question."""
    heartbeats: int = 40_000
    """Lean's own count of the work of a tactic."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a statement."""

    proof: str
    """Its tactics, which Lean's kernel has replayed in another process; empty where there are none."""
    lane: str
    by: tuple[str, ...]
    """The policies whose steps are in the proof."""
    tactics: int
    samples: int
    tokens: int
    refusal: str
    """Why Lean does not elaborate the statement; empty where it does."""
    failure: str
    """Of a policy that did not answer: then the attempt says nothing of it."""

    @property
    def solved(self) -> bool:
        """Whether there is a proof."""
        return bool(self.proof)


def built_in(name: str) -> Policy:
    """A new policy that needs no service; raises KeyError."""
    made: dict[str, Policy] = {
        "portfolio": PortfolioPolicy(),
        "certificates": CertificatePolicy(seconds=_ENGINE_STEPS * STEP, clock=Steps()),
    }
    return made[name]


def attempted(
    backend: Backend,
    verify: Verify,
    policies: Sequence[tuple[Policy, frozenset[Kind]]],
    target: Target,
    direction: Direction,
    allowance: Allowance,
    seed: int,
) -> Attempt:
    """Search for a proof with these policies alone.

    Args:
        backend: of the Lean in which tactics are tried.
        verify: the judge; a proof counts once the kernel has replayed it.
        policies: each with what it can be asked for; models are rationed, built-in ones are not.
        target: the statement.
        direction: whether it, its negation or `False` from its hypotheses is to be proved.
        allowance: what may be spent.
        seed: decides between equal candidates, and is given to the models.
    """
    models = {
        policy.name: Rationed(policy, kinds, allowance.samples, allowance.at_once)
        for policy, kinds in policies
        if policy.name not in BUILT_IN
    }
    asked = [models.get(policy.name, policy) for policy, _ in policies]

    def patiently(target: str, candidate: str, limits: Limits) -> ProofReport:
        return verify(target, candidate, Limits(wall=WALL))

    search = ProofSearch(
        RecordingBackend(backend, Record(), allowance.heartbeats), patiently, asked, lanes=LANES, grace=WALL
    )
    budget = SearchBudget(wall=WALL, tactics=allowance.tactics, tactic_wall=WALL, seed=seed)
    found = search.run(target, (direction,), budget)
    replayed = found.report is not None and (found.report.reached or Tier.TEXT) >= Tier.REPLAYED
    shares = found.contributions
    return Attempt(
        found.proof if replayed else "",
        found.lane if replayed else "",
        tuple(share.policy for share in shares if share.in_proof) if replayed else (),
        found.counts.get("tactics", 0),
        sum(model.spent for model in models.values()),
        found.counts.get("tokens", 0),
        found.refusal,
        next((f"{share.policy}: {share.failure}" for share in shares if share.failures), ""),
    )
