"""Runs every measurement of the documentation, one after another; `--smoke` makes each a matter of seconds.

The public problem data is read from the folder that TRIVIUM_BENCHMARKS names (default: ../shared/benchmarks); a
measurement whose data is not there says so and is left out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TRIVIUM_BENCHMARKS", ROOT.parent / "shared" / "benchmarks"))


@dataclass(frozen=True, slots=True)
class Measurement:
    """One script and its arguments."""

    title: str
    script: str
    full: tuple[str, ...] = ()
    smoke: tuple[str, ...] = ("--smoke",)
    needs: tuple[Path, ...] = ()
    """Data that it reads."""
    modules: tuple[str, ...] = ()
    """Of extras that it takes."""


IMO = DATA / "geometry" / "imo_ag_30.txt"
JGEX = DATA / "geometry" / "jgex_ag_231.txt"
MINIF2F = DATA / "lean" / "minif2f_valid.jsonl"
OWN = ROOT / "examples" / "geometry" / "olympiad.txt"

MEASUREMENTS = (
    Measurement("unary calls through the gateway", "services/gateway.py"),
    Measurement("a queue of ten thousand jobs", "jobs/queue.py"),
    Measurement("calls a second through the gateway", "ops/throughput.py"),
    Measurement("five times the load that a server can carry", "ops/overload.py"),
    Measurement("killed workers, a killed service", "ops/kills.py"),
    Measurement("SIGTERM under load", "ops/drain.py"),
    Measurement("a storm of short deadlines", "ops/deadlines.py"),
    Measurement("malformed messages", "ops/malformed.py"),
    Measurement("half an hour of mixed load", "ops/soak.py", ("--plot", "docs/figures/soak.svg")),
    Measurement("geometry, own problems", "geometry/deduction.py", (str(OWN),), (str(OWN),)),
    Measurement("geometry, IMO-AG-30", "geometry/deduction.py", (str(IMO),), (str(IMO), "--limit", "5"), (IMO,)),
    Measurement("geometry, JGEX-AG-231", "geometry/deduction.py", (str(JGEX),), (str(JGEX), "--limit", "10"), (JGEX,)),
    Measurement("geometry beside Yuclid and Newclid", "geometry/peers.py", needs=(IMO, JGEX)),
    Measurement("tries of auxiliary points", "geometry/search.py", ("--rate",), ("--rate",)),
    Measurement("tactics of like goals, LeanDojo benchmark", "prover/knn.py", (str(DATA / "leandojo_benchmark_4"),)),
    Measurement(
        "IMO-AG-30 with auxiliary points",
        "geometry/search.py",
        (str(IMO), "--seconds", "60", "--again", "--plot", "docs/figures/search.svg"),
        (str(IMO), "--seconds", "5", "--limit", "5"),
        (IMO,),
    ),
    Measurement(
        "JGEX-AG-231 with auxiliary points",
        "geometry/search.py",
        (str(JGEX), "--seconds", "10", "--again"),
        (str(JGEX), "--seconds", "5", "--limit", "10"),
        (JGEX,),
    ),
    Measurement("theorems proposed an hour", "geometry/propose.py", ("--seconds", "300", "--sample", "200")),
    Measurement("a batch of theorems as it grows", "geometry/batch.py", ("--count", "2000")),
    Measurement("batches killed and gone on with", "batch/recovery.py"),
    Measurement("batches in one process and in two", "batch/scaling.py"),
    Measurement("attacks on the geometry checker", "geometry/adversarial.py"),
    Measurement(
        "geometry by algebra, IMO-AG-30", "geometry/algebra.py", (str(IMO),), (str(IMO), "--limit", "5"), (IMO,)
    ),
    Measurement(
        "geometry by algebra, JGEX-AG-231", "geometry/algebra.py", (str(JGEX),), (str(JGEX), "--limit", "10"), (JGEX,)
    ),
    Measurement("labelled pairs of expressions", "cas/pairs.py"),
    Measurement("labelled pairs, held out", "cas/pairs.py", ("--set", "held_out"), ("--set", "held_out", "--no-peers")),
    Measurement("random false equalities", "cas/perturbed.py"),
    Measurement("hostile formulas", "cas/hostile.py"),
    Measurement("LaTeX", "cas/latex.py", smoke=()),
    Measurement("problems with reference answers", "cas/asymob.py"),
    Measurement("a stream of questions", "cas/stream.py"),
    Measurement("random operations, right and wrong", "cas/operations.py"),
    Measurement("derivations with planted errors", "cas/derivations.py"),
    Measurement("Lean: first build and warm checks", "prover/check.py"),
    Measurement("Lean: miniF2F statements that need no library, no search", "prover/minif2f_core.py", needs=(MINIF2F,)),
    Measurement("random statements against their values", "prover/semantics.py"),
    Measurement(
        "statements that exact arithmetic decides",
        "prover/statements.py",
        (str(MINIF2F),),
        (str(MINIF2F), "--smoke", "--seconds", "1"),
        (MINIF2F,),
    ),
    Measurement(
        "statements that the search proves in the embedded Lean",
        "prover/minif2f.py",
        (str(MINIF2F), "--core-only", "--wall", "60"),
        (str(MINIF2F), "--core-only", "--smoke"),
        (MINIF2F,),
    ),
    Measurement("Lean: checks a second beside fresh processes", "prover/throughput.py"),
    Measurement("Lean: exploits by tier", "prover/exploits.py"),
    Measurement("Lean: what searches save by sharing goals", "prover/sharing.py"),
    Measurement("Lean: best-first search beside RMaxTS", "prover/trees.py"),
    Measurement("Lean: soak", "prover/soak.py"),
    Measurement("Lean: certificates checked by reflection", "prover/reflection.py"),
    Measurement("synthetic statements, drawn, settled and checked again", "data/generate.py"),
    Measurement(
        "expert iteration, three rounds and three seeds",
        "data/iteration.py",
        ("--plot", "docs/figures/iteration.svg"),
        modules=("torch", "transformers"),
    ),
    Measurement(
        "searches with a trained policy and without",
        "data/policies.py",
        ("--minif2f", str(MINIF2F)),
        ("--smoke", "--minif2f", str(MINIF2F)),
        (MINIF2F,),
    ),
)


def run(measurement: Measurement, smoke: bool) -> bool:
    """Run one measurement and show its output; False when it failed."""
    missing = [path for path in measurement.needs if not path.exists()]
    absent = [name for name in measurement.modules if find_spec(name) is None]
    print(f"\n== {measurement.title}", flush=True)
    if absent:
        print(f"   left out: {absent[0]} is not installed (pip install 'trivium[train]')")
        return True
    if missing:
        print(f"   left out: {missing[0].name} is not in the data folder (TRIVIUM_BENCHMARKS names it)")
        return True
    arguments = measurement.smoke if smoke else measurement.full
    start = time.monotonic()
    done = subprocess.run([sys.executable, f"benchmarks/{measurement.script}", *arguments], cwd=ROOT, check=False)
    print(f"   {time.monotonic() - start:.1f} s, exit code {done.returncode}")
    return done.returncode == 0


def main() -> int:
    """Run the measurements; exit with 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="seconds for each instead of minutes")
    options = parser.parse_args()
    outcomes = [run(measurement, options.smoke) for measurement in MEASUREMENTS]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
