"""The constructions of the AG/JGEX language, as data.

A row holds the arguments in the order in which they are written, the new points among them, the facts that the
construction gives, and what must hold of the old points (`ncoll`: not on one line, `npara`: not parallel). The
numeric constructions are registered under the same names in `trivium.geometry.builder`. The directed angles of a
fact are taken modulo pi: `angle_bisector` gives a point on either bisector, and the figure shows the internal one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class Construction:
    """One construction."""

    name: str
    arguments: tuple[str, ...]
    """All arguments, new points included, as written in full."""
    new: tuple[str, ...]
    gives: tuple[tuple[str, ...], ...]
    """Each fact as predicate name and argument names."""
    requires: tuple[tuple[str, ...], ...]
    value: str = ""
    """Name of the argument that is a number, if any."""
    old_places: tuple[int, ...] = field(init=False)
    """The places of the arguments that are not new."""

    def __post_init__(self) -> None:
        places = tuple(k for k, role in enumerate(self.arguments) if role not in self.new)
        object.__setattr__(self, "old_places", places)

    @property
    def old(self) -> tuple[str, ...]:
        """The arguments of the shorthand, which leaves the new points out."""
        return tuple(a for a in self.arguments if a not in self.new)


# name | arguments | new points | facts | requirements
_TABLE = """\
angle_bisector   | x a b c         | x       | eqangle b a b x b x b c                                | ncoll a b c
angle_mirror     | x a b c         | x       | eqangle b a b c b c b x                                | ncoll a b c
circle           | x a b c         | x       | cong x a x b; cong x b x c                             | ncoll a b c
circumcenter     | x a b c         | x       | cong x a x b; cong x b x c                             | ncoll a b c
centroid         | x y z i a b c   | x y z i | coll x b c; cong x b x c; coll y c a; cong y c y a; coll z a b; \
    cong z a z b; coll a x i; coll b y i; coll c z i | ncoll a b c
ninepoints       | x y z i a b c   | x y z i | coll x b c; cong x b x c; coll y c a; cong y c y a; coll z a b; \
    cong z a z b; cong i x i y; cong i y i z | ncoll a b c
eq_quadrangle    | a b c d         | a b c d | cong d a b c                                           |
eqdia_quadrangle | a b c d         | a b c d | cong d b a c                                           |
eq_trapezoid     | a b c d         | a b c d | para d c a b; cong d a b c                             |
r_trapezoid      | a b c d         | a b c d | para a b c d; perp a b a d                             |
trapezoid        | a b c d         | a b c d | para a b c d                                           |
quadrangle       | a b c d         | a b c d |                                                        |
pentagon         | a b c d e       | a b c d e |                                                      |
rectangle        | a b c d         | a b c d | perp a b b c; para a b c d; para a d b c; perp a b a d; \
    cong a b c d; cong a d b c; cong a c b d |
isquare          | a b c d         | a b c d | perp a b b c; cong a b b c; para a b c d; para a d b c; \
    perp a d d c; cong b c c d; cong c d d a; perp a c b d; cong a c b d |
square           | a b x y         | x y     | perp a b b x; cong a b b x; para a b x y; para a y b x; \
    perp a y y x; cong b x x y; cong x y y a; perp a x b y; cong a x b y |
nsquare          | x a b           | x       | cong x a a b; perp x a a b                             |
psquare          | x a b           | x       | cong x a a b; perp x a a b                             |
parallelogram    | a b c x         | x       | para a b c x; para a x b c; cong a b c x; cong a x b c | ncoll a b c
shift            | x b c d         | x       | cong x b c d; cong x c b d                             | diff b d
triangle         | a b c           | a b c   |                                                        |
iso_triangle     | a b c           | a b c   | cong a b a c; eqangle b a b c c b c a                  |
ieq_triangle     | a b c           | a b c   | cong a b b c; cong b c c a                             |
eq_triangle      | x b c           | x       | cong x b b c; cong b c c x                             |
r_triangle       | a b c           | a b c   | perp a b a c                                           |
risos            | a b c           | a b c   | perp a b a c; cong a b a c; eqangle b a b c c b c a    |
triangle12       | a b c           | a b c   | rconst a b a c 1/2                                     |
acute_triangle   | a b c           | a b c   |                                                        |
iso_triangle0    | a b c           | a b c   | cong a b a c                                           |
iso_trapezoid    | a b c d         | a b c d | para d c a b; cong d a b c                             |
iso_triangle_vertex | x b c        | x       | cong x b x c                                           | diff b c
iso_triangle_vertex_angle | x b c  | x       | eqangle x b b c b c x c                                | diff b c
on_aline0        | x a b c d e f g | x       | eqangle a b c d e f g x | diff a b; diff c d; diff e f
eqratio          | x a b c d e f g | x       | eqratio a b c d e f g x | diff a b; diff c d; diff e f
eqratio6         | x a c e f g h   | x       | eqratio a x c x e f g h | diff a c; diff e f; diff g h
aconst           | a b c x r       | x       | aconst a b c x r                                       | diff a b
rconst           | a b c x r       | x       | rconst a b c x r                                       | diff a b
rconst2          | x a b r         | x       | rconst x a x b r                                       | diff a b
free             | a               | a       |                                                        |
segment          | a b             | a b     |                                                        |
eqangle2         | x a b c         | x       | eqangle a b a x c x c b                                | ncoll a b c
eqangle3         | x a b d e f     | x       | eqangle x a x b d e d f                                | ncoll d e f
eqdistance       | x a b c         | x       | cong x a b c                                           |
foot             | x a b c         | x       | perp x a b c; coll x b c                               | ncoll a b c
incenter         | x a b c         | x       | eqangle a b a x a x a c; eqangle c a c x c x c b; \
    eqangle b c b x b x b a | ncoll a b c
incenter2        | x y z i a b c   | x y z i | eqangle a b a i a i a c; eqangle c a c i c i c b; \
    eqangle b c b i b i b a; coll x b c; perp i x b c; coll y c a; perp i y c a; coll z a b; perp i z a b; \
    cong i x i y; cong i y i z | ncoll a b c
excenter         | x a b c         | x       | eqangle a b a x a x a c; eqangle c a c x c x c b; \
    eqangle b c b x b x b a | ncoll a b c
excenter2        | x y z i a b c   | x y z i | eqangle a b a i a i a c; eqangle c a c i c i c b; \
    eqangle b c b i b i b a; coll x b c; perp i x b c; coll y c a; perp i y c a; coll z a b; perp i z a b; \
    cong i x i y; cong i y i z | ncoll a b c
intersection_cc  | x o w a         | x       | cong o a o x; cong w a w x                             | ncoll o w a
intersection_lc  | x a o b         | x       | coll x a b; cong o b o x                               | diff a b
intersection_ll  | x a b c d       | x       | coll x a b; coll x c d                                 | npara a b c d
intersection_lp  | x a b c m n     | x       | coll x a b; para c x m n                               | npara a b m n
intersection_lt  | x a b c d e     | x       | coll x a b; perp x c d e                               | nperp a b d e
intersection_pp  | x a b c d e f   | x       | para x a b c; para x d e f                             | npara b c e f
intersection_tt  | x a b c d e f   | x       | perp x a b c; perp x d e f                             | npara b c e f
lc_tangent       | x a o           | x       | perp a x a o                                           | diff a o
tangent          | x y a o b       | x y     | cong o x o b; perp a x o x; cong o y o b; perp a y o y | diff a o
midpoint         | x a b           | x       | coll x a b; cong x a x b                               | diff a b
mirror           | x a b           | x       | coll x a b; cong b a b x                               | diff a b
on_aline         | x a b c d e     | x       | eqangle a x a b d c d e                                | ncoll c d e
on_aline2        | x a b c d e     | x       | eqangle x a x b d c d e                                | ncoll c d e
on_bline         | x a b           | x       | cong x a x b; eqangle a x a b b a b x                  | diff a b
on_circle        | x o a           | x       | cong o x o a                                           | diff o a
on_circum        | x a b c         | x       | cyclic a b c x                                         | ncoll a b c
on_dia           | x a b           | x       | perp x a x b                                           | diff a b
on_line          | x a b           | x       | coll x a b                                             | diff a b
on_opline        | x a b           | x       | coll x a b                                             | diff a b
on_pline         | x a b c         | x       | para x a b c                                           | diff b c
on_tline         | x a b c         | x       | perp x a b c                                           | diff b c
orthocenter      | x a b c         | x       | perp x a b c; perp x b c a; perp x c a b               | ncoll a b c
reflect          | x a b c         | x       | cong b a b x; cong c a c x; perp b c a x               | ncoll a b c
s_angle          | a b x y         | x       | s_angle a b x y                                        | diff a b
trisect          | x y a b c       | x y     | coll x a c; coll y a c; eqangle b a b x b x b y; \
    eqangle b x b y b y b c | ncoll a b c
trisegment       | x y a b         | x y     | coll x a b; coll y a b; cong x a x y; cong y x y b     | diff a b
2l1c             | x y z i a b c o | x y z i | coll x a c; coll y b c; cong o a o z; coll i o z; cong i x i y; \
    cong i y i z; perp i x a c; perp i y b c | cong o a o b; ncoll a b c
e5128 | x y a b c d | x y | cong c b c x; coll y a b; \
    coll x y d; eqangle a b a d x a x y | cong c b c d; perp b c b a
3peq | x y z a b c | x y z | coll z b c; coll x a b; \
    coll y a c; coll x y z; cong z x z y | ncoll a b c
cc_tangent0      | x y o a w b     | x y     | cong o x o a; cong w y w b; perp x o x y; perp y w y x | diff o w
cc_tangent       | x y z i o a w b | x y z i | cong o x o a; cong w y w b; perp x o x y; perp y w y x; \
    cong o z o a; cong w i w b; perp z o z i; perp i w i z | diff o w
cc_itangent      | x y z i o a w b | x y z i | cong o x o a; cong w y w b; perp x o x y; perp y w y x; \
    cong o z o a; cong w i w b; perp z o z i; perp i w i z | diff o w
"""

_VALUED = {"s_angle": "y", "aconst": "r", "rconst": "r", "rconst2": "r"}


def _facts(column: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fact.split()) for fact in column.split(";") if fact.strip())


@cache
def constructions() -> Mapping[str, Construction]:
    """Every construction, by name."""
    table = {}
    for row in _TABLE.strip().splitlines():
        name, arguments, new, gives, requires = (cell.strip() for cell in row.split("|"))
        table[name] = Construction(
            name,
            tuple(arguments.split()),
            tuple(new.split()),
            _facts(gives),
            _facts(requires),
            _VALUED.get(name, ""),
        )
    return table
