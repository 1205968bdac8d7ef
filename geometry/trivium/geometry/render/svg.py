"""Drawings as SVG text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trivium.geometry.language.problem import Clause, Problem
from trivium.geometry.render.canvas import Box
from trivium.geometry.render.drawing import Drawing, drawing
from trivium.geometry.render.labels import Label
from trivium.geometry.render.marks import Path
from trivium.geometry.render.names import FONT_SIZE, INDEX_SIZE, escaped, parts
from trivium.geometry.render.strokes import Ring, Stroke, Weight

_LIGHT = {"paper": "#ffffff", "ink": "#1f2933", "line": "#6b7785", "goal": "#b3400e"}
_DARK = {"paper": "#1f2933", "ink": "#e4e7eb", "line": "#98a3b0", "goal": "#f0956a"}


def _colours(palette: Mapping[str, str]) -> str:
    return (
        f".tv-line, .tv-auxiliary {{ stroke: {palette['line']}; }} .tv-shape {{ stroke: {palette['ink']}; }} "
        f".tv-added {{ fill: {palette['paper']}; stroke: {palette['ink']}; }} "
        f".tv-goal, .tv-extension {{ stroke: {palette['goal']}; }} .tv-point, .tv-label {{ fill: {palette['ink']}; }}"
    )


_STYLE = f"""\
.tv-line, .tv-auxiliary, .tv-shape, .tv-extension, .tv-goal {{ fill: none; stroke-width: 1; }}
.tv-line, .tv-auxiliary, .tv-shape, .tv-extension, .tv-goal {{ stroke-linecap: round; stroke-linejoin: round; }}
.tv-shape {{ stroke-width: 1.5; }}
.tv-goal {{ stroke-width: 1.8; }}
.tv-extension {{ stroke-dasharray: 4 4; }}
.tv-auxiliary {{ stroke-dasharray: 6 3; }}
.tv-leader {{ stroke-dasharray: 0.1 3; }}
.tv-label {{ font: italic {FONT_SIZE:.0f}px Georgia, "Times New Roman", serif; }}
.tv-index {{ font-size: {INDEX_SIZE:.0f}px; font-style: normal; }}
{_colours(_LIGHT)}
@media (prefers-color-scheme: dark) {{ {_colours(_DARK)} }}
"""


def figure_svg(problem: Problem, figure: Mapping[str, complex], auxiliary: Sequence[Clause] = ()) -> str:
    """A figure of a problem as an SVG document with a title, a description and no reference to anything outside.

    What the statement starts from is drawn strongly, what it constructs thinly, what the `auxiliary` clauses of a
    proof construct dashed, what it asks in colour. The same problem and figure give the same text. Raises KeyError
    where the figure lacks a point of the problem.
    """
    return write(drawing(problem, figure, auxiliary), problem.name or "Figure", problem.statement)


def write(drawn: Drawing, title: str, description: str) -> str:
    """A drawing as an SVG document."""
    box = drawn.box
    view = " ".join(_number(x) for x in (box.left, box.top, box.width, box.height))
    body = "\n".join((*_strokes(drawn), *_points(drawn), *map(_label, drawn.labels)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{view}" '
        f'width="{_number(box.width)}" height="{_number(box.height)}">\n'
        f"<title>{escaped(title)}</title>\n<desc>{escaped(description)}</desc>\n"
        f"<style>\n{_STYLE}</style>\n{body}\n</svg>\n"
    )


def _strokes(drawn: Drawing) -> Iterator[str]:
    items: list[Ring | Stroke | Path] = [*drawn.rings, *drawn.lines, *drawn.marks]
    for weight in Weight:
        for item in items:
            if item.weight is weight:
                yield _stroke(item)


def _stroke(item: Ring | Stroke | Path) -> str:
    style = f'class="tv-{item.weight.value}"'
    if isinstance(item, Ring):
        centre = f'cx="{_number(item.centre.real)}" cy="{_number(item.centre.imag)}"'
        return f'<circle {style} {centre} r="{_number(item.radius)}"/>'
    if isinstance(item, Stroke):
        return f"<line {style} {_ends(item.start, item.end)}/>"
    first, *rest = item.places
    if item.radius:
        r = _number(item.radius)
        return f'<path {style} d="M{_place(first)}A{r} {r} 0 0 1 {_place(rest[0])}"/>'
    return f'<path {style} d="M{_place(first)}{"".join(f"L{_place(p)}" for p in rest)}"/>'


def _points(drawn: Drawing) -> Iterator[str]:
    for name, p in drawn.points.items():
        kind = "tv-added" if name in drawn.added else "tv-point"
        yield f'<circle class="{kind}" cx="{_number(p.real)}" cy="{_number(p.imag)}" r="2.4"/>'


def _label(label: Label) -> str:
    stem, index = parts(label.name)
    lowered = f'<tspan class="tv-index" dy="3">{escaped(index)}</tspan>' if index else ""
    text = f'<text class="tv-label" {_baseline(label.box)}>{escaped(stem)}{lowered}</text>'
    if label.leader is None:
        return text
    return f'<line class="tv-line tv-leader" {_ends(*label.leader)}/>\n{text}'


def _baseline(box: Box) -> str:
    return f'x="{_number((box.left + box.right) / 2)}" y="{_number(box.bottom - 3)}" text-anchor="middle"'


def _ends(start: complex, end: complex) -> str:
    numbers = zip(("x1", "y1", "x2", "y2"), (start.real, start.imag, end.real, end.imag), strict=True)
    return " ".join(f'{name}="{_number(x)}"' for name, x in numbers)


def _place(p: complex) -> str:
    return f"{_number(p.real)} {_number(p.imag)}"


def _number(x: float) -> str:
    """Two decimals at most, without a negative zero."""
    shown = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if shown in {"-0", ""} else shown
