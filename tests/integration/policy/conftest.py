"""Models for the tests of the policy service."""

from pathlib import Path

import pytest
from small_checkpoints import bigram_checkpoint, proposing


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that knows four tactics."""
    chances = {"omega": 0.4, "constructor": 0.3, "assumption": 0.2, "intros": 0.1}
    return bigram_checkpoint(tmp_path_factory.mktemp("checkpoint") / "bigram", proposing(chances))
