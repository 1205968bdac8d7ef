"""Thousands of mixed checks with cancels, timeouts, memory and stack that run out: no wrong verdict, and nothing lost.

The calls go through the service's own worker pool, as a server's do; now and then a Lean process is killed from
outside. After each cancel or kill the time to the next answer is measured; at the end the pool must be whole, with no
process more and no more memory than after the first tenth.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import grpc
import psutil

from trivium.client import requests
from trivium.services.runtime.confinement import Limits
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.workers import PoolSettings, WorkerPool
from trivium_api.common.v1 import verdict_pb2 as v
from trivium_api.prover.v1 import proof_pb2
from trivium_api.prover.v1 import prover_service_pb2 as wire

SERVICE = "/trivium_api.prover.v1.ProverService"
TRUE = ["theorem t (n m : Nat) : n + m = m + n := by omega", "theorem t (p : Prop) (h : p) : p := h"]
FALSE = [
    "theorem t : 1 = 2 := rfl",
    "theorem t : 1 = 2 := sorry",
    "theorem t (p q : Prop) (h : p ∨ q) : p := by\n  cases h with\n  | inl a => exact a\n  | inr b => exact b",
    "theorem t : 1 = 1 := rfl\n#exit",
]
LOOP = "theorem t (n : Nat) : n = n := by repeat (first | exact absurd rfl rfl | skip)"
DEEP = "theorem t : " + "(" * 20_000 + "1 = 1" + ")" * 20_000 + " := rfl"
HUGE = "theorem t : " + " + ".join(f"(1 <<< {2**32 - 1 - i})" for i in range(6)) + " = 3 := by decide +kernel"
"""Numerals of half a gigabyte each: more than a check may have."""
SHORT, LONG = 0.5, 20.0
"""Seconds that a call may take which is to run into its limit, and any other."""
LONG_RUN = 1000
"""Calls from which growth means something."""
LATE = 3.0
"""Seconds after its limit by which a call must have ended, on a machine that has other work."""
_WARM_LEAN = "prover/lean/native"
MOST_GROWTH = 5.0
"""Per cent."""
TARGET = "theorem t (n m : Nat) : n + m = m + n := sorry"


@dataclass(slots=True)
class Tally:
    """What was seen."""

    kinds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    after_kill_ms: list[float] = field(default_factory=list)

    def blame(self, words: str) -> None:
        """Note what should not have been, and say so at once."""
        self.wrong.append(words)
        print(words, file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class Question:
    """A call, and the verdicts that would not be wrong."""

    method: str
    data: bytes
    allowed: frozenset[int]
    wall: float = LONG


PROVED = frozenset({v.VERDICT_PROVED})
UNKNOWN = frozenset({v.VERDICT_UNKNOWN})
KINDS = {
    "true": 40,
    "false": 20,
    "proof": 12,
    "no proof": 8,
    "cancel": 8,
    "timeout": 4,
    "stack": 4,
    "memory": 2,
    "killed": 2,
}
"""How often each kind of call comes, in per cent."""


def check(source: str, allowed: frozenset[int], wall: float = LONG) -> Question:
    """A call that checks a file."""
    return Question(f"{SERVICE}/CheckFile", requests.check_file(source).SerializeToString(), allowed, wall)


def judge(candidate: str, allowed: frozenset[int], wall: float = LONG) -> Question:
    """A call that judges a candidate."""
    return Question(
        f"{SERVICE}/VerifyProof", requests.verify_proof(TARGET, candidate).SerializeToString(), allowed, wall
    )


def question_of(kind: str, chosen: random.Random) -> Question:
    """A call of a kind."""
    match kind:
        case "true":
            return check(chosen.choice(TRUE), PROVED)
        case "false":
            return check(chosen.choice(FALSE), UNKNOWN)
        case "proof":
            return judge(TRUE[0], PROVED)
        case "no proof":
            return judge(chosen.choice(FALSE), UNKNOWN)
        case "timeout":
            return check(LOOP, UNKNOWN, SHORT)
        case "stack":
            return check(DEEP, UNKNOWN)
        case "memory":
            return check(HUGE, UNKNOWN)
        case "killed":
            return judge(TRUE[0], PROVED | UNKNOWN)
        case _:
            return check(LOOP, UNKNOWN)


def answer(method: str, data: bytes) -> tuple[int, str]:
    """The verdict of an answer, and its words."""
    report: wire.FileReport | proof_pb2.ProofReport
    if method.endswith("CheckFile"):
        report = wire.CheckFileResponse.FromString(data).report
    else:
        report = proof_pb2.VerifyProofResponse.FromString(data).report
    return report.verdict, report.detail


async def ask(pool: WorkerPool, asked: Question) -> tuple[int, str]:
    """The verdict of a call, and its words."""
    return answer(asked.method, await pool.unary(asked.method, asked.data, wall=asked.wall))


async def step(pool: WorkerPool, chosen: random.Random, tally: Tally) -> None:
    """One call, and where something was killed the next one after it."""
    (kind,) = chosen.choices(list(KINDS), list(KINDS.values()))
    tally.kinds[kind] += 1
    asked = question_of(kind, chosen)
    patience = chosen.uniform(0.01, 0.4) if kind == "cancel" else None
    murder = asyncio.create_task(kill_a_lean(pool, chosen)) if kind == "killed" else None
    begin = time.monotonic()
    try:
        async with asyncio.timeout(patience):
            found, words = await ask(pool, asked)
        if found not in asked.allowed:
            tally.blame(f"{kind}: verdict {found} {words}")
    except TimeoutError:
        pass
    except FaultError as error:
        if kind != "killed" or error.fault.code is not grpc.StatusCode.UNAVAILABLE:
            tally.blame(f"{kind}: {error.fault.reason}")
    finally:
        if murder is not None:
            await murder
    if time.monotonic() - begin > asked.wall + LATE:
        tally.blame(f"{kind}: {time.monotonic() - begin:.1f} s instead of {asked.wall:g} s")
    if kind in ("cancel", "timeout", "stack", "memory", "killed"):
        begin = time.monotonic()
        found, words = await ask(pool, check(TRUE[1], PROVED))
        if found != v.VERDICT_PROVED:
            tally.blame(f"after {kind}: verdict {found} {words}")
        tally.after_kill_ms.append(1000 * (time.monotonic() - begin))


async def kill_a_lean(pool: WorkerPool, chosen: random.Random) -> None:
    """Kill one of the Lean processes, at some moment of a call."""
    await asyncio.sleep(chosen.uniform(0.0, 0.15))
    leans = [child for pid in pool.staff.pids for child in descendants(pid)]
    if leans:
        with suppress(ProcessLookupError):
            os.kill(chosen.choice(leans), signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """Process ids below a process; none where it is gone."""
    with suppress(psutil.Error):
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    return []


def footprint() -> tuple[int, int]:
    """Bytes of this process and its descendants, and how many there are.

    What they share is counted once. What a child of a warm Lean has for itself is left out: such a child is replaced
    after a number of texts, and there may be one or none at the moment.
    """
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    held = 0
    for process in processes:
        with suppress(psutil.Error):
            memory, parent = process.memory_full_info(), process.parent()
            of_warm_lean = parent is not None and _WARM_LEAN in " ".join(parent.cmdline()[:5])
            held += memory.pss - (memory.uss if of_warm_lean and parent.cmdline() == process.cmdline() else 0)
    return held, len(processes)


async def at_rest(pool: WorkerPool) -> tuple[int, int]:
    """The footprint once every worker has a warm Lean and has answered a call."""
    strength = pool.settings.size + pool.settings.spares
    while pool.staff.idle < strength:
        await asyncio.sleep(0.05)
    for _ in range(strength):
        await ask(pool, check(TRUE[0], PROVED))
    await asyncio.sleep(2.0)
    return footprint()


async def soak(count: int, seed: int) -> int:
    """Run it and print what was seen; 1 where something was wrong."""
    cache = Path(os.environ.get("TRIVIUM_CACHE_DIR", Path(tempfile.gettempdir()) / "trivium-test-cache"))
    engine = EngineSettings(cache, {"PATH": os.environ.get("PATH", os.defpath)})
    settings = PoolSettings(size=1, spares=1, limits=Limits(), recycle_after=1_000_000)
    chosen, tally = random.Random(seed), Tally()
    begin = time.monotonic()
    async with WorkerPool("trivium.services.prover.servicer", engine, settings) as pool:
        await ask(pool, judge(TRUE[0], PROVED, 120))  # builds what is built once
        early, at_first = 0, 0
        for number in range(count):
            await step(pool, chosen, tally)
            if number == count // 10:
                early, at_first = await at_rest(pool)
            if number % 500 == 499:
                print(f"{number + 1} of {count}, {len(tally.wrong)} wrong", file=sys.stderr, flush=True)
        late, processes = await at_rest(pool)
        idle, strength = pool.staff.idle, settings.size + settings.spares
    growth = 100 * (late / early - 1)
    waits = sorted(tally.after_kill_ms)
    print(
        json.dumps(
            {
                "calls": count,
                "kinds": dict(tally.kinds),
                "wrong": tally.wrong[:20],
                "wrong_count": len(tally.wrong),
                "idle_workers_at_the_end": f"{idle} of {strength}",
                "processes_after_a_tenth": at_first,
                "processes_at_the_end": processes,
                "mb_after_a_tenth": round(early / 1e6, 1),
                "mb_at_the_end": round(late / 1e6, 1),
                "growth_percent": round(growth, 2),
                "next_answer_after_a_kill_ms": {
                    "median": round(waits[len(waits) // 2], 1),
                    "p90": round(waits[int(len(waits) * 0.9)], 1),
                    "p99": round(waits[int(len(waits) * 0.99)], 1),
                },
                "seconds": round(time.monotonic() - begin, 1),
            },
            indent=1,
        )
    )
    grown = count >= LONG_RUN and growth > MOST_GROWTH
    return 1 if tally.wrong or idle != strength or grown else 0


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
