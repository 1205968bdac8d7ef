"""Shards as Parquet files, in memory: the same rows give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from trivium.services.batch.kind import Row

FOLDER = "shards"
PLACE = (
    pa.field("item", pa.int64(), nullable=False),
    pa.field("position", pa.int32(), nullable=False),
    pa.field("failure", pa.string(), nullable=False),
)
"""The columns that every shard begins with: the number of the item, the place of the row among the item's, and why the
item has no rows, if it was not carried out."""
_LEVEL = 9


def name_of(shard: int) -> str:
    """The file of a shard."""
    return f"{FOLDER}/{shard:08d}.parquet"


def schema_of(columns: pa.Schema) -> pa.Schema:
    """The columns of a shard of a kind; a row of an item that failed has nothing in those of the kind."""
    return pa.schema([*PLACE, *(field.with_nullable(True) for field in columns)])


def encode(rows: Sequence[Row], columns: pa.Schema) -> bytes:
    """Rows as a Parquet file; raises pyarrow.ArrowException where a row does not fit the columns."""
    table = pa.Table.from_pylist(list(rows), schema_of(columns))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", compression_level=_LEVEL)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def decode(data: bytes, columns: Sequence[str] | None = None) -> list[Row]:
    """The rows of a Parquet file, with some of their columns."""
    # without threads: those that pyarrow has just started can abort a process that ends at that moment
    with pq.ParquetFile(pa.BufferReader(data), pre_buffer=False) as file:
        table = file.read(columns=None if columns is None else list(columns), use_threads=False)
    rows: list[Row] = table.to_pylist()
    return rows


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
