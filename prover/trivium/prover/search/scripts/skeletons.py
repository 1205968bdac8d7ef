"""Sketches of proofs that need no model: inductions, residues and small ranges, each case left to a search."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.calculus import initial_branch
from trivium.prover.certificate.arithmetic.errors import CheckerError
from trivium.prover.certificate.arithmetic.terms import INTEGERS, free_variables, var
from trivium.prover.decide.saturation import Saturation
from trivium.prover.decide.tableau import OutOfTime
from trivium.prover.search.rendering import Unrenderable
from trivium.prover.search.scripts.inductions import induction_variables, strengthened
from trivium.prover.search.scripts.writer import Dialect, Writer, bullet, products

_MOST_CASES = 8
_MOST_VARIABLES = 2


def arithmetic_sketches(
    statement: model.Statement, dialect: Dialect, deadline: float, clock: Callable[[], float] = time.monotonic
) -> Iterator[str]:
    """Sketches for a statement about natural numbers and integers, until a deadline of a clock."""
    writer = Writer(statement, dialect, deadline, clock)
    for family in (_strengthened, _inductions, _residues, _ranges):
        try:
            yield from family(writer)
        except (Unrenderable, CheckerError, OutOfTime):
            continue


def _strengthened(writer: Writer) -> Iterator[str]:
    return strengthened(writer, "sorry")


def _inductions(writer: Writer) -> Iterator[str]:
    k, before = writer.fresh("k"), writer.fresh("ih")
    for name in induction_variables(writer.statement)[:_MOST_VARIABLES]:
        others = [label for label, formula in writer.statement.hypotheses if name in free_variables(formula)]
        if "_" in others:
            continue
        block = [f"  intro {' '.join(others)}", "  sorry"] if others else ["  sorry"]
        lines = [f"revert {' '.join(others)}"] if others else []
        lines += [f"induction {name} with", "| zero =>", *block, f"| succ {k} {before} =>", *block]
        yield "\n".join(lines)


def _residues(writer: Writer) -> Iterator[str]:
    spoken = {name for formula in writer.formulas for t in products(formula) for name in free_variables(t)}
    for modulus in sorted(writer.moduli()):
        for name, sort in writer.whole:
            if modulus <= _MOST_CASES and name in spoken and sort in INTEGERS:
                cases = " ∨ ".join(f"{name} % {modulus} = {rest}" for rest in range(modulus))
                yield _cases(cases, modulus, [])


def _ranges(writer: Writer) -> Iterator[str]:
    branch = initial_branch(writer.statement, vacuous=True)
    active = list(range(len(branch.facts)))
    Saturation(branch, active, set(), writer.search.expired).run()
    for name, sort in writer.whole:
        bounds = writer.search.bounds(branch, active, var(name, sort))
        if bounds is not None and 1 <= bounds[1] - bounds[0] < _MOST_CASES:
            values = range(bounds[0], bounds[1] + 1)
            yield _cases(" ∨ ".join(f"{name} = {value}" for value in values), len(values), ["subst case"])


def _cases(claim: str, count: int, opening: list[str]) -> str:
    lines = [f"have cases : {claim} := by omega", f"rcases cases with {' | '.join(['case'] * count)}"]
    for _ in range(count):
        lines += bullet([*opening, "sorry"])
    return "\n".join(lines)
