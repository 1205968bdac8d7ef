"""Nearest-neighbour tactics on the LeanDojo benchmark: how often the right one, or its first word, is among the first.

    python benchmarks/prover/knn.py FOLDER [--split novel_premises] [--states 1500]

FOLDER is `leandojo_benchmark_4` of the source distribution of lean-dojo 4.20.0
(`pip download --no-deps --no-binary :all: lean-dojo==4.20.0`). Exact matches say too little (many tactics do) and
the random split has near-duplicates, so the figure to quote is the first word on `novel_premises`. With `--smoke` the
traces are a few that this script makes.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

from trivium.prover.policy.knn import KnnIndex, Trace
from trivium.prover.policy.traces import leandojo_traces

RANKS = (1, 10, 32)


def head(tactic: str) -> str:
    """The first word of a tactic."""
    return re.split(r"[\s\[(;]", tactic)[0]


def measure(train: Sequence[Trace], test: Sequence[Trace], least: int) -> None:
    """Print the rates, the time of a query in CPU milliseconds, and those of the most frequent tactics."""
    began = time.process_time()
    index = KnnIndex.build(train, least)
    print(f"{len(train)} traces indexed in {time.process_time() - began:.1f} CPU s, {len(index.tactics)} tactics")
    common: dict[str, int] = {}
    for trace in train:
        common[head(trace.tactic)] = common.get(head(trace.tactic), 0) + 1
    frequent = sorted(common, key=lambda word: -common[word])
    exact, heads, by_frequency = dict.fromkeys(RANKS, 0), dict.fromkeys(RANKS, 0), dict.fromkeys(RANKS, 0)
    spent = 0.0
    for trace in test:
        began = time.process_time()
        found = [proposal.text for proposal in index.propose(trace.state, RANKS[-1])]
        spent += time.process_time() - began
        votes = index.first_words(trace.state)
        right = " ".join(trace.tactic.split())
        for rank in RANKS:
            exact[rank] += right in [" ".join(text.split()) for text in found[:rank]]
            heads[rank] += head(right) in votes[:rank]
            by_frequency[rank] += head(right) in frequent[:rank]
    print(f"{len(test)} states, {1000 * spent / max(len(test), 1):.1f} CPU ms a query")
    for name, counts in (("exact", exact), ("first word", heads), ("first word by frequency", by_frequency)):
        rates = ", ".join(f"top {rank}: {100 * counts[rank] / max(len(test), 1):.1f} %" for rank in RANKS)
        print(f"{name:<24} {rates}")


def made(count: int) -> list[Trace]:
    """Traces that need no download."""
    draw = random.Random(0)
    found = []
    for _ in range(count):
        a, b = draw.sample("abcmnkxy", 2)
        shape = draw.randrange(3)
        if shape == 0:
            found.append(Trace(f"{a} {b} : Nat\n⊢ {a} + {b} = {b} + {a}", "omega"))
        elif shape == 1:
            found.append(Trace(f"{a} {b} : Prop\nh : {a} ∧ {b}\n⊢ {b} ∧ {a}", "exact ⟨h.2, h.1⟩"))
        else:
            found.append(Trace(f"{a} : List Nat\n⊢ {a} ++ [] = {a}", "simp"))
    return found


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--split", default="novel_premises")
    parser.add_argument("--states", type=int, default=1500)
    parser.add_argument("--smoke", action="store_true")
    asked = parser.parse_args()
    if asked.smoke or asked.folder is None:
        traces = made(400)
        measure(traces[:300], traces[300:], 1)
        return
    if not asked.folder.is_dir():
        print(f"{asked.folder} is not there: left out")
        return
    train = list(leandojo_traces(asked.folder / asked.split / "train.json"))
    test = list(leandojo_traces(asked.folder / asked.split / "test.json"))
    random.Random(0).shuffle(test)
    measure(train, test[: asked.states], 2)


if __name__ == "__main__":
    main()
