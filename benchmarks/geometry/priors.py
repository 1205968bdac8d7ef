"""Counts the constructors of public problem files by the number of points that the figure has.

python benchmarks/geometry/priors.py FILE... > geometry/trivium/geometry/propose/priors.json

The constructions of the files are counted as the constructor that makes the same point; only the counts are kept.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from trivium.geometry.language.problem import Clause, Problem
from trivium.geometry.language.reader import read_problems
from trivium.geometry.search.kinds import KINDS

_OTHER_NAMES = {"circle": "circumcenter", "intersection_ll": "on_line,on_line", "intersection_lc": "on_circle,on_line"}
_DEPTHS = 6


def main() -> int:
    by_form = {_form([use[0] for use in kind.clause]): kind.name for kind in reversed(KINDS)}
    counts: list[Counter[str]] = [Counter() for _ in range(_DEPTHS)]
    for path in sys.argv[1:]:
        for problem in read_problems(Path(path).read_text(encoding="utf-8")):
            if isinstance(problem, Problem):
                points = 0
                for clause in problem.clauses:
                    name = by_form.get(_written(clause))
                    if name is not None:
                        counts[min(max(points - 3, 0), _DEPTHS - 1)][name] += 1
                    points += len(clause.points)
    print(json.dumps({"counts_by_points": [dict(sorted(row.items())) for row in counts]}, indent=1))
    return 0


def _written(clause: Clause) -> str:
    names = [a.construction.name for a in clause.applications]
    return _form([_OTHER_NAMES.get(name, name) for name in names])


def _form(names: list[str]) -> str:
    return ",".join(sorted(",".join(names).split(",")))


if __name__ == "__main__":
    sys.exit(main())
