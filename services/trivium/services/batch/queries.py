"""Questions to the rows of a batch, in SQL, and its results as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
from pyarrow import fs

from trivium.services.batch.batch import Batch
from trivium.services.batch.errors import BatchError
from trivium.services.batch.kind import Row
from trivium.services.batch.manifest import Manifest
from trivium.services.batch.results import recalled, results
from trivium.services.batch.shards import name_of, schema_of

_JSON_COLUMNS = frozenset(("answer",))
"""Columns that hold JSON."""


class QueryError(BatchError):
    """A question cannot be asked; the words are DuckDB's."""


def connection(batch: Batch) -> duckdb.DuckDBPyConnection:
    """DuckDB with the views `rows`, all rows of the shards that are complete, and `results`, repeats left out.

    The shards are those of this moment; each question reads the columns that it names.
    """
    manifest = Manifest(batch.storage)
    kept = recalled(batch, manifest).kept
    files, root = _files(batch)
    dataset = ds.dataset(
        [f"{root}/{name_of(shard)}" for shard in sorted(manifest.entries)],
        schema=schema_of(batch.described_kind.schema),
        filesystem=files,
        format="parquet",
    )
    places = pa.table({"item": pa.array([p[0] for p in kept], pa.int64()), "position": [p[1] for p in kept]})
    opened = duckdb.connect(":memory:")
    opened.register("rows", dataset)
    opened.register("kept", places.set_column(1, "position", places["position"].cast(pa.int32())))
    opened.execute("CREATE VIEW results AS SELECT rows.* FROM rows SEMI JOIN kept USING (item, position)")
    # the views are all there is to be read
    opened.execute("SET enable_external_access = false")
    return opened


def query(batch: Batch, sql: str) -> Iterator[Row]:
    """The rows of the answer to a question; raises QueryError."""
    with connection(batch) as opened:
        try:
            answer = opened.execute(sql)
            names = [column[0] for column in answer.description or ()]
            for row in answer.fetchall():
                yield dict(zip(names, row, strict=True))
        except duckdb.Error as error:
            raise QueryError(str(error)) from error


def json_lines(batch: Batch) -> Iterator[str]:
    """Each result as a line of JSON, its answer as an object."""
    for row in results(batch):
        yield json.dumps({name: _told(name, value) for name, value in row.items()}, ensure_ascii=False)


def _told(name: str, value: Any) -> Any:
    return json.loads(value) if name in _JSON_COLUMNS and value else value


def _files(batch: Batch) -> tuple[fs.FileSystem, str]:
    location = batch.storage.location
    if "://" not in location:
        return fs.LocalFileSystem(), location
    from trivium.services.batch.object_store import file_system

    return file_system(location)
