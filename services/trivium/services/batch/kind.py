"""Kinds of batches: what their items are and how one is carried out, apart from where and on how many machines.

An item is the unit of work: a pure function of the configuration, the seed, its number and, for kinds that are given
items, its text. A shard is a run of items that share a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

from trivium.services.runtime.operation import EngineSettings

Row = dict[str, Any]
"""A result: a value for each column of the schema of its kind."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much there is to do."""

    items: int | None
    """Items in all; None: as many as it takes to have `wanted` rows."""
    per_shard: int
    """Items that share a file."""
    wanted: int | None = None
    """Rows after which the batch is complete, counted in the order of items, repeats left out."""
    item_wall: float | None = None
    """Seconds after which an executor that can kill gives an item up."""

    @property
    def shards(self) -> int | None:
        """Shards in all; None where that is not known beforehand."""
        return None if self.items is None else -(-self.items // self.per_shard)

    def items_of(self, shard: int) -> range:
        """The numbers of the items of a shard."""
        end = (shard + 1) * self.per_shard
        return range(shard * self.per_shard, end if self.items is None else min(end, self.items))


@dataclass(frozen=True, slots=True)
class Work:
    """One item."""

    seed: int
    """The seed of the batch."""
    number: int
    """The place of the item in the batch."""
    item: Mapping[str, Any]
    """The item as `Workload.item` returned it; empty where the kind is given none."""
    engine: EngineSettings
    """What the engines may know of this machine; the rows may not depend on it."""
    expired: Callable[[], bool]
    """Whether the rows are not wanted any more; what is yielded from then on is thrown away."""


class Workload(Protocol):
    """A kind with its configuration."""

    @property
    def plain(self) -> Mapping[str, Any]:
        """The whole configuration in JSON values, defaults filled in: what is hashed, and configures the same again."""
        ...

    def plan(self, items: int) -> Plan:
        """What there is to do; `items` were given."""
        ...

    def item(self, value: Mapping[str, Any], path: str) -> Mapping[str, Any]:
        """An item in its full form, from a JSON object; raises ConfigurationError, its fields named below `path`."""
        ...

    def run(self, work: Work) -> Iterator[Row]:
        """The rows of an item, in an order of their own.

        Whatever it raises, and whatever kills it, becomes a row that says so, and the batch goes on.
        """
        ...


class Sieve(Protocol):
    """Tells repeats from rows that are new, one after another in the order of items."""

    columns: tuple[str, ...]
    """The columns that decide."""

    def admits(self, row: Row) -> bool:
        """Whether a row is new; then it counts as seen."""
        ...


class Kind(Protocol):
    """A kind of batch."""

    name: str
    """Area and verb, such as `geometry.propose`."""
    summary: str
    """What it does, in a sentence."""
    schema: pa.Schema
    """The columns of its rows."""
    takes_items: bool
    """Whether it works through items that it is given."""

    def configure(self, value: Mapping[str, Any]) -> Workload:
        """The kind with a configuration, a JSON object; raises ConfigurationError."""
        ...

    def sieve(self) -> Sieve | None:
        """A new sieve that has seen nothing; None where every row is a result."""
        ...

    def versions(self) -> Mapping[str, str]:
        """The versions of what its rows depend on, beside trivium's own."""
        ...
