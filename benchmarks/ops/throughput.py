"""Calls a second of a trivial check through the gateway, and what one call costs each process of CPU time.

    python benchmarks/ops/throughput.py [--seconds 5] [--rounds 5] [--at-once 32] [--workers 4] [--smoke]

Each check is decided, replayed and logged as any other. The client is one of asyncio in this process, which takes its
share of the machine; where `h2load` is installed (Debian: nghttp2-client), its rounds come in turns with those, and
its calls are counted by the server's own metrics, since it does not look into answers. On a machine with other work
the CPU time of a call tells more than the clock: beside each rate stands what the round had of the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil
from under_test import (
    CHECK,
    H2LOAD,
    TRIVIAL,
    Caller,
    Server,
    answered,
    foreign,
    free_port,
    percentile,
    serving,
    verdict,
)

from trivium.services.runtime import loop

TARGET = 1500


@dataclass(frozen=True, slots=True)
class Round:
    """One spell of calls."""

    calls: int
    seconds: float
    cpu: dict[str, float]
    """CPU seconds by process."""

    @property
    def rate(self) -> float:
        """Calls a second."""
        return self.calls / self.seconds

    def __str__(self) -> str:
        each = {name: spent / self.calls * 1000 for name, spent in self.cpu.items()}
        parts = " + ".join(f"{name} {spent:.2f}" for name, spent in each.items())
        had = sum(self.cpu.values()) / self.seconds
        return f"{self.rate:6.0f} calls/s; CPU of a call {parts} = {sum(each.values()):.2f} ms; {had:.2f} processors"


@dataclass(slots=True)
class Course:
    """The rounds of one client."""

    client: str
    server: Server
    rounds: list[Round] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """Seconds of each call, where the client tells."""

    @contextmanager
    def round(self) -> Iterator[list[int]]:
        """Measure what is done inside; what is put on the list is the number of its calls."""
        calls: list[int] = []
        before, began = self._spent(), time.perf_counter()
        yield calls
        seconds, after = time.perf_counter() - began, self._spent()
        self.rounds.append(Round(sum(calls), seconds, {name: after[name] - before[name] for name in after}))

    @property
    def best(self) -> float:
        """Calls a second of the best round."""
        return max(found.rate for found in self.rounds)

    def _spent(self) -> dict[str, float]:
        own = psutil.Process(self.server.process.pid)
        workers = sum(map(cpu_of, own.children(recursive=True)))
        return {"server": cpu_of(own), "workers": workers, self.client: cpu_of(psutil.Process())}


def cpu_of(process: psutil.Process) -> float:
    """CPU seconds of a process and of the dead children that it has waited for."""
    times = process.cpu_times()
    return times.user + times.system + times.children_user + times.children_system


async def own_round(course: Course, caller: Caller, seconds: float, at_once: int) -> None:
    """A round of the client of this process."""
    failed = 0
    with course.round() as calls:
        until = time.perf_counter() + seconds

        async def ask() -> None:
            nonlocal failed
            while time.perf_counter() < until:
                answer = await caller.call(CHECK, TRIVIAL)
                course.times.append(answer.seconds)
                failed += not answer.ok
                calls.append(1)

        await asyncio.gather(*(ask() for _ in range(at_once)))
    if failed:
        raise SystemExit(f"{failed} of {sum(calls)} calls failed")


async def foreign_round(course: Course, port: int, count: int, at_once: int) -> None:
    """A round of h2load."""
    before = await asyncio.to_thread(answered, port, CHECK)
    with course.round() as calls:
        await foreign(course.server.address, CHECK, TRIVIAL, "-n", str(count), "-c", "1", "-m", str(at_once))
        calls.append(count)
    done = await asyncio.to_thread(answered, port, CHECK) - before
    if done != count:
        raise SystemExit(f"{done} of {count} calls were answered")


async def measure(options: argparse.Namespace) -> int:
    """Measure and print; the exit code."""
    port = free_port()
    flags = ("--services", "cas", "--workers", str(options.workers), "--metrics-port", str(port))
    async with serving(*flags) as server, Caller(server.address) as caller:
        await own_round(Course("asyncio", server), caller, min(2.0, options.seconds), options.at_once)
        own, other = Course("asyncio", server), Course("h2load", server)
        for _ in range(options.rounds):
            await own_round(own, caller, options.seconds, options.at_once)
            if H2LOAD is not None:
                await foreign_round(other, port, own.rounds[-1].calls, options.at_once)
    courses = [course for course in (own, other) if course.rounds]
    for course in courses:
        print(f"{course.client}, {options.at_once} calls at once:")
        print(*(f"  {found}" for found in course.rounds), sep="\n")
    print(f"asyncio: p50 {percentile(own.times, 0.5) * 1000:.1f} ms, p99 {percentile(own.times, 0.99) * 1000:.1f} ms")
    if H2LOAD is None:
        print("h2load is not installed: its rounds are left out")
    return verdict(
        *((f"the best round, {c.client} (>= {TARGET})", f"{c.best:.0f} calls/s", c.best >= TARGET) for c in courses)
    )


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="of a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--at-once", type=int, default=32)
    # more than processors: one computes while the answer of another is on its way
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--smoke", action="store_true", help="a short round; the target does not count")
    options = parser.parse_args()
    if options.smoke:
        options.seconds, options.rounds = 0.5, 1
    code = loop.run(measure(options))
    return 0 if options.smoke else code


if __name__ == "__main__":
    sys.exit(main())
