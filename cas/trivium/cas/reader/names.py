"""The names a formula may use: an allow-list, with the number of arguments of each function."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CONSTANTS: frozenset[str] = frozenset({"pi", "E", "I", "oo", "EulerGamma", "Catalan", "GoldenRatio"})

_UNARY = (
    "exp log sqrt cbrt abs sign re im conjugate arg floor ceiling "
    "sin cos tan cot sec csc sinh cosh tanh coth sech csch "
    "asin acos atan acot asec acsc asinh acosh atanh acoth asech acsch "
    "gamma loggamma digamma factorial erf erfc erfi "
    "Ei Si Ci Shi Chi li zeta airyai airybi LambertW elliptic_k elliptic_e"
)
_BINARY = "binomial beta atan2 besselj bessely besseli besselk polylog polygamma"

ARITY: Mapping[str, tuple[int, int]] = MappingProxyType(
    dict.fromkeys(_UNARY.split(), (1, 1))
    | dict.fromkeys(_BINARY.split(), (2, 2))
    | {f"hyp{p}f{q}": (p + q + 1, p + q + 1) for q in range(9) for p in range(q + 2)}
    | {"log": (1, 2), "Max": (1, 16), "Min": (1, 16)}
)
"""Least and greatest number of arguments; ``log(x, b)`` is the logarithm to base ``b``.

``hyp2f1(a, b, c, z)``: as many upper and lower parameters as the name says, then the argument.
"""

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "ln": "log",
        "Abs": "abs",
        "max": "Max",
        "min": "Min",
        "conj": "conjugate",
        "arcsin": "asin",
        "arccos": "acos",
        "arctan": "atan",
        "arccot": "acot",
        "arsinh": "asinh",
        "arcosh": "acosh",
        "artanh": "atanh",
        "arcsinh": "asinh",
        "arccosh": "acosh",
        "arctanh": "atanh",
        "ceil": "ceiling",
        "psi": "digamma",
    }
)
"""Other spellings of functions and the canonical name of each."""

MISTAKEN: Mapping[str, str] = MappingProxyType({"Pi": "pi", "PI": "pi", "inf": "oo", "infinity": "oo"})
"""Names that nearly certainly mean a constant; refused with the constant as a suggestion."""
