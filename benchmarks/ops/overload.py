"""Five times the load that a server can carry: what it still answers, how fast it refuses, how long the admitted wait.

    python benchmarks/ops/overload.py [--seconds 60] [--factor 5] [--smoke]

The load is a geometry problem that takes a worker some 20 ms of work. First one caller alone (the unloaded
latency), then as many callers as workers (the peak), then calls that arrive at random, `factor` times as fast as the
peak, whether or not the earlier ones are answered. The tenant's line is kept short: `--running` and `--waiting`.

Where `h2load` is installed (Debian: nghttp2-client), it makes all calls but those of the peak's own rate, which are a
sample of what each call meets: a client of Python that makes them all takes an eighth of two processors, which is then
missing where the answers are made. What was answered is counted by the server's metrics.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time

import grpc
from under_test import H2LOAD, SOLVE, WORK, Answer, Caller, answered, foreign, free_port, percentile, serving, verdict

from trivium.services.runtime import loop


async def closed(caller: Caller, at_once: int, seconds: float) -> tuple[list[Answer], float]:
    """`at_once` callers that ask again as soon as they are answered; the answers, and calls a second."""
    answers: list[Answer] = []
    began = time.perf_counter()

    async def ask() -> None:
        while time.perf_counter() - began < seconds:
            answers.append(await caller.call(SOLVE.path, WORK, stream=SOLVE.streaming))

    await asyncio.gather(*(ask() for _ in range(at_once)))
    return answers, len(answers) / (time.perf_counter() - began)


async def open_loop(caller: Caller, rate: float, seconds: float, seed: int) -> list[Answer]:
    """Calls that arrive at `rate` a second, at random times."""
    chance = random.Random(seed)
    began = due = time.perf_counter()
    calls = []
    while due - began < seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        calls.append(asyncio.create_task(caller.call(SOLVE.path, WORK, deadline=5, stream=SOLVE.streaming)))
        due += chance.expovariate(rate)
    return list(await asyncio.gather(*calls))


async def flood(address: str, rate: float, seconds: float) -> None:
    """Calls at `rate` a second that nobody looks at."""
    if rate > 0:
        clients = 4
        pace = ("-c", str(clients), "-m", "100", "--rps", f"{rate / clients:.2f}", "-D", f"{seconds:.0f}")
        await foreign(address, SOLVE.path, WORK, *pace)


async def measure(options: argparse.Namespace) -> int:
    """Measure and print; the exit code."""
    environ = {"TRIVIUM_TENANT_RUNNING": str(options.running), "TRIVIUM_TENANT_WAITING": str(options.waiting)}
    port = free_port()
    flags = ("--services", "geometry", "--workers", "2", "--metrics-port", str(port))
    sampled = options.factor if H2LOAD is None else min(1.0, options.factor)
    async with serving(*flags, environ=environ) as server, Caller(server.address) as caller:
        await closed(caller, 2, 1)
        single, _ = await closed(caller, 1, options.seconds / 6)
        _, peak = await closed(caller, 2, options.seconds / 6)
        before = await asyncio.to_thread(answered, port, SOLVE.path)
        answers, _ = await asyncio.gather(
            open_loop(caller, sampled * peak, options.seconds, options.seed),
            flood(server.address, (options.factor - sampled) * peak, options.seconds),
        )
        carried = await asyncio.to_thread(answered, port, SOLVE.path) - before
        after, again = await closed(caller, 2, options.seconds / 6)
    admitted = [answer.seconds for answer in answers if answer.ok]
    refused = [a.seconds for a in answers if a.code is grpc.StatusCode.RESOURCE_EXHAUSTED]
    other = len(answers) - len(admitted) - len(refused)
    goodput = carried / options.seconds
    alone = [answer.seconds for answer in single if answer.ok]
    p99, base = percentile(admitted, 0.99), percentile(alone, 0.99)
    print(f"unloaded p50 {percentile(alone, 0.5) * 1000:.0f} ms, p99 {base * 1000:.0f} ms; peak {peak:.1f} calls/s")
    print(f"{options.factor:g} times the peak for {options.seconds:g} s: {carried} calls answered")
    print(f"of {len(answers)} looked at: {len(admitted)} answered, {len(refused)} refused, {other} ended otherwise")
    print(f"afterwards {again:.1f} calls/s, {sum(a.ok for a in after)} of {len(after)} answered")
    return verdict(
        ("goodput, share of the peak (>= 80 %)", f"{goodput / peak:.0%}", goodput >= 0.8 * peak),
        ("a refusal, p50 (< 50 ms)", f"{percentile(refused, 0.5) * 1000:.1f} ms", percentile(refused, 0.5) < 0.05),
        ("a refusal, p99 (< 50 ms)", f"{percentile(refused, 0.99) * 1000:.1f} ms", percentile(refused, 0.99) < 0.05),
        ("p99 of the admitted over the unloaded (<= 3)", f"{p99 / base:.2f} ({p99 * 1000:.0f} ms)", p99 <= 3 * base),
        ("calls that ended otherwise (0)", str(other), other == 0),
    )


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--factor", type=float, default=5.0)
    parser.add_argument("--running", type=int, default=2, help="calls of a tenant that run")
    parser.add_argument("--waiting", type=int, default=2, help="calls of a tenant that wait")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--smoke", action="store_true", help="a few seconds; the targets do not count")
    options = parser.parse_args()
    if options.smoke:
        options.seconds = 3.0
    code = loop.run(measure(options))
    return 0 if options.smoke else code


if __name__ == "__main__":
    raise SystemExit(main())
