"""What the embedded Lean closes of miniF2F with no search: `python benchmarks/prover/minif2f_core.py`.

Reads the statements of the validation half that need no library, from the folder that TRIVIUM_BENCHMARKS names. Each is
elaborated with `sorry`, then tried with each tactic of a fixed cascade, one Lean process a try.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections import Counter
from pathlib import Path

from trivium.prover.lean.check import CheckReport, Outcome, check_file
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.toolchain import discover

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = Path(os.environ.get("TRIVIUM_BENCHMARKS", ROOT.parent / "shared" / "benchmarks")) / "lean/minif2f_valid.jsonl"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "trivium"
CASCADE = ("decide", "omega", "intros; omega", "simp_all", "simp_all; omega", "grind", "decide +kernel")
HEADER = "set_option maxRecDepth 2000\nopen Nat\n"
NAMES = {"ℕ": "Nat", "ℤ": "Int"}
"""Notations of the library that the statements were written for."""


def statements() -> list[tuple[str, str]]:
    """Name and text, up to the proof, of each statement that needs no library."""
    rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    found = []
    for row in rows:
        if row["core_only"]:
            text = row["formal_statement"].strip()
            for notation, name in NAMES.items():
                text = text.replace(notation, name)
            found.append((row["name"], text))
    return found


def run(source: str, wall: float) -> CheckReport:
    """Elaborate a text on the embedded toolchain."""
    return check_file(HEADER + source, "problem", discover({}).get("embedded"), Unconfined(), Limits(wall=wall), CACHE)


def main() -> None:
    """Print, for each statement, the tactic that closed it, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="the first five statements")
    parser.add_argument("--wall", type=float, default=10.0, help="seconds for each tactic")
    parser.add_argument("--verbose", action="store_true", help="what each failed tactic said")
    options = parser.parse_args()
    problems = statements()[: 5 if options.smoke else None]
    closed: Counter[str] = Counter()
    elaborated, times = 0, []
    for name, text in problems:
        report = run(f"{text}\n  sorry", options.wall)
        if report.outcome is not Outcome.SORRY:
            print(f"{name:52} does not elaborate: {report.detail[:60]}")
            continue
        elaborated += 1
        begin = time.perf_counter()
        for tactic in CASCADE:
            report = run(f"{text}\n  {tactic}", options.wall)
            if report.accepted:
                closed[tactic] += 1
                times.append(time.perf_counter() - begin)
                print(f"{name:52} {tactic}")
                break
            if options.verbose:
                print(f"    {tactic}: {report.outcome.name} {' '.join(m.text for m in report.messages)[:300]!r}")
        else:
            print(f"{name:52} open")
    print(f"{len(problems)} statements, {elaborated} elaborate, {closed.total()} closed")
    print("by tactic: " + ", ".join(f"{tactic} {closed[tactic]}" for tactic in CASCADE))
    if times:
        print(f"median {statistics.median(times):.2f} s a closed statement")


if __name__ == "__main__":
    main()
