"""Every backend keeps the one interface: the embedded Lean, one file a tactic, and the programs of others, recorded."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from recorded_lean import TRANSCRIPTS, Recording, recorded_dojo

from trivium.prover.lean.dojo import DojoBackend, DojoUnavailableError, dojo_package
from trivium.prover.lean.elaborate import WarmLean
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.file_session import FileBackend
from trivium.prover.lean.foreign_session import ProtocolError, one_tactic
from trivium.prover.lean.pantograph import PantographBackend
from trivium.prover.lean.repl import ReplBackend
from trivium.prover.lean.session import (
    Backend,
    Crash,
    Done,
    Forbidden,
    LeanError,
    Progress,
    ProofSession,
    SourceCheck,
    Timeout,
)
from trivium.prover.lean.zygote import Zygote

SWAP = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p"
RECORDED = {"repl": "open Nat", "pantograph": "open Nat", "pantograph-0.3.15": "open Nat", "lean-dojo": ""}
"""The transcripts, each with the header that it was made with."""


def recorded(name: str) -> tuple[Backend, Recording]:
    recording = Recording(name)
    if name == "repl":
        return ReplBackend(name, recording.start), recording
    if name == "lean-dojo":
        return DojoBackend(name, recorded_dojo(recording), None, Path("Swap.lean")), recording
    return PantographBackend(name, recording.start), recording


@pytest.fixture(params=["embedded", "one file a tactic", *RECORDED])
def session(zygote: Zygote, request: pytest.FixtureRequest) -> Iterator[ProofSession]:
    name = request.param
    if name == "embedded":
        backend: Backend = EmbeddedBackend(zygote)
    elif name == "one file a tactic":
        backend = FileBackend(name, WarmLean(zygote), embedded=True)
    else:
        backend, _ = recorded(name)
    with backend.open(RECORDED.get(name, "")) as opened:
        yield opened


def started(session: ProofSession) -> int:
    root = session.start(SWAP)
    assert isinstance(root, Progress), root
    return root.state.id


def test_states_and_goals_are_read(session: ProofSession) -> None:
    root = session.start(SWAP)
    assert isinstance(root, Progress)
    (goal,) = root.state.goals
    assert goal.target == "q ∧ p"
    names = [name for hypothesis in goal.hypotheses for name in hypothesis.names]
    assert names == ["p", "q", "h"]
    (first,) = session.apply(root.state.id, ["constructor"])
    assert isinstance(first, Progress)
    assert [goal.case for goal in first.state.goals] == ["left", "right"]
    assert [goal.target for goal in first.state.goals] == ["q", "p"]


def test_a_refusal_a_hole_and_a_proof_are_told_apart(session: ProofSession) -> None:
    root = started(session)
    wrong, hole, first = session.apply(root, ["exact h", "sorry", "constructor"])
    assert isinstance(wrong, LeanError)
    assert wrong.message.lower().startswith("type mismatch")
    assert isinstance(hole, Done)
    assert hole.uses_sorry
    assert isinstance(first, Progress)
    (done,) = session.apply(first.state.id, ["exact h.2\nexact h.1"])
    assert isinstance(done, Done)
    assert not done.uses_sorry
    assert session.script(done.state.id) == f"{SWAP} := by\n  constructor\n  exact h.2\n  exact h.1"


def test_a_text_that_is_none_reaches_nobody(session: ProofSession) -> None:
    root = started(session)
    for tactic in ("\0", "set_option debug.skipKernelTC true in exact h"):
        assert isinstance(session.apply(root, [tactic])[0], Forbidden)
    assert isinstance(session.start("theorem t : \0"), Forbidden)


def test_a_dropped_state_is_gone_and_a_session_closes_twice(session: ProofSession) -> None:
    root = started(session)
    session.drop([root, 10_000])
    with pytest.raises(KeyError):
        session.apply(root, ["constructor"])
    with pytest.raises(KeyError):
        session.script(root)
    session.close()
    session.close()


def test_a_session_goes_on_after_it_was_closed(session: ProofSession) -> None:
    root = started(session)
    (first,) = session.apply(root, ["constructor"])
    assert isinstance(first, Progress)
    session.close()
    (done,) = session.apply(first.state.id, ["exact h.2\nexact h.1"])
    assert isinstance(done, Done)


@pytest.mark.parametrize("name", RECORDED)
def test_a_program_that_is_lost_is_replaced_and_its_states_are_made_again(name: str) -> None:
    backend, recording = recorded(name)
    with backend.open(RECORDED[name]) as session:
        root = started(session)
        (first,) = session.apply(root, ["constructor"])
        assert isinstance(first, Progress)
        late, again, dead, after = session.apply(root, ["loop", "constructor", "deep", "constructor"])
        assert isinstance(late, Timeout)
        assert isinstance(dead, Crash)
        assert isinstance(again, Progress)
        assert isinstance(after, Progress)
        assert recording.started == 3
        (done,) = session.apply(first.state.id, ["exact h.2\nexact h.1"])
        assert isinstance(done, Done)
    assert recording.running == 0


@pytest.mark.parametrize("name", ["repl", "pantograph", "pantograph-0.3.15"])
def test_both_spellings_of_the_warning_are_a_hole(name: str) -> None:
    with recorded(name)[0].open("open Nat") as session:
        for text, complete in (("good", True), ("old", False), ("new", False), ("bad", False)):
            found = session.check(text)
            assert isinstance(found, SourceCheck)
            assert found.complete is complete, text


@pytest.mark.parametrize("name", ["repl", "pantograph", "pantograph-0.3.15"])
def test_a_statement_that_does_not_elaborate_or_has_holes_is_an_error(name: str) -> None:
    with recorded(name)[0].open("open Nat") as session:
        for statement, word in (("bad : p", "identifier"), ("two : 1 = 1 ∧ (sorry : Prop)", "holes")):
            outcome = session.start(f"theorem {statement}")
            assert isinstance(outcome, LeanError)
            assert word in outcome.message


@pytest.mark.parametrize(
    ("name", "header", "word"),
    [("repl", "import Nowhere", "unknown module"), ("pantograph", "def broken : Nat := x", "identifier")],
)
def test_a_header_with_an_error_opens_nothing_and_leaves_no_process(name: str, header: str, word: str) -> None:
    backend, recording = recorded(name)
    with backend.open(header) as session, pytest.raises(ProtocolError, match=word):
        session.start(SWAP)
    assert recording.running == 0


def test_a_proof_that_the_repl_does_not_complete_is_no_proof() -> None:
    with recorded("repl")[0].open("open Nat") as session:
        hole, refused = session.apply(started(session), ["exact ?hole", "exact self"])
        assert isinstance(hole, LeanError)
        assert "metavariable" in hole.message
        assert isinstance(refused, LeanError)
        assert "kernel" in refused.message


def test_pantograph_is_started_with_its_imports_and_limits() -> None:
    backend, recording = recorded("pantograph")
    with backend.open("import Mathlib\nimport Aesop\nopen Nat", heartbeats=1000) as session:
        started(session)
    assert recording.arguments == ["Aesop", "Mathlib", "--maxHeartbeats=1000"]


@pytest.mark.parametrize("block", ["constructor\nexact h.2\nexact h.1", "cases h with\n| intro a b =>\n  exact ⟨b, a⟩"])
def test_a_block_of_tactics_is_one_tactic_for_lean(zygote: Zygote, block: str) -> None:
    with EmbeddedBackend(zygote).open() as session:
        (done,) = session.apply(started(session), [one_tactic(block)])
        assert isinstance(done, Done)


def test_what_pantograph_refuses_is_told_by_its_kind() -> None:
    backend, recording = recorded("pantograph")
    with backend.open("open Nat") as session:
        root = started(session)
        late, beats, unsafe, parse = session.apply(root, ["sleep 1000", "beats", "exact trick", "exact ("])
        assert isinstance(late, Timeout)
        assert isinstance(beats, Timeout)
        assert "heartbeats" in beats.limit
        assert isinstance(unsafe, LeanError)
        assert isinstance(parse, LeanError)
        assert recording.started == 1  # none of it has cost the process
        with pytest.raises(ProtocolError, match="index"):
            session.apply(root, ["forgotten"])


def test_a_theorem_that_the_repository_does_not_have_is_told() -> None:
    with recorded("lean-dojo")[0].open() as session:
        with pytest.raises(DojoUnavailableError, match="locate"):
            session.start("theorem nowhere : 1 = 1")
        assert isinstance(session.start("example : 1 = 1"), LeanError)
    with pytest.raises(ProtocolError, match="header"):
        recorded("lean-dojo")[0].open("open Nat")


@pytest.mark.skipif(importlib.util.find_spec("lean_dojo") is not None, reason="lean-dojo is installed")
def test_a_package_that_is_missing_is_said_to_be() -> None:
    with pytest.raises(DojoUnavailableError, match=r"trivium\[lean\]"):
        dojo_package()


REPLAYER = """
import json, sys, time
answers = {json.dumps(ask, sort_keys=True): answer for ask, answer in map(json.loads, open(sys.argv[1]))}
print("REPL> " + json.dumps(answers['"start"'], ensure_ascii=False), flush=True)
for line in sys.stdin:
    answer = answers[json.dumps(json.loads(line), sort_keys=True)]
    if answer == "timeout":
        time.sleep(60)
    if answer == "death":
        sys.exit(3)
    print("REPL> " + json.dumps(answer, ensure_ascii=False), flush=True)
"""


@pytest.mark.skipif(
    importlib.util.find_spec("lean_dojo") is None, reason="lean-dojo needs Python below 3.13: extra lean"
)
def test_the_real_package_is_understood(tmp_path: Path) -> None:
    """Lean-dojo itself, but for its traced repository: its process replays the transcript."""
    package = dojo_package()
    program = tmp_path / "replay.py"
    program.write_text(REPLAYER)
    transcript = str(TRANSCRIPTS / "lean-dojo.jsonl")

    class Replayed(package.Dojo):  # type: ignore[misc, name-defined]
        def __enter__(self) -> tuple[object, object]:
            pexpect = importlib.import_module("pexpect")
            command = [str(program), transcript]
            self.proc = pexpect.spawn(sys.executable, command, timeout=2, maxread=1, encoding="utf-8", echo=False)
            self.modified_file = (tmp_path / "modified").open("w")
            first = json.loads(self._read_next_line()[0])
            return self, package.TacticState(self._post_process(first["tacticState"]), first["sid"])

    replaying = type(package)("replaying")
    replaying.__dict__.update({**package.__dict__, "Dojo": Replayed})
    with DojoBackend("lean-dojo", replaying, None, Path("Swap.lean")).open() as session:
        root = started(session)
        first, wrong, hole, missing = session.apply(root, ["constructor", "exact h", "sorry", "exact ?hole"])
        assert isinstance(first, Progress)
        assert isinstance(wrong, LeanError)
        assert isinstance(hole, Done)
        assert hole.uses_sorry
        assert isinstance(missing, LeanError)
        begin = time.monotonic()
        late, dead, done = session.apply(root, ["loop", "deep", "constructor"])
        assert isinstance(late, Timeout)
        assert time.monotonic() - begin < 20
        assert isinstance(dead, Crash)
        assert isinstance(done, Progress)
