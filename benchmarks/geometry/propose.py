"""Proposes theorems for some CPU time: how many an hour of one core, what sorts, and whether they are what they claim.

python benchmarks/geometry/propose.py [--seconds S] [--seed N] [--sample N] [--tries N] [--smoke]

Time is CPU time of this process. The certificates of a sample are replayed against the JGEX text; its text is solved by
deduction alone, which must fail, with the auxiliary points of the proposal, which must succeed, and by the search for
auxiliary points. Last, each construction is weakened, after which the goal should not follow with the same auxiliary
points.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.model import Acceptance
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_statement
from trivium.geometry.propose.canonical import canonical
from trivium.geometry.propose.clauses import problem, weaker
from trivium.geometry.propose.configuration import Configuration
from trivium.geometry.propose.proposal import Proposal
from trivium.geometry.propose.shard import propose
from trivium.geometry.search.search import Settings
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sample", type=int, default=50, help="how many proposals are solved again")
    parser.add_argument("--tries", type=int, default=2000, help="tries of auxiliary points of the search")
    parser.add_argument("--smoke", action="store_true", help="a few seconds of everything")
    arguments = parser.parse_args()
    seconds, size = (8.0, 5) if arguments.smoke else (arguments.seconds, arguments.sample)
    start = time.process_time()
    found: list[Proposal] = []
    halfway = 0
    for proposal in propose(Configuration(), arguments.seed, lambda: time.process_time() - start > seconds):
        found.append(proposal)
        if time.process_time() - start < seconds / 2:
            halfway = len(found)
    spent = time.process_time() - start
    if not found:
        print("nothing was proposed")
        return 1
    print(f"{len(found)} theorems in {spent:.0f} s of CPU time: {len(found) / spent * 3600:.0f} an hour")
    print(f"first half {halfway / spent * 7200:.0f} an hour, second half {(len(found) - halfway) / spent * 7200:.0f}")
    print("goals:", dict(Counter(p.problem.goals[0].name for p in found).most_common()))
    steps = sorted(p.scores.steps for p in found)
    symmetric = sum(p.scores.symmetry > 1 for p in found)
    print(f"steps: {steps[0]} at least, median {steps[len(steps) // 2]}, {steps[-1]} at most; {symmetric} symmetric")
    failures = _duplicates(found, arguments.seed)
    print(f"duplicates under renaming: {failures}")
    failures += _solved_again(random.Random(arguments.seed).sample(found, min(size, len(found))), arguments.tries)
    return 1 if failures else 0


def _duplicates(found: Sequence[Proposal], seed: int) -> int:
    """How many statements are another one with other names, found by labelling them again under random names."""
    rng, keys = random.Random(seed), set[str]()
    for proposal in found:
        problem = read_statement(proposal.statement)
        names = list(problem.points)
        rng.shuffle(names)
        keys.add(canonical(names, problem.hypotheses, problem.goals[0]).key)
    return len(found) - len(keys)


def _solved_again(sample: Sequence[Proposal], tries: int) -> int:
    """Prints what becomes of a sample; returns how many are not what they claim."""
    counts: Counter[str] = Counter()
    for proposal in sample:
        stated = read_statement(proposal.statement)
        counts["certificates"] += isinstance(check(proposal.certificate, proposal.statement), Acceptance)
        counts["alone"] += solve(stated).outcome is not Outcome.SATURATED
        counts["hint"] += solve(read_statement(proposal.hint)).outcome is Outcome.PROVED
        counts["search"] += solve(stated, search=Settings(tries=tries)).outcome is Outcome.PROVED
        less = next((w for w in _weakened(proposal) if solve(w).outcome is Outcome.PROVED), None)
        if less is not None:
            counts["removable"] += 1
            print(f"weaker than {proposal.statement}: {less.statement}")
    total = len(sample)
    print(
        f"of {total}: {counts['certificates']} certificates replayed, {counts['alone']} provable without auxiliary "
        f"points, {counts['hint']} with those proposed, {counts['search']} found by {tries} tries of the search, "
        f"{counts['removable']} with a premise that their auxiliary points can do without"
    )
    return 2 * total - counts["certificates"] - counts["hint"] + counts["alone"]


def _weakened(proposal: Proposal) -> Iterator[Problem]:
    """The statement with its auxiliary points, and one construction weakened."""
    clauses, goal = proposal.problem.clauses, proposal.problem.goals[0]
    for made in clauses[1:]:
        for less in weaker(made):
            kept = [less if c is made else c for c in clauses]
            yield problem("", (*kept, *proposal.auxiliary), goal)


if __name__ == "__main__":
    sys.exit(main())
