"""`python -m trivium.services.batch DIR`: carries out a batch that was created, or goes on with it.

Each line of stdout is how far it is, as JSON. Ctrl-C ends it in good order; so does a death, only later.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from trivium.services.batch.batch import Batch
from trivium.services.batch.errors import BatchError
from trivium.services.batch.executor import Executor, Inline
from trivium.services.batch.processes import Processes
from trivium.services.batch.running import run
from trivium.services.local import default_engine


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a batch; the exit code is 0 where it is complete, 3 where it was interrupted, 2 where it cannot be."""
    parser = argparse.ArgumentParser(prog="python -m trivium.services.batch", description=__doc__)
    parser.add_argument("location", metavar="DIR", help="the folder of the batch")
    parser.add_argument("--processes", type=int, default=0, metavar="N", help="worker processes; one a processor if 0")
    parser.add_argument("--inline", action="store_true", help="carry it out in this process")
    parser.add_argument("--log", type=Path, metavar="FILE", help="what the workers print")
    parser.add_argument("--ray", type=int, metavar="N", help="carry it out in N actors of a Ray cluster")
    parser.add_argument("--address", help="of the Ray cluster; 'auto' finds the one of this machine")
    parser.add_argument("--query", metavar="SQL", help="only answer a question to the views `rows` and `results`")
    parser.add_argument("--export", action="store_true", help="only write the results, a line of JSON each")
    told = parser.parse_args(arguments)
    try:
        if told.query or told.export:
            return _read(Batch.open(told.location), told.query)
        return _carry_out(Batch.open(told.location), _executor(told))
    except KeyboardInterrupt:
        return 3
    except BatchError as error:
        print(error, file=sys.stderr)
        return 2


def _executor(told: argparse.Namespace) -> Executor:
    if told.ray:
        from trivium.services.batch.on_ray import OnRay

        return OnRay(told.ray, told.address)
    return Inline() if told.inline else Processes(told.processes, log=told.log)


def _read(batch: Batch, sql: str | None) -> int:
    from trivium.services.batch.queries import json_lines, query

    lines = json_lines(batch) if sql is None else (json.dumps(row, default=str) for row in query(batch, sql))
    for line in lines:
        print(line)
    return 0


def _carry_out(batch: Batch, executor: Executor) -> int:
    complete, shards = False, -1
    for progress in run(batch, executor, default_engine(os.environ)):
        complete = progress.complete
        if progress.shards != shards or complete:
            shards = progress.shards
            print(json.dumps(asdict(progress)), flush=True)
    return 0 if complete else 3


if __name__ == "__main__":
    sys.exit(main())
