"""The process that runs SymPy: a problem a line in, proposals a line out, ``null`` at the end of each problem.

``python -m trivium.cas.solve.sympy_child``; whoever starts it ends it.
"""

from __future__ import annotations

import json
import sys
from typing import TextIO

from sympy.core.cache import clear_cache

from trivium.cas.solve.sympy_engine import Task, answers


def serve(source: TextIO, sink: TextIO) -> None:
    """Answer until the source ends."""
    for line in source:
        for text, hints in answers(Task(**json.loads(line))):
            print(json.dumps([text, list(hints)]), file=sink, flush=True)
        print("null", file=sink, flush=True)
        clear_cache()


if __name__ == "__main__":
    sys.setrecursionlimit(5_000)
    serve(sys.stdin, sys.stdout)
