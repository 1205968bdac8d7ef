"""The checker's own reader of statements, and the canonical form it compares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from trivium.geometry.certificate.givens import CONSTRUCTIONS, NUMERIC_ARGUMENT, given_by, meaning
from trivium.geometry.certificate.model import CertificateError, Fact

_MOST = 65536
_LARGEST = 10**10
_RATIONAL = re.compile(r"[+-]?[0-9]{1,10}(\.[0-9]{1,10}|/[1-9][0-9]{0,9})?")
_VALUED_GOALS = ("s_angle", "aconst", "rconst")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the checker reads it."""

    canonical: str
    points: tuple[str, ...]
    given: tuple[Fact, ...]
    goal: tuple[Fact, ...]


def digest(source: str) -> str:
    """SHA-256 of a statement as written, without surrounding white space."""
    return sha256(source.strip().encode()).hexdigest()


def read(source: str) -> Statement:
    """Reads a statement; raises CertificateError where it cannot."""
    if len(source) > _MOST or source.count("?") != 1:
        raise CertificateError("the source is no statement with one goal part")
    construction_part, goal_part = source.split("?")
    points: list[str] = []
    clauses: list[str] = []
    given: list[Fact] = []
    for clause in construction_part.split(";"):
        if clause.strip():
            clauses.append(_clause(clause, points, given))
    goals, goal = [], []
    for text in goal_part.split(";"):
        if text.split():
            shown, facts = _goal(text.split(), points)
            goals.append(shown)
            goal += facts
    if not goal:
        raise CertificateError("the statement asks nothing")
    return Statement(f"{'; '.join(clauses)} ? {'; '.join(goals)}", tuple(points), tuple(given), tuple(goal))


def _clause(text: str, points: list[str], given: list[Fact]) -> str:
    left, equals, right = text.partition("=")
    new = [word.partition("@")[0] for word in left.split()]
    if not equals or not new or len(set(new)) != len(new) or set(new) & set(points):
        raise CertificateError(f"clause {text.strip()!r} cannot be read")
    shown = []
    for part in right.split(","):
        name, *arguments = part.split() or [""]
        role, value = _roles(name, arguments, new, points)
        given += given_by(name, role, value)
        shown.append(" ".join((name, *(str(value) if r == NUMERIC_ARGUMENT.get(name) else p for r, p in role.items()))))
    points += new
    return f"{' '.join(new)} = {', '.join(shown)}"


def _roles(name: str, arguments: list[str], new: list[str], old: list[str]) -> tuple[dict[str, str], Fraction | None]:
    """What stands in the place of each argument, in the order of the full form, and the number among them."""
    if name not in CONSTRUCTIONS:
        raise CertificateError(f"unknown construction {name!r}")
    letters, fresh, _ = CONSTRUCTIONS[name]
    if len(new) != len(fresh):
        raise CertificateError(f"{name} makes {len(fresh)} points")
    if len(arguments) != len(letters):
        rest, added = list(arguments), list(new)
        if len(rest) != len(letters) - len(fresh):
            raise CertificateError(f"{name} has the wrong number of arguments")
        arguments = [added.pop(0) if letter in fresh else rest.pop(0) for letter in letters]
    role = dict(zip(letters, arguments, strict=True))
    number = NUMERIC_ARGUMENT.get(name)
    for letter, word in role.items():
        if letter != number and word not in (new if letter in fresh else old):
            raise CertificateError(f"{word!r} is no point here")
    if {role[letter] for letter in fresh} != set(new):
        raise CertificateError(f"{name} makes other points")
    return role, None if number is None else _number(role[number].removesuffix("o"))


def _number(word: str) -> Fraction:
    if not _RATIONAL.fullmatch(word):
        raise CertificateError(f"{word[:40]!r} is no number")
    value = Fraction(word)
    if max(abs(value.numerator), value.denominator) > _LARGEST:
        raise CertificateError(f"{word!r} has too many digits")
    return value


def _goal(words: list[str], points: list[str]) -> tuple[str, list[Fact]]:
    name, *rest = words
    value = None
    if name in _VALUED_GOALS and rest:
        value = _goal_value(name, rest.pop())
    if not all(p in points for p in rest):
        raise CertificateError("the goal names a point that does not exist")
    shown = (name, *rest) if value is None else (name, *rest, str(value))
    return " ".join(shown), [f for f in meaning(name, rest, value) if f.terms or f.constant]


def _goal_value(name: str, word: str) -> Fraction:
    """The ratio for `rconst`, degrees otherwise; `1pi/3` is 60 degrees."""
    head, pi, tail = word.partition("pi")
    if pi and name != "rconst":
        divisor = _number(tail.removeprefix("/") or "1")
        if not divisor:
            raise CertificateError("division by zero")
        return _number(head) / divisor * 180
    return _number(head.removesuffix("o"))


def find(text: str, name: str) -> str:
    """The statement of that name in a file of problems, or the only statement of a text; raises CertificateError."""
    last, found = "", []
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if "=" in line or "?" in line:
            found.append((last, line.strip()))
            last = ""
        else:
            last = line.strip()
    named = [statement for title, statement in found if title == name]
    if len(named) == 1:
        return named[0]
    if not named and len(found) == 1 and not found[0][0]:
        return found[0][1]
    raise CertificateError(f"the source has {len(named)} problems of the name {name!r}")
