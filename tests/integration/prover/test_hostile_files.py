"""Nothing that a file does becomes a success it is not."""

from __future__ import annotations

import contextlib
import os
import random
import time
from pathlib import Path

import pytest

from trivium.prover.errors import InvalidSource
from trivium.prover.lean.check import Outcome, check_file
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.message import Severity
from trivium.prover.lean.toolchain import Toolchain

from .conftest import Check

LOOP = "theorem x (n : Nat) : n = n := by repeat (first | exact absurd rfl rfl | skip)"


@pytest.mark.parametrize(
    "source",
    [
        "theorem s : 1 = 2 := sorry",
        "theorem s : 1 = 2 := by sorry",
        "theorem s : 1 = 2 := by admit",
        "theorem s : 1 = 2 := sorryAx _ true",
        "theorem s : 1 = 2 := sorryAx _ false",
        "example : 1 = 2 := sorry",
        "theorem s : 1 = 2 := by\n  have h : 1 = 2 := sorry\n  exact h",
        "def s : 1 = 2 := sorry\ntheorem t : 1 = 2 := s",
        "abbrev hide := @sorryAx\ntheorem t : 1 = 2 := hide _ true",
    ],
)
def test_every_spelling_of_sorry_is_found(check: Check, source: str) -> None:
    report = check(source)
    assert report.outcome is Outcome.SORRY
    assert not report.accepted


@pytest.mark.parametrize("source", ["#exit", "theorem x : 1 = 1 := rfl\n#exit\ntheorem y : 1 = 2 := rfl"])
def test_a_file_that_is_not_read_to_its_end_is_not_accepted(check: Check, source: str) -> None:
    assert check(source).outcome is Outcome.CUT_SHORT


@pytest.mark.parametrize(
    "source", ["theorem x : 1 = 1 := rfl /-", "theorem x : 1 = 1 := by", "theorem x : 1 = ", 'theorem x := "', "«"]
)
def test_a_text_that_breaks_off_is_rejected_inside_itself(check: Check, source: str) -> None:
    report = check(source)
    assert report.outcome is Outcome.REJECTED
    for message in report.messages:
        assert message.start.line <= source.count("\n") + 1
        assert "end_" not in message.text
        assert "#check" not in message.text


def test_a_loop_ends_at_the_wall(check: Check) -> None:
    begin = time.monotonic()
    report = check(LOOP, wall=0.7)
    assert report.outcome is Outcome.TIMED_OUT
    assert time.monotonic() - begin < 1.7


def test_a_flood_of_messages_is_cut_and_counted(check: Check) -> None:
    source = "#check 1\n" * 300 + "theorem x : 1 = 2 := rfl"
    report = check(source, messages=50)
    assert report.outcome is Outcome.REJECTED
    assert len(report.messages) == 50
    assert report.messages_left_out >= 251
    assert report.messages[-1].severity is Severity.ERROR


def test_output_beyond_the_limit_is_no_success(check: Check) -> None:
    assert check("#check 1\n" * 300, output_bytes=10_000).outcome is Outcome.OUTPUT_LIMIT


def test_deep_nesting_does_not_end_in_success(check: Check) -> None:
    report = check("theorem x : " + "(" * 20_000 + "1 = 1" + ")" * 20_000 + " := rfl", wall=20)
    assert report.outcome in (Outcome.REJECTED, Outcome.CRASHED, Outcome.TIMED_OUT)


def test_a_term_that_needs_too_much_memory_is_no_success(check: Check) -> None:
    report = check("def f : Nat := 2 ^ 2 ^ 40\nexample : f % 3 = 1 := by decide", wall=10, memory_bytes=1 << 30)
    assert not report.accepted


def test_nonsense_is_rejected_or_refused(check: Check) -> None:
    chosen = random.Random(7)
    for _ in range(6):
        text = chosen.randbytes(400).decode("latin-1")
        with contextlib.suppress(InvalidSource):
            assert not check(text).accepted


def test_a_file_that_declares_an_axiom_says_so(check: Check) -> None:
    report = check("axiom magic : 1 = 2\ntheorem x : 1 = 2 := magic")
    assert report.accepted
    assert report.axioms == ("magic",)


def test_an_empty_file_states_nothing(check: Check) -> None:
    assert check("").vacuous
    assert not check("theorem x : 1 = 1 := rfl").vacuous


def test_a_process_that_is_not_lean_is_no_success(cache: Path, tmp_path: Path) -> None:
    for number, script in enumerate(["exit 0", "echo hello", "kill -9 $$", "echo '{}'; exit 0", "exit 7"]):
        program = tmp_path / str(number) / "bin" / "lean"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        fake = Toolchain("fake", "0", "", program, "test")
        report = check_file("theorem x : 1 = 1 := rfl", "x", fake, Unconfined(), Limits(wall=5), cache)
        assert report.outcome in (Outcome.CRASHED, Outcome.CUT_SHORT), script


def test_the_child_sees_nothing_of_our_environment(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    program = tmp_path / "bin" / "lean"
    program.parent.mkdir()
    seen = tmp_path / "seen"
    program.write_text(f"#!/bin/sh\n/usr/bin/env > {seen}\n")
    program.chmod(0o755)
    fake = Toolchain("fake", "0", "", program, "test")
    check_file("", "x", fake, Unconfined(), Limits(wall=5), cache)
    assert "SECRET" not in seen.read_text()
    assert "SECRET_TOKEN" in os.environ


def test_grandchildren_die_with_the_wall(cache: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "lean"
    program.parent.mkdir()
    noted = tmp_path / "pid"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {noted}\nwait\n")
    program.chmod(0o755)
    fake = Toolchain("fake", "0", "", program, "test")
    report = check_file("", "x", fake, Unconfined(), Limits(wall=0.5), cache)
    assert report.outcome is Outcome.TIMED_OUT
    pid = int(noted.read_text())
    status = Path(f"/proc/{pid}/stat")
    deadline = time.monotonic() + 2
    while status.exists() and ") Z" not in status.read_text() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not status.exists() or ") Z" in status.read_text()
