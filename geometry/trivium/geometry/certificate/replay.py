"""One way to replay a certificate of any kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from trivium.geometry.certificate import checker
from trivium.geometry.certificate.algebraic import check as algebraic
from trivium.geometry.certificate.algebraic.model import AlgebraicCertificate
from trivium.geometry.certificate.model import Acceptance, GeometryCertificate, GeometryCounterexample, Refusal

Certificate: TypeAlias = GeometryCertificate | GeometryCounterexample | AlgebraicCertificate


def replay(
    certificate: Certificate,
    source: str | None = None,
    name: str | None = None,
    expired: Callable[[], bool] = lambda: False,
) -> Acceptance | Refusal:
    """What the checker of its kind says of a certificate; see `trivium.geometry.certificate.checker.check`."""
    if isinstance(certificate, AlgebraicCertificate):
        return algebraic.check(certificate, source, name, expired)
    return checker.check(certificate, source, name, expired)


def checker_of(certificate: Certificate) -> str:
    """Name and version of the checker of a certificate's kind."""
    return algebraic.CHECKER if isinstance(certificate, AlgebraicCertificate) else checker.CHECKER
