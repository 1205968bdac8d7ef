"""Proposes theorems into a folder, a batch of the kind `geometry.propose`: a run that was ended is gone on with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from google.protobuf import json_format

from trivium.services.batch.batch import Batch
from trivium.services.batch.processes import Processes
from trivium.services.batch.results import Reading
from trivium.services.batch.running import run
from trivium.services.runtime.operation import EngineSettings
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

KIND = "geometry.propose"
_MOST_PATHS, _THEOREMS_PER_PATH = 16, 64
"""Of a shard, and of a batch for each path of its shards: few theorems come one by one, many in large shards."""


def propose_into(
    out: Path,
    count: int,
    seed: int,
    engine: EngineSettings,
    processes: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[geometry.Proposal]:
    """The theorems of a folder in their order, those of an earlier run first, then the others as they are found.

    Raises BrokenBatchError where the folder holds another batch, BusyError where another process works in it.
    """
    per_shard = max(1, min(_MOST_PATHS, count // _THEOREMS_PER_PATH))
    batch = Batch.create(out, KIND, {"count": count, "paths_per_shard": per_shard}, seed)
    reading, results = Reading(batch, ["failure", "answer"]), 0
    with closing(run(batch, Processes(processes), engine, cancelled)) as course:
        for told in course:
            if told.results > results:
                results = told.results
                for row in reading.further():
                    if not row["failure"]:
                        yield json_format.Parse(row["answer"], geometry.Proposal())
