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
    told = parser.parse_args(arguments)
    executor: Executor = Inline() if told.inline else Processes(told.processes, log=told.log)
    complete, shards = False, -1
    try:
        for progress in run(Batch.open(told.location), executor, default_engine(os.environ)):
            complete = progress.complete
            if progress.shards != shards or complete:
                shards = progress.shards
                print(json.dumps(asdict(progress)), flush=True)
    except KeyboardInterrupt:
        return 3
    except BatchError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if complete else 3


if __name__ == "__main__":
    sys.exit(main())
