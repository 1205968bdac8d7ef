"""A cursor over the tokens of LaTeX: what comes next, the nesting so far, and errors with their place."""

from __future__ import annotations

from trivium.cas.errors import CostError, InputError
from trivium.cas.reader.latex_tokens import Kind, Token

MAX_NESTING = 60

OPERAND_STARTS = frozenset({Kind.NUMBER, Kind.LETTER, Kind.WORD, Kind.COMMAND, Kind.OPEN, Kind.BEGIN})


class Cursor:
    """The place in a token list; it counts how deeply it is nested."""

    def __init__(self, tokens: list[Token], field: str) -> None:
        self._tokens = tokens
        self._field = field
        self._at = 0
        self._nesting = 0

    @property
    def next(self) -> Token:
        """The token that is read next."""
        return self._tokens[self._at]

    @property
    def previous(self) -> Token | None:
        """The token before, if any."""
        return self._tokens[self._at - 1] if self._at else None

    @property
    def mark(self) -> int:
        """The index of the next token."""
        return self._at

    def take(self) -> Token:
        """Read one token; the END token stays."""
        token = self._tokens[self._at]
        if token.kind is not Kind.END:
            self._at += 1
        return token

    def back(self) -> None:
        """Go back by the one token that was read last."""
        self._at -= 1

    def skip(self, kind: Kind) -> bool:
        """Read one token if it is of that kind."""
        if self.next.kind is not kind:
            return False
        self.take()
        return True

    def expect(self, kind: Kind, reason: str, suggestion: str = "") -> Token:
        """Read one token that must be of that kind."""
        if self.next.kind is not kind:
            raise self.error(reason, self.next, suggestion)
        return self.take()

    def deeper(self) -> None:
        """One level of nesting more; the limit keeps the recursion of the reader shallow."""
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise self.too_large(f"the formula is nested deeper than {MAX_NESTING}")

    def shallower(self) -> None:
        """One level of nesting less."""
        self._nesting -= 1

    def ahead(self, distance: int) -> Token:
        """The token some places further; the END token past the end."""
        return self._tokens[min(self._at + distance, len(self._tokens) - 1)]

    def bars_left(self) -> int:
        """How many bare bars stand before the end of the bracket that is being read; at most two are counted."""
        depth = bars = 0
        for token in self._tokens[self._at :]:
            if token.kind in (Kind.OPEN, Kind.BEGIN):
                depth += 1
            elif token.kind in (Kind.CLOSE, Kind.END_GROUP):
                depth -= 1
            bars += token.kind is Kind.BAR and depth == 0
            if depth < 0 or bars > 1:
                break
        return bars

    def has_bracket(self, start: int) -> bool:
        """Whether a bracket was opened from a mark on."""
        return any(token.kind in (Kind.OPEN, Kind.BAR) for token in self._tokens[start : self._at])

    def brace_holds_one_bracket(self) -> bool:
        """Whether the group whose brace is next is one pair of brackets, from end to end."""
        if self.ahead(1).kind is not Kind.OPEN:
            return False
        depth = 0
        for index in range(self._at + 1, len(self._tokens) - 1):
            kind = self._tokens[index].kind
            depth += (kind in (Kind.OPEN, Kind.BEGIN)) - (kind in (Kind.CLOSE, Kind.END_GROUP))
            if depth == 0:
                return self._tokens[index + 1].kind is Kind.END_GROUP
        return False

    def error(self, reason: str, token: Token, suggestion: str = "") -> InputError:
        """An error at a token."""
        return InputError(reason, token.place, field=self._field, suggestion=suggestion)

    def too_large(self, reason: str) -> CostError:
        """An error of a formula that is too large, at the next token."""
        return CostError(reason, self.next.place, field=self._field)
