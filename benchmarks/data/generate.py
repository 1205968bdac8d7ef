"""Synthetic statements: how fast, how many repeat, and whether what is called proved is true.

    python benchmarks/data/generate.py                     # drawn and settled, with figures
    python benchmarks/data/generate.py --folder DIR        # a data set (prove data generate) is checked again
    python benchmarks/data/generate.py --samples           # one statement of each family, as Markdown

Times are CPU seconds of one core. Statements are checked again by Lean, whose judge is given each proof anew, and by
trying values with an evaluator that shares no code with the project's.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from trivium.prover.data import Configuration, Row, Status
from trivium.prover.data.claims import Claim, accepted
from trivium.prover.data.decontamination import shipped
from trivium.prover.data.draft import Aim
from trivium.prover.data.families import GENERATORS
from trivium.prover.data.near import NearDuplicates
from trivium.prover.data.proving import Prover
from trivium.prover.data.source import candidate, row_of
from trivium.prover.lean.child import Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.toolchain import discover
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search import Direction, read_targets
from trivium.prover.statement import read_statement
from trivium.prover.verify import ProofVerifier
from trivium.services.batch import Batch, results

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import brute_force  # noqa: E402 - shared with the tests

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "trivium"
BLOCK = 16


def drawn(count: int, seed: int) -> None:
    """Statements without outcomes: rate, refusals, repeats, leaks."""
    benchmarks, configuration = shipped(), Configuration()
    keys: set[str] = set()
    near, told = NearDuplicates(), Counter[str]()
    begin = time.process_time()
    for number in range(count):
        row = row_of(candidate(configuration, seed, number, benchmarks), f"{seed}/{number}")
        if row.status is Status.REJECTED:
            told[row.reason] += 1
        elif row.key in keys:
            told["repeated"] += 1
        elif near.seen(row.canonical):
            told["nearly repeated"] += 1
        else:
            keys.add(row.key)
            told["kept"] += 1
    seconds = time.process_time() - begin
    print(f"{count} drawn with English and LaTeX twins: {count / seconds:.0f} a second; kept {told.pop('kept')}")
    print(f"left out: {', '.join(f'{n} {word}' for word, n in told.most_common()) or 'none'}")


def settled(count: int, seed: int, zygote: Zygote) -> list[Row]:
    """Statements with their outcomes, and what they cost."""
    configuration, benchmarks = Configuration(), shipped()
    prover = Prover(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, "", configuration)
    rows: list[Row] = []
    own, lean = time.process_time(), lean_seconds(zygote)
    for start in range(0, count, BLOCK):
        numbers = range(start, min(count, start + BLOCK))
        rows += prover.settled([(candidate(configuration, seed, n, benchmarks), "") for n in numbers])
    own, lean = time.process_time() - own, lean_seconds(zygote) - lean
    each = (own + lean) / count
    hours = 20_000 * each / 7200
    print(
        f"{count} settled: {each:.3f} CPU s each, {lean / count:.3f} of them Lean's; 20,000: {hours:.1f} h on 2 cores"
    )
    shares([{"status": row.status, "env": row.env, "reason": row.reason} for row in rows])
    return rows


def shares(rows: list[dict[str, Any]]) -> None:
    """Shares of the outcomes, of all and of what the embedded Lean can state."""
    for words, chosen in (("all", rows), ("core", [row for row in rows if row["env"] == "core"])):
        counts = Counter(str(row["status"]) for row in chosen)
        told = ", ".join(f"{word} {100 * n / len(chosen):.1f} %" for word, n in counts.most_common())
        print(f"{words:5} {len(chosen):6}: {told}")
    reasons = Counter(row["reason"] for row in rows if row["status"] == "unknown")
    print(f"unknown: {dict(reasons.most_common())}")


def checked_again(rows: list[dict[str, Any]], zygote: Zygote) -> None:
    """The proofs judged anew, and the statements tried at values."""
    verify = ProofVerifier(zygote).verify
    claims = []
    for row in rows:
        (target,) = read_targets(row["formal"])
        direction = {"proved": Direction.STATEMENT, "refuted": Direction.NEGATION}.get(
            row["status"], Direction.ABSURDITY
        )
        claims.append(Claim(target, direction, row["proof"]))
    places = range(0, len(claims), BLOCK)
    kept = sum(len(accepted(verify, claims[start : start + BLOCK])) for start in places)
    print(f"judged anew by Lean: {len(claims) - kept} of {len(claims)} not accepted")
    told = Counter(_tried(row) for row in rows)
    print(f"tried at values: {told.pop('fine', 0)} of {len(rows)} as stored; {dict(told) or 'nothing else'}")


def _tried(row: dict[str, Any]) -> str:
    """What trying values says of a row; `fine` where it says the same."""
    statement = read_statement(row["formal"])
    try:
        model = next(brute_force.models(statement), None)
        if row["status"] == "vacuous":
            return "WRONG: vacuous with a model" if model is not None else "fine"
        if row["status"] == "proved" and brute_force.counterexample(statement) is not None:
            return "WRONG: proved with a counterexample"
    except (brute_force.Unknown, KeyError, RecursionError):
        return "a function that the evaluator cannot compute"
    return "fine" if model is not None or row["status"] == "refuted" else "no model in the window"


def folder_checked(folder: Path, sample: int, seed: int, zygote: Zygote) -> None:
    """The data set in a folder: its shares, its repeats, and a sample checked again."""
    columns = ["failure", "key", "status", "env", "reason", "formal", "proof", "canonical", "nl", "family"]
    rows = [row for row in results(Batch.open(folder), columns) if not row["failure"]]
    keys = Counter(row["key"] for row in rows)
    benchmarks = shipped()
    leaks = sum(benchmarks.leaks(read_statement(r["formal"]), r["formal"], r["nl"]) for r in rows)
    print(f"{len(rows)} statements; repeated keys {len(rows) - len(keys)}; in a benchmark {leaks}")
    shares(rows)
    decided = [row for row in rows if row["proof"]]
    chosen = random.Random(seed).sample(decided, min(sample, len(decided)))
    checked_again(chosen, zygote)


def samples() -> None:
    """A statement of each family with its twin."""
    for family, generators in GENERATORS.items():
        number = 0
        while (found := candidate(Configuration(families=(family,), mutated_percent=0), 2, number, shipped())) and (
            found.draft.aim is not Aim.TRUE or len(found.formal) > 150
        ):
            number += 1
        del generators
        print(f"- **{family}** ({found.env})  \n  {found.plain.text}  \n  `{found.formal}`")


def lean_seconds(zygote: Zygote) -> float:
    """CPU seconds of the warm Lean and of its children that have ended."""
    fields = Path(f"/proc/{zygote.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5000, help="statements to draw")
    parser.add_argument("--settle", type=int, default=400, help="statements to settle")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="a data set to check instead")
    parser.add_argument("--sample", type=int, default=2000, help="statements of the data set to check again")
    parser.add_argument("--samples", action="store_true", help="print a statement of each family")
    parser.add_argument("--smoke", action="store_true", help="a few statements")
    options = parser.parse_args()
    if options.samples:
        samples()
        return
    toolchain = discover({}).get("embedded")
    with Zygote(toolchain, ensure_core(toolchain, CACHE, Unconfined()), Unconfined()) as zygote:
        if options.folder:
            folder_checked(options.folder, options.sample, options.seed, zygote)
            return
        drawn(200 if options.smoke else options.count, options.seed)
        rows = settled(16 if options.smoke else options.settle, options.seed, zygote)
        columns = ("status", "formal", "proof")
        checked_again([{name: getattr(row, name) for name in columns} for row in rows if row.proof], zygote)


if __name__ == "__main__":
    main()
