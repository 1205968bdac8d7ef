"""Drawings as TikZ pictures."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator, Mapping, Sequence

from trivium.geometry.language.problem import Clause, Problem
from trivium.geometry.proof.notation import LATEX
from trivium.geometry.render.drawing import Drawing, drawing
from trivium.geometry.render.labels import Label
from trivium.geometry.render.marks import Path
from trivium.geometry.render.strokes import Ring, Stroke, Weight

_UNIT = 0.6
"""Points of print a canvas unit."""
_STYLES: Mapping[Weight, str] = {
    Weight.LINE: "gray, thin",
    Weight.AUXILIARY: "gray, thin, dashed",
    Weight.EXTENSION: "red!60!black, thin, dashed",
    Weight.SHAPE: "thick",
    Weight.GOAL: "red!60!black, thick",
}


def figure_tikz(problem: Problem, figure: Mapping[str, complex], auxiliary: Sequence[Clause] = ()) -> str:
    """A figure of a problem as a `tikzpicture`, drawn as its SVG is; needs only the package tikz.

    The same problem and figure give the same text. Raises KeyError where the figure lacks a point of the problem.
    """
    return write(drawing(problem, figure, auxiliary))


def write(drawn: Drawing) -> str:
    """A drawing as a `tikzpicture`; y grows downwards on the canvas, so that it is turned over."""
    body = (*_clip(drawn), *_strokes(drawn), *_points(drawn), *map(_label, drawn.labels))
    lines = "\n".join(f"  {line}" for line in body)
    return f"\\begin{{tikzpicture}}[x={_UNIT}pt, y=-{_UNIT}pt, line cap=round]\n{lines}\n\\end{{tikzpicture}}\n"


def _clip(drawn: Drawing) -> Iterator[str]:
    box = drawn.box
    yield f"\\clip {_place(complex(box.left, box.top))} rectangle {_place(complex(box.right, box.bottom))};"


def _strokes(drawn: Drawing) -> Iterator[str]:
    items: list[Ring | Stroke | Path] = [*drawn.rings, *drawn.lines, *drawn.marks]
    for weight in Weight:
        yield from (f"\\draw[{_STYLES[weight]}] {_shape(item)};" for item in items if item.weight is weight)


def _shape(item: Ring | Stroke | Path) -> str:
    if isinstance(item, Ring):
        return f"{_place(item.centre)} circle[radius={_number(item.radius * _UNIT)}pt]"
    if isinstance(item, Stroke):
        return f"{_place(item.start)} -- {_place(item.end)}"
    if item.radius:
        return _arc(item.places[0], item.places[-1], item.radius)
    return " -- ".join(map(_place, item.places))


def _arc(start: complex, end: complex, radius: float) -> str:
    """The shorter arc between two places, clockwise on the page as in the SVG."""
    along = (end - start) / abs(end - start)
    height = math.sqrt(max(radius**2 - abs(end - start) ** 2 / 4, 0.0))
    centre = (start + end) / 2 + along * 1j * height
    first, last = (math.degrees(cmath.phase((p - centre).conjugate())) for p in (start, end))
    last -= 360 * math.ceil((last - first) / 360) if last > first else 0
    size = _number(radius * _UNIT)
    return f"{_place(start)} arc[start angle={_number(first)}, end angle={_number(last)}, radius={size}pt]"


def _points(drawn: Drawing) -> Iterator[str]:
    for name, place in drawn.points.items():
        how = "\\filldraw[fill=white]" if name in drawn.added else "\\fill"
        yield f"{how} {_place(place)} circle[radius=1.2pt];"


def _label(label: Label) -> str:
    text = LATEX.formula.format(LATEX.name(label.name))
    middle = complex((label.box.left + label.box.right) / 2, (label.box.top + label.box.bottom) / 2)
    node = f"\\node at {_place(middle)} {{{text}}};"
    if label.leader is None:
        return node
    start, end = label.leader
    return f"\\draw[gray, thin, dotted] {_place(start)} -- {_place(end)}; {node}"


def _place(p: complex) -> str:
    return f"({_number(p.real)}, {_number(p.imag)})"


def _number(x: float) -> str:
    shown = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if shown in {"-0", ""} else shown
