"""Between the prover engine's values and the messages of the contract."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from google.protobuf.duration_pb2 import Duration

from trivium.prover.certificate import LeanProof, Replay, certify, statement_of
from trivium.prover.certificate.lean_proof import source_digest
from trivium.prover.lean.check import CheckReport, Outcome
from trivium.prover.lean.core_build import LIBRARY, build_state
from trivium.prover.lean.header import imports_in_any_form
from trivium.prover.lean.message import Message, Position, Severity
from trivium.prover.lean.toolchain import Toolchain
from trivium.prover.search.prove import asks_for
from trivium.prover.search.repair import repairs
from trivium.prover.verify import ProofReport, Tier
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import certificate_pb2 as wire_certificate
from trivium_api.prover.v1 import message_pb2 as wire_message
from trivium_api.prover.v1 import prover_service_pb2 as wire

FORMAT = 1
_SEVERITIES = {
    Severity.INFORMATION: wire_message.SEVERITY_INFORMATION,
    Severity.WARNING: wire_message.SEVERITY_WARNING,
    Severity.ERROR: wire_message.SEVERITY_ERROR,
}
REASONS = {
    Outcome.ACCEPTED: verdict.REASON_UNSPECIFIED,
    Outcome.REJECTED: verdict.REASON_REJECTED,
    Outcome.SORRY: verdict.REASON_CONTAINS_SORRY,
    Outcome.CUT_SHORT: verdict.REASON_REJECTED,
    Outcome.TIMED_OUT: verdict.REASON_BUDGET_EXHAUSTED,
    Outcome.OUTPUT_LIMIT: verdict.REASON_RESOURCE_LIMIT,
    Outcome.CRASHED: verdict.REASON_WORKER_DIED,
}


ASSURANCES = {
    None: verdict.ASSURANCE_NONE,
    Tier.TEXT: verdict.ASSURANCE_NONE,
    Tier.ELABORATED: verdict.ASSURANCE_LEAN_ELABORATED,
    Tier.AXIOMS_AUDITED: verdict.ASSURANCE_LEAN_AXIOMS_AUDITED,
    Tier.LOCKED: verdict.ASSURANCE_LEAN_LOCKED,
    Tier.REPLAYED: verdict.ASSURANCE_LEAN_REPLAYED,
    Tier.SECOND_KERNEL: verdict.ASSURANCE_SECOND_KERNEL,
}
_HIGHEST = {True: verdict.ASSURANCE_LEAN_REPLAYED, False: verdict.ASSURANCE_LEAN_ELABORATED}
"""Tiers that the embedded toolchain, and others, can reach here."""


def report_message(source: str, report: CheckReport) -> wire.FileReport:
    """What Lean says of a file, with its certificate where the file was accepted."""
    message = wire.FileReport(
        name=report.name,
        verdict=verdict.VERDICT_PROVED if report.accepted else verdict.VERDICT_UNKNOWN,
        assurance=verdict.ASSURANCE_LEAN_ELABORATED if report.accepted else verdict.ASSURANCE_NONE,
        reason=REASONS[report.outcome],
        detail=report.detail,
        checked_by=[checker(report.toolchain)] if report.accepted else [],
        usage=usage(report),
        environment=environment(report),
        valid_when=conditions(source, report),
        vacuous=report.vacuous,
        messages=[lean_message(item) for item in report.messages],
        messages_left_out=report.messages_left_out,
        toolchain=toolchain_message(report.toolchain),
    )
    if report.accepted:
        message.certificate.CopyFrom(certificate_message(report.name, source, certify(source, report)))
    return message


def conditions(source: str, report: CheckReport) -> list[str]:
    """What the tier does not look at: each holds or the verdict is worth nothing."""
    if not report.accepted:
        return []
    found = ["the statements say what is meant: they were elaborated, not compared with another text"]
    if report.axioms:
        found.append(f"the axioms that the file declares hold: {', '.join(report.axioms)}")
    imported = () if report.toolchain.embedded else imports_in_any_form(source)
    if imported:
        found.append(f"{', '.join(imported)} prove what they say: a `sorry` or an axiom in them is not looked at")
    return found


def checker(toolchain: Toolchain) -> str:
    """The checker's name and version."""
    return f"Lean {toolchain.version} ({toolchain.name})"


def usage(report: CheckReport | ProofReport) -> answer.Usage:
    """What a check cost."""
    return answer.Usage(wall=duration(report.seconds), cpu=duration(report.cpu_seconds))


def environment(report: CheckReport) -> answer.Environment:
    """With what a check was made."""
    components = {"lean": f"{report.toolchain.version} {report.toolchain.commit}".strip()}
    if report.core_hash:
        components["lean-core"] = report.core_hash
    return answer.Environment(version=version("trivium"), components=components, sandbox=report.sandbox)


def toolchain_message(toolchain: Toolchain, cache_dir: Path | None = None) -> wire_message.Toolchain:
    """A toolchain and the tier it reaches; with a cache to look into, the state of its library."""
    return wire_message.Toolchain(
        name=toolchain.name,
        version=toolchain.version,
        commit=toolchain.commit,
        origin=toolchain.origin,
        highest_assurance=_HIGHEST[toolchain.embedded],
        library=f"{LIBRARY}; {build_state(toolchain, cache_dir)}" if toolchain.embedded and cache_dir else "",
    )


def lean_message(message: Message) -> wire_message.Message:
    """One message of Lean."""
    return wire_message.Message(
        severity=_SEVERITIES[message.severity],
        start=_position(message.start),
        end=_position(message.end) if message.end else None,
        text=message.text,
    )


def certificate_message(name: str, source: str, proof: LeanProof) -> answer.Certificate:
    """The envelope of a Lean certificate, bound to the text it answers."""
    certificate = answer.Certificate(
        format=FORMAT,
        claim=answer.Claim(
            name=name,
            statement=statement_of(source),
            source_sha256=source_digest(source),
            verdict=verdict.VERDICT_PROVED,
        ),
    )
    certificate.proof.Pack(
        wire_certificate.LeanProof(
            source=proof.source,
            toolchain=proof.toolchain,
            version=proof.version,
            commit=proof.commit,
            core_sha256=proof.core_hash,
            target=proof.target,
        )
    )
    return certificate


def read_certificate(certificate: answer.Certificate, against: str) -> LeanProof | str:
    """The proof of a certificate, or in words why it cannot be the proof of what it claims."""
    if certificate.format != FORMAT:
        return f"format {certificate.format} of the envelope is not known"
    proof = wire_certificate.LeanProof()
    if not certificate.proof.Unpack(proof):
        return "the certificate holds no Lean proof"
    claim = certificate.claim
    if claim.verdict != verdict.VERDICT_PROVED:
        return "a Lean text can only prove"
    read = LeanProof(proof.source, proof.toolchain, proof.version, proof.commit, proof.core_sha256, proof.target)
    if claim.statement != statement_of(read.claim) or claim.source_sha256 != source_digest(read.claim):
        return "the claim is not the text of the proof"
    if against and not _answers(statement_of(against), claim.statement):
        return "the certificate answers another text"
    return read


def _answers(text: str, claim: str) -> bool:
    """Whether a claim is a text itself, or what a search or a repair makes of the text."""
    return claim == text or asks_for(text, claim) or repairs(text, claim)


def verification_message(certificate: answer.Certificate, replay: Replay, checked_by: list[str]) -> answer.Verification:
    """What the replay of a certificate found, by whom."""
    report, proof = replay.report, replay.proof
    assurance = verdict.ASSURANCE_LEAN_ELABORATED if proof is None else ASSURANCES[proof.reached]
    used = report or proof
    return answer.Verification(
        name=certificate.claim.name,
        accepted=replay.accepted,
        refusal=replay.refusal,
        statement=certificate.claim.statement,
        verdict=verdict.VERDICT_PROVED if replay.accepted else verdict.VERDICT_UNKNOWN,
        assurance=assurance if replay.accepted else verdict.ASSURANCE_NONE,
        checked_by=checked_by if replay.accepted else [],
        usage=usage(used) if used else None,
    )


def _position(position: Position) -> wire_message.Position:
    return wire_message.Position(line=position.line, column=position.column)


def duration(seconds: float) -> Duration:
    duration = Duration()
    duration.FromNanoseconds(max(0, round(seconds * 1e9)))
    return duration
