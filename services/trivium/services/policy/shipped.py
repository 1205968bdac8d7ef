"""The checkpoint that comes with trivium, as a policy that is always there; it is loaded when it is first asked."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from trivium.prover.policy import template
from trivium.prover.policy.checkpoint import DESCRIPTION, CheckpointError, read_json
from trivium.prover.policy.question import Question
from trivium.services.policy.backend import Answer, Effort, Experience, Nature, Scores
from trivium.services.policy.configuration import ConfigurationError
from trivium.services.policy.embedded import EmbeddedBackend, Embedding
from trivium.services.policy.errors import refused
from trivium.services.runtime.opening import Opening

_NEEDED = ("onnxruntime", "tokenizers")
MISSING = "the extra `model` is not installed: pip install 'trivium[model]'"


class ShippedBackend:
    """An embedded checkpoint that costs nothing until it is asked, and says what is missing where it cannot run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._model = Opening(self._load)

    @property
    def nature(self) -> Nature:
        """What the folder says of itself, or what is missing."""
        try:
            told = read_json(self._folder / DESCRIPTION)
            words = template.load(str(told.get("template", "trivium")))
        except (CheckpointError, template.TemplateError) as error:
            return Nature("embedded", (), str(error))
        name = str(told.get("name", self._folder.name)) if _installed() else MISSING
        return Nature("embedded", words.kinds, name, scores=True)

    async def start(self) -> None:
        """Nothing: it waits for the first question."""

    async def close(self) -> None:
        """End the model where it was loaded."""
        model = await self._model.settle()
        if model is not None:
            await model.close()

    async def propose(self, question: Question, effort: Effort) -> Answer:
        """As `EmbeddedBackend` does; raises PolicyFailure, where it cannot be loaded, too."""
        return await (await self._model.get()).propose(question, effort)

    async def score(self, question: Question, candidates: Sequence[str], effort: Effort) -> Scores:
        """As `EmbeddedBackend` does."""
        return await (await self._model.get()).score(question, candidates, effort)

    def learn(self, experience: Experience) -> None:
        """Its weights stay as they are."""

    async def _load(self) -> EmbeddedBackend:
        if not _installed():
            raise refused(MISSING)
        model = EmbeddedBackend(Embedding(self._folder))
        try:
            await model.start()
        except ConfigurationError as error:
            raise refused(str(error)) from None
        return model


def _installed() -> bool:
    return all(find_spec(name) is not None for name in _NEEDED)
