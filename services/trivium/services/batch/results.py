"""The results of a batch: the rows of its shards in the order of items, repeats left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import pyarrow as pa
import pyarrow.parquet as pq

from trivium.services.batch.batch import Batch
from trivium.services.batch.errors import BrokenBatchError
from trivium.services.batch.kind import Row
from trivium.services.batch.manifest import Manifest
from trivium.services.batch.selection import Selection, marks
from trivium.services.batch.shards import decode, name_of

KEPT = "kept.parquet"
"""The places of the results of a batch that is complete, for kinds that have repeats or an end by rows."""


def results(batch: Batch, columns: Sequence[str] | None = None, start: int = 0) -> Iterator[Row]:
    """The results so far, from the first shard on to the first that is missing; the first `start` are left out.

    A batch that is under way may be read as well: what has been told once is told the same later.

    Raises BrokenBatchError where a shard is not what the manifest says.
    """
    return islice(Reading(batch, columns).further(), start, None)


class Reading:
    """The results of a batch from the first on, each once, as they come.

    Args:
        batch: which may be under way.
        columns: that are wanted; all when None.
    """

    def __init__(self, batch: Batch, columns: Sequence[str] | None = None) -> None:
        self._batch = batch
        self._columns = columns
        self._selection = new_selection(batch)
        self._asked = sieve_columns(batch)

    def further(self) -> Iterator[Row]:
        """The results that are there and were not yet told; raises BrokenBatchError."""
        manifest, selection = Manifest(self._batch.storage), self._selection
        while selection.next in manifest.entries and not selection.complete:
            rows = _rows(self._batch, selection.next)
            before = len(selection.kept)
            selection.add(selection.next, marks(rows, self._asked))
            by_place = {(row["item"], row["position"]): row for row in rows}
            for place in selection.kept[before:]:
                row = by_place[place]
                yield row if self._columns is None else {name: row[name] for name in self._columns}


def new_selection(batch: Batch) -> Selection:
    """A selection of the batch that has seen nothing."""
    return Selection(batch.described_kind.sieve(), batch.plan.wanted)


def sieve_columns(batch: Batch) -> tuple[str, ...]:
    """The columns that the sieve of a batch asks for."""
    sieve = batch.described_kind.sieve()
    return () if sieve is None else sieve.columns


def recalled(batch: Batch, manifest: Manifest) -> Selection:
    """The selection of a batch as far as it has come; reads a few columns of each shard."""
    selection, columns = new_selection(batch), ("item", "position", "failure", *sieve_columns(batch))
    for shard in sorted(manifest.entries):
        data = batch.storage.read(name_of(shard))
        if data is not None:
            selection.add(shard, decode(data, columns))
    return selection


def kept_file(selection: Selection) -> bytes:
    """The places of results as a Parquet file."""
    items, positions = zip(*selection.kept, strict=True) if selection.kept else ((), ())
    table = pa.table({"item": pa.array(items, pa.int64()), "position": pa.array(positions, pa.int32())})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _rows(batch: Batch, shard: int) -> list[Row]:
    data = batch.storage.read(name_of(shard))
    if data is None:
        raise BrokenBatchError(f"{batch.storage.location}: {name_of(shard)} is not there")
    return decode(data)
