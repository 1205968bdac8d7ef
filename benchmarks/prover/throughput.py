"""Checks of small proofs a second and core: the warm Lean beside one fresh `lean` process a proof, in the same run.

Processor time is counted of everything that works: this process, the warm Lean, its children, the fresh processes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from trivium.prover.lean.check import check_file
from trivium.prover.lean.check_lane import CheckLane
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.toolchain import discover
from trivium.prover.lean.zygote import Zygote
from trivium.prover.verify import ProofVerifier, Tier

STATEMENTS = [
    ("(p q : Prop) (h : p ∧ q) : q ∧ p", "⟨h.2, h.1⟩"),
    ("(p q : Prop) (h : p ∨ q) : q ∨ p", "by\n  cases h with\n  | inl a => exact .inr a\n  | inr b => exact .inl b"),
    ("(n m : Nat) : n + m = m + n", "by omega"),
    ("(n m : Nat) (h : 2 * n = 2 * m) : n = m", "by omega"),
    ("(n : Nat) : 0 + n = n", "by induction n with\n  | zero => rfl\n  | succ n ih => exact congrArg Nat.succ ih"),
    (": 2 ^ 20 % 7 = 4", "by decide"),
    ("(a b c : Nat) : a * (b * c) = a * b * c", "by rw [Nat.mul_assoc]"),
    ("(p : Prop) : ¬¬p → p", "fun h => Classical.byContradiction h"),
    ("(f : Nat → Nat) (h : ∀ n, f n = n) : f 3 + f 4 = 7", "by simp only [h]"),
    ("(x y : Int) (h : x < y) : x + 1 ≤ y", "by omega"),
]
LIMITS = Limits(wall=20.0)


def used(pid: int | None = None) -> float:
    """Processor seconds so far: of this process and what it has waited for, or of another and what that has."""
    if pid is not None:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in own)


def measure(
    work: Callable[[str, str], bool], count: int, zygote: Zygote | None = None, lane: CheckLane | None = None
) -> dict[str, float]:
    """Calls a second of processor and of wall time; every call must succeed."""
    pid = zygote.pid if zygote else None
    cpu, wall = used() + (used(pid) if pid else 0.0), time.monotonic()
    for number in range(count):
        statement, proof = STATEMENTS[number % len(STATEMENTS)]
        assert work(f"theorem t{number} {statement} := sorry", f"theorem t{number} {statement} := {proof}")
    if lane is not None:
        lane.close()  # children count once they have ended
    if zygote is not None:
        while zygote.children:
            time.sleep(0.001)
    cpu = used() + (used(pid) if pid else 0.0) - cpu
    return {"calls": count, "cpu_ms": 1000 * cpu / count, "wall_ms": 1000 * (time.monotonic() - wall) / count}


def main() -> None:
    """Print the measurements as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a short run")
    count = 20 if parser.parse_args().smoke else 200
    toolchain, launcher = discover({}).get("embedded"), Unconfined()
    cache = Path(os.environ.get("TRIVIUM_CACHE_DIR", Path(tempfile.gettempdir()) / "trivium-test-cache"))
    core = ensure_core(toolchain, cache, launcher)

    def check(candidate: str, warm: CheckLane | None) -> bool:
        return check_file(candidate, "t.lean", toolchain, launcher, LIMITS, cache, warm).accepted

    fresh = measure(lambda _, candidate: check(candidate, None), max(10, count // 5))
    begin = time.monotonic()
    with Zygote(toolchain, core, launcher) as zygote:
        start = time.monotonic() - begin
        lane = CheckLane(zygote)
        check("theorem t : True := trivial", lane)
        warm = measure(lambda _, candidate: check(candidate, lane), count, zygote, lane)
        verifier = ProofVerifier(zygote)
        verifier.library()

        def judge(target: str, candidate: str) -> bool:
            return verifier.verify(target, candidate, LIMITS).reached is Tier.REPLAYED

        verified = measure(judge, count, zygote)
    print(
        json.dumps(
            {"start_of_the_warm_lean_s": start, "fresh": fresh, "check": warm, "verify_proof": verified}, indent=1
        )
    )
    for name, found in (("check", warm), ("verify_proof", verified)):
        rate, ratio = 1000 / found["cpu_ms"], fresh["cpu_ms"] / found["cpu_ms"]
        print(f"{name:12} {rate:6.1f} calls/s/core, {ratio:.1f} x one fresh process a proof")


if __name__ == "__main__":
    main()
