"""One worker process and two on the same batch of proposals: how many items a second, of wall and of CPU time.

python benchmarks/batch/scaling.py [--paths N] [--rounds N] [--seed N] [--smoke]

On a machine that others use too, the wall clock says what is left of it. `share` is the processors that the workers got
in that time: the rate divided by it is what one processor does, with one process and with two.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from trivium.services.batch import Batch, Processes, run
from trivium.services.local import default_engine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paths", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--smoke", action="store_true")
    told = parser.parse_args()
    paths, rounds = (8, 1) if told.smoke else (told.paths, told.rounds)
    walls, processors = {1: 0.0, 2: 0.0}, {1: 0.0, 2: 0.0}
    for number in range(rounds):
        for processes in (1, 2) if number % 2 == 0 else (2, 1):
            wall, cpu = measured(paths, processes, told.seed)
            walls[processes] += wall
            processors[processes] += cpu
    for processes in (1, 2):
        rate, share = paths * rounds / walls[processes], processors[processes] / walls[processes]
        print(
            f"{processes} processes: {rate:.2f} paths a second, share {share:.2f} processors, "
            f"{paths * rounds / processors[processes]:.2f} paths a second of CPU time"
        )
    print(f"ratio {walls[1] / walls[2]:.2f} by the clock, {2 * processors[1] / processors[2]:.2f} by CPU time")
    return 0


def measured(paths: int, processes: int, seed: int) -> tuple[float, float]:
    """Seconds of wall time, and of CPU time of the workers."""
    with tempfile.TemporaryDirectory() as temporary:
        configuration = {"count": 0, "paths": paths, "paths_per_shard": 1}
        batch = Batch.create(Path(temporary, "batch"), "geometry.propose", configuration, seed)
        start = time.monotonic()
        *_, last = run(batch, Processes(processes), default_engine(os.environ))
        return time.monotonic() - start, last.cpu


if __name__ == "__main__":
    sys.exit(main())
