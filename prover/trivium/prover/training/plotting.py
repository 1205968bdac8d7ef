"""Small SVG plots: one panel a curve, all over the same axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT, _LEFT, _BETWEEN = 640.0, 110.0, 60.0, 34.0
COLOURS = ("#1f5fa8", "#a8471f", "#2f7d4f", "#7a3f98")


def curves(title: str, axis: str, lines: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """An SVG document with a panel for each line of (x, y); y starts at 0."""
    right = max(x for points in lines.values() for x, _ in points) or 1.0
    body = [f'<text x="{_LEFT}" y="18" font-weight="bold">{escape(title)}</text>']
    top = 30.0
    for colour, (name, points) in zip(COLOURS, lines.items(), strict=False):
        highest = max(y for _, y in points) * 1.1 or 1.0
        body.append(_panel(name, points, colour, top, right, highest))
        top += _HEIGHT + _BETWEEN
    body.append(f'<text x="{_WIDTH - 10}" y="{top - 14:g}" text-anchor="end">{escape(axis)} (to {right:.3g})</text>')
    return document(title, _WIDTH, top, "".join(body))


def document(title: str, width: float, height: float, body: str) -> str:
    """An SVG document of a plot with a title for those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:g} {height:g}" '
        f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#fff"/>{body}</svg>\n'
    )


def _panel(name: str, points: Sequence[tuple[float, float]], colour: str, top: float, right: float, high: float) -> str:
    def place(x: float, y: float) -> str:
        return f"{_LEFT + x / right * (_WIDTH - _LEFT - 10):.1f},{top + _HEIGHT * (1 - y / high):.1f}"

    base = top + _HEIGHT
    path = " ".join(place(x, y) for x, y in points)
    return (
        f'<line x1="{_LEFT}" y1="{base:g}" x2="{_WIDTH - 10}" y2="{base:g}" stroke="#999"/>'
        f'<text x="{_LEFT - 6}" y="{base:g}" text-anchor="end">0</text>'
        f'<text x="{_LEFT - 6}" y="{top + 10:g}" text-anchor="end">{high:.3g}</text>'
        f'<text x="{_LEFT + 6}" y="{top + 12:g}" fill="{colour}">{escape(name)}</text>'
        f'<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{path}"/>'
    )
