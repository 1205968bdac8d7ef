"""Infix formulas as LaTeX, for display only: nothing is computed and nothing is decided by it.

A text that this small reader does not know is shown as it is, in typewriter letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|\*\*|<=|>=|!=|[-+*/^(),=<>\[\]{}|!'])")
_GREEK = frozenset(
    (
        *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu"),
        *("xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
        *("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega"),
    )
)
_NAMES = {"pi": r"\pi", "oo": r"\infty", "I": r"\mathrm{i}", "E": r"\mathrm{e}"}
_FUNCTIONS = frozenset(
    (
        *("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "log", "exp"),
        *("asin", "acos", "atan", "acot", "arcsin", "arccos", "arctan"),
    )
)
_RELATIONS = {"=": "=", "<": "<", ">": ">", "<=": r"\le", ">=": r"\ge", "!=": r"\ne"}
_SUM, _PRODUCT, _POWER, _ATOM = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of LaTeX and how tightly it binds."""

    text: str
    level: int

    def within(self, level: int) -> str:
        return self.text if self.level >= level else rf"\left({self.text}\right)"


class _UnreadableError(Exception):
    """The text is not of the small language that is read here."""


def to_latex(text: str) -> str:
    r"""LaTeX of an infix formula, equation or inequality.

    >>> to_latex("sqrt(x**2)/2 = -x*y")
    '\\frac{\\sqrt{x^{2}}}{2} = -x y'
    """
    try:
        return _Reader(text).whole()
    except _UnreadableError:
        return r"\texttt{" + "".join(_PLAIN.get(c, c) for c in text) + "}"


_PLAIN = {c: rf"\{c}" for c in "#$%&_{}"} | {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0

    def whole(self) -> str:
        found = self._relation()
        if self._at != len(self._tokens):
            raise _UnreadableError
        return found

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, *wanted: str) -> str:
        token = self._peek()
        if (wanted and token not in wanted) or not token:
            raise _UnreadableError
        self._at += 1
        return token

    def _relation(self) -> str:
        found = self._sum().text
        while self._peek() in _RELATIONS:
            sign = _RELATIONS[self._take()]
            found = f"{found} {sign} {self._sum().text}"
        return found

    def _sum(self) -> _Part:
        sign = self._take() if self._peek() in ("+", "-") else ""
        first = self._product()
        found = _Part(f"-{first.within(_PRODUCT)}", _SUM) if sign == "-" else first
        while self._peek() in ("+", "-"):
            operator = self._take()
            found = _Part(f"{found.text} {operator} {self._product().within(_PRODUCT)}", _SUM)
        return found

    def _product(self) -> _Part:
        found = self._signed()
        while self._peek() in ("*", "/"):
            if self._take() == "/":
                found = _Part(rf"\frac{{{found.text}}}{{{self._signed().text}}}", _POWER)
            else:
                factor = self._signed().within(_POWER)
                dot = r" \cdot " if factor[:1].isdigit() else " "
                found = _Part(f"{found.within(_PRODUCT)}{dot}{factor}", _PRODUCT)
        return found

    def _signed(self) -> _Part:
        if self._peek() in ("-", "+"):
            return _Part(f"{self._take()}{self._signed().within(_POWER)}", _SUM)
        return self._power()

    def _power(self) -> _Part:
        base = self._postfix()
        if self._peek() in ("**", "^"):
            self._take()
            exponent = self._signed()
            return _Part(f"{base.within(_ATOM)}^{{{exponent.text}}}", _POWER)
        return base

    def _postfix(self) -> _Part:
        found = self._atom()
        while self._peek() in ("!", "'"):
            found = _Part(f"{found.within(_ATOM)}{self._take()}", _ATOM)
        return found

    def _atom(self) -> _Part:
        taken = self._take()
        if taken == "(":
            inner = self._sum()
            self._take(")")
            return inner
        if taken in ("[", "{"):
            return self._listed(taken)
        if taken[0].isdigit():
            return _Part(taken, _ATOM)
        if taken[0].isalpha() or taken[0] == "_":
            return self._call(taken) if self._peek() == "(" else _Part(_name(taken), _ATOM)
        raise _UnreadableError

    def _arguments(self, closing: str) -> list[str]:
        found: list[str] = []
        while self._peek() != closing:
            found.append(self._relation())
            if self._peek() != closing:
                self._take(",")
        self._take(closing)
        return found

    def _listed(self, opening: str) -> _Part:
        closing = "]" if opening == "[" else "}"
        inner = ", ".join(self._arguments(closing))
        left, right = (r"\left[", r"\right]") if opening == "[" else (r"\left\{", r"\right\}")
        return _Part(f"{left}{inner}{right}", _ATOM)

    def _call(self, name: str) -> _Part:
        self._take("(")
        arguments = self._arguments(")")
        inner = ", ".join(arguments)
        if len(arguments) == 1 and name in _WRAPPED:
            opening, closing = _WRAPPED[name]
            return _Part(f"{opening}{inner}{closing}", _ATOM)
        shown = rf"\{_SHORT.get(name, name)}" if name in _FUNCTIONS else rf"\operatorname{{{_escaped(name)}}}"
        return _Part(rf"{shown}\left({inner}\right)", _ATOM)


_WRAPPED = {
    "sqrt": (r"\sqrt{", "}"),
    "abs": (r"\left|", r"\right|"),
    "Abs": (r"\left|", r"\right|"),
    "conjugate": (r"\overline{", "}"),
    "floor": (r"\lfloor ", r"\rfloor"),
    "ceiling": (r"\lceil ", r"\rceil"),
}
_SHORT = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "acot": "operatorname{arccot}"}


def _tokens(text: str) -> Iterator[str]:
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _UnreadableError
        yield match[1]
        at = match.end()


def _name(word: str) -> str:
    if word in _NAMES:
        return _NAMES[word]
    head, _, index = word.partition("_")
    if not index and (match := re.fullmatch(r"([A-Za-z]+?)(\d+)", word)):
        head, index = match[1], match[2]
    shown = rf"\{head}" if head in _GREEK else head if len(head) == 1 else rf"\mathit{{{_escaped(head)}}}"
    return rf"{shown}_{{{_escaped(index)}}}" if index else shown


def _escaped(word: str) -> str:
    return word.replace("_", r"\_")
