"""The embedded Lean, with its core in a cache that the whole run shares."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trivium.prover.errors import NoToolchain
from trivium.prover.lean.check import CheckReport, check_file
from trivium.prover.lean.check_lane import CheckLane
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.toolchain import Toolchain, discover
from trivium.prover.lean.zygote import Zygote

Check = Callable[..., CheckReport]


@pytest.fixture(scope="session")
def embedded() -> Toolchain:
    try:
        return discover({}).get("embedded")
    except NoToolchain:
        pytest.skip("the embedded Lean is a wheel for x86-64 Linux")


@pytest.fixture(scope="session")
def cache() -> Path:
    return Path(tempfile.gettempdir()) / "trivium-test-cache"


@pytest.fixture(scope="session", params=["fresh", "warm"])
def check(embedded: Toolchain, cache: Path, zygote: Zygote, request: pytest.FixtureRequest) -> Iterator[Check]:
    warm = CheckLane(zygote) if request.param == "warm" else None

    def run(source: str, **limits: object) -> CheckReport:
        allowed = Limits(**limits)  # type: ignore[arg-type]
        return check_file(source, "Test.lean", embedded, Unconfined(), allowed, cache, warm)

    yield run
    if warm is not None:
        warm.close()


@pytest.fixture(scope="session")
def zygote(embedded: Toolchain, cache: Path) -> Iterator[Zygote]:
    with Zygote(embedded, ensure_core(embedded, cache, Unconfined()), Unconfined()) as warm:
        yield warm
