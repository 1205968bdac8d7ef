"""Reader of assumptions: ``x positive, n positive integer, z complex, t (0,2)``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from trivium.cas.domain.variables import Domain, Kind
from trivium.cas.errors import AssumptionError, Place
from trivium.cas.reader.names import ARITY, CONSTANTS

MAX_BYTES = 4 * 1024

_WORDS: dict[str, Domain] = {
    "real": Domain(Kind.REAL),
    "complex": Domain(Kind.COMPLEX),
    "integer": Domain(Kind.INTEGER),
    "positive": Domain(Kind.REAL, lower=Fraction(0)),
    "nonnegative": Domain(Kind.REAL, lower=Fraction(0), lower_closed=True),
    "negative": Domain(Kind.REAL, upper=Fraction(0)),
    "unit": Domain(Kind.REAL, lower=Fraction(0), upper=Fraction(1)),
}

_BOUND = r"[+-]?\s*(?:\d{1,50}(?:\.\d{1,50}|/\d{1,50})?|oo)"
_CLAUSE = re.compile(
    rf"\s*([A-Za-z][A-Za-z0-9_]*)\s+((?:[a-z]+|[(\[]\s*{_BOUND}\s*,\s*{_BOUND}\s*[)\]])"
    rf"(?:\s+(?:[a-z]+|[(\[]\s*{_BOUND}\s*,\s*{_BOUND}\s*[)\]]))*)\s*",
    re.ASCII,
)
_PIECE = re.compile(rf"([a-z]+)|([(\[])\s*({_BOUND})\s*,\s*({_BOUND})\s*([)\]])", re.ASCII)


def read_assumptions(assume: str | Mapping[str, str]) -> dict[str, Domain]:
    """The domain of each variable that is named.

    Raises :class:`AssumptionError` with the place where the text stops making sense.

    >>> {name: str(domain) for name, domain in read_assumptions("x positive, t [0, 2)").items()}
    {'x': 'positive', 't': '[0, 2)'}
    """
    if isinstance(assume, str):
        return _read_text(assume)
    domains: dict[str, Domain] = {}
    for name, words in assume.items():
        if len(name) + len(words) > MAX_BYTES:
            raise AssumptionError("the assumption is too long", Place(1, 1), field="assume")
        domains.update(_read_text(f"{name} {words}"))
        if name not in domains:
            raise AssumptionError("this is not the name of a variable", Place(1, 1, name), field="assume")
    return domains


def _read_text(text: str) -> dict[str, Domain]:
    if len(text) > MAX_BYTES:
        raise AssumptionError("the assumptions are too long", Place(1, 1), field="assume")
    domains: dict[str, Domain] = {}
    position = 0
    while text[position:].strip():
        match = _CLAUSE.match(text, position)
        if match is None or (match.end() < len(text) and text[match.end()] not in ",;"):
            raise _unreadable(text, position if match is None else match.end())
        name, words = match.group(1), match.group(2)
        if name in domains or name in CONSTANTS or name in ARITY:
            reason = "this variable was given a domain before" if name in domains else "this is not a variable"
            raise AssumptionError(reason, Place(1, match.start(1) + 1, name), field="assume")
        domains[name] = _read_words(words, match.start(2))
        position = match.end() + 1
    return domains


def _read_words(words: str, offset: int) -> Domain:
    domain: Domain | None = None
    for piece in _PIECE.finditer(words):
        place = Place(1, offset + piece.start() + 1, piece.group())
        one = _interval(piece, place) if piece.group(1) is None else _WORDS.get(piece.group(1))
        if one is None:
            suggestion = f"known words: {' '.join(_WORDS)}, or an interval such as (0,2)"
            raise AssumptionError("unknown assumption", place, field="assume", suggestion=suggestion)
        domain = one if domain is None else domain.meet(one)
        if domain is None:
            raise AssumptionError("no number satisfies these assumptions together", place, field="assume")
    if domain is None:
        raise AssumptionError("an assumption is expected", Place(1, offset + 1), field="assume")
    return domain


def _interval(piece: re.Match[str], place: Place) -> Domain:
    opening, low, high, closing = piece.group(2), piece.group(3), piece.group(4), piece.group(5)
    lower, upper = _bound(low, place), _bound(high, place)
    below_all, above_all = low.endswith("oo"), high.endswith("oo")
    if (below_all and not low.startswith("-")) or (above_all and high.startswith("-")):
        raise AssumptionError("the interval is empty", place, field="assume")
    if lower is not None and upper is not None and lower >= upper:
        raise AssumptionError("the interval is empty or a single point", place, field="assume")
    return Domain(Kind.REAL, lower, upper, opening == "[" and lower is not None, closing == "]" and upper is not None)


def _bound(text: str, place: Place) -> Fraction | None:
    compact = text.replace(" ", "")
    if compact.endswith("oo"):
        return None
    if compact.partition("/")[2].strip("0") == "" and "/" in compact:
        raise AssumptionError("division by zero", place, field="assume")
    return Fraction(compact)


def _unreadable(text: str, position: int) -> AssumptionError:
    rest = text[position:].split()
    return AssumptionError(
        "the assumption could not be read",
        Place(1, position + 1, rest[0][:32] if rest else ""),
        field="assume",
        suggestion="write a name and words: 'x positive, n positive integer, t (0,2)'",
    )
