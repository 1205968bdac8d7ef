"""The functions of Lean and Mathlib that the checker knows by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from trivium.prover.certificate.arithmetic.terms import C, N, P, Q, R, Sort, Z


class Meaning(NamedTuple):
    """The operator, the sorts of its arguments and of its value."""

    op: str
    arguments: tuple[Sort, ...]
    result: Sort


_REAL = {
    "Real.sqrt": "sqrt",
    "Real.log": "log",
    "Real.exp": "exp",
    "Real.sin": "sin",
    "Real.cos": "cos",
    "Real.tan": "tan",
}
_NATURAL = {"Nat.factorial": "factorial", "factorial": "factorial", "Nat.fib": "fib", "Nat.sqrt": "nsqrt"}
_SETS = {
    "Nat.divisors": "divisors",
    "divisors": "divisors",
    "Nat.properDivisors": "proper_divisors",
    "Finset.range": "range",
}

FUNCTIONS: Mapping[str, Meaning] = {
    **{name: Meaning(op, (R,), R) for name, op in _REAL.items()},
    **{name: Meaning(op, (N,), N) for name, op in _NATURAL.items()},
    **{name: Meaning(op, (N,), Sort("fin", (N,))) for name, op in _SETS.items()},
    "Real.logb": Meaning("logb", (R, R), R),
    "Real.pi": Meaning("pi", (), R),
    "π": Meaning("pi", (), R),
    "Complex.I": Meaning("I", (), C),
    "Nat.gcd": Meaning("gcd", (N, N), N),
    "Nat.lcm": Meaning("lcm", (N, N), N),
    "Int.gcd": Meaning("gcd", (Z, Z), N),
    "Int.lcm": Meaning("lcm", (Z, Z), N),
    "Nat.choose": Meaning("choose", (N, N), N),
    "choose": Meaning("choose", (N, N), N),
    "Nat.Prime": Meaning("prime", (N,), P),
    "Int.natAbs": Meaning("natabs", (Z,), N),
    "Int.toNat": Meaning("tonat", (Z,), N),
    "Int.floor": Meaning("floor", (R,), Z),
    "Int.ceil": Meaning("ceil", (R,), Z),
    "Nat.floor": Meaning("nfloor", (R,), N),
    "Nat.ceil": Meaning("nceil", (R,), N),
    "Rat.num": Meaning("numerator", (Q,), Z),
    "Rat.den": Meaning("denominator", (Q,), N),
    "True": Meaning("true", (), P),
    "False": Meaning("false", (), P),
}
