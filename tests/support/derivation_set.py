"""Our own derivations: clean ones by hand, and the same with one planted error of a known kind.

The errors are planted by edits of the tree that share nothing with the diagnosis; a planted step counts only when the
two lines differ at a point by disjoint balls (formulas) or when the solutions differ (equations).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from trivium.cas.decide.enclosure import Program
from trivium.cas.domain.points import generic_points
from trivium.cas.domain.variables import REAL
from trivium.cas.errors import InputError
from trivium.cas.reader import print_expression, read_expression
from trivium.cas.reader.assumptions import read_assumptions
from trivium.cas.reader.syntax import Call, Expression, Negation, Number, Power, Product, Sum, children, symbols

CHAINS: tuple[tuple[str, str], ...] = (
    ("(x + 1)^2 | = (x + 1)*(x + 1) | = x^2 + 2*x + 1", ""),
    ("(x + 2)^3 | = x^3 + 3*x^2*2 + 3*x*4 + 8 | = x^3 + 6*x^2 + 12*x + 8", ""),
    ("(a + b)^2 - (a - b)^2 | = a^2 + 2*a*b + b^2 - (a^2 - 2*a*b + b^2) | = 4*a*b", ""),
    ("(x^2 - y^2)/(x - y) | = (x - y)*(x + y)/(x - y) | = x + y", ""),
    ("x^4 - 16 | = (x^2 - 4)*(x^2 + 4) | = (x - 2)*(x + 2)*(x^2 + 4)", ""),
    ("1/x + 1/y | = y/(x*y) + x/(x*y) | = (x + y)/(x*y)", ""),
    ("1/(x - 1) - 1/(x + 1) | = ((x + 1) - (x - 1))/((x - 1)*(x + 1)) | = 2/(x^2 - 1)", ""),
    ("(2*x + 3)*(x - 5) | = 2*x^2 - 10*x + 3*x - 15 | = 2*x^2 - 7*x - 15", ""),
    ("sqrt(x^2*y) | = sqrt(x^2)*sqrt(y) | = x*sqrt(y)", "x positive, y positive"),
    ("sqrt(12) + sqrt(27) | = 2*sqrt(3) + 3*sqrt(3) | = 5*sqrt(3)", ""),
    ("1/(sqrt(3) - sqrt(2)) | = (sqrt(3) + sqrt(2))/(3 - 2) | = sqrt(3) + sqrt(2)", ""),
    ("log(x^2*y) | = log(x^2) + log(y) | = 2*log(x) + log(y)", "x positive, y positive"),
    ("log(x/y) + log(y) | = log(x) - log(y) + log(y) | = log(x)", "x positive, y positive"),
    ("exp(2*x)*exp(-x) | = exp(2*x - x) | = exp(x)", ""),
    ("exp(x + log(3)) | = exp(x)*exp(log(3)) | = 3*exp(x)", ""),
    ("2^(x + 3) | = 2^x*2^3 | = 8*2^x", ""),
    ("sin(2*x) | = sin(x + x) | = sin(x)*cos(x) + cos(x)*sin(x) | = 2*sin(x)*cos(x)", ""),
    ("cos(2*x) | = cos(x)^2 - sin(x)^2 | = 1 - sin(x)^2 - sin(x)^2 | = 1 - 2*sin(x)^2", ""),
    ("(sin(x) + cos(x))^2 | = sin(x)^2 + 2*sin(x)*cos(x) + cos(x)^2 | = 1 + sin(2*x)", ""),
    ("tan(x)*cos(x) | = sin(x)/cos(x)*cos(x) | = sin(x)", ""),
    ("1 + tan(x)^2 | = (cos(x)^2 + sin(x)^2)/cos(x)^2 | = 1/cos(x)^2", ""),
    ("cosh(x)^2 - sinh(x)^2 | = (cosh(x) - sinh(x))*(cosh(x) + sinh(x)) | = exp(-x)*exp(x) | = 1", ""),
    ("sin(x + y) - sin(x - y) | = 2*cos(x)*sin(y)", ""),
    ("(1 - cos(2*x))/2 | = (1 - (1 - 2*sin(x)^2))/2 | = sin(x)^2", ""),
    ("(n + 1)*n*(n - 1) | = (n + 1)*(n^2 - n) | = n^3 - n", "n integer"),
    ("factorial(n + 1)/factorial(n) | = (n + 1)*factorial(n)/factorial(n) | = n + 1", "n positive integer"),
    ("n*(n + 1)/2 + (n + 1) | = (n + 1)*(n/2 + 1) | = (n + 1)*(n + 2)/2", "n integer"),
    ("((x + h)^2 - x^2)/h | = (2*x*h + h^2)/h | = 2*x + h", ""),
    ("(1/(x + h) - 1/x)/h | = (x - (x + h))/(x*(x + h)*h) | = -1/(x*(x + h))", ""),
    ("(a^3 - b^3)/(a - b) | = (a - b)*(a^2 + a*b + b^2)/(a - b) | = a^2 + a*b + b^2", ""),
    ("abs(x*y) | = abs(x)*abs(y)", ""),
    ("(x^3)^2*x^(-4) | = x^6*x^(-4) | = x^2", "x positive"),
    ("x^2 - 6*x + 11 | = x^2 - 6*x + 9 + 2 | = (x - 3)^2 + 2", ""),
    ("(x + 1/x)^2 - 2 | = x^2 + 2 + 1/x^2 - 2 | = x^2 + 1/x^2", ""),
    ("3*(2*x - 1) - 2*(x - 4) | = 6*x - 3 - 2*x + 8 | = 4*x + 5", ""),
    ("(1 + I)^2 | = 1 + 2*I - 1 | = 2*I", ""),
    ("atan(1) + atan(-1) | = atan(1) - atan(1) | = 0", ""),
    ("log(sqrt(x)) | = log(x)/2", "x positive"),
)

EQUATIONS: tuple[tuple[str, str], ...] = (
    ("2*x + 3 = 11 | 2*x = 8 | x = 4", ""),
    ("3*(x - 2) = x + 8 | 3*x - 6 = x + 8 | 2*x = 14 | x = 7", ""),
    ("x/3 + 2 = 5 | x/3 = 3 | x = 9", ""),
    ("x^2 - 5*x + 6 = 0 | (x - 2)*(x - 3) = 0", ""),
    ("x^2 + 4*x = 5 | x^2 + 4*x + 4 = 9 | (x + 2)^2 = 9", ""),
    ("2*x^2 - 8 = 0 | x^2 - 4 = 0 | x^2 = 4", ""),
    ("exp(x) = 5 | x = log(5)", ""),
    ("exp(2*x) = 9 | 2*x = log(9) | x = log(9)/2", ""),
    ("a*x + b = c | a*x = c - b | x = (c - b)/a", "a positive"),
    ("y - 3 = 2*(x - 1) | y - 3 = 2*x - 2 | y = 2*x + 1", ""),
    ("log(x) = 2 | x = exp(2)", "x positive"),
    ("x^3 = 8 | x^3 - 8 = 0 | (x - 2)*(x^2 + 2*x + 4) = 0", ""),
    ("5 - 2*x = 1 | -2*x = -4 | x = 2", ""),
    ("(x + 1)/2 = (x - 1)/3 | 3*(x + 1) = 2*(x - 1) | 3*x + 3 = 2*x - 2 | x = -5", ""),
)

BY_HAND: tuple[tuple[str, str, int, str], ...] = (
    ("sqrt(x^2) + 1 | = x + 1", "", 2, "domain"),
    ("log(x^2) | = 2*log(x)", "", 2, "domain"),
    ("sqrt(x*y) | = sqrt(x)*sqrt(y)", "", 2, "domain"),
    ("(x^2)^(1/2)*2 | = 2*x", "", 2, "domain"),
    ("abs(x)/x | = 1", "", 2, "domain"),
    ("sqrt((x - 1)^2) | = x - 1", "", 2, "domain"),
    ("asin(sin(x)) + x | = 2*x", "", 2, "domain"),
    ("log(x*y) | = log(x) + log(y)", "", 2, "domain"),
    ("asin(x) | = 1/sin(x)", "x unit", 2, "function"),
    ("atan(x) | = 1/tan(x)", "", 2, "function"),
    ("acos(x) + 1 | = 1/cos(x) + 1", "x unit", 2, "function"),
    ("x^2 = 9 | x = 3", "", 2, "one way"),
    ("x^2 = 5*x | x = 5", "", 2, "one way"),
    ("x*(x - 3) = 2*(x - 3) | x = 2", "", 2, "one way"),
    ("x = 4 | x^2 = 16", "", 2, "one way"),
    ("x - 1 = 2 | (x - 1)^2 = 4", "", 2, "one way"),
    ("sqrt(x) = x - 2 | x = (x - 2)^2", "x nonnegative", 2, "one way"),
    ("2*x + 1 = 7 | sin(x)^2 + cos(x)^2 = 1 | 2*x = 6 | x = 3", "", 2, "irrelevant"),
    ("x/2 = 5 | (a + b)^2 = a^2 + 2*a*b + b^2 | x = 10", "", 2, "irrelevant"),
    ("(x + 1)^2 | = x^2 + 2*x + 1 | 2*cos(x)*sin(x) = sin(2*x) | = x*(x + 2) + 1", "", 3, "irrelevant"),
    ("3*x = 12 | x = 4 | 3*x = 12", "", 3, "redundant"),
    ("(x + 1)^2 | = x^2 + 2*x + 1 | = (x + 1)^2", "", 3, "redundant"),
    ("sin(2*x) | = 2*sin(x)*cos(x) | = 2*sin(x)*cos(x)", "", 3, "redundant"),
    ("2*x = 6 | 2*x = 6 | x = 3", "", 2, "redundant"),
    ("2*x + 3 = 11 | 2*x = 14 | x = 7", "", 2, "sign"),
    ("3*x = 12 | x = 12 - 3", "", 2, "incorrect"),
    ("-2*x = 8 | x = 4", "", 2, "sign"),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A derivation with the number of its first bad line (0 where it is clean) and the kind of the mistake."""

    lines: tuple[str, ...]
    assume: str
    bad: int = 0
    kind: str = ""


def clean() -> list[Labelled]:
    """The derivations without an error."""
    return [Labelled(_lines(text), assume) for text, assume in (*CHAINS, *EQUATIONS)]


def by_hand() -> list[Labelled]:
    """Mistakes that an edit does not make: of domain, of direction, superfluous lines."""
    return [Labelled(_lines(text), assume, bad, kind) for text, assume, bad, kind in BY_HAND]


def planted(seed: int = 20261126) -> list[Labelled]:
    """One mistake of each kind in every chain, and in every equation, where one can be planted."""
    source = random.Random(seed)
    found = []
    for derivation in clean():
        for kind in ("sign", "coefficient", "exponent", "dropped term", "function"):
            mistaken = _plant(derivation, kind, source)
            if mistaken is not None:
                found.append(mistaken)
    return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


def _plant(derivation: Labelled, kind: str, source: random.Random) -> Labelled | None:
    places = list(range(1, len(derivation.lines)))
    source.shuffle(places)
    for place in places:
        line = derivation.lines[place]
        left, _, right = line.rpartition("=")
        candidates = list(_edits(read_expression(right), kind))
        source.shuffle(candidates)
        for candidate in candidates:
            text = f"{left.strip()} = {print_expression(candidate)}".strip()
            lines = (*derivation.lines[:place], text, *derivation.lines[place + 1 :])
            try:
                wrong = _is_wrong(derivation, lines, place)
            except InputError:
                continue
            if wrong:
                return replace(derivation, lines=lines, bad=place + 1, kind=kind)
    return None


def _is_wrong(derivation: Labelled, lines: tuple[str, ...], place: int) -> bool:
    """Whether the planted line certainly differs from the one before."""
    before, after = lines[place - 1], lines[place]
    if after.startswith("="):
        one, other = before.rpartition("=")[2], after[1:]
        return _apart(read_expression(one), read_expression(other), derivation.assume, ratio=False)
    sides = [[read_expression(side) for side in line.split("=")] for line in (before, after)]
    differences = [Sum((pair[0], Negation(pair[1]))) for pair in sides]
    return _apart(*differences, derivation.assume, ratio=True) and _solutions_differ(*differences)


def _apart(one: Expression, other: Expression, assume: str, *, ratio: bool) -> bool:
    said = read_assumptions(assume)
    names = sorted(symbols(one) | symbols(other))
    values = []
    for point in generic_points({name: said.get(name, REAL) for name in names}):
        a, b = Program(one).enclose(point, 128), Program(other).enclose(point, 128)
        if a is None or b is None:
            continue
        if not ratio and not (a - b).contains(0):
            return True
        if ratio and not a.contains(0):
            values.append(b / a)
    return ratio and any(not (value - values[0]).contains(0) for value in values)


def _solutions_differ(one: Expression, other: Expression) -> bool:
    """Whether some change of sign of one is none of the other, on a grid of the first variable."""
    names = sorted(symbols(one) | symbols(other))
    fixed = {name: (Fraction(7, 3) + index, Fraction(0)) for index, name in enumerate(names)}
    kept = []
    for program in (Program(one), Program(other)):
        signs = []
        for k in range(-400, 401):
            value = program.enclose({**fixed, names[-1]: (Fraction(k, 37), Fraction(0))}, 64)
            signs.append(None if value is None else bool(value.real > 0))
        kept.append([k for k in range(800) if signs[k] is not None and signs[k] != signs[k + 1]])
    return bool(kept[0]) and kept[0] != kept[1]


def _edits(root: Expression, kind: str) -> Iterator[Expression]:
    for path, node in _nodes(root, (), exponents=kind != "coefficient"):
        for changed in _changed(node, kind, path):
            yield _put(root, path, changed)


def _nodes(node: Expression, path: tuple[int, ...], *, exponents: bool) -> Iterator[tuple[tuple[int, ...], Expression]]:
    yield path, node
    for index, part in enumerate(children(node)):
        if exponents or not (isinstance(node, Power) and index):
            yield from _nodes(part, (*path, index), exponents=exponents)


def _changed(node: Expression, kind: str, path: tuple[int, ...]) -> Iterator[Expression]:
    match kind, node:
        case "sign", Sum(parts):
            for index, part in enumerate(parts):
                flipped = part.operand if isinstance(part, Negation) else Negation(part)
                yield Sum((*parts[:index], flipped, *parts[index + 1 :]))
        case "sign", _ if not path and not isinstance(node, Negation):
            yield Negation(node)
        case "coefficient", Product(factors) if isinstance(factors[0], Number):
            yield Product((Number(factors[0].value + 1), *factors[1:]))
            yield Product((Number(factors[0].value * 2), *factors[1:]))
        case "coefficient", Number(value) if value > 1:
            yield Number(value + 1)
        case "exponent", Power(base, Number(value)):
            yield Power(base, Number(value + 1))
            yield base
        case "dropped term", Sum(parts) if len(parts) > 1:
            for index in range(len(parts)):
                rest = (*parts[:index], *parts[index + 1 :])
                yield rest[0] if len(rest) == 1 else Sum(rest)
        case "function", Call(name, arguments) if name in ("sin", "cos", "sinh", "cosh"):
            other = {"sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh"}[name]
            yield Call(other, arguments)


def _put(root: Expression, path: tuple[int, ...], changed: Expression) -> Expression:
    if not path:
        return changed
    parts = list(children(root))
    parts[path[0]] = _put(parts[path[0]], path[1:], changed)
    match root:
        case Sum():
            return Sum(tuple(parts))
        case Product():
            return Product(tuple(parts))
        case Call(name, _):
            return Call(name, tuple(parts))
        case Negation():
            return Negation(parts[0])
        case _:
            return type(root)(*parts)
