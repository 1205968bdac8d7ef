"""How Lean writes applications of the constants behind its notations: a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Infix:
    """A binary notation; its operands are the arguments at two places."""

    symbol: str
    arguments: int
    """How many arguments the constant takes with all implicit ones."""
    level: int
    left: int
    """The least level of a left operand without brackets."""
    right: int
    places: tuple[int, int] = (-2, -1)


def _left(symbol: str, arguments: int, level: int) -> Infix:
    return Infix(symbol, arguments, level, level, level + 1)


def _right(symbol: str, arguments: int, level: int) -> Infix:
    return Infix(symbol, arguments, level, level + 1, level)


def _relation(symbol: str, arguments: int, level: int = 50) -> Infix:
    return Infix(symbol, arguments, level, level + 1, level + 1)


INFIX: Mapping[str, Infix] = {
    "Iff": _relation("↔", 2, 20),
    "Or": _right("∨", 2, 30),
    "And": _right("∧", 2, 35),
    "Eq": _relation("=", 3),
    "Ne": _relation("≠", 3),
    "HEq": _relation("≍", 4),
    "LE.le": _relation("≤", 4),
    "LT.lt": _relation("<", 4),
    "GE.ge": _relation("≥", 4),
    "GT.gt": _relation(">", 4),
    "Dvd.dvd": _relation("∣", 4),
    "BEq.beq": _relation("==", 4),
    "bne": _relation("!=", 4),
    "HasSubset.Subset": _relation("⊆", 4),
    "Membership.mem": Infix("∈", 5, 50, 51, 51, (-1, -2)),
    "or": _left("||", 2, 30),
    "and": _left("&&", 2, 35),
    "HOr.hOr": _left("|||", 6, 55),
    "HXor.hXor": _left("^^^", 6, 58),
    "HAnd.hAnd": _left("&&&", 6, 60),
    "HAdd.hAdd": _left("+", 6, 65),
    "HSub.hSub": _left("-", 6, 65),
    "HAppend.hAppend": _left("++", 6, 65),
    "List.cons": _right("::", 3, 67),
    "HMul.hMul": _left("*", 6, 70),
    "HDiv.hDiv": _left("/", 6, 70),
    "HMod.hMod": _left("%", 6, 70),
    "HShiftLeft.hShiftLeft": _left("<<<", 6, 75),
    "HShiftRight.hShiftRight": _left(">>>", 6, 75),
    "HSMul.hSMul": _right("•", 6, 73),
    "HPow.hPow": _right("^", 6, 75),
    "Prod": _right("×", 2, 35),
    "Function.comp": _right("∘", 5, 90),
}
PREFIX: Mapping[str, tuple[str, int, int, int]] = {
    "Not": ("¬", 1, 1024, 40),
    "not": ("!", 1, 1024, 40),
    "Neg.neg": ("-", 3, 75, 75),
    "Complement.complement": ("~~~", 3, 100, 100),
    "NatCast.natCast": ("↑", 3, 1024, 1024),
    "IntCast.intCast": ("↑", 3, 1024, 1024),
    "Nat.cast": ("↑", 3, 1024, 1024),
    "Int.cast": ("↑", 3, 1024, 1024),
    "Int.ofNat": ("↑", 1, 1024, 1024),
}
"""Symbol, arguments, level, least level of the operand, which is the last argument."""
TRANSPARENT: Mapping[str, tuple[int, int]] = {"outParam": (1, 0), "optParam": (2, 0), "autoParam": (2, 0), "id": (2, 1)}
"""Arguments, and which of them stands for the whole."""
SHORT: Mapping[str, str] = {
    "Bool.true": "true",
    "Bool.false": "false",
    "Decidable.decide": "decide",
    "Option.some": "some",
    "Option.none": "none",
}
"""Names that are exported to everyone."""
APPLICATION, ATOM = 1023, 1024
