"""The constants of Lean and Mathlib that statements may use: their arguments, result and operator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic.terms import C, N, P, Q, R, Sort, Z

FIN_N = Sort("fin", (N,))
TYPES: Mapping[str, Sort] = {
    "ℕ": N,
    "Nat": N,
    "ℤ": Z,
    "Int": Z,
    "ℚ": Q,
    "Rat": Q,
    "ℝ": R,
    "Real": R,
    "ℂ": C,
    "Complex": C,
    "Prop": P,
}


@dataclass(frozen=True, slots=True)
class Constant:
    """A function of fixed types."""

    op: str
    arguments: tuple[Sort, ...]
    result: Sort


def _table() -> dict[str, Constant]:
    rows = [
        ("Nat.gcd", "gcd", (N, N), N),
        ("Nat.lcm", "lcm", (N, N), N),
        ("Int.gcd", "gcd", (Z, Z), N),
        ("Int.lcm", "lcm", (Z, Z), N),
        ("Nat.choose", "choose", (N, N), N),
        ("Nat.factorial", "factorial", (N,), N),
        ("Nat.fib", "fib", (N,), N),
        ("Nat.sqrt", "nsqrt", (N,), N),
        ("Nat.Prime", "prime", (N,), P),
        ("Nat.divisors", "divisors", (N,), FIN_N),
        ("Nat.properDivisors", "proper_divisors", (N,), FIN_N),
        ("Int.natAbs", "natabs", (Z,), N),
        ("Int.toNat", "tonat", (Z,), N),
        ("Int.floor", "floor", (R,), Z),
        ("Int.ceil", "ceil", (R,), Z),
        ("Nat.floor", "nfloor", (R,), N),
        ("Nat.ceil", "nceil", (R,), N),
        ("Real.sqrt", "sqrt", (R,), R),
        ("Real.log", "log", (R,), R),
        ("Real.logb", "logb", (R, R), R),
        ("Real.exp", "exp", (R,), R),
        ("Real.sin", "sin", (R,), R),
        ("Real.cos", "cos", (R,), R),
        ("Real.tan", "tan", (R,), R),
        ("Real.pi", "pi", (), R),
        ("Complex.I", "I", (), C),
        ("Rat.num", "numerator", (Q,), Z),
        ("Rat.den", "denominator", (Q,), N),
        ("Finset.range", "range", (N,), FIN_N),
        ("True", "true", (), P),
        ("False", "false", (), P),
    ]
    return {name: Constant(op, arguments, result) for name, op, arguments, result in rows}


CONSTANTS: Mapping[str, Constant] = _table()
SHORT: Mapping[str, str] = {
    "π": "Real.pi",
    "choose": "Nat.choose",
    "divisors": "Nat.divisors",
    "factorial": "Nat.factorial",
}
"""Names that the header of competition statements opens (`open Real Nat`), where they are not ambiguous."""
INTERVALS: Mapping[str, str] = {f"Finset.{kind}": kind for kind in ("Icc", "Ico", "Ioc", "Ioo")}
SET_INTERVALS: Mapping[str, str] = {f"Set.{kind}": kind for kind in ("Icc", "Ico", "Ioc", "Ioo")}
