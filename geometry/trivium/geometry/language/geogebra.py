"""GeoGebra constructions as AG2 statements: points with coordinates, and what the commands say about them.

The goal is what `Prove`, or else a command such as `AreCollinear`, asks in the file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as Xml

from trivium.geometry.errors import ProblemError
from trivium.geometry.language.archive import construction_xml, fault
from trivium.geometry.language.ggb_commands import COMMANDS
from trivium.geometry.language.ggb_curves import Curve, Round, Straight
from trivium.geometry.language.scanner import closest

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_']{0,31}")
_CALL = re.compile(r"\s*([A-Za-z]+)\s*[\[(](.*)[\])]\s*", re.DOTALL)
_ASKS = {
    "AreCollinear": "coll",
    "AreConcyclic": "cyclic",
    "ArePerpendicular": "perp",
    "AreParallel": "para",
    "AreCongruent": "cong",
    "AreEqual": "cong",
}
_SYMBOLS = {"∥": "AreParallel", "⟂": "ArePerpendicular", "⊥": "ArePerpendicular"}


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
            elif name in COMMANDS:
                self._facts += COMMANDS[name](self, inputs, outputs)
            elif made:
                hint = closest(name, COMMANDS)
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
