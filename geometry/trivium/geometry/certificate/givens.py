"""The checker's own table of constructions and predicates.

Each row: the arguments as written in full, the new points among them, the facts given. A letter stands for a point;
P parallel, T perpendicular, C collinear, D equal distances, E equal directed angles, O concyclic, Q equal ratios,
S a given angle (`Sabx`: from ba to bx, in degrees), A one of lines (`Aabcx`: from ab to cx), V a given ratio
(`Vabcx`: ab to cx), H half as long (`Habac`: ab is half of ac).
"""

from __future__ import annotations

from fractions import Fraction

from trivium.geometry.certificate.definitions import DEFINITIONS
from trivium.geometry.certificate.model import CertificateError, Fact

CONSTRUCTIONS = {
    "angle_bisector": ("xabc", "x", "Ebabxbxbc"),
    "angle_mirror": ("xabc", "x", "Ebabcbcbx"),
    "circle": ("xabc", "x", "Dxaxb Dxbxc"),
    "circumcenter": ("xabc", "x", "Dxaxb Dxbxc"),
    "centroid": ("xyziabc", "xyzi", "Cxbc Dxbxc Cyca Dycya Czab Dzazb Caxi Cbyi Cczi"),
    "ninepoints": ("xyziabc", "xyzi", "Cxbc Dxbxc Cyca Dycya Czab Dzazb Dixiy Diyiz"),
    "eq_quadrangle": ("abcd", "abcd", "Ddabc"),
    "eqdia_quadrangle": ("abcd", "abcd", "Ddbac"),
    "eq_trapezoid": ("abcd", "abcd", "Pdcab Ddabc"),
    "r_trapezoid": ("abcd", "abcd", "Pabcd Tabad"),
    "trapezoid": ("abcd", "abcd", "Pabcd"),
    "quadrangle": ("abcd", "abcd", ""),
    "pentagon": ("abcde", "abcde", ""),
    "rectangle": ("abcd", "abcd", "Tabbc Pabcd Padbc Tabad Dabcd Dadbc Dacbd"),
    "isquare": ("abcd", "abcd", "Tabbc Dabbc Pabcd Padbc Taddc Dbccd Dcdda Tacbd Dacbd"),
    "square": ("abxy", "xy", "Tabbx Dabbx Pabxy Paybx Tayyx Dbxxy Dxyya Taxby Daxby"),
    "nsquare": ("xab", "x", "Dxaab Txaab"),
    "psquare": ("xab", "x", "Dxaab Txaab"),
    "parallelogram": ("abcx", "x", "Pabcx Paxbc Dabcx Daxbc"),
    "shift": ("xbcd", "x", "Dxbcd Dxcbd"),
    "triangle": ("abc", "abc", ""),
    "iso_triangle": ("abc", "abc", "Dabac Ebabccbca"),
    "ieq_triangle": ("abc", "abc", "Dabbc Dbcca"),
    "eq_triangle": ("xbc", "x", "Dxbbc Dbccx"),
    "r_triangle": ("abc", "abc", "Tabac"),
    "risos": ("abc", "abc", "Tabac Dabac Ebabccbca"),
    "triangle12": ("abc", "abc", "Habac"),
    "acute_triangle": ("abc", "abc", ""),
    "iso_triangle0": ("abc", "abc", "Dabac"),
    "iso_trapezoid": ("abcd", "abcd", "Pdcab Ddabc"),
    "iso_triangle_vertex": ("xbc", "x", "Dxbxc"),
    "iso_triangle_vertex_angle": ("xbc", "x", "Exbbcbcxc"),
    "on_aline0": ("xabcdefg", "x", "Eabcdefgx"),
    "eqratio": ("xabcdefg", "x", "Qabcdefgx"),
    "eqratio6": ("xacefgh", "x", "Qaxcxefgh"),
    "aconst": ("abcxr", "x", "Aabcx"),
    "rconst": ("abcxr", "x", "Vabcx"),
    "rconst2": ("xabr", "x", "Vxaxb"),
    "free": ("a", "a", ""),
    "segment": ("ab", "ab", ""),
    "eqangle2": ("xabc", "x", "Eabaxcxcb"),
    "eqangle3": ("xabdef", "x", "Exaxbdedf"),
    "eqdistance": ("xabc", "x", "Dxabc"),
    "foot": ("xabc", "x", "Txabc Cxbc"),
    "incenter": ("xabc", "x", "Eabaxaxac Ecacxcxcb Ebcbxbxba"),
    "incenter2": ("xyziabc", "xyzi", "Eabaiaiac Ecacicicb Ebcbibiba Cxbc Tixbc Cyca Tiyca Czab Tizab Dixiy Diyiz"),
    "excenter": ("xabc", "x", "Eabaxaxac Ecacxcxcb Ebcbxbxba"),
    "excenter2": ("xyziabc", "xyzi", "Eabaiaiac Ecacicicb Ebcbibiba Cxbc Tixbc Cyca Tiyca Czab Tizab Dixiy Diyiz"),
    "intersection_cc": ("xowa", "x", "Doaox Dwawx"),
    "intersection_lc": ("xaob", "x", "Cxab Dobox"),
    "intersection_ll": ("xabcd", "x", "Cxab Cxcd"),
    "intersection_lp": ("xabcmn", "x", "Cxab Pcxmn"),
    "intersection_lt": ("xabcde", "x", "Cxab Txcde"),
    "intersection_pp": ("xabcdef", "x", "Pxabc Pxdef"),
    "intersection_tt": ("xabcdef", "x", "Txabc Txdef"),
    "lc_tangent": ("xao", "x", "Taxao"),
    "tangent": ("xyaob", "xy", "Doxob Taxox Doyob Tayoy"),
    "midpoint": ("xab", "x", "Cxab Dxaxb"),
    "mirror": ("xab", "x", "Cxab Dbabx"),
    "on_aline": ("xabcde", "x", "Eaxabdcde"),
    "on_aline2": ("xabcde", "x", "Exaxbdcde"),
    "on_bline": ("xab", "x", "Dxaxb Eaxabbabx"),
    "on_circle": ("xoa", "x", "Doxoa"),
    "on_circum": ("xabc", "x", "Oabcx"),
    "on_dia": ("xab", "x", "Txaxb"),
    "on_line": ("xab", "x", "Cxab"),
    "on_opline": ("xab", "x", "Cxab"),
    "on_pline": ("xabc", "x", "Pxabc"),
    "on_tline": ("xabc", "x", "Txabc"),
    "orthocenter": ("xabc", "x", "Txabc Txbca Txcab"),
    "reflect": ("xabc", "x", "Dbabx Dcacx Tbcax"),
    "s_angle": ("abxy", "x", "Sabx"),
    "trisect": ("xyabc", "xy", "Cxac Cyac Ebabxbxby Ebxbybybc"),
    "trisegment": ("xyab", "xy", "Cxab Cyab Dxaxy Dyxyb"),
    "2l1c": ("xyziabco", "xyzi", "Cxac Cybc Doaoz Cioz Dixiy Diyiz Tixac Tiybc"),
    "e5128": ("xyabcd", "xy", "Dcbcx Cyab Cxyd Eabadxaxy"),
    "3peq": ("xyzabc", "xyz", "Czbc Cxab Cyac Cxyz Dzxzy"),
    "cc_tangent0": ("xyoawb", "xy", "Doxoa Dwywb Txoxy Tywyx"),
    "cc_tangent": ("xyzioawb", "xyzi", "Doxoa Dwywb Txoxy Tywyx Dozoa Dwiwb Tzozi Tiwiz"),
    "cc_itangent": ("xyzioawb", "xyzi", "Doxoa Dwywb Txoxy Tywyx Dozoa Dwiwb Tzozi Tiwiz"),
}
NUMERIC_ARGUMENT = {"s_angle": "y", "aconst": "r", "rconst": "r", "rconst2": "r"}


def fact(
    system: str, *signed: tuple[str, str, int | Fraction], constant: tuple[tuple[int, Fraction], ...] = ()
) -> Fact:
    """The equation with these signed pairs of points, in order and with like terms added."""
    total: dict[tuple[str, ...], Fraction] = {}
    for a, b, coefficient in signed:
        if a == b:
            raise CertificateError(f"a line through {a} and {b}")
        key = (min(a, b), max(a, b))
        total[key] = total.get(key, Fraction(0)) + coefficient
    return Fact(system, tuple(sorted((k, c) for k, c in total.items() if c)), constant)


def _turn(units: Fraction) -> tuple[tuple[int, Fraction], ...]:
    return ((1, units % 1),) if units % 1 else ()


def _log(value: Fraction) -> tuple[tuple[int, Fraction], ...]:
    powers: dict[int, Fraction] = {}
    for number, sign in ((value.numerator, 1), (value.denominator, -1)):
        q = 2
        while number > 1:
            if q * q > number:
                q = number
            while number % q == 0:
                powers[q] = powers.get(q, Fraction(0)) + sign
                number //= q
            q += 1
    return tuple(sorted((q, e) for q, e in powers.items() if e))


def _angles(a: str, b: str, c: str, d: str, e: str, f: str, g: str, h: str) -> Fact:
    return fact("angle", (c, d, 1), (a, b, -1), (g, h, -1), (e, f, 1))


def _ratios(a: str, b: str, c: str, d: str, e: str, f: str, g: str, h: str) -> Fact:
    return fact("ratio", (a, b, 1), (c, d, -1), (e, f, -1), (g, h, 1))


def _equal(a: str, b: str, c: str, d: str) -> Fact:
    return fact("ratio", (a, b, 1), (c, d, -1))


def _directed(a: str, b: str, c: str, d: str, *, units: Fraction = Fraction(0)) -> Fact:
    return fact("angle", (c, d, 1), (a, b, -1), constant=_turn(units))


def _oriented(p: list[str], turn: int) -> list[Fact]:
    """The angles at two corners of triangle abc equal those of xyz, or are opposite to them for a turn of -1."""
    a, b, c, x, y, z = p
    return [
        fact("angle", (a, c, 1), (a, b, -1), (x, z, -turn), (x, y, turn)),
        fact("angle", (b, a, 1), (b, c, -1), (y, x, -turn), (y, z, turn)),
    ]


PREDICATES = (
    *("coll", "para", "perp", "cong", "midp", "cyclic", "circle", "eqangle", "eqratio", "simtri", "contri"),
    *("simtri_direct", "simtri_reverse", "contri_direct", "contri_reverse", "s_angle", "aconst", "rconst", "r2const"),
)
"""The predicates that `meaning` knows."""


def meaning(predicate: str, p: list[str], value: Fraction | None) -> list[Fact]:  # noqa: C901 - one table
    """The facts that a predicate says; raises CertificateError where it is unknown or has the wrong arity."""
    count, half = len(p), Fraction(1, 2)
    match predicate:
        case "coll" if count >= 3:
            return [_directed(p[0], p[1], p[0], x) for x in p[2:]]
        case "para" if count == 4:
            return [_directed(*p)]
        case "perp" if count == 4:
            return [_directed(*p, units=half)]
        case "cong" if count == 4:
            return [_equal(*p)]
        case "midp" if count == 3:
            return [_directed(p[0], p[1], p[0], p[2]), _equal(p[0], p[1], p[0], p[2])]
        case "cyclic" if count >= 4:
            return [_angles(p[2], p[0], p[2], p[1], x, p[0], x, p[1]) for x in p[3:]]
        case "circle" if count >= 4:
            return [_equal(p[0], p[1], p[0], x) for x in p[2:]]
        case "eqangle" if count == 8:
            return [_angles(*p)]
        case "eqratio" if count == 8:
            return [_ratios(*p)]
        case "simtri" if count == 6:
            a, b, c, x, y, z = p
            return [_ratios(a, b, a, c, x, y, x, z), _ratios(b, a, b, c, y, x, y, z)]
        case "contri" if count == 6:
            a, b, c, x, y, z = p
            return [_equal(a, b, x, y), _equal(a, c, x, z), _equal(b, c, y, z)]
        case "s_angle" if count == 3 and value is not None:
            return [_directed(p[1], p[0], p[1], p[2], units=value / 180)]
        case "aconst" if count == 4 and value is not None:
            return [_directed(*p, units=value / 180)]
        case "simtri_direct" if count == 6:
            return _oriented(p, 1)
        case "simtri_reverse" if count == 6:
            return _oriented(p, -1)
        case "contri_direct" if count == 6:
            return [*_oriented(p, 1), _equal(p[0], p[1], p[3], p[4])]
        case "contri_reverse" if count == 6:
            return [*_oriented(p, -1), _equal(p[0], p[1], p[3], p[4])]
        case "rconst" if count == 4 and value is not None and value > 0:
            return [fact("ratio", (p[0], p[1], 1), (p[2], p[3], -1), constant=_log(value))]
        case "r2const" if count == 4 and value is not None and value > 0:
            root = tuple((q, e / 2) for q, e in _log(value))
            return [fact("ratio", (p[0], p[1], 1), (p[2], p[3], -1), constant=root)]
    raise CertificateError(f"{predicate} cannot be read")


_LETTERS = {
    "P": "para",
    "T": "perp",
    "C": "coll",
    "D": "cong",
    "E": "eqangle",
    "O": "cyclic",
    "Q": "eqratio",
    "S": "s_angle",
    "A": "aconst",
    "V": "rconst",
}


def given_by(name: str, role: dict[str, str], value: Fraction | None) -> list[Fact]:
    """The facts that a construction gives, for the points in the place of its arguments."""
    return _written(CONSTRUCTIONS[name][2], role, value)


def defined_by(name: str, role: dict[str, str], value: Fraction | None) -> list[Fact]:
    """The independent equations that determine a construction's new points, as far as it does."""
    equations, _ = DEFINITIONS.get(name, (None, ""))
    return _written(CONSTRUCTIONS[name][2] if equations is None else equations, role, value)


def _written(shorthands: str, role: dict[str, str], value: Fraction | None) -> list[Fact]:
    facts = []
    for shorthand in shorthands.split():
        points = [role[letter] for letter in shorthand[1:]]
        if shorthand[0] == "H":
            facts += meaning("rconst", points, Fraction(1, 2))
        else:
            facts += meaning(_LETTERS[shorthand[0]], points, value)
    return facts
