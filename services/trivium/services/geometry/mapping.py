"""Values of the geometry engine as protos."""

from __future__ import annotations

import functools
import time
from dataclasses import dataclass, field
from importlib.metadata import version

import grpc
from google.protobuf.duration_pb2 import Duration

from trivium.geometry.certificate import model
from trivium.geometry.errors import GeometryError, ProblemError
from trivium.geometry.language.reader import Excerpt, Format, guess
from trivium.geometry.propose.proposal import Proposal
from trivium.geometry.render.svg import figure_svg
from trivium.geometry.solution import Outcome, Solution
from trivium.services.geometry import certificates
from trivium.services.runtime.operation import Fault, Violation
from trivium_api.common.v1 import answer_pb2, verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

_REASONS = {
    Outcome.PROVED: verdict_pb2.REASON_UNSPECIFIED,
    Outcome.REFUTED: verdict_pb2.REASON_UNSPECIFIED,
    Outcome.SATURATED: verdict_pb2.REASON_SATURATED,
    Outcome.BUDGET_EXHAUSTED: verdict_pb2.REASON_BUDGET_EXHAUSTED,
    Outcome.FALSE_IN_FIGURE: verdict_pb2.REASON_FALSE_IN_FIGURE,
    Outcome.NOT_DETERMINED: verdict_pb2.REASON_NOT_DETERMINED,
    Outcome.NO_FIGURE: verdict_pb2.REASON_NO_FIGURE,
    Outcome.CHECKER_REFUSED: verdict_pb2.REASON_CHECKER_REFUSED,
}
_VERDICTS = {Outcome.PROVED: verdict_pb2.VERDICT_PROVED, Outcome.REFUTED: verdict_pb2.VERDICT_REFUTED}
READ_AS = {
    geometry.FORMAT_AG: Format.AG,
    geometry.FORMAT_AG2: Format.AG2,
    geometry.FORMAT_YUCLID: Format.YUCLID,
    geometry.FORMAT_POINTS: Format.POINTS,
}
"""The language in which a text of some format is read; guessed for others."""
_WRITTEN = {language: written for written, language in READ_AS.items()}


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Measures what an answer costs, from its own making."""

    wall: float = field(default_factory=time.monotonic)
    cpu: float = field(default_factory=time.process_time)

    def usage(self, counts: dict[str, int]) -> answer_pb2.Usage:
        """The cost so far."""
        return answer_pb2.Usage(
            wall=_duration(time.monotonic() - self.wall), cpu=_duration(time.process_time() - self.cpu), counts=counts
        )


@functools.cache
def _environment() -> answer_pb2.Environment:
    return answer_pb2.Environment(version=version("trivium"))


def _duration(seconds: float) -> Duration:
    duration = Duration()
    duration.FromNanoseconds(max(0, round(seconds * 1e9)))
    return duration


def listed(excerpt: Excerpt, written: geometry.Format.ValueType) -> geometry.Problem:
    """A problem of a file."""
    read_as = written or _WRITTEN[guess(excerpt.source)]
    return geometry.Problem(name=excerpt.name, source=excerpt.source, format=read_as, line=excerpt.line)


def solution(answer: Solution, stopwatch: Stopwatch, *, drawn: bool = False, latex: bool = False) -> geometry.Solution:
    """The answer to a problem; `drawn` asks for its figure as SVG too, `latex` for all of it as LaTeX."""
    decided = answer.outcome in _VERDICTS
    message = geometry.Solution(
        name=answer.problem.name,
        verdict=_VERDICTS.get(answer.outcome, verdict_pb2.VERDICT_UNKNOWN),
        assurance=verdict_pb2.ASSURANCE_CERTIFICATE_REPLAYED if decided else verdict_pb2.ASSURANCE_NONE,
        reason=_REASONS[answer.outcome],
        detail=answer.detail,
        checked_by=[answer.checked_by] if answer.checked_by else [],
        usage=stopwatch.usage(dict(answer.counts)),
        environment=_environment(),
        valid_when=answer.figure_facts,
        statement=answer.problem.statement,
        found=answer.found,
        auxiliary=[str(clause) for clause in answer.auxiliary],
        proof=[
            geometry.ProofStep(number=n.number, conclusion=n.conclusion, rule=n.rule, premises=n.premises)
            for n in answer.proof
        ],
        figure=[geometry.FigurePoint(name=name, x=z.real, y=z.imag) for name, z in answer.figure.items()],
    )
    if drawn and answer.figure:
        message.figure_svg = figure_svg(answer.problem, answer.figure, answer.auxiliary)
    if latex:
        message.latex = answer.latex()
    if answer.certificate is not None:
        message.certificate.CopyFrom(certificates.to_proto(answer.certificate))
    return message


def proposal(theorem: Proposal, stopwatch: Stopwatch, *, drawn: bool = False) -> geometry.Proposal:
    """A proposed theorem; `drawn` asks for its figure as SVG too."""
    scores = theorem.scores
    return geometry.Proposal(
        solution=solution(theorem.solution(), stopwatch, drawn=drawn),
        english=theorem.english,
        hint=theorem.hint,
        key=theorem.key,
        scores=geometry.Scores(
            steps=scores.steps,
            auxiliary=scores.auxiliary,
            rules=scores.rules,
            difficulty=scores.difficulty,
            symmetry=scores.symmetry,
            novelty=scores.novelty,
        ),
    )


def verification(
    envelope: answer_pb2.Certificate, verdict: model.Acceptance | model.Refusal, stopwatch: Stopwatch, checker: str
) -> answer_pb2.Verification:
    """What the checker of that name said."""
    accepted = isinstance(verdict, model.Acceptance)
    claimed = verdict_pb2.VERDICT_PROVED
    if isinstance(verdict, model.Acceptance) and verdict.refuted:
        claimed = verdict_pb2.VERDICT_REFUTED
    return answer_pb2.Verification(
        name=envelope.claim.name,
        accepted=accepted,
        refusal="" if accepted else str(verdict),
        statement=verdict.statement if isinstance(verdict, model.Acceptance) else envelope.claim.statement,
        verdict=claimed if accepted else verdict_pb2.VERDICT_UNKNOWN,
        assurance=verdict_pb2.ASSURANCE_CERTIFICATE_REPLAYED if accepted else verdict_pb2.ASSURANCE_NONE,
        checked_by=[checker] if checker else [],
        usage=stopwatch.usage({"steps": verdict.steps} if isinstance(verdict, model.Acceptance) else {}),
    )


def bad_problem(error: ProblemError) -> Fault:
    """A problem that cannot be read, with its place."""
    violation = Violation("problem.source", str(error), error.code)
    place = (("line", str(error.place.line)), ("column", str(error.place.column)), ("clause", str(error.place.clause)))
    token = (("token", error.token[:100]),) if error.token else ()
    metadata = place + token
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, error.code, str(error), (violation,), metadata=metadata)


def defect(error: GeometryError) -> Fault:
    """A proof that the engine found and cannot write down: a defect of the engine."""
    return Fault(grpc.StatusCode.INTERNAL, "GEOMETRY_DEFECT", str(error))
