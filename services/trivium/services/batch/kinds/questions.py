"""Sets of questions: each item is a request of an RPC as JSON, its row what the service's operation answers.

The operations are those that the services serve, in the process of the batch's worker; a request is held against the
rules of its proto before the batch begins.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from google.protobuf import json_format
from google.protobuf.message import Message

from trivium.services.batch.errors import ConfigurationError
from trivium.services.batch.fields import Fields
from trivium.services.batch.kind import Plan, Row, Sieve, Work
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Call, Fault, Operation, Service, Violation
from trivium.services.runtime.table import load
from trivium.services.runtime.validation import check
from trivium_api.common.v1 import verdict_pb2

_GRACE = 5.0
"""Seconds that a question may outlive its budget before its process is killed."""
_LONGEST_WALL = 3600.0
_MOST_ATTEMPTS = 1024


@dataclass(frozen=True, slots=True)
class Questions:
    """A kind that puts each of its items to one RPC."""

    name: str
    summary: str
    service: str
    """The service as `module:ATTRIBUTE`."""
    method: str
    question: str
    """The field of the request that an item fills in; the request itself when empty."""
    answer: str
    """The field of the response that holds the answer; with several responses, of the last that has it."""
    per_shard: int
    attempts: int = 1
    """How often each item is asked by default, with other seeds."""

    takes_items = True
    schema = pa.schema(
        [
            pa.field("id", pa.string()),
            pa.field("attempt", pa.int32()),
            pa.field("verdict", pa.string()),
            pa.field("assurance", pa.string()),
            pa.field("reason", pa.string()),
            pa.field("detail", pa.string()),
            pa.field("error", pa.string()),
            pa.field("answer", pa.string()),
        ]
    )
    """`verdict` and `assurance` as in the contract, without their prefixes; of a certificate the verdict says ACCEPTED
    or REFUSED. `error` says why the question could not be asked, and then there is no verdict. `answer` is the message
    of the contract as JSON, without what it cost."""

    @property
    def operation(self) -> Operation[Any, Any]:
        """What answers."""
        return next(o for o in self.load().operations if o.method.endswith(f"/{self.method}"))

    def load(self) -> Service:
        """The service; its engine is imported now."""
        return load(self.service)

    def configure(self, value: Mapping[str, Any]) -> Asking:
        """The kind with `wall` (seconds a question), `attempts`, `items_per_shard`, and `request`: fields that every
        request has. Raises ConfigurationError.
        """
        told = Fields(value)
        wall = told.number("wall", self.operation.default_wall, least=0.01, most=_LONGEST_WALL)
        attempts = told.integer("attempts", self.attempts, least=1, most=_MOST_ATTEMPTS)
        per_shard = told.integer("items_per_shard", self.per_shard, least=1, most=100_000)
        common = told.mapping("request")
        told.done()
        asking = Asking(self, wall, attempts, per_shard, common)
        asking.parsed({}, "request", common, checked=False)
        return asking

    def sieve(self) -> Sieve | None:
        """The same question may be asked twice."""
        return None

    def versions(self) -> Mapping[str, str]:
        """That of trivium says it all."""
        return {}


@dataclass(frozen=True, slots=True)
class Asking:
    """A set of questions with its configuration."""

    kind: Questions
    wall: float
    attempts: int
    per_shard: int
    common: Mapping[str, Any]

    @property
    def plain(self) -> Mapping[str, Any]:
        """The configuration in JSON values."""
        return {
            "wall": self.wall,
            "attempts": self.attempts,
            "items_per_shard": self.per_shard,
            "request": dict(self.common),
        }

    def plan(self, items: int) -> Plan:
        """Each item once, with all its attempts."""
        return Plan(items, self.per_shard, item_wall=self.attempts * (self.wall + _GRACE))

    def item(self, value: Mapping[str, Any], path: str) -> Mapping[str, Any]:
        """The request of an item as the contract writes it, and its `id`; raises ConfigurationError."""
        fields = dict(value)
        identity = fields.pop("id", fields.get("name", ""))
        request: Any = self.kind.operation.request()
        question = getattr(request, self.kind.question) if self.kind.question else request
        if "name" in question.DESCRIPTOR.fields_by_name:
            fields.setdefault("name", str(identity))
        self.parsed(fields, path, self.common)
        return {"id": str(identity), **fields}

    def parsed(
        self, fields: Mapping[str, Any], path: str, common: Mapping[str, Any], *, checked: bool = True
    ) -> Message:
        """The request of an item; raises ConfigurationError with its fields."""
        request: Message = self.kind.operation.request()
        try:
            json_format.ParseDict(dict(common), request)
            question = getattr(request, self.kind.question) if self.kind.question else request
            json_format.ParseDict(dict(fields), question)
            if checked:
                check(request)
        except json_format.ParseError as error:
            raise ConfigurationError([Violation(path, str(error).splitlines()[0], "INVALID_FIELD")]) from error
        except FaultError as error:
            raise ConfigurationError([_below(path, v) for v in error.fault.violations]) from error
        return request

    def run(self, work: Work) -> Iterator[Row]:
        """The answers to a question, one an attempt."""
        fields = dict(work.item)
        identity = fields.pop("id")
        for attempt in range(self.attempts):
            if work.expired():
                return
            request: Any = self.parsed(fields, f"items[{work.number}]", self.common)
            if "budget" in request.DESCRIPTOR.fields_by_name:
                request.budget.wall.FromNanoseconds(round(self.wall * 1e9))
                # of the batch's seed and the attempt: the answer is not to depend on where in the set it stands
                request.budget.seed = (work.seed * _MOST_ATTEMPTS + attempt) % 2**64
            yield {"id": identity, "attempt": attempt, **self._answer(request, work)}

    def _answer(self, request: Message, work: Work) -> Row:
        call = Call(time.monotonic() + self.wall, work.engine)
        answer: Any = None
        try:
            for response in self.kind.operation.run(request, call):
                if not self.kind.answer or response.HasField(self.kind.answer):
                    answer = getattr(response, self.kind.answer) if self.kind.answer else response
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            fault = self.kind.load().fault(error)
            if fault is None:
                raise
            return _refused(fault)
        return _told(answer)


def _told(answer: Any) -> Row:
    answer.ClearField("usage")  # costs are no part of the result
    fields = answer.DESCRIPTOR.fields_by_name
    if "accepted" in fields:
        verdict = "ACCEPTED" if answer.accepted else "REFUSED"
    else:
        verdict = verdict_pb2.Verdict.Name(answer.verdict).removeprefix("VERDICT_")
    reason = verdict_pb2.Reason.Name(answer.reason).removeprefix("REASON_") if "reason" in fields else ""
    plain = json_format.MessageToDict(answer, preserving_proto_field_name=True)
    return {
        "verdict": verdict,
        "assurance": verdict_pb2.Assurance.Name(answer.assurance).removeprefix("ASSURANCE_"),
        "reason": "" if reason == "UNSPECIFIED" else reason,
        "detail": answer.refusal if "refusal" in fields else answer.detail if "detail" in fields else "",
        "error": "",
        "answer": json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")),
    }


def _refused(fault: Fault) -> Row:
    error = f"{fault.code.name} {fault.reason}: {fault.message}"
    return {"verdict": "", "assurance": "", "reason": "", "detail": "", "error": error, "answer": ""}


def _below(path: str, violation: Violation) -> Violation:
    field = f"{path}.{violation.field}" if violation.field else path
    return Violation(field, violation.description, violation.reason)


_GEOMETRY = "trivium.services.geometry.servicer"
_PROVER = "trivium.services.prover.servicer"
_CAS = "trivium.services.cas.servicer"

GEOMETRY_SOLVE = Questions(
    "geometry.solve", "geometry problems, solved", _GEOMETRY, "Solve", "problem", "solution", per_shard=8
)
GEOMETRY_VERIFY = Questions(
    "geometry.verify", "geometry certificates, replayed", _GEOMETRY, "VerifyCertificate", "", "verification", 64
)
LEAN_PROVE = Questions("lean.prove", "Lean statements, proved", _PROVER, "Prove", "", "final", per_shard=4)
LEAN_EVALUATE = Questions(
    "lean.evaluate", "Lean statements, tried several times", _PROVER, "Prove", "", "final", 1, attempts=4
)
LEAN_CHECK = Questions("lean.check", "Lean files, elaborated", _PROVER, "CheckFile", "", "report", per_shard=16)
LEAN_JUDGE = Questions(
    "lean.judge", "candidate proofs of Lean statements, judged", _PROVER, "VerifyProof", "", "report", per_shard=16
)
LEAN_VERIFY = Questions(
    "lean.verify", "Lean certificates, replayed", _PROVER, "VerifyCertificate", "", "verification", per_shard=16
)
CAS_CHECK = Questions("cas.check", "equalities, decided", _CAS, "CheckEqual", "equation", "judgement", per_shard=100)
CAS_OPERATION = Questions(
    "cas.operation", "answers to operations, decided", _CAS, "CheckOperation", "operation", "judgement", per_shard=50
)
CAS_VERIFY = Questions(
    "cas.verify", "certificates of symbolic answers, replayed", _CAS, "VerifyCertificate", "", "verification", 100
)
