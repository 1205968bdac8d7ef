"""SIGTERM under load: a call that the server has accepted is answered, and the server ends in good order.

    python benchmarks/ops/drain.py [--times 20] [--smoke]

Each time a gateway starts, eight callers ask without a pause, and SIGTERM comes at a random moment. A call that was
sent at least 50 ms before the signal is in flight; one that is not answered OK is lost. Later ones may be refused.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time

from under_test import SOLVE, WORK, Answer, Caller, percentile, serving, verdict

_IN_FLIGHT = 0.05


async def once(chance: random.Random) -> tuple[list[Answer], int, float, int]:
    """One server's end: the lost calls, the number in flight, the seconds it took to end, its exit code."""
    async with serving("--services", "geometry", "--workers", "2") as server, Caller(server.address) as caller:
        answers: list[Answer] = []

        async def ask() -> None:
            while True:
                answer = await caller.call(SOLVE.path, WORK, stream=True)
                answers.append(answer)
                if not answer.ok:
                    return

        asking = [asyncio.create_task(ask()) for _ in range(8)]
        await asyncio.sleep(chance.uniform(0.3, 1.3))
        signalled = time.perf_counter()
        code = await server.end()
        took = time.perf_counter() - signalled
        await asyncio.gather(*asking)
    flying = [a for a in answers if a.began < signalled - _IN_FLIGHT and a.began + a.seconds > signalled]
    lost = [a for a in answers if a.began < signalled - _IN_FLIGHT and not a.ok]
    return lost, len(flying), took, code


async def measure(times: int, seed: int) -> int:
    """Measure and print; the exit code."""
    chance = random.Random(seed)
    ends = [await once(chance) for _ in range(times)]
    lost = [answer for found, *_ in ends for answer in found]
    for answer in lost[:5]:
        print(f"  lost: {answer.code.name} after {answer.seconds:.2f} s: {answer.words}")
    seconds = [took for _, _, took, _ in ends]
    flying = sum(flying for _, flying, _, _ in ends)
    return verdict(
        (f"calls lost, of {flying} in flight over {times} ends (0)", str(len(lost)), not lost),
        ("exit codes other than 0", str(sum(code != 0 for *_, code in ends)), all(code == 0 for *_, code in ends)),
        ("time to end, p50", f"{percentile(seconds, 0.5):.2f} s", True),
        ("time to end, the longest (< 10 s)", f"{max(seconds):.2f} s", max(seconds) < 10),
    )


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--smoke", action="store_true", help="two ends only")
    options = parser.parse_args()
    return asyncio.run(measure(2 if options.smoke else options.times, options.seed))


if __name__ == "__main__":
    raise SystemExit(main())
