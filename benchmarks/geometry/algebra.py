"""Proves the problems of a file by algebra alone: counts, CPU times, sizes; every proof was replayed by its checker.

python benchmarks/geometry/algebra.py FILE [--limit N] [--seed N] [--seconds S] [--each]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from statistics import median

from trivium.geometry.algebra.prove import prove_algebraically
from trivium.geometry.builder.family import figures_like
from trivium.geometry.builder.figure import draw
from trivium.geometry.builder.measure import holds
from trivium.geometry.errors import FigureError
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_problems
from trivium.geometry.predicates.equation import equations_of


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, help="only the first problems")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=10.0, help="CPU seconds of a problem")
    parser.add_argument("--each", action="store_true", help="a line a problem")
    options = parser.parse_args()
    problems = [p for p in read_problems(options.file.read_text())[: options.limit] if isinstance(p, Problem)]
    proved, spent = [], 0.0
    for problem in problems:
        start = time.process_time()
        steps = prove(problem, options.seed, start + options.seconds)
        seconds = time.process_time() - start
        spent += seconds
        if steps is not None:
            proved.append(seconds)
        if options.each:
            print(f"{problem.name}  {'open' if steps is None else f'{steps} steps'}  {seconds:.2f} s", flush=True)
    print(f"{options.file.name}: {len(proved)} of {len(problems)} proved by algebra alone, {spent:.1f} s CPU in all")
    if proved:
        print(f"CPU of the proved: median {median(proved) * 1e3:.0f} ms, largest {max(proved) * 1e3:.0f} ms")
    return 0


def prove(problem: Problem, seed: int, end: float) -> int | None:
    """The number of steps of a proof; None where none was found by the end."""
    rng = random.Random(seed)
    goals = [e for goal in problem.goals for e in equations_of(goal)]

    def expired() -> bool:
        return time.process_time() > end

    try:
        figure = draw(problem, rng, 40, expired)
        while not holds(goals, figure.points) and not expired():
            figure = draw(problem, rng, 40, expired)
    except FigureError:
        return None
    found = prove_algebraically(problem, figures_like(problem, figure, goals, 0.05, rng, expired), seed, expired)
    return None if found is None else len(found[0].steps)


if __name__ == "__main__":
    sys.exit(main())
