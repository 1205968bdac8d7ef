"""Hashes of benchmark statements, and whether a generated statement is one of them.

A hash is a fact about a file, not the file: a statement has one by its canonical form, where the reader understands it,
one by its tokens, and its informal text has one by its words. Any of them that is met is a leak.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.data.canonical import canonical_key
from trivium.prover.errors import UnsupportedStatement
from trivium.prover.statement import read_statement

_DIGITS = 24
_DECLARED = re.compile(r"(?:theorem|lemma)\s+\S+")
_WORD = re.compile(r"[a-z]+|\d+")
_SPELLED = {"ℕ": "Nat", "ℤ": "Int", "ℚ": "Rat", "ℝ": "Real"}


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """Hashes of benchmarks."""

    hashes: frozenset[str]
    names: tuple[str, ...] = ()

    def leaks(self, statement: Statement, formal: str, english: str) -> bool:
        """Whether a statement, its text or its English is in a benchmark."""
        return self.holds(canonical_key(statement), formal, english)

    def holds(self, key: str, formal: str, english: str) -> bool:
        """The same of a statement with a known `canonical_key`."""
        return not self.hashes.isdisjoint({_short(key), text_hash(formal), words_hash(english)})


def shipped() -> Benchmarks:
    """The benchmarks whose hashes come with trivium."""
    data = json.loads(files(__package__).joinpath("benchmarks.json").read_text("utf-8"))
    hashes = frozenset(h for entry in data for h in entry["hashes"])
    return Benchmarks(hashes, tuple(entry["name"] for entry in data))


def hashes_of(formal: str, informal: str) -> set[str]:
    """The hashes of a benchmark statement."""
    found = {text_hash(formal)}
    if informal.strip():
        found.add(words_hash(informal))
    with suppress(UnsupportedStatement):
        found.add(_short(canonical_key(read_statement(formal))))
    return found


def entry(name: str, data: bytes, rows: Iterable[Mapping[str, str]]) -> dict[str, object]:
    """What is kept of a benchmark file: its name, its own hash, and those of its statements."""
    found: set[str] = set()
    count = 0
    for row in rows:
        found |= hashes_of(row["formal_statement"], row.get("informal_prefix", ""))
        count += 1
    digest = hashlib.sha256(data).hexdigest()
    return {"name": name, "sha256": digest, "statements": count, "hashes": sorted(found)}


def text_hash(formal: str) -> str:
    """By the tokens of binders and goal, whatever the theorem's name and the spelling of the number types."""
    text = _DECLARED.sub("theorem", formal.partition(":=")[0], count=1)
    for notation, name in _SPELLED.items():
        text = text.replace(notation, name)
    return _short(hashlib.sha256("".join(text.split()).encode()).hexdigest())


def words_hash(english: str) -> str:
    """By words and numbers, in small letters."""
    return _short(hashlib.sha256(" ".join(_WORD.findall(english.lower())).encode()).hexdigest())


def _short(digest: str) -> str:
    return digest[:_DIGITS]
