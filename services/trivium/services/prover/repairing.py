"""Repair of texts as an operation."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from trivium.prover.lean.check import CheckReport, check_file
from trivium.prover.lean.child import Limits
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.search import SearchBudget
from trivium.prover.search.given import GivenPolicy
from trivium.prover.search.repair import ProofRepair, RepairResult, for_core
from trivium.services.prover import mapping, proof_mapping, search_mapping
from trivium.services.prover.leans import leans
from trivium.services.prover.proving import policies
from trivium.services.runtime.operation import Call
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import proof_pb2
from trivium_api.prover.v1 import search_pb2 as wire

_MARGIN = 0.6
"""Seconds kept of the deadline for the answer."""


def repair(request: wire.RepairRequest, call: Call) -> Iterator[wire.RepairResponse]:
    """Search for new proofs; tells of events, then answers with the repaired text and its judgement."""
    began, kept = time.monotonic(), leans(call.settings)
    zygote = kept.environments.embedded(request.toolchain)
    seconds = max(0.2, call.deadline - time.monotonic() - _MARGIN)
    policies(request.policies, GivenPolicy())  # an unknown name is told before any work

    def check(text: str) -> CheckReport:
        environments = kept.environments
        limits = replace(Limits(), wall=seconds / 2)
        toolchain, lane = zygote.toolchain, environments.lane(zygote.toolchain)
        return check_file(text, request.name, toolchain, environments.launcher, limits, call.settings.cache_dir, lane)

    engine = ProofRepair(
        EmbeddedBackend(zygote),
        kept.verifier(request.toolchain).verify,
        check,
        lambda attempt: policies(request.policies, GivenPolicy(attempt)),
        kept.goals,
        zygote.core.source_hash,
    )
    budget = SearchBudget(wall=seconds)
    for item in engine.stream(request.source, request.theorem, budget):
        if not isinstance(item, RepairResult):
            yield wire.RepairResponse(progress=search_mapping.progress(item))
            continue
        asked = proof_pb2.VerifyProofRequest(name=request.name, target=item.target, candidate=item.candidate)
        report = proof_mapping.proof_message(asked, item.report, zygote.toolchain, zygote.core, zygote.layers)
        if report.verdict == verdict.VERDICT_PROVED and for_core(request.source) != request.source:
            report.valid_when.append(search_mapping.REWRITTEN)
        report.usage.wall.CopyFrom(mapping.duration(time.monotonic() - began))
        report.repair.CopyFrom(proof_pb2.Repair(source=item.source, repaired=item.repaired, unrepaired=item.unrepaired))
        yield wire.RepairResponse(final=report)


def repair_exhausted(request: wire.RepairRequest, reason: int, detail: str) -> wire.RepairResponse:
    """The answer for a repair whose worker was killed: the text as it was."""
    report = proof_pb2.ProofReport(
        name=request.name,
        verdict=verdict.VERDICT_UNKNOWN,
        assurance=verdict.ASSURANCE_NONE,
        reason=verdict.Reason.ValueType(reason),
        detail=detail,
        repair=proof_pb2.Repair(source=request.source),
    )
    return wire.RepairResponse(final=report)
