"""Runs Newclid 3 with Yuclid on the problems of a file, one JSON line each; run by the interpreter that has them.

python benchmarks/geometry/newclid_pipeline.py FILE [--limit N]

A line: name, loaded, solved, CPU seconds of the whole (building, Yuclid's process, writing the proof; imports are not
counted), lines of the proof.
"""

import argparse
import json
import logging
import resource
import time
from pathlib import Path

import numpy as np
from newclid.api import GeometricSolverBuilder
from newclid.jgex.formulation import JGEXFormulation
from newclid.jgex.problem_builder import JGEXProblemBuilder
from py_yuclid.api_default import HEDefault


def cpu() -> float:
    """CPU seconds of this process and of its children so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def run(name: str, statement: str) -> dict[str, object]:
    """One problem through the whole pipeline."""
    start, loaded, solved, lines = cpu(), False, False, 0
    why = ""
    try:
        problem = JGEXFormulation.from_text(f"{name}\n{statement}")
        builder = JGEXProblemBuilder(problem=problem, rng=np.random.default_rng(0))
        setup = builder.build(max_attempts_to_satisfy_goals_numerically=100)
        loaded = True
        rng = np.random.default_rng(0)
        solver = GeometricSolverBuilder(rng=rng, api_default=HEDefault()).build(setup)
        solved = solver.run()
        lines = len(solver.proof().splitlines()) if solved else 0
    except Exception as error:  # noqa: BLE001 - whatever the peer raises counts as its failure
        why = f"{type(error).__name__}: {error}"[:200]
    return {"name": name, "loaded": loaded, "solved": solved, "cpu": cpu() - start, "lines": lines, "why": why}


def main() -> None:
    """Every problem of the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    lines = [line.strip() for line in options.file.read_text().splitlines() if line.strip()]
    pairs = list(zip(lines[::2], lines[1::2], strict=True))[: options.limit]
    for name, statement in pairs:
        print(json.dumps(run(name, statement)), flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"peak": peak}), flush=True)


if __name__ == "__main__":
    main()
