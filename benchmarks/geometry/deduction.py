"""Solves the problems of a file by deduction: counts, times, sizes of proofs; every PROVED was replayed.

python benchmarks/geometry/deduction.py FILE [--limit N] [--seed N] [--seconds S] [--each] [--everything]

Deduction alone, or with `--everything` auxiliary points and algebra too.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

from trivium.geometry.certificate.model import Acceptance
from trivium.geometry.certificate.replay import replay as check
from trivium.geometry.errors import ProblemError
from trivium.geometry.language.reader import read_problems
from trivium.geometry.search.search import Settings
from trivium.geometry.solution import Outcome, Solution
from trivium.geometry.solve import solve


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, help="only the first problems")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=10.0, help="budget of a problem")
    parser.add_argument("--each", action="store_true", help="a line a problem")
    parser.add_argument("--everything", action="store_true", help="auxiliary points and algebra too")
    options = parser.parse_args()
    text = options.file.read_text()
    problems = read_problems(text)[: options.limit]
    counts: Counter[str] = Counter()
    seconds, steps, refused = [], [], 0
    for problem in problems:
        if isinstance(problem, ProblemError):
            counts["not read"] += 1
            print(f"{problem.name}: {problem}")
            continue
        start = time.process_time()
        end = time.monotonic() + options.seconds
        solution = solve(
            problem,
            seed=options.seed,
            expired=lambda end=end: time.monotonic() > end,
            search=Settings() if options.everything else None,
            algebra=options.everything,
        )
        seconds.append(time.process_time() - start)
        counts[solution.outcome.value] += 1
        if solution.outcome is Outcome.PROVED:
            steps.append(dict(solution.counts)["steps"])
            refused += not _answers(solution, text)
        if options.each:
            print(f"{problem.name}  {solution.outcome.value}  {seconds[-1] * 1e3:.0f} ms  {solution.detail}")
    print(f"{options.file.name}: {counts[Outcome.PROVED.value]} of {len(problems)} proved; {dict(counts)}")
    print(
        f"CPU: total {sum(seconds):.2f} s, median {median(seconds) * 1e3:.1f} ms, largest {max(seconds) * 1e3:.0f} ms"
    )
    if steps:
        print(f"proofs: median {median(steps)} steps, longest {max(steps)}; {refused} certificates refused by name")
    return 1 if refused else 0


def _answers(solution: Solution, text: str) -> bool:
    """Whether the certificate holds against its file."""
    assert solution.certificate is not None
    return isinstance(check(solution.certificate, text, solution.problem.name or None), Acceptance)


if __name__ == "__main__":
    sys.exit(main())
