"""Our own labelled pairs: this checker and, in the same run, SymPy's ``simplify(lhs - rhs) == 0``.

``python benchmarks/cas/pairs.py [--no-sympy] [--verbose]``
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from trivium.cas import Proved, Refuted, check_equal, read_sides

PAIRS = Path(__file__).resolve().parents[2] / "tests" / "data" / "cas" / "pairs.txt"
BUDGET = 2.0
SYMPY_CAP = 10.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, the assumptions and the label."""

    lhs: str
    rhs: str
    assume: str
    equal: bool


def pairs() -> Iterator[Pair]:
    """The labelled pairs of the file: two a line."""
    for line in PAIRS.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            lhs, right, wrong, assume = (part.strip() for part in line.split("|"))
            yield Pair(lhs, right, assume, True)
            yield Pair(lhs, wrong, assume, False)


def ours(pair: Pair) -> bool | None:
    """What this checker says; ``None`` for unknown."""
    question = read_sides(pair.lhs, pair.rhs, pair.assume)
    outcome = check_equal(question, deadline=time.monotonic() + BUDGET).outcome
    return True if isinstance(outcome, Proved) else False if isinstance(outcome, Refuted) else None


def sympy_worker(connection: Connection) -> None:
    """Answers pairs until the pipe closes; runs in a process that may be killed."""
    import sympy  # only here: the measured rival is no part of the checker

    words = {"positive": {"positive": True}, "negative": {"negative": True}, "integer": {"integer": True}}
    while True:
        pair: Pair = connection.recv()
        said = dict(part.split(None, 1) for part in pair.assume.split(", ") if " " in part.strip())
        names = {"beta": sympy.beta, "gamma": sympy.gamma, "E": sympy.E, "I": sympy.I, "cbrt": sympy.cbrt}
        names |= {"conjugate": sympy.conjugate, "abs": sympy.Abs}
        for name in "abknxyz":
            flags: dict[str, bool] = {} if "complex" in said.get(name, "") else {"real": True}
            for word, extra in words.items():
                flags |= extra if word in said.get(name, "") else {}
            names[name] = sympy.Symbol(name, **flags)
        difference = sympy.sympify(f"({pair.lhs})-({pair.rhs})", locals=names, rational=True)
        connection.send(bool(sympy.simplify(difference) == 0))


class Sympy:
    """A worker process that is replaced whenever it outlives the cap."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._connection, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=sympy_worker, args=(theirs,), daemon=True)
        self._process.start()

    def __call__(self, pair: Pair) -> bool | None:
        """``simplify(lhs - rhs) == 0``; ``None`` past the cap or after an error."""
        self._connection.send(pair)
        if self._connection.poll(SYMPY_CAP) and self._process.is_alive():
            try:
                return bool(self._connection.recv())
            except EOFError:
                pass
        self._process.kill()
        self._start()
        return None


def measure(name: str, decide: Callable[[Pair], bool | None], labelled: list[Pair], *, verbose: bool) -> float:
    """Print one row and return the median in milliseconds."""
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
    p95 = statistics.quantiles(times, n=20)[18]
    refuted = statistics.median(refutations) if refutations else 0.0
    print(
        f"{name:16} decided right {100 * right / len(labelled):5.1f} %  false accepts {accepts}  "
        f"false rejects {rejects}  undecided {unknown}  p50 {statistics.median(times):.2f} ms  p95 {p95:.1f} ms  "
        f"refutation p50 {refuted:.2f} ms"
    )
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-sympy", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    labelled = list(pairs())
    print(f"{len(labelled)} pairs")
    measure("trivium.cas", ours, labelled, verbose=options.verbose)
    if not options.no_sympy:
        measure("sympy simplify", Sympy(), labelled, verbose=options.verbose)


if __name__ == "__main__":
    main()
