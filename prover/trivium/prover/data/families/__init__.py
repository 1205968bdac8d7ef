"""The grammar: families of statements, each a pure function of a random generator and of what it is to be."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import TypeAlias

from trivium.prover.data.draft import Aim, Draft
from trivium.prover.data.families import (
    counting,
    divisibility,
    inequalities,
    library,
    linear,
    logic,
    polynomials,
    sequences,
    stories,
)

Generator: TypeAlias = Callable[[random.Random, Aim], Draft]

GENERATORS: Mapping[str, tuple[Generator, ...]] = {
    "linear_systems": (linear.systems,),
    "linear_equations": (linear.one_equation,),
    "polynomial_identities": (polynomials.identities,),
    "roots": (polynomials.roots,),
    "inequalities": (inequalities.squares, inequalities.products),
    "intervals": (inequalities.intervals,),
    "absolute_values": (inequalities.absolute_values,),
    "residues": (divisibility.residues, divisibility.finer_residues),
    "divisibility": (divisibility.combinations, divisibility.always_divisible),
    "parity": (divisibility.parity,),
    "gcd_lcm": (divisibility.gcds,),
    "digits": (divisibility.last_digits, divisibility.digit_sums),
    "division": (divisibility.division,),
    "recurrences": (sequences.recurrences, sequences.second_order),
    "sums": (sequences.closed_forms,),
    "functions": (sequences.functions,),
    "logic": (logic.propositions, logic.schemes),
    "counting": (counting.searches, counting.bounded_claims, counting.coins),
    "rates": (stories.journeys,),
    "purchases": (stories.purchases,),
    "possessions": (stories.possessions,),
    "ages": (stories.ages,),
    "animals": (stories.animals,),
    "shares": (stories.shares,),
    "real_inequalities": (library.real_inequalities,),
    "real_equations": (library.real_equations,),
    "real_intervals": (library.real_intervals,),
    "finite_sums": (library.finite_sums,),
    "counted_sets": (library.counted_sets,),
}
"""Generators by family."""

MATHLIB_FAMILIES = ("real_inequalities", "real_equations", "real_intervals", "finite_sums", "counted_sets")
"""Families that only a Lean with Mathlib can state."""

HELD_OUT = ("absolute_values", "division", "functions", "ages", "roots")
"""Families that nothing is trained on."""

__all__ = ["GENERATORS", "HELD_OUT", "MATHLIB_FAMILIES", "Generator"]
