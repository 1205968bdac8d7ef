"""Theorems that need an auxiliary point: each item is a path of constructions, its rows are what was found along it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version
from typing import Any

import pyarrow as pa
from google.protobuf import json_format

from trivium.geometry.propose.configuration import Configuration
from trivium.geometry.propose.proposal import Proposal
from trivium.geometry.propose.shard import Novelty, shard
from trivium.services.batch.errors import ConfigurationError
from trivium.services.batch.fields import Fields
from trivium.services.batch.kind import Plan, Row, Sieve, Work
from trivium.services.geometry import mapping
from trivium.services.runtime.operation import Violation

_MOST = 10**9


@dataclass(frozen=True, slots=True)
class Proposing:
    """How many theorems, and of what sort."""

    count: int
    """Theorems after which the batch is complete; 0: all of `paths`."""
    paths: int
    """Paths that are followed at most; 0: as many as it takes."""
    paths_per_shard: int
    growing: Configuration

    @property
    def plain(self) -> Mapping[str, Any]:
        """The configuration in JSON values."""
        return {
            "count": self.count,
            "paths": self.paths,
            "paths_per_shard": self.paths_per_shard,
            **asdict(self.growing),
        }

    def plan(self, items: int) -> Plan:
        """Paths, as many as it takes."""
        return Plan(self.paths or None, self.paths_per_shard, self.count or None)

    def item(self, value: Mapping[str, Any], path: str) -> Mapping[str, Any]:
        """A path has no text of its own."""
        raise ConfigurationError([Violation(path, "proposals take no items", "INVALID_FIELD")])

    def run(self, work: Work) -> Iterator[Row]:
        """The theorems along one path."""
        for proposal in shard(self.growing, work.seed, work.number, work.expired):
            yield _row(proposal)


class Originality:
    """Lets through what neither was seen nor is a special case of what was."""

    columns: tuple[str, ...] = ("key", "weaker")

    def __init__(self) -> None:
        self._novelty = Novelty()

    def admits(self, row: Row) -> bool:
        """Whether a theorem is new; then it counts as seen."""
        return self._novelty.admits(row["key"], row["weaker"])


class Proposals:
    """The kind `geometry.propose`."""

    name = "geometry.propose"
    summary = "theorems that need an auxiliary point, with figure, proof, certificate and scores"
    takes_items = False
    schema = pa.schema(
        [
            pa.field("name", pa.string()),
            pa.field("key", pa.string()),
            pa.field("weaker", pa.list_(pa.string())),
            pa.field("goal", pa.string()),
            pa.field("points", pa.int32()),
            pa.field("statement", pa.string()),
            pa.field("english", pa.string()),
            pa.field("hint", pa.string()),
            pa.field("steps", pa.int32()),
            pa.field("auxiliary", pa.int32()),
            pa.field("rules", pa.int32()),
            pa.field("difficulty", pa.float64()),
            pa.field("symmetry", pa.int32()),
            pa.field("novelty", pa.float64()),
            pa.field("answer", pa.string()),
        ]
    )
    """`answer` is the message `trivium_api.geometry.v1.Proposal` as JSON, with figure, proof and certificate."""

    def configure(self, value: Mapping[str, Any]) -> Proposing:
        """The kind with the fields of `Proposing` and `Configuration`; raises ConfigurationError."""
        told = Fields(value)
        count = told.integer("count", 100, most=_MOST)
        paths = told.integer("paths", 0, most=_MOST)
        per_shard = told.integer("paths_per_shard", 16, least=1, most=10_000)
        default = Configuration()
        growing = {f.name: told.integer(f.name, getattr(default, f.name), most=1000) for f in fields(Configuration)}
        if not count and not paths:
            told.wrong("count", "neither a number of theorems nor one of paths", None)
        told.done()
        try:
            return Proposing(count, paths, per_shard, Configuration(**growing))
        except ValueError as error:
            raise ConfigurationError([Violation("", str(error), "INVALID_FIELD")]) from error

    def sieve(self) -> Sieve:
        """Statements are told apart by their canonical forms."""
        return Originality()

    def versions(self) -> Mapping[str, str]:
        """Figures are floating-point numbers."""
        return {"numpy": version("numpy")}


PROPOSALS = Proposals()
"""The kind."""


def _row(proposal: Proposal) -> Row:
    message = mapping.proposal(proposal, mapping.Stopwatch(), drawn=True)
    message.solution.ClearField("usage")  # costs are no part of the result
    answer = json_format.MessageToDict(message, preserving_proto_field_name=True)
    return {
        "name": proposal.problem.name,
        "key": proposal.key,
        "weaker": list(proposal.weaker),
        "goal": proposal.problem.goals[0].name,
        "points": len(proposal.problem.points),
        "statement": proposal.statement,
        "english": proposal.english,
        "hint": proposal.hint,
        **{f.name: getattr(proposal.scores, f.name) for f in fields(proposal.scores)},
        "answer": json.dumps(answer, sort_keys=True, ensure_ascii=False, separators=(",", ":")),
    }
