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


Certificate = model.GeometryCertificate | model.GeometryCounterexample


def to_proto(certificate: Certificate) -> answer_pb2.Certificate:
    """The certificate in its envelope."""
    refuted = isinstance(certificate, model.GeometryCounterexample)
    envelope = answer_pb2.Certificate(
        format=ENVELOPE_FORMAT,
        claim=answer_pb2.Claim(
            name=certificate.name,
            statement=certificate.statement,
            source_sha256=certificate.source_sha256,
            verdict=verdict_pb2.VERDICT_REFUTED if refuted else verdict_pb2.VERDICT_PROVED,
        ),
    )
    if isinstance(certificate, model.GeometryCounterexample):
        envelope.proof.Pack(
            certificate_pb2.GeometryCounterexample(
                figure=_figure(certificate.figure), exact_x=certificate.exact_x, exact_y=certificate.exact_y
            )
        )
    else:
        figures, steps = map(_figure, certificate.figures), map(_step, certificate.steps)
        proof = certificate_pb2.GeometryProof(figures=figures, steps=steps, auxiliary=certificate.auxiliary)
        envelope.proof.Pack(proof)
    return envelope


def from_proto(envelope: answer_pb2.Certificate) -> Certificate:
    """The certificate of an envelope; raises CertificateError where it holds none of geometry in this format."""
    if envelope.format != ENVELOPE_FORMAT:
        raise model.CertificateError(f"format {envelope.format} is not known")
    if envelope.proof.Is(certificate_pb2.GeometryCounterexample.DESCRIPTOR):
        return _counterexample(envelope)
    proof = certificate_pb2.GeometryProof()
    if not envelope.proof.Is(proof.DESCRIPTOR) or not envelope.proof.Unpack(proof):
        raise model.CertificateError("the certificate holds no geometry proof")
    if envelope.claim.verdict != verdict_pb2.VERDICT_PROVED:
        raise model.CertificateError("the certificate is a proof and claims another verdict")
    return model.GeometryCertificate(
        envelope.claim.name,
        envelope.claim.statement,
        envelope.claim.source_sha256,
        tuple(map(_figure_of, proof.figures)),
        tuple(_step_of(step) for step in proof.steps),
        tuple(proof.auxiliary),
    )


def _counterexample(envelope: answer_pb2.Certificate) -> model.GeometryCounterexample:
    found = certificate_pb2.GeometryCounterexample()
    if not envelope.proof.Unpack(found):
        raise model.CertificateError("the counterexample cannot be read")
    if envelope.claim.verdict != verdict_pb2.VERDICT_REFUTED:
        raise model.CertificateError("the certificate is a counterexample and claims another verdict")
    return model.GeometryCounterexample(
        envelope.claim.name,
        envelope.claim.statement,
        envelope.claim.source_sha256,
        _figure_of(found.figure),
        tuple(found.exact_x),
        tuple(found.exact_y),
    )


def _figure(figure: model.Figure) -> certificate_pb2.CertificateFigure:
    return certificate_pb2.CertificateFigure(
        points=[certificate_pb2.CertificatePoint(name=n, x=x, y=y) for n, x, y in figure.points]
    )


def _figure_of(figure: certificate_pb2.CertificateFigure) -> model.Figure:
    return model.Figure(tuple((p.name, p.x, p.y) for p in figure.points))


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
