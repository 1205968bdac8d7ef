"""The warm Lean: whole whatever its children do, and quick after a kill."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import psutil
import pytest

from trivium.prover.errors import NoToolchain
from trivium.prover.lean.check import Outcome, judge
from trivium.prover.lean.check_lane import CheckLane
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.elaborate import WarmLean
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.environments import Environments
from trivium.prover.lean.session import Progress
from trivium.prover.lean.toolchain import Toolchain
from trivium.prover.lean.zygote import Zygote, ZygoteError
from trivium.prover.verify import ProofVerifier, Tier

RIGHT = "theorem a (n m : Nat) : n + m = m + n := by omega"
LOOP = "theorem x (n : Nat) : n = n := by repeat (first | exact absurd rfl rfl | skip)"
DEEP = "theorem x : " + "(" * 20_000 + "1 = 1" + ")" * 20_000 + " := rfl"
SORRY = "theorem s : 1 = 2 := sorry"


def test_children_that_nobody_asks_about_do_not_stop_it(zygote: Zygote) -> None:
    for _ in range(320):  # more than the socket holds of what it tells
        zygote.spawn(Limits()).close()
    assert judge(WarmLean(zygote).run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED


@pytest.mark.parametrize("killer", [LOOP, DEEP], ids=["timeout", "stack overflow"])
def test_the_next_check_after_a_kill_waits_for_nothing(zygote: Zygote, killer: str) -> None:
    lane = CheckLane(zygote)
    lane.run(RIGHT, Limits(), module=False)
    waits = []
    for _ in range(5):
        run = lane.run(killer, Limits(wall=0.3), module=False)
        assert judge(run)[0] in (Outcome.TIMED_OUT, Outcome.CRASHED, Outcome.REJECTED)
        begin = time.monotonic()
        assert judge(lane.run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
        waits.append(time.monotonic() - begin)
    lane.close()
    assert min(waits) < 0.2


def test_a_lane_says_the_same_of_a_text_whatever_came_before(zygote: Zygote) -> None:
    lane = CheckLane(zygote)
    texts = [RIGHT, SORRY, "theorem a : 1 = 2 := rfl", "def a : Nat := 1", "#exit", "instance : Add Bool := ⟨and⟩"]
    alone = [judge(WarmLean(zygote).run(text, Limits(), module=False)) for text in texts]
    for order in (texts, texts[::-1], texts):
        found = {text: judge(lane.run(text, Limits(), module=False)) for text in order}
        assert [found[text] for text in texts] == alone
    lane.close()


def test_a_lane_replaces_its_process_and_keeps_no_child(
    embedded: Toolchain, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivium.prover.lean.check_lane._TEXTS", 3)
    core = ensure_core(embedded, cache, Unconfined())
    with Zygote(embedded, core, Unconfined()) as own:  # one that no other test has had children of
        lane = CheckLane(own)
        for _ in range(8):
            assert judge(lane.run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
        lane.close()
        deadline = time.monotonic() + 5
        while own.children and time.monotonic() < deadline:
            time.sleep(0.01)
        assert own.children == 0


def test_a_process_that_a_text_has_bloated_is_replaced(zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    lane = CheckLane(zygote)
    lane.run(RIGHT, Limits(), module=False)
    (place,) = lane._places.values()
    assert 0 < place.child.resident_bytes < 320 << 20
    monkeypatch.setattr("trivium.prover.lean.check_lane._RESIDENT_BYTES", place.child.resident_bytes // 2)
    assert judge(lane.run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
    assert not lane._places
    lane.close()


def test_an_import_that_is_not_there_is_no_pass(zygote: Zygote) -> None:
    run = WarmLean(zygote).run("import Nowhere\n" + RIGHT, Limits(), module=False)
    outcome, detail = judge(run)
    assert outcome is Outcome.CRASHED
    assert "Nowhere" in detail


def test_a_zygote_that_dies_is_started_again(embedded: Toolchain, cache: Path) -> None:
    environments = Environments({}, Unconfined(), cache)
    warm, lane = environments.warm(embedded), environments.lane(embedded)
    assert warm is not None
    assert lane is not None
    for patience in (0.0, 0.2):  # the death may be noticed before the next text, or only with it
        first = warm.pid
        assert judge(lane.run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
        os.killpg(warm.pid, signal.SIGKILL)
        time.sleep(patience)
        assert judge(lane.run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
        assert judge(WarmLean(warm).run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
        assert warm.pid != first
    environments.close()
    assert not warm.running
    with pytest.raises(ZygoteError, match="closed"):
        warm.spawn(Limits())


def kill_children(warm: Zygote) -> None:
    """Kill what a zygote has forked, as a machine that is out of memory does."""
    for child in psutil.Process(warm.pid).children(recursive=True):
        child.kill()
        child.wait(5)


def test_a_child_that_is_killed_while_it_waits_costs_no_verdict(embedded: Toolchain, cache: Path) -> None:
    with Zygote(embedded, ensure_core(embedded, cache, Unconfined()), Unconfined()) as own:
        lane = CheckLane(own)
        for _ in range(3):
            assert judge(lane.run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
            kill_children(own)
        with EmbeddedBackend(own).open() as session:
            start = session.start("theorem a (p : Prop) (h : p) : p ∧ p")
            assert isinstance(start, Progress)
            kill_children(own)
            (after,) = session.apply(start.state.id, ["constructor"])
            assert isinstance(after, Progress)
            assert len(after.state.goals) == 2
        lane.close()


def test_a_proof_whose_process_is_killed_from_outside_is_judged_in_another(embedded: Toolchain, cache: Path) -> None:
    with Zygote(embedded, ensure_core(embedded, cache, Unconfined()), Unconfined()) as own:
        stopped = threading.Event()

        def kill_once() -> None:
            while not stopped.is_set() and not psutil.Process(own.pid).children():
                time.sleep(0.001)
            kill_children(own)

        killer = threading.Thread(target=kill_once)
        killer.start()
        report = ProofVerifier(own).verify("theorem a : 1 + 1 = 2 := sorry", "theorem a : 1 + 1 = 2 := rfl", Limits())
        stopped.set()
        killer.join()
        assert report.reached is Tier.REPLAYED


def test_a_text_that_is_killed_twice_is_no_success(embedded: Toolchain, cache: Path) -> None:
    with Zygote(embedded, ensure_core(embedded, cache, Unconfined()), Unconfined()) as own:
        stopped = threading.Event()

        def keep_killing() -> None:
            while not stopped.wait(0.02):
                kill_children(own)

        killer = threading.Thread(target=keep_killing)
        killer.start()
        outcome, detail = judge(WarmLean(own).run(LOOP, Limits(wall=10), module=False))
        stopped.set()
        killer.join()
        assert outcome is Outcome.CRASHED
        assert "SIGKILL" in detail


def test_a_zygote_that_does_not_tell_of_deaths_is_replaced(embedded: Toolchain, cache: Path) -> None:
    with Zygote(embedded, ensure_core(embedded, cache, Unconfined()), Unconfined()) as own:
        lane, first = CheckLane(own), own.pid
        assert judge(lane.run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
        (child,) = psutil.Process(first).children()
        os.kill(first, signal.SIGSTOP)
        child.kill()
        assert judge(lane.run(RIGHT, Limits(), module=False))[0] is Outcome.ACCEPTED
        assert own.pid != first
        lane.close()


def test_a_target_whose_process_is_killed_is_not_said_to_be_invalid(embedded: Toolchain, cache: Path) -> None:
    with Zygote(embedded, ensure_core(embedded, cache, Unconfined()), Unconfined()) as own:
        stopped = threading.Event()

        def keep_killing() -> None:
            while not stopped.wait(0.01):
                kill_children(own)

        killer = threading.Thread(target=keep_killing)
        killer.start()
        report = ProofVerifier(own).verify(LOOP, LOOP, Limits(wall=10))
        stopped.set()
        killer.join()
        assert report.outcome is Outcome.CRASHED
        assert report.reached is Tier.TEXT
        assert report.halt is not None
        assert "SIGKILL" in report.halt.detail


def test_numbers_count_against_the_memory_of_a_check(zygote: Zygote) -> None:
    summands = " + ".join(f"(1 <<< {2**31 - 1 - i})" for i in range(5))  # of a quarter of a gigabyte each
    source = f"theorem t : {summands} = 3 := by decide +kernel"
    outcome, detail = judge(WarmLean(zygote).run(source, Limits(memory_bytes=256 << 20), module=False))
    assert outcome is Outcome.CRASHED
    assert "memory" in detail


def test_a_toolchain_that_cannot_be_warm_is_said_to_be_missing(cache: Path, tmp_path: Path) -> None:
    program = tmp_path / "lean"
    program.write_text("#!/bin/sh\necho 'Lean (version 4.30.0, commit 0123456, Release)'\n")
    program.chmod(0o755)
    environments = Environments({"LEAN": str(program)}, Unconfined(), cache)
    other = environments.get("env")
    assert environments.warm(other) is None
    assert environments.lane(other) is None
    with pytest.raises(NoToolchain):
        environments.embedded("env")


def test_a_core_that_is_broken_is_told(embedded: Toolchain, cache: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    core = ensure_core(embedded, cache, Unconfined())
    with pytest.raises(ZygoteError, match="Init"):
        Zygote(embedded, replace(core, path=tmp_path), Unconfined())
