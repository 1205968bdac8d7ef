"""Between searches and the messages of the contract."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version

from trivium.prover.certificate import LeanProof, statement_of
from trivium.prover.certificate.arithmetic import NAME, Certificate, check
from trivium.prover.certificate.arithmetic.errors import Rejected
from trivium.prover.certificate.arithmetic.model import REFUTED, Countermodel
from trivium.prover.certificate.arithmetic.serialize import from_text, to_text
from trivium.prover.certificate.arithmetic.terms import Term
from trivium.prover.certificate.lean_proof import source_digest
from trivium.prover.decide import Decision
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search import Direction, SearchResult, Target, without_library
from trivium.prover.search.events import Event
from trivium.prover.search.suggest import Suggestions
from trivium.services.prover import mapping, proof_mapping
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import certificate_pb2
from trivium_api.prover.v1 import search_pb2 as wire

REWRITTEN = "the statement was given to a Lean without Mathlib, with ℕ, ℤ and ℚ read as Nat, Int and Rat"


def progress(event: Event) -> wire.SearchProgress:
    """One event."""
    return wire.SearchProgress(
        kind=event.kind,
        seconds=event.seconds,
        direction=event.direction,
        lane=event.lane,
        tactic=event.tactic,
        outcome=event.outcome,
        detail=event.detail,
        counts=event.counts,
        line=event.to_json(),
    )


def answer_message(
    name: str, written: Target, result: SearchResult, decision: Decision | None, zygote: Zygote
) -> wire.SearchAnswer:
    """The answer of a search; what exact arithmetic decided stands beside an UNKNOWN."""
    toolchain, core = zygote.toolchain, zygote.core
    target = without_library(written)
    components = {"lean": f"{toolchain.version} {toolchain.commit}".strip(), "lean-core": core.source_hash}
    message = wire.SearchAnswer(
        name=name,
        verdict=verdict.VERDICT_UNKNOWN,
        assurance=verdict.ASSURANCE_NONE,
        usage=answer.Usage(wall=mapping.duration(result.seconds), counts=result.counts),
        environment=answer.Environment(version=version("trivium"), components=components, sandbox=zygote.layers),
        statement=target.declaration(result.direction or Direction.STATEMENT),
        vacuous=result.vacuous,
        lane=result.lane,
        toolchain=mapping.toolchain_message(toolchain),
        policies=[wire.PolicyContribution(**asdict(share)) for share in result.contributions],
    )
    if result.report is not None:
        refuted = result.direction is Direction.NEGATION
        message.verdict = verdict.VERDICT_REFUTED if refuted else verdict.VERDICT_PROVED
        message.assurance = mapping.ASSURANCES[result.report.reached]
        message.checked_by.extend(proof_mapping.checkers(result.report, toolchain))
        message.valid_when.extend([REWRITTEN] if target != written else [])
        message.valid_when.extend(proof_mapping.conditions(result.report))
        message.proof, message.source = result.proof, result.candidate
        proof = LeanProof(
            result.candidate, toolchain.name, toolchain.version, toolchain.commit, core.source_hash, result.target
        )
        message.certificate.CopyFrom(mapping.certificate_message(name, result.target, proof))
        return message
    message.reason = verdict.REASON_BUDGET_EXHAUSTED if result.exhausted else verdict.REASON_SATURATED
    message.detail = "no lane found a proof that the checker accepts"
    if result.refusal:
        message.detail = f"this Lean does not elaborate the statement: {result.refusal.splitlines()[0]}"
    if decision is not None and decision.certificate is not None:
        message.certified_outcome = decision.outcome
        message.vacuous = decision.outcome == "vacuous"
        message.detail += f"; exact arithmetic: {decision.outcome}, by a certificate that its checker replayed"
        if isinstance(decision.certificate.body, Countermodel):
            values = (f"{variable} = {_plain(term)}" for variable, term in decision.certificate.body.values)
            message.detail += f", at {', '.join(values)}"
        message.certificate.CopyFrom(decision_message(name, written, decision.certificate))
    return message


def _plain(term: Term) -> str:
    """A closed number as people write it; other values as the certificate has them."""
    match term.op:
        case "num":
            return str(term.value)
        case "neg":
            return f"-{_plain(term.args[0])}"
        case "div":
            return f"{_plain(term.args[0])}/{_plain(term.args[1])}"
        case _:
            return str(term)


def decision_message(name: str, target: Target, certificate: Certificate) -> answer.Certificate:
    """The envelope of what exact arithmetic decided."""
    source = target.declaration()
    refuted = check(certificate, source).outcome == REFUTED
    message = answer.Certificate(
        format=mapping.FORMAT,
        claim=answer.Claim(
            name=name,
            statement=source,
            source_sha256=source_digest(source),
            verdict=verdict.VERDICT_REFUTED if refuted else verdict.VERDICT_PROVED,
        ),
    )
    message.proof.Pack(
        certificate_pb2.StatementDecision(
            source=source, statement=certificate.statement, body=to_text(certificate.body)
        )
    )
    return message


def verify_decision(certificate: answer.Certificate, against: str) -> answer.Verification | None:
    """The replay of a decision; None for a certificate that is of another kind."""
    decision = certificate_pb2.StatementDecision()
    if not certificate.proof.Unpack(decision):
        return None
    claim = certificate.claim
    result = answer.Verification(
        name=claim.name,
        statement=claim.statement,
        verdict=verdict.VERDICT_UNKNOWN,
        assurance=verdict.ASSURANCE_NONE,
    )
    if certificate.format != mapping.FORMAT:
        result.refusal = f"format {certificate.format} of the envelope is not known"
    elif claim.statement != decision.source or claim.source_sha256 != source_digest(statement_of(decision.source)):
        result.refusal = "the claim is not the statement of the certificate"
    else:
        result.refusal = _replayed(decision, claim.verdict, against)
    if not result.refusal:
        result.accepted, result.verdict = True, claim.verdict
        result.assurance = verdict.ASSURANCE_CERTIFICATE_REPLAYED
        result.checked_by.append(f"{NAME}, trivium {version('trivium')}")
    return result


def _replayed(decision: certificate_pb2.StatementDecision, claimed: int, against: str) -> str:
    """Why a decision is refused; empty where it is accepted."""
    try:
        certificate = Certificate(decision.statement, from_text(decision.body))
    except Rejected as error:
        return str(error)
    for source in dict.fromkeys((decision.source, against or decision.source)):
        found = check(certificate, source)
        if not found.accepted:
            return found.refusal
        if (found.outcome == REFUTED) != (claimed == verdict.VERDICT_REFUTED):
            return "the claimed verdict is not what the body decides"
    return ""


def suggestions_message(found: Suggestions) -> wire.SuggestResponse:
    """Suggestions and their goal."""
    return wire.SuggestResponse(
        goal=found.goal,
        suggestions=[
            wire.Suggestion(tactic=s.tactic, closes=s.closes, goals=s.goals, policy=s.policy) for s in found.suggestions
        ],
    )
