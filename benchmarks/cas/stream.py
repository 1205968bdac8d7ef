"""Thousands of questions on one CheckStream: answers a second, their order, and that faults stay with their items.

python benchmarks/cas/stream.py [--count N] [--smoke]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from trivium.cli.assumptions import parse_assumptions
from trivium.client import AsyncClient
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2

DATA = Path(__file__).resolve().parents[2] / "tests" / "data" / "cas" / "pairs.txt"
EVERY = 50
"""One item in so many cannot be read."""


@asynccontextmanager
async def server() -> AsyncIterator[tuple[str, psutil.Process]]:
    """A CAS service of its own: its address and its process."""
    command = [sys.executable, "-m", "trivium.services.cas", "--bind", "127.0.0.1:0"]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        address = (await process.stdout.readline()).decode().removeprefix("listening on ").strip()
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        await process.wait()


def items(count: int) -> list[cas.CheckStreamRequest]:
    """Our own labelled pairs, over and over; a few that are no formulas."""
    pairs = []
    for line in DATA.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            lhs, right, wrong, assume = (part.strip() for part in line.split("|"))
            said = parse_assumptions(assume)
            pairs += [cas.Equation(lhs=lhs, rhs=rhs, assume=said) for rhs in (right, wrong)]
    found = []
    for number in range(count):
        equation = cas.Equation(lhs="x +") if number % EVERY == EVERY - 1 else pairs[number % len(pairs)]
        found.append(cas.CheckStreamRequest(id=str(number), equation=equation))
    return found


def memory(process: psutil.Process) -> float:
    """MiB of a process and its children."""
    return sum(p.memory_info().rss for p in (process, *process.children(recursive=True))) / (1 << 20)


async def measure(count: int) -> int:
    """Send and read; the exit code."""
    given = items(count)
    async with server() as (address, process), AsyncClient(address) as client:
        async for _ in client.cas.check_stream(given[:20]):
            pass
        before, began = memory(process), time.perf_counter()
        answers = [answer async for answer in client.cas.check_stream(given)]
        seconds, after = time.perf_counter() - began, memory(process)
    ordered = [answer.id for answer in answers] == [item.id for item in given]
    faults = {int(answer.id) for answer in answers if answer.HasField("error")}
    kept = faults == {number for number in range(count) if number % EVERY == EVERY - 1}
    verdicts = (verdict_pb2.VERDICT_PROVED, verdict_pb2.VERDICT_REFUTED)
    decided = sum(answer.judgement.verdict in verdicts for answer in answers)
    print(f"{count} items in {seconds:.1f} s: {count / seconds:.0f} a second; in order: {ordered}; decided {decided}")
    print(f"faults {len(faults)}, each with its own item: {kept}; resident memory {before:.0f} -> {after:.0f} MiB")
    return 0 if ordered and kept else 1


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--smoke", action="store_true", help="a few hundred items")
    options = parser.parse_args()
    return asyncio.run(measure(300 if options.smoke else options.count))


if __name__ == "__main__":
    raise SystemExit(main())
