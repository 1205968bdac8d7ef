"""Between judgements of proofs and the messages of the contract."""

from __future__ import annotations

from importlib.metadata import version

from trivium.prover.certificate import LeanProof
from trivium.prover.lean.check import Outcome
from trivium.prover.lean.core_build import Core
from trivium.prover.lean.toolchain import Toolchain
from trivium.prover.verify import ProofReport, Status, Tier
from trivium.services.prover import mapping
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import proof_pb2 as wire

_TIERS = {
    Tier.TEXT: wire.PROOF_TIER_TEXT,
    Tier.ELABORATED: wire.PROOF_TIER_ELABORATED,
    Tier.AXIOMS_AUDITED: wire.PROOF_TIER_AXIOMS_AUDITED,
    Tier.LOCKED: wire.PROOF_TIER_LOCKED,
    Tier.REPLAYED: wire.PROOF_TIER_REPLAYED,
    Tier.SECOND_KERNEL: wire.PROOF_TIER_SECOND_KERNEL,
}
_STATUSES = {
    Status.PASSED: wire.TIER_STATUS_PASSED,
    Status.FAILED: wire.TIER_STATUS_FAILED,
    Status.NOT_RUN: wire.TIER_STATUS_NOT_RUN,
}


def proof_message(
    request: wire.VerifyProofRequest, report: ProofReport, toolchain: Toolchain, core: Core, sandbox: tuple[str, ...]
) -> wire.ProofReport:
    """What was found about a candidate, with a certificate where it counts as proved."""
    needed = request.min_assurance or verdict.ASSURANCE_LEAN_LOCKED
    assurance = mapping.ASSURANCES[report.reached]
    proved = assurance >= max(needed, verdict.ASSURANCE_LEAN_ELABORATED)
    components = {"lean": f"{toolchain.version} {toolchain.commit}".strip(), "lean-core": core.source_hash}
    message = wire.ProofReport(
        name=request.name,
        verdict=verdict.VERDICT_PROVED if proved else verdict.VERDICT_UNKNOWN,
        assurance=assurance,
        reason=verdict.REASON_UNSPECIFIED if proved else reason(report),
        detail="" if proved else detail(report),
        checked_by=checkers(report, toolchain) if proved else [],
        usage=mapping.usage(report),
        environment=answer.Environment(version=version("trivium"), components=components, sandbox=sandbox),
        valid_when=conditions(report) if proved else [],
        tiers=[
            wire.TierReport(tier=_TIERS[item.tier], status=_STATUSES[item.status], detail=item.detail)
            for item in report.tiers
        ],
        theorems=report.theorems,
        axioms=report.axioms,
        filled=report.filled,
        messages=[mapping.lean_message(item) for item in report.messages],
        toolchain=mapping.toolchain_message(toolchain),
    )
    if proved and assurance >= verdict.ASSURANCE_LEAN_LOCKED:
        proof = LeanProof(
            request.candidate, toolchain.name, toolchain.version, toolchain.commit, core.source_hash, request.target
        )
        message.certificate.CopyFrom(mapping.certificate_message(request.name, request.target, proof))
    return message


def reason(report: ProofReport) -> verdict.Reason.ValueType:
    """Why a candidate does not count as proved."""
    if report.outcome is not Outcome.ACCEPTED:
        return mapping.REASONS[report.outcome]
    if report.failure is not None:
        return verdict.REASON_REJECTED
    return verdict.REASON_CHECK_NOT_RUN


def detail(report: ProofReport) -> str:
    """The same in words."""
    halt = report.halt
    if halt is None:
        return ""
    return f"{halt.tier.name.lower().replace('_', ' ')}: {halt.detail}"


def checkers(report: ProofReport, toolchain: Toolchain) -> list[str]:
    """Those that accepted the proof."""
    found = [mapping.checker(toolchain)]
    if report.reached is not None and report.reached >= Tier.AXIOMS_AUDITED:
        found.append(f"trivium.prover.verify {version('trivium')}")
    if report.reached is not None and report.reached >= Tier.REPLAYED:
        found.append(f"kernel of Lean {toolchain.version}, in a process of its own")
    return found


def conditions(report: ProofReport) -> list[str]:
    """What the reached tier does not look at."""
    found = []
    if report.reached is None or report.reached < Tier.LOCKED:
        found.append("the statements say what is meant: they were not compared with the target's")
    if report.filled:
        found.append(f"the candidate's definitions are what is meant: {', '.join(report.filled)}")
    return found
