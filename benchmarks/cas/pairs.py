"""Our own labelled pairs: this checker and, on the same sample in the same run, SymPy, math-verify and the ASyMOB rule.

``python benchmarks/cas/pairs.py [--set pairs|held_out] [--sample N] [--no-peers] [--verbose]``: ours decides the whole
set, the peers an even sample of it; ratios are those of the sample. The held-out set was frozen before the code that it
measures was written, and is shown in sums only.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from peers import Decider, Pair, Peer, available

from trivium.cas import Proved, Refuted, check_equal, read_sides

DATA = Path(__file__).resolve().parents[2] / "tests" / "data" / "cas"
BUDGET = 2.0


def pairs(name: str) -> Iterator[Pair]:
    """The labelled pairs of a file: two a line."""
    for line in (DATA / f"{name}.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            lhs, right, wrong, assume = (part.strip() for part in line.split("|"))
            yield Pair(lhs, right, assume, True)
            yield Pair(lhs, wrong, assume, False)


def ours(pair: Pair) -> bool | None:
    """What this checker says; ``None`` for unknown."""
    question = read_sides(pair.lhs, pair.rhs, pair.assume)
    outcome = check_equal(question, deadline=time.monotonic() + BUDGET).outcome
    return True if isinstance(outcome, Proved) else False if isinstance(outcome, Refuted) else None


def measure(name: str, decide: Decider, labelled: list[Pair], *, verbose: bool = False) -> tuple[float, float]:
    """Print one row and return p50 and p95 in milliseconds."""
    right = accepts = rejects = unknown = 0
    times, refutations = [], []
    for pair in labelled:
        started = time.perf_counter()
        said = decide(pair)
        times.append((time.perf_counter() - started) * 1e3)
        if said is False:
            refutations.append(times[-1])
        right += said is pair.equal
        accepts += said is True and not pair.equal
        rejects += said is False and pair.equal
        unknown += said is None
        if verbose and said is not pair.equal:
            print(f"  {said!s:5} {times[-1]:8.1f} ms  {pair.lhs} = {pair.rhs}  [{pair.assume}] label {pair.equal}")
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
    print(
        f"{name:16} {len(labelled):5} pairs  right {100 * right / len(labelled):5.1f} %  false accepts {accepts}  "
        f"false rejects {rejects}  undecided {unknown}  hangs {getattr(decide, 'hangs', 0)}  p50 {p50:.2f} ms  "
        f"p95 {p95:.1f} ms  refutation p50 {statistics.median(refutations) if refutations else 0.0:.2f} ms",
        flush=True,
    )
    return p50, p95


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("pairs", "held_out"), default="pairs")
    parser.add_argument("--sample", type=int, default=200, help="pairs that the peers are asked")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="show what was not decided right")
    parser.add_argument("--smoke", action="store_true", help="a sample of ten")
    options = parser.parse_args()
    labelled = list(pairs(options.set))
    measure("trivium.cas", ours, labelled, verbose=options.verbose and options.set != "held_out")
    if options.no_peers:
        return
    size = min(10 if options.smoke else options.sample, len(labelled))
    sample = [labelled[k * len(labelled) // size] for k in range(size)]
    mine = measure("… on the sample", ours, sample)
    for name in available():
        theirs = measure(name, Peer(name), sample)
        print(f"{'':16} ours to theirs: p50 {mine[0] / theirs[0]:.3f}, p95 {mine[1] / theirs[1]:.3f}")


if __name__ == "__main__":
    main()
