from __future__ import annotations

import sys
from pathlib import Path

import pytest
from prove_process import Prove

sys.path.append(str(Path(__file__).parents[1] / "runtime" / "specimens"))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def prove_here() -> Prove:
    """`prove` with the engines of this machine."""
    return Prove()
