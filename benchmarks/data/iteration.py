"""Expert iteration with several seeds: does the last round prove more of families that no round is trained on?

    python benchmarks/data/iteration.py --out DIR [--plot docs/figures/iteration.svg]

Needs the extra `train`. Each seed is a loop of `prove data iterate`, all measured on the same held-out statements with
the same budget of tactics and samples, the model searching alone. A run that was ended is gone on with. The interval is
that of the paired bootstrap over statements, the seeds of each statement averaged.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from trivium.prover.data.evaluation import Allowance
from trivium.services.data.comparison import interval
from trivium.services.data.evaluating import Contender, score
from trivium.services.data.iterating import MODEL, Course, Iteration, Loop
from trivium.services.data.rounds import plot

FULL = Iteration(3, 80, 80, "tiny", 50, 0, allowance=Allowance(tactics=16, samples=24))
SMOKE = replace(FULL, rounds=1, count=32, held_out=12, steps=6, allowance=Allowance(tactics=4, samples=8))


def main() -> None:
    """Print each round of each seed, then the difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="where the loops are kept")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=FULL.rounds, help="after round 0")
    parser.add_argument("--count", type=int, default=FULL.count, help="statements that are drawn a round")
    parser.add_argument("--steps", type=int, default=FULL.steps, help="of training a round")
    parser.add_argument("--processes", type=int, default=0)
    parser.add_argument("--plot", type=Path, help="SVG of the solve rates")
    parser.add_argument("--smoke", action="store_true", help="two seeds, one round, a few statements")
    options = parser.parse_args()
    asked = SMOKE if options.smoke else replace(FULL, rounds=options.rounds, count=options.count, steps=options.steps)
    seeds = range(1, 3) if options.smoke else range(1, options.seeds + 1)
    with tempfile.TemporaryDirectory() if options.out is None else nullcontext(str(options.out)) as folder:
        measured(Path(folder), asked, seeds, options.processes, options.plot)


def measured(out: Path, asked: Iteration, seeds: range, processes: int, figure: Path | None) -> None:
    """The loops of all seeds, and what they come to."""
    reports = []
    for seed in seeds:
        loop = replace(
            asked, seed=seed, exam="" if seed == seeds[0] else str((out / f"seed-{seeds[0]}" / "exam").resolve())
        )
        reports.append(Loop(out / f"seed-{seed}", loop, os.environ, processes, say).run())
        shown(seed, reports[-1])
    gains: dict[str, list[float]] = {}
    for seed in seeds:
        first, last = (solved(out / f"seed-{seed}" / f"round-{n}" / "held-out") for n in (0, asked.rounds))
        for identity, one in last.items():
            gains.setdefault(identity, []).append(float(one) - float(first[identity]))
    found = interval([sum(values) / len(values) for values in gains.values()])
    told = f"{100 * found.mean:+.1f} points (95 %: {100 * found.low:+.1f} to {100 * found.high:+.1f})"
    print(f"last round minus round 0, {len(seeds)} seeds, {len(gains)} held-out statements: {told}")
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(f"CPU of this run: {sum(u.ru_utime + u.ru_stime for u in usage) / 60:.1f} min")
    if figure is not None:
        figure.write_text(plot(reports), "utf-8")


def solved(folder: Path) -> dict[str, bool]:
    """What became of each statement of an exam."""
    return {one.id: one.solved for one in score(folder, Contender((MODEL,))).tried}


def say(course: Course) -> None:
    """Only what is new at the end of a stage is worth a line of a log."""
    if course.words.startswith("training, step") and not int(course.words.split()[2]) % 100:
        print(f"  round {course.round}: {course.words}", flush=True)


def shown(seed: int, report: dict[str, Any]) -> None:
    """One line a round."""
    for one in report["rounds"]:
        rate, gained = one["rate"], one["difference"]
        by = json.dumps(one["proofs_by"])
        print(
            f"seed {seed}, round {one['round']}: {one['solved']} of {one['held_out']} "
            f"({100 * rate['mean']:.1f} %, {100 * rate['low']:.1f} to {100 * rate['high']:.1f}; "
            f"{100 * gained['mean']:+.1f}, {100 * gained['low']:+.1f} to {100 * gained['high']:+.1f}); proofs by {by}",
            flush=True,
        )
        print(f"    {', '.join(f'{name} {a} of {b}' for name, (a, b) in one['families'].items())}", flush=True)


if __name__ == "__main__":
    main()
