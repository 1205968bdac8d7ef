"""Refutations: a figure that exists by an interval Newton step, with the hypotheses true and the goal false.

The coordinates that the certificate calls exact are; the others are unknown, as many as there are equations. Krawczyk's
operator maps a small box around the written values into its own inside, so that the box holds exactly one solution
(Krawczyk 1969; Neumaier, Interval Methods for Systems of Equations, 5.1). All else is decided over the whole box.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

from flint import acb, arb, arb_mat

from trivium.geometry.certificate.figures import check_written
from trivium.geometry.certificate.model import CertificateError, Fact, GeometryCounterexample
from trivium.geometry.certificate.statement import Statement

_RADIUS = "1e-45"
_APART = "1e-6"
"""Least distance of two points, in units of the figure's size."""


def check_figure(certificate: GeometryCounterexample, statement: Statement) -> str:
    """The goals of the statement that fail in the figure, in words; raises CertificateError where it refutes nothing.

    To be called with high precision.
    """
    check_written(certificate.figure, statement.points)
    written = {name: (arb(x), arb(y)) for name, x, y in certificate.figure.points}
    exact = {(n, 0) for n in certificate.exact_x} | {(n, 1) for n in certificate.exact_y}
    unknown = [(name, axis) for name in statement.points for axis in (0, 1) if (name, axis) not in exact]
    equations = [f for f in statement.defined if f.terms]
    if len(equations) != len(statement.defined):
        raise CertificateError("a hypothesis holds always or never")
    if len(unknown) != len(equations):
        raise CertificateError("the unknown coordinates are not as many as the equations")
    figure = _solution(written, unknown, equations) if unknown else {n: acb(*xy) for n, xy in written.items()}
    _check_apart(figure)
    for condition in statement.conditions:
        if not _CONDITIONS[condition.letter]([figure[p] for p in condition.points if p in figure], condition.value):
            raise CertificateError(f"the figure is not what a construction means ({' '.join(condition.points)})")
    if not statement.constructed:
        _check_general(figure, statement)
    failing = [goal for goal in statement.goal if _fails(goal, figure)]
    if not failing:
        raise CertificateError("the goal does not fail in the figure")
    return "; ".join(statement.goals)


def _solution(
    written: dict[str, tuple[arb, arb]], unknown: list[tuple[str, int]], equations: list[Fact]
) -> dict[str, acb]:
    """The box, which holds a solution."""
    radius = arb(0, _RADIUS)
    middle = {
        name: acb(x.mid() if (name, 0) in unknown else x, y.mid() if (name, 1) in unknown else y)
        for name, (x, y) in written.items()
    }
    box = {
        name: acb(x.mid() + radius if (name, 0) in unknown else x, y.mid() + radius if (name, 1) in unknown else y)
        for name, (x, y) in written.items()
    }
    count = len(unknown)
    values = arb_mat([[_value(e, middle)] for e in equations])
    steep = arb_mat([_row(e, middle, unknown) for e in equations])
    try:
        inverse = _middle(steep.inv())
    except ZeroDivisionError:
        raise CertificateError("the equations do not determine the unknown coordinates") from None
    slopes = arb_mat([_row(e, box, unknown) for e in equations])
    rest = _identity(count) - inverse * slopes
    moved = inverse * values
    largest = arb(_RADIUS)
    for i in range(count):
        spread = sum((abs(rest[i, j]) for j in range(count)), arb(0)) * largest
        if not abs(moved[i, 0]) + spread < largest:
            raise CertificateError("no figure is shown to exist near the one written")
    return box


def _middle(matrix: arb_mat) -> arb_mat:
    return arb_mat(matrix.nrows(), matrix.ncols(), [x.mid() for x in matrix.entries()])


def _identity(count: int) -> arb_mat:
    return arb_mat(count, count, [arb(i == j) for i in range(count) for j in range(count)])


def _gap(variable: tuple[str, ...], figure: dict[str, acb]) -> acb:
    return figure[variable[1]] - figure[variable[0]]


def _turned(fact: Fact, figure: dict[str, acb]) -> acb:
    """The product of the differences, turned back by the constant: real exactly where an angle equation holds."""
    product = acb(1)
    for variable, coefficient in fact.terms:
        if coefficient.denominator != 1:
            raise CertificateError("an angle needs integer coefficients")
        product *= _gap(variable, figure) ** coefficient.numerator
    for _, amount in fact.constant:
        product *= acb(arb(-amount.numerator) / amount.denominator).exp_pi_i()
    return product


def _value(fact: Fact, figure: dict[str, acb]) -> arb:
    """Left side minus right side; for an angle in radians, modulo pi."""
    if fact.system == "angle":
        turned = _turned(fact, figure)
        return (turned.imag / turned.real).atan()
    if fact.system != "ratio":
        raise CertificateError("a hypothesis is neither of angles nor of ratios")
    total = arb(0)
    for variable, coefficient in fact.terms:
        total += abs(_gap(variable, figure)).log() * coefficient.numerator / coefficient.denominator
    for key, amount in fact.constant:
        total -= arb(key).log() * amount.numerator / amount.denominator
    return total


def _row(fact: Fact, figure: dict[str, acb], unknown: list[tuple[str, int]]) -> list[arb]:
    """The derivatives of `_value` by the unknown coordinates: d arg z = Im dz/z, d log |z| = Re dz/z."""
    row = {u: arb(0) for u in unknown}
    for variable, coefficient in fact.terms:
        slope = coefficient.numerator / _gap(variable, figure) / coefficient.denominator
        for name, sign in ((variable[1], 1), (variable[0], -1)):
            for axis, direction in ((0, acb(1)), (1, acb(0, 1))):
                if (name, axis) in row:
                    change = slope * direction * sign
                    row[name, axis] += change.imag if fact.system == "angle" else change.real
    return list(row.values())


def _check_apart(figure: dict[str, acb]) -> None:
    gaps = [abs(a - b) for a, b in combinations(figure.values(), 2)]
    widest = max(gaps, key=float, default=arb(1))
    if any(not gap > widest * arb(_APART) for gap in gaps):
        raise CertificateError("two points of a figure coincide")


def _check_general(figure: dict[str, acb], statement: Statement) -> None:
    """Without constructions: three points are on one line only where the hypotheses put them there one by one."""
    lines: list[set[str]] = []
    for fact in statement.given:
        (one, c), (two, d) = fact.terms if len(fact.terms) == 2 else (((), 0), ((), 0))
        if fact.system != "angle" or fact.constant or not set(one) & set(two) or c != -d:
            continue
        line = set(one) | set(two)
        while joined := next((other for other in lines if len(other & line) > 1), None):
            lines.remove(joined)
            line |= joined
        lines.append(line)
    for three in combinations(figure, 3):
        if not any(line.issuperset(three) for line in lines) and not _area(*(figure[p] for p in three)) != 0:
            raise CertificateError(f"{', '.join(three)} are on one line, which the hypotheses do not say")


def _fails(goal: Fact, figure: dict[str, acb]) -> bool:
    """Whether a goal is false all over the box."""
    if not goal.terms:
        return bool(goal.constant)
    value = _turned(goal, figure).imag if goal.system == "angle" else _value(goal, figure)
    return bool(value != 0)


# --- conditions, over the box -----------------------------------------------------------------------------------------


def _area(a: acb, b: acb, c: acb) -> arb:
    return ((b - a).conjugate() * (c - a)).imag


def _apart_from_line(z: list[acb], _: Fraction | None) -> bool:
    return bool(_area(*z) != 0)


def _between_sides(z: list[acb]) -> arb:
    """Positive where x is on the inside bisector of p, v, q, negative where it is on the outside one."""
    p, v, q, x = z
    return _area(v, p, x) * _area(v, x, q)


def _convex(z: list[acb], _: Fraction | None) -> bool:
    areas = [_area(*three) for three in combinations(z, 3)]
    return all(bool(a > 0) for a in areas) or all(bool(a < 0) for a in areas)


def _sides(z: list[acb]) -> arb:
    x, y, one, two = z
    return _area(x, y, one) * _area(x, y, two)


def _along(z: list[acb], degrees: Fraction | None) -> bool:
    a, b, x = z
    turn = Fraction(degrees or 0) / 180
    return bool(((x - b) / (a - b) * acb(arb(-turn.numerator) / turn.denominator).exp_pi_i()).real > 0)


_CONDITIONS: dict[str, Callable[[list[acb], Fraction | None], bool]] = {
    "N": _apart_from_line,
    "I": lambda z, _: bool(_between_sides(z) > 0),
    "O": lambda z, _: bool(_between_sides(z) < 0),
    "L": lambda z, _: bool(_area(*z) > 0),
    "R": lambda z, _: bool(_area(*z) < 0),
    "K": _convex,
    "M": lambda z, _: bool(_sides(z) > 0),
    "W": lambda z, _: bool(_sides(z) < 0),
    "S": _along,
    "?": lambda z, _: False,
}
