"""The community REPL's protocol: what is asked, and what its answers mean.

The program is not here: the answers were written after its documentation, one line for each question.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from trivium.prover.lean.repl import ReplBackend, ReplError
from trivium.prover.lean.session import Backend, Crash, Done, LeanError, Progress, SourceCheck, Timeout

TRANSCRIPTS = Path(__file__).parents[2] / "data" / "prover" / "transcripts"
SWAP = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p"


class Transcript:
    """Answers what its file says, and nothing else."""

    started = 0

    def __init__(self, name: str) -> None:
        Transcript.started += 1
        lines = (TRANSCRIPTS / name).read_text("utf-8").splitlines()
        self._answers = {json.dumps(ask, sort_keys=True): answer for ask, answer in map(json.loads, lines)}
        self.closed = False

    def ask(self, request: Mapping[str, object], patience: float) -> Mapping[str, object]:
        answer = self._answers[json.dumps(request, sort_keys=True)]
        if answer == "timeout":
            raise TimeoutError
        if answer == "death":
            raise BrokenPipeError(32, "Broken pipe")
        assert isinstance(answer, dict)
        return answer

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def backend() -> Backend:
    return ReplBackend("REPL", lambda: Transcript("repl.jsonl"))


def test_states_goals_and_refusals_are_read(backend: Backend) -> None:
    with backend.open("open Nat") as session:
        root = session.start(SWAP)
        assert isinstance(root, Progress)
        assert root.state.goals[0].target == "q ∧ p"
        first, wrong, hole = session.apply(root.state.id, ["constructor", "exact h", "sorry"])
        assert isinstance(first, Progress)
        assert [goal.case for goal in first.state.goals] == ["left", "right"]
        assert isinstance(wrong, LeanError)
        assert wrong.message.startswith("type mismatch")
        assert isinstance(hole, Done)
        assert hole.uses_sorry
        (done,) = session.apply(first.state.id, ["exact h.2\nexact h.1"])
        assert isinstance(done, Done)
        assert not done.uses_sorry
        assert session.script(done.state.id) == f"{SWAP} := by\n  constructor\n  exact h.2\n  exact h.1"


def test_a_process_that_is_lost_is_replaced_and_its_states_are_made_again(backend: Backend) -> None:
    with backend.open("open Nat") as session:
        root = session.start(SWAP)
        assert isinstance(root, Progress)
        before = Transcript.started
        late, again, dead, after = session.apply(root.state.id, ["loop", "constructor", "deep", "constructor"])
        assert isinstance(late, Timeout)
        assert isinstance(dead, Crash)
        assert isinstance(again, Progress)
        assert isinstance(after, Progress)
        assert Transcript.started == before + 2


def test_both_spellings_of_the_warning_are_a_hole(backend: Backend) -> None:
    with backend.open("open Nat") as session:
        for text, complete in (("good", True), ("old", False), ("new", False), ("bad", False)):
            found = session.check(text)
            assert isinstance(found, SourceCheck)
            assert found.complete is complete, text


def test_a_header_with_an_error_opens_nothing(backend: Backend) -> None:
    with backend.open("import Nowhere") as session, pytest.raises(ReplError, match="unknown module"):
        session.start(SWAP)
