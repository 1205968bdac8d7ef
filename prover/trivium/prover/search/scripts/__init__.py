"""Lean proofs of arithmetic statements, made from what the certificate engine finds.

The engine knows which powers repeat, which residues matter, between which bounds a variable lies and which products of
inequalities show it. Each of these becomes a script of ordinary tactics, so that Lean's kernel has the last word.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.errors import CheckerError
from trivium.prover.decide.tableau import OutOfTime
from trivium.prover.search.rendering import Unrenderable
from trivium.prover.search.scripts.cycles import powers, residues
from trivium.prover.search.scripts.divisibility import cofactors, common_divisors
from trivium.prover.search.scripts.enumeration import enumerations
from trivium.prover.search.scripts.inductions import inductions
from trivium.prover.search.scripts.ranges import ranges
from trivium.prover.search.scripts.recurrences import recurrences
from trivium.prover.search.scripts.skeletons import arithmetic_sketches
from trivium.prover.search.scripts.writer import CORE, MATHLIB, Dialect, Writer

__all__ = ["CORE", "MATHLIB", "Dialect", "arithmetic_proofs", "arithmetic_sketches"]


def arithmetic_proofs(
    statement: model.Statement, dialect: Dialect, deadline: float, clock: Callable[[], float] = time.monotonic
) -> Iterator[str]:
    """Scripts for a statement about natural numbers and integers, the cheapest first, until a deadline of a clock."""
    writer = Writer(statement, dialect, deadline, clock)
    for family in (powers, common_divisors, cofactors, residues, recurrences, enumerations, inductions, ranges):
        try:
            yield from family(writer)
        except (Unrenderable, CheckerError, OutOfTime):
            continue
