"""What each construction and each predicate draws, as data.

In a row a letter stands for a point of the construction: `xab` is the shortest segment that holds these points of one
line, `xa>bc` the same with the foot of `a` on bc among them, `o(a)` the circle around o through a, `(abc)` the circle
through three points and `(ab)` the circle with diameter ab.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from trivium.geometry.language.problem import Application
from trivium.geometry.predicates.predicate import Predicate

_TABLE = """\
angle_bisector   | xb
angle_mirror     | xb ab bc
circle           | x(a)
circumcenter     | x(a)
centroid         | axi byi czi
ninepoints       | i(x)
eq_quadrangle    | ab bc cd da
eqdia_quadrangle | ab bc cd da ac bd
eq_trapezoid     | ab bc cd da
r_trapezoid      | ab bc cd da
trapezoid        | ab bc cd da
quadrangle       | ab bc cd da
pentagon         | ab bc cd de ea
rectangle        | ab bc cd da
isquare          | ab bc cd da
square           | ab bx xy ya
nsquare          | xa ab
psquare          | xa ab
parallelogram    | ab bc cx xa
shift            | xb xc db dc
triangle         | ab bc ca
iso_triangle     | ab bc ca
ieq_triangle     | ab bc ca
eq_triangle      | xb bc cx
r_triangle       | ab bc ca
risos            | ab bc ca
triangle12       | ab bc ca
acute_triangle   | ab bc ca
iso_triangle0    | ab bc ca
iso_trapezoid    | ab bc cd da
iso_triangle_vertex | xb xc
iso_triangle_vertex_angle | xb xc bc
on_aline0        | gx ab cd ef
eqratio          | gx ab cd ef
eqratio6         | xa xc ef gh
aconst           | cx ab
rconst           | cx ab
rconst2          | xa xb
free             |
segment          | ab
eqangle2         | ab bc cx xa
eqangle3         | xa xb de df
eqdistance       | xa bc
foot             | xa xbc
incenter         | xa xb xc
incenter2        | xbc yca zab i(x)
excenter         | xa xb xc
excenter2        | xbc yca zab i(x)
intersection_cc  | o(a) w(a)
intersection_lc  | xab o(b)
intersection_ll  | xab xcd
intersection_lp  | xab xc mn
intersection_lt  | xab xc de
intersection_pp  | xa xd bc ef
intersection_tt  | xa xd bc ef
lc_tangent       | xa o(a)
tangent          | xa ya o(b)
midpoint         | xab
mirror           | xab
on_aline         | xa ab
on_aline2        | xa xb
on_bline         | xa xb
on_circle        | o(a)
on_circum        | (abc)
on_dia           | (ab)
on_line          | xab
on_opline        | xab
on_pline         | xa bc
on_tline         | xa bc
orthocenter      | xa>bc xb>ca xc>ab
reflect          | xa bc
s_angle          | ab bx
trisect          | xyac xb yb
trisegment       | xyab
2l1c             | xac ybc o(a) i(x)
e5128            | yab xyd ad c(b)
3peq             | zbc xab yac xyz
cc_tangent0      | xy o(a) w(b)
cc_tangent       | xy zi o(a) w(b)
cc_itangent      | xy zi o(a) w(b)
"""


@dataclass(frozen=True, slots=True)
class Segment:
    """The shortest segment that holds some points of one line."""

    points: tuple[str, ...]
    foot: tuple[str, str, str] | None = None
    """The point whose foot on the line of the other two is held too."""


@dataclass(frozen=True, slots=True)
class Around:
    """The circle around a centre through a point."""

    centre: str
    through: str


@dataclass(frozen=True, slots=True)
class Through:
    """The circle through three points, or the one with two points as ends of a diameter."""

    points: tuple[str, ...]


Depicted = Segment | Around | Through


def of_application(application: Application) -> Iterator[Depicted]:
    """What a construction draws, for its points."""
    role = dict(zip(application.construction.arguments, application.arguments, strict=True))
    for word in _rows()[application.construction.name]:
        yield _depicted(word, role)


def of_predicate(predicate: Predicate) -> Iterator[Depicted]:
    """What a goal or an assumption draws: the lines and circles that it speaks of."""
    p = predicate.points
    match predicate.name:
        case "coll":
            yield Segment(p)
        case "midp":
            yield Segment(p)
        case "cyclic":
            yield Through(p[:3])
        case "circle":
            yield Around(p[0], p[1])
        case name if name.startswith(("simtri", "contri")):
            for a, b, c in (p[:3], p[3:]):
                yield from _segments(((a, b), (b, c), (c, a)))
        case "s_angle":
            yield from _segments(((p[1], p[0]), (p[1], p[2])))
        case _:
            yield from _segments(zip(p[::2], p[1::2], strict=True))


def _segments(pairs: Iterable[tuple[str, str]]) -> Iterator[Segment]:
    return (Segment(pair) for pair in pairs)


@cache
def _rows() -> Mapping[str, tuple[str, ...]]:
    rows = (row.split("|") for row in _TABLE.strip().splitlines())
    return {name.strip(): tuple(drawn.split()) for name, drawn in rows}


def _depicted(word: str, role: Mapping[str, str]) -> Depicted:
    head, bracket, tail = word.partition("(")
    if bracket:
        inside = tuple(role[letter] for letter in tail.removesuffix(")"))
        return Around(role[head], inside[0]) if head else Through(inside)
    line, foot, base = word.partition(">")
    points = tuple(role[letter] for letter in line)
    return Segment(points, (points[-1], role[base[0]], role[base[1]]) if foot else None)
