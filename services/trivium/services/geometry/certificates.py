"""Geometry certificates as protos, and back."""

from __future__ import annotations

from fractions import Fraction

from trivium.geometry.certificate import model
from trivium.geometry.certificate.algebraic.model import AlgebraicCertificate, Direction, Placement
from trivium.geometry.certificate.replay import Certificate
from trivium_api.common.v1 import answer_pb2, verdict_pb2
from trivium_api.geometry.v1 import certificate_pb2

ENVELOPE_FORMAT = 1
_SYSTEMS = {
    "angle": certificate_pb2.EQUATION_SYSTEM_ANGLE,
    "ratio": certificate_pb2.EQUATION_SYSTEM_RATIO,
    "length": certificate_pb2.EQUATION_SYSTEM_LENGTH,
    "square": certificate_pb2.EQUATION_SYSTEM_SQUARE,
    "position": certificate_pb2.EQUATION_SYSTEM_POSITION,
}
_SYSTEM_NAMES = {value: name for name, value in _SYSTEMS.items()}


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
    elif isinstance(certificate, AlgebraicCertificate):
        envelope.proof.Pack(
            certificate_pb2.AlgebraicProof(
                figures=map(_figure, certificate.figures),
                origin=certificate.origin,
                unit=certificate.unit,
                steps=map(_algebraic_step, certificate.steps),
                lemmas=map(_step, certificate.lemmas),
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
    if envelope.proof.Is(certificate_pb2.AlgebraicProof.DESCRIPTOR):
        return _algebraic(envelope)
    proof = certificate_pb2.GeometryProof()
    if not envelope.proof.Is(proof.DESCRIPTOR) or not envelope.proof.Unpack(proof):
        raise model.CertificateError("the certificate holds no geometry proof")
    _check_claim(envelope)
    return model.GeometryCertificate(
        envelope.claim.name,
        envelope.claim.statement,
        envelope.claim.source_sha256,
        tuple(map(_figure_of, proof.figures)),
        tuple(_step_of(step) for step in proof.steps),
        tuple(proof.auxiliary),
    )


def _check_claim(envelope: answer_pb2.Certificate) -> None:
    if envelope.claim.verdict != verdict_pb2.VERDICT_PROVED:
        raise model.CertificateError("the certificate is a proof and claims another verdict")


def _algebraic(envelope: answer_pb2.Certificate) -> AlgebraicCertificate:
    proof = certificate_pb2.AlgebraicProof()
    if not envelope.proof.Unpack(proof):
        raise model.CertificateError("the algebraic proof cannot be read")
    _check_claim(envelope)
    return AlgebraicCertificate(
        envelope.claim.name,
        envelope.claim.statement,
        envelope.claim.source_sha256,
        tuple(map(_figure_of, proof.figures)),
        proof.origin,
        proof.unit,
        tuple(map(_algebraic_step_of, proof.steps)),
        tuple(map(_step_of, proof.lemmas)),
    )


def _algebraic_step(step: Direction | Placement) -> certificate_pb2.AlgebraicStep:
    if isinstance(step, Direction):
        fact = None if step.fact is None else _equation(step.fact)
        return certificate_pb2.AlgebraicStep(direction=certificate_pb2.Direction(points=step.points, fact=fact))
    return certificate_pb2.AlgebraicStep(
        placement=certificate_pb2.Placement(
            point=step.point,
            facts=map(_equation, step.facts),
            lines=step.lines,
            through=step.through,
            split=step.split,
        )
    )


def _algebraic_step_of(step: certificate_pb2.AlgebraicStep) -> Direction | Placement:
    match step.WhichOneof("step"):
        case "direction" if len(step.direction.points) == 2:
            fact = _fact_of(step.direction.fact) if step.direction.HasField("fact") else None
            return Direction((step.direction.points[0], step.direction.points[1]), fact)
        case "placement":
            placed = step.placement
            facts = tuple(map(_fact_of, placed.facts))
            return Placement(placed.point, facts, tuple(placed.lines), tuple(placed.through), placed.split)
    raise model.CertificateError("a step of the algebraic proof says nothing")


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
        conclusion=_equation(step.fact),
        rule=step.rule,
        points=step.points,
        premises=step.premises,
        coefficients=[str(c) for c in step.coefficients],
    )


def _equation(fact: model.Fact) -> certificate_pb2.Equation:
    return certificate_pb2.Equation(
        system=_SYSTEMS[fact.system],
        terms=[certificate_pb2.EquationTerm(points=p, coefficient=str(c)) for p, c in fact.terms],
        constant=[certificate_pb2.ConstantTerm(base=k, amount=str(v)) for k, v in fact.constant],
    )


def _step_of(step: certificate_pb2.CertificateStep) -> model.Step:
    coefficients = tuple(_rational(c) for c in step.coefficients)
    return model.Step(_fact_of(step.conclusion), step.rule, tuple(step.points), tuple(step.premises), coefficients)


def _fact_of(equation: certificate_pb2.Equation) -> model.Fact:
    if equation.system not in _SYSTEM_NAMES:
        raise model.CertificateError("an equation names no system")
    return model.Fact(
        _SYSTEM_NAMES[equation.system],
        tuple((tuple(term.points), _rational(term.coefficient)) for term in equation.terms),
        tuple((part.base, _rational(part.amount)) for part in equation.constant),
    )


def _rational(text: str) -> Fraction:
    try:
        return Fraction(text) if len(text) <= 82 and "e" not in text.lower() else Fraction("-")
    except (ValueError, ZeroDivisionError):
        raise model.CertificateError(f"{text[:40]!r} is no rational number") from None
