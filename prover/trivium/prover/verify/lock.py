"""The statement lock: what a candidate has compiled must state what the target states.

Both are compared as data, so that no notation, instance, attribute or scope of the candidate can change what a
statement means: two texts that look alike and mean different things compile to different expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trivium.prover.olean import Constant, Kind, Module, Name, dotted
from trivium.prover.verify.library import Library

_MADE_BY_LEAN = re.compile(r"_.*|match_\d+|proof_\d+|eq_\d+|eq_def|splitter")
_PRIVATE = "_private"
_SORRY: Name = ("sorryAx",)


@dataclass(frozen=True, slots=True)
class Lock:
    """What a comparison found."""

    theorems: tuple[Name, ...]
    """The theorems that the target asks for."""
    filled: tuple[Name, ...]
    """Definitions that the target leaves open with `sorry`."""
    refusal: str
    """Where the candidate states something else; empty where it does not."""


def asked(target: Module) -> tuple[Name, ...]:
    """The theorems of a target that its author has named."""
    constants = target.constants.values()
    return tuple(item.name for item in constants if item.kind is Kind.THEOREM and not _made_by_lean(item.name))


def compare(target: Module, candidate: Module, library: Library) -> Lock:
    """Hold a candidate against a target; both must have their expressions in one store."""
    theorems = asked(target)
    filled = tuple(name for name in stated(target) if _left_open(target.constants[name], target))
    for name in sorted(stated(target), key=dotted):
        refusal = _difference(target.constants[name], candidate.constants.get(name), name in filled)
        if refusal:
            return Lock(theorems, filled, refusal)
    strange = next((name for name in _named(target) if name not in target.constants and name not in library), None)
    if strange is not None:
        return Lock(theorems, filled, f"the target names {dotted(strange)}, which nobody declares")
    clash = next((name for name in candidate.constants if name in library), None)
    if clash is not None:
        return Lock(theorems, filled, f"the candidate declares {dotted(clash)}, which is the library's")
    return Lock(theorems, filled, "")


def stated(target: Module) -> set[Name]:
    """The declarations that the candidate must have: those with a name of the author, and what they are made of."""
    constants = target.constants
    waiting = [name for name in constants if not _made_by_lean(name)]
    found: set[Name] = set()
    while waiting:
        name = waiting.pop()
        if name in found or name not in constants:
            continue
        found.add(name)
        waiting += _meaning(constants[name], target)
    return found


def _meaning(constant: Constant, target: Module) -> set[Name]:
    """What a declaration's meaning depends on: of a theorem its statement, and not its proof."""
    if constant.kind is Kind.THEOREM or _left_open(constant, target):
        return target.terms.constants(iter([constant.type]))
    return constant.uses(target.terms)


def _named(target: Module) -> Iterator[Name]:
    for name in stated(target):
        yield from _meaning(target.constants[name], target)


def _left_open(constant: Constant, target: Module) -> bool:
    """Whether a definition is a hole for the candidate to fill."""
    if constant.kind not in (Kind.DEFINITION, Kind.OPAQUE) or constant.value is None:
        return False
    return _SORRY in target.terms.constants(iter([constant.value]))


def _difference(asked_for: Constant, given: Constant | None, is_open: bool) -> str:
    name = dotted(asked_for.name)
    if given is None:
        return f"the candidate has no {asked_for.kind.name.lower()} {name}"
    if given.kind is not asked_for.kind:
        return (
            f"{name} is a {asked_for.kind.name.lower()} in the target and a {given.kind.name.lower()} in the candidate"
        )
    if given.level_params != asked_for.level_params:
        return f"{name} has other universe parameters"
    if given.type != asked_for.type:
        return f"{name} states something else"
    if asked_for.kind is Kind.THEOREM or is_open:
        return ""
    if given.value != asked_for.value or given.details != asked_for.details:
        return f"{name} is defined otherwise"
    return ""


def _made_by_lean(name: Name) -> bool:
    if name and name[0] == _PRIVATE:  # `_private.Module.0.name`
        number = next((index for index, item in enumerate(name) if isinstance(item, int)), 0)
        name = name[number + 1 :]
    return any(isinstance(item, int) or _MADE_BY_LEAN.fullmatch(item) for item in name)
