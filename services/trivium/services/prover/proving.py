"""Search for proofs as operations: `Prove`, `Disprove` and `Suggest`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from trivium.prover.decide import Decision, contradictory, decide
from trivium.prover.errors import InvalidSource, InvalidTarget, UnsupportedStatement
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.search import (
    CertificatePolicy,
    Direction,
    PortfolioPolicy,
    ProofSearch,
    SearchBudget,
    SearchResult,
    Target,
    read_targets,
    statement_target,
    without_library,
)
from trivium.prover.search.events import failed_attempts
from trivium.prover.search.given import GivenPolicy
from trivium.prover.search.policy import Policy
from trivium.prover.search.repair import attempt_of
from trivium.prover.search.sketch import holes
from trivium.prover.search.suggest import suggestions
from trivium.prover.search.target import spelled, written_theorems
from trivium.services.prover import search_mapping
from trivium.services.prover.leans import leans
from trivium.services.prover.model_policy import ModelPolicy, model_policies
from trivium.services.runtime.operation import Call
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import search_pb2 as wire

_MARGIN = 0.6
"""Seconds kept of the deadline for the answer."""
_DECISION_SHARE = 0.15
"""Part of the time that is kept for judging a late proof, or for exact arithmetic where Lean finds nothing."""
_VACUITY = 0.4
"""Seconds for the question whether the hypotheses of a proved statement contradict each other."""
_DIRECTIONS = {
    wire.SEARCH_GOAL_UNSPECIFIED: (Direction.STATEMENT,),
    wire.SEARCH_GOAL_PROVE: (Direction.STATEMENT,),
    wire.SEARCH_GOAL_DISPROVE: (Direction.NEGATION,),
    wire.SEARCH_GOAL_DUAL: (Direction.ABSURDITY, Direction.STATEMENT, Direction.NEGATION),
}


def prove(request: wire.ProveRequest, call: Call) -> Iterator[wire.ProveResponse]:
    """Search for a proof; tells of events, then answers."""
    kept = leans(call.settings)
    zygote = kept.environments.embedded(request.toolchain)
    written = _target(request)
    target = without_library(written)
    name = request.name or target.name
    seconds = max(0.2, call.deadline - time.monotonic() - _MARGIN)
    share = min(8.0, seconds * _DECISION_SHARE)
    asked = policies(request.policies, _given(request), call.settings.policies)
    models = [policy for policy in asked if isinstance(policy, ModelPolicy)]
    search = ProofSearch(
        EmbeddedBackend(zygote),
        kept.verifier(request.toolchain).verify,
        asked,
        grace=share,
        table=None if request.fresh else kept.goals,
        library=zygote.core.source_hash,
    )
    budget = SearchBudget(wall=seconds - share, seed=request.budget.seed)
    result: SearchResult | None = None
    for item in search.stream(target, _DIRECTIONS[request.goal], budget, failed_attempts(request.event_log)):
        if isinstance(item, SearchResult):
            result = item
        else:
            for model in models:
                model.heard(item)
            yield wire.ProveResponse(progress=search_mapping.progress(item))
    assert result is not None
    for model in models:
        model.close()
    decision = None if result.direction is not None else _decision(written, share)
    if result.refusal and decision is None:
        raise InvalidTarget(f"Lean does not elaborate the statement: {result.refusal.splitlines()[0]}")
    message = search_mapping.answer_message(name, written, result, decision, zygote)
    if result.direction is Direction.STATEMENT and _contradictory(written, min(_VACUITY, share)):
        message.vacuous = True
        message.detail = "exact arithmetic: the hypotheses contradict each other, by a certificate that was replayed"
    yield wire.ProveResponse(final=message)


def disprove(request: wire.DisproveRequest, call: Call) -> Iterator[wire.DisproveResponse]:
    """`prove` in the one direction of the negation."""
    asked = wire.ProveRequest(
        name=request.name,
        statement=request.statement,
        theorem=request.theorem,
        toolchain=request.toolchain,
        budget=request.budget,
        goal=wire.SEARCH_GOAL_DISPROVE,
        policies=request.policies,
        event_log=request.event_log,
        fresh=request.fresh,
    )
    for response in prove(asked, call):
        if response.HasField("final"):
            yield wire.DisproveResponse(final=response.final)
        else:
            yield wire.DisproveResponse(progress=response.progress)


def suggest(request: wire.SuggestRequest, call: Call) -> Iterator[wire.SuggestResponse]:
    """Tactics that Lean accepts on the goal that a proof has reached."""
    zygote = leans(call.settings).environments.embedded(request.toolchain)
    target = without_library(statement_target(request.statement))
    seconds = max(0.2, call.deadline - time.monotonic() - _MARGIN)
    found = suggestions(
        EmbeddedBackend(zygote),
        target,
        tuple(request.tactics),
        [PortfolioPolicy(), CertificatePolicy(seconds=seconds / 4)],
        SearchBudget(wall=seconds),
        request.count or 8,
    )
    yield search_mapping.suggestions_message(found)


def prove_exhausted(request: wire.ProveRequest, reason: int, detail: str) -> wire.ProveResponse:
    """The answer for a search whose worker was killed."""
    return wire.ProveResponse(final=_exhausted(request.name, reason, detail))


def disprove_exhausted(request: wire.DisproveRequest, reason: int, detail: str) -> wire.DisproveResponse:
    """The same of a search for a refutation."""
    return wire.DisproveResponse(final=_exhausted(request.name, reason, detail))


def policies(names: Sequence[str], given: GivenPolicy, service: Path | None = None) -> list[Policy]:
    """The policies of those names, the built-in ones for none, after what is given.

    `service` is the socket of the policy service, which has the others. Raises InvalidSource for an unknown name.
    """
    known: dict[str, Policy] = {"portfolio": PortfolioPolicy(), "certificates": CertificatePolicy()}
    others = [name for name in dict.fromkeys(names) if name not in known]
    if others:
        try:
            known |= {policy.name: policy for policy in model_policies(others, service)}
        except LookupError as error:
            words = f"no policy {others[0]!r}: portfolio and certificates are built in; {error.args[0]}"
            raise InvalidSource("NO_POLICY", words, 1, 0) from None
    return [given, *(known[name] for name in dict.fromkeys(names or known))]


def _given(request: wire.ProveRequest) -> GivenPolicy:
    """What the caller knows of the proof; a proof with holes that the text has is a sketch."""
    sketches = [*request.sketches]
    if request.theorem:
        theorems = written_theorems(request.statement)
        sketches += [attempt_of(request.statement, t) for t in theorems if t.target.name == request.theorem]
    return GivenPolicy(
        spelled(request.attempt),
        tuple(spelled(sketch) for sketch in sketches if holes(sketch)),
        tuple(spelled(hint) for hint in request.hints if hint.strip()),
    )


def _exhausted(name: str, reason: int, detail: str) -> wire.SearchAnswer:
    return wire.SearchAnswer(
        name=name,
        verdict=verdict.VERDICT_UNKNOWN,
        assurance=verdict.ASSURANCE_NONE,
        reason=verdict.Reason.ValueType(reason),
        detail=detail,
    )


def _target(request: wire.ProveRequest) -> Target:
    if not request.theorem:
        return statement_target(request.statement)
    targets = read_targets(request.statement)
    for target in targets:
        if target.name == request.theorem:
            return target
    listed = ", ".join(t.name for t in targets)
    raise InvalidSource("NO_THEOREM", f"no theorem {request.theorem!r}; the text has {listed}", 1, 0)


def _contradictory(target: Target, seconds: float) -> bool:
    """Whether exact arithmetic shows `False` from the hypotheses; not asked where `_decision` would not be."""
    if not target.binders or without_library(target).header:
        return False
    try:
        return contradictory(target.declaration(), seconds)
    except UnsupportedStatement:
        return False


def _decision(target: Target, seconds: float) -> Decision | None:
    """What exact arithmetic says of the statement; nothing where what stands before it may change its meaning."""
    if without_library(target).header:
        return None
    try:
        decision = decide(target.declaration(), seconds)
    except UnsupportedStatement:
        return None
    return decision if decision.outcome else None
