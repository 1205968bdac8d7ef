"""The audit: which axioms compiled proofs depend on, found by walking through what was compiled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trivium.prover.olean import Constant, Kind, Module, Name, dotted
from trivium.prover.verify.axioms import ALLOWED
from trivium.prover.verify.library import Library

_ALLOWED = frozenset(dotted(name) for name in ALLOWED)


@dataclass(frozen=True, slots=True)
class Audit:
    """What some declarations depend on."""

    axioms: tuple[str, ...]
    refusal: str
    """Why they prove nothing; empty where they depend on allowed axioms only."""


def audit(module: Module, names: Iterable[Name], library: Library) -> Audit:
    """Audit the declarations of a module that have the given names."""
    waiting, seen = sorted(names, key=dotted), set[Name]()
    missing = next((name for name in waiting if name not in module.constants), None)
    if missing is not None:
        return Audit((), f"the text has no {dotted(missing)}")
    axioms: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        constant = module.constants.get(name)
        if constant is not None:
            refusal = _refusal(constant)
            if refusal:
                return Audit(tuple(sorted(axioms)), refusal)
            waiting += constant.uses(module.terms)
        elif name in library:
            axioms |= library.axioms[dotted(name)]
        else:
            return Audit(tuple(sorted(axioms)), f"{dotted(name)} is declared neither by the text nor by the library")
    forbidden = sorted(axioms - _ALLOWED)
    refusal = f"depends on {', '.join(forbidden)}" if forbidden else ""
    return Audit(tuple(sorted(axioms)), refusal)


def _refusal(constant: Constant) -> str:
    if constant.kind is Kind.AXIOM:
        return f"depends on the axiom {dotted(constant.name)}, which the text declares itself"
    if constant.kind is Kind.QUOTIENT:
        return f"depends on {dotted(constant.name)}, a quotient that is not the library's"
    if not constant.details.safe:
        return f"depends on {dotted(constant.name)}, which is `unsafe` or `partial`"
    return ""
