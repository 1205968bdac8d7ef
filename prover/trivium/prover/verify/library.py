"""What the trusted library declares, and which axioms each of its constants depends on."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.errors import CoreBuildError
from trivium.prover.lean.core_build import Core
from trivium.prover.olean import Constant, Kind, Name, OleanError, Terms, dotted, read_module
from trivium.prover.verify.axioms import ALLOWED, says_what_it_should

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Library:
    """The constants of the trusted core by name, each with the axioms that it depends on."""

    axioms: Mapping[str, frozenset[str]]

    def __contains__(self, name: Name) -> bool:
        return dotted(name) in self.axioms


def library_of(core: Core) -> Library:
    """The library of a compiled core; read from its modules once, then from an index beside them.

    Raises CoreBuildError for a core that cannot be read or whose allowed axioms say something else.
    """
    index = core.path.with_name(f"{core.path.name}.axioms.json")
    known = _load(index)
    if known is not None:
        return known
    library = _read(core.path)
    with suppress(OSError):  # a cache that cannot be written costs time only
        _store(index, library)
    return library


def _read(folder: Path) -> Library:
    terms = Terms()
    constants: dict[Name, Constant] = {}
    for file in sorted(folder.rglob("*.olean")):
        try:
            constants.update(read_module(file.read_bytes(), terms).constants)
        except (OleanError, OSError) as error:
            raise CoreBuildError(f"cannot read {file.name} of the Lean core: {error}") from error
    for name in ALLOWED:
        if name not in constants or not says_what_it_should(constants[name], terms):
            raise CoreBuildError(f"the axiom {dotted(name)} of the Lean core does not say what it should")
    return Library({dotted(name): names for name, names in _closures(constants, terms).items()})


def _closures(constants: Mapping[Name, Constant], terms: Terms) -> dict[Name, frozenset[str]]:
    """For each constant the axioms among those that it uses, directly or not."""
    uses = {name: constant.uses(terms) & constants.keys() for name, constant in constants.items()}
    found = {name: _own_axiom(constant) for name, constant in constants.items()}
    changed = True
    while changed:  # a few rounds: the sets only grow, and hold at most a handful of names
        changed = False
        for name, used in uses.items():
            grown = found[name].union(*(found[other] for other in used))
            if len(grown) > len(found[name]):
                found[name], changed = grown, True
    return found


def _own_axiom(constant: Constant) -> frozenset[str]:
    return frozenset({dotted(constant.name)}) if constant.kind is Kind.AXIOM else frozenset()


def _load(index: Path) -> Library | None:
    try:
        stored = json.loads(index.read_text("utf-8"))
        if stored["format"] != _FORMAT:
            return None
        return Library({name: frozenset(axioms) for name, axioms in stored["axioms"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _store(index: Path, library: Library) -> None:
    stored = {"format": _FORMAT, "axioms": {name: sorted(axioms) for name, axioms in library.axioms.items()}}
    descriptor, path = tempfile.mkstemp(dir=index.parent, prefix=f"{index.name}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(stored, file)
    Path(path).replace(index)
