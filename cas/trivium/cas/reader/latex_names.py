"""The commands of LaTeX that are read, and a word on those that are not."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trivium.cas.reader.names import ALIASES, ARITY, CONSTANTS, MISTAKEN

_SAME_NAME = "sin cos tan cot sec csc sinh cosh tanh coth sech csch exp log ln arg max min erf erfc"
_ARCUS = "arcsin arccos arctan arccot arsinh arcosh artanh arcsinh arccosh arctanh"

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {name: ALIASES.get(name, name) for name in f"{_SAME_NAME} {_ARCUS}".split()}
    | {"arcsec": "asec", "arccsc": "acsc", "tg": "tan", "ctg": "cot", "arctg": "atan", "Re": "re", "Im": "im"}
)
"""Commands that are functions, and the canonical name of each."""

BRACKETED_FUNCTIONS: Mapping[str, str] = MappingProxyType({"Gamma": "gamma", "zeta": "zeta"})
"""Greek letters that are functions where a bracket follows at once and no variable of that name is declared."""

INVERSES: Mapping[str, str] = MappingProxyType(
    {
        name: f"a{name}"
        for name in ["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch"]
    }
)
"""What an exponent -1 on a function means."""

_GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi varpi rho varrho "
    "sigma varsigma tau upsilon phi varphi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_RESERVED = frozenset({*ARITY, *ALIASES, *CONSTANTS, *MISTAKEN})


def variable_name(name: str) -> str:
    """The name of a variable in the infix language; one that is taken there gets an underscore.

    >>> variable_name("alpha"), variable_name("beta")
    ('alpha', 'beta_')
    """
    return f"{name}_" if name in _RESERVED else name


GREEK: Mapping[str, str] = MappingProxyType({name: variable_name(name) for name in _GREEK.split()})
"""Commands that are variables, and the name of each."""

FRACTIONS: frozenset[str] = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
BINOMIALS: frozenset[str] = frozenset({"binom", "dbinom", "tbinom"})
OPERATORS: Mapping[str, str] = MappingProxyType({"cdot": "*", "times": "*", "div": "/"})
SPACES: frozenset[str] = frozenset({",", ";", "!", ":", ">", " ", "\n", "\t", "quad", "qquad", "thinspace",
                                    "displaystyle", "textstyle"})  # fmt: skip

SIZES: Mapping[str, str] = MappingProxyType(
    {"left": "left", "right": "right"}
    | dict.fromkeys(("big", "Big", "bigg", "Bigg"), "")
    | {f"{size}l": "l" for size in ("big", "Big", "bigg", "Bigg")}
    | {f"{size}r": "r" for size in ("big", "Big", "bigg", "Bigg")}
)
"""Commands before a delimiter, and the side that each of them says."""

DELIMITERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "(": ("(", "open"), ")": ("(", "close"), "[": ("[", "open"), "]": ("[", "close"),
        r"\lparen": ("(", "open"), r"\rparen": ("(", "close"), r"\lbrack": ("[", "open"), r"\rbrack": ("[", "close"),
        r"\lvert": ("|", "open"), r"\rvert": ("|", "close"), "|": ("|", "bar"), r"\vert": ("|", "bar"),
        r"\lfloor": ("floor", "open"), r"\rfloor": ("floor", "close"),
        r"\lceil": ("ceiling", "open"), r"\rceil": ("ceiling", "close"),
    }
)  # fmt: skip
"""Delimiters: the pair each belongs to, and its side; a bare bar says none."""

REFUSED: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("sum", "prod", "int", "iint", "oint", "lim", "partial", "nabla"),
                  "only closed formulas are read, without sums, integrals, limits and derivatives")
    | dict.fromkeys(("begin", "end", "\\", "hline"), "environments are not read: give one formula")
    | dict.fromkeys(("le", "leq", "ge", "geq", "lt", "gt", "ne", "neq", "approx", "equiv", "sim", "to", "implies"),
                    "this checker decides equalities: write LHS = RHS")
    | dict.fromkeys(("pm", "mp"), "write two questions, one with + and one with -")
    | dict.fromkeys(("ldots", "cdots", "dots"), "write the formula in full")
    | dict.fromkeys(("mathbf", "mathbb", "mathcal", "mathit", "boldsymbol", "vec", "hat", "tilde", "bar", "bm"),
                    r"accents and styles are not read; use a subscript, or \overline for the complex conjugate")
    | {"lg": r"its base depends on the country: write \log_{10} or \log_2", "over": r"write \frac{a}{b}",
       "choose": r"write \binom{n}{k}", "circ": r"write degrees as \frac{\pi}{180}", "mid": r"write \left| \right|",
       "{": "braces in print are not read: use round brackets", "}": "use round brackets",
       "|": r"norms are not read: write \left| \right|", "%": "write a fraction", "prime": "derivatives are not read",
       "middle": "only pairs of brackets are read", "imath": "write i", "ast": r"write \cdot"}
)  # fmt: skip
"""Commands people do write that are not read, and what to do instead."""

COMMANDS: frozenset[str] = frozenset(
    {*FUNCTIONS, *GREEK, *FRACTIONS, *BINOMIALS, *OPERATORS, *SIZES, "pi", "infty", "sqrt", "overline"}
    | {"operatorname", "mathrm", "text", "quad", "qquad", "lvert", "rvert", "lfloor", "rfloor", "lceil", "rceil"}
)
"""What an unknown command is compared with for a suggestion."""

_WORDS = "and or if for mod gcd lcm det where when with tr rank inf sup lim oo Ai Bi Pi PI"
WORDS: frozenset[str] = frozenset({*_RESERVED, *FUNCTIONS, *_GREEK.split(), *_WORDS.split()} - {"E", "I"})
"""Runs of letters that nearly certainly are no product of variables."""
