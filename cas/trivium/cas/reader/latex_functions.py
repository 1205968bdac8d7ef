"""Functions in LaTeX: their exponent, their brackets, and where an argument without brackets ends."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Protocol

from trivium.cas.reader.expression import combine
from trivium.cas.reader.latex_cursor import Cursor
from trivium.cas.reader.latex_names import BRACKETED_FUNCTIONS, FUNCTIONS, GREEK, INVERSES
from trivium.cas.reader.latex_symbols import Names
from trivium.cas.reader.latex_tokens import Kind, Token
from trivium.cas.reader.names import ALIASES, ARITY
from trivium.cas.reader.syntax import Call, Constant, Expression, Negation, Number, Power, Symbol, symbols

_ONE = Fraction(1)


class Argument(Enum):
    """How the argument of the function that was read last ended."""

    CLOSED = "its end shows"
    CONSTANT = "without brackets, and holds no variable"
    VARIABLE = "without brackets, and holds a variable"


class Parts(Protocol):
    """What the reader of functions needs of the reader of formulas."""

    def sum(self) -> Expression:
        """A sum, up to what cannot continue it."""

    def primary(self) -> Expression:
        """A number, name, bracket, fraction, root or function, without exponent."""

    def script(self) -> Expression:
        """What stands after ``^`` or ``_``."""


def function_name(cursor: Cursor, names: Names) -> str:
    """The canonical name of the function whose token is next; empty where it is none."""
    token = cursor.next
    if token.kind is Kind.COMMAND and token.text in FUNCTIONS:
        return FUNCTIONS[token.text]
    if token.kind is Kind.COMMAND and token.text in BRACKETED_FUNCTIONS:
        following = cursor.ahead(1)
        bracket = following.kind is Kind.OPEN and following.text == "("
        return BRACKETED_FUNCTIONS[token.text] if bracket and not names.declares(GREEK[token.text]) else ""
    if token.kind is Kind.WORD:
        name = ALIASES.get(token.text, token.text)
        return name if name in ARITY else ""
    return ""


class Functions:
    """Reads functions; ``ended`` says how the last argument ended."""

    def __init__(self, cursor: Cursor, names: Names, parts: Parts, log_base: int) -> None:
        self._cursor = cursor
        self._names = names
        self._parts = parts
        self._log_base = log_base
        self.ended = Argument.CLOSED

    def read(self, name: str) -> Expression:
        """The function whose token is next, at its argument."""
        cursor = self._cursor
        token = cursor.take()
        base = self._base(name, token)
        exponent = self._exponent()
        if base is None and cursor.next.kind is Kind.SUBSCRIPT:
            base = self._base(name, token)
        if isinstance(exponent, Negation):
            if exponent != Negation(Number(_ONE)) or name not in INVERSES:
                hint = "write \\frac{1}{…} for the reciprocal; only ^{-1} on a trigonometric function is its inverse"
                raise cursor.error("a negative exponent on a function has two meanings", token, hint)
            name, exponent = INVERSES[name], None
        call = Call(name, (*self._arguments(name, token), *(() if base is None else (base,))))
        if exponent is None:
            return call
        if cursor.next.kind is Kind.POWER:
            raise cursor.error("a second exponent is not expected", cursor.next, "use brackets")
        return Power(call, exponent)

    def _base(self, name: str, token: Token) -> Expression | None:
        if self._cursor.next.kind is not Kind.SUBSCRIPT:
            natural = name != "log" or token.text == "ln" or not self._log_base
            return None if natural else Number(_ONE * self._log_base)
        if token.text not in ("log",):
            raise self._cursor.error("a subscript is not expected on this function", self._cursor.next)
        self._cursor.take()
        return self._parts.script()

    def _exponent(self) -> Expression | None:
        return self._parts.script() if self._cursor.skip(Kind.POWER) else None

    def _arguments(self, name: str, token: Token) -> tuple[Expression, ...]:
        cursor = self._cursor
        cursor.deeper()
        braced = cursor.next.kind is Kind.BEGIN and cursor.brace_holds_one_bracket()
        if braced:
            cursor.take()
        if cursor.next.kind is Kind.OPEN and cursor.next.text == "(":
            arguments = self._bracketed()
            if braced:
                cursor.expect(Kind.END_GROUP, "a closing brace is expected here")
            self.ended = Argument.CLOSED
        else:
            argument = self._bare(token)
            self.ended = Argument.VARIABLE if symbols(argument) else Argument.CONSTANT
            arguments = (argument,)
        cursor.shallower()
        least, most = ARITY[name]
        most = 1 if name == "log" else most
        if not least <= len(arguments) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            raise cursor.error(f"{name} takes {wanted} argument(s), not {len(arguments)}", token)
        return arguments

    def _bracketed(self) -> tuple[Expression, ...]:
        opening = self._cursor.take()
        arguments = [self._parts.sum()]
        while self._cursor.skip(Kind.COMMA):
            arguments.append(self._parts.sum())
        close_bracket(self._cursor, opening)
        return tuple(arguments)

    def _bare(self, function: Token) -> Expression:
        """An argument without brackets."""
        cursor, token = self._cursor, self._cursor.next
        if cursor.skip(Kind.BEGIN):
            argument = self._bare(function)
            hint = "braces do not show: put the argument in round brackets"
            cursor.expect(Kind.END_GROUP, f"where the argument of {function.text} ends does not show", hint)
            return argument
        if token.kind in (Kind.NUMBER, Kind.LETTER) or self._is_name(token):
            return self._chain()
        if token.kind in (Kind.OPERATOR, Kind.END, Kind.CLOSE, Kind.END_GROUP, Kind.EQUALS, Kind.COMMA):
            raise cursor.error(f"the argument of {function.text} is missing", token, "put the argument in brackets")
        argument = self._parts.primary()
        return self._powered(argument)

    def _is_name(self, token: Token) -> bool:
        named = token.kind is Kind.COMMAND and (token.text in GREEK or token.text in ("pi", "infty"))
        return (named or token.kind is Kind.WORD) and not function_name(self._cursor, self._names)

    def _chain(self) -> Expression:
        """Numbers and letters side by side; a letter that repeats, or a constant after a letter, ends in an error."""
        cursor = self._cursor
        argument: Expression | None = None
        letters: set[str] = set()
        while cursor.next.kind in (Kind.NUMBER, Kind.LETTER) or self._is_name(cursor.next):
            token = cursor.next
            part = self._parts.primary() if token.kind is Kind.NUMBER else self._names.read(cursor)
            late = (token.kind is Kind.NUMBER and argument is not None) or (
                letters and isinstance(part, Constant) and part.name != "pi"
            )
            again = isinstance(part, Symbol) and part.name in letters
            powered = cursor.next.kind is Kind.POWER
            if late or again or (powered and letters):
                hint = "put the argument in brackets"
                raise cursor.error("where the argument of the function ends does not show", token, hint)
            if isinstance(part, Symbol):
                letters.add(part.name)
                self._names.stands_alone(part)
            whole = self._powered(part)
            argument = whole if argument is None else combine("*", argument, whole)
            if powered:
                break
        assert argument is not None  # the first token is a number or a name
        return argument

    def _powered(self, base: Expression) -> Expression:
        cursor = self._cursor
        if cursor.skip(Kind.POWER):
            base = Power(base, self._parts.script())
        if cursor.next.kind in (Kind.FACTORIAL, Kind.POWER, Kind.SUBSCRIPT):
            hint = "put the argument in brackets"
            raise cursor.error("where the argument of the function ends does not show", cursor.next, hint)
        return base


def close_bracket(cursor: Cursor, opening: Token) -> Token:
    """Read the bracket that closes ``opening``; raises where it is another one, or is missing."""
    token = cursor.next
    if token.kind is Kind.END:
        raise cursor.error("this bracket is never closed", opening)
    if opening.kind is Kind.BAR:
        return cursor.expect(Kind.BAR, "the bar that closes the absolute value is expected here")
    if token.kind is not Kind.CLOSE:
        raise cursor.error("an operator or a closing bracket is expected here", token)
    if token.text != opening.text:
        raise cursor.error("this bracket closes another one than was opened", token)
    if {opening.detail, token.detail} not in ({""}, {"left", "right"}):
        raise cursor.error("\\left and \\right go together", token)
    return cursor.take()
