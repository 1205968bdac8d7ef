from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from trivium.services.runtime.conversation import Defect
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.workers import PoolSettings, WorkerPool

# workers inherit the module path of their parent: the specimen services are found through it
sys.path.append(str(Path(__file__).parent / "specimens"))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Pools:
    """Opens worker pools over the specimen services and keeps what they report."""

    def __init__(self, directory: Path) -> None:
        self.engine = EngineSettings(directory)
        self.defects: list[Defect] = []

    @asynccontextmanager
    async def open(self, service: str = "CAS", **settings: object) -> AsyncIterator[WorkerPool]:
        pool = WorkerPool(
            f"specimen:{service}",
            self.engine,
            PoolSettings(**settings),
            self.defects.append,  # type: ignore[arg-type]
        )
        async with pool:
            yield pool


@pytest.fixture
def pools(tmp_path: Path) -> Pools:
    return Pools(tmp_path)
