"""Attacks on the geometry checker: mutated certificates, false goals, forged certificates. Nothing may be accepted.

python benchmarks/geometry/adversarial.py [--mutations N] [--false N] [--forged N] [--seed N] [--data DIR] [--smoke]

Own certificates are those of the public sets, or else of the examples. Exit code 1 where one of them is rejected or
an attack is accepted; the attack is printed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.model import Acceptance, GeometryCertificate
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_problems
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from geometry_attacks import Attack, false_goals, forgeries, mutations  # noqa: E402 - a module of the tests

DATA = Path(os.environ.get("TRIVIUM_BENCHMARKS", ROOT.parent / "shared" / "benchmarks")) / "geometry"


def main() -> int:
    """The four counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--false", type=int, default=2_000)
    parser.add_argument("--forged", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--smoke", action="store_true", help="a hundredth of it")
    options = parser.parse_args()
    share = 100 if options.smoke else 1
    rng = random.Random(options.seed)
    pool, rejected = own_certificates(options.data, 12 if options.smoke else None)
    print(f"own certificates: {len(pool)}, rejected {rejected}")
    bad = rejected
    bad += attack("mutated certificates", mutations(pool, rng), options.mutations // share)
    bad += goals(rng, options.false // share)
    bad += attack("forged certificates", forgeries(rng), options.forged // share)
    return 1 if bad else 0


def own_certificates(data: Path, limit: int | None) -> tuple[list[tuple[str, GeometryCertificate]], int]:
    """Sources with certificates of what the engine proves, and how many of these the checker rejects."""
    files = [p for p in (data / "imo_ag_30.txt", data / "jgex_ag_231.txt") if p.exists()]
    pool, rejected = [], 0
    for path in files or [ROOT / "examples" / "geometry" / "olympiad.txt"]:
        for problem in read_problems(path.read_text())[:limit]:
            solution = solve(problem) if isinstance(problem, Problem) else None
            if solution is None or solution.outcome is not Outcome.PROVED:
                continue
            assert isinstance(solution.certificate, GeometryCertificate)
            rejected += not isinstance(check(solution.certificate, solution.problem.source), Acceptance)
            pool.append((solution.problem.source, solution.certificate))
    return pool, rejected


def attack(title: str, attacks: Iterator[Attack], count: int) -> int:
    """How many attacks are accepted, against their source or on their own; each is printed."""
    kinds: Counter[str] = Counter()
    accepted, start = 0, time.process_time()
    for found in islice(attacks, count):
        kinds[found.kind] += 1
        verdicts = [check(found.certificate, found.source)]
        if found.kind != "digest":  # which says nothing without a source
            verdicts.append(check(found.certificate))
        if any(isinstance(v, Acceptance) for v in verdicts):
            accepted += 1
            print(f"ACCEPTED ({found.kind}): {found.certificate.statement}")
    shown = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items()))
    print(f"{title}: {count}, accepted {accepted}; {shown}; {time.process_time() - start:.0f} s CPU", flush=True)
    return accepted


def goals(rng: random.Random, count: int) -> int:
    """How many false goals are proved, each printed."""
    outcomes: Counter[str] = Counter()
    proved, coincident, start = 0, 0, time.process_time()
    for found in islice(false_goals(rng), count):
        solution = solve(found.problem)
        outcomes[solution.outcome.value] += 1
        coincident += found.coincidence
        if solution.outcome is Outcome.PROVED:
            proved += 1
            print(f"PROVED: {found.problem.statement}")
    shown = ", ".join(f"{kind} {n}" for kind, n in sorted(outcomes.items()))
    cost = f"{time.process_time() - start:.0f} s CPU"
    print(f"false goals: {count} ({coincident} true by coincidence in the figure), proved {proved}; {shown}; {cost}")
    return proved


if __name__ == "__main__":
    sys.exit(main())
