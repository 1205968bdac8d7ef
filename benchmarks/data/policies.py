"""Searches with a trained policy beside the same searches without, the same budget of tactics for both.

    python benchmarks/data/policies.py [--checkpoint DIR] [--minif2f FILE.jsonl] [--data DIR] [--out DIR]

The statements are those of miniF2F's validation half that need no library, and the held-out families of a data set
(`prove data generate`), which the policy was not trained on. Every proof is replayed by Lean's kernel. Without a
checkpoint the policy is `small`, which comes with trivium.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from trivium.prover.data.families import HELD_OUT
from trivium.services.data.generating import generate
from trivium.services.data.measuring import Exam, measure, measurement
from trivium.services.local import default_engine

CONTENDERS = ("portfolio", "portfolio+{}", "{}", "portfolio+certificates", "portfolio+certificates+{}")
EXAM_SEED = 30_000


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, help="the folder of the model")
    parser.add_argument("--minif2f", type=Path, help="a file with {name, formal_statement, core_only} a line")
    parser.add_argument("--data", type=Path, help="a data set with held-out families; one is made if left out")
    parser.add_argument("--held-out", type=int, default=150, help="how many statements it has then")
    parser.add_argument("--tactics", type=int, default=32)
    parser.add_argument("--samples", type=int, default=96)
    parser.add_argument("--at-once", type=int, default=16, help="samples of one question")
    parser.add_argument("--heartbeats", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=0)
    parser.add_argument("--out", type=Path, help="keep outcomes there, and go on from there")
    parser.add_argument("--smoke", action="store_true", help="a few statements, a few tactics")
    options = parser.parse_args()
    if options.smoke:
        options.held_out, options.tactics, options.samples = 8, 6, 8
    with tempfile.TemporaryDirectory() if options.out is None else nullcontext(str(options.out)) as folder:
        out = Path(folder)
        exams = {"held-out synthetic": Exam(options.data or exam(out / "exam", options))}
        if options.minif2f:
            limit = 6 if options.smoke else 0
            exams["miniF2F valid, core"] = Exam(file=options.minif2f, core_only=True, limit=limit)
        for name, asked in exams.items():
            print(f"{name}, {options.tactics} tactics, {options.samples} samples:", flush=True)
            shown(out / name.replace(" ", "-"), asked, options)


def exam(folder: Path, options: argparse.Namespace) -> Path:
    """Held-out statements, which are not those that rounds are measured on."""
    drawn = {"count": options.held_out, "families": [*HELD_OUT], "statements_per_item": 8, "items_per_shard": 1}
    for _ in generate(folder, drawn, EXAM_SEED, default_engine(os.environ), options.processes):
        pass
    return folder


def shown(out: Path, asked: Exam, options: argparse.Namespace) -> None:
    """One line a contender."""
    names = ("tactics", "samples", "at_once", "heartbeats")
    allowance = {name: getattr(options, name) for name in names}
    policy = "model" if options.checkpoint else "small"
    contenders = [text.format(policy) for text in CONTENDERS]
    checkpoints = {"model": options.checkpoint} if options.checkpoint else {}
    order = measurement(out, asked, contenders, checkpoints, allowance, options.seed, options.processes)
    *_, report = measure(order, os.environ)
    assert isinstance(report, Mapping)
    told = {one["contender"]: one for one in report["contenders"]}
    for name, one in told.items():
        families = ", ".join(f"{family} {a} of {b}" for family, (a, b) in one["families"].items())
        print(f"  {name:30} {one['solved']:4} of {one['statements']}  {one['tactics']:6} tactics  {families}")
        for reason, count in one["failures"].items():
            print(f"    {count} not counted: {reason}")
    gained = told[f"portfolio+{policy}"]["difference"]
    print(f"  portfolio+{policy} minus portfolio: {100 * gained['mean']:+.1f} points", end="")
    print(f" (95 %: {100 * gained['low']:+.1f} to {100 * gained['high']:+.1f})", flush=True)


if __name__ == "__main__":
    main()
