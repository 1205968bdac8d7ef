"""Certificates of the symbolic engine as messages, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from trivium.cas.certificate import model
from trivium.cas.errors import CertificateError
from trivium_api.cas.v1 import cas_service_pb2 as service
from trivium_api.cas.v1 import certificate_pb2 as messages
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict

FORMAT = 1
MAX_DIGITS = 4_000
MAX_NESTING = 16


@dataclass(frozen=True, slots=True)
class SourcedCertificate:
    """A certificate of the engine with the source that its claim is bound to."""

    certificate: model.Certificate
    source: str
    proved: bool


def certificate_to_proto(certificate: model.Certificate, source: str, name: str) -> answer.Certificate:
    """The envelope of a certificate."""
    proved = isinstance(certificate.body, model.Proof)
    message = answer.Certificate(
        format=FORMAT,
        claim=answer.Claim(
            name=name,
            statement=certificate.claim.statement,
            source_sha256=certificate.claim.source_sha256,
            verdict=verdict.VERDICT_PROVED if proved else verdict.VERDICT_REFUTED,
        ),
    )
    match certificate.body:
        case model.Proof():
            message.proof.Pack(_proof(certificate.body, source))
        case model.Refutation(precision=precision):
            found = counterexample(certificate.body)
            message.proof.Pack(messages.CasRefutation(source=source, counterexample=found, precision=precision))
        case model.DomainRefutation(point, undefined):
            message.proof.Pack(
                messages.CasDomainRefutation(source=source, point=point_to_proto(point), undefined=undefined)
            )
    return message


def certificate_from_proto(message: answer.Certificate) -> SourcedCertificate:
    """The certificate in an envelope; raises :class:`CertificateError` where it is not one of this engine."""
    if message.format != FORMAT:
        raise CertificateError(f"unknown certificate format {message.format}")
    claim = model.Claim(message.claim.statement, message.claim.source_sha256)
    proof, refutation, elsewhere = messages.CasProof(), messages.CasRefutation(), messages.CasDomainRefutation()
    body: model.Proof | model.Refutation | model.DomainRefutation
    if message.proof.Unpack(proof):
        source, body, expected = proof.source, _read_proof(proof), verdict.VERDICT_PROVED
    elif message.proof.Unpack(refutation):
        source, body, expected = refutation.source, _read_refutation(refutation), verdict.VERDICT_REFUTED
    elif message.proof.Unpack(elsewhere):
        source, expected = elsewhere.source, verdict.VERDICT_REFUTED
        body = model.DomainRefutation(read_point(elsewhere.point), elsewhere.undefined)
    else:
        raise CertificateError("this is not a certificate of the symbolic engine")
    if message.claim.verdict != expected:
        raise CertificateError("the claimed verdict is not what the body decides")
    return SourcedCertificate(model.Certificate(claim, body), source, isinstance(body, model.Proof))


def counterexample(body: model.Refutation | model.DomainRefutation) -> service.Counterexample:
    """The point and, of sides that differ there, the enclosures."""
    if isinstance(body, model.DomainRefutation):
        return service.Counterexample(point=point_to_proto(body.point))
    return service.Counterexample(
        point=point_to_proto(body.point), lhs=ball_to_proto(body.lhs), rhs=ball_to_proto(body.rhs)
    )


def ball_to_proto(ball: model.Ball) -> service.Enclosure:
    """A ball as a message."""
    return service.Enclosure(
        real_midpoint=ball.real_midpoint,
        real_radius=ball.real_radius,
        imaginary_midpoint=ball.imaginary_midpoint,
        imaginary_radius=ball.imaginary_radius,
    )


def _read_ball(ball: service.Enclosure) -> model.Ball:
    return model.Ball(ball.real_midpoint, ball.real_radius, ball.imaginary_midpoint, ball.imaginary_radius)


def point_to_proto(point: model.Point) -> dict[str, str]:
    """Exact values as text."""
    return {name: _gaussian(*value) for name, value in point.items()}


def _gaussian(real: Fraction, imaginary: Fraction) -> str:
    if not imaginary:
        return str(real)
    return f"{real} + {imaginary}*I" if imaginary > 0 else f"{real} - {-imaginary}*I"


def read_point(point: Mapping[str, str]) -> model.Point:
    """The values of their text; raises :class:`CertificateError`."""
    return {name: _read_gaussian(text) for name, text in point.items()}


def _read_gaussian(text: str) -> tuple[Fraction, Fraction]:
    for separator, sign in ((" + ", 1), (" - ", -1)):
        real, found, imaginary = text.partition(separator)
        if found and imaginary.endswith("*I"):
            return read_rational(real), sign * read_rational(imaginary.removesuffix("*I"))
    return read_rational(text), Fraction(0)


def read_rational(text: str) -> Fraction:
    """An exact number; raises :class:`CertificateError`."""
    if len(text) > MAX_DIGITS or "e" in text.lower():
        raise CertificateError("a number is too long or not written out")
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise CertificateError(f"not a rational number: {text[:40]!r}") from error


def _proof(body: model.Proof, source: str) -> messages.CasProof:
    message = messages.CasProof(source=source, witness=point_to_proto(body.witness), precision=body.precision)
    set_method(message, body.method)
    return message


def set_method(message: messages.CasProof | messages.Anchor | messages.EqualityProof, method: model.Method) -> None:
    """Fill in how an equality follows."""
    match method:
        case model.Identity():
            message.identity.CopyFrom(_identity(method))
        case model.ConstantDifference():
            message.constant_difference.CopyFrom(_constant_difference(method))
        case model.ExponentialOfDifference(multiplier, identity, precision):
            message.exponential_of_difference.CopyFrom(
                messages.ExponentialOfDifference(
                    multiplier=multiplier, identity=_identity(identity), precision=precision
                )
            )
        case model.EqualSquares(identity):
            message.equal_squares.CopyFrom(messages.EqualSquares(identity=_identity(identity)))


def _identity(identity: model.Identity) -> messages.Identity:
    return messages.Identity(
        steps=[
            messages.ProofStep(
                rule=step.rule,
                term=step.term,
                value=step.value,
                powers=[messages.RationalPower(base=base, exponent=str(times)) for base, times in step.powers],
            )
            for step in identity.steps
        ]
    )


def _constant_difference(method: model.ConstantDifference) -> messages.ConstantDifference:
    return messages.ConstantDifference(
        variable=method.variable,
        derivative=_identity(method.derivative),
        breaks=[str(value) for value in method.breaks],
        anchors=map(_anchor, method.anchors),
    )


def _anchor(anchor: model.Anchor) -> messages.Anchor:
    message = messages.Anchor(value=str(anchor.value))
    set_method(message, anchor.method)
    return message


def _read_refutation(message: messages.CasRefutation) -> model.Refutation:
    found = message.counterexample
    return model.Refutation(read_point(found.point), message.precision, _read_ball(found.lhs), _read_ball(found.rhs))


def _read_proof(message: messages.CasProof) -> model.Proof:
    return model.Proof(read_method(message), read_point(message.witness), message.precision)


def read_method(message: messages.CasProof | messages.Anchor | messages.EqualityProof, depth: int = 0) -> model.Method:
    """How an equality follows; raises :class:`CertificateError`."""
    if depth > MAX_NESTING:
        raise CertificateError("anchors are nested too deeply")
    match message.WhichOneof("method"):
        case "identity":
            return _read_identity(message.identity)
        case "constant_difference":
            method = message.constant_difference
            anchors = (
                model.Anchor(read_rational(anchor.value), read_method(anchor, depth + 1)) for anchor in method.anchors
            )
            return model.ConstantDifference(
                method.variable,
                _read_identity(method.derivative),
                tuple(map(read_rational, method.breaks)),
                tuple(anchors),
            )
        case "exponential_of_difference":
            last = message.exponential_of_difference
            return model.ExponentialOfDifference(last.multiplier, _read_identity(last.identity), last.precision)
        case "equal_squares":
            return model.EqualSquares(_read_identity(message.equal_squares.identity))
        case _:
            raise CertificateError("the proof has no method")


def _read_identity(message: messages.Identity) -> model.Identity:
    return model.Identity(
        tuple(
            model.Step(
                step.rule,
                step.term,
                step.value,
                tuple((power.base, read_rational(power.exponent)) for power in step.powers),
            )
            for step in message.steps
        )
    )
