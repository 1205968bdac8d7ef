"""Which rows are results: repeats are left out in the order of items, whatever the order in which shards arrive."""

from __future__ import annotations

from collections.abc import Sequence

from trivium.services.batch.kind import Row, Sieve

Place = tuple[int, int]
"""The number of an item and the place of a row among its rows."""


class Selection:
    """The rows of the shards that are complete from the first on; later shards wait for their turn.

    Args:
        sieve: tells repeats from new rows; None where there are no repeats.
        wanted: rows after which no more are taken.
    """

    def __init__(self, sieve: Sieve | None, wanted: int | None) -> None:
        self._sieve = sieve
        self._wanted = wanted
        self._waiting: dict[int, Sequence[Row]] = {}
        self.next = 0
        """The shard whose turn it is."""
        self.kept: list[Place] = []
        """The rows that are results, those of items that failed among them."""
        self.new = 0
        """How many of them are results of items that were carried out."""

    @property
    def complete(self) -> bool:
        """Whether as many rows as wanted are there."""
        return self._wanted is not None and self.new >= self._wanted

    def add(self, shard: int, marks: Sequence[Row]) -> None:
        """Take note of a shard: of each row its place, its failure and the columns that the sieve asks for."""
        self._waiting[shard] = marks
        while not self.complete and self.next in self._waiting:
            for mark in self._waiting.pop(self.next):
                self._take(mark)
            self.next += 1

    def _take(self, mark: Row) -> None:
        if self.complete:
            return
        if not mark["failure"]:
            if self._sieve is not None and not self._sieve.admits(mark):
                return
            self.new += 1
        self.kept.append((mark["item"], mark["position"]))


def marks(rows: Sequence[Row], columns: Sequence[str]) -> list[Row]:
    """What a selection wants to know of rows."""
    names = ("item", "position", "failure", *columns)
    return [{name: row.get(name) for name in names} for row in rows]
