"""What the tools answer: models with described fields, so that a caller gets structured output with a schema."""

from __future__ import annotations

from typing import Any, Self

from google.protobuf import json_format
from pydantic import BaseModel, Field

from trivium.client import Answer, DerivationReport, FileReport, Judgement, ProofReport, SearchAnswer, Solution
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import answer_pb2 as common
from trivium_api.prover.v1 import message_pb2, proof_pb2


class Outcome(BaseModel):
    """What every answer says."""

    verdict: str = Field(description="PROVED, REFUTED or UNKNOWN; UNKNOWN is an honest answer, not a failure")
    assurance: str = Field(description="what stands behind the verdict, from NONE to SECOND_KERNEL")
    reason: str = Field(description="why the verdict is UNKNOWN; empty otherwise")
    detail: str = Field(description="the reason in words")
    valid_when: list[str] = Field(description="conditions under which the verdict holds")
    checked_by: list[str] = Field(description="the independent checkers that replayed the certificate")
    seconds: float
    certificate: dict[str, Any] | None = Field(
        default=None, description="what verify_certificate replays; only where it was asked for"
    )

    @classmethod
    def of(cls, judged: Answer[Any], *, certificate: bool, **more: Any) -> Self:
        """The common fields of an answer, and those of its kind."""
        kept = judged.certificate if certificate else None
        return cls(
            verdict=str(judged.verdict),
            assurance=str(judged.assurance),
            reason=str(judged.reason) if judged.reason else "",
            detail=judged.detail,
            valid_when=list(judged.valid_when),
            checked_by=list(judged.checked_by),
            seconds=judged.seconds,
            certificate=None if kept is None else json_format.MessageToDict(kept, preserving_proto_field_name=True),
            **more,
        )


class EqualityOutcome(Outcome):
    """A judgement of formulas."""

    statement: str = Field(description="the statement as it was understood")
    assumptions: dict[str, str]
    counterexample: dict[str, str] = Field(description="exact values at which it fails; empty unless REFUTED")
    answer: str = Field(description="of a solved problem: its answer, right only where PROVED")
    proof: list[str]

    @classmethod
    def read(cls, answer: Judgement, *, certificate: bool) -> Self:
        """From the client's answer."""
        return cls.of(
            answer,
            certificate=certificate,
            statement=answer.statement,
            assumptions=dict(answer.assumptions),
            counterexample=dict(answer.counterexample.point),
            answer=answer.answer,
            proof=list(answer.proof),
        )


class StepOutcome(BaseModel):
    """One line of a derivation."""

    line: int
    kind: str = Field(description="sound, sign, coefficient, dropped_term, domain, incorrect, skipped …")
    statement: str
    detail: str
    counterexample: dict[str, str]


class DerivationOutcome(Outcome):
    """A derivation, judged line by line."""

    first_bad_line: int = Field(description="0 where every step is sound")
    steps: list[StepOutcome]

    @classmethod
    def read(cls, answer: DerivationReport, *, certificate: bool) -> Self:
        """From the client's answer."""
        steps = [
            StepOutcome(
                line=step.line,
                kind=cas.StepKind.Name(step.kind).removeprefix("STEP_KIND_").lower(),
                statement=step.statement,
                detail=step.detail,
                counterexample=dict(step.counterexample.point),
            )
            for step in answer.steps
        ]
        return cls.of(answer, certificate=certificate, first_bad_line=answer.first_bad_line, steps=steps)


class GeometryOutcome(Outcome):
    """A solution of a geometry problem."""

    statement: str
    proof: list[str] = Field(description="numbered lines: conclusion, rule, the lines it rests on")
    auxiliary: list[str] = Field(description="auxiliary points of the proof, as constructions")
    found: list[str] = Field(description="values found for goals that ask for one")
    figure_svg: str = Field(description="the figure; empty unless it was asked for")

    @classmethod
    def read(cls, answer: Solution, *, certificate: bool) -> Self:
        """From the client's answer."""
        proof = [
            f"{step.number}. {step.conclusion} [{step.rule}"
            + (f", from {', '.join(map(str, step.premises))}]" if step.premises else "]")
            for step in answer.proof
        ]
        return cls.of(
            answer,
            certificate=certificate,
            statement=answer.statement,
            proof=proof,
            auxiliary=list(answer.auxiliary),
            found=list(answer.found),
            figure_svg=answer.figure_svg,
        )


class Theorem(BaseModel):
    """A proposed theorem with its proof."""

    english: str
    difficulty: float
    solution: GeometryOutcome


class Theorems(BaseModel):
    """Proposed theorems."""

    theorems: list[Theorem]
    ended_early: str = Field(description="why there are fewer than asked; empty otherwise")


class LeanMessage(BaseModel):
    """A message of Lean."""

    severity: str
    line: int
    column: int = Field(description="in code points, from 0")
    text: str

    @classmethod
    def read(cls, message: message_pb2.Message) -> Self:
        """From the service's message."""
        severity = message_pb2.Severity.Name(message.severity).removeprefix("SEVERITY_").lower()
        return cls(severity=severity, line=message.start.line, column=message.start.column, text=message.text)


class LeanProofOutcome(Outcome):
    """What a search for a Lean proof found."""

    statement: str
    proof: str = Field(description="the tactics; a proof of the negation where REFUTED")
    source: str = Field(description="the whole text that Lean's kernel accepted")
    certified_outcome: str = Field(description="what exact arithmetic decided where Lean did not; no verdict of Lean")

    @classmethod
    def read(cls, answer: SearchAnswer, *, certificate: bool) -> Self:
        """From the client's answer."""
        return cls.of(
            answer,
            certificate=certificate,
            statement=answer.statement,
            proof=answer.proof,
            source=answer.source,
            certified_outcome=answer.certified_outcome,
        )


class LeanFileOutcome(Outcome):
    """What Lean says of a file."""

    messages: list[LeanMessage]

    @classmethod
    def read(cls, answer: FileReport, *, certificate: bool) -> Self:
        """From the client's answer."""
        return cls.of(answer, certificate=certificate, messages=[LeanMessage.read(m) for m in answer.messages])


class LeanJudgement(Outcome):
    """A judgement of a candidate proof."""

    tiers: dict[str, str] = Field(description="each tier: passed, failed or not_run")
    axioms: list[str]
    messages: list[LeanMessage]

    @classmethod
    def read(cls, answer: ProofReport, *, certificate: bool) -> Self:
        """From the client's answer."""
        tiers = {
            proof_pb2.ProofTier.Name(t.tier).removeprefix("PROOF_TIER_").lower(): proof_pb2.TierStatus.Name(t.status)
            .removeprefix("TIER_STATUS_")
            .lower()
            for t in answer.tiers
        }
        messages = [LeanMessage.read(m) for m in answer.messages]
        return cls.of(answer, certificate=certificate, tiers=tiers, axioms=list(answer.axioms), messages=messages)


class Suggestion(BaseModel):
    """A tactic that Lean accepts on the goal."""

    tactic: str
    closes: bool = Field(description="it closes the goal")
    goals: str = Field(description="the goals that it leaves")


class Suggestions(BaseModel):
    """Tactics for a goal."""

    goal: str
    suggestions: list[Suggestion]


class Replay(BaseModel):
    """What the independent checker says of a certificate."""

    accepted: bool
    refusal: str
    statement: str = Field(description="the statement that the certificate answers")
    assurance: str
    checked_by: list[str]

    @classmethod
    def read(cls, found: common.Verification, assurance: str) -> Self:
        """From the service's message."""
        return cls(
            accepted=found.accepted,
            refusal=found.refusal,
            statement=found.statement,
            assurance=assurance,
            checked_by=list(found.checked_by),
        )
