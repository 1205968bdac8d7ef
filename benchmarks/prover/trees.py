"""Best-first search beside RMaxTS, on one ledger: `python benchmarks/prover/trees.py [--count 20] [--tactics 800]`.

Random sequents between propositions that hold (by truth table), with a policy that knows elementary steps only, so that
the order of the tree matters. Told are the sequents that each proves within the tactics, and the tactics it used.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sharing import drawn_statement

from trivium.prover.lean.child import Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.toolchain import discover
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search import Direction, PortfolioPolicy, ProofSearch, SearchBudget, statement_target
from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget
from trivium.prover.verify import ProofVerifier

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "trivium"


@dataclass(frozen=True, slots=True)
class Steps:
    """The portfolio without its strong closers, and with implications applied."""

    name: str = "steps"
    waits: bool = False
    portfolio: PortfolioPolicy = field(default_factory=PortfolioPolicy)

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """Elementary steps."""
        if kind is not Kind.TACTIC:
            return ()
        found = [c for c in self.portfolio.propose(context, kind, 99, budget) if c.kind is Kind.TACTIC]
        applied = [
            Candidate(f"have {_new(context)} := {h.names[0]} {k.names[0]}", Kind.TACTIC, -1.2)
            for h in context.goal.hypotheses
            for k in context.goal.hypotheses
            if h.type.startswith(f"{k.type} → ")
        ]
        closers = [Candidate(text, Kind.CLOSER, -0.5) for text in ("assumption", "contradiction")]
        return [*closers, *found, *applied]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """Nothing."""
        return ()


def main() -> None:
    """Print one line a lane."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tactics", type=int, default=800, help="for each sequent")
    parser.add_argument("--smoke", action="store_true", help="two sequents")
    options = parser.parse_args()
    numbers = range(2 if options.smoke else options.count)
    statements = [drawn_statement(random.Random(f"{options.seed} {number}")) for number in numbers]
    toolchain = discover({}).get("embedded")
    with Zygote(toolchain, ensure_core(toolchain, CACHE, Unconfined()), Unconfined()) as zygote:
        for lane in ("best first", "rmaxts"):
            search = ProofSearch(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, (Steps(),), lanes=(lane,))
            used, nodes = [], 0
            for statement in statements:
                budget = SearchBudget(wall=600.0, tactics=options.tactics)
                found = search.run(statement_target(statement), (Direction.STATEMENT,), budget)
                nodes += found.counts.get("nodes", 0)
                used += [found.counts["tactics"]] if found.direction is not None else []
            median = statistics.median(used) if used else 0
            print(
                f"{lane}: {len(used)} of {len(statements)} proved, median {median:.0f} tactics, {nodes} nodes",
                flush=True,
            )


def _new(context: GoalContext) -> str:
    return f"n{len(context.goal.hypotheses)}"


if __name__ == "__main__":
    main()
