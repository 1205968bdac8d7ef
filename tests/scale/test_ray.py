"""Batches on a real Ray cluster of several nodes: the same bytes as inline, whatever dies."""

import os
import signal
from pathlib import Path
from typing import Any

import psutil
import pytest
from ray_nodes import actors, add_node

from trivium.services.batch import Batch, Inline, Processes, results, run
from trivium.services.batch.on_ray import OnRay
from trivium.services.runtime.confinement import Limits
from trivium.services.runtime.operation import EngineSettings

pytestmark = pytest.mark.timeout(600)
SLOW: dict[str, object] = {"items": 60, "per_shard": 4, "pause": 0.2}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def made(folder: Path, configuration: dict[str, object], kind: str = "test.remainders") -> Batch:
    return Batch.create(folder, kind, configuration, 5)


def whole(folder: Path, configuration: dict[str, object], engine: EngineSettings) -> dict[str, bytes]:
    """What an unbroken run leaves."""
    *_, last = run(made(folder, {**configuration, "pause": 0}), Inline(), engine)
    assert last.complete
    return {name: data for name, data in contents(folder).items() if name.startswith(("shards", "kept"))}


def shards_of(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(folder).items() if name.startswith(("shards", "kept"))}


def test_inline_processes_and_ray_give_the_same_bytes(cluster: Any, tmp_path: Path, engine: EngineSettings) -> None:
    configuration: dict[str, object] = {"count": 1, "most_points": 8, "paths_per_shard": 1}
    for name, executor in (("inline", Inline()), ("processes", Processes(2)), ("ray", OnRay(3))):
        batch = Batch.create(tmp_path / name, "geometry.propose", configuration, 4)
        *_, last = run(batch, executor, engine)
        assert last.complete
        assert list(results(batch))
    assert contents(tmp_path / "inline") == contents(tmp_path / "processes") == contents(tmp_path / "ray")


def test_items_that_crash_cost_their_rows_and_nothing_else(
    cluster: Any, tmp_path: Path, engine: EngineSettings
) -> None:
    batch = made(tmp_path, {"items": 30, "crash": "killed endless memory"})
    *_, last = run(batch, OnRay(3, limits=Limits(memory_bytes=1 << 30)), engine)
    assert (last.complete, last.failures) == (True, 3)
    assert {row["item"]: row["failure"] for row in results(batch) if row["failure"]} == {
        7: "WORKER_DIED: its process ended by SIGABRT",
        17: "BUDGET_EXHAUSTED: stopped after 1 s",
        27: "OUT_OF_MEMORY",
    }


def test_a_killed_actor_and_a_killed_worker_cost_nothing(cluster: Any, tmp_path: Path, engine: EngineSettings) -> None:
    expected = whole(tmp_path / "whole", SLOW, engine)
    struck = 0
    for progress in run(made(tmp_path / "struck", SLOW), OnRay(3), engine):
        if progress.shards > struck and struck < 2:
            (actor,) = actors()[:1]
            # once the actor itself, once the process that it has for the work
            victim = actor if struck == 0 else actor.children()[0]
            os.kill(victim.pid, signal.SIGKILL)
            struck += 1
    assert struck == 2
    assert (progress.complete, progress.failures) == (True, 0)
    assert shards_of(tmp_path / "struck") == expected


def test_a_killed_node_costs_nothing(cluster: Any, tmp_path: Path, engine: EngineSettings) -> None:
    expected = whole(tmp_path / "whole", SLOW, engine)
    killed = False
    for progress in run(made(tmp_path / "struck", SLOW), OnRay(3), engine):
        if progress.shards >= 2 and not killed:
            cluster.remove_node(cluster.list_all_nodes()[-1], allow_graceful=False)
            killed = True
    add_node(cluster)
    assert killed
    assert (progress.complete, progress.failures) == (True, 0)
    assert shards_of(tmp_path / "struck") == expected


def test_a_closed_run_leaves_no_actor_and_can_be_gone_on_with(
    cluster: Any, tmp_path: Path, engine: EngineSettings
) -> None:
    expected = whole(tmp_path / "whole", SLOW, engine)
    batch = made(tmp_path / "cut", SLOW)
    course = run(batch, OnRay(3), engine)
    while next(course).shards < 3:
        pass
    there = actors()
    course.close()
    assert there
    _, alive = psutil.wait_procs(there, timeout=30)
    assert not alive
    *_, last = run(batch, OnRay(3), engine)
    assert last.complete
    assert shards_of(tmp_path / "cut") == expected
