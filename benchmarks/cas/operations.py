"""Random integrals, limits, sums …: right answers proved, wrong ones never; processor time for each kind.

python benchmarks/cas/operations.py [--count N] [--seed N] [--smoke]
"""

from __future__ import annotations

import argparse
import collections
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests" / "support"))

from operation_set import KINDS, cases

from trivium.cas.decide.judgement import Unknown
from trivium.cas.operations import OperationQuestion, check_operation_question

WALL = 2.0


def judge(question: OperationQuestion, hints: tuple[str, ...]) -> tuple[str, float, float]:
    """The verdict in a word, and the seconds of processor and wall time."""
    began, started = time.process_time(), time.monotonic()
    outcome = check_operation_question(question, deadline=time.monotonic() + WALL, hints=hints).outcome
    spent = time.process_time() - began, time.monotonic() - started
    return ("unknown" if isinstance(outcome, Unknown) else "proved" if outcome.proved else "refuted"), *spent


def main() -> int:
    """Print a table; exit with 1 where a wrong answer was proved or a right one refuted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=120, help="cases of each kind; each has several wrong answers")
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what is not decided")
    options = parser.parse_args()
    tally: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    times: dict[str, list[float]] = collections.defaultdict(list)
    longest = 0.0
    for case in cases(KINDS, 6 if options.smoke else options.count, options.seed):
        for label, question in (("right", case.right), *(("wrong", question) for question in case.wrong)):
            verdict, seconds, wall = judge(question, case.hints)
            tally[case.kind][f"{label} {verdict}"] += 1
            times[case.kind].append(seconds)
            longest = max(longest, wall)
            bad = verdict == ("refuted" if label == "right" else "proved")
            if bad or (options.show and verdict == "unknown"):
                print(f"   {label} {verdict}: {question.statement}")
    heads = ("right", "proved", "refuted", "wrong", "proved", "refuted", "p50 ms", "p95 ms")
    print(f"{'kind':<15}" + "".join(f"{head:>9}" for head in heads))
    for kind, found in tally.items():
        right = sum(count for name, count in found.items() if name.startswith("right"))
        wrong = sum(count for name, count in found.items() if name.startswith("wrong"))
        ordered = sorted(times[kind])
        cells = (
            right,
            found["right proved"],
            found["right refuted"],
            wrong,
            found["wrong proved"],
            found["wrong refuted"],
        )
        spent = (ordered[len(ordered) // 2] * 1000, ordered[int(0.95 * len(ordered))] * 1000)
        print(f"{kind:<15}" + "".join(f"{cell:>9}" for cell in cells) + "".join(f"{ms:>9.1f}" for ms in spent))
    total: collections.Counter[str] = sum(tally.values(), collections.Counter())
    right = sum(count for name, count in total.items() if name.startswith("right"))
    wrong = sum(count for name, count in total.items() if name.startswith("wrong"))
    print(f"right answers {right}: proved {total['right proved'] / right:.1%}, refuted {total['right refuted']}")
    print(f"wrong answers {wrong}: proved {total['wrong proved']}, refuted {total['wrong refuted'] / wrong:.1%}")
    print(f"longest answer {longest:.2f} s of wall time, budget {WALL} s")
    return 1 if total["wrong proved"] or total["right refuted"] else 0


if __name__ == "__main__":
    sys.exit(main())
