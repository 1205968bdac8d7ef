"""The declarations of a compiled library that a proof may use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.errors import UnreadableLibrary
from trivium.prover.olean import (
    Constant,
    Kind,
    Name,
    OleanError,
    Parameter,
    Terms,
    dotted,
    read_module,
    read_signatures,
)
from trivium.prover.retrieve.rendering import TypeRenderer

_KINDS = {
    Kind.THEOREM: "theorem",
    Kind.AXIOM: "axiom",
    Kind.DEFINITION: "definition",
    Kind.INDUCTIVE: "inductive",
    Kind.CONSTRUCTOR: "constructor",
}
_MADE_BY_LEAN = re.compile(
    r"_.*|match_\d+(?:_\d+)*|eq_\d+|eq_def|eq|splitter|injEq|inj|sizeOf_spec|noConfusion\w*|brecOn\w*|below\w*|rec\w*|casesOn\w*"
    r"|ctor\w*|toCtorIdx|ofNat_toCtorIdx|inst[A-Z_].*"
)
"""A last part of a name that no author has written, or an instance, which Lean finds by itself."""
_SYNTAX = ("ParserDescr", "TrailingParserDescr", "Macro")
_LONGEST = 4000
"""Characters of a statement; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class Premise:
    """A declaration by name."""

    name: str
    kind: str
    """`theorem`, `axiom`, `definition`, `inductive` or `constructor`."""
    module: str
    statement: str
    """Binders, a colon and the type."""


def premises_of(library: Sequence[tuple[str, Path]]) -> list[Premise]:
    """The premises of compiled modules, given by name and file; raises UnreadableLibrary."""
    terms = Terms()
    modules: list[tuple[str, list[Constant]]] = []
    signatures: dict[Name, tuple[Parameter, ...]] = {}
    for module, file in library:
        try:
            data = file.read_bytes()
            constants = list(read_module(data, terms).constants.values())
            signatures |= read_signatures(data)
        except (OleanError, OSError) as error:
            raise UnreadableLibrary(f"the module {module} cannot be read: {error}") from error
        modules.append((module, constants))
    renderer = TypeRenderer(terms, signatures)
    return [premise for module, constants in modules for premise in _premises(module, constants, renderer)]


def _premises(module: str, constants: list[Constant], renderer: TypeRenderer) -> Iterator[Premise]:
    for constant in sorted(constants, key=lambda item: dotted(item.name)):
        kind = _KINDS.get(constant.kind)
        if kind is None or _hidden(constant.name):
            continue
        statement = renderer.statement(constant.name, constant.type)[:_LONGEST]
        if not statement.endswith(_SYNTAX):
            yield Premise(dotted(constant.name), kind, module, statement)


def _hidden(name: Name) -> bool:
    return any(not isinstance(part, str) or _MADE_BY_LEAN.fullmatch(part) for part in name)
