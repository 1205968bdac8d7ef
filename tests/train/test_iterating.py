"""`prove data iterate` with a real trainer: a loop that is killed comes to what an unbroken one does."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from prove_process import PROVE, ROOT, Prove

SIZES = ("--rounds", 2, "--count", 16, "--held-out", 10, "--steps", 4, "--tactics", 3, "--samples", 4, "--seed", 3)


def asked(out: Path) -> list[str]:
    return [str(word) for word in ("data", "iterate", *SIZES, "--out", out, "--processes", 1, "--quiet", "--json")]


def report(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "report.json").read_text())
    return found


@pytest.mark.timeout(1500)
def test_a_loop_that_is_killed_twice_comes_to_what_an_unbroken_one_does(prove: Prove, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    done = prove(*asked(whole), timeout=700)
    assert done.code == 0, done.err
    for killed_at in (cut / "round-0" / "model" / "training.json", cut / "round-1" / "data" / "batch.json"):
        process = subprocess.Popen([PROVE, *asked(cut)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 400
        while not killed_at.exists():
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    again = prove(*asked(cut), timeout=700)
    assert again.code == 0, again.err
    assert report(cut) == report(whole)
    for name in ("model.safetensors", "model.int8.onnx"):
        assert (cut / "round-2" / "model" / name).read_bytes() == (whole / "round-2" / "model" / name).read_bytes()
    rounds = report(whole)["rounds"]
    assert [one["round"] for one in rounds] == [0, 1, 2]
    assert len({one["held_out"] for one in rounds}) == 1
    assert (whole / "report.svg").read_text().count("<circle") == 3


@pytest.mark.timeout(300)
def test_another_loop_is_not_mixed_into_a_folder(prove: Prove, tmp_path: Path) -> None:
    (tmp_path / "iteration.json").write_text("{}")
    done = prove(*asked(tmp_path))
    assert done.code != 0
    assert "other settings" in done.err
