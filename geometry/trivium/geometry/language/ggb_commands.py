"""The commands of GeoGebra that are translated: each gives what it says about the points that it makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from trivium.geometry.language.archive import fault
from trivium.geometry.language.ggb_curves import Curve, Round, Straight

_ANGLE = re.compile(r"\s*(-?\d{1,4}(?:\.\d{1,6})?)\s*(°|deg)?\s*")
_MOST_VERTICES = 20


class Construction(Protocol):
    """What labels stand for, as far as the construction goes; look-ups raise ProblemError for the unknown."""

    def point(self, label: str) -> str:
        """The name of a point."""

    def is_point(self, label: str) -> bool:
        """Whether a label is that of a point."""

    def curve(self, label: str) -> Curve:
        """A line or circle."""

    def straight(self, label: str) -> Straight:
        """A line."""

    def round(self, label: str) -> Round:
        """A circle."""

    def keep(self, label: str, curve: Curve) -> list[str]:
        """Gives a curve a label; says nothing about points."""

    def points_of(self, labels: Sequence[str]) -> list[str]:
        """The points among labels."""

    def vector(self, label: str) -> tuple[str, str]:
        """The ends of a vector."""

    def keep_vector(self, label: str, ends: tuple[str, str]) -> list[str]:
        """Gives a vector a label; says nothing about points."""


def _line(t: Construction, given: list[str], made: list[str]) -> list[str]:
    a, b = given[:2]
    if t.is_point(b):
        return t.keep(made[0], Straight([t.point(a), t.point(b)]))
    c, d, turned = t.straight(b).direction()
    return t.keep(made[0], Straight([t.point(a)], (c, d), turned))


def _perpendicular(t: Construction, given: list[str], made: list[str]) -> list[str]:
    c, d, turned = t.straight(given[1]).direction()
    return t.keep(made[0], Straight([t.point(given[0])], (c, d), not turned))


def _midline(t: Construction, given: list[str], made: list[str]) -> list[str]:
    a, b = t.straight(given[0]).ends() if len(given) == 1 else (t.point(given[0]), t.point(given[1]))
    return t.keep(made[0], Straight([], (a, b), True, between=(a, b)))


def _angle_bisector(t: Construction, given: list[str], made: list[str]) -> list[str]:
    a, v, b = map(t.point, given)
    return t.keep(made[0], Straight([v], bisects=(a, v, b)))


def _circle(t: Construction, given: list[str], made: list[str]) -> list[str]:
    if len(given) == 3:
        return t.keep(made[0], Round("", [t.point(p) for p in given]))
    centre, other = given
    if t.is_point(other):
        return t.keep(made[0], Round(t.point(centre), [t.point(other)]))
    return t.keep(made[0], Round(t.point(centre), [], t.straight(other).ends()))


def _semicircle(t: Construction, given: list[str], made: list[str]) -> list[str]:
    a, b = map(t.point, given)
    return t.keep(made[0], Round("", [a, b], diameter=(a, b)))


def _midpoint(t: Construction, given: list[str], made: list[str]) -> list[str]:
    (m,) = t.points_of(made)
    if len(given) == 2:
        return [f"midp {m} {t.point(given[0])} {t.point(given[1])}"]
    found = t.curve(given[0])
    return found.centred(m) if isinstance(found, Round) else [f"midp {m} {' '.join(found.ends())}"]


def _intersection(t: Construction, given: list[str], made: list[str]) -> list[str]:
    one, two = t.curve(given[0]), t.curve(given[1])
    said = []
    for x in t.points_of(made):
        for line, circle in ((one, two), (two, one)):
            if isinstance(line, Straight) and isinstance(circle, Round) and line.touches is circle:
                said += [*circle.holds(x), f"perp {x} {line.on[0]} {x} {circle.centre}"]
                line.on.append(x)
                line.touches = None
                break
        else:
            said += [*one.holds(x), *two.holds(x)]
    return said


def _on(t: Construction, given: list[str], made: list[str]) -> list[str]:
    return [fact for x in t.points_of(made) for fact in t.curve(given[0]).holds(x)]


def _closest(t: Construction, given: list[str], made: list[str]) -> list[str]:
    line, (x,) = t.straight(given[0]), t.points_of(made)
    a, b, turned = line.direction()
    return [*line.holds(x), f"{'para' if turned else 'perp'} {x} {t.point(given[1])} {a} {b}"]


def _reflection(t: Construction, given: list[str], made: list[str]) -> list[str]:
    p, (x,) = t.point(given[0]), t.points_of(made)
    if t.is_point(given[1]):
        return [f"midp {t.point(given[1])} {p} {x}"]
    a, b = t.straight(given[1]).ends()
    return [f"cong {a} {p} {a} {x}", f"cong {b} {p} {b} {x}"]


def _rotation(t: Construction, given: list[str], made: list[str]) -> list[str]:
    p, o, (x,) = t.point(given[0]), t.point(given[2]), t.points_of(made)
    angle = _ANGLE.fullmatch(given[1])
    if angle is None or angle[2] is None:
        raise fault("UNSUPPORTED", "an angle is a number of degrees", token=given[1], hint="60°")
    return [f"cong {o} {p} {o} {x}", f"aconst {o} {p} {o} {x} {angle[1]}"]


def _translation(t: Construction, given: list[str], made: list[str]) -> list[str]:
    p, (a, b), (x,) = t.point(given[0]), t.vector(given[1]), t.points_of(made)
    if p in (a, b):
        return [f"midp {b} {a} {x}"] if p == b else []
    return [f"para {a} {b} {p} {x}", f"para {a} {p} {b} {x}"]


def _vector(t: Construction, given: list[str], made: list[str]) -> list[str]:
    return t.keep_vector(made[0], (t.point(given[0]), t.point(given[1])))


def _tangents(t: Construction, given: list[str], made: list[str]) -> list[str]:
    p, circle = t.point(given[0]), t.round(given[1])
    if not circle.centre:
        raise fault("UNSUPPORTED", "a tangent needs the named centre of its circle", hint="name the centre")
    for label in made:
        on = p in circle.on
        t.keep(label, Straight([p], (circle.centre, p), True) if on else Straight([p], touches=circle))
    return []


def _polygon(t: Construction, given: list[str], made: list[str]) -> list[str]:
    said: list[str] = []
    corners = [t.point(p) for p in given if t.is_point(p)]
    if len(corners) == 2 and len(given) == 3:
        count = int(given[2])
        corners += t.points_of(made)
        if not 3 <= count <= _MOST_VERTICES or len(corners) != count:
            raise ValueError(count)
        said = list(_regular(corners))
    sides = [label for label in made[1:] if not t.is_point(label)]
    for k, label in enumerate(sides[: len(corners)]):
        t.keep(label, Straight([corners[k], corners[(k + 1) % len(corners)]]))
    return said


def _regular(corners: list[str]) -> Iterator[str]:
    """Equal sides and equal turns, counter-clockwise as GeoGebra draws."""
    for a, b, c in zip(corners, corners[1:], corners[2:], strict=False):
        yield f"cong {a} {b} {b} {c}"
        yield f"aconst {a} {b} {b} {c} 360/{len(corners)}"


def _triangle_centre(t: Construction, given: list[str], made: list[str]) -> list[str]:
    (a, b, c), (x,) = (t.point(p) for p in given[:3]), t.points_of(made)
    match int(given[3]):
        case 1:
            return [f"eqangle {a} {b} {a} {x} {a} {x} {a} {c}", f"eqangle {b} {c} {b} {x} {b} {x} {b} {a}"]
        case 3:
            return [f"cong {x} {a} {x} {b}", f"cong {x} {b} {x} {c}"]
        case 4:
            return [f"perp {x} {a} {b} {c}", f"perp {x} {b} {c} {a}"]
    raise fault("UNSUPPORTED", "of the centres of a triangle 1, 3 and 4 are known", token=given[3])


COMMANDS: Mapping[str, Callable[[Construction, list[str], list[str]], list[str]]] = {
    "Line": _line,
    "Segment": _line,
    "Ray": _line,
    "OrthogonalLine": _perpendicular,
    "PerpendicularLine": _perpendicular,
    "LineBisector": _midline,
    "PerpendicularBisector": _midline,
    "AngularBisector": _angle_bisector,
    "AngleBisector": _angle_bisector,
    "Circle": _circle,
    "Semicircle": _semicircle,
    "Midpoint": _midpoint,
    "Center": _midpoint,
    "Intersect": _intersection,
    "Point": _on,
    "ClosestPoint": _closest,
    "Mirror": _reflection,
    "Reflect": _reflection,
    "Rotate": _rotation,
    "Translate": _translation,
    "Vector": _vector,
    "Tangent": _tangents,
    "Polygon": _polygon,
    "TriangleCenter": _triangle_centre,
}
"""The commands that are translated, under the names that files and people use."""
