"""The checker's own reader of statements, and the canonical form it compares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from trivium.geometry.certificate.definitions import CHOOSES_OTHERWISE, DEFINITIONS
from trivium.geometry.certificate.givens import (
    CONSTRUCTIONS,
    NUMERIC_ARGUMENT,
    PREDICATES,
    defined_by,
    given_by,
    meaning,
)
from trivium.geometry.certificate.model import CertificateError, Fact

_MOST = 65536
_LARGEST = 10**10
_RATIONAL = re.compile(r"[+-]?[0-9]{1,10}(\.[0-9]{1,10}|/[1-9][0-9]{0,9})?")
_VALUED = ("s_angle", "aconst", "rconst", "r2const")
QUESTIONS = {"acompute": ("aconst",), "rcompute": ("rconst", "r2const")}
"""Goals that ask for a value, and the goals that state one."""
_OTHER_NAMES = {
    "simtrir": "simtri_reverse",
    "simtri2": "simtri_reverse",
    "contrir": "contri_reverse",
    "contri2": "contri_reverse",
    "circumcenter": "circle",
    "midpoint": "midp",
}
_ORIENTED = _OTHER_NAMES | {"simtri": "simtri_direct", "contri": "contri_direct"}
"""In AG2 and Yuclid texts the orientation is meant."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A choice that a construction makes among the solutions of its equations; see `definitions`."""

    letter: str
    points: tuple[str, ...]
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the checker reads it."""

    setting: str
    """Everything before the goals, in canonical form."""
    goals: tuple[str, ...]
    points: tuple[str, ...]
    given: tuple[Fact, ...]
    goal: tuple[Fact, ...]
    defined: tuple[Fact, ...]
    """Independent equations that say what the constructions mean, or what is assumed."""
    conditions: tuple[Condition, ...]
    """What else the constructions mean."""

    @property
    def constructed(self) -> bool:
        """Whether the statement has constructions, not only points and predicates."""
        return "=" in self.setting

    @property
    def canonical(self) -> str:
        """The statement in the one form in which statements are compared."""
        return f"{self.setting} ? {'; '.join(self.goals)}"

    def answers(self, asked: Statement) -> bool:
        """Whether this is the statement that was asked, questions for a value answered by one."""
        same = len(self.goals) == len(asked.goals) and self.setting == asked.setting
        return same and all(map(_answers, self.goals, asked.goals))


def _answers(goal: str, asked: str) -> bool:
    if goal == asked:
        return True
    name, *points = asked.split()
    answer, *rest = goal.split()
    return answer in QUESTIONS.get(name, ()) and rest[:-1] == points


def digest(source: str) -> str:
    """SHA-256 of a statement as written, without surrounding white space."""
    return sha256(source.strip().encode()).hexdigest()


def read(source: str) -> Statement:
    """Reads a statement in any of the languages; raises CertificateError where it cannot."""
    if len(source) > _MOST:
        raise CertificateError("the source is too long")
    if is_lines(source):
        return _read_lines(source)
    if source.count("?") != 1:
        raise CertificateError("the source is no statement with one goal part")
    setting, asked = source.split("?")
    draft = _Draft()
    if re.match(r"\s*points\s+[^\s=]", source):
        draft.declare(setting.partition("points")[2].partition(";")[0].split())
        draft.assume(setting.partition(";")[2].split(";"), _OTHER_NAMES)
    elif _is_ag2(setting):
        for clause in setting.split(";"):
            left, equals, right = clause.partition("=")
            if left.split() and not equals:
                raise CertificateError(f"clause {clause.strip()!r} cannot be read")
            draft.declare(left.split())
            draft.assume(right.split(","), _ORIENTED)
        return draft.finished(asked.split(";"), _ORIENTED)
    else:
        draft.construct(setting.split(";"))
    return draft.finished(asked.split(";"), _OTHER_NAMES)


def is_lines(source: str) -> bool:
    """Whether a text is in Yuclid's form, a line a fact."""
    lines = [line for line in source.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    return bool(lines) and bool(re.match(r"\s*point\s+[^\s=]+\s+[-+.0-9]", lines[0]))


def _is_ag2(setting: str) -> bool:
    """Whether points with coordinates are followed by predicates instead of constructions."""
    rights = [clause.partition("=")[2].split() for clause in setting.split(";") if "=" in clause]
    heads = [right[0] for right in rights if right]
    if "@" in setting and not all(rights):
        return True
    known = [head for head in heads if head in CONSTRUCTIONS or head in PREDICATES]
    return bool(known) and known[0] in PREDICATES


def _read_lines(source: str) -> Statement:
    draft, goals = _Draft(), []
    for line in source.split("\n"):
        head, *rest = line.split() or ["#"]
        if head == "point":
            draft.declare(rest[:1])
        elif head == "assume":
            draft.assume([" ".join(rest)], _ORIENTED)
        elif head == "prove":
            goals.append(" ".join(rest))
        elif not head.startswith("#"):
            raise CertificateError(f"line {line.strip()[:60]!r} cannot be read")
    return draft.finished(goals, _ORIENTED)


class _Draft:
    """A statement that is being read."""

    def __init__(self) -> None:
        self._points: list[str] = []
        self._given: list[Fact] = []
        self._clauses: list[str] = []
        self._assumed: list[str] = []
        self._defined: list[Fact] = []
        self._conditions: list[Condition] = []

    def construct(self, clauses: list[str]) -> None:
        for clause in clauses:
            if clause.strip():
                self._clauses.append(self._clause(clause))

    def _clause(self, text: str) -> str:
        left, equals, right = text.partition("=")
        new = [word.partition("@")[0] for word in left.split()]
        if not equals or not new or len(set(new)) != len(new) or set(new) & set(self._points):
            raise CertificateError(f"clause {text.strip()!r} cannot be read")
        shown = []
        for part in right.split(","):
            name, *arguments = part.split() or [""]
            role, value = _roles(name, arguments, new, self._points)
            self._given += given_by(name, role, value)
            self._defined += defined_by(name, role, value)
            self._conditions += _conditions(name, role, value)
            number = NUMERIC_ARGUMENT.get(name)
            shown.append(" ".join((name, *(str(value) if r == number else p for r, p in role.items()))))
        self._points += new
        return f"{' '.join(new)} = {', '.join(shown)}"

    def declare(self, words: list[str]) -> None:
        for word in words:
            name = word.partition("@")[0]
            if name in self._points:
                raise CertificateError(f"point {name!r} exists already")
            self._points.append(name)

    def assume(self, texts: list[str], names: dict[str, str]) -> None:
        for text in texts:
            if text.split():
                shown, facts = _predicate(text.split(), self._points, names)
                self._assumed.append(shown)
                self._given += facts
                self._defined += facts

    def finished(self, texts: list[str], names: dict[str, str]) -> Statement:
        goals, goal = [], []
        for text in texts:
            if text.split():
                shown, facts = _goal(text.split(), self._points, names)
                goals.append(shown)
                goal += facts
        if not goals:
            raise CertificateError("the statement asks nothing")
        declared = [] if self._clauses else [" ".join(("points", *self._points))]
        setting = "; ".join((*self._clauses, *declared, *self._assumed))
        return Statement(
            setting,
            tuple(goals),
            tuple(self._points),
            tuple(self._given),
            tuple(goal),
            tuple(self._defined),
            tuple(self._conditions),
        )


def _conditions(name: str, role: dict[str, str], value: Fraction | None) -> list[Condition]:
    if name in CHOOSES_OTHERWISE:
        return [Condition("?", (name,), None)]
    _, shorthands = DEFINITIONS.get(name, (None, ""))
    return [Condition(s[0], tuple(role[letter] for letter in s[1:]), value) for s in shorthands.split()]


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


def _goal(words: list[str], points: list[str], names: dict[str, str]) -> tuple[str, list[Fact]]:
    """A goal; one that asks for a value says nothing yet."""
    if words[0] in QUESTIONS:
        if len(words) != 5 or not all(p in points for p in words[1:]):
            raise CertificateError("the question cannot be read")
        return " ".join(words), []
    return _predicate(words, points, names)


def _predicate(words: list[str], points: list[str], names: dict[str, str]) -> tuple[str, list[Fact]]:
    name, *rest = words
    value = None
    if name == "equal_angles" and len(rest) == 6:
        a, b, c, d, e, f = rest
        name, rest = "eqangle", [b, a, b, c, e, d, e, f]
    name = names.get(name, name)
    if name in _VALUED and rest:
        value = _goal_value(name, rest.pop())
    if not all(p in points for p in rest):
        raise CertificateError("a predicate names a point that does not exist")
    shown = (name, *rest) if value is None else (name, *rest, str(value))
    return " ".join(shown), [f for f in meaning(name, rest, value) if f.terms or f.constant]


def _goal_value(name: str, word: str) -> Fraction:
    """The ratio for `rconst`, its square for `r2const`, degrees otherwise; `1pi/3` is 60 degrees."""
    head, pi, tail = word.partition("pi")
    if pi and name not in ("rconst", "r2const"):
        divisor = _number(tail.removeprefix("/") or "1")
        if not divisor:
            raise CertificateError("division by zero")
        return _number(head) / divisor * 180
    return _number(head.removesuffix("o"))


def find(text: str, name: str) -> str:
    """The statement of that name in a file of problems, or the only statement of a text; raises CertificateError."""
    if is_lines(text):
        return text.strip()
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
