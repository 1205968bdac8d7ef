"""Reader of predicates with their points and values: goals, and the assumptions of statements without constructions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from fractions import Fraction

from trivium.geometry.errors import ProblemError
from trivium.geometry.language.scanner import Limits, Scanner, Span, Token, closest
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.predicates.predicate import SIGNATURES, Predicate, Signature

_LARGEST = 10**10
"""Largest numerator or denominator of a value."""
VALUE = re.compile(r"([+-]?\d{1,9}(?:\.\d{1,9})?(?:/[1-9]\d{0,8})?)(o|pi(?:/[1-9]\d{0,8})?)?")
_LENGTHS = ("lconst", "l2const", "lcompute")
_SEEN = ("diff", "ncoll", "npara", "nperp", "sameclock", "sameside", "nsameside", "obtuse_angle")
"""What other systems call predicates and is read off the figure."""
_EQUATIONS = ("lequation", "aequation", "distseq", "distmeq", "angeq", "PythagoreanPremises", "PythagoreanConclusions")
_APART = ("simtri", "contri")

ALIASES: Mapping[str, str] = {
    "simtrir": "simtri_reverse",
    "simtri2": "simtri_reverse",
    "contrir": "contri_reverse",
    "contri2": "contri_reverse",
    "circumcenter": "circle",
    "midpoint": "midp",
}
"""Names that other systems give to predicates of the language."""


def read_predicate(
    scanner: Scanner,
    span: Span,
    known: Collection[str],
    *,
    aliases: Mapping[str, str] = ALIASES,
    clause: int = 0,
    asked: bool = True,
) -> Predicate:
    """The predicate that the words of a span make; a question for a value only where it is `asked`.

    Raises ProblemError where there is none.
    """
    head, *arguments = span.words
    name, arguments = _named(head, arguments, aliases)
    signature = SIGNATURES.get(name)
    if signature is None or (signature.found_as and not asked):
        raise _unknown(scanner, head, clause, asked=asked)
    value, points = None, arguments
    if signature.valued and arguments:
        value, points = _value(scanner, name, arguments[-1], clause), arguments[:-1]
    _check_arity(scanner, head, signature, len(points), clause)
    for token in points:
        if token.text not in known:
            hint = closest(token.text, known)
            raise scanner.error_at("UNDEFINED_POINT", f"point {token.text[:40]!r} does not exist", token, hint, clause)
    predicate = Predicate(name, tuple(t.text for t in points), value)
    _check_degenerate(scanner, head, predicate, clause)
    return predicate


def read_goals(
    scanner: Scanner,
    start: int,
    known: Collection[str],
    limits: Limits,
    aliases: Mapping[str, str] = ALIASES,
) -> tuple[Predicate, ...]:
    """The goals after an offset, separated by ';'; raises ProblemError where there is none."""
    spans = [scanner.words(*span) for span in scanner.split(start, len(scanner.source), ";")]
    goals = tuple(read_predicate(scanner, span, known, aliases=aliases) for span in spans if span.words)
    if not goals:
        raise scanner.error("NO_GOAL", "nothing follows the '?'", max(start - 1, 0))
    if len(goals) > limits.goals:
        raise scanner.error("TOO_LARGE", f"more than {limits.goals} goals", start)
    return goals


def _named(head: Token, arguments: list[Token], aliases: Mapping[str, str]) -> tuple[str, list[Token]]:
    """The predicate's own name, and its arguments; `equal_angles a b c d e f` names two angles by three points each."""
    if head.text == "equal_angles" and len(arguments) == 6:
        a, b, c, d, e, f = arguments
        return "eqangle", [b, a, b, c, e, d, e, f]
    return aliases.get(head.text, head.text), arguments


def _unknown(scanner: Scanner, head: Token, clause: int, *, asked: bool) -> ProblemError:
    kind = "goal" if asked else "predicate"
    code = f"UNKNOWN_{kind.upper()}"
    if head.text in _LENGTHS:
        reason = f"{head.text}: figures have no unit of length"
        return scanner.error_at(code, reason, head, "compare two lengths with rconst or rcompute", clause)
    if head.text in _SEEN:
        reason = f"{head.text} is read off the figure, never assumed or shown"
        return scanner.error_at(code, reason, head, "leave it out: proofs list what they take from the figure", clause)
    if head.text in _EQUATIONS:
        reason = f"{head.text}: general equations are no {kind}s here"
        return scanner.error_at(code, reason, head, "state it with cong, eqratio, eqangle, aconst or rconst", clause)
    return scanner.error_at(code, f"unknown {kind} {head.text[:40]!r}", head, closest(head.text, SIGNATURES), clause)


def _check_arity(scanner: Scanner, head: Token, signature: Signature, count: int, clause: int) -> None:
    if count == signature.arity or (signature.variadic and count >= signature.arity):
        return
    more = "at least " if signature.variadic else ""
    wanted = f"{more}{signature.arity} points" + (" and a value" if signature.valued else "")
    raise scanner.error_at("WRONG_ARITY", f"{head.text} takes {wanted}", head, signature.wording, clause)


def _check_degenerate(scanner: Scanner, head: Token, predicate: Predicate, clause: int) -> None:
    triangles = predicate.name.startswith(_APART)
    if SIGNATURES[predicate.name].variadic or predicate.name == "midp" or triangles:
        parts = (predicate.points[:3], predicate.points[3:]) if triangles else (predicate.points,)
        if any(len(set(part)) != len(part) for part in parts):
            raise scanner.error_at("DEGENERATE", f"{head.text} with repeated points", head, clause=clause)
    try:
        equations_of(predicate)
    except ValueError as error:
        raise scanner.error_at("DEGENERATE", f"{head.text}: {error}", head, clause=clause) from None


def _value(scanner: Scanner, name: str, token: Token, clause: int) -> Fraction:
    match = VALUE.fullmatch(token.text)
    unit = match[2] if match else None
    ratio = name in ("rconst", "r2const")
    if match is None or (unit is not None and ratio):
        raise scanner.error_at("BAD_VALUE", "not a value", token, "60o, 1pi/3 or 3/4", clause)
    number = Fraction(match[1])
    if unit is not None and unit.startswith("pi"):
        number *= Fraction(180, int(unit[3:] or 1))
    if max(abs(number.numerator), number.denominator) > _LARGEST:
        raise scanner.error_at("BAD_VALUE", "too many digits", token, clause=clause)
    if ratio and number <= 0:
        raise scanner.error_at("BAD_VALUE", "a ratio is positive", token, clause=clause)
    return number
