"""What policies prove by themselves: each item is a statement, its row what became of a search with a budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import pyarrow as pa

from trivium.prover.data.evaluation import BUILT_IN, Allowance, Attempt, attempted, built_in
from trivium.prover.errors import InvalidSource
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.search import Direction, Target, read_targets, without_library
from trivium.prover.search.policy import Kind, Policy
from trivium.services.batch.errors import ConfigurationError
from trivium.services.batch.fields import Fields
from trivium.services.batch.kind import Plan, Row, Sieve, Work
from trivium.services.batch.kinds.statements import STATEMENTS
from trivium.services.prover.leans import leans
from trivium.services.prover.model_policy import model_policies
from trivium.services.runtime.operation import EngineSettings, Violation

_MOST = 10**6
_ITEM_WALL = 3600.0
"""Seconds after which a statement is given up: its work is limited by counts, and a machine may be busy."""
_DIRECTIONS = tuple(direction.value for direction in Direction)


class NoAnswerError(Exception):
    """A policy did not answer: what the search came to says nothing of it."""


@dataclass(frozen=True, slots=True)
class Evaluating:
    """Which policies, with what budget."""

    policies: tuple[str, ...]
    """Asked together in one search; there is nothing else in it. The portfolio where none is named."""
    digests: Mapping[str, str]
    """What the answers of each depend on, so that another model of the same name is another batch."""
    allowance: Allowance
    items_per_shard: int

    @property
    def plain(self) -> Mapping[str, Any]:
        """The configuration in JSON values."""
        return {
            "policies": [*self.policies],
            "digests": dict(self.digests),
            "items_per_shard": self.items_per_shard,
            **asdict(self.allowance),
        }

    def plan(self, items: int) -> Plan:
        """Each statement once."""
        return Plan(items, self.items_per_shard, item_wall=_ITEM_WALL)

    def item(self, value: Mapping[str, Any], path: str) -> Mapping[str, Any]:
        """A statement: `id`, `family`, `header`, `formal` (a theorem without a proof) and `direction`."""
        told = Fields(value, path)
        found = {
            "id": told.text("id", None),
            "family": told.text("family"),
            "header": told.text("header"),
            "formal": told.text("formal", None),
            "direction": told.choice("direction", Direction.STATEMENT.value, _DIRECTIONS),
        }
        told.done()
        try:
            _target(found)
        except InvalidSource as error:
            raise ConfigurationError([Violation(f"{path}.formal", str(error), "INVALID_SOURCE")]) from None
        return found

    def run(self, work: Work) -> Iterator[Row]:
        """What came of a statement; raises NoAnswerError."""
        verifier = leans(work.engine).verifier("")
        found = attempted(
            EmbeddedBackend(verifier.zygote),
            verifier.verify,
            self._policies(work.engine),
            _target(work.item),
            Direction(work.item["direction"]),
            self.allowance,
            work.seed,
        )
        if found.failure:
            raise NoAnswerError(found.failure)
        told = {name: work.item[name] for name in ("id", "family", "direction")}
        yield {**told, "solved": found.solved, **{name: getattr(found, name) for name in _TOLD}, "by": [*found.by]}

    def _policies(self, engine: EngineSettings) -> list[tuple[Policy, frozenset[Kind]]]:
        names = [name for name in self.policies if name not in BUILT_IN]
        models = {model.name: model for model in model_policies(names, engine.policies, self.allowance.at_once)}
        return [
            (models[name], models[name].kinds) if name in models else (built_in(name), frozenset())
            for name in self.policies
        ]


_TOLD = tuple(field.name for field in fields(Attempt) if field.name not in ("by", "failure"))


class Evaluations:
    """The kind `data.evaluate`."""

    name = "data.evaluate"
    summary = "statements, searched with some policies alone and a budget of counts"
    takes_items = True
    schema = pa.schema(
        [
            pa.field("id", pa.string()),
            pa.field("family", pa.string()),
            pa.field("direction", pa.string()),
            pa.field("solved", pa.bool_()),
            pa.field("proof", pa.string()),
            pa.field("lane", pa.string()),
            pa.field("by", pa.list_(pa.string())),
            pa.field("tactics", pa.int32()),
            pa.field("samples", pa.int32()),
            pa.field("tokens", pa.int32()),
            pa.field("refusal", pa.string()),
        ]
    )
    """`direction` and the fields of `trivium.prover.data.evaluation.Attempt`."""

    def configure(self, value: Mapping[str, Any]) -> Evaluating:
        """The kind with the fields of `Evaluating` and `Allowance`; raises ConfigurationError."""
        told = Fields(value)
        policies = told.words("policies", BUILT_IN[:1])
        if not policies or len(set(policies)) < len(policies):
            told.wrong("policies", "none, or one twice", None)
        digests = told.texts("digests")
        default = Allowance()
        allowance = Allowance(
            **{f.name: told.integer(f.name, getattr(default, f.name), least=1, most=_MOST) for f in fields(Allowance)}
        )
        per_shard = told.integer("items_per_shard", 8, least=1, most=10_000)
        told.done()
        return Evaluating(policies, digests, allowance, per_shard)

    def sieve(self) -> Sieve | None:
        """The same statement may be asked twice."""
        return None

    def versions(self) -> Mapping[str, str]:
        """Those of the exact arithmetic, of Lean, and of what runs models."""
        try:
            runtime = version("onnxruntime")
        except PackageNotFoundError:
            runtime = "none"
        return {**STATEMENTS.versions(), "onnxruntime": runtime}


def _target(item: Mapping[str, Any]) -> Target:
    """The statement for the embedded Lean; raises InvalidSource."""
    return without_library(read_targets(f"{item['header']}{item['formal']}")[0])


EVALUATIONS = Evaluations()
"""The kind."""
