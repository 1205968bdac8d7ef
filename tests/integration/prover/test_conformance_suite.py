"""The conformance suite, by tactic: each file is one Lean process. Right proofs are accepted, wrong ones refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trivium.prover.lean.check import CheckReport, Outcome, check_file
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.message import Severity
from trivium.prover.lean.toolchain import Toolchain, discover

from .conftest import Check

SUITE = Path(__file__).with_name("conformance")
RIGHT = sorted(SUITE.glob("*.lean"))
WRONG = sorted((SUITE / "refused").glob("*.lean"))


def declarations(file: Path) -> list[str]:
    return [
        line for line in file.read_text("utf-8").splitlines() if line.startswith(("theorem ", "inductive ", "def "))
    ]


def lines_with_errors(report: CheckReport) -> set[int]:
    return {message.start.line for message in report.messages if message.severity is Severity.ERROR}


def test_the_suite_is_as_large_as_it_says() -> None:
    own = [Path(__file__).with_name(name) for name in ("theorems.lean", "linear_arithmetic.lean")]
    assert sum(len(declarations(file)) for file in (*RIGHT, *own)) >= 300
    assert sum(len(declarations(file)) for file in WRONG) >= 60


@pytest.mark.parametrize("file", RIGHT, ids=lambda file: file.stem)
def test_right_proofs_are_accepted(check: Check, file: Path) -> None:
    report = check(file.read_text("utf-8"), wall=60.0)
    assert report.outcome is Outcome.ACCEPTED, [
        message for message in report.messages if message.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("file", WRONG, ids=lambda file: file.stem)
def test_every_wrong_proof_is_refused_at_its_line(check: Check, file: Path) -> None:
    text = file.read_text("utf-8")
    report = check(text, wall=60.0)
    assert report.outcome is Outcome.REJECTED
    assert lines_with_errors(report) == set(range(1, len(text.splitlines()) + 1))
    unknown = [
        message.text
        for message in report.messages
        if "nknown constant" in message.text or "unknown tactic" in message.text
    ]
    assert not unknown, "a refusal because the core lacks something proves nothing"


def own_toolchain() -> Toolchain:
    for toolchain in discover(os.environ).toolchains:
        if not toolchain.embedded:
            return toolchain
    pytest.skip("this machine has no Lean toolchain but the embedded one")


@pytest.mark.parametrize("file", [*RIGHT, *WRONG], ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_toolchain_of_the_user_agrees(check: Check, cache: Path, file: Path) -> None:
    toolchain = own_toolchain()
    text = file.read_text("utf-8")
    theirs = check_file(text, file.name, toolchain, Unconfined(), Limits(wall=120.0), cache)
    assert lines_with_errors(theirs) == lines_with_errors(check(text, wall=60.0))
