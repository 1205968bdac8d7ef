"""Questions to the rows of a batch, in SQL, and its results as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np

from trivium.services.batch.batch import Batch
from trivium.services.batch.errors import BatchError
from trivium.services.batch.kind import Row
from trivium.services.batch.manifest import Manifest
from trivium.services.batch.results import recalled, results
from trivium.services.batch.shards import encode, name_of
from trivium.services.batch.storage import Folder

_JSON_COLUMNS = frozenset(("answer",))
"""Columns that hold JSON."""


class QueryError(BatchError):
    """A question cannot be asked; the words are DuckDB's."""


def connection(batch: Batch) -> duckdb.DuckDBPyConnection:
    """DuckDB with the views `rows`, all rows of the shards that are complete, and `results`, repeats left out.

    The shards are those of this moment; of a folder, each question reads the columns that it names. The files are read
    by DuckDB, whose threads end with the connection: pyarrow's could abort a process that ends as they begin.
    """
    manifest = Manifest(batch.storage)
    kept = np.array(recalled(batch, manifest).kept, dtype=np.int64).reshape(-1, 2)
    opened = duckdb.connect(":memory:")
    files = _files(opened, batch, [name_of(shard) for shard in sorted(manifest.entries)])
    listed = ", ".join(_quoted(file) for file in files)
    opened.execute(f"CREATE VIEW rows AS SELECT * FROM read_parquet([{listed}])")  # noqa: S608 - our own names
    opened.register("kept", {"item": kept[:, 0], "position": kept[:, 1].astype(np.int32)})
    opened.execute("CREATE VIEW results AS SELECT rows.* FROM rows SEMI JOIN kept USING (item, position)")
    # the views are all there is to be read
    opened.execute(f"SET allowed_paths = [{listed}]")
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


def _files(opened: duckdb.DuckDBPyConnection, batch: Batch, names: list[str]) -> list[str]:
    """The files of shards as DuckDB finds them; one without rows where there is none, for the sake of its columns."""
    if isinstance(batch.storage, Folder) and names:
        return [str(batch.storage.path.absolute() / name) for name in names]
    from trivium.services.batch.shard_files import PROTOCOL, ShardFiles

    files = ShardFiles(batch.storage, {} if names else {name_of(0): encode([], batch.described_kind.schema)})
    opened.register_filesystem(files)
    return [f"{PROTOCOL}://{name}" for name in names or [name_of(0)]]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
