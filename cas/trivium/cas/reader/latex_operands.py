"""Operands of LaTeX formulas: numbers, names, brackets, fractions, roots, and what stands in braces."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction

from trivium.cas.reader.gate import MAX_NODES
from trivium.cas.reader.latex_cursor import OPERAND_STARTS, Cursor
from trivium.cas.reader.latex_functions import Argument, Functions, close_bracket, function_name
from trivium.cas.reader.latex_names import BINOMIALS, FRACTIONS, GREEK
from trivium.cas.reader.latex_symbols import Names
from trivium.cas.reader.latex_tokens import Kind, Token
from trivium.cas.reader.syntax import Call, Expression, Number, Power, Quotient, Symbol

_OPENERS = frozenset({Kind.OPEN, Kind.BEGIN, Kind.BAR, Kind.EQUALS, Kind.COMMA})
_CLOSERS = frozenset({Kind.CLOSE, Kind.END_GROUP, Kind.BAR, Kind.EQUALS, Kind.COMMA, Kind.END})


class Operands(ABC):
    """The part of a reading that takes one operand; the nesting is kept shallow by the cursor."""

    def __init__(self, tokens: list[Token], field: str, names: Names, log_base: int) -> None:
        self._cursor = Cursor(tokens, field)
        self._names = names
        self._functions = Functions(self._cursor, names, self, log_base)
        self._bars = [0]
        self._primary_span = (0, 0)
        self._operands = 0

    @abstractmethod
    def sum(self) -> Expression:
        """A sum, up to what does not belong to it."""

    def primary(self) -> Expression:
        """A number, name, bracket, fraction, root or function, without exponent."""
        start = self._cursor.mark
        self._operands += 1
        if 2 * self._operands > MAX_NODES:
            raise self._cursor.too_large(f"the formula has more than {MAX_NODES} nodes")
        found = self._primary()
        self._primary_span = (start, self._cursor.mark)
        return found

    def _primary(self) -> Expression:
        cursor, token = self._cursor, self._cursor.next
        match token.kind:
            case Kind.NUMBER:
                cursor.take()
                return Number(Fraction(token.text))
            case Kind.LETTER | Kind.WORD | Kind.COMMAND:
                function = function_name(cursor, self._names)
                if function:
                    return self._functions.read(function)
                if token.kind is Kind.COMMAND and token.text not in GREEK and token.text not in ("pi", "infty"):
                    return self._command()
                return self._names.read(cursor)
            case Kind.OPEN | Kind.BAR:
                return self._bracket()
            case Kind.BEGIN:
                return self._group()
            case Kind.END:
                raise cursor.error("the formula ends where an operand is expected", token)
            case _:
                raise cursor.error("an operand is expected here", token)

    def _command(self) -> Expression:
        cursor = self._cursor
        token = cursor.take()
        if token.text in FRACTIONS or token.text in BINOMIALS:
            first, second = self._two_arguments()
            return Quotient(first, second) if token.text in FRACTIONS else Call("binomial", (first, second))
        if token.text == "sqrt":
            index = self._root_index()
            radicand = self._argument()
            return Call("sqrt", (radicand,)) if index is None else Power(radicand, Quotient(Number(Fraction(1)), index))
        if token.text == "overline":
            return Call("conjugate", (self._argument(),))
        raise cursor.error(f"\\{token.text} is not expected here", token)

    def _two_arguments(self) -> tuple[Expression, Expression]:
        token = self._cursor.next
        if token.kind is Kind.NUMBER and len(token.text) == 2 and token.text.isdigit():  # \frac12
            self._cursor.take()
            first, second = (Number(Fraction(int(digit))) for digit in token.text)
            return first, second
        return self._argument(), self._argument()

    def _root_index(self) -> Expression | None:
        cursor = self._cursor
        if cursor.next.kind is not Kind.OPEN or cursor.next.text != "[" or cursor.next.detail:
            return None
        opening = cursor.take()
        index = self.sum()
        close_bracket(cursor, opening)
        return index

    def script(self) -> Expression:
        """What stands after ``^`` or ``_``: a group, one digit, one letter, or a fraction or root."""
        return self._argument()

    def _argument(self) -> Expression:
        cursor, token = self._cursor, self._cursor.next
        outer, self._functions.ended = self._functions.ended, Argument.CLOSED
        if token.kind is Kind.BEGIN:
            cursor.take()
            self._bars.append(0)
            argument = self.sum()
            self._bars.pop()
            cursor.expect(Kind.END_GROUP, "an operator or a closing brace is expected here")
        elif token.kind is Kind.NUMBER and len(token.text) > 1:
            raise cursor.error("only the first digit would be taken", token, "put it in braces")
        elif token.kind is Kind.LETTER:
            argument = self._names.read_single(cursor)
        elif token.kind in (Kind.NUMBER, Kind.COMMAND) and not function_name(cursor, self._names):
            cursor.deeper()
            argument = self.primary()
            cursor.shallower()
            if isinstance(argument, Symbol):
                self._names.stands_alone(argument)
        else:
            raise cursor.error("one letter, one digit or a group in braces is expected here", token, "use braces")
        self._functions.ended = outer
        return argument

    def _group(self) -> Expression:
        """Braces that belong to no command do not show in print, so nothing may depend on them."""
        cursor = self._cursor
        before = cursor.previous
        opening = cursor.take()
        start = cursor.mark
        self._bars.append(0)
        found = self.sum()
        self._bars.pop()
        atomic = self._primary_span == (start, cursor.mark) and self._functions.ended is Argument.CLOSED
        cursor.expect(Kind.END_GROUP, "an operator or a closing brace is expected here")
        alone = (before is None or before.kind in _OPENERS) and cursor.next.kind in _CLOSERS
        if not atomic and not alone:
            raise cursor.error("these braces do not show in print", opening, "use round brackets")
        self._functions.ended = Argument.CLOSED
        return found

    def _opens(self, bar: Token) -> bool:
        """Whether a bar behind an operand opens an absolute value rather than closing one."""
        if not self._bars[-1]:
            return True
        following = self._cursor.ahead(1).kind in OPERAND_STARTS
        self._cursor.take()
        ambiguous = following and self._cursor.bars_left() > 1
        self._cursor.back()
        if ambiguous:
            raise self._cursor.error("which bars belong together does not show", bar, r"write \left| \right|")
        return False

    def _bracket(self) -> Expression:
        cursor = self._cursor
        opening = cursor.take()
        if opening.kind is Kind.BAR:
            self._bars[-1] += 1
            inner = self.sum()
            close_bracket(cursor, opening)
            self._bars[-1] -= 1
            return self._closed(Call("abs", (inner,)))
        start = cursor.mark
        self._bars.append(0)
        inner = self.sum()
        self._bars.pop()
        close_bracket(cursor, opening)
        if opening.text == "[" and not cursor.has_bracket(start):
            hint = r"use round brackets, or \lfloor x \rfloor"
            raise cursor.error("square brackets are read around other brackets only", opening, hint)
        names = {"|": "abs", "floor": "floor", "ceiling": "ceiling"}
        return self._closed(Call(names[opening.text], (inner,)) if opening.text in names else inner)

    def _closed(self, found: Expression) -> Expression:
        self._functions.ended = Argument.CLOSED
        return found
