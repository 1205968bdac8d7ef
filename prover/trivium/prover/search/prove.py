"""The search: lanes that take turns under one ledger, for a statement, its negation, and `False` from its hypotheses.

Each lane is a generator that does one piece of work a turn. A lane proposes a whole proof; the checker, which shares no
process with the session, says whether it is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from trivium.prover.errors import InvalidSource
from trivium.prover.lean.child import Limits
from trivium.prover.lean.session import HEARTBEATS, Backend, ProofSession
from trivium.prover.search.best_first import best_first
from trivium.prover.search.closers import HEAD_START, closers
from trivium.prover.search.events import Event, Tell
from trivium.prover.search.goal_table import GoalTable, KnownGoals
from trivium.prover.search.lane import Lane, Proof, Turn, Turns
from trivium.prover.search.ledger import Ledger, SearchBudget
from trivium.prover.search.minimize import minimized
from trivium.prover.search.policy import Contribution, Policy
from trivium.prover.search.proposals import Proposals
from trivium.prover.search.rmaxts import rmaxts
from trivium.prover.search.sketches import sketches
from trivium.prover.search.target import Direction, Target, read_targets, without_library
from trivium.prover.search.whole_proofs import whole_proofs
from trivium.prover.verify import ProofReport, Status, Tier

HEADER = "set_option maxRecDepth 4000\nset_option autoImplicit false\n"
"""A misspelt name in a statement is an error, not a variable over which it is generalised."""
_NOTHING: Mapping[str, str] = MappingProxyType({})
_IMPORTS = re.compile(r"(?:\s*import[ \t][^\n]*(?:\n|$))*")
LANES: Mapping[str, Callable[[Lane], Turns]] = MappingProxyType(
    {
        "closers": closers,
        "whole proofs": whole_proofs,
        "best first": best_first,
        "sketches": sketches,
        "rmaxts": rmaxts,
    }
)
USUAL = ("closers", "whole proofs", "best first", "sketches")
"""The lanes of a search unless it says otherwise. The tree search by intrinsic reward has to be asked for."""
Listener = Callable[[Event], None]
Verify = Callable[[str, str, Limits], ProofReport]
"""Judges a candidate text against a target text."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """How a search ended."""

    direction: Direction | None
    """Which statement was proved; None for none."""
    target: str
    """The text that the proof was locked against."""
    candidate: str
    """The text that was accepted."""
    proof: str
    """Its tactics."""
    lane: str
    report: ProofReport | None
    vacuous: bool
    """The hypotheses contradict each other."""
    exhausted: bool
    """The budget ran out; otherwise every lane came to its end."""
    counts: dict[str, int]
    seconds: float
    refusal: str = ""
    """Why Lean does not elaborate the statement; empty where it does."""
    contributions: tuple[Contribution, ...] = ()
    """What each policy did."""


@dataclass(slots=True)
class _Race:
    """One statement with its lanes."""

    direction: Direction
    declaration: str
    session: ProofSession
    lanes: list[tuple[str, Turns]]
    begun: bool = False


@dataclass(slots=True)
class _Record:
    """Events that were told and not yet handed on."""

    ledger: Ledger
    refusal: str = ""
    """What Lean says of a statement that it does not elaborate."""
    _told: list[Event] = field(default_factory=list)
    _number: int = 0

    def tell(
        self,
        kind: str,
        direction: str,
        lane: str,
        *,
        detail: str = "",
        tactic: str = "",
        outcome: str = "",
        key: str = "",
    ) -> None:
        counts = dict(self.ledger.counts)
        seconds = self.ledger.elapsed
        if kind == "lane" and outcome == "error":
            self.refusal = detail
        self._told.append(Event(self._number, seconds, kind, direction, lane, detail, tactic, outcome, key, counts))
        self._number += 1

    def tell_failure(self, policy: str, words: str) -> None:
        self.tell("policy", "", "", outcome="failed", detail=f"{policy}: {words}")

    def take(self) -> Iterator[Event]:
        told, self._told = self._told, []
        yield from told


@dataclass(slots=True)
class ProofSearch:
    """Searches for proofs in one environment."""

    backend: Backend
    verify: Verify
    policies: Sequence[Policy]
    verify_wall: float = 60.0
    """Seconds that the checker may take at most."""
    grace: float = 2.0
    """Seconds beyond the budget in which a proof that was found in time may still be judged."""
    lanes: Sequence[str] = USUAL
    """Which, in the order of their turns."""
    table: GoalTable | None = None
    """What other searches have met; a search without one has its own, and is the same for the same seed."""
    library: str = ""
    """Names the library that Lean has, where the backend's name does not."""

    def run(
        self,
        target: Target,
        directions: Sequence[Direction],
        budget: SearchBudget,
        listener: Listener = lambda event: None,
        failed: Mapping[str, str] = _NOTHING,
    ) -> SearchResult:
        """The last item of `stream`; `listener` hears the events."""
        for item in self.stream(target, directions, budget, failed):
            if isinstance(item, SearchResult):
                return item
            listener(item)
        raise AssertionError("a search ends with its result")

    def stream(
        self,
        target: Target,
        directions: Sequence[Direction],
        budget: SearchBudget,
        failed: Mapping[str, str] = _NOTHING,
    ) -> Iterator[Event | SearchResult]:
        """Search until a proof is accepted, the lanes end, or the budget does; events as they come, then the result.

        `failed` holds what an earlier run of the same search saw fail (`events.failed_attempts`).
        """
        ledger = Ledger(budget)
        heard = _Record(ledger)
        heard.tell("started", "", "", detail=target.declaration())
        proposals = Proposals(self.policies, ledger, heard.tell_failure)
        known = self._known(target)
        races: list[_Race] = []
        try:
            for race in self._races(target, directions, proposals, ledger, heard.tell, failed, known):
                races.append(race)
                yield from heard.take()
            found = yield from self._race(target, races, proposals, ledger, heard)
        finally:
            proposals.close()
            if self.table is not None:
                self.table.flush()
            for race in races:
                race.session.close()
        heard.tell("ended", found.direction.value if found.direction else "", found.lane)
        yield from heard.take()
        yield replace(found, contributions=tuple(proposals.contributions.values()))

    def _known(self, target: Target) -> KnownGoals:
        """What is known where this target is elaborated."""
        table = GoalTable() if self.table is None else self.table
        return table.of("\0".join((self.backend.name, self.library, str(HEARTBEATS), with_options(target.header))))

    def _races(
        self,
        target: Target,
        directions: Iterable[Direction],
        proposals: Proposals,
        ledger: Ledger,
        tell: Tell,
        failed: Mapping[str, str],
        known: KnownGoals,
    ) -> Iterator[_Race]:
        for direction in directions:
            try:
                declaration = target.declaration(direction)
            except ValueError:
                continue
            session = self.backend.open(with_options(target.header))
            header = target.header
            lane = Lane(session, header, declaration, proposals, ledger, known, tell, direction.value, failed)
            lanes = [(name, LANES[name](lane.named(name))) for name in self.lanes]
            yield _Race(direction, declaration, session, lanes)

    def _race(
        self, target: Target, races: list[_Race], proposals: Proposals, ledger: Ledger, heard: _Record
    ) -> Generator[Event, None, SearchResult]:
        rejected: set[str] = set()
        while any(race.lanes for race in races) and not ledger.exhausted():
            worked = False
            for race in races:
                for name, lane in self._turns(race):
                    if ledger.exhausted():
                        break
                    proof = next(lane, _END)
                    worked = worked or proof is not Turn.WAITING
                    if proof is _END:
                        if (name, lane) in race.lanes:
                            race.lanes.remove((name, lane))
                    elif isinstance(proof, Proof) and proof.text not in rejected:
                        result = self._accepted(target, race, name, proof, ledger, heard.tell)
                        if result is not None:
                            proposals.used(proof.sources)
                            return result
                        rejected.add(proof.text)
                    yield from heard.take()
            if not worked:
                proposals.wait(min(_LONGEST_WAIT, max(0.0, ledger.left)))
        counts, seconds = dict(ledger.counts), ledger.elapsed
        spent = ledger.exhausted()
        return SearchResult(None, target.source(), "", "", "", None, False, spent, counts, seconds, heard.refusal)

    def _turns(self, race: _Race) -> Iterator[tuple[str, Turns]]:
        """The lanes of a race, each once; in the first round the first lane has some turns before the others."""
        lanes = list(race.lanes)
        if not race.begun:
            race.begun = True
            yield from [lanes[0]] * HEAD_START
        yield from lanes

    def _accepted(
        self, target: Target, race: _Race, name: str, proof: Proof, ledger: Ledger, tell: Tell
    ) -> SearchResult | None:
        """The result, where the checker accepts the proof."""
        tell("candidate", race.direction.value, name, tactic=proof.text)
        shorter = minimized(race.session, race.declaration, proof, ledger)
        asked = target.source(race.direction)
        for text in dict.fromkeys((shorter, proof.text)):
            candidate = target.source(race.direction, text)
            limits = Limits(wall=min(self.verify_wall, max(0.0, ledger.left) + self.grace))
            report = self.verify(with_options(asked), with_options(candidate), limits)
            passed = {tier.tier for tier in report.tiers if tier.status is Status.PASSED}
            accepted = {Tier.TEXT, Tier.ELABORATED, Tier.AXIOMS_AUDITED, Tier.LOCKED} <= passed
            why = next((f"{t.tier.name}: {t.detail}" for t in report.tiers if t.status is Status.FAILED), "")
            tell("verified", race.direction.value, name, outcome="accepted" if accepted else "refused", detail=why)
            if accepted:
                return SearchResult(
                    race.direction,
                    with_options(asked),
                    with_options(candidate),
                    text,
                    name,
                    report,
                    race.direction is Direction.ABSURDITY,
                    False,
                    dict(ledger.counts),
                    ledger.elapsed,
                )
        return None


_END = Proof("")
_LONGEST_WAIT = 0.2
"""Seconds until the lanes are asked again whether a policy has answered."""


def with_options(text: str) -> str:
    """A text with the options of the search, after its imports."""
    imports = _IMPORTS.match(text)
    end = imports.end() if imports else 0
    return f"{text[:end]}{HEADER}{text[end:]}"


def asks_for(text: str, claim: str) -> bool:
    """Whether a theorem of a text is what a search would have locked a claimed target against."""
    try:
        targets = read_targets(text)
    except InvalidSource:
        return False
    return any(with_options(without_library(target).source()) == claim for target in targets)
