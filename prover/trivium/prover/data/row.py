"""A row of a data set: one statement with its twin and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeAlias

FORMAT = 1
LICENCE = "Apache-2.0"


class Status(StrEnum):
    """What is known of a statement."""

    PROVED = "proved"
    """Lean's kernel replayed a proof in a process that had not seen the text, and the hypotheses can be fulfilled."""
    REFUTED = "refuted"
    """The same of the negation."""
    VACUOUS = "vacuous"
    """The same of `False` from the hypotheses."""
    UNKNOWN = "unknown"
    REJECTED = "rejected"
    """A filter refused it; `reason` says which. It is no result, and is kept to be counted."""


class Split(StrEnum):
    """What a row may be used for."""

    TRAIN = "train"
    VALID = "valid"
    TEST = "test"
    HELD_OUT = "held_out"
    """Of a family that nothing is trained on."""


Step: TypeAlias = tuple[str, str]
"""A goal state as Lean shows it, and the tactic that was applied to it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One statement."""

    id: str
    """The beginning of `key`."""
    nl: str
    """In English, plain."""
    latex: str
    """In English, formulas in LaTeX."""
    formal: str
    """The Lean theorem, without a proof."""
    header: str
    """What comes before it in a Lean text."""
    negation: str
    """The theorem that was proved where the status is `refuted` or `vacuous`; empty for others."""
    proof: str
    """Tactics of `formal`, or of `negation`; empty where there are none."""
    status: Status
    tier: str
    """Assurance: `LEAN_REPLAYED`; `CERTIFICATE_REPLAYED` where exact arithmetic alone decided; or `NONE`."""
    certified: str
    """What exact arithmetic decided, `proved`, `refuted`, `vacuous` or nothing, by a certificate that was replayed."""
    reason: str
    """Why the status is `unknown` or `rejected`."""
    trace: tuple[Step, ...]
    """The steps of the proof."""
    tactics: int
    """Tactics that the search tried."""
    by: str
    """What proposed the proof: `form`, `portfolio`, `certificates`, or the names of policies; empty without one."""
    env: str
    """`core`, or `mathlib` for what the embedded Lean cannot state."""
    lean: str
    """The Lean that proved it: version and hash of its core; empty where none did."""
    family: str
    aim: str
    """What the generator meant it to be; it proves nothing."""
    difficulty: int
    quality: float
    warnings: tuple[str, ...]
    seed: str
    """Seed and number of the item that it came from."""
    source: str
    parents: tuple[str, ...]
    licence: str
    split: Split
    key: str
    """SHA-256 of the canonical form."""
    form: str
    """The same without numerals."""
    canonical: str
    """The canonical form, for the search for near duplicates."""


COLUMNS = tuple(field.name for field in fields(Row))
"""The columns in their order."""
