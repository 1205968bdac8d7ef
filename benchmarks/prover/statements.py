"""Statements that the certificate engine decides alone: `python benchmarks/prover/statements.py FILE.jsonl`.

Every answer counts only after the independent checker has replayed its certificate. FILE has one JSON object a line
with `name` and `formal_statement`. Times are processor seconds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from pathlib import Path

from trivium.prover.decide import decide
from trivium.prover.errors import UnsupportedStatement


def main() -> None:
    """Print one line a statement, then the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each statement")
    parser.add_argument("--only", default="", help="statements whose name contains this")
    parser.add_argument("--smoke", action="store_true", help="every tenth statement")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if options.only in row["name"]][:: 10 if options.smoke else 1]
    outcomes: Counter[str] = Counter()
    times = []
    for row in rows:
        begin = time.process_time()
        try:
            decision = decide(row["formal_statement"], options.seconds, time.process_time)
            outcome = decision.outcome or ("out of time" if decision.out_of_time else "undecided")
            if decision.replayed is not None and not decision.replayed.accepted:
                outcome = f"REFUSED by the checker: {decision.replayed.refusal}"
        except UnsupportedStatement:
            outcome = "not read"
        times.append(time.process_time() - begin)
        outcomes[outcome.partition(":")[0]] += 1
        print(f"{times[-1]:7.2f}  {outcome:12} {row['name']}", flush=True)
    decided = sum(outcomes[word] for word in ("proved", "vacuous", "refuted"))
    print(", ".join(f"{count} {word}" for word, count in outcomes.most_common()))
    print(
        f"decided {decided} of {len(rows)} ({decided / max(len(rows), 1):.1%}); median {statistics.median(times):.2f} s"
    )


if __name__ == "__main__":
    main()
