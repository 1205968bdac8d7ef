"""The warm Lean inside a container: it judges, is killed, and leaves no container behind."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from trivium.prover.lean.check import Outcome, judge
from trivium.prover.lean.child import Limits
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.elaborate import FreshLean, Stop, WarmLean
from trivium.prover.lean.toolchain import Toolchain
from trivium.prover.lean.zygote import Zygote
from trivium.prover.verify import ProofVerifier, Tier
from trivium.services.sandbox import Container, NoEngineError, container
from trivium.services.sandbox.container import docker_package

RIGHT = "theorem a (n m : Nat) : n + m = m + n := by omega"
LOOP = "theorem x (n : Nat) : n = n := by repeat (first | exact absurd rfl rfl | skip)"


@pytest.fixture(scope="module")
def launcher() -> Container:
    try:
        return container(os.environ)
    except NoEngineError as error:
        pytest.skip(str(error))


def running(launcher: Container) -> set[str]:
    client = docker_package().DockerClient(base_url=launcher.engine)
    try:
        return {found.id for found in client.containers.list(filters={"ancestor": launcher.image})}
    finally:
        client.close()


def test_lean_is_warm_in_a_container_and_its_proofs_are_replayed(
    embedded: Toolchain, cache: Path, launcher: Container
) -> None:
    core = ensure_core(embedded, cache, launcher)
    before = running(launcher)
    with Zygote(embedded, core, launcher) as warm:
        report = ProofVerifier(warm).verify("theorem t : 1 + 1 = 2 := sorry", "theorem t : 1 + 1 = 2 := rfl", Limits())
        assert report.reached is Tier.REPLAYED
        assert any(layer.startswith("container") for layer in warm.layers)
        assert WarmLean(warm).run(LOOP, Limits(wall=0.5), module=False).stop is Stop.WALL
        os.kill(warm.pid, signal.SIGKILL)
        assert judge(WarmLean(warm).run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
    fresh = FreshLean(embedded, core, launcher).run(RIGHT, Limits(), module=True)
    assert judge(fresh)[0] is Outcome.ACCEPTED
    assert fresh.module
    deadline = time.monotonic() + 20
    while running(launcher) - before and time.monotonic() < deadline:
        time.sleep(0.2)
    assert running(launcher) <= before
