"""A kind of batch that counts: each item is a number, which takes as long as its configuration says."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from trivium.services.batch import ConfigurationError, Plan, Row, Work
from trivium.services.batch.fields import Fields
from trivium.services.runtime.operation import Violation


@dataclass(frozen=True, slots=True)
class Counting:
    """How many, and how slowly."""

    count: int
    per_shard: int
    pause: float
    """Seconds of each item."""
    diary: str
    """File that each item is written to when it is carried out; the rows do not depend on it."""
    notes: str
    """File that the process of each shard is written to."""
    padding: int
    """Characters of each row beside its number and digest."""

    @property
    def plain(self) -> Mapping[str, Any]:
        return asdict(self)

    def plan(self, items: int) -> Plan:
        return Plan(items or self.count, self.per_shard)

    def item(self, value: Mapping[str, Any], path: str) -> Mapping[str, Any]:
        fields = Fields(value, path)
        text = fields.text("text", None)
        fields.done()
        return {"text": text}

    def run(self, work: Work) -> Iterator[Row]:
        if self.notes:
            Path(self.notes).write_text(str(os.getpid()))
        time.sleep(self.pause)
        if self.diary:
            with Path(self.diary).open("a") as file:
                file.write(f"{work.number}\n")
        text = work.item.get("text", "")
        if text == "crash":
            os._exit(3)
        told = f"{work.seed} {work.number} {text}"
        yield {
            "number": work.number,
            "digest": hashlib.sha256(told.encode()).hexdigest(),
            "padding": "x" * self.padding,
        }


class CountingKind:
    """The kind `specimen.count`, or with items `specimen.read`."""

    schema = pa.schema(
        [pa.field("number", pa.int64()), pa.field("digest", pa.string()), pa.field("padding", pa.string())]
    )

    def __init__(self, name: str, takes_items: bool) -> None:
        self.name = name
        self.summary = "counts"
        self.takes_items = takes_items

    def configure(self, value: Mapping[str, Any]) -> Counting:
        fields = Fields(value)
        told = Counting(
            fields.integer("count", 10, least=1),
            fields.integer("per_shard", 2, least=1),
            fields.number("pause", 0.0, least=0.0, most=3600.0),
            fields.text("diary"),
            fields.text("notes"),
            fields.integer("padding", 0),
        )
        fields.done()
        if told.count == 13:
            raise ConfigurationError([Violation("", "unlucky", "UNLUCKY")])
        return told

    def sieve(self) -> None:
        return None

    def versions(self) -> Mapping[str, str]:
        return {}


COUNT = CountingKind("specimen.count", takes_items=False)
READ = CountingKind("specimen.read", takes_items=True)
