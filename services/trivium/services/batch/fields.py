"""Reads a JSON object field by field, and collects all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from trivium.services.batch.errors import ConfigurationError
from trivium.services.runtime.operation import Violation

T = TypeVar("T")


class Fields:
    """The fields of a JSON object; `done` raises ConfigurationError for those that were wrong or unknown.

    >>> fields = Fields({"width": "4"})
    >>> fields.integer("width", 3, least=1)
    3
    >>> fields.done()
    Traceback (most recent call last):
        ...
    trivium.services.batch.errors.ConfigurationError: width: not an integer
    """

    def __init__(self, value: Mapping[str, Any], path: str = "") -> None:
        self._left = dict(value)
        self._path = path
        self._violations: list[Violation] = []

    def integer(self, name: str, default: int, *, least: int = 0, most: int = 2**63 - 1) -> int:
        """A whole number between bounds; the default where it is left out or wrong."""
        value = self._left.pop(name, default)
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # JSON knows one sort of number
        if not isinstance(value, int) or isinstance(value, bool):
            return self.wrong(name, "not an integer", default)
        if not least <= value <= most:
            return self.wrong(name, f"not between {least} and {most}", default)
        return value

    def number(self, name: str, default: float, *, least: float, most: float) -> float:
        """A number between bounds."""
        value = self._left.pop(name, default)
        if not isinstance(value, int | float) or isinstance(value, bool):
            return self.wrong(name, "not a number", default)
        if not least <= value <= most:
            return self.wrong(name, f"not between {least:g} and {most:g}", default)
        return float(value)

    def boolean(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self._left.pop(name, default)
        return value if isinstance(value, bool) else self.wrong(name, "neither true nor false", default)

    def text(self, name: str, default: str | None = "", *, most: int = 1 << 20) -> str:
        """A text; with None as the default it may not be left out."""
        value = self._left.pop(name, default)
        if value is None:
            return self.wrong(name, "missing", "")
        if not isinstance(value, str):
            return self.wrong(name, "not a text", default or "")
        if len(value) > most:
            return self.wrong(name, f"longer than {most} characters", default or "")
        return value

    def choice(self, name: str, default: str, choices: Sequence[str]) -> str:
        """One of some words."""
        value = self.text(name, default)
        return value if value in choices else self.wrong(name, f"none of {', '.join(choices)}", default)

    def texts(self, name: str) -> dict[str, str]:
        """An object whose values are texts."""
        value = self._left.pop(name, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            return self.wrong(name, "not an object of texts", {})
        return dict(value)

    def mapping(self, name: str) -> dict[str, Any]:
        """An object."""
        value = self._left.pop(name, {})
        return dict(value) if isinstance(value, dict) else self.wrong(name, "not an object", {})

    def words(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts."""
        value = self._left.pop(name, list(default))
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            return self.wrong(name, "not a list of texts", ())
        return tuple(value)

    def wrong(self, name: str, reason: str, default: T) -> T:
        """Note that a field is wrong; returns what stands for it until `done`."""
        field = f"{self._path}.{name}" if self._path and name else self._path or name
        self._violations.append(Violation(field, reason, "INVALID_FIELD"))
        return default

    def done(self) -> None:
        """Raise ConfigurationError where anything was wrong; fields that nobody asked for are."""
        for name in self._left:
            self.wrong(name, "no such field", None)
        if self._violations:
            raise ConfigurationError(self._violations)
