"""The rules that a step may use, each a template over points.

A rule gives its alternatives: what must be among the premises, and what then follows. `see` answers questions about
the figures; what it answers is the same in all of them, or the certificate is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias

from trivium.geometry.certificate.givens import fact
from trivium.geometry.certificate.model import CertificateError, Fact, normal


class Sight(Protocol):
    """What a rule may ask about the figures; raises CertificateError where they disagree."""

    def triangle(self, a: str, b: str, c: str) -> int:
        """The orientation of three points, which must not be collinear."""

    def between(self, a: str, b: str, c: str) -> None:
        """Demands that b lies between a and c."""

    def crossing(self, a: str, b: str, c: str, d: str) -> None:
        """Demands that the lines ab and cd are not parallel."""

    def oblique(self, a: str, b: str, c: str, d: str) -> None:
        """Demands that the lines ab and cd are not perpendicular: equal angles are then not opposite ones too."""

    def quotient(self, a: str, b: str, c: str, d: str) -> Fraction:
        """The signed rational ratio of two parallel vectors."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A rule with its points filled in: from the premises any of the conclusions follows."""

    premises: tuple[Fact, ...]
    conclusions: tuple[Fact, ...]


Template: TypeAlias = Callable[["Question"], list[Instance]]


@dataclass(frozen=True, slots=True)
class Question:
    """The step that a rule is asked about."""

    points: tuple[str, ...]
    cited: tuple[Fact, ...]
    conclusion: Fact
    see: Sight

    def named(self, count: int) -> tuple[str, ...]:
        """The points, which must be so many and different where the rule needs it."""
        if len(self.points) != count:
            raise CertificateError(f"the rule takes {count} points")
        return self.points

    def different(self, count: int) -> tuple[str, ...]:
        """The points, so many and all different."""
        if len(set(self.named(count))) != count:
            raise CertificateError("the rule needs different points")
        return self.points


_HALF = ((1, Fraction(1, 2)),)


def _angle(*terms: tuple[str, str, int], constant: tuple[tuple[int, Fraction], ...] = ()) -> Fact:
    return fact("angle", *terms, constant=constant)


def _ratio(*terms: tuple[str, str, int]) -> Fact:
    return fact("ratio", *terms)


def _one_direction(a: str, b: str, c: str) -> tuple[Fact, ...]:
    return tuple(_angle((*p, 1), (*q, -1)) for p, q in (((a, b), (a, c)), ((a, b), (b, c)), ((a, c), (b, c))))


def collinear(q: Question) -> list[Instance]:
    """One equality of directions among three points gives the others."""
    every = _one_direction(*q.different(3))
    return [Instance((one,), every) for one in every]


def between(q: Question) -> list[Instance]:
    """ab + bc = ac for b between a and c."""
    a, b, c = q.different(3)
    q.see.between(a, b, c)
    total = fact("length", (a, b, 1), (b, c, 1), (a, c, -1))
    return [Instance((one,), (total,)) for one in _one_direction(a, b, c)]


def flat(q: Question) -> list[Instance]:
    """ab + bc = ac holds only on a line."""
    a, b, c = q.different(3)
    return [Instance((fact("length", (a, b, 1), (b, c, 1), (a, c, -1)),), _one_direction(a, b, c))]


def _circle(q: Question, a: str, b: str, c: str, d: str) -> tuple[Fact, ...]:
    """The three equalities of a circle through four points, no three of which are collinear."""
    for triple in ((a, b, c), (a, b, d), (a, c, d), (b, c, d)):
        q.see.triangle(*triple)
    splits = (((a, b), (c, d)), ((a, c), (b, d)), ((a, d), (b, c)))
    return tuple(
        _angle((*splits[i][0], 1), (*splits[i][1], 1), (*splits[j][0], -1), (*splits[j][1], -1))
        for i, j in ((0, 1), (1, 2), (0, 2))
    )


def concyclic(q: Question) -> list[Instance]:
    """Equal inscribed angles on one chord, and hence on all chords of the circle."""
    every = _circle(q, *q.different(4))
    return [Instance((one,), every) for one in every]


def isosceles(q: Question) -> list[Instance]:
    """oa = ob gives equal base angles."""
    o, a, b = q.different(3)
    return [Instance((_ratio((o, a, 1), (o, b, -1)),), (_angle((o, a, 1), (o, b, 1), (a, b, -2)),))]


def equal_base_angles(q: Question) -> list[Instance]:
    """Equal base angles of a triangle give oa = ob."""
    o, a, b = q.different(3)
    q.see.triangle(o, a, b)
    return [Instance((_angle((o, a, 1), (o, b, 1), (a, b, -2)),), (_ratio((o, a, 1), (o, b, -1)),))]


def _central(o: str, a: str, b: str, c: str) -> Fact:
    """The angle at c on the chord ab and the angle between the chord and oa add up to a right angle."""
    return _angle((a, b, 1), (o, a, -1), (c, b, -1), (c, a, 1), constant=_HALF)


def central_angle(q: Question) -> list[Instance]:
    """oa = ob = oc gives the central angle equation."""
    o, a, b, c = q.different(4)
    return [Instance((_ratio((o, a, 1), (o, b, -1)), _ratio((o, a, 1), (o, c, -1))), (_central(o, a, b, c),))]


def centre(q: Question) -> list[Instance]:
    """oa = ob and the central angle equation make o the centre of the circle abc."""
    o, a, b, c = q.different(4)
    q.see.triangle(a, b, c)
    return [Instance((_ratio((o, a, 1), (o, b, -1)), _central(o, a, b, c)), (_ratio((o, a, 1), (o, c, -1)),))]


def _chords(q: Question) -> list[tuple[Fact, Fact, Fact]]:
    """The circle, the equality of the chords xy and uv, and each way in which their angles can be equal."""
    x, y, u, v = q.different(4)
    circle = _circle(q, x, u, v, y)[0]
    equal = _ratio((x, y, 1), (u, v, -1))
    return [(circle, equal, _angle((u, x, 1), (u, y, -1), (x, u, -s), (x, v, s))) for s in (1, -1)]


def equal_chords(q: Question) -> list[Instance]:
    """Equal chords of a circle are seen under equal or opposite angles; the figure shows which, as none is right."""
    x, y, u, _ = q.different(4)
    q.see.oblique(u, x, u, y)
    return [Instance((circle, equal), (seen,)) for circle, equal, seen in _chords(q)]


def equal_arcs(q: Question) -> list[Instance]:
    """Chords of a circle that are seen under equal or opposite angles are equal."""
    return [Instance((circle, seen), (equal,)) for circle, equal, seen in _chords(q)]


def _invariants(points: tuple[str, ...], turn: int) -> tuple[Fact, ...]:
    """Equality of the angles at the three corners (up to `turn`), and of the ratios of sides."""
    a, b, c, x, y, z = points
    corners = ((a, c, b, x, z, y), (b, c, a, y, z, x), (c, b, a, z, y, x))
    angles = tuple(_angle((p, r, 1), (p, s, -1), (k, m, -turn), (k, n, turn)) for p, r, s, k, m, n in corners)
    sides = ((a, b, a, c, x, y, x, z), (a, b, b, c, x, y, y, z), (a, c, b, c, x, z, y, z))
    ratios = tuple(_ratio((s[0], s[1], 1), (s[2], s[3], -1), (s[4], s[5], -1), (s[6], s[7], 1)) for s in sides)
    return angles + ratios


def _triangles(q: Question) -> tuple[tuple[str, ...], int]:
    points = q.named(6)
    return points, q.see.triangle(*points[:3]) * q.see.triangle(*points[3:])


def _criterion(*pairs: tuple[int, int]) -> Template:
    """A criterion of similarity for triangles with the orientation that the figures show."""

    def rule(q: Question) -> list[Instance]:
        points, turn = _triangles(q)
        every = _invariants(points, turn)
        return [Instance((every[i], every[j]), every) for i, j in pairs]

    return rule


def similar_ssa(q: Question) -> list[Instance]:
    """An angle, and the ratio of the side opposite to another: the angle opposite that other is one of two.

    The figure shows which, where it is not a right one, at which both meet.
    """
    points, turn = _triangles(q)
    every = _invariants(points, turn)
    found = []
    for i, j, corner in ((0, 4, 2), (0, 5, 1), (1, 3, 2), (1, 5, 0), (2, 3, 1), (2, 4, 0)):
        if {normal(every[i]), normal(every[j])} <= {normal(f) for f in q.cited}:
            one, two = (points[k] for k in range(3) if k != corner)
            q.see.oblique(points[corner], one, points[corner], two)
            found.append(Instance((every[i], every[j]), every))
    return found


def _two_terms(system: str, f: Fact) -> tuple[tuple[str, ...], Fraction, tuple[str, ...], Fraction]:
    if f.system != system or len(f.terms) != 2:
        raise CertificateError(f"the rule needs two terms of {system}")
    (first, c), (second, d) = f.terms
    if c * d >= 0:
        raise CertificateError("the terms must have opposite signs")
    return first, c, second, d


def _exponential(f: Fact, exponent: int) -> tuple[tuple[str, ...], tuple[str, ...], Fraction]:
    """From log x - log y = log r the two variables and r to the exponent, which must be rational."""
    first, c, second, d = _two_terms("ratio", f)
    value = Fraction(1)
    if c != -d:
        raise CertificateError("the rule needs a ratio of two lengths")
    for prime, power in f.constant:
        power *= exponent / c
        if power.denominator != 1 or abs(power) > 64 or prime < 2:
            raise CertificateError("the ratio is not rational")
        value *= Fraction(prime) ** power.numerator
    return first, second, value


def _from_ratio(system: str, exponent: int) -> Template:
    """A ratio of two lengths as a linear equation of the system."""

    def rule(q: Question) -> list[Instance]:
        if len(q.cited) != 1:
            raise CertificateError("the rule takes one premise")
        first, second, value = _exponential(q.cited[0], exponent)
        linear = Fact(system, tuple(sorted(((first, Fraction(1)), (second, -value)))))
        return [Instance(q.cited, (linear,))]

    return rule


def _to_ratio(system: str, exponent: int) -> Template:
    """A linear equation of two terms as a ratio: the other direction."""
    onward = _from_ratio(system, exponent)

    def rule(q: Question) -> list[Instance]:
        back = onward(Question(q.points, (q.conclusion,), q.conclusion, q.see))
        return [Instance(i.conclusions, i.premises) for i in back]

    return rule


def _position(*terms: tuple[str, Fraction | int]) -> Fact:
    total: dict[tuple[str, ...], Fraction] = {}
    for p, c in terms:
        total[(p,)] = total.get((p,), Fraction(0)) + c
    return Fact("position", tuple(sorted((p, c) for p, c in total.items() if c)))


def _vector(q: Question) -> tuple[Fact, Fact, Fact]:
    """ab = r * cd as vectors, its direction, and its ratio."""
    a, b, c, d = q.named(4)
    signed = q.see.quotient(a, b, c, d)
    constant = _logarithm(abs(signed))
    vector = _position((b, 1), (a, -1), (d, -signed), (c, signed))
    return vector, _angle((a, b, 1), (c, d, -1)), fact("ratio", (a, b, 1), (c, d, -1), constant=constant)


def _logarithm(value: Fraction) -> tuple[tuple[int, Fraction], ...]:
    powers: dict[int, Fraction] = {}
    for number, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime in (2, 3, 5, 7):
            while number % prime == 0:
                number //= prime
                powers[prime] = powers.get(prime, Fraction(0)) + sign
        if number != 1:
            raise CertificateError("the ratio of two vectors is not of small integers")
    return tuple(sorted(powers.items()))


def parallel_to_vector(q: Question) -> list[Instance]:
    """Parallel segments in a rational ratio, as an equation of vectors with the sign of the figure."""
    vector, direction, ratio = _vector(q)
    return [Instance((direction, ratio), (vector,))]


def vector_to_parallel(q: Question) -> list[Instance]:
    """An equation of two vectors makes them parallel and gives their ratio."""
    vector, direction, ratio = _vector(q)
    return [Instance((vector,), (direction, ratio))]


def _perpendicular(q: Question) -> tuple[Fact, Fact]:
    a, b, c, d = q.named(4)
    right = _angle((a, b, 1), (c, d, -1), constant=_HALF)
    squares = fact("square", *(t for t in ((a, c, 1), (a, d, -1), (b, c, -1), (b, d, 1)) if t[0] != t[1]))
    return right, squares


def perpendicular_to_squares(q: Question) -> list[Instance]:
    """ab perpendicular to cd gives ac^2 - ad^2 = bc^2 - bd^2."""
    right, squares = _perpendicular(q)
    return [Instance((right,), (squares,))]


def squares_to_perpendicular(q: Question) -> list[Instance]:
    """And back."""
    right, squares = _perpendicular(q)
    return [Instance((squares,), (right,))]


def affine_squares(q: Question) -> list[Instance]:
    """Leibniz: an affine relation of points gives one of their squared distances from any two points."""
    one, two = q.different(2)
    if len(q.cited) != 1 or q.cited[0].system != "position" or sum(c for _, c in q.cited[0].terms) != 0:
        raise CertificateError("the rule needs an affine relation")
    terms = [(one, p, c) for (p,), c in q.cited[0].terms if p != one]
    terms += [(two, p, -c) for (p,), c in q.cited[0].terms if p != two]
    return [Instance(q.cited, (fact("square", *terms),))]


def _ladder(q: Question) -> tuple[tuple[Fact, ...], list[Fact], tuple[Fact, ...]]:
    """Two transversals as collinear points, the rungs between them, and the ratios that these cut off."""
    p, r = q.named(6)[:3], q.points[3:]
    apart = [i for i in range(3) if p[i] != r[i]]
    if len(set(p)) != 3 or len(set(r)) != 3 or len(apart) < 2:
        raise CertificateError("the rule needs different points")
    q.see.triangle(p[0], p[2], r[apart[0]])
    sides = ((0, 1), (0, 2), (1, 2))
    lines = tuple(_angle((x[0], x[1], 1), (x[0], x[2], -1)) for x in (p, r))
    rungs = [_angle((p[i], r[i], 1), (p[j], r[j], -1)) for i, j in sides if i in apart and j in apart]
    pieces = (((0, 1), (0, 2)), ((0, 1), (1, 2)), ((0, 2), (1, 2)))
    ratios = tuple(
        _ratio((p[i], p[j], 1), (p[k], p[m], -1), (r[i], r[j], -1), (r[k], r[m], 1)) for (i, j), (k, m) in pieces
    )
    return lines, rungs, ratios


def thales(q: Question) -> list[Instance]:
    """Three parallel lines, or a point and two parallel lines, cut two transversals in the same ratio.

    Projection along the parallels takes the first transversal to the second and is affine, so that it keeps ratios;
    it exists because the first transversal is not parallel to the first rung (a triangle in the figure). A point
    that the transversals share is its own image.
    """
    lines, rungs, ratios = _ladder(q)
    return [
        Instance((*lines, *(r for r in rungs if r is not left)), ratios) for left in (rungs if rungs[1:] else ((),))
    ]


def thales_converse(q: Question) -> list[Instance]:
    """Equal ratios on two transversals and two parallel lines of three, or a common point, make all lines parallel.

    The figure shows the middle points between the outer ones, so that the signed ratios are equal too. The affine
    map between the transversals that takes two of the points to their partners takes the third to its partner; it
    is the projection along the line of one pair where two pairs are parallel or one is a common point.
    """
    lines, rungs, ratios = _ladder(q)
    q.see.between(*q.points[:3])
    q.see.between(*q.points[3:])
    if len(rungs) == 1:
        return [Instance((*lines, ratio), tuple(rungs)) for ratio in ratios]
    return [Instance((*lines, one, ratio), tuple(rungs)) for one in rungs for ratio in ratios]


def _log_sine(a: str, b: str, c: str, d: str) -> tuple[str, ...]:
    """The variable log |sin| of the angle of the lines ab and cd."""
    if a == b or c == d:
        raise CertificateError("a line needs two points")
    one, two = sorted((tuple(sorted((a, b))), tuple(sorted((c, d)))))
    if one == two:
        raise CertificateError("a sine needs two lines")
    return (*one, *two)


def _log_equation(*terms: tuple[tuple[str, ...], int], constant: tuple[tuple[int, Fraction], ...] = ()) -> Fact:
    total: dict[tuple[str, ...], Fraction] = {}
    for variable, coefficient in terms:
        total[variable] = total.get(variable, Fraction(0)) + coefficient
    return Fact("ratio", tuple(sorted((v, c) for v, c in total.items() if c)), constant)


def _turned(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[Fact, Fact]:
    """The angle of the first two lines equals that of the others, or its opposite."""
    a, b, c, d = one
    e, f, g, h = two
    return tuple(  # type: ignore[return-value]
        _angle((c, d, 1), (a, b, -1), (g, h, -s), (e, f, s)) for s in (1, -1)
    )


def law_of_sines(q: Question) -> list[Instance]:
    """Sides of a triangle are as the sines of the angles opposite, or of angles equal or opposite to these.

    Points: a, b, c, then b or c again for the second angle, then two lines for each sine. The absolute value of the
    sine of an angle of lines is the same for an angle and its opposite, and modulo pi.
    """
    a, b, c, again = q.named(12)[:4]
    q.see.triangle(a, b, c)
    if again not in (b, c):
        raise CertificateError("the second angle is at another corner")
    other = c if again == b else b
    first, second = q.points[4:8], q.points[8:]
    law = _log_equation(
        (tuple(sorted((b, c))), 1),
        (_log_sine(*first), -1),
        (tuple(sorted((a, other))), -1),
        (_log_sine(*second), 1),
    )
    ones, twos = _turned((a, b, a, c), first), _turned((again, a, again, other), second)
    return [Instance((one, two), (law,)) for one in ones for two in twos]


def equal_sines(q: Question) -> list[Instance]:
    """Angles that are equal or opposite, modulo pi, have sines of one absolute value."""
    one, two = q.named(8)[:4], q.points[4:]
    equal = _log_equation((_log_sine(*one), 1), (_log_sine(*two), -1))
    return [Instance((turned,), (equal,)) for turned in _turned(one, two)]


def sines_to_angles(q: Question) -> list[Instance]:
    """Sines of one absolute value belong to angles equal or opposite modulo pi.

    The figure shows which, as the angles are not right ones, which are both.
    """
    q.see.oblique(*q.named(8)[:4])
    return [Instance(i.conclusions, i.premises) for i in equal_sines(q)]


_SINES: Mapping[Fraction, tuple[tuple[int, Fraction], ...]] = {
    Fraction(1, 6): ((2, Fraction(-1)),),
    Fraction(1, 4): ((2, Fraction(-1, 2)),),
    Fraction(1, 3): ((2, Fraction(-1)), (3, Fraction(1, 2))),
    Fraction(1, 2): (),
}
"""The logarithms of sin 30, 45, 60 and 90 degrees."""


def sine_value(q: Question) -> list[Instance]:
    """The sines of 30, 45, 60 and 90 degrees, and of their opposites."""
    a, b, c, d = q.named(4)
    variable = _log_sine(a, b, c, d)
    return [
        Instance(
            (_angle((c, d, 1), (a, b, -1), constant=((1, s * size % 1),)),),
            (_log_equation((variable, 1), constant=value),),
        )
        for size, value in _SINES.items()
        for s in (1, -1)
    ]


def value_of_sine(q: Question) -> list[Instance]:
    """A sine with such a value belongs to one of two angles; the figure shows which."""
    return [Instance(i.conclusions, i.premises) for i in sine_value(q)]


def pencil_sas(q: Question) -> list[Instance]:
    """Three lines and three others, of which one angle and the quotient of the other two sines are equal.

    With the angles x from the first to the second line, y from the second to the third: any two of x, y, x + y have
    the third as sum or difference, w say. Where w is known, |sin u : sin (w - u)| is too; its sign, a discrete thing,
    the figure shows, and u -> sin u : sin (w - u) takes each value once modulo pi, as cot u is linear in its inverse.
    No two lines of a pencil are parallel in the figure: for w = 0 the quotient would be 1 whatever u is.
    """
    p = q.named(12)
    lines = tuple((p[k], p[k + 1]) for k in range(0, 12, 2))
    sides = ((0, 1), (0, 2), (1, 2))
    for i, j in sides:
        q.see.crossing(*lines[i], *lines[j])
        q.see.crossing(*lines[i + 3], *lines[j + 3])
    alternatives = []
    for s in (1, -1):
        equal = tuple(
            _angle((*lines[j], 1), (*lines[i], -1), (*lines[j + 3], -s), (*lines[i + 3], s)) for i, j in sides
        )
        sines = [(_log_sine(*lines[i], *lines[j]), _log_sine(*lines[i + 3], *lines[j + 3])) for i, j in sides]
        for known, i, j in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
            quotient = _log_equation((sines[i][0], 1), (sines[j][0], -1), (sines[i][1], -1), (sines[j][1], 1))
            alternatives.append(Instance((equal[known], quotient), equal))
    return alternatives


RULES: Mapping[str, Template] = {
    "collinear": collinear,
    "between": between,
    "flat": flat,
    "concyclic": concyclic,
    "isosceles": isosceles,
    "equal_base_angles": equal_base_angles,
    "central_angle": central_angle,
    "centre": centre,
    "equal_chords": equal_chords,
    "equal_arcs": equal_arcs,
    "similar_aa": _criterion((0, 1)),
    "similar_sss": _criterion((3, 4)),
    "similar_sas": _criterion((0, 3), (1, 4), (2, 5)),
    "similar_ssa": similar_ssa,
    "ratio_to_length": _from_ratio("length", 1),
    "length_to_ratio": _to_ratio("length", 1),
    "ratio_to_square": _from_ratio("square", 2),
    "square_to_ratio": _to_ratio("square", 2),
    "parallel_to_vector": parallel_to_vector,
    "vector_to_parallel": vector_to_parallel,
    "perpendicular_to_squares": perpendicular_to_squares,
    "squares_to_perpendicular": squares_to_perpendicular,
    "affine_squares": affine_squares,
    "thales": thales,
    "thales_converse": thales_converse,
    "law_of_sines": law_of_sines,
    "equal_sines": equal_sines,
    "sines_to_angles": sines_to_angles,
    "sine_value": sine_value,
    "value_of_sine": value_of_sine,
    "pencil_sas": pencil_sas,
}
