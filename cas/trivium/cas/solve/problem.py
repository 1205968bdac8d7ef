"""What is to be solved: ``integrate(1/x, x)``, ``limit(sin(x)/x, x, 0)``, ``sum(k, k, 1, n)``, ``simplify(f)``."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trivium.cas.domain.variables import REAL, Domain
from trivium.cas.errors import InputError, Place
from trivium.cas.reader.assumptions import read_assumptions
from trivium.cas.reader.expression import read_tokens
from trivium.cas.reader.printer import print_expression
from trivium.cas.reader.syntax import Expression, Negation, Number, Sum, Symbol, symbols
from trivium.cas.reader.tokens import Token, TokenKind, tokenize

MAX_SERIES_ORDER = 40
_WORDS = {"left": "-", "right": "+", "both": "both"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, as it was understood."""

    operation: str
    """One of :data:`OPERATIONS`."""

    expression: Expression
    """What is integrated, summed, expanded …; for an equation, the left side minus the right one."""

    variable: str
    """The variable that is bound, or solved for; empty for ``simplify``."""

    bounds: tuple[Expression, ...]
    """Both ends of an integral or a sum; the point of a limit or a series."""

    direction: str
    """Of a limit: ``+`` from above, ``-`` from below, or ``both``."""

    order: int
    """Of a series: the order of the first term that is left out."""

    domains: Mapping[str, Domain]
    """The domain of every variable that occurs, sorted by name."""

    function: str = ""
    """Of a differential equation: the unknown function; ``y_x`` and ``y_xx`` are its derivatives by ``x``."""

    @property
    def statement(self) -> str:
        """The canonical text.

        >>> read_problem("integrate(1/x, x, 1, t)", "t positive").statement
        'integrate(1/x, x, 1, t)  [t positive]'
        """
        name = "integrate" if self.operation in ("antiderivative", "integral") else self.operation
        parts = [print_expression(self.expression) + (" = 0" if self.operation in _EQUATIONS else "")]
        parts += [self.function] if self.function else []
        parts += [self.variable] if self.variable else []
        parts += map(print_expression, self.bounds)
        if self.operation == "limit":
            parts.append({sign: word for word, sign in _WORDS.items()}[self.direction])
        if self.operation == "series":
            parts.append(str(self.order))
        said = "; ".join(f"{variable} {domain}" for variable, domain in self.domains.items())
        return f"{name}({', '.join(parts)})" + (f"  [{said}]" if said else "")


OPERATIONS: Mapping[str, tuple[int, ...]] = {
    "integrate": (2, 4),
    "limit": (3, 4),
    "sum": (4,),
    "series": (4,),
    "solve": (2,),
    "dsolve": (3, 5),
    "simplify": (1,),
}
"""The problems by name, with the numbers of arguments."""

SPELLINGS: Mapping[str, str] = {"Integral": "integrate", "Limit": "limit", "Sum": "sum", "summation": "sum"}
"""Other names that people know from SymPy; bounds may stand in brackets, as there: `Sum(1/k**2, (k, 1, oo))`."""
_EQUATIONS = frozenset({"solve", "dsolve"})
_BOUND = frozenset({"integral", "limit", "sum", "series"})


def read_problem(text: str, assume: str | Mapping[str, str] = "") -> Problem:
    """The problem that a text states; raises :class:`InputError` with its place."""
    tokens = list(tokenize(text, "problem"))
    name, arguments = _arguments(tokens)
    if len(arguments) not in OPERATIONS[name]:
        wanted = " or ".join(map(str, OPERATIONS[name]))
        raise _error(f"{name} takes {wanted} arguments, not {len(arguments)}", tokens[0])
    words = tokens[-1:]
    order, direction = 0, "both"
    if name == "limit" and len(arguments) == 4:
        *arguments, words = arguments
        direction = _direction(words)
    if name == "series":
        *arguments, words = arguments
        order = _order(words)
    expression = _equation(arguments[0]) if name in _EQUATIONS else read_tokens(arguments[0], "problem")
    function = _variable(arguments.pop(1)) if name == "dsolve" else ""
    variable = _variable(arguments[1]) if len(arguments) > 1 else ""
    bounds = tuple(read_tokens(part, "problem") for part in arguments[2:])
    operation = ("integral" if bounds else "antiderivative") if name == "integrate" else name
    said = read_assumptions(assume)
    free = set(symbols(expression)) - ({variable} if operation in _BOUND else set())
    if function:
        free = {free_name for free_name in free if _derivative_order(free_name, function, variable) is None}
        free.add(variable)
    names = sorted(free.union(*(symbols(bound) for bound in bounds)))
    domains = {free_name: said.get(free_name, REAL) for free_name in names}
    return Problem(operation, expression, variable, bounds, direction, order, domains, function)


def _derivative_order(name: str, function: str, variable: str) -> int | None:
    """0 for ``y``, 1 for ``y_x``, 2 for ``y_xx`` …; ``None`` for any other name."""
    if name == function:
        return 0
    stem, _, suffix = name.rpartition("_")
    times = len(suffix) // len(variable)
    return times if stem == function and suffix and suffix == variable * times else None


def derivatives(problem: Problem) -> dict[str, int]:
    """The names that stand for the unknown function and its derivatives, with their orders."""
    found = {name: _derivative_order(name, problem.function, problem.variable) for name in symbols(problem.expression)}
    return {name: order for name, order in found.items() if order is not None}


def split_answers(text: str) -> list[str]:
    """The answers of a list, split at the commas that stand outside brackets."""
    depth, cuts = 0, [-1]
    for place, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            cuts.append(place)
    parts = [text[start + 1 : stop].strip() for start, stop in itertools.pairwise([*cuts, len(text)])]
    return [part for part in parts if part]


def _arguments(tokens: Sequence[Token]) -> tuple[str, list[list[Token]]]:
    """The name of the problem and its arguments, each closed by an END token."""
    head, opening = tokens[0], tokens[1] if len(tokens) > 1 else tokens[0]
    name = SPELLINGS.get(head.text, head.text)
    if head.kind is not TokenKind.NAME or name not in OPERATIONS or opening.kind is not TokenKind.OPEN:
        raise _error("this is no problem", head, f"write one of {', '.join(f'{name}(…)' for name in OPERATIONS)}")
    depth, found, current = 0, [], list[Token]()
    for place, token in enumerate(tokens[1:], start=1):
        depth += {TokenKind.OPEN: 1, TokenKind.CLOSE: -1}.get(token.kind, 0)
        if depth == 0:
            if tokens[place + 1].kind is not TokenKind.END:
                raise _error("something stands behind the problem", tokens[place + 1])
            found.append([*current, _end(token)])
            return name, _opened(found)
        if depth == 1 and token.kind is TokenKind.COMMA:
            found.append([*current, _end(token)])
            current = []
        elif place > 1:
            current.append(token)
        if token.kind is TokenKind.END:
            break
    raise _error("this bracket is never closed", opening)


def _opened(arguments: list[list[Token]]) -> list[list[Token]]:
    """The arguments, with a second one such as `(x, 0, oo)` taken apart."""
    if len(arguments) != 2 or len(arguments[1]) < 4 or arguments[1][0].kind is not TokenKind.OPEN:
        return arguments
    depth, parts = 0, [list[Token]()]
    for token in arguments[1][1:-2]:
        depth += {TokenKind.OPEN: 1, TokenKind.CLOSE: -1}.get(token.kind, 0)
        if depth < 0:
            return arguments
        if depth == 0 and token.kind is TokenKind.COMMA:
            parts[-1].append(_end(token))
            parts.append([])
        else:
            parts[-1].append(token)
    parts[-1].append(_end(arguments[1][-2]))
    return [arguments[0], *parts]


def _end(token: Token) -> Token:
    return Token(TokenKind.END, "", token.place)


def _variable(tokens: Sequence[Token]) -> str:
    tree = read_tokens(tokens, "problem")
    if not isinstance(tree, Symbol):
        raise _error("the name of a variable is expected here", tokens[0])
    return tree.name


def _direction(tokens: Sequence[Token]) -> str:
    if len(tokens) != 2 or tokens[0].text not in _WORDS:
        raise _error("a limit is taken from left, right or both", tokens[0])
    return _WORDS[tokens[0].text]


def _order(tokens: Sequence[Token]) -> int:
    tree = read_tokens(tokens, "problem")
    if not isinstance(tree, Number) or tree.value.denominator != 1 or not 0 < tree.value <= MAX_SERIES_ORDER:
        raise _error(f"the order is a number from 1 to {MAX_SERIES_ORDER}", tokens[0])
    return int(tree.value)


def _equation(tokens: Sequence[Token]) -> Expression:
    sides = list(_split(tokens))
    if len(sides) > 2:
        raise _error("there is more than one equals sign", sides[1][-1])
    left, *right = (read_tokens(side, "problem") for side in sides)
    return Sum((left, Negation(right[0]))) if right else left


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    cuts = [-1, *(k for k, token in enumerate(tokens) if token.kind is TokenKind.EQUALS), len(tokens) - 1]
    for start, stop in itertools.pairwise(cuts):
        yield [*tokens[start + 1 : stop], _end(tokens[stop])]


def _error(reason: str, token: Token, suggestion: str = "") -> InputError:
    place = Place(token.place.line, token.place.column, token.text or token.place.token)
    return InputError(reason, place, field="problem", suggestion=suggestion)
