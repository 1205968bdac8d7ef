"""Deduction without auxiliary points, beside Yuclid and Newclid 3 in one run: solved, CPU, loading, proofs, memory.

python benchmarks/geometry/peers.py [--data DIR] [--limit N] [--jgex N] [--peer-python PATH] [--smoke]

The peers are of the dependency group `bench`. CPU is of one process and its children; Yuclid's includes the start of
its process, Newclid's leaves its imports out, ours is of a warm process. Every certificate of ours is replayed against
its file.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.model import Acceptance
from trivium.geometry.deduction.closure import Closure
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.errors import ProblemError
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_problems
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.proof.readable import WIDTH
from trivium.geometry.solution import Outcome, Solution
from trivium.geometry.solve import solve

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("TRIVIUM_BENCHMARKS", HERE.parents[2] / "shared" / "benchmarks")) / "geometry"
ROUNDS = 3
"""The two searches that are compared are timed as the best of so many."""
DEFAULT = ("--disable-ar-dist", "--disable-ar-squared", "--disable-eqn-statements", "--disable-ar-sin")
"""Yuclid's flags as Newclid gives them."""


@dataclass(frozen=True, slots=True)
class Ours:
    """What our engine did with a file."""

    problems: int
    refused: int
    solved: int
    certified: int
    search: float
    whole: float
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a peer did with a file."""

    problems: int
    refused: int
    solved: int
    cpu: float
    lines: tuple[int, ...] = ()
    peak: float = 0.0


def ours(path: Path, limit: int | None) -> Ours:
    """Solves a file: the whole way once, and the search alone once more on the figures that were drawn."""
    text = path.read_text()
    problems = read_problems(text)[:limit]
    read = [p for p in problems if isinstance(p, Problem)]
    solve(read[0])  # imports and first calls are nobody's search
    solutions, whole = [], 0.0
    for problem in read:
        start = time.process_time()
        solutions.append(solve(problem))
        whole += time.process_time() - start
    search = min(closing_time(solutions) for _ in range(ROUNDS))
    proved = [s for s in solutions if s.outcome is Outcome.PROVED]
    certified = sum(
        isinstance(check(s.certificate, text, s.problem.name or None), Acceptance) for s in proved if s.certificate
    )
    refused = sum(isinstance(p, ProblemError) for p in problems)
    return Ours(len(problems), refused, len(proved), certified, search, whole, tuple(map(proof_length, proved)))


def closing_time(solutions: Sequence[Solution]) -> float:
    """CPU seconds of the closures of all problems."""
    start = time.process_time()
    for solution in solutions:
        closed(solution)
    return time.process_time() - start


def closed(solution: Solution) -> None:
    """The closure of a problem in its figure, until its goal is known or nothing follows."""
    if not solution.figure:
        return
    state = State(Plane(solution.figure), 0)
    for fact in solution.problem.hypotheses:
        for equation in equations_of(fact):
            state.assume(state.numbered(equation))
    goals = [state.numbered(e) for goal in solution.problem.goals for e in equations_of(goal)]
    Closure(state).run(goals)


def proof_length(solution: Solution) -> int:
    """Lines of the printed proof at the promised width."""
    return sum(-(-len(str(line)) // WIDTH) for line in solution.proof)


def yuclid(binary: Path, diagrams: Sequence[Path], flags: Sequence[str]) -> Theirs:
    """Yuclid on its own diagrams."""
    command, rounds, solved = [str(binary), "--mode", "ddar", *flags, "--use-json", "--log-level", "error"], [], 0
    for _ in range(ROUNDS if flags else 1):
        solved, start = 0, children()
        for diagram in diagrams:
            asked = [*command, "--input-file", str(diagram)]
            done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=120)
            solved += done.returncode == 0 and '"solved"' in done.stdout
        rounds.append(children() - start)
    return Theirs(len(diagrams), 0, solved, min(rounds))


def children() -> float:
    """CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def newclid(python: Path, path: Path, limit: int | None) -> Theirs:
    """Newclid's whole pipeline on a file."""
    command = [str(python), str(HERE / "newclid_pipeline.py"), str(path)]
    command += [] if limit is None else ["--limit", str(limit)]
    environment = {**os.environ, "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=said, text=True, check=False, env=environment)
        if done.returncode:
            said.seek(0)
            raise SystemExit(f"Newclid did not run: {said.read()[-400:]}\nuv sync --group bench brings it")
    *rows, last = (json.loads(line) for line in done.stdout.splitlines())
    return Theirs(
        len(rows),
        sum(not r["loaded"] for r in rows),
        sum(r["solved"] for r in rows),
        sum(r["cpu"] for r in rows),
        tuple(r["lines"] for r in rows if r["solved"]),
        last["peak"],
    )


def main() -> int:
    """The table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--limit", type=int, help="only the first problems of each file")
    parser.add_argument("--peer-python", type=Path, default=Path(sys.executable))
    parser.add_argument("--smoke", action="store_true", help="three problems of each file")
    options = parser.parse_args()
    limit = 3 if options.smoke else options.limit
    imo, jgex = options.data / "imo_ag_30.txt", options.data / "jgex_ag_231.txt"
    mine, more = ours(imo, limit), ours(jgex, limit)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    binary = options.peer_python.parent / "yuclid"
    if not binary.exists():
        print(f"no Yuclid beside {options.peer_python}: uv sync --group bench; ours alone:")
        print(f"IMO {mine}\nJGEX {more}\npeak {peak:.0f} MB")
        return 0
    wanted = {p.name for p in read_problems(imo.read_text())[:limit] if isinstance(p, Problem)}
    diagrams = sorted(p for p in (options.data / "imo_ag_30_diagrams").glob("*.txt") if p.stem in wanted)
    plain, full = yuclid(binary, diagrams, DEFAULT), yuclid(binary, diagrams, ())
    them, many = newclid(options.peer_python, imo, limit), newclid(options.peer_python, jgex, limit)
    print_table(mine, more, plain, full, them, many, peak)
    return 0 if mine.certified == mine.solved and more.certified == more.solved else 1


def print_table(mine: Ours, more: Ours, plain: Theirs, full: Theirs, them: Theirs, many: Theirs, peak: float) -> None:
    """One row a promise: ours, the peers', the target."""
    rows = (
        (
            f"imo_ag_30 solved, certified, of {mine.problems}",
            f"{mine.solved}, {mine.certified}",
            f"Yuclid {plain.solved} default, {full.solved} all tables; Newclid {them.solved}",
            ">= 17",
        ),
        (
            f"jgex_ag_231 solved, certified, of {more.problems}",
            f"{more.solved}, {more.certified}",
            f"Newclid {many.solved} of the {many.problems - many.refused} it loads",
            ">= 222",
        ),
        (
            "search CPU, IMO, ratio to Yuclid's default",
            f"{mine.search / plain.cpu:.2f} ({mine.search:.2f} s)",
            f"1.0 ({plain.cpu:.2f} s; all tables {full.cpu:.2f} s)",
            "<= 0.6",
        ),
        (
            "whole CPU, IMO, ratio to Newclid's pipeline",
            f"{mine.whole / them.cpu:.2f} ({mine.whole:.2f} s)",
            f"1.0 ({them.cpu:.2f} s)",
            "<= 1.0",
        ),
        (
            "whole CPU, JGEX, ratio to Newclid's pipeline",
            f"{more.whole / many.cpu:.2f} ({more.whole:.2f} s)",
            f"1.0 ({many.cpu:.2f} s, {many.refused} not loaded)",
            "",
        ),
        ("not loaded, IMO and JGEX", f"{mine.refused}, {more.refused}", f"{them.refused}, {many.refused}", "0, 0"),
        (
            "proof, median lines of 120 characters, IMO",
            f"{median(mine.lines):.0f}",
            f"{median(them.lines or (0,)):.0f} (lines as they come)",
            "<= 60",
        ),
        ("peak memory, MB", f"{peak:.0f}", f"{max(them.peak, many.peak):.0f} without Yuclid's process", "<= 300"),
    )
    print(f"{'':47} {'ours':>18}   {'target':8} peers")
    for title, own, peers, target in rows:
        print(f"{title:47} {own:>18}   {target:8} {peers}")


if __name__ == "__main__":
    sys.exit(main())
