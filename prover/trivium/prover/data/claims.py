"""Claims of proofs, and their judgement: many in one text, so that Lean is started once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trivium.prover.errors import InvalidTarget
from trivium.prover.lean.child import Limits
from trivium.prover.lean.session import ProofSession
from trivium.prover.search import Direction, SearchBudget, Target
from trivium.prover.search.closers import closers
from trivium.prover.search.goal_table import GoalTable
from trivium.prover.search.lane import Lane, Proof
from trivium.prover.search.ledger import Ledger
from trivium.prover.search.policy import Policy
from trivium.prover.search.proposals import Proposals
from trivium.prover.search.prove import HEADER
from trivium.prover.verify import ProofReport, Tier

Verify = Callable[[str, str, Limits], ProofReport]
WALL = 1800.0
"""Seconds that stop what counts do not; the limit of whoever runs this comes before it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a session of Lean calls a proof."""

    target: Target
    direction: Direction
    proof: str

    @property
    def declaration(self) -> str:
        """The theorem that it is to prove."""
        return self.target.declaration(self.direction)

    def text(self, proof: str) -> str:
        """The theorem with a proof."""
        lines = "\n".join(f"  {line}" if line.strip() else line for line in proof.splitlines())
        return f"{self.declaration} := by\n{lines}\n"


@dataclass(frozen=True, slots=True)
class Sought:
    """The end of a search for a claim."""

    claim: Claim | None
    tactics: int
    refusal: str
    """Why Lean does not elaborate the statement; empty where it does."""
    by: str = ""
    """The policies whose steps are in the proof, with a plus between them."""


def sought(
    session: ProofSession, target: Target, direction: Direction, policies: Sequence[Policy], tactics: int
) -> Sought:
    """The first claim of the lane of closers, within a number of tactics."""
    ledger = Ledger(SearchBudget(wall=WALL, tactics=tactics, tactic_wall=WALL))
    proposals = Proposals(policies, ledger)
    refusals: list[str] = []

    def tell(kind: str, direction: str, lane: str, *, detail: str = "", outcome: str = "", **rest: str) -> None:
        if kind == "lane" and outcome == "error":
            refusals.append(detail)

    lane = Lane(
        session,
        "",
        target.declaration(direction),
        proposals,
        ledger,
        GoalTable().of(""),
        tell,
        direction.value,
        {},
        "closers",
    )
    found, by = None, ""
    for turn in closers(lane):
        if isinstance(turn, Proof):
            found, by = Claim(target, direction, turn.text), authors(turn.sources)
            break
        if ledger.exhausted():
            break
    session.drop(list(lane.steps))
    return Sought(found, ledger.counts.get("tactics", 0), "".join(refusals[:1]), by)


def authors(sources: Sequence[str]) -> str:
    """The policies of the steps of a proof."""
    return "+".join(dict.fromkeys(source for source in sources if source))


def accepted(verify: Verify, claims: Sequence[Claim]) -> set[int]:
    """The places of the claims whose proofs the kernel has replayed; where one is wrong, halves are judged again."""
    if not claims:
        return set()
    target = HEADER + "\n".join(claim.text("sorry") for claim in claims)
    candidate = HEADER + "\n".join(claim.text(claim.proof) for claim in claims)
    try:
        reached = verify(target, candidate, Limits(wall=WALL)).reached
    except InvalidTarget:
        reached = None
    if reached is not None and reached >= Tier.REPLAYED:
        return set(range(len(claims)))
    if len(claims) == 1:
        return set()
    middle = len(claims) // 2
    right = accepted(verify, claims[middle:])
    return accepted(verify, claims[:middle]) | {middle + place for place in right}
