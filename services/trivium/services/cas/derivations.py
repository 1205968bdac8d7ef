"""Derivations as questions of the engine, their judgements as messages, and their certificates both ways."""

from __future__ import annotations

from trivium.cas import CHECKER, Options
from trivium.cas.certificate import model
from trivium.cas.certificate.derivations import DerivationCertificate, StepEvidence, check_derivation
from trivium.cas.certificate.model import Refusal
from trivium.cas.derivation import DerivationJudgement, DerivationQuestion, StepKind, read_derivation
from trivium.cas.derivation.judge import StepJudgement, Verdict
from trivium.cas.errors import CertificateError
from trivium.cas.operations import Reading
from trivium.services.cas.certificates import FORMAT, point_to_proto, read_method, read_point, read_rational
from trivium.services.cas.mapping import environment
from trivium.services.cas.operation_certificates import fill_methods
from trivium_api.cas.v1 import cas_service_pb2 as service
from trivium_api.cas.v1 import certificate_pb2 as messages
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict

_VERDICTS = {
    Verdict.PROVED: verdict.VERDICT_PROVED,
    Verdict.REFUTED: verdict.VERDICT_REFUTED,
    Verdict.UNKNOWN: verdict.VERDICT_UNKNOWN,
}
_KINDS = {
    StepKind.SOUND: service.STEP_KIND_SOUND,
    StepKind.SIGN: service.STEP_KIND_SIGN,
    StepKind.COEFFICIENT: service.STEP_KIND_COEFFICIENT,
    StepKind.EXPONENT: service.STEP_KIND_EXPONENT,
    StepKind.DROPPED_TERM: service.STEP_KIND_DROPPED_TERM,
    StepKind.DOMAIN: service.STEP_KIND_DOMAIN,
    StepKind.FUNCTION: service.STEP_KIND_FUNCTION,
    StepKind.INCORRECT: service.STEP_KIND_INCORRECT,
    StepKind.SKIPPED: service.STEP_KIND_SKIPPED,
    StepKind.REDUNDANT: service.STEP_KIND_REDUNDANT,
    StepKind.IRRELEVANT: service.STEP_KIND_IRRELEVANT,
    StepKind.ONE_WAY: service.STEP_KIND_ONE_WAY,
}


def to_derivation_question(derivation: service.Derivation) -> DerivationQuestion:
    """The question of a request; raises :class:`trivium.cas.errors.InputError`."""
    latex = derivation.notation == service.NOTATION_LATEX
    options = Options(real_valued=derivation.real_valued)
    reading = Reading(dict(derivation.assume), options, latex, derivation.log_base)
    return read_derivation(list(derivation.lines), reading)


def to_report(
    judgement: DerivationJudgement, question: DerivationQuestion, derivation: service.Derivation
) -> service.DerivationReport:
    """The judgement as a message."""
    report = service.DerivationReport(
        name=derivation.name,
        verdict=_VERDICTS[judgement.verdict],
        assurance=verdict.ASSURANCE_NONE,
        detail=judgement.detail,
        environment=environment(),
        assumptions={variable: str(domain) for variable, domain in question.domains.items()},
        steps=[_step(step) for step in judgement.steps],
    )
    report.usage.wall.FromNanoseconds(int(judgement.wall * 1e9))
    report.usage.counts.update(judgement.counts)
    bad = judgement.first_bad
    report.first_bad_line = bad.line if bad else 0
    if judgement.certificate is not None:
        report.assurance = verdict.ASSURANCE_CERTIFICATE_REPLAYED
        report.checked_by.append(CHECKER)
        report.certificate.CopyFrom(_certificate(judgement.certificate, question.source, derivation.name))
    else:
        spent = judgement.exhausted
        report.reason = verdict.REASON_BUDGET_EXHAUSTED if spent else verdict.REASON_NOT_REFUTED_AT_N_POINTS
    return report


def _step(step: StepJudgement) -> service.Step:
    message = service.Step(line=step.line, kind=_KINDS[step.kind], statement=step.statement, detail=step.detail)
    if step.evidence is not None and step.evidence.strategy in ("differ", "solution"):
        message.counterexample.point.update(point_to_proto(step.evidence.point))
    return message


def _certificate(certificate: DerivationCertificate, source: str, name: str) -> answer.Certificate:
    message = answer.Certificate(
        format=FORMAT,
        claim=answer.Claim(
            name=name,
            statement=certificate.claim.statement,
            source_sha256=certificate.claim.source_sha256,
            verdict=verdict.VERDICT_PROVED if certificate.proves else verdict.VERDICT_REFUTED,
        ),
    )
    body = messages.CasDerivationEvidence(source=source)
    for step in certificate.steps:
        written = body.steps.add(
            line=step.line,
            before=step.before,
            strategy=step.strategy,
            terms=dict(step.terms),
            point=point_to_proto(step.point),
            precision=step.precision,
            cell=[str(end) for end in step.cell],
        )
        fill_methods(written.equalities, step.equalities)
    message.proof.Pack(body)
    return message


def derivation_refusal(request: service.VerifyCertificateRequest) -> str | None:
    """Why a certificate of a derivation is not accepted, empty where it is; ``None`` for any other certificate.

    Raises :class:`CertificateError` where the message holds none.
    """
    message = request.certificate
    body = messages.CasDerivationEvidence()
    if not message.proof.Unpack(body):
        return None
    if message.format != FORMAT:
        raise CertificateError(f"unknown certificate format {message.format}")
    steps = tuple(
        StepEvidence(
            line=step.line,
            strategy=step.strategy,
            before=step.before,
            terms=dict(step.terms),
            equalities={name: read_method(method) for name, method in step.equalities.items()},
            point=read_point(step.point),
            precision=step.precision,
            cell=tuple(map(read_rational, step.cell)),
        )
        for step in body.steps
    )
    claim = model.Claim(message.claim.statement, message.claim.source_sha256)
    proves = message.claim.verdict == verdict.VERDICT_PROVED
    if request.HasField("against") or request.HasField("against_operation"):
        return "the certificate answers a derivation"
    against = ""
    if request.HasField("against_derivation"):
        against = to_derivation_question(request.against_derivation).source
    found = check_derivation(DerivationCertificate(claim, steps, proves), body.source, against)
    return found.reason if isinstance(found, Refusal) else ""


def exhausted_derivation(
    request: service.CheckDerivationRequest, reason: verdict.Reason.ValueType, detail: str
) -> service.CheckDerivationResponse:
    """The answer for a request whose worker had to be ended."""
    report = service.DerivationReport(
        name=request.derivation.name,
        verdict=verdict.VERDICT_UNKNOWN,
        assurance=verdict.ASSURANCE_NONE,
        reason=reason,
        detail=detail,
        environment=environment(),
    )
    return service.CheckDerivationResponse(report=report)
