"""What becomes of statements: a proof, a proof of the negation, or one of `False` from the hypotheses.

The certificate engine says which of the three is likely; the search proposes, Lean's kernel decides. A statement counts
as proved only where its hypotheses can be fulfilled too. Everything is limited by counts, so that an outcome depends on
the statement and on Lean's version alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from trivium.prover.data.claims import WALL, Claim, Sought, Verify, accepted, authors, sought
from trivium.prover.data.configuration import Configuration
from trivium.prover.data.draft import Aim
from trivium.prover.data.evidence import Evidence, evidence
from trivium.prover.data.instances import satisfaction
from trivium.prover.data.lean_text import CORE
from trivium.prover.data.recording import Record, RecordingBackend, RecordingSession
from trivium.prover.data.row import Row, Status
from trivium.prover.data.source import Candidate, row_of
from trivium.prover.data.suggestions import CertificateScripts, FormPolicy
from trivium.prover.data.trace import trace
from trivium.prover.lean.session import Backend, SourceCheck
from trivium.prover.search import (
    Direction,
    PortfolioPolicy,
    ProofSearch,
    SearchBudget,
    SearchResult,
    Target,
    read_targets,
)
from trivium.prover.search.policy import Policy, PolicyError
from trivium.prover.search.prove import HEADER

_TIER = "LEAN_REPLAYED"
_LANES_OF_MODELS = ("whole proofs", "best first")
DIRECTIONS: Mapping[str, Direction] = {
    Status.PROVED: Direction.STATEMENT,
    Status.REFUTED: Direction.NEGATION,
    Status.VACUOUS: Direction.ABSURDITY,
}
"""What is proved of a statement with an outcome."""
_STATUS = {direction: Status(status) for status, direction in DIRECTIONS.items()}


@dataclass(frozen=True, slots=True)
class _Open:
    """A statement on its way."""

    found: Candidate
    row: Row
    known: Evidence
    claim: Claim | None = None
    by: str = ""
    """What proposed its proof."""


@dataclass(slots=True)
class Prover:
    """Settles statements in one Lean."""

    backend: Backend
    verify: Verify
    lean: str
    """Its version and the hash of its core."""
    configuration: Configuration
    models: Callable[[], Sequence[Policy]] | None = None
    """Policies that are asked where all else has found nothing, made anew for each statement; none when None."""

    def settled(self, found: Sequence[tuple[Candidate, str]]) -> list[Row]:
        """The rows of candidates, each given with its seed, with their outcomes."""
        record = Record()
        backend = RecordingBackend(self.backend, record, self.configuration.heartbeats)
        with backend.open(HEADER) as session:
            drafts = [self._sought(session, candidate, row_of(candidate, seed)) for candidate, seed in found]
            claimed = [(place, draft.claim) for place, draft in enumerate(drafts) if draft.claim is not None]
            kept = accepted(self.verify, [claim for _, claim in claimed])
            proved = {claimed[index][0] for index in kept}
            return [
                self._decided(session, record, draft) if place in proved else self._undecided(draft)
                for place, draft in enumerate(drafts)
            ]

    def _sought(self, session: RecordingSession, found: Candidate, row: Row) -> _Open:
        """The statement with a claim, where one was found."""
        if found.refusal or not self.configuration.prove:
            return _Open(found, row, Evidence("", False, (), False))
        witness, steps = dict(found.draft.witness), self.configuration.decision_steps
        meant_false = found.draft.aim is Aim.FALSE
        known = evidence(found.statement, found.formal, witness, steps, meant_false=meant_false)
        row = replace(row, certified=known.certified, tier="CERTIFICATE_REPLAYED" if known.certified else "NONE")
        if found.env != CORE:
            return _Open(found, replace(row, reason="NEEDS_MATHLIB"), known)
        return self._claimed(session, _Open(found, row, known))

    def _claimed(self, session: RecordingSession, draft: _Open) -> _Open:
        """The likely direction first; where nothing is likely, or it comes to nothing, all three race."""
        (target,) = read_targets(draft.found.formal)
        form = FormPolicy(draft.found.statement, draft.found.draft.scripts, draft.known)
        likely = DIRECTIONS.get(draft.known.certified)
        first = likely or (Direction.NEGATION if draft.known.refuting else Direction.STATEMENT)
        attempts: list[tuple[Policy, ...]] = [(form,)]
        if likely is not None:
            attempts.append((PortfolioPolicy(),))
        if likely is Direction.STATEMENT:
            attempts.append((CertificateScripts(self.configuration.decision_steps),))
        limit, tried = self.configuration.tactics, 0
        searches = [partial(sought, session, target, first, policies, limit) for policies in attempts]
        if self.models is not None:
            searches.append(partial(self._modelled, session, target, first, self.models()))
        for search in searches:
            result = search()
            if result.claim is not None and not draft.known.satisfiable and not draft.known.model:
                return self._perhaps_vacuous(session, draft, result, form, tried)
            if result.claim is not None or result.refusal:
                return _with(draft, result, tried)
            tried += result.tactics
        return _with(draft, Sought(None, 0, ""), tried) if likely else self._raced(session, draft, tried, form)

    def _modelled(
        self, session: RecordingSession, target: Target, direction: Direction, models: Sequence[Policy]
    ) -> Sought:
        """What models find by themselves; raises PolicyError where one does not answer."""
        search = ProofSearch(self._recording(session), self.verify, models, lanes=_LANES_OF_MODELS)
        budget = SearchBudget(wall=WALL, tactics=self.configuration.tactics, tactic_wall=WALL)
        return _claimed_by(target, search.run(target, (direction,), budget))

    def _recording(self, session: RecordingSession) -> RecordingBackend:
        return RecordingBackend(self.backend, session.record, self.configuration.heartbeats)

    def _perhaps_vacuous(
        self, session: RecordingSession, draft: _Open, proved: Sought, form: FormPolicy, tried: int
    ) -> _Open:
        """A proof of a statement whose hypotheses nobody has seen fulfilled: `False` may follow from them."""
        assert proved.claim is not None
        tried += proved.tactics
        if proved.claim.direction is Direction.STATEMENT and proved.claim.target.binders:
            absurd = sought(session, proved.claim.target, Direction.ABSURDITY, (form,), self.configuration.tactics)
            if absurd.claim is not None:
                return _with(draft, absurd, tried)
            tried += absurd.tactics
        return _with(draft, replace(proved, tactics=0), tried)

    def _raced(self, session: RecordingSession, draft: _Open, tried: int, form: FormPolicy) -> _Open:
        """Statement, negation and `False` from the hypotheses race through the search."""
        (target,) = read_targets(draft.found.formal)
        search = ProofSearch(self._recording(session), self.verify, (form, PortfolioPolicy()))
        budget = SearchBudget(wall=WALL, tactics=3 * self.configuration.tactics, tactic_wall=WALL)
        result = search.run(target, (Direction.STATEMENT, Direction.NEGATION, Direction.ABSURDITY), budget)
        return _with(draft, _claimed_by(target, result), tried)

    def _decided(self, session: RecordingSession, record: Record, draft: _Open) -> Row:
        """The row of a claim that the kernel has replayed."""
        claim = draft.claim
        assert claim is not None
        if claim.direction is Direction.STATEMENT and not self._satisfiable(session, draft):
            return replace(draft.row, reason="HYPOTHESES_NOT_SHOWN_TO_HOLD")
        return replace(
            draft.row,
            status=_STATUS[claim.direction],
            negation="" if claim.direction is Direction.STATEMENT else claim.declaration,
            proof=claim.proof,
            by=draft.by,
            tier=_TIER,
            lean=self.lean,
            trace=trace(record, session, claim.declaration, claim.proof),
        )

    def _undecided(self, draft: _Open) -> Row:
        return draft.row if draft.claim is None else replace(draft.row, reason="NOT_REPLAYED")

    def _satisfiable(self, session: RecordingSession, draft: _Open) -> bool:
        """Whether the hypotheses hold somewhere: by exact evaluation, or by Lean where variables are functions."""
        known = draft.known
        if known.satisfiable or not known.model:
            return known.satisfiable
        assert draft.claim is not None
        claim = f"theorem {draft.claim.target.name}_satisfiable : ¬ (∀ {draft.claim.target.binders}, False)"
        lines = satisfaction(draft.found.statement, dict(known.model)).replace("\n", "\n  ")
        checked = session.check(f"{claim} := by\n  {lines}\n", WALL)
        return isinstance(checked, SourceCheck) and checked.complete


def _with(draft: _Open, result: Sought, tried: int) -> _Open:
    reason = ""
    if result.claim is None:
        reason = "NOT_ELABORATED" if result.refusal else "NO_PROOF_FOUND"
    row = replace(draft.row, tactics=tried + result.tactics, reason=reason)
    return replace(draft, claim=result.claim, by=result.by, row=row)


def _claimed_by(target: Target, result: SearchResult) -> Sought:
    """The claim of a search, and whose it is; raises PolicyError where a policy did not answer."""
    for share in result.contributions:
        if share.failures:
            raise PolicyError(f"{share.policy}: {share.failure}")
    claim = None if result.direction is None else Claim(target, result.direction, result.proof)
    by = authors([share.policy for share in result.contributions if share.in_proof])
    return Sought(claim, result.counts.get("tactics", 0), result.refusal, by)
