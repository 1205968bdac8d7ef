"""What Lean's kernel takes to check certificates by reflection: `python benchmarks/prover/reflection.py`.

Each line is the processor time of one fresh Lean process from its start to its end, the median of some runs; the first
line is that of a file with a theorem that needs no checker. The peer is the tactic of the same embedded Lean that
proves such a claim without a certificate, in the same run.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "support"))

from algebra_samples import NAMES, inequalities, large_identity, unchecked_identity

from trivium.prover.lean.check import CheckReport, check_file
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.toolchain import discover
from trivium.prover.reflection.bounded import Not, Range, bounded
from trivium.prover.reflection.expression import Add, Mul, Num, Var
from trivium.prover.reflection.identity import identity
from trivium.prover.reflection.linear import theorem
from trivium.prover.reflection.theorem import Domain, Kind, Relation, Scope, Theorem

PEER_WALL = 60.0


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, right and changed."""

    title: str
    right: Theorem
    wrong: str
    peer: str
    """The tactic that stands in for the proof."""


def cases() -> list[Case]:
    """The claims that are measured."""
    left, expanded, ring = large_identity()
    terms = len(ring.polynomial(expanded).coeffs())
    changed = ring.expression(ring.polynomial(expanded) + ring.context.gens()[0])
    scope = Scope(NAMES, Domain.INT)
    wrong = unchecked_identity("t", Domain.INT, left, changed, scope).source()
    large = identity("t", Domain.INT, left, expanded)
    found = [Case(f"identity of {terms} terms in {len(NAMES)} variables", large, wrong, "grind")]
    for domain in (Domain.INT, Domain.RAT):
        problem, certificate = inequalities(random.Random(2), 30, NAMES, domain)
        right = theorem("t", problem, [certificate])
        altered = re.sub(r"\(\.fact (\d+) 3\)", r"(.fact 1\1 3)", right.source())
        peer = "omega" if domain is Domain.INT else "grind"
        found.append(Case(f"30 inequalities over {domain.value}", right, altered, peer))
    squares = Relation(Kind.EQ, Add(Mul(Var("x"), Var("x")), Mul(Var("y"), Var("y"))), Num(7))
    ranges = [Range("x", 0, 100), Range("y", 0, 100)]
    points = bounded("t", Domain.NAT, ranges, Not(squares))
    found.append(Case("range of 10000 points", points, points.source().replace("= 7", "= 8"), "decide +kernel"))
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="one run of each, no peers")
    smoke = parser.parse_args().smoke
    runs = 1 if smoke else 7
    toolchain = discover({}).get()
    cache = Path(tempfile.gettempdir()) / "trivium-benchmark-cache"
    ensure_core(toolchain, cache, Unconfined())

    def check(source: str) -> CheckReport:
        return check_file(source, "t", toolchain, Unconfined(), Limits(wall=PEER_WALL), cache)

    def median(source: str, accepted: bool) -> float:
        reports = [check(source) for _ in range(runs)]
        assert all(report.accepted is accepted for report in reports), reports[0].detail
        return statistics.median(report.cpu_seconds for report in reports)

    plain = "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩"
    print(f"{'a theorem without a checker':45} {median(plain, True):6.2f} s CPU")
    for case in cases():
        line = f"{case.title:45} {median(case.right.source(), True):6.2f} s CPU"
        line += f"   changed: rejected, {median(case.wrong, False):5.2f} s"
        if not smoke:
            peer = check(f"{case.right.source().split(':=')[0]}:= by {case.peer}")
            line += f"   {case.peer}: {peer.outcome.value}, {peer.cpu_seconds:.2f} s"
        print(line, flush=True)


if __name__ == "__main__":
    main()
