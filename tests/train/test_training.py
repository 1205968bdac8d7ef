"""Models of the size `tiny` are really trained: to the same weights whatever happens, and to some use."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prove_process import PROVE, Prove

pytestmark = pytest.mark.timeout(300)
STEPS = 40


def arguments(statements: Path, out: Path, *more: str, steps: int = STEPS) -> list[str]:
    common = ["--size", "tiny", "--steps", str(steps), "--every", "5", "--batch", "1024", "--threads", "1", "--quiet"]
    return ["data", "train", "--data", str(statements), "--out", str(out), *common, *more]


def trained(prove: Prove, statements: Path, out: Path, *more: str, steps: int = STEPS) -> dict[str, Any]:
    done = prove(*arguments(statements, out, "--json", *more, steps=steps), timeout=280)
    assert done.code == 0, done.err
    return done.rows[0]


@pytest.fixture(scope="module")
def unbroken(prove: Prove, statements: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that was trained without a break."""
    folder = tmp_path_factory.mktemp("unbroken") / "model"
    trained(prove, statements, folder)
    return folder


def report_of(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "report.json").read_text())
    return told


def ended(command: list[str], folder: Path, number: int, when: Callable[[], bool]) -> int:
    """Start a run, send it a signal at a moment, and wait; its exit code."""
    process = subprocess.Popen([PROVE, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while not when():
        assert process.poll() is None, "it ended before it was to be ended"
        assert time.monotonic() < until
        time.sleep(0.02)
    process.send_signal(number)
    return process.wait(60)


def test_a_run_learns_and_leaves_a_whole_checkpoint(unbroken: Path) -> None:
    report = report_of(unbroken)
    assert report["steps"] == STEPS
    assert 0.7e6 < report["parameters"] < 1.5e6
    first, last = report["validations"][0][1], report["validation"]
    assert last < 0.8 * first
    names = {file.name for file in unbroken.iterdir()}
    assert {"config.json", "model.safetensors", "tokenizer.json", "model.int8.onnx", "trivium.json"} <= names
    assert {"README.md", "report.json", "loss.svg"} <= names
    assert not any(name.startswith("state.pt") for name in names)
    card = (unbroken / "README.md").read_text()
    assert report["sources"][0]["sha256"] in card
    assert report["weights_sha256"] in card
    assert "<polyline" in (unbroken / "loss.svg").read_text()


def test_a_killed_run_goes_on_to_the_same_weights(
    statements: Path, unbroken: Path, prove: Prove, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    code = ended(arguments(statements, folder), folder, signal.SIGKILL, (folder / "state.pt").exists)
    assert code == -signal.SIGKILL
    assert not (folder / "report.json").exists()
    report = trained(prove, statements, folder)
    assert report["weights_sha256"] == report_of(unbroken)["weights_sha256"]
    assert report["curve"] == report_of(unbroken)["curve"]


def test_ctrl_c_keeps_the_state_of_that_step(statements: Path, unbroken: Path, prove: Prove, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    code = ended(arguments(statements, folder), folder, signal.SIGINT, (folder / "state.pt").exists)
    assert code == 130
    assert not (folder / "report.json").exists()
    assert trained(prove, statements, folder)["weights_sha256"] == report_of(unbroken)["weights_sha256"]


def test_a_complete_run_is_not_repeated_and_others_keep_out(statements: Path, unbroken: Path, prove: Prove) -> None:
    before = (unbroken / "model.safetensors").stat().st_mtime_ns
    assert trained(prove, statements, unbroken)["weights_sha256"] == report_of(unbroken)["weights_sha256"]
    other = prove(*arguments(statements, unbroken, "--seed", "5"))
    assert other.code not in (0, 130)
    assert "other settings or other data" in other.err
    assert (unbroken / "model.safetensors").stat().st_mtime_ns == before


def test_training_goes_on_from_an_earlier_checkpoint(
    statements: Path, unbroken: Path, prove: Prove, tmp_path: Path
) -> None:
    report = trained(prove, statements, tmp_path / "next", "--from", str(unbroken), steps=20)
    assert report["start"].startswith(f"model ({STEPS} steps on ")
    assert report["parameters"] == report_of(unbroken)["parameters"]
    assert report["validation"] < report_of(unbroken)["validation"]
    same = [(folder / "tokenizer.json").read_bytes() for folder in (unbroken, tmp_path / "next")]
    assert same[0] == same[1]


def test_what_runs_here_says_what_torch_says(unbroken: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    from trivium.prover.policy.checkpoint import Checkpoint
    from trivium.prover.policy.sampler import log_softmax

    ours, tokenizer = Checkpoint(unbroken), AutoTokenizer.from_pretrained(unbroken)
    text = "[GOAL]x y : Nat\nh₁ : x + 12 = y\n⊢ y ≥ 12[PROOFSTEP]omega</s>"
    tokens = tokenizer(text).input_ids
    assert tokens == ours.encode(text)
    model = AutoModelForCausalLM.from_pretrained(unbroken, dtype=torch.float32)
    with torch.no_grad():
        theirs = log_softmax(model(torch.tensor([tokens])).logits[0].numpy())
    mine = log_softmax(ours.start([tokens])[0][0])
    at = np.arange(len(tokens) - 1)
    difference = np.abs(mine[at, tokens[1:]] - theirs[at, tokens[1:]])[-2:]
    assert difference.max() < 0.5  # eight bits against thirty-two


def test_a_trained_model_is_a_policy_of_the_search(unbroken: Path, prove: Prove, tmp_path: Path) -> None:
    policies = tmp_path / "policies.toml"
    policies.write_text(f'[policies.mine]\nbackend = "embedded"\ncheckpoint = "{unbroken}"\n')
    statement = "(x y : Nat) (h₁ : x + 3 = y) : x < y"
    command = [PROVE, "lean", "prove", "-e", statement, "--policy", "mine", "--fresh", "--json"]
    environment = {**os.environ, "TRIVIUM_POLICIES": str(policies)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    assert '"mine"' in done.stdout
