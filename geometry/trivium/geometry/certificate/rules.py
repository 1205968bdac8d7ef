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
from trivium.geometry.certificate.model import CertificateError, Fact


class Sight(Protocol):
    """What a rule may ask about the figures; raises CertificateError where they disagree."""

    def triangle(self, a: str, b: str, c: str) -> int:
        """The orientation of three points, which must not be collinear."""

    def between(self, a: str, b: str, c: str) -> None:
        """Demands that b lies between a and c."""

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
    """Equal chords of a circle are seen under equal or opposite angles; the figure shows which."""
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


def _two_terms(system: str, f: Fact) -> tuple[tuple[str, ...], Fraction, tuple[str, ...], Fraction]:
    if f.system != system or len(f.terms) != 2:
        raise CertificateError(f"the rule needs two terms of {system}")
    (first, c), (second, d) = f.terms
    if c * d >= 0:
        raise CertificateError("the terms must have opposite signs")
    return first, c, second, d


def _exponential(f: Fact) -> tuple[tuple[str, ...], tuple[str, ...], Fraction]:
    """From log x - log y = log r the two variables and r, which must be rational."""
    first, c, second, d = _two_terms("ratio", f)
    value = Fraction(1)
    if c != -d:
        raise CertificateError("the rule needs a ratio of two lengths")
    for prime, power in f.constant:
        power /= c
        if power.denominator != 1 or abs(power) > 64 or prime < 2:
            raise CertificateError("the ratio is not rational")
        value *= Fraction(prime) ** power.numerator
    return first, second, value


def _from_ratio(system: str, exponent: int) -> Template:
    """A ratio of two lengths as a linear equation of the system."""

    def rule(q: Question) -> list[Instance]:
        if len(q.cited) != 1:
            raise CertificateError("the rule takes one premise")
        first, second, value = _exponential(q.cited[0])
        linear = Fact(system, tuple(sorted(((first, Fraction(1)), (second, -(value**exponent))))))
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
    "similar_ssa": _criterion((0, 4), (0, 5), (1, 3), (1, 5), (2, 3), (2, 4)),
    "ratio_to_length": _from_ratio("length", 1),
    "length_to_ratio": _to_ratio("length", 1),
    "ratio_to_square": _from_ratio("square", 2),
    "square_to_ratio": _to_ratio("square", 2),
    "parallel_to_vector": parallel_to_vector,
    "vector_to_parallel": vector_to_parallel,
    "perpendicular_to_squares": perpendicular_to_squares,
    "squares_to_perpendicular": squares_to_perpendicular,
    "affine_squares": affine_squares,
}
