"""GeoGebra constructions as AG2 statements: points with coordinates, and what the commands say about them.

The goal is what `Prove`, or else a command such as `AreCollinear`, asks in the file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree import ElementTree as Xml

from trivium.geometry.errors import ProblemError
from trivium.geometry.language.archive import construction_xml, fault
from trivium.geometry.language.ggb_curves import Curve, Round, Straight
from trivium.geometry.language.scanner import closest

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_']{0,31}")
_CALL = re.compile(r"\s*([A-Za-z]+)\s*[\[(](.*)[\])]\s*", re.DOTALL)
_ANGLE = re.compile(r"\s*(-?\d{1,4}(?:\.\d{1,6})?)\s*(°|deg)?\s*")
_ASKS = {
    "AreCollinear": "coll",
    "AreConcyclic": "cyclic",
    "ArePerpendicular": "perp",
    "AreParallel": "para",
    "AreCongruent": "cong",
    "AreEqual": "cong",
}
_SYMBOLS = {"∥": "AreParallel", "⟂": "ArePerpendicular", "⊥": "ArePerpendicular"}
_MOST_VERTICES = 20


def statement_of(content: bytes, goal: str = "") -> str:
    """The statement of a GeoGebra file, with the goal given or else the one of the file, if any.

    Raises ProblemError, naming the command and the reason, for a file that cannot be read or translated.
    """
    construction = construction_xml(content).find("construction")
    if construction is None:
        raise fault("BAD_FILE", "the file has no construction")
    return _Translation().run(construction, goal)


class _Translation:
    def __init__(self) -> None:
        self._points: dict[str, str] = {}
        """The name of each point in the statement, by its label."""
        self._places: dict[str, str] = {}
        self._curves: dict[str, Curve] = {}
        self._vectors: dict[str, tuple[str, str]] = {}
        self._facts: list[str] = []
        self._proved: list[str] = []
        self._asked: list[str] = []

    def run(self, construction: Xml.Element, goal: str) -> str:
        for element in construction.iter("element"):
            if element.get("type") == "point":
                self._name(element)
        for number, element in enumerate(construction, start=1):
            if element.tag == "command":
                self._command(element, number)
        if not self._places:
            raise fault("NO_POINT", "the construction has no points")
        points = " ".join(f"{name}@{place}" for name, place in self._places.items())
        goals = [goal] if goal else self._proved or self._asked
        return f"{points} = {', '.join(self._facts)}" + (f" ? {'; '.join(goals)}" if goals else "")

    def _name(self, element: Xml.Element) -> None:
        label = element.get("label", "")
        name = re.sub(r"[{}]", "", label)
        if not _NAME.fullmatch(name) or name in self._places:
            name = next(n for k in range(1, 10_000) if (n := f"p{k}") not in self._places)
        coordinates = element.find("coords")
        if coordinates is None:
            raise fault("BAD_FILE", f"point {label!r} has no coordinates")
        try:
            x, y, z = (float(coordinates.get(axis, "1")) for axis in "xyz")
            place = (x / z, y / z)
        except (ValueError, ZeroDivisionError):
            place = (math.nan, math.nan)
        if not all(abs(c) < 1e9 for c in place):
            raise fault("BAD_FILE", f"point {label!r} is not defined in the file")
        self._points[label] = name
        self._places[name] = "_".join(f"{0.0 if abs(c) < 1e-9 else c:.16g}" for c in place)

    def _command(self, element: Xml.Element, number: int) -> None:
        name = element.get("name", "")
        inputs, outputs = _arguments(element.find("input")), _arguments(element.find("output"))
        made = [self._points[label] for label in outputs if label in self._points]
        try:
            if name in ("Prove", "ProveDetails"):
                self._proved += self._goal(inputs[0] if inputs else "")
            elif name in _ASKS:
                self._asked += self._relation(name, inputs)
            elif name in _COMMANDS:
                self._facts += _COMMANDS[name](self, inputs, outputs)
            elif made:
                hint = closest(name, _COMMANDS)
                raise fault("UNSUPPORTED_COMMAND", f"command {name} is not known", token=name, hint=hint)
        except ProblemError as error:
            text = f"{name}({', '.join(inputs)}): {error.reason}"
            raise fault(error.code, text, token=name, hint=error.suggestion, clause=number) from None
        except (IndexError, ValueError):
            reason = f"{name}({', '.join(inputs)}): this form of the command is not known"
            raise fault("UNSUPPORTED_COMMAND", reason, token=name, clause=number) from None

    # --- what labels stand for

    def point(self, label: str) -> str:
        if label not in self._points:
            raise fault("UNSUPPORTED", f"{label!r} is no named point", token=label, hint=closest(label, self._points))
        return self._points[label]

    def is_point(self, label: str) -> bool:
        return label in self._points

    def curve(self, label: str) -> Curve:
        if (call := _CALL.fullmatch(label)) and call[1] in ("Line", "Segment", "Ray"):
            return Straight([self.point(p) for p in _split(call[2])])
        if label not in self._curves:
            raise fault("UNSUPPORTED", f"{label!r} is no line or circle that is known", token=label)
        return self._curves[label]

    def straight(self, label: str) -> Straight:
        found = self.curve(label)
        if not isinstance(found, Straight):
            raise fault("UNSUPPORTED", f"{label!r} is no line", token=label)
        return found

    def round(self, label: str) -> Round:
        found = self.curve(label)
        if not isinstance(found, Round):
            raise fault("UNSUPPORTED", f"{label!r} is no circle", token=label)
        return found

    def keep(self, label: str, curve: Curve) -> list[str]:
        self._curves[label] = curve
        return []

    def points_of(self, labels: Sequence[str]) -> list[str]:
        return [self._points[label] for label in labels if label in self._points]

    def vector(self, label: str) -> tuple[str, str]:
        return self._vectors[label] if label in self._vectors else self.straight(label).ends()

    def keep_vector(self, label: str, ends: tuple[str, str]) -> list[str]:
        self._vectors[label] = ends
        return []

    # --- goals

    def _goal(self, text: str) -> list[str]:
        for symbol, name in _SYMBOLS.items():
            if symbol in text:
                return self._relation(name, [part.strip() for part in text.split(symbol)])
        call = _CALL.fullmatch(text)
        if call is None or call[1] not in _ASKS:
            reason = f"the goal {text[:60]!r} is not known"
            raise fault("UNKNOWN_GOAL", reason, token=text[:60], hint=f"one of {', '.join(_ASKS)}, or --goal")
        return self._relation(call[1], list(_split(call[2])))

    def _relation(self, name: str, labels: Sequence[str]) -> list[str]:
        asked = _ASKS[name]
        if asked in ("coll", "cyclic"):
            return [f"{asked} {' '.join(map(self.point, labels))}"]
        one, two = (self.straight(label) for label in labels)
        if asked == "cong":
            return [f"cong {' '.join((*one.ends(), *two.ends()))}"]
        a, b, first = one.direction()
        c, d, second = two.direction()
        turned = (asked == "perp") != (first != second)
        return [f"{'perp' if turned else 'para'} {a} {b} {c} {d}"]


def _arguments(element: Xml.Element | None) -> list[str]:
    """The arguments of a command in order, empty ones left out."""
    if element is None:
        return []
    numbered = sorted((int(key[1:]), text) for key, text in element.items() if re.fullmatch(r"a\d{1,3}", key))
    return [text.strip() for _, text in numbered if text.strip()]


def _split(text: str) -> Iterator[str]:
    """The arguments of a call, at the commas outside of inner brackets."""
    return (part.strip() for part in re.split(r",(?![^\[(]*[\])])", text))


# --- commands ---------------------------------------------------------------------------------------------------------


def _line(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    a, b = given[:2]
    if t.is_point(b):
        return t.keep(made[0], Straight([t.point(a), t.point(b)]))
    c, d, turned = t.straight(b).direction()
    return t.keep(made[0], Straight([t.point(a)], (c, d), turned))


def _perpendicular(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    c, d, turned = t.straight(given[1]).direction()
    return t.keep(made[0], Straight([t.point(given[0])], (c, d), not turned))


def _midline(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    a, b = t.straight(given[0]).ends() if len(given) == 1 else (t.point(given[0]), t.point(given[1]))
    return t.keep(made[0], Straight([], (a, b), True, between=(a, b)))


def _angle_bisector(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    a, v, b = map(t.point, given)
    return t.keep(made[0], Straight([v], bisects=(a, v, b)))


def _circle(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    if len(given) == 3:
        return t.keep(made[0], Round("", [t.point(p) for p in given]))
    centre, other = given
    if t.is_point(other):
        return t.keep(made[0], Round(t.point(centre), [t.point(other)]))
    return t.keep(made[0], Round(t.point(centre), [], t.straight(other).ends()))


def _semicircle(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    a, b = map(t.point, given)
    return t.keep(made[0], Round("", [a, b], diameter=(a, b)))


def _midpoint(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    (m,) = t.points_of(made)
    if len(given) == 2:
        return [f"midp {m} {t.point(given[0])} {t.point(given[1])}"]
    found = t.curve(given[0])
    return found.centred(m) if isinstance(found, Round) else [f"midp {m} {' '.join(found.ends())}"]


def _intersection(t: _Translation, given: list[str], made: list[str]) -> list[str]:
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


def _on(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    return [fact for x in t.points_of(made) for fact in t.curve(given[0]).holds(x)]


def _closest(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    line, (x,) = t.straight(given[0]), t.points_of(made)
    a, b, turned = line.direction()
    return [*line.holds(x), f"{'para' if turned else 'perp'} {x} {t.point(given[1])} {a} {b}"]


def _reflection(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    p, (x,) = t.point(given[0]), t.points_of(made)
    if t.is_point(given[1]):
        return [f"midp {t.point(given[1])} {p} {x}"]
    a, b = t.straight(given[1]).ends()
    return [f"cong {a} {p} {a} {x}", f"cong {b} {p} {b} {x}"]


def _rotation(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    p, o, (x,) = t.point(given[0]), t.point(given[2]), t.points_of(made)
    angle = _ANGLE.fullmatch(given[1])
    if angle is None or angle[2] is None:
        raise fault("UNSUPPORTED", "an angle is a number of degrees", token=given[1], hint="60°")
    return [f"cong {o} {p} {o} {x}", f"aconst {o} {p} {o} {x} {angle[1]}"]


def _translation(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    p, (a, b), (x,) = t.point(given[0]), t.vector(given[1]), t.points_of(made)
    if p in (a, b):
        return [f"midp {b} {a} {x}"] if p == b else []
    return [f"para {a} {b} {p} {x}", f"para {a} {p} {b} {x}"]


def _vector(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    return t.keep_vector(made[0], (t.point(given[0]), t.point(given[1])))


def _tangents(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    p, circle = t.point(given[0]), t.round(given[1])
    if not circle.centre:
        raise fault("UNSUPPORTED", "a tangent needs the named centre of its circle", hint="name the centre")
    for label in made:
        on = p in circle.on
        t.keep(label, Straight([p], (circle.centre, p), True) if on else Straight([p], touches=circle))
    return []


def _polygon(t: _Translation, given: list[str], made: list[str]) -> list[str]:
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


def _triangle_centre(t: _Translation, given: list[str], made: list[str]) -> list[str]:
    (a, b, c), (x,) = (t.point(p) for p in given[:3]), t.points_of(made)
    match int(given[3]):
        case 1:
            return [f"eqangle {a} {b} {a} {x} {a} {x} {a} {c}", f"eqangle {b} {c} {b} {x} {b} {x} {b} {a}"]
        case 3:
            return [f"cong {x} {a} {x} {b}", f"cong {x} {b} {x} {c}"]
        case 4:
            return [f"perp {x} {a} {b} {c}", f"perp {x} {b} {c} {a}"]
    raise fault("UNSUPPORTED", "of the centres of a triangle 1, 3 and 4 are known", token=given[3])


_COMMANDS: dict[str, Callable[[_Translation, list[str], list[str]], list[str]]] = {
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
