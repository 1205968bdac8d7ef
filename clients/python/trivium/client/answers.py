"""Answers of the services: the message as it came, with its common fields as Python values.

`answer.message` is the whole message; `answer.to_json()` its canonical JSON. In a notebook an answer shows itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from google.protobuf import json_format

from trivium.client.verdicts import Assurance, Reason, Verdict
from trivium.notebook import display
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import answer_pb2 as common
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry
from trivium_api.prover.v1 import message_pb2, proof_pb2, search_pb2
from trivium_api.prover.v1 import prover_service_pb2 as prover

M = TypeVar(
    "M",
    cas.Judgement,
    cas.DerivationReport,
    geometry.Solution,
    prover.FileReport,
    proof_pb2.ProofReport,
    search_pb2.SearchAnswer,
)


@dataclass(frozen=True, slots=True)
class Answer(Generic[M]):
    """What every answer has, whichever engine gave it."""

    message: M
    """The message as the service sent it."""

    @property
    def name(self) -> str:
        """The name of the question; may be empty."""
        return self.message.name

    @property
    def verdict(self) -> Verdict:
        """PROVED, REFUTED or UNKNOWN."""
        return Verdict(self.message.verdict)

    @property
    def proved(self) -> bool:
        """Whether the claim holds."""
        return self.verdict is Verdict.PROVED

    @property
    def refuted(self) -> bool:
        """Whether the claim fails."""
        return self.verdict is Verdict.REFUTED

    @property
    def assurance(self) -> Assurance:
        """How much stands behind the verdict."""
        return Assurance(self.message.assurance)

    @property
    def reason(self) -> Reason:
        """Why the verdict is UNKNOWN."""
        return Reason(self.message.reason)

    @property
    def detail(self) -> str:
        """The reason in words, with its place."""
        return self.message.detail

    @property
    def checked_by(self) -> Sequence[str]:
        """The checkers that accepted the answer, with versions."""
        return self.message.checked_by

    @property
    def valid_when(self) -> Sequence[str]:
        """Conditions under which the verdict holds."""
        return self.message.valid_when

    @property
    def vacuous(self) -> bool:
        """Whether the claim says nothing: its hypotheses contradict each other."""
        return self.message.vacuous

    @property
    def certificate(self) -> common.Certificate | None:
        """What `verify` replays; None where nothing was decided."""
        return self.message.certificate if self.message.HasField("certificate") else None

    @property
    def seconds(self) -> float:
        """Wall-clock time of the work."""
        return self.message.usage.wall.ToTimedelta().total_seconds()

    def to_json(self) -> dict[str, Any]:
        """The canonical JSON of the message, under the names of the contract."""
        return json_format.MessageToDict(self.message, preserving_proto_field_name=True)

    def _repr_html_(self) -> str:
        return display.html(self.message)


class Judgement(Answer[cas.Judgement]):
    """What was decided about an equality or an operation."""

    __slots__ = ()

    @property
    def statement(self) -> str:
        """The statement as it was understood, in canonical infix form."""
        return self.message.statement

    @property
    def assumptions(self) -> Mapping[str, str]:
        """What is assumed of each variable."""
        return self.message.assumptions

    @property
    def counterexample(self) -> cas.Counterexample:
        """A point at which the sides differ; empty unless REFUTED."""
        return self.message.counterexample

    @property
    def answer(self) -> str:
        """Of a solved problem: its answer, right only where the verdict is PROVED."""
        return self.message.answer

    @property
    def proof(self) -> Sequence[str]:
        """The named steps of the proof."""
        return self.message.proof

    def _repr_latex_(self) -> str:
        return display.latex(self.message)


class DerivationReport(Answer[cas.DerivationReport]):
    """A derivation, judged line by line."""

    __slots__ = ()

    @property
    def steps(self) -> Sequence[cas.Step]:
        """Every step, in order."""
        return self.message.steps

    @property
    def first_bad_line(self) -> int:
        """Number of the first line whose step is not sound; 0 where all are."""
        return self.message.first_bad_line

    def _repr_latex_(self) -> str:
        return display.latex(self.message)


class Solution(Answer[geometry.Solution]):
    """What was decided about a geometry problem."""

    __slots__ = ()

    @property
    def statement(self) -> str:
        """The problem as it was understood."""
        return self.message.statement

    @property
    def proof(self) -> Sequence[geometry.ProofStep]:
        """The proof, for people."""
        return self.message.proof

    @property
    def auxiliary(self) -> Sequence[str]:
        """The auxiliary points of the proof, as constructions."""
        return self.message.auxiliary

    @property
    def figure_svg(self) -> str:
        """The figure as an SVG document, where it was asked for."""
        return self.message.figure_svg

    @property
    def figure(self) -> Sequence[geometry.FigurePoint]:
        """The points of the figure."""
        return self.message.figure

    @property
    def found(self) -> Sequence[str]:
        """The values found for goals that ask for one, as goals that state them."""
        return self.message.found

    def _repr_svg_(self) -> str | None:
        return self.message.figure_svg or None


class FileReport(Answer[prover.FileReport]):
    """What Lean says of a file."""

    __slots__ = ()

    @property
    def messages(self) -> Sequence[message_pb2.Message]:
        """Messages in the order of the file."""
        return self.message.messages


class ProofReport(Answer[proof_pb2.ProofReport]):
    """What was found about a candidate proof."""

    __slots__ = ()

    @property
    def tiers(self) -> Sequence[proof_pb2.TierReport]:
        """Every tier, in order."""
        return self.message.tiers

    @property
    def axioms(self) -> Sequence[str]:
        """The axioms that the proofs depend on."""
        return self.message.axioms

    @property
    def messages(self) -> Sequence[message_pb2.Message]:
        """Lean's messages about the candidate."""
        return self.message.messages

    @property
    def repair(self) -> proof_pb2.Repair:
        """Of a repair: the text that was judged, and which theorems have new proofs."""
        return self.message.repair


class SearchAnswer(Answer[search_pb2.SearchAnswer]):
    """What a search for a Lean proof found."""

    __slots__ = ()

    @property
    def statement(self) -> str:
        """The statement as it was given to Lean."""
        return self.message.statement

    @property
    def proof(self) -> str:
        """The tactics of the proof."""
        return self.message.proof

    @property
    def source(self) -> str:
        """The whole text that the checker accepted."""
        return self.message.source

    @property
    def certified_outcome(self) -> str:
        """What exact arithmetic decided where Lean did not; no verdict of Lean."""
        return self.message.certified_outcome
