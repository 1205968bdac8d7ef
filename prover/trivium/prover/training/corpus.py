"""What a model learns from: prompts in the words of the template `trivium`, and the answers that were right."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from trivium.prover.data.row import Status
from trivium.prover.policy import template
from trivium.prover.policy.question import Ask, Question
from trivium.prover.training.naming import names_for, renamed

TEMPLATE = "trivium"
_SETTLED = frozenset({Status.PROVED, Status.REFUTED, Status.VACUOUS})


@dataclass(frozen=True, slots=True)
class Lesson:
    """A prompt, and the answer that is to be learned; only the answer counts in the loss."""

    prompt: str
    answer: str
    """With its end, `</s>`."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where lessons come from: what the model card says of it."""

    name: str
    sha256: str
    """Of the file, or of the list of shards with their hashes."""
    licence: str
    rows: int
    """That have been used."""
    lessons: int
    left_out: Mapping[str, int]
    """Rows that were not used, by reason."""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Lessons, each once, in a fixed order."""

    train: tuple[Lesson, ...]
    valid: tuple[Lesson, ...] = ()
    """Never trained on: the loss on them is told."""
    sources: tuple[Source, ...] = ()

    @property
    def sha256(self) -> str:
        """Of all lessons in their order."""
        digest = hashlib.sha256()
        for lesson in (*self.train, Lesson("", ""), *self.valid):
            digest.update(f"{lesson.prompt}\0{lesson.answer}\0".encode())
        return digest.hexdigest()


def lessons_of_row(row: Mapping[str, object]) -> Iterator[Lesson]:
    """The lessons of a row of a data set, with the fields of `trivium.prover.data.Row`: its proof, and its steps.

    A step is a pair, or a mapping with `goal` and `tactic`. A row that is not settled, or has no proof, has none. All
    lessons of a row call its hypotheses by the same names, one of several ways that people do.
    """
    proof = str(row["proof"] or "")
    if row["status"] not in _SETTLED or not proof:
        return
    trace = row["trace"]
    steps = [
        (str(step["goal"]), str(step["tactic"])) if isinstance(step, Mapping) else (str(step[0]), str(step[1]))
        for step in (trace if isinstance(trace, list | tuple) else ())
    ]
    first = proof_lesson(str(row["negation"] or row["formal"]), proof)
    lessons = [first, *(tactic_lesson(goal, tactic) for goal, tactic in steps)]
    names = names_for([text for lesson in lessons for text in (lesson.prompt, lesson.answer)], first.prompt)
    for lesson in lessons:
        yield Lesson(renamed(lesson.prompt, names), renamed(lesson.answer, names))


def proof_lesson(declaration: str, proof: str) -> Lesson:
    """A declaration and its proof."""
    return _lesson(Question(Ask.PROOF, declaration=declaration), proof)


def tactic_lesson(state: str, tactic: str) -> Lesson:
    """A state as Lean shows it, and a tactic for its first goal."""
    return _lesson(Question(Ask.TACTIC, state=state), tactic)


def once(lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """The lessons without repetitions, in their order."""
    return tuple(dict.fromkeys(lessons))


def longest_answer(kind: Ask) -> int:
    """The most tokens that the template lets an answer have."""
    return _prompts()[kind].tokens


def _lesson(question: Question, answer: str) -> Lesson:
    prompt = _prompts()[question.kind]
    return Lesson(prompt.text(question), answer.strip() + prompt.end)


@cache
def _prompts() -> Mapping[Ask, template.Prompt]:
    known = template.load(TEMPLATE)
    return {kind: known.prompts[kind.name] for kind in known.kinds}
