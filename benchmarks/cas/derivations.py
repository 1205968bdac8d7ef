"""Our own derivations: clean ones, and the same with planted errors; how many are found, and named right.

python benchmarks/cas/derivations.py [--smoke]
"""

from __future__ import annotations

import argparse
import collections
import statistics
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests" / "support"))

from derivation_set import Labelled, by_hand, clean, planted

from trivium.cas.derivation import check_derivation_lines, read_derivation
from trivium.cas.operations import Reading

INCORRECT = {"sign", "coefficient", "exponent", "dropped term", "domain", "function", "incorrect"}


def judge(derivation: Labelled) -> tuple[int, str, float]:
    """The first bad line, its kind, and the seconds of processor time."""
    began = time.process_time()
    question = read_derivation(derivation.lines, Reading(derivation.assume))
    bad = check_derivation_lines(question, deadline=time.monotonic() + 20).first_bad
    return (bad.line if bad else 0), (bad.kind.value if bad else ""), time.process_time() - began


def main() -> int:
    """Print the rates; exit with 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="every fifth derivation")
    parser.add_argument("--show", action="store_true", help="print what is not as labelled")
    options = parser.parse_args()
    step = 5 if options.smoke else 1
    good, wrong = clean()[::step], [*planted(), *by_hand()][::step]
    times, alarms, places = [], 0, 0
    kinds: collections.Counter[str] = collections.Counter()
    of: collections.Counter[str] = collections.Counter()
    for derivation in good:
        line, kind, seconds = judge(derivation)
        times.append(seconds)
        alarms += line != 0
        if line and options.show:
            print("  false alarm", derivation, line, kind)
    for derivation in wrong:
        line, kind, seconds = judge(derivation)
        times.append(seconds)
        places += line == derivation.bad
        of[derivation.kind] += 1
        kinds[derivation.kind] += line == derivation.bad and kind == derivation.kind
        if options.show and (line != derivation.bad or kind != derivation.kind):
            print(f"  {derivation.bad} {derivation.kind}: found {line} {kind}  {' | '.join(derivation.lines)}")
    print(f"clean derivations {len(good)}, false alarms {alarms} (target 0)")
    print(f"planted errors {len(wrong)}, first bad line found {places} ({places / len(wrong):.1%}, target 98 %)")
    print(f"kind named right {sum(kinds.values())} ({sum(kinds.values()) / len(wrong):.1%})")
    for kind in sorted(of):
        print(f"   {kind:<14} {kinds[kind]}/{of[kind]}")
    ordered = sorted(times)
    print(f"processor time a derivation: p50 {statistics.median(times) * 1000:.0f} ms, "
          f"p95 {ordered[int(0.95 * len(ordered))] * 1000:.0f} ms")  # fmt: skip
    return 0 if alarms == 0 and places >= 0.98 * len(wrong) else 1


if __name__ == "__main__":
    sys.exit(main())
