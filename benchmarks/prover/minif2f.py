"""miniF2F with the proof search: `python benchmarks/prover/minif2f.py FILE.jsonl [--core-only] [--wall 60]`.

FILE has one JSON object a line with `name`, `formal_statement` and, for --core-only, `core_only`. A statement counts as
proved only when the separate checker accepted the proof: axioms audited and statement locked. Statements are for a Lean
without Mathlib (the embedded one): notations for numbers are spelled out. A line tells wall seconds, processor seconds
of the search and of Lean together, what came of it, and by what.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections import Counter
from pathlib import Path

from trivium.prover.errors import ProverError
from trivium.prover.lean.child import Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.toolchain import discover
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search import (
    CertificatePolicy,
    Direction,
    PortfolioPolicy,
    ProofSearch,
    SearchBudget,
    read_targets,
    without_library,
)
from trivium.prover.verify import ProofVerifier

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "trivium"
HEADER = "open Nat\n"


def main() -> None:
    """Print one line a statement, then the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--core-only", action="store_true", help="statements that need no library")
    parser.add_argument("--wall", type=float, default=60.0, help="seconds for each statement")
    parser.add_argument("--dual", action="store_true", help="search for refutations too")
    parser.add_argument("--only", default="", help="statements whose name contains this")
    parser.add_argument("--proofs", action="store_true", help="print the proofs")
    parser.add_argument("--events", action="store_true", help="print every event")
    parser.add_argument("--smoke", action="store_true", help="five statements, five seconds each")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line.strip()]
    rows = [r for r in rows if options.only in r["name"] and (r.get("core_only") or not options.core_only)]
    wall = 5.0 if options.smoke else options.wall
    directions = list(Direction) if options.dual else [Direction.STATEMENT]
    toolchain = discover({}).get("embedded")
    outcomes: Counter[str] = Counter()
    times = []
    with Zygote(toolchain, ensure_core(toolchain, CACHE, Unconfined()), Unconfined()) as zygote:
        search = ProofSearch(
            EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (PortfolioPolicy(), CertificatePolicy())
        )
        for row in rows[: 5 if options.smoke else None]:
            begin, spent = time.monotonic(), _processor()
            try:
                target = without_library(read_targets(HEADER + row["formal_statement"])[0])
                listener = (lambda e: print(e.to_json())) if options.events else (lambda e: None)
                result = search.run(target, directions, SearchBudget(wall), listener)
                words = {None: "open", Direction.STATEMENT: "proved", Direction.NEGATION: "refuted"}
                outcome = words.get(result.direction, "vacuous")
                lane, tactics = result.lane, result.counts.get("tactics", 0)
            except ProverError as error:
                outcome, lane, tactics = f"error: {error}"[:60], "", 0
            seconds, spent = time.monotonic() - begin, _processor() - spent
            times += [(seconds, spent)] if outcome == "proved" else []
            outcomes[outcome.partition(":")[0]] += 1
            print(
                f"{seconds:6.1f} s {spent:6.1f} s  {outcome:9} {tactics:5} tactics  {lane:12} {row['name']}", flush=True
            )
            if options.proofs and outcome == "proved":
                print("    " + result.proof.replace("\n", "\n    "))
    print(", ".join(f"{count} {word}" for word, count in outcomes.most_common()))
    for what, values in zip(("wall", "processor"), zip(*times, strict=True), strict=False):
        print(f"{what} seconds for a proof: median {statistics.median(values):.1f}, longest {max(values):.1f}")


def _processor() -> float:
    """Processor seconds of this process, of its children, and of theirs that have ended."""
    ticks = 0
    for children in Path("/proc/self/task").glob("*/children"):
        for child in children.read_text("ascii").split():
            fields = Path(f"/proc/{child}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
