"""What searches save by sharing their goals: `python benchmarks/prover/sharing.py [--families 20] [--seed 1]`.

A family is one set of hypotheses, random disjunctions and implications between propositions, with two claims that
follow (by truth table), asked one by one, together in both orders, and once more under other names with the hypotheses
in another order. The statements are searched without sharing and with one table for all; each proof is judged.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

from trivium.prover.lean.child import Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.toolchain import discover
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search import Direction, PortfolioPolicy, ProofSearch, SearchBudget, statement_target
from trivium.prover.search.goal_table import GoalTable
from trivium.prover.verify import ProofVerifier

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "trivium"
Formula = tuple[str, "int | Formula", "int | Formula"]
_SIGNS = {"or": "∨", "and": "∧", "imp": "→"}
_LETTERS = 5


def main() -> None:
    """Print one line a way of searching."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wall", type=float, default=20.0, help="seconds for each statement")
    parser.add_argument("--smoke", action="store_true", help="two families")
    options = parser.parse_args()
    count = 2 if options.smoke else options.families
    statements = [s for number in range(count) for s in _family(random.Random(f"{options.seed} {number}"))]
    toolchain = discover({}).get("embedded")
    used = {}
    with Zygote(toolchain, ensure_core(toolchain, CACHE, Unconfined()), Unconfined()) as zygote:
        backend, verify = EmbeddedBackend(zygote), ProofVerifier(zygote).verify
        for name, table in (("each alone", None), ("one table", GoalTable())):
            search = ProofSearch(backend, verify, (PortfolioPolicy(),), table=table)
            proved = tactics = 0
            began = time.monotonic()
            for statement in statements:
                found = search.run(statement_target(statement), (Direction.STATEMENT,), SearchBudget(options.wall))
                proved += found.direction is not None
                tactics += found.counts.get("tactics", 0)
            used[name] = tactics
            seconds = time.monotonic() - began
            print(f"{name}: {proved} of {len(statements)} proved, {tactics} tactics, {seconds:.1f} s", flush=True)
    print(f"sharing saves {1 - used['one table'] / used['each alone']:.0%} of the tactics")


def drawn_statement(draw: random.Random) -> str:
    """One statement of a family."""
    hypotheses, claims = _drawn(draw)
    return _statement("pqrst", hypotheses, claims[0])


def _family(draw: random.Random) -> Iterator[str]:
    hypotheses, claims = _drawn(draw)
    one, two = claims
    both: Formula = ("and", one, two)
    for goal in (one, two, both, ("and", two, one)):
        yield _statement("pqrst", hypotheses, goal)
    yield _statement(draw.sample("abcdefg", _LETTERS), draw.sample(hypotheses, len(hypotheses)), both)


def _drawn(draw: random.Random) -> tuple[list[Formula], list[Formula]]:
    """Hypotheses that can hold and two claims that follow from them and from none of them alone."""
    while True:
        hypotheses = [_formula(draw, ("or", "imp")) for _ in range(5)]
        worlds = list(itertools.product((False, True), repeat=_LETTERS))
        models = [w for w in worlds if all(_holds(h, w) for h in hypotheses)]
        if not models:
            continue
        claims = [_formula(draw, ("or", "and")) for _ in range(40)]
        claims = [
            c
            for c in dict.fromkeys(claims)
            if all(_holds(c, w) for w in models)
            and not any(all(_holds(c, w) for w in worlds if _holds(h, w)) for h in hypotheses)
        ]
        if len(claims) >= 2:
            return hypotheses, claims[:2]


def _formula(draw: random.Random, signs: tuple[str, ...]) -> Formula:
    one, two, three = draw.sample(range(_LETTERS), 3)
    sign = draw.choice(signs)
    return (sign, one, two) if draw.random() < 0.5 else (sign, one, (draw.choice(signs), two, three))


def _holds(formula: int | Formula, world: tuple[bool, ...]) -> bool:
    if isinstance(formula, int):
        return world[formula]
    sign, left, right = formula
    one, two = _holds(left, world), _holds(right, world)
    return one or two if sign == "or" else one and two if sign == "and" else not one or two


def _statement(names: list[str] | str, hypotheses: list[Formula], goal: Formula) -> str:
    given = " ".join(f"(h{number} : {_text(h, names)})" for number, h in enumerate(hypotheses))
    return f"({' '.join(names)} : Prop) {given} : {_text(goal, names)}"


def _text(formula: int | Formula, names: list[str] | str) -> str:
    if isinstance(formula, int):
        return names[formula]
    sign, left, right = formula
    inner = [_text(part, names) if isinstance(part, int) else f"({_text(part, names)})" for part in (left, right)]
    return f"{inner[0]} {_SIGNS[sign]} {inner[1]}"


if __name__ == "__main__":
    main()
