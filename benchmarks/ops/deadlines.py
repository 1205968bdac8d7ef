"""A storm of calls with deadlines of 1 to 200 ms: none may outlive its deadline by long, and nothing is left at work.

    python benchmarks/ops/deadlines.py [--calls 2000] [--smoke]

Half of the calls are trivial, half would take seconds. Half a second after the last one ended the server may use no
CPU, hold no call, and its pool must be whole.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import urllib.request
from collections import Counter

from under_test import CHECK, SOLVE, TRIVIAL, Answer, Caller, free_port, percentile, problem, serving, verdict

HARD = problem("algebraic.txt", "brianchon", wall=10)
"""It takes a worker some seconds."""


def running(port: int) -> float:
    """The calls under way, by the server's own metrics."""
    text = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5).read().decode()
    return sum(
        float(value) for value in re.findall(r"^trivium_calls_running\{[^}]*CheckEqual[^}]*\} (\S+)$", text, re.M)
    )


async def storm(caller: Caller, calls: int, at_once: int, seed: int) -> list[tuple[float, Answer]]:
    """The deadline and the end of each call."""
    chance = random.Random(seed)
    asks = [(chance.uniform(0.001, 0.2), chance.random() < 0.5) for _ in range(calls)]
    ended: list[tuple[float, Answer]] = []

    async def ask() -> None:
        while asks:
            deadline, hard = asks.pop()
            path, request = (SOLVE.path, HARD) if hard else (CHECK, TRIVIAL)
            ended.append((deadline, await caller.call(path, request, deadline=deadline, stream=hard)))

    await asyncio.gather(*(ask() for _ in range(at_once)))
    return ended


async def measure(calls: int, at_once: int, seed: int) -> int:
    """Measure and print; the exit code."""
    port = free_port()
    flags = ("--services", "cas,geometry", "--workers", "2", "--metrics-port", str(port))
    async with serving(*flags) as server, Caller(server.address) as caller:
        await asyncio.gather(*(caller.call(CHECK, TRIVIAL) for _ in range(8)))
        strength = len(server.workers())
        ended = await storm(caller, calls, at_once, seed)
        await asyncio.sleep(0.5)
        left = running(port)
        before = server.cpu()
        await asyncio.sleep(1)
        used = server.cpu() - before
        whole = len(server.workers())
        after = await caller.call(CHECK, TRIVIAL)
    codes = Counter(answer.code.name for _, answer in ended)
    late = [max(0.0, answer.seconds - deadline) for deadline, answer in ended]
    odd = sum(count for code, count in codes.items() if code not in {"OK", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED"})
    print(f"{calls} calls, {at_once} at once: {dict(codes)}")
    return verdict(
        ("codes other than OK, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED", str(odd), odd == 0),
        ("beyond the deadline, p99", f"{percentile(late, 0.99) * 1000:.0f} ms", True),
        ("calls under way 0.5 s after the last (0)", f"{left:g}", left == 0),
        ("CPU in the second after that (< 50 ms)", f"{used * 1000:.0f} ms", used < 0.05),
        (f"workers (as before: {strength})", str(whole), whole == strength),
        ("the next call is answered", f"{after.seconds * 1000:.1f} ms", after.ok),
    )


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=32)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--smoke", action="store_true", help="two hundred calls; the targets do not count")
    options = parser.parse_args()
    code = asyncio.run(measure(200 if options.smoke else options.calls, options.at_once, options.seed))
    return 0 if options.smoke else code


if __name__ == "__main__":
    raise SystemExit(main())
