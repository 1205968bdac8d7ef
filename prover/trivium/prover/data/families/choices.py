"""Draws that the families share: names, numbers, wrong values, contradictions."""

from __future__ import annotations

import random
from collections.abc import Sequence

from trivium.prover.data.draft import Aim
from trivium.prover.data.expressions import N, Sort, Term, Z, at_most, equal, less, remainder, var

_NUMBERS = ("x", "y", "z", "a", "b", "c", "m", "n", "k", "p", "q", "r", "s", "t", "u", "v", "w")
_COUNTERS = ("n", "m", "k", "j", "i")
_FUNCTIONS = ("f", "g", "h", "p", "q", "F", "G")
_SEQUENCES = ("a", "b", "u", "s", "t", "f", "g")


def names(rng: random.Random, count: int, pool: Sequence[str] = _NUMBERS) -> list[str]:
    """Different names; neighbours in the alphabet where that reads well."""
    if pool is _NUMBERS and count <= 3 and rng.random() < 0.7:
        start = rng.choice(("xyz", "abc", "mnk", "pqr", "uvw", "stu"))
        return list(start[:count])
    return rng.sample(pool, count)


def variables(rng: random.Random, count: int, sort: Sort) -> list[Term]:
    """Different variables of a sort."""
    return [var(name, sort) for name in names(rng, count)]


def counter(rng: random.Random, sort: Sort = N) -> Term:
    """A variable with the name of a whole number."""
    return var(rng.choice(_COUNTERS), sort)


def function_name(rng: random.Random) -> str:
    """A name of a function."""
    return rng.choice(_FUNCTIONS)


def sequence_name(rng: random.Random) -> str:
    """A name of a sequence."""
    return rng.choice(_SEQUENCES)


def sort_of_whole(rng: random.Random) -> Sort:
    """Natural numbers or integers."""
    return N if rng.random() < 0.4 else Z


def nonzero(rng: random.Random, bound: int) -> int:
    """A number other than zero, at most `bound` in size."""
    return rng.choice((1, 1, -1)) * rng.randint(1, bound)


def off(rng: random.Random, value: int, least: int | None = None) -> int:
    """A value near to another, and different."""
    while True:
        wrong = value + rng.choice((1, -1)) * rng.choice((1, 1, 2, 3, 5, 10))
        if least is None or wrong >= least:
            return wrong


def claimed(rng: random.Random, aim: Aim, value: int, least: int | None = None) -> int:
    """The value, or a wrong one where the statement is to be false."""
    return off(rng, value, least) if aim is Aim.FALSE else value


def contradiction(rng: random.Random, term: Term) -> list[Term]:
    """Two hypotheses about a number that cannot both hold."""
    low = rng.randint(1, 30)
    kind = rng.randrange(3)
    if kind == 0:
        return [less(term, low), less(low + rng.randint(0, 20), term)]
    if kind == 1:
        modulus = rng.choice((4, 6, 8, 9, 10, 12, 15))
        part = next(d for d in (2, 3, 5) if modulus % d == 0)
        rest = rng.randrange(modulus)
        return [equal(remainder(term, modulus), rest), equal(remainder(term, part), (rest + 1) % part)]
    return [at_most(low + 1, term), at_most(term, low)]


def size(value: int) -> int:
    """0 for small numbers, 1 for larger ones, 2 for large ones."""
    return 0 if abs(value) < 20 else 1 if abs(value) < 400 else 2


def bounded(level: int) -> int:
    """A difficulty between 1 and 5."""
    return max(1, min(5, level))
