"""The checker's own terms: sums, products, powers and calls over exact rationals.

Subtraction, division, ``sqrt`` and ``E`` are read as their definitions, and numbers are folded, so that the text
of a term can be written down and read back to the same term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeAlias

MAX_FOLDED_EXPONENT = 64


class Term:
    """An immutable term with a cached hash: ``head`` is num, symbol, const, add, mul, pow or a function's name."""

    __slots__ = ("_hash", "args", "head", "name", "number")

    def __init__(self, head: str, args: tuple[Term, ...] = (), name: str = "", number: Fraction = Fraction(0)) -> None:
        self.head = head
        self.args = args
        self.name = name
        self.number = number
        # a Fraction's own hash is dear, and only a number has one
        self._hash = hash((head, number.numerator, number.denominator) if head == "num" else (head, args, name))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Term) or self._hash != other._hash:
            return False
        return (self.head, self.name, self.number, self.args) == (other.head, other.name, other.number, other.args)

    def __repr__(self) -> str:
        return f"Term({write(self)})"

    @property
    def is_number(self) -> bool:
        """Whether the term is an exact rational."""
        return self.head == "num"


Powers: TypeAlias = "tuple[tuple[Term, Fraction], ...]"
"""Factors with their exponents."""


def number(value: Fraction | int) -> Term:
    """An exact rational."""
    return Term("num", number=value if isinstance(value, Fraction) else Fraction(value))


def symbol(name: str) -> Term:
    """A variable."""
    return Term("symbol", name=name)


def constant(name: str) -> Term:
    """A named constant; ``E`` is ``exp(1)``."""
    return Term("exp", (ONE,)) if name == "E" else Term("const", name=name)


_NOTHING = Fraction(0)
ZERO, ONE, MINUS_ONE, TWO, HALF = number(0), number(1), number(-1), number(2), number(Fraction(1, 2))
I, PI = Term("const", name="I"), Term("const", name="pi")  # noqa: E741 - its name in every textbook


def add(terms: Iterable[Term]) -> Term:
    """A flat sum with its numbers folded into the last term."""
    total, rest = _NOTHING, []
    for term in terms:
        for part in term.args if term.head == "add" else (term,):
            if part.is_number:
                total = total + part.number if total else part.number
            else:
                rest.append(part)
    if total or not rest:
        rest.append(number(total))
    return rest[0] if len(rest) == 1 else Term("add", tuple(rest))


def mul(terms: Iterable[Term]) -> Term:
    """A flat product with its numbers folded into the first factor; a factor 0 keeps the others."""
    total, rest = Fraction(1), []
    for term in terms:
        for part in term.args if term.head == "mul" else (term,):
            if part.is_number:
                total *= part.number
            else:
                rest.append(part)
    if total != 1 or not rest:
        rest.insert(0, number(total))
    return rest[0] if len(rest) == 1 else Term("mul", tuple(rest))


def power(base: Term, exponent: Term) -> Term:
    """A principal power; small integer powers of numbers are folded, and ``E**z`` is ``exp(z)``."""
    if exponent.is_number:
        value = exponent.number
        if value == 1:
            return base
        small = value.denominator == 1 and abs(value) <= MAX_FOLDED_EXPONENT
        if base.is_number and small and (base.number or value > 0):
            return number(base.number ** int(value))
    if base == _E:
        return Term("exp", (exponent,))
    return Term("pow", (base, exponent))


def negate(term: Term) -> Term:
    """Minus the term."""
    return mul((MINUS_ONE, term))


def subtract(left: Term, right: Term) -> Term:
    """The difference."""
    return add((left, negate(right)))


def divide(left: Term, right: Term) -> Term:
    """The quotient."""
    return mul((left, power(right, MINUS_ONE)))


def call(name: str, *args: Term) -> Term:
    """A function at its arguments, with roots read as powers and ``log(x, b)`` as a quotient."""
    if name == "sqrt":
        return power(args[0], HALF)
    if name == "cbrt":
        return power(args[0], number(Fraction(1, 3)))
    if name == "log" and len(args) == 2:
        return divide(Term("log", args[:1]), Term("log", args[1:]))
    return Term(name, args)


_E = Term("exp", (ONE,))


def postorder(*roots: Term) -> Iterator[Term]:
    """Every distinct term below and including the roots, children first."""
    seen: set[Term] = set()
    stack: list[tuple[Term, bool]] = [(root, False) for root in reversed(roots)]
    while stack:
        term, ready = stack.pop()
        if term in seen:
            continue
        if ready or not term.args:
            seen.add(term)
            yield term
        else:
            stack.append((term, True))
            stack.extend((child, False) for child in reversed(term.args) if child not in seen)


def symbols(*roots: Term) -> frozenset[str]:
    """The names of the variables of the terms."""
    return frozenset(term.name for term in postorder(*roots) if term.head == "symbol")


def substitute(root: Term, replacements: dict[Term, Term]) -> Term:
    """The term with whole subterms replaced."""
    done: dict[Term, Term] = {}
    for term in postorder(root):
        done[term] = replacements.get(term) or rebuild(term, tuple(done[child] for child in term.args))
    return done[root]


def rebuild(term: Term, args: tuple[Term, ...]) -> Term:
    """The same head over other arguments."""
    if args == term.args:
        return term
    match term.head:
        case "add":
            return add(args)
        case "mul":
            return mul(args)
        case "pow":
            return power(*args)
        case _:
            return Term(term.head, args, term.name, term.number)


def write(root: Term) -> str:
    """The text of a term; reading it gives the term again."""
    texts: dict[Term, str] = {}
    for term in postorder(root):
        parts = [texts[child] for child in term.args]
        texts[term] = _text(term, parts)
    return texts[root]


def _text(term: Term, parts: list[str]) -> str:
    match term.head:
        case "num":
            return str(term.number) if term.number >= 0 and term.number.denominator == 1 else f"({term.number})"
        case "symbol" | "const":
            return term.name
        case "add":
            return f"({' + '.join(parts)})"
        case "mul":
            return f"({'*'.join(parts)})"
        case "pow":
            return f"({parts[0]}**{parts[1]})"
        case _:
            return f"{term.head}({', '.join(parts)})"
