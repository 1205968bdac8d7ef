"""Kills a batch at random points, goes on with it, and compares what it leaves with an unbroken run.

python benchmarks/batch/recovery.py [--items N] [--kills N] [--processes N] [--seed N] [--ray N] [--smoke]

The batch decides N equalities, right and wrong ones. It is carried out once inline; once in processes whose driver gets
SIGKILL at random points; and, with --ray, once on a Ray cluster of N nodes on this machine. All must leave the same
bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trivium.services.batch import Batch, Executor, Inline, Processes, run
from trivium.services.local import default_engine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--ray", type=int, default=0, metavar="N", help="nodes of a Ray cluster on this machine")
    parser.add_argument("--smoke", action="store_true", help="200 items, 2 kills")
    told = parser.parse_args()
    count, kills = (200, 2) if told.smoke else (told.items, told.kills)
    items = list(equalities(count))
    with tempfile.TemporaryDirectory() as temporary:
        folders = {"inline": Path(temporary, "inline"), "killed": Path(temporary, "killed")}
        start = time.process_time()
        carry_out(folders["inline"], items, Inline())
        print(f"{count} items inline: {time.process_time() - start:.1f} s of CPU time")
        struck = kill_and_go_on(folders["killed"], items, kills, told.processes, random.Random(told.seed))
        print(f"killed {struck} times on the way")
        if told.ray:
            folders["ray"] = Path(temporary, "ray")
            on_cluster(folders["ray"], items, told.ray)
        digests = {name: digest(folder) for name, folder in folders.items()}
    for name, found in digests.items():
        print(f"{name:8} {found}")
    return 0 if len(set(digests.values())) == 1 and struck == kills else 1


def equalities(count: int) -> Iterator[dict[str, Any]]:
    """Squares of sums, every tenth with a slip."""
    for k in range(count):
        slip = k % 10 == 3
        yield {"id": str(k), "lhs": f"(x + {k})**2", "rhs": f"x**2 + {2 * k}*x + {k * k + slip}"}


def made(folder: Path, items: list[dict[str, Any]]) -> Batch:
    """The batch, begun or gone on with."""
    return Batch.create(folder, "cas.check", {"items_per_shard": 20}, 0, items)


def carry_out(folder: Path, items: list[dict[str, Any]], executor: Executor) -> None:
    """To the end."""
    for _ in run(made(folder, items), executor, default_engine(os.environ)):
        pass


def kill_and_go_on(folder: Path, items: list[dict[str, Any]], kills: int, processes: int, rng: random.Random) -> int:
    """The same, its process killed when it has come to random numbers of shards; returns how often it was."""
    shards = made(folder, items).plan.shards or 0
    points = sorted(rng.sample(range(1, shards), kills))
    command = [sys.executable, "-m", "trivium.services.batch", str(folder), "--processes", str(processes)]
    struck = 0
    for point in points:
        driver = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert driver.stdout is not None
        for line in driver.stdout:
            if f'"shards": {point},' in line or int(line.split('"shards": ')[1].split(",")[0]) >= point:
                time.sleep(rng.uniform(0, 0.05))
                break
        driver.send_signal(signal.SIGKILL)
        driver.communicate()
        struck += driver.returncode == -signal.SIGKILL
    carry_out(folder, items, Processes(processes))
    return struck


def on_cluster(folder: Path, items: list[dict[str, Any]], nodes: int) -> None:
    """The same on a Ray cluster of this machine."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray
    from ray.cluster_utils import Cluster

    from trivium.services.batch.on_ray import OnRay

    memory = 100 << 20
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": memory})
    for _ in range(nodes - 1):
        cluster.add_node(num_cpus=1, object_store_memory=memory)
    ray.init(address=cluster.address, log_to_driver=False)
    try:
        carry_out(folder, items, OnRay(nodes))
    finally:
        ray.shutdown()
        cluster.shutdown()


def digest(folder: Path) -> str:
    """Of all files of a batch, by name."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(f"{path.relative_to(folder)} ".encode() + path.read_bytes())
    return total.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
