"""The checker's own reader: a small Pratt parser of the infix language, and of domains."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.terms import Term
from trivium.cas.errors import CertificateError

MAX_TEXT = 1 << 18
MAX_DIGITS = 4_000
MAX_NESTING = 300

_LEXER = re.compile(r"\s*(?:(\d+(?:\.\d*)?|\.\d+)|([A-Za-z][A-Za-z0-9_]*)|(\*\*|==|[-+*/^(),=])|$)", re.ASCII)
_CONSTANTS = frozenset({"pi", "E", "I", "oo", "EulerGamma", "Catalan", "GoldenRatio"})
_SPELLINGS = {
    "ln": "log", "Abs": "abs", "max": "Max", "min": "Min", "conj": "conjugate", "arcsin": "asin", "arccos": "acos",
    "arctan": "atan", "arccot": "acot", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh", "arcsinh": "asinh",
    "arccosh": "acosh", "arctanh": "atanh", "ceil": "ceiling", "psi": "digamma",
}  # fmt: skip
_BINDING = {"+": 10, "-": 10, "*": 20, "/": 20, "**": 40}
_UNARY_BINDING = 30


class _Parser:
    def __init__(self, text: str) -> None:
        if len(text) > MAX_TEXT:
            raise CertificateError("a text is too long")
        self._lexemes = _lex(text)
        self._next = 0
        self._nesting = 0

    def whole(self) -> Term:
        term = self._expression(0)
        if self._peek():
            raise CertificateError(f"unexpected {self._peek()!r}")
        return term

    def _peek(self) -> str:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else ""

    def _take(self) -> str:
        lexeme = self._peek()
        self._next += 1
        return lexeme

    def _expression(self, binding: int) -> Term:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise CertificateError("a text is nested too deeply")
        left = self._prefix()
        pending = [left]
        while (operator := self._peek()) and _BINDING.get(operator, 0) > binding:
            self._take()
            if operator == "**":
                pending[-1] = terms.power(pending[-1], self._expression(_UNARY_BINDING))
            elif operator in "*/":
                right = self._expression(_BINDING[operator])
                pending[-1] = (terms.divide if operator == "/" else _times)(pending[-1], right)
            else:
                right = self._expression(_BINDING[operator])
                pending.append(terms.negate(right) if operator == "-" else right)
        self._nesting -= 1
        return terms.add(pending) if len(pending) > 1 else pending[0]

    def _prefix(self) -> Term:
        lexeme = self._take()
        if lexeme == "-":
            return terms.negate(self._expression(_UNARY_BINDING - 1))
        if lexeme == "+":
            return self._expression(_UNARY_BINDING - 1)
        if lexeme == "(":
            inner = self._expression(0)
            self._expect(")")
            return inner
        if lexeme[:1].isdigit() or lexeme[:1] == ".":
            return terms.number(Fraction(int(lexeme) if lexeme.isdigit() else lexeme))
        if lexeme[:1].isalpha():
            return self._name(lexeme)
        raise CertificateError(f"an operand is expected before {lexeme!r}")

    def _name(self, lexeme: str) -> Term:
        if self._peek() != "(":
            return terms.constant(lexeme) if lexeme in _CONSTANTS else terms.symbol(lexeme)
        self._take()
        arguments = [self._expression(0)]
        while self._peek() == ",":
            self._take()
            arguments.append(self._expression(0))
        self._expect(")")
        return terms.call(_SPELLINGS.get(lexeme, lexeme), *arguments)

    def _expect(self, lexeme: str) -> None:
        if self._take() != lexeme:
            raise CertificateError(f"{lexeme!r} is expected")


def _times(left: Term, right: Term) -> Term:
    return terms.mul((left, right))


def _lex(text: str) -> list[str]:
    lexemes: list[str] = []
    position = 0
    while position < len(text):
        match = _LEXER.match(text, position)
        if match is None:
            raise CertificateError(f"unexpected character {text[position]!r}")
        position = match.end()
        lexeme = match.group(1) or match.group(2) or match.group(3)
        if lexeme:
            if match.group(1) and len(lexeme) > MAX_DIGITS:
                raise CertificateError("a number is too long")
            lexemes.append("**" if lexeme == "^" else lexeme)
    return lexemes


def read_term(text: str) -> Term:
    """The term of an infix text; raises :class:`CertificateError`."""
    return _Parser(text).whole()


def split_equation(text: str) -> tuple[str, str]:
    """The two sides of ``LHS = RHS``."""
    left, equals, right = text.partition("=")
    if not equals:
        raise CertificateError("the statement has no equals sign")
    return left, right.removeprefix("=")


class Region:
    """The checker's own domain of one variable."""

    __slots__ = ("complex", "integer", "lower", "lower_closed", "upper", "upper_closed")

    def __init__(self) -> None:
        self.complex = False
        self.integer = False
        self.lower: Fraction | None = None
        self.upper: Fraction | None = None
        self.lower_closed = False
        self.upper_closed = False

    def above(self, bound: Fraction, closed: bool) -> None:
        """Restrict to what lies above a bound."""
        if self.lower is None or bound > self.lower or (bound == self.lower and not closed):
            self.lower, self.lower_closed = bound, closed

    def below(self, bound: Fraction, closed: bool) -> None:
        """Restrict to what lies below a bound."""
        if self.upper is None or bound < self.upper or (bound == self.upper and not closed):
            self.upper, self.upper_closed = bound, closed

    def contains(self, real: Fraction, imaginary: Fraction) -> bool:
        """Whether the number lies in the domain."""
        if self.complex:
            return True
        if imaginary or (self.integer and real.denominator != 1):
            return False
        if self.lower is not None and (real < self.lower or (real == self.lower and not self.lower_closed)):
            return False
        return self.upper is None or real < self.upper or (real == self.upper and self.upper_closed)


_PIECE = re.compile(r"\s*(?:([a-z]+)|([(\[])\s*([^,()\[\]]+),([^,()\[\]]+)([)\]]))")


def read_region(words: str) -> Region:
    """The domain that assumption words name; raises :class:`CertificateError`."""
    region, complex_said, position = Region(), False, 0
    words = words.strip()
    while position < len(words):
        match = _PIECE.match(words, position)
        if match is None:
            raise CertificateError(f"unknown assumption {words[position:]!r}")
        position = match.end()
        word = match.group(1)
        if word is None:
            _restrict(region, match.group(3), match.group(4), match.group(2) == "[", match.group(5) == "]")
        elif word == "complex":
            complex_said = True
        else:
            _apply_word(region, word)
    only_complex = complex_said and words == "complex"
    region.complex = only_complex
    return region


def _apply_word(region: Region, word: str) -> None:
    match word:
        case "real":
            return
        case "integer":
            region.integer = True
        case "positive":
            region.above(Fraction(0), closed=False)
        case "nonnegative":
            region.above(Fraction(0), closed=True)
        case "negative":
            region.below(Fraction(0), closed=False)
        case "unit":
            _restrict(region, "0", "1", False, False)
        case _:
            raise CertificateError(f"unknown assumption {word!r}")


def _restrict(region: Region, low: str, high: str, low_closed: bool, high_closed: bool) -> None:
    try:
        if low.replace(" ", "") != "-oo":
            region.above(Fraction(low.replace(" ", "")), low_closed)
        if high.replace(" ", "") not in ("oo", "+oo"):
            region.below(Fraction(high.replace(" ", "")), high_closed)
    except (ValueError, ZeroDivisionError) as error:
        raise CertificateError(f"unreadable interval end {low!r} or {high!r}") from error


def read_regions(assume: Mapping[str, str], names: frozenset[str]) -> dict[str, Region]:
    """The domain of each name; real where nothing is said."""
    return {name: read_region(assume.get(name, "real")) for name in sorted(names)}
