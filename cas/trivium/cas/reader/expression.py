"""Operator-precedence reader of infix formulas; iterative, so nesting cannot exhaust the stack.

Precedence, loosest first: ``+ -``, ``* /``, unary minus, ``**`` (right associative).
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trivium.cas.errors import CostError, InputError, Place
from trivium.cas.reader.gate import MAX_DEPTH, MAX_NODES, admit
from trivium.cas.reader.names import ALIASES, ARITY, CONSTANTS, MISTAKEN
from trivium.cas.reader.syntax import (
    Call,
    Constant,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)
from trivium.cas.reader.tokens import Token, TokenKind, tokenize

_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "negate": 3, "**": 4}


@dataclass(slots=True)
class _Pending:
    """An operator, an open bracket or an open call that waits for what follows it."""

    operator: str
    place: Place
    arguments: list[Expression] | None = None

    @property
    def precedence(self) -> int:
        return _PRECEDENCE.get(self.operator, 0)


def read_expression(text: str, field: str = "text") -> Expression:
    """The syntax tree of a formula.

    Raises :class:`InputError` with the place and, where one is known, a suggestion; :class:`CostError` where
    the formula is too large to be evaluated safely.

    >>> from trivium.cas.reader import print_expression
    >>> print_expression(read_expression("sin(x)^2 + 1/2"))
    'sin(x)**2 + 1/2'
    """
    return read_tokens(list(tokenize(text, field)), field)


def read_tokens(tokens: Sequence[Token], field: str) -> Expression:
    """The syntax tree of an END-terminated token list, admitted by the cost gate."""
    tree = _Reader(field).read(tokens)
    admit(tree, field)
    return tree


class _Reader:
    """One reading: the operand stack, the stack of pending operators and the node count."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._operands: list[Expression] = []
        self._pending: list[_Pending] = []
        self._nodes = 0
        self._wants_operand = True

    def read(self, tokens: Sequence[Token]) -> Expression:
        for token, following in itertools.pairwise(tokens):
            if self._wants_operand:
                self._operand(token, following)
            else:
                self._operator(token)
        end = tokens[-1]
        if self._wants_operand:
            raise self._error("the formula ends where an operand is expected", end)
        self._reduce(1)
        if self._pending:
            raise self._error("this bracket is never closed", Token(TokenKind.OPEN, "(", self._pending[-1].place))
        return self._operands.pop()

    def _operand(self, token: Token, following: Token) -> None:
        match token.kind:
            case TokenKind.NUMBER:
                text = token.text
                self._push_operand(Number(Fraction(int(text) if text.isdigit() else text)), token)
            case TokenKind.NAME:
                self._name(token, following)
            case TokenKind.OPEN:
                opened_call = self._pending and self._pending[-1].operator == "call"
                if not opened_call:
                    self._push_pending("(", token)
                else:
                    self._pending[-1].operator = "arguments"
            case TokenKind.OPERATOR if token.text == "-":
                self._push_pending("negate", token)
            case TokenKind.OPERATOR if token.text == "+":
                return
            case _:
                raise self._error("an operand is expected here", token)

    def _name(self, token: Token, following: Token) -> None:
        name = ALIASES.get(token.text, token.text)
        called = following.kind is TokenKind.OPEN
        if name in ARITY:
            if not called:
                raise self._error(f"the function {name} needs its argument in brackets", token, f"write {name}(x)")
            self._push_pending("call", Token(token.kind, name, token.place))
            self._pending[-1].arguments = [Symbol(name)]
        elif called:
            raise self._unknown_function(token)
        elif name in MISTAKEN:
            raise self._error("this name is not a constant", token, f"write {MISTAKEN[name]}")
        else:
            self._push_operand(Constant(name) if name in CONSTANTS else Symbol(name), token)

    def _operator(self, token: Token) -> None:
        match token.kind:
            case TokenKind.OPERATOR:
                right_associative = token.text == "**"
                self._reduce(_PRECEDENCE[token.text] + right_associative)
                self._push_pending(token.text, token)
                self._wants_operand = True
            case TokenKind.CLOSE:
                self._close(token)
            case TokenKind.COMMA:
                self._reduce(1)
                if not self._pending or self._pending[-1].operator != "arguments":
                    raise self._error("a comma stands outside the arguments of a function", token)
                self._take_argument()
                self._wants_operand = True
            case TokenKind.EQUALS:
                raise self._error("an equals sign is not expected here", token)
            case _:
                raise self._error(
                    "two operands stand side by side; multiplication is not implied", token, "write * between them"
                )

    def _close(self, token: Token) -> None:
        self._reduce(1)
        if not self._pending:
            raise self._error("this bracket was never opened", token)
        if self._pending[-1].operator == "arguments":
            self._take_argument()
            self._finish_call(token)
        else:
            self._pending.pop()

    def _take_argument(self) -> None:
        arguments = self._pending[-1].arguments
        if arguments is not None:
            arguments.append(self._operands.pop())

    def _finish_call(self, token: Token) -> None:
        call = self._pending.pop()
        head, *arguments = call.arguments or [Symbol("")]
        name = head.name if isinstance(head, Symbol) else ""
        least, most = ARITY[name]
        if not least <= len(arguments) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            raise self._error(f"{name} takes {wanted} argument(s), not {len(arguments)}", token)
        self._push_operand(Call(name, tuple(arguments)), token)

    def _push_operand(self, node: Expression, token: Token) -> None:
        self._count(token)
        self._operands.append(node)
        self._wants_operand = False

    def _push_pending(self, operator: str, token: Token) -> None:
        self._pending.append(_Pending(operator, token.place))
        if len(self._pending) > MAX_DEPTH:
            raise CostError(f"the formula is nested deeper than {MAX_DEPTH}", token.place, field=self._field)

    def _reduce(self, precedence: int) -> None:
        """Apply every pending operator that binds at least as tightly as ``precedence``."""
        while self._pending and self._pending[-1].precedence >= precedence:
            pending = self._pending.pop()
            self._count(Token(TokenKind.OPERATOR, pending.operator, pending.place))
            right = self._operands.pop()
            if pending.operator == "negate":
                self._operands.append(Negation(right))
            else:
                self._operands.append(combine(pending.operator, self._operands.pop(), right))

    def _count(self, token: Token) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise CostError(f"the formula has more than {MAX_NODES} nodes", token.place, field=self._field)

    def _unknown_function(self, token: Token) -> InputError:
        close = difflib.get_close_matches(token.text, _known_functions(), n=1)
        product = len(token.text) == 1 or token.text in CONSTANTS
        suggestion = f"write {token.text}*( for a product" if product else f"did you mean {close[0]}?" if close else ""
        return self._error("this is not a known function", token, suggestion)

    def _error(self, reason: str, token: Token, suggestion: str = "") -> InputError:
        return InputError(reason, token.place, field=self._field, suggestion=suggestion)


def combine(operator: str, left: Expression, right: Expression) -> Expression:
    """The node of a binary operator `+ - * / **`; chains of sums and of products are one node each."""
    match operator:
        case "+" | "-":
            term = Negation(right) if operator == "-" else right
            return Sum((*left.terms, term)) if isinstance(left, Sum) else Sum((left, term))
        case "*":
            return Product((*left.factors, right)) if isinstance(left, Product) else Product((left, right))
        case "/":
            return Quotient(left, right)
        case _:
            return Power(left, right)


def _known_functions() -> Iterable[str]:
    return [*ARITY, *ALIASES]
