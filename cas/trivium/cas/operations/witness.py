"""What a refutation shows: the value that was found beside the answer, at the point where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from flint import acb

from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.model import Ball, Point
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.operations.integrals import enclosure_of
from trivium.cas.certificate.operations.replay import Replay, is_infinite
from trivium.cas.certificate.operations.sums import partial_sum, whole_number
from trivium.cas.certificate.operations.tasks import Task
from trivium.cas.certificate.reading import read_term
from trivium.cas.certificate.terms import Term
from trivium.cas.decide.refute import record
from trivium.cas.errors import CertificateError
from trivium.cas.operations.wording import readable

_PRECISION = 128


@dataclass(frozen=True, slots=True)
class Witness:
    """A point, the balls of what was found and of the answer there, and what was found in words."""

    point: Point
    found: Ball | None = None
    answer: Ball | None = None
    words: str = ""


def witness_of(task: Task, evidence: Evidence) -> Witness:
    """The witness of a refutation that the checker has accepted."""
    point = evidence.point
    match task.operation, evidence.strategy:
        case "antiderivative", _:
            slope = differentiate(plain(task.term("answer")), task.word("variable"))
            return Witness(point, _ball(slope, point), _ball(task.term("integrand"), point), "the derivative differs")
        case "integral", "enclosure":
            ball = record(enclosure_of(task, point, evidence.precision))
            words = f"the integral is {ball.real_midpoint} ± {ball.real_radius}"
            return Witness(point, ball, _ball(task.term("answer"), point), words)
        case "sum", "evaluation":
            return _evaluated(task, evidence)
        case _:
            return _found(task, evidence)


def _evaluated(task: Task, evidence: Evidence) -> Witness:
    replay = Replay(task, evidence)
    ends = (whole_number(replay.value(task.term(field), evidence.point)) for field in ("lower", "upper"))
    total = record(partial_sum(replay, *ends))
    return Witness(
        evidence.point, total, _ball(task.term("answer"), evidence.point), f"the sum is {total.real_midpoint}"
    )


def _found(task: Task, evidence: Evidence) -> Witness:
    texts = evidence.terms.get("found", ())
    if len(texts) != 1:
        return Witness(evidence.point)
    found = read_term(texts[0])
    answer = _ball(task.term("answer"), evidence.point) if "answer" in task.parts else None
    return Witness(evidence.point, _ball(found, evidence.point), answer, f"the value is {readable(found)}")


def _ball(term: Term, point: Point) -> Ball | None:
    if is_infinite(term):
        return None
    try:
        value: acb = enclose(term, point, _PRECISION)
    except (UndefinedError, KeyError, CertificateError):
        return None
    return record(value)
