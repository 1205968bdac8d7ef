"""Geometry certificates as protos, and back."""

from __future__ import annotations

from fractions import Fraction

from trivium.geometry.certificate import model
from trivium_api.common.v1alpha1 import answer_pb2, verdict_pb2
from trivium_api.geometry.v1alpha1 import certificate_pb2

ENVELOPE_FORMAT = 1
_SYSTEMS = {
    "angle": certificate_pb2.EQUATION_SYSTEM_ANGLE,
    "ratio": certificate_pb2.EQUATION_SYSTEM_RATIO,
    "length": certificate_pb2.EQUATION_SYSTEM_LENGTH,
    "square": certificate_pb2.EQUATION_SYSTEM_SQUARE,
    "position": certificate_pb2.EQUATION_SYSTEM_POSITION,
}
_SYSTEM_NAMES = {value: name for name, value in _SYSTEMS.items()}


def to_proto(certificate: model.GeometryCertificate) -> answer_pb2.Certificate:
    """The certificate in its envelope."""
    proof = certificate_pb2.GeometryProof(
        figures=[
            certificate_pb2.CertificateFigure(
                points=[certificate_pb2.CertificatePoint(name=n, x=x, y=y) for n, x, y in figure.points]
            )
            for figure in certificate.figures
        ],
        steps=[_step(step) for step in certificate.steps],
    )
    envelope = answer_pb2.Certificate(
        format=ENVELOPE_FORMAT,
        claim=answer_pb2.Claim(
            name=certificate.name,
            statement=certificate.statement,
            source_sha256=certificate.source_sha256,
            verdict=verdict_pb2.VERDICT_PROVED,
        ),
    )
    envelope.proof.Pack(proof)
    return envelope


def from_proto(envelope: answer_pb2.Certificate) -> model.GeometryCertificate:
    """The certificate of an envelope; raises CertificateError where it holds no geometry proof of this format."""
    proof = certificate_pb2.GeometryProof()
    if envelope.format != ENVELOPE_FORMAT:
        raise model.CertificateError(f"format {envelope.format} is not known")
    if not envelope.proof.Is(proof.DESCRIPTOR) or not envelope.proof.Unpack(proof):
        raise model.CertificateError("the certificate holds no geometry proof")
    if envelope.claim.verdict != verdict_pb2.VERDICT_PROVED:
        raise model.CertificateError("a geometry certificate claims PROVED")
    return model.GeometryCertificate(
        envelope.claim.name,
        envelope.claim.statement,
        envelope.claim.source_sha256,
        tuple(model.Figure(tuple((p.name, p.x, p.y) for p in figure.points)) for figure in proof.figures),
        tuple(_step_of(step) for step in proof.steps),
    )


def _step(step: model.Step) -> certificate_pb2.CertificateStep:
    return certificate_pb2.CertificateStep(
        conclusion=certificate_pb2.Equation(
            system=_SYSTEMS[step.fact.system],
            terms=[certificate_pb2.EquationTerm(points=p, coefficient=str(c)) for p, c in step.fact.terms],
            constant=[certificate_pb2.ConstantTerm(base=k, amount=str(v)) for k, v in step.fact.constant],
        ),
        rule=step.rule,
        points=step.points,
        premises=step.premises,
        coefficients=[str(c) for c in step.coefficients],
    )


def _step_of(step: certificate_pb2.CertificateStep) -> model.Step:
    equation = step.conclusion
    if equation.system not in _SYSTEM_NAMES:
        raise model.CertificateError("an equation names no system")
    fact = model.Fact(
        _SYSTEM_NAMES[equation.system],
        tuple((tuple(term.points), _rational(term.coefficient)) for term in equation.terms),
        tuple((part.base, _rational(part.amount)) for part in equation.constant),
    )
    coefficients = tuple(_rational(c) for c in step.coefficients)
    return model.Step(fact, step.rule, tuple(step.points), tuple(step.premises), coefficients)


def _rational(text: str) -> Fraction:
    try:
        return Fraction(text) if len(text) <= 82 and "e" not in text.lower() else Fraction("-")
    except (ValueError, ZeroDivisionError):
        raise model.CertificateError(f"{text[:40]!r} is no rational number") from None
