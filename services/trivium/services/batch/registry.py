"""The kinds of batches by their names. Workers find a kind by its source, so that they may be other processes."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from trivium.services.batch.errors import ConfigurationError
from trivium.services.batch.kind import Kind
from trivium.services.runtime.operation import Violation

_KINDS = "trivium.services.batch.kinds"
_SOURCES: dict[str, str] = {
    "data.evaluate": f"{_KINDS}.evaluations:EVALUATIONS",
    "data.generate": f"{_KINDS}.statements:STATEMENTS",
    "geometry.propose": f"{_KINDS}.proposals:PROPOSALS",
    "geometry.solve": f"{_KINDS}.questions:GEOMETRY_SOLVE",
    "geometry.verify": f"{_KINDS}.questions:GEOMETRY_VERIFY",
    "lean.prove": f"{_KINDS}.questions:LEAN_PROVE",
    "lean.evaluate": f"{_KINDS}.questions:LEAN_EVALUATE",
    "lean.check": f"{_KINDS}.questions:LEAN_CHECK",
    "lean.judge": f"{_KINDS}.questions:LEAN_JUDGE",
    "lean.verify": f"{_KINDS}.questions:LEAN_VERIFY",
    "cas.check": f"{_KINDS}.questions:CAS_CHECK",
    "cas.operation": f"{_KINDS}.questions:CAS_OPERATION",
    "cas.verify": f"{_KINDS}.questions:CAS_VERIFY",
}


def register(name: str, source: str) -> None:
    """Make a kind known: `source` is `module:ATTRIBUTE`, imported where it is used.

    Raises ValueError where the name stands for another source already.
    """
    if _SOURCES.setdefault(name, source) != source:
        raise ValueError(f"{name} is {_SOURCES[name]}")


def kinds() -> Mapping[str, str]:
    """The source of each kind."""
    return dict(_SOURCES)


def kind_named(name: str) -> Kind:
    """The kind of a name; raises ConfigurationError where there is none."""
    if name not in _SOURCES:
        words = f"no kind of batch is called {name!r}; there are {', '.join(sorted(_SOURCES))}"
        raise ConfigurationError([Violation("kind", words, "UNKNOWN_KIND")])
    return load(_SOURCES[name])


def load(source: str) -> Kind:
    """The kind of a source."""
    module, _, attribute = source.partition(":")
    kind: Kind = getattr(importlib.import_module(module), attribute)
    return kind
