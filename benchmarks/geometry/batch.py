"""Proposes theorems as one large batch: the rate while it grows, repeats under renaming, and whether they are theorems.

python benchmarks/geometry/batch.py [--out DIR] [--count N] [--processes N] [--sample N] [--seed N] [--smoke]

The batch goes on where an earlier run of this command left it. Time is CPU time, of the workers and of the process that
tells repeats from news: the rate of each tenth of it should be the rate of the first. All results are then labelled
again under random names, and a sample is read back as text: it must be solved with its auxiliary points, not without.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from trivium.geometry.language.reader import read_statement
from trivium.geometry.propose.canonical import canonical
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve
from trivium.services.batch import Batch, Processes, results, run
from trivium.services.local import default_engine

PARTS = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="folder of the batch; a temporary one if left out")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--sample", type=int, default=500, help="results that are solved again")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--smoke", action="store_true", help="a few seconds of everything")
    told = parser.parse_args()
    count, sample = (30, 5) if told.smoke else (told.count, told.sample)
    with tempfile.TemporaryDirectory() as temporary:
        folder = told.out or Path(temporary) / "batch"
        configuration = {"count": count, **({"paths_per_shard": 1} if told.smoke else {})}
        batch = Batch.create(folder, "geometry.propose", configuration, told.seed)
        _grow(batch, folder.with_suffix(".log"), told.processes)
        _tell(folder.with_suffix(".log"))
        return 1 if _repeats(batch, told.seed) + _unsolved(batch, sample, told.seed) else 0


def _grow(batch: Batch, log: Path, processes: int) -> None:
    """Carry the batch out; the log has a line for each shard, with the CPU time of all runs so far."""
    lines = log.read_text().splitlines() if log.exists() else []
    before = json.loads(lines[-1])["cpu"] if lines else 0.0
    shards, own = 0, time.process_time()
    for progress in run(batch, Processes(processes), default_engine(os.environ)):
        if progress.shards != shards:
            shards = progress.shards
            cpu = before + progress.cpu + time.process_time() - own
            with log.open("a") as file:
                file.write(json.dumps({"cpu": cpu, "results": progress.results, "rows": progress.rows}) + "\n")


def _tell(log: Path) -> None:
    points = [(0.0, 0), *((p["cpu"], p["results"]) for p in map(json.loads, log.read_text().splitlines()))]
    total, found = points[-1]
    print(f"{found} theorems in {total:.0f} s of CPU time: {found / total * 3600:.0f} an hour")
    rates, start = [], (0.0, 0)
    for part in range(1, PARTS + 1):
        end = next(p for p in points if p[0] >= total * part / PARTS - 1e-9)
        if end[0] > start[0]:
            rates.append((end[1] - start[1]) / (end[0] - start[0]) * 3600)
        start = end
    print("an hour, in each tenth of the time:", ", ".join(f"{rate:.0f}" for rate in rates))


def _repeats(batch: Batch, seed: int) -> int:
    rng, keys, total = random.Random(seed), set[str](), 0
    for row in results(batch, ["statement"]):
        problem = read_statement(row["statement"])
        names = list(problem.points)
        rng.shuffle(names)
        keys.add(canonical(names, problem.hypotheses, problem.goals[0]).key)
        total += 1
    print(f"repeats under renaming: {total - len(keys)} of {total}")
    return total - len(keys)


def _unsolved(batch: Batch, size: int, seed: int) -> int:
    rows = list(results(batch, ["statement", "hint"]))
    rows = random.Random(seed).sample(rows, min(size, len(rows)))
    alone = sum(solve(read_statement(row["statement"])).outcome is not Outcome.SATURATED for row in rows)
    aided = sum(solve(read_statement(row["hint"])).outcome is Outcome.PROVED for row in rows)
    print(f"of {len(rows)}: {aided} solved with their auxiliary points, {alone} without")
    return alone + len(rows) - aided


if __name__ == "__main__":
    sys.exit(main())
