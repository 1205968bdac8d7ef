"""Batches in processes of this machine: crashes, kills, cancellation, and the same bytes as inline."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from processes import alive, command_line

from trivium.services.batch import Batch, BatchError, Inline, Processes, results, run
from trivium.services.runtime.confinement import Limits
from trivium.services.runtime.operation import EngineSettings

SUPPORT = Path(__file__).parents[2] / "support"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def made(folder: Path, configuration: dict[str, object]) -> Batch:
    return Batch.create(folder, "test.remainders", configuration, 5)


def workers_of(pid: int) -> list[psutil.Process]:
    """Its children that wait for work or are at it; one that has not been executed yet, or has ended, is not there."""
    return [p for p in psutil.Process(pid).children() if "trivium.services.batch.child" in command_line(p)]


def test_processes_leave_the_same_bytes_as_inline(tmp_path: Path, engine: EngineSettings) -> None:
    for name, executor in (("one", Inline()), ("two", Processes(3))):
        *_, last = run(made(tmp_path / name, {"items": 95, "modulus": 40}), executor, engine)
        assert last.complete
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_items_that_crash_become_rows_and_the_batch_goes_on(tmp_path: Path, engine: EngineSettings) -> None:
    batch = made(tmp_path, {"items": 40, "crash": "killed endless memory defect"})
    *_, last = run(batch, Processes(4, Limits(memory_bytes=1 << 30)), engine)
    assert (last.complete, last.failures) == (True, 4)
    told = {row["item"]: row["failure"] for row in results(batch)}
    assert {item: told[item] for item in told if told[item]} == {
        7: "WORKER_DIED: its process ended by SIGABRT",
        17: "BUDGET_EXHAUSTED: stopped after 1 s",
        27: "OUT_OF_MEMORY",
        37: "ZeroDivisionError: a defect",
    }
    assert set(told) >= set(range(40))


def test_a_worker_that_somebody_kills_changes_nothing(tmp_path: Path, engine: EngineSettings) -> None:
    configuration: dict[str, object] = {"items": 60, "pause": 0.02}
    *_, calm = run(made(tmp_path / "calm", configuration), Processes(2), engine)
    assert calm.complete
    batch, killed = made(tmp_path / "struck", configuration), 0
    for progress in run(batch, Processes(2), engine):
        # a death is noticed when the run goes on: for a while there may be one worker, or none
        if progress.shards > killed and killed < 3 and (alive := workers_of(os.getpid())):
            alive[killed % len(alive)].kill()
            killed += 1
    assert killed == 3
    assert (progress.complete, progress.failures) == (True, 0)
    assert contents(tmp_path / "calm") == contents(tmp_path / "struck")


def test_a_worker_that_stands_still_does_not_hold_its_parent_up(tmp_path: Path, engine: EngineSettings) -> None:
    batch, told = made(tmp_path, {"items": 8, "per_shard": 4, "pause": 0.3}), 0
    for progress in run(batch, Processes(1), engine):
        told += progress.shards == 1
        if told == 5:  # by now it is at an item of the second shard
            workers_of(os.getpid())[0].suspend()
    assert told >= 5
    assert (progress.complete, progress.failures) == (True, 1)
    assert "BUDGET_EXHAUSTED: stopped after 1 s" in {row["failure"] for row in results(batch)}


def test_a_cancelled_batch_is_dead_at_once(tmp_path: Path, engine: EngineSettings) -> None:
    batch = made(tmp_path, {"items": 30, "pause": 9.0})
    course = run(batch, Processes(2), engine)
    while not all(w.num_threads() for w in workers_of(os.getpid())) or len(workers_of(os.getpid())) < 2:
        next(course)
    workers = workers_of(os.getpid())
    start = time.monotonic()
    course.close()
    assert time.monotonic() - start < 2.0  # half a second on a machine that is not busy
    assert not any(map(alive, workers))


def test_a_batch_whose_process_is_killed_at_any_time_ends_as_one_that_is_not(
    tmp_path: Path, engine: EngineSettings
) -> None:
    configuration: dict[str, object] = {"items": 95, "modulus": 40, "per_shard": 3, "pause": 0.01}
    *_, last = run(made(tmp_path / "whole", configuration), Processes(2), engine)
    made(tmp_path / "killed", configuration)
    command = [sys.executable, "-m", "trivium.services.batch", str(tmp_path / "killed"), "--processes", "2"]
    environment = {**os.environ, "PYTHONPATH": str(SUPPORT)}
    rng = random.Random(1)
    for _ in range(2):
        driver = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        assert driver.stdout is not None
        driver.stdout.readline()
        time.sleep(rng.uniform(0.2, 0.8))
        workers = workers_of(driver.pid)
        driver.send_signal(signal.SIGKILL)
        driver.communicate()
        _, left = psutil.wait_procs(workers, timeout=10)
        assert not left
    *_, last = run(Batch.open(tmp_path / "killed"), Processes(2), engine)
    assert last.complete
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")


def test_what_a_killed_run_was_writing_is_swept_up(tmp_path: Path, engine: EngineSettings) -> None:
    # A run that was killed while it wrote the list of its results once left half of it beside the whole one.
    for name in ("whole", "killed"):
        made(tmp_path / name, {"items": 12, "modulus": 5, "per_shard": 3})
    (tmp_path / "killed" / "kept.parquet.0123456789abcdef.tmp").write_bytes(b"PAR1")
    for name in ("whole", "killed"):
        *_, last = run(Batch.open(tmp_path / name), Processes(1), engine)
        assert last.complete
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")


def test_the_command_tells_how_far_it_is(tmp_path: Path) -> None:
    made(tmp_path / "batch", {"items": 30})
    command = [sys.executable, "-m", "trivium.services.batch"]
    environment = {**os.environ, "PYTHONPATH": str(SUPPORT)}
    done = subprocess.run([*command, str(tmp_path / "batch")], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert '"complete": true' in done.stdout.splitlines()[-1]
    lost = subprocess.run([*command, str(tmp_path)], env=environment, capture_output=True, text=True)
    assert (lost.returncode, lost.stderr) == (2, f"{tmp_path} holds no batch\n")


def test_a_kind_that_cannot_be_loaded_is_told(tmp_path: Path, engine: EngineSettings) -> None:
    batch = made(tmp_path, {"items": 30})
    course = Processes(1).run(
        type(batch.job(engine))(**{**_fields(batch.job(engine)), "source": "batch_specimens:NOTHING"}),
        batch.tasks([]),
        lambda: False,
    )
    with pytest.raises(BatchError, match="NOTHING"):
        list(course)


def _fields(job: object) -> dict[str, object]:
    return {name: getattr(job, name) for name in job.__slots__}  # type: ignore[attr-defined]
