"""How answers look in a notebook."""

from trivium.notebook.display import html, latex

__all__ = ["html", "latex"]
