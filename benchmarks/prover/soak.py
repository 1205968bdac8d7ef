"""Thousands of mixed checks with cancels, timeouts, memory and stack that run out: no wrong verdict, and nothing lost.

The calls go through the service's own worker pool, as a server's do. After each cancel or kill the time to the next
answer is measured; at the end the pool must be whole and hold no more memory than after the first tenth.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from trivium.client import requests
from trivium.services.runtime.confinement import Limits
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.workers import PoolSettings, WorkerPool
from trivium_api.common.v1alpha1 import verdict_pb2 as v
from trivium_api.prover.v1alpha1 import proof_pb2
from trivium_api.prover.v1alpha1 import prover_service_pb2 as wire

SERVICE = "/trivium_api.prover.v1alpha1.ProverService"
TRUE = ["theorem t (n m : Nat) : n + m = m + n := by omega", "theorem t (p : Prop) (h : p) : p := h"]
FALSE = [
    "theorem t : 1 = 2 := rfl",
    "theorem t : 1 = 2 := sorry",
    "theorem t (p q : Prop) (h : p ∨ q) : p := by\n  cases h with\n  | inl a => exact a\n  | inr b => exact b",
    "theorem t : 1 = 1 := rfl\n#exit",
]
LOOP = "theorem t (n : Nat) : n = n := by repeat (first | exact absurd rfl rfl | skip)"
DEEP = "theorem t : " + "(" * 20_000 + "1 = 1" + ")" * 20_000 + " := rfl"
HUGE = "theorem t : (List.replicate (2 ^ 22) 0).length = 0 := by\n  simp only [List.replicate]\n  decide"
TARGET = "theorem t (n m : Nat) : n + m = m + n := sorry"


@dataclass(slots=True)
class Tally:
    """What was seen."""

    kinds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    after_kill_ms: list[float] = field(default_factory=list)


def check(source: str, wall: float) -> tuple[str, bytes]:
    """A call that checks a file."""
    return f"{SERVICE}/CheckFile", requests.check_file(source, wall=wall).SerializeToString()


def judge(candidate: str, wall: float) -> tuple[str, bytes]:
    """A call that judges a candidate."""
    return f"{SERVICE}/VerifyProof", requests.verify_proof(TARGET, candidate, wall=wall).SerializeToString()


def verdict(method: str, data: bytes) -> int:
    """The verdict of an answer."""
    if method.endswith("CheckFile"):
        return wire.CheckFileResponse.FromString(data).report.verdict
    return proof_pb2.VerifyProofResponse.FromString(data).report.verdict


async def step(pool: WorkerPool, chosen: random.Random, tally: Tally) -> None:
    """One call, and where it was killed the next one after it."""
    kind = chosen.choices(
        ["true", "false", "proof", "no proof", "cancel", "timeout", "stack", "memory"], [40, 20, 12, 8, 8, 4, 4, 4]
    )[0]
    tally.kinds[kind] += 1
    call, expected = {
        "true": (check(chosen.choice(TRUE), 20), v.VERDICT_PROVED),
        "false": (check(chosen.choice(FALSE), 20), v.VERDICT_UNKNOWN),
        "proof": (judge(TRUE[0], 20), v.VERDICT_PROVED),
        "no proof": (judge(chosen.choice(FALSE), 20), v.VERDICT_UNKNOWN),
        "cancel": (check(LOOP, 20), None),
        "timeout": (check(LOOP, 0.4), v.VERDICT_UNKNOWN),
        "stack": (check(DEEP, 20), v.VERDICT_UNKNOWN),
        "memory": (check(HUGE, 1.5), v.VERDICT_UNKNOWN),
    }[kind]
    try:
        async with asyncio.timeout(chosen.uniform(0.01, 0.4) if kind == "cancel" else None):
            found = verdict(call[0], await pool.unary(*call))
    except TimeoutError:
        found = None
    except FaultError as error:
        tally.wrong.append(f"{kind}: {error.fault.reason}")
        return
    if found != expected and not (kind == "cancel" and found == v.VERDICT_UNKNOWN):
        tally.wrong.append(f"{kind}: verdict {found}")
    if kind in ("cancel", "timeout", "stack"):
        begin = time.monotonic()
        method, data = check(TRUE[1], 20)
        if verdict(method, await pool.unary(method, data)) != v.VERDICT_PROVED:
            tally.wrong.append(f"after {kind}")
        tally.after_kill_ms.append(1000 * (time.monotonic() - begin))


def footprint() -> tuple[int, int]:
    """Private bytes of this process and its descendants, and how many there are."""
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    private = 0
    for process in processes:
        try:
            private += process.memory_full_info().uss
        except psutil.Error:
            continue
    return private, len(processes)


async def soak(count: int, seed: int) -> int:
    """Run it and print what was seen; 1 where something was wrong."""
    cache = Path(os.environ.get("TRIVIUM_CACHE_DIR", Path(tempfile.gettempdir()) / "trivium-test-cache"))
    engine = EngineSettings(cache, {"PATH": os.environ.get("PATH", os.defpath)})
    settings = PoolSettings(size=1, spares=1, limits=Limits(), recycle_after=1_000_000)
    chosen, tally = random.Random(seed), Tally()
    begin = time.monotonic()
    async with WorkerPool("trivium.services.prover.servicer", engine, settings) as pool:
        await pool.unary(*judge(TRUE[0], 120))  # builds what is built once
        early = 0
        for number in range(count):
            await step(pool, chosen, tally)
            if number == count // 10:
                await asyncio.sleep(1.0)
                early = footprint()[0]
        await asyncio.sleep(1.5)
        late, processes = footprint()
        idle, strength = pool.staff.idle, settings.size + settings.spares
    waits = sorted(tally.after_kill_ms)
    print(
        json.dumps(
            {
                "calls": count,
                "kinds": dict(tally.kinds),
                "wrong": tally.wrong[:20],
                "wrong_count": len(tally.wrong),
                "idle_workers_at_the_end": f"{idle} of {strength}",
                "processes_at_the_end": processes,
                "private_mb_after_a_tenth": round(early / 1e6, 1),
                "private_mb_at_the_end": round(late / 1e6, 1),
                "growth_percent": round(100 * (late / early - 1), 2) if early else None,
                "next_answer_after_a_kill_ms": {
                    "median": round(waits[len(waits) // 2], 1),
                    "p90": round(waits[int(len(waits) * 0.9)], 1),
                },
                "seconds": round(time.monotonic() - begin, 1),
            },
            indent=1,
        )
    )
    return 1 if tally.wrong or idle != strength else 0


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a short run")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    return asyncio.run(soak(60 if options.smoke else options.count, options.seed))


if __name__ == "__main__":
    sys.exit(main())
