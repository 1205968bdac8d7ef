"""Canonical forms of the theorems in public problem files, so that none of them is proposed as new.

python benchmarks/geometry/known.py [FILE…]

Without files, those of the data folder. Writes `geometry/trivium/geometry/propose/known.json`: digests alone, no text.
A problem that cannot be read or labelled is left out.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from trivium.geometry.errors import GeometryError
from trivium.geometry.language.reader import read_statement, split_problems
from trivium.geometry.propose.canonical import canonical

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TRIVIUM_BENCHMARKS", ROOT.parent / "shared" / "benchmarks")) / "geometry"
OUT = ROOT / "geometry" / "trivium" / "geometry" / "propose" / "known.json"


def main(files: Sequence[str]) -> int:
    """Write the digests, and say how many."""
    paths = [Path(name) for name in files] or sorted(DATA.glob("*.txt"))
    keys = {key for path in paths for key in _keys(path.read_text(encoding="utf-8"))}
    OUT.write_text(json.dumps(sorted(keys), indent=0) + "\n", encoding="utf-8")
    print(f"{len(keys)} theorems of {len(paths)} files")
    return 0


def _keys(text: str) -> Iterator[str]:
    for excerpt in split_problems(text):
        try:
            problem = read_statement(excerpt.source, excerpt.name)
        except GeometryError:
            continue
        for goal in problem.goals:
            try:
                yield canonical(problem.points, problem.hypotheses, goal).key
            except (ValueError, KeyError):
                continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
