"""Fixtures of proofs: texts with a target, a candidate and the tier that must speak."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "prover"
_HEAD = re.compile(r"^--! (?P<name>[^|\n]+?)(?: \| (?P<tier>\w+))?\n", re.MULTILINE)
_MIDDLE = "\n--!\n"


@dataclass(frozen=True, slots=True)
class Fixture:
    """A candidate, its target, and the name of a tier."""

    name: str
    tier: str
    target: str
    candidate: str


def read_fixtures(folder: str) -> list[Fixture]:
    """Every fixture of a folder of the test data, named `file: fixture`."""
    found = []
    for file in sorted((DATA / folder).glob("*.lean")):
        text = file.read_text("utf-8")
        heads = list(_HEAD.finditer(text))
        ends = [head.start() for head in heads[1:]] + [len(text)]
        for head, end in zip(heads, ends, strict=True):
            target, middle, candidate = text[head.end() : end].partition(_MIDDLE)
            assert middle, f"{file.name}: {head['name']} has no candidate"
            found.append(Fixture(f"{file.stem}: {head['name']}", head["tier"] or "", target, candidate.strip("\n")))
    return found
