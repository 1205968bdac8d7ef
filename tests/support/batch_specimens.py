"""Kinds of batches for tests: numbers, and numbers that crash."""

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from trivium.services.batch.errors import ConfigurationError
from trivium.services.batch.fields import Fields
from trivium.services.batch.kind import Plan, Row, Sieve, Work
from trivium.services.runtime.operation import Violation

SOURCE = "batch_specimens:REMAINDERS"
ITEMS_SOURCE = "batch_specimens:SQUARES"


@dataclass(frozen=True)
class Dividing:
    """Items 0 to `items`, each with its remainder; some crash."""

    items: int
    per_shard: int
    modulus: int
    wanted: int
    crash: str
    pause: float

    @property
    def plain(self) -> Mapping[str, Any]:
        return {f: getattr(self, f) for f in self.__dataclass_fields__}

    def plan(self, items: int) -> Plan:
        return Plan(self.items or None, self.per_shard, self.wanted or None, item_wall=1.0)

    def item(self, value: Mapping[str, Any], path: str) -> Mapping[str, Any]:
        raise ConfigurationError([Violation(path, "not taken")])

    def run(self, work: Work) -> Iterator[Row]:
        time.sleep(self.pause)
        if work.number % 10 == 7:
            ways = self.crash.split()
            crash(ways[work.number // 10 % len(ways)] if ways else "")
        for number in range(work.number % 3 + 1):
            mixed = (work.seed * 31 + work.number) * (number + 1)
            yield {"remainder": mixed % self.modulus, "text": "x" * (mixed % 50)}


def crash(how: str) -> None:
    match how:
        case "killed":
            os.abort()
        case "memory":
            bytearray(1 << 45)
        case "defect":
            raise ZeroDivisionError("a defect")
        case "endless":
            time.sleep(1000)


class Unseen:
    columns: tuple[str, ...] = ("remainder",)

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def admits(self, row: Row) -> bool:
        new = row["remainder"] not in self._seen
        self._seen.add(row["remainder"])
        return new


class Remainders:
    name = "test.remainders"
    summary = "remainders, each once"
    takes_items = False
    schema = pa.schema([pa.field("remainder", pa.int64()), pa.field("text", pa.string())])

    def configure(self, value: Mapping[str, Any]) -> Dividing:
        told = Fields(value)
        dividing = Dividing(
            told.integer("items", 100),
            told.integer("per_shard", 10, least=1),
            told.integer("modulus", 1000, least=1),
            told.integer("wanted", 0),
            told.text("crash"),
            told.number("pause", 0.0, least=0.0, most=10.0),
        )
        told.done()
        return dividing

    def sieve(self) -> Sieve | None:
        return Unseen()

    def versions(self) -> Mapping[str, str]:
        return {"remainders": "1"}


REMAINDERS = Remainders()


@dataclass(frozen=True)
class Squaring:
    @property
    def plain(self) -> Mapping[str, Any]:
        return {}

    def plan(self, items: int) -> Plan:
        return Plan(items, 4)

    def item(self, value: Mapping[str, Any], path: str) -> Mapping[str, Any]:
        told = Fields(value, path)
        item = {"number": told.integer("number", 0, least=0, most=100)}
        told.done()
        return item

    def run(self, work: Work) -> Iterator[Row]:
        yield {"square": work.item["number"] ** 2}


class Squares:
    name = "test.squares"
    summary = "squares"
    takes_items = True
    schema = pa.schema([pa.field("square", pa.int64())])

    def configure(self, value: Mapping[str, Any]) -> Squaring:
        Fields(value).done()
        return Squaring()

    def sieve(self) -> Sieve | None:
        return None

    def versions(self) -> Mapping[str, str]:
        return {}


SQUARES = Squares()
