"""The language server of the embedded Lean: messages, goals, edits, and how it is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from trivium.prover.errors import ServerLost
from trivium.prover.lean.child import Launcher, Limits, Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.message import Position, Severity
from trivium.prover.lean.server import LeanServer
from trivium.prover.lean.toolchain import Toolchain
from trivium.services.sandbox import best_launcher

PROOF = """theorem a (x y : Nat) (h : x < y) : 2 * x + 1 < 2 * y := by
  omega
theorem b (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  · exact hp
  · exact hq
"""


def start(embedded: Toolchain, cache: Path, launcher: Launcher) -> LeanServer:
    return LeanServer(embedded, ensure_core(embedded, cache, Unconfined()), launcher, Limits())


@pytest.fixture
def server(embedded: Toolchain, cache: Path) -> Iterator[LeanServer]:
    with start(embedded, cache, Unconfined()) as running:
        yield running


def test_an_edit_is_elaborated_and_told_at_its_place(server: LeanServer) -> None:
    assert server.check(PROOF, 20) == ()
    (message,) = server.check(PROOF.replace("exact hq", "exact hp"), 20)
    assert message.severity is Severity.ERROR
    assert message.start == Position(6, 4)
    assert "hp" in message.text
    assert server.check(PROOF, 20) == ()


def test_places_are_counted_in_code_points(server: LeanServer) -> None:
    (message,) = server.check("theorem 𝔸 (𝔭 : Prop) : 𝔭 := 𝔮", 20)
    assert (message.start, message.end) == (Position(1, 28), Position(1, 29))


def test_goals_are_told(server: LeanServer) -> None:
    server.check(PROOF, 20)
    assert server.goals(Position(6, 4), 20) == ("case right\np q : Prop\nhp : p\nhq : q\n⊢ q",)
    assert server.goals(Position(6, 12), 20) == ()
    assert server.goals(Position(3, 8), 20) is None


def test_a_follow_up_edit_costs_little(server: LeanServer) -> None:
    process = psutil.Process(server.process_id)
    server.check(PROOF, 20)
    before = sum(process.cpu_times()[:2])
    for number in range(20):
        assert server.check(PROOF + f"example : {number} + 1 = {number + 1} := rfl\n", 20) == ()
    assert (sum(process.cpu_times()[:2]) - before) / 20 <= 0.1
    assert process.memory_info().rss < 500 << 20


def test_a_deadline_ends_the_server(server: LeanServer) -> None:
    begin = time.monotonic()
    with pytest.raises(ServerLost, match="did not answer in time"):
        server.check("example : (2 ^ 100000 - 1) % 12345677 = 1 := by\n  repeat (first | skip)", 0.5)
    assert time.monotonic() - begin < 5


def test_a_server_that_was_killed_is_told(server: LeanServer) -> None:
    server.check(PROOF, 20)
    os.killpg(server.process_id, signal.SIGKILL)
    with pytest.raises(ServerLost):
        server.check(PROOF, 20)


def test_closing_leaves_no_process(embedded: Toolchain, cache: Path) -> None:
    with start(embedded, cache, Unconfined()) as running:
        running.check(PROOF, 20)
    with pytest.raises(ProcessLookupError):
        os.killpg(running.process_id, signal.SIGKILL)


def test_the_server_runs_in_the_sandbox(embedded: Toolchain, cache: Path) -> None:
    with start(embedded, cache, best_launcher({"PATH": os.defpath})) as running:
        assert running.check(PROOF, 20) == ()
        assert running.check(PROOF.replace("omega", "skip"), 20)[0].severity is Severity.ERROR
