"""Candidates: the points that the constructors make of a figure, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trivium.geometry.deduction.facts import IntArray
from trivium.geometry.deduction.plane import TOLERANCE, BoolArray, Plane
from trivium.geometry.search.kinds import PLACE

ComplexArray = npt.NDArray[np.complex128]
OPERANDS = 5
_MOST_LINES = 160
"""Lines of a large figure that are used, those with the most points on them."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Points with the constructors that make them."""

    z: ComplexArray
    """Coordinates in those of the plane, shape (candidates,)."""
    kind: IntArray
    operands: IntArray
    """Numbers of points, -1 beyond what the kind takes; shape (candidates, 5)."""

    def __len__(self) -> int:
        return len(self.z)

    def at(self, which: IntArray | BoolArray) -> Candidates:
        """Some of the candidates."""
        return Candidates(self.z[which], self.kind[which], self.operands[which])


def joined(parts: list[Candidates]) -> Candidates:
    """Candidates one after another."""
    return Candidates(
        np.concatenate([p.z for p in parts]),
        np.concatenate([p.kind for p in parts]),
        np.concatenate([p.operands for p in parts]),
    )


def _made(kind: str, z: ComplexArray, *operands: IntArray) -> Candidates:
    table = np.full((len(z), OPERANDS), -1, dtype=np.int64)
    for k, operand in enumerate(operands):
        table[:, k] = operand
    return Candidates(z, np.full(len(z), PLACE[kind]), table)


@dataclass(frozen=True, slots=True)
class Curves:
    """The lines and circles of a figure, each once, by the first points on it."""

    lines: IntArray
    """Two points each, shape (lines, 2)."""
    weight: IntArray
    """How many points are on each line."""
    centre: ComplexArray
    """Of the circles through four points, through three and around one, or through the first three points."""
    members: BoolArray
    """Which points are on each circle, shape (circles, points)."""
    centred: IntArray
    """Circles around a point through exactly two: the centre and these, shape (circles, 3)."""

    @classmethod
    def of(cls, plane: Plane) -> Curves:
        """Those of a figure; of many lines the richest."""
        lines, weight = _lines(plane)
        richest = np.sort(np.argsort(-weight, kind="stable")[:_MOST_LINES])
        lines, weight = lines[richest], weight[richest]
        centre, members = _circles(plane)
        return cls(lines, weight, centre, members, _centred(plane))


def _lines(plane: Plane) -> tuple[IntArray, IntArray]:
    """Each line through two points or more by its first two."""
    a, b = plane.ends.T
    gap = plane.z[b] - plane.z[a]
    off = (np.conj(gap)[:, None] * (plane.z[None, :] - plane.z[a][:, None])).imag / np.abs(gap)[:, None]
    on = np.abs(off) < TOLERANCE
    place = np.arange(plane.count)
    first = on.argmax(axis=1)
    second = (on & (place[None, :] > first[:, None])).argmax(axis=1)
    leads = (first == a) & (second == b)
    return plane.ends[leads], on[leads].sum(axis=1)


def _circles(plane: Plane) -> tuple[ComplexArray, BoolArray]:
    every = plane.triples(0)[0]
    if not len(every):
        return np.zeros(0, dtype=np.complex128), np.zeros((0, plane.count), dtype=bool)
    centre, radius = circumcircle(plane.z, every)
    on = np.abs(np.abs(plane.z[None, :] - centre[:, None]) - radius[:, None]) < TOLERANCE * (1 + radius[:, None])
    # the first triple of a circle is the one whose points are the first three on it
    leads = (on.cumsum(axis=1) == 3).argmax(axis=1) == every[:, 2]
    central = (np.abs(plane.z[None, :] - centre[:, None]) < TOLERANCE).any(axis=1)
    keep = leads & ((on.sum(axis=1) > 3) | central | (every[:, 2] == 2))
    return centre[keep], on[keep]


def _centred(plane: Plane) -> IntArray:
    rows = plane.equidistant(0)
    o, a, b = rows.T
    count = np.zeros((plane.count, plane.count), dtype=np.int64)
    np.add.at(count, (o, a), 1)
    np.add.at(count, (o, b), 1)
    once: IntArray = rows[(count[o, a] == 1) & (count[o, b] == 1)]
    return once


def circumcircle(z: ComplexArray, corners: IntArray) -> tuple[ComplexArray, npt.NDArray[np.float64]]:
    """Centre and radius of the circles through three points each, which must not be collinear."""
    a, b, c = z[corners].T
    u, v = b - a, c - a
    d = 2 * (np.conj(u) * v).imag
    centre = a + 1j * (np.abs(u) ** 2 * v - np.abs(v) ** 2 * u) * -1 / d
    return centre, np.abs(centre - a)


def generate(plane: Plane, first: int) -> Candidates:
    """All candidates that have an operand numbered `first` or more."""
    curves = Curves.of(plane)
    parts = [*_of_pairs(plane, first), *_of_triangles(plane, first), *_of_lines(plane, curves, first)]
    parts += _of_circles(plane, curves)
    every = joined(parts)
    return every.at(every.operands.max(axis=1) >= first)


def _of_pairs(plane: Plane, first: int) -> list[Candidates]:
    a, b = plane.ends[first * (first - 1) // 2 :].T
    z = plane.z
    return [
        _made("midpoint", (z[a] + z[b]) / 2, a, b),
        _made("mirror", 2 * z[b] - z[a], a, b),
        _made("mirror", 2 * z[a] - z[b], b, a),
    ]


def _of_triangles(plane: Plane, first: int) -> list[Candidates]:
    t = plane.triples(first)[0]
    z = plane.z
    a, b, c = t.T
    centre, _ = circumcircle(z, t)
    parts = [
        _made("circumcentre", centre, a, b, c),
        _made("orthocentre", z[a] + z[b] + z[c] - 2 * centre, a, b, c),
    ]
    x, y, w = np.abs(z[c] - z[b]), np.abs(z[a] - z[c]), np.abs(z[b] - z[a])
    parts.append(_made("incentre", (x * z[a] + y * z[b] + w * z[c]) / (x + y + w), a, b, c))
    for p, q, r in ((a, b, c), (b, c, a), (c, a, b)):
        parts.append(_made("parallelogram", z[p] + z[r] - z[q], p, q, r))
    return parts


def _grid(one: int, two: int) -> tuple[IntArray, IntArray]:
    i, j = np.divmod(np.arange(one * two), max(two, 1))
    return i, j


def _of_lines(plane: Plane, curves: Curves, first: int) -> list[Candidates]:
    z, lines = plane.z, curves.lines
    parts = []
    a, b = lines.T
    i, j = np.nonzero(np.arange(len(lines))[:, None] > np.arange(len(lines))[None, :])
    if first:
        fresh = lines.max(axis=1) >= first
        keep = fresh[i] | fresh[j]
        i, j = i[keep], j[keep]
    parts.append(_made("crossing", _meet(z[a[i]], z[b[i]], z[a[j]], z[b[j]]), a[i], b[i], a[j], b[j]))
    p, k = _grid(plane.count, len(lines))
    off = np.abs(((np.conj(z[b[k]] - z[a[k]])) * (z[p] - z[a[k]])).imag) > TOLERANCE
    p, k = p[off], k[off]
    along = z[b[k]] - z[a[k]]
    foot = z[a[k]] + along * ((z[p] - z[a[k]]) / along).real
    parts.append(_made("foot", foot, p, a[k], b[k]))
    parts.append(_made("reflection", 2 * foot - z[p], p, a[k], b[k]))
    # parallels, perpendiculars and bisectors meet the lines of three points or more
    rich = np.flatnonzero(curves.weight > 2)
    for kind, turn in (("parallel meets line", 1), ("perpendicular meets line", 1j)):
        # with a new point only those through it: it has many lines with the others
        q, m = _grid(plane.count - first, len(lines))
        q += first
        g, r = _grid(len(q), len(rich))
        q, m, r = q[g], m[g], rich[r]
        way = (z[b[m]] - z[a[m]]) * turn
        parts.append(_made(kind, _meet(z[q], z[q] + way, z[a[r]], z[b[r]]), q, a[m], b[m], a[r], b[r]))
    e, r = _grid(len(plane.ends), len(rich))
    r = rich[r]
    s, t = plane.ends[e].T
    middle = (z[s] + z[t]) / 2
    crossing = _meet(middle, middle + 1j * (z[t] - z[s]), z[a[r]], z[b[r]])
    parts.append(_made("bisector meets line", crossing, s, t, a[r], b[r]))
    return parts


def _of_circles(plane: Plane, curves: Curves) -> list[Candidates]:
    """Second points of lines and of other circles on each circle, through a point of it; and midpoints of arcs."""
    z, n = plane.z, plane.count
    o, p = curves.centred[:, (0, 0)].T.ravel(), curves.centred[:, 1:].T.ravel()
    i, q = _grid(len(o), n)
    parts = [_made("line meets circle", _second(z[p[i]], z[q] - z[p[i]], z[o[i]]), p[i], q, o[i])]
    if not len(curves.centre):
        return parts
    circle, p = np.nonzero(curves.members)
    centre = curves.centre[circle]
    # two other points of the circle, for each point of it
    rest = curves.members[circle]
    rest[np.arange(len(p)), p] = False
    m = rest.argmax(axis=1)
    rest[np.arange(len(p)), m] = False
    k = rest.argmax(axis=1)
    i, q = _grid(len(p), n)
    second = _second(z[p[i]], z[q] - z[p[i]], centre[i])
    parts.append(_made("line meets circumcircle", second, p[i], q, m[i], k[i]))
    i, line = _grid(len(p), len(curves.lines))
    a, b = curves.lines[line].T
    for kind, turn in (("parallel meets circumcircle", 1), ("perpendicular meets circumcircle", 1j)):
        parts.append(_made(kind, _second(z[p[i]], (z[b] - z[a]) * turn, centre[i]), p[i], a, b, m[i], k[i]))
    i, j = np.nonzero((p[:, None] == p[None, :]) & (circle[:, None] < circle[None, :]))
    other = _second(z[p[i]], (centre[j] - centre[i]) * 1j, centre[i])
    parts.append(_made("circumcircles meet", other, p[i], m[i], k[i], m[j], k[j]))
    i, j = np.nonzero(p[:, None] == np.concatenate([curves.centred[:, 1], curves.centred[:, 2]])[None, :])
    around = o[j]
    other = _second(z[p[i]], (z[around] - centre[i]) * 1j, centre[i])
    parts.append(_made("circle meets circumcircle", other, p[i], around, m[i], k[i]))
    i, j = np.nonzero((circle[:, None] == circle[None, :]) & (p[:, None] < p[None, :]))
    third = np.where(m[i] == p[j], k[i], m[i])
    way = 1j * (z[p[j]] - z[p[i]])
    way *= np.abs(z[p[i]] - centre[i]) / np.abs(way)
    parts += [_made("arc midpoint", centre[i] + s * way, p[i], p[j], third) for s in (1, -1)]
    return parts


def _second(p: ComplexArray, way: ComplexArray, centre: ComplexArray) -> ComplexArray:
    """The other point in which the line through p meets the circle around a centre through p; p where it touches."""
    with np.errstate(all="ignore"):
        second: ComplexArray = p + 2 * way * ((centre - p) / way).real
    return second


def _meet(a: ComplexArray, b: ComplexArray, c: ComplexArray, d: ComplexArray) -> ComplexArray:
    """Where the lines ab and cd cross; not a number where they do not."""
    u, v = b - a, d - c
    den = (np.conj(u) * v).imag
    with np.errstate(all="ignore"):
        share = (np.conj(c - a) * v).imag / den
    share = np.where(np.abs(den) < 1e-9, np.nan, share)
    crossing: ComplexArray = a + share * u
    return crossing
