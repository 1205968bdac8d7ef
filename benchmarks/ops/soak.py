"""Half an hour of mixed calls with cancels and deadlines: memory, descriptors and threads of the server over time.

    python benchmarks/ops/soak.py [--minutes 30] [--plot FILE.svg] [--smoke]

The first fifth is left out of the slopes: caches fill, workers are forked. `--plot` draws the three curves.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections import Counter
from pathlib import Path

from under_test import CHECK, TRIVIAL, Caller, Held, serving, slope, verdict

from trivium.client import requests
from trivium.client.methods import METHODS
from trivium.prover.training.plotting import curves

SOLVE, LEAN = METHODS["GeometryService.Solve"], METHODS["ProverService.CheckFile"]
CALLS = (
    (CHECK, False, TRIVIAL),
    (CHECK, False, requests.check_equal("sqrt(x**2)", "x", wall=2).SerializeToString()),
    (CHECK, False, requests.check_equal("sin(3*x)*cos(2*x)", "(sin(5*x) + sin(x))/2", wall=2).SerializeToString()),
    (
        SOLVE.path,
        SOLVE.streaming,
        requests.solve(
            "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c", name="t", wall=2, figure=True
        ).SerializeToString(),
    ),
    (LEAN.path, LEAN.streaming, requests.check_file("theorem t : 1 = 1 := rfl", wall=5).SerializeToString()),
)


async def load(caller: Caller, until: float, chance: random.Random, codes: Counter[str]) -> None:
    """Ask one thing after another, one in eight with a deadline that is too short for it."""
    while time.perf_counter() < until:
        path, stream, request = chance.choice(CALLS)
        deadline = chance.uniform(0.002, 0.05) if chance.random() < 0.125 else 20.0
        answer = await caller.call(path, request, deadline=deadline, stream=stream)
        codes[answer.code.name] += 1


async def measure(options: argparse.Namespace) -> int:
    """Measure and print; the exit code."""
    seconds = options.minutes * 60
    codes: Counter[str] = Counter()
    points: list[tuple[float, Held]] = []
    async with serving("--workers", "2") as server, Caller(server.address) as caller:
        began = time.perf_counter()
        loads = [
            asyncio.create_task(load(caller, began + seconds, random.Random(f"{options.seed} {number}"), codes))
            for number in range(4)
        ]
        while (at := time.perf_counter() - began) < seconds:
            points.append((at / 60, await asyncio.to_thread(server.held)))
            await asyncio.sleep(min(10.0, seconds / 20))
        await asyncio.gather(*loads)
    settled = [(at, held) for at, held in points if at > options.minutes / 5]
    memory = slope([(at, held.megabytes) for at, held in settled])
    descriptors = slope([(at, float(held.descriptors)) for at, held in settled])
    threads = slope([(at, float(held.threads)) for at, held in settled])
    bad = codes["INTERNAL"] + codes["UNKNOWN"]
    if options.plot:
        lines = {
            "memory, MB": [(at, held.megabytes) for at, held in points],
            "descriptors": [(at, float(held.descriptors)) for at, held in points],
            "threads": [(at, float(held.threads)) for at, held in points],
        }
        options.plot.write_text(curves("A server under mixed load", "minutes", lines))
    print(f"{codes.total()} calls in {options.minutes:g} min: {dict(codes.most_common())}")
    return verdict(
        ("memory (slope < 1 MB/min)", f"{memory:+.2f} MB/min, now {points[-1][1].megabytes:.0f} MB", memory < 1),
        ("descriptors (flat: |slope| < 0.5/min)", f"{descriptors:+.2f}/min", abs(descriptors) < 0.5),
        ("threads (flat: |slope| < 0.5/min)", f"{threads:+.2f}/min", abs(threads) < 0.5),
        ("INTERNAL or UNKNOWN (0)", str(bad), bad == 0),
    )


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--smoke", action="store_true", help="ten seconds; the targets do not count")
    options = parser.parse_args()
    if options.smoke:
        options.minutes = 1 / 6
    code = asyncio.run(measure(options))
    return 0 if options.smoke else code


if __name__ == "__main__":
    raise SystemExit(main())
