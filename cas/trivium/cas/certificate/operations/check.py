"""The independent checker of operations: replays a certificate against the source of what it claims to answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from trivium.cas.certificate.model import Acceptance, Refusal
from trivium.cas.certificate.operations.differential import replay_ode
from trivium.cas.certificate.operations.evidence import OperationCertificate
from trivium.cas.certificate.operations.inequalities import replay_inequality
from trivium.cas.certificate.operations.integrals import replay_antiderivative, replay_integral
from trivium.cas.certificate.operations.limits import replay_limit, replay_series
from trivium.cas.certificate.operations.matrices import replay_matrix
from trivium.cas.certificate.operations.replay import Replay
from trivium.cas.certificate.operations.solutions import replay_solutions
from trivium.cas.certificate.operations.sums import replay_sum
from trivium.cas.certificate.operations.tasks import Task, read_task
from trivium.cas.errors import CertificateError

_REPLAYS: Mapping[str, Callable[[Replay], None]] = {
    "antiderivative": replay_antiderivative,
    "integral": replay_integral,
    "limit": replay_limit,
    "series": replay_series,
    "sum": replay_sum,
    "ode": replay_ode,
    "solutions": replay_solutions,
    "inequality": replay_inequality,
    "matrix": replay_matrix,
}


def check_operation(certificate: OperationCertificate, source: str, against: str = "") -> Acceptance | Refusal:
    """Replay a certificate as an answer to ``source`` and, where ``against`` is given, to another writing of it.

    Both are canonical JSON as :attr:`~trivium.cas.certificate.operations.tasks.Task.source` gives it.
    """
    try:
        task = _asked(certificate, source, against)
        _REPLAYS[task.operation](Replay(task, certificate.evidence))
    except CertificateError as error:
        return Refusal(error.reason)
    return Acceptance(certificate.evidence.proves, task.statement)


def _asked(certificate: OperationCertificate, source: str, against: str) -> Task:
    """The task of the source; refuses a certificate of anything else."""
    task = read_task(source)
    if hashlib.sha256(source.encode()).hexdigest() != certificate.claim.source_sha256:
        raise CertificateError("the certificate answers another source")
    if task.statement != certificate.claim.statement:
        raise CertificateError("the statement is not the one that was asked")
    if against and not read_task(against).means_the_same(task):
        raise CertificateError("the certificate answers another question")
    return task
