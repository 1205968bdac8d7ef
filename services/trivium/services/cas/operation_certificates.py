"""Certificates of operations as messages, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trivium.cas.certificate import model
from trivium.cas.certificate.operations.evidence import Evidence, OperationCertificate
from trivium.cas.errors import CertificateError
from trivium.services.cas.certificates import FORMAT, point_to_proto, read_method, read_point, read_rational, set_method
from trivium_api.cas.v1 import certificate_pb2 as messages
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict


@dataclass(frozen=True, slots=True)
class SourcedOperationCertificate:
    """A certificate of an operation with the source that its claim is bound to."""

    certificate: OperationCertificate
    source: str


def operation_certificate_to_proto(certificate: OperationCertificate, source: str, name: str) -> answer.Certificate:
    """The envelope of a certificate."""
    evidence = certificate.evidence
    message = answer.Certificate(
        format=FORMAT,
        claim=answer.Claim(
            name=name,
            statement=certificate.claim.statement,
            source_sha256=certificate.claim.source_sha256,
            verdict=verdict.VERDICT_PROVED if evidence.proves else verdict.VERDICT_REFUTED,
        ),
    )
    body = messages.CasOperationEvidence(
        source=source,
        strategy=evidence.strategy,
        point=point_to_proto(evidence.point),
        precision=evidence.precision,
        depth=evidence.depth,
        cells=[messages.Cell(numbers=map(str, row)) for row in evidence.cells],
    )
    for name_of, found in evidence.terms.items():
        body.terms[name_of].terms.extend(found)
    fill_methods(body.equalities, evidence.equalities)
    fill_methods(body.zeros, evidence.zeros)
    message.proof.Pack(body)
    return message


def fill_methods(target: Mapping[str, messages.EqualityProof], methods: Mapping[str, model.Method]) -> None:
    """Put methods into a map field by their names."""
    for name, method in methods.items():
        set_method(target[name], method)


def operation_certificate_from_proto(message: answer.Certificate) -> SourcedOperationCertificate | None:
    """The certificate in an envelope, ``None`` where it is of another kind; raises :class:`CertificateError`."""
    body = messages.CasOperationEvidence()
    if not message.proof.Unpack(body):
        return None
    if message.format != FORMAT:
        raise CertificateError(f"unknown certificate format {message.format}")
    if message.claim.verdict not in (verdict.VERDICT_PROVED, verdict.VERDICT_REFUTED):
        raise CertificateError("a certificate proves or refutes")
    evidence = Evidence(
        strategy=body.strategy,
        proves=message.claim.verdict == verdict.VERDICT_PROVED,
        terms={name: tuple(found.terms) for name, found in body.terms.items()},
        equalities={name: read_method(method) for name, method in body.equalities.items()},
        zeros={name: read_method(method) for name, method in body.zeros.items()},
        point=read_point(body.point),
        precision=body.precision,
        depth=body.depth,
        cells=tuple(tuple(map(read_rational, row.numbers)) for row in body.cells),
    )
    claim = model.Claim(message.claim.statement, message.claim.source_sha256)
    return SourcedOperationCertificate(OperationCertificate(claim, evidence), body.source)
