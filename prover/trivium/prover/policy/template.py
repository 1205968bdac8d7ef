"""Prompts of known models, kept as data: what a model is asked, and how its answer is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import resources

from trivium.prover.errors import ProverError
from trivium.prover.policy import answer
from trivium.prover.policy.question import Ask, Question

_PLACEHOLDER = re.compile(r"\{(header|declaration|signature|state|steps|problem|attempt|error)\}")
_NAMED = re.compile(r"\s*(?:theorem|lemma)\s+[^\s:({\[]+\s*")
"""What comes before the signature of a declaration."""
REPAIR = "REPAIR"
"""The part of a template for a proof that was refused."""


class TemplateError(ProverError):
    """A template that is not there, or breaks the schema; the words name the place."""


class Reading(Enum):
    """How an answer is read."""

    LEAN_BLOCK = "lean-block"
    """The proof in the last fence, whose statement must be ours."""
    CONTINUATION = "continuation"
    """Tactics that go on from the end of the prompt, which stands inside a fence."""
    TACTIC = "tactic"
    """The whole answer is one tactic."""
    STATEMENT = "statement"
    """The theorem in the last fence, without its proof."""
    LINE = "line"
    """The last line."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing that a model is asked."""

    user: str
    """The prompt, or the user's message; `{declaration}` and its like stand for parts of the question."""
    reading: Reading
    system: str = ""
    chat: bool = False
    """Whether the model's own chat template is applied, by `/v1/chat/completions`."""
    stop: tuple[str, ...] = ()
    end: str = ""
    """What the model ends an answer with; it is scored as part of it."""
    temperature: float = 1.0
    top_p: float = 1.0
    tokens: int = 256
    """The most tokens of an answer, unless the question says less."""

    def text(self, question: Question) -> str:
        """The prompt for a question."""
        return _filled(self.user, question)

    def messages(self, question: Question) -> list[dict[str, str]]:
        """The same as messages of a chat."""
        system = [{"role": "system", "content": _filled(self.system, question)}] if self.system else []
        return [*system, {"role": "user", "content": self.text(question)}]

    def candidate(self, text: str, question: Question) -> str:
        """What an answer proposes; raises `answer.Unusable`."""
        match self.reading:
            case Reading.LEAN_BLOCK | Reading.CONTINUATION:
                return answer.proof_of(
                    text,
                    question.declaration,
                    header=question.header,
                    holes=question.kind is Ask.SKETCH,
                    continues=self.reading is Reading.CONTINUATION,
                )
            case Reading.TACTIC:
                return answer.tactic_of(text)
            case Reading.STATEMENT:
                return answer.statement_of(text)
            case Reading.LINE:
                return answer.line_of(text)


@dataclass(frozen=True, slots=True)
class Template:
    """The prompts of a family of models."""

    name: str
    models: tuple[str, ...]
    """Models that it is known to fit."""
    source: str
    """Where its format is described."""
    prompts: Mapping[str, Prompt]
    """By the name of the kind, and `REPAIR`."""

    @property
    def kinds(self) -> tuple[Ask, ...]:
        """What can be asked with it."""
        return tuple(kind for kind in Ask if kind.name in self.prompts)

    def prompt(self, question: Question) -> Prompt | None:
        """The prompt for a question; None where it has none."""
        if question.attempt:
            return self.prompts.get(REPAIR)
        return self.prompts.get(question.kind.name)


def names() -> tuple[str, ...]:
    """The templates that come with the package."""
    folder = resources.files("trivium.prover.policy") / "templates"
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


def load(name: str) -> Template:
    """A template that comes with the package; raises TemplateError."""
    if name not in names():
        raise TemplateError(f"no template {name!r}; there are {', '.join(names())}")
    file = resources.files("trivium.prover.policy") / "templates" / f"{name}.toml"
    return read(file.read_text(encoding="utf-8"), name)


def read(text: str, origin: str) -> Template:
    """A template from TOML; raises TemplateError with the place."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"{origin}: {error}") from None
    _only(table, {"name", "models", "source", "ask"}, origin)
    asks = table.get("ask")
    if not isinstance(asks, dict) or not asks:
        raise TemplateError(f"{origin}: no [ask.KIND]")
    known = {kind.name for kind in Ask} | {REPAIR}
    unknown = set(asks) - known
    if unknown:
        raise TemplateError(f"{origin}: [ask.{min(unknown)}]: known are {', '.join(sorted(known))}")
    return Template(
        _text(table, "name", origin),
        _texts(table, "models", origin),
        _text(table, "source", origin),
        {name: _prompt(entry, f"{origin}: [ask.{name}]") for name, entry in asks.items()},
    )


def _prompt(entry: object, origin: str) -> Prompt:
    if not isinstance(entry, dict):
        raise TemplateError(f"{origin}: no table")
    _only(entry, {"user", "system", "chat", "answer", "stop", "end", "temperature", "top_p", "tokens"}, origin)
    try:
        reading = Reading(entry.get("answer"))
    except ValueError:
        known = ", ".join(reading.value for reading in Reading)
        raise TemplateError(f"{origin}: answer must be one of {known}") from None
    chat = entry.get("chat", False)
    if not isinstance(chat, bool):
        raise TemplateError(f"{origin}: chat must be true or false")
    return Prompt(
        _text(entry, "user", origin),
        reading,
        _text(entry, "system", origin) if "system" in entry else "",
        chat,
        _texts(entry, "stop", origin),
        _text(entry, "end", origin) if "end" in entry else "",
        _number(entry, "temperature", origin, 1.0),
        _number(entry, "top_p", origin, 1.0),
        int(_number(entry, "tokens", origin, 256)),
    )


def _filled(text: str, question: Question) -> str:
    parts = {
        "header": question.header.strip(),
        "declaration": question.declaration,
        "signature": _NAMED.sub("", question.declaration, count=1),
        "state": question.state,
        "steps": "\n".join(question.steps),
        "problem": question.problem,
        "attempt": question.attempt,
        "error": question.error,
    }
    return _PLACEHOLDER.sub(lambda match: parts[match[1]], text)


def _only(table: Mapping[str, object], known: set[str], origin: str) -> None:
    unknown = set(table) - known
    if unknown:
        raise TemplateError(f"{origin}: unknown key {min(unknown)!r}; known are {', '.join(sorted(known))}")


def _text(table: Mapping[str, object], key: str, origin: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise TemplateError(f"{origin}: {key} must be a text")
    return value


def _texts(table: Mapping[str, object], key: str, origin: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TemplateError(f"{origin}: {key} must be a list of texts")
    return tuple(map(str, values))


def _number(table: Mapping[str, object], key: str, origin: str, default: float) -> float:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise TemplateError(f"{origin}: {key} must be a number from 0")
    return float(value)
