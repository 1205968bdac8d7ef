"""`kill -9` of a worker every two seconds under load, then of a backend behind a gateway.

    python benchmarks/ops/kills.py [--seconds 60] [--every 2] [--smoke]

Four callers ask without a pause. A kill may cost the one call that its worker carried out; the pool must be whole
again within half a second. Then a gateway passes calls on to a CAS service, which is killed and started again on its
port: the calls in between are refused as UNAVAILABLE, and the first answer must come within three seconds of the
service's being back.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import time
from collections import Counter

import grpc
import psutil
from under_test import CHECK, SOLVE, TRIVIAL, WORK, Answer, Caller, Server, percentile, serving, verdict


def alive(process: psutil.Process) -> bool:
    """Whether it is there, and more than an entry that its parent has not looked at."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def whole_again(server: Server, strength: int, gone: int) -> float:
    """Seconds until there are `strength` workers and none of them is `gone`."""
    began = time.perf_counter()
    while time.perf_counter() - began < 5:
        pids = {worker.pid for worker in server.workers() if alive(worker)}
        if len(pids) >= strength and gone not in pids:
            return time.perf_counter() - began
        await asyncio.sleep(0.01)
    return float("inf")


async def kill_workers(options: argparse.Namespace) -> int:
    """The first part; the exit code."""
    chance = random.Random(options.seed)
    async with serving("--services", "geometry", "--workers", "2") as server, Caller(server.address) as caller:
        ended = asyncio.Event()
        answers: list[Answer] = []

        async def ask() -> None:
            while not ended.is_set():
                answers.append(await caller.call(SOLVE.path, WORK, stream=True))

        asking = [asyncio.create_task(ask()) for _ in range(4)]
        await asyncio.sleep(1)
        strength = len(server.workers())
        mended, kills = [], 0
        until = time.perf_counter() + options.seconds
        while time.perf_counter() < until:
            victim = chance.choice(server.workers())
            victim.send_signal(signal.SIGKILL)
            kills += 1
            mended.append(await whole_again(server, strength, victim.pid))
            await asyncio.sleep(options.every)
        ended.set()
        await asyncio.gather(*asking)
    failed = Counter(answer.code.name for answer in answers if not answer.ok)
    odd = failed.total() - failed["UNAVAILABLE"]
    print(f"{kills} workers killed in {options.seconds:g} s; {len(answers)} calls; failed: {dict(failed) or 'none'}")
    return verdict(
        ("calls that failed (at most one a kill)", f"{failed.total()} of {len(answers)}", failed.total() <= kills),
        ("failures other than UNAVAILABLE (0)", str(odd), odd == 0),
        ("the pool is whole again, p50", f"{percentile(mended, 0.5) * 1000:.0f} ms", True),
        ("the pool is whole again, the slowest (< 500 ms)", f"{max(mended) * 1000:.0f} ms", max(mended) < 0.5),
    )


async def kill_backend() -> int:
    """The second part; the exit code."""
    async with serving(service="cas") as first:
        flags = ("--services", "cas", "--backend", f"cas={first.address}")
        async with serving(*flags) as gateway, Caller(gateway.address) as caller:
            before = await caller.call(CHECK, TRIVIAL)
            await first.end(signal.SIGKILL)
            between = [await caller.call(CHECK, TRIVIAL, deadline=5) for _ in range(20)]
            async with serving("--bind", first.address, service="cas") as second:
                began = time.perf_counter()
                after = await caller.call(CHECK, TRIVIAL)
                while not after.ok and time.perf_counter() - began < 30:
                    await asyncio.sleep(0.02)
                    after = await caller.call(CHECK, TRIVIAL)
                back = time.perf_counter() - began
                assert second.address == first.address
    codes = Counter(answer.code.name for answer in between)
    slowest = max(answer.seconds for answer in between)
    print(f"a killed backend: {dict(codes)} while it is away, the slowest in {slowest * 1000:.0f} ms")
    return verdict(
        (
            "answered before, and refused as UNAVAILABLE while away",
            str(dict(codes)),
            before.ok and codes.keys() == {grpc.StatusCode.UNAVAILABLE.name},
        ),
        ("first answer after the service is back (< 3 s)", f"{back:.2f} s", after.ok and back < 3),
    )


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--every", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--smoke", action="store_true", help="a few seconds; the targets do not count")
    options = parser.parse_args()
    if options.smoke:
        options.seconds, options.every = 3.0, 1.0
    code = max(asyncio.run(kill_workers(options)), asyncio.run(kill_backend()))
    return 0 if options.smoke else code


if __name__ == "__main__":
    raise SystemExit(main())
