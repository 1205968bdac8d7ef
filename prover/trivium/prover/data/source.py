"""From a seed and a number to a statement with its twin, or to the reason why there is none. Pure; no Lean."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, replace

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.data.canonical import canonical_text, skeleton_key
from trivium.prover.data.configuration import Configuration
from trivium.prover.data.decontamination import Benchmarks
from trivium.prover.data.draft import Aim, Draft
from trivium.prover.data.english import Twin, twin
from trivium.prover.data.families import GENERATORS, HELD_OUT, MATHLIB_FAMILIES
from trivium.prover.data.lean_text import HEADERS, declaration, environment_of
from trivium.prover.data.mutation import mutated
from trivium.prover.data.notation import LATEX, PLAIN
from trivium.prover.data.quality import quality
from trivium.prover.data.row import LICENCE, Row, Split, Status
from trivium.prover.data.static_filters import static_refusal, warnings

_ID = 16


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement with its twin, before anything was proved."""

    draft: Draft
    statement: Statement
    """With its name."""
    formal: str
    env: str
    plain: Twin
    latex: Twin
    canonical: str
    key: str
    refusal: str
    """Why a filter refuses it; empty where none does."""


def candidate(configuration: Configuration, seed: int, number: int, benchmarks: Benchmarks) -> Candidate:
    """The statement of an item."""
    return dressed(draft_of(configuration, seed, number), benchmarks)


def draft_of(configuration: Configuration, seed: int, number: int) -> Draft:
    """The draft of an item: from the grammar, or a mutation of such a one."""
    rng = random.Random(f"{seed}/{number}")  # noqa: S311 - statements, not secrets
    draft = _grown(configuration, rng)
    if rng.random() * 100 < configuration.mutated_percent:
        other = _grown(replace(configuration, library_percent=0), rng)
        found = mutated(draft, other, rng, (_key(draft.statement)[:_ID],))
        if found is not None:
            return found
    return draft


def _grown(configuration: Configuration, rng: random.Random) -> Draft:
    chosen = configuration.families or tuple(GENERATORS)
    library = [f for f in chosen if f in MATHLIB_FAMILIES]
    core = [f for f in chosen if f not in MATHLIB_FAMILIES]
    from_library = library and (not core or rng.random() * 100 < configuration.library_percent)
    family = rng.choice(library if from_library else core)
    draw = rng.random() * 100
    vacuous = configuration.vacuous_percent
    aim = Aim.VACUOUS if draw < vacuous else Aim.FALSE if draw < vacuous + configuration.false_percent else Aim.TRUE
    return rng.choice(GENERATORS[family])(rng, aim)


def dressed(draft: Draft, benchmarks: Benchmarks) -> Candidate:
    """A draft with its name, its texts and what the static filters say."""
    canonical = canonical_text(draft.statement)
    key = hashlib.sha256(canonical.encode()).hexdigest()
    statement = replace(draft.statement, name=f"{draft.family}_{key[:10]}")
    env = environment_of(statement)
    formal = declaration(statement, env)
    plain, latex = (twin(statement, notation, key, draft.story) for notation in (PLAIN, LATEX))
    refusal = static_refusal(statement, formal, plain.text)
    if not refusal and benchmarks.leaks(statement, formal, plain.text):
        refusal = "IN_A_BENCHMARK"
    return Candidate(draft, statement, formal, env, plain, latex, canonical, key, refusal)


def row_of(found: Candidate, seed: str) -> Row:
    """The row of a candidate, nothing being known of it yet."""
    noted = warnings(found.statement)
    return Row(
        id=found.key[:_ID],
        nl=found.plain.text,
        latex=found.latex.text,
        formal=found.formal,
        header=HEADERS[found.env],
        negation="",
        proof="",
        status=Status.REJECTED if found.refusal else Status.UNKNOWN,
        tier="NONE",
        certified="",
        reason=found.refusal,
        trace=(),
        tactics=0,
        by="",
        env=found.env,
        lean="",
        family=found.draft.family,
        aim=found.draft.aim.value,
        difficulty=found.draft.difficulty,
        quality=quality(found.statement, noted, len(found.plain.text.split())),
        warnings=noted,
        seed=seed,
        source=found.draft.source,
        parents=found.draft.parents,
        licence=LICENCE,
        split=split_of(found.draft.family, found.key),
        key=found.key,
        form=skeleton_key(found.statement),
        canonical=found.canonical,
    )


def split_of(family: str, key: str) -> Split:
    """By family, then by key: 2 % each for validation and test."""
    if family in HELD_OUT:
        return Split.HELD_OUT
    share = int(key[:8], 16) % 100
    return Split.TEST if share < 2 else Split.VALID if share < 4 else Split.TRAIN


def _key(statement: Statement) -> str:
    return hashlib.sha256(canonical_text(statement).encode()).hexdigest()
