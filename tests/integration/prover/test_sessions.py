"""What every backend of proof sessions keeps, whichever Lean is behind it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

import pytest

from trivium.prover.lean.check import Outcome, judge
from trivium.prover.lean.child import Limits
from trivium.prover.lean.elaborate import Stop, WarmLean
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.file_session import FileBackend
from trivium.prover.lean.kimina import KiminaLean
from trivium.prover.lean.message import Severity
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

SWAP = "theorem swap (p q : Prop) (h : p ∧ q) (n : Nat) : q ∧ p"
LOOP = "repeat (first | exact absurd rfl rfl | skip)"


@pytest.fixture(scope="module", params=["embedded", "one file a tactic", "remote Kimina server"])
def backend(zygote: Zygote, request: pytest.FixtureRequest) -> Backend:
    if request.param == "embedded":
        return EmbeddedBackend(zygote)
    if request.param == "one file a tactic":
        return FileBackend(request.param, WarmLean(zygote), embedded=True)
    return FileBackend(request.param, KiminaLean(KiminaPeer(WarmLean(zygote))), embedded=True)


class KiminaPeer:
    """What the server answers, in its own format, with the embedded Lean behind it."""

    def __init__(self, lean: WarmLean) -> None:
        self._lean = lean

    def __call__(self, path: str, body: Mapping[str, object], patience: float) -> object:
        assert path == "/api/check"
        (snippet,) = body["snippets"]  # type: ignore[misc]
        run = self._lean.run(snippet["code"], Limits(wall=body["timeout"]), module=False)  # type: ignore[arg-type]
        if run.stop is not None:
            words = "Lean REPL command timed out" if run.stop is Stop.WALL else f"Lean REPL crashed: {run.detail}"
            return {"results": [{"id": snippet["id"], "time": run.seconds, "error": words}]}
        messages = [
            {
                "severity": message.severity.value.replace("information", "info"),
                "pos": {"line": message.start.line, "column": message.start.column},
                "endPos": None,
                "data": message.text,
            }
            for message in run.messages
        ]
        response = {"env": 0, "messages": messages, "sorries": [{"proofState": 0}] if run.mentions_sorry else []}
        return {"results": [{"id": snippet["id"], "time": run.seconds, "response": response}]}


@pytest.mark.parametrize(
    ("answer", "stop"),
    [
        ({}, Stop.DEATH),
        ({"results": []}, Stop.DEATH),
        ({"results": [{"id": "0", "error": "Lean REPL command timed out in 60 seconds"}]}, Stop.WALL),
        ({"results": [{"id": "0", "response": {"message": "Unknown environment."}}]}, Stop.DEATH),
        ({"results": [{"id": "0", "response": {"messages": [{"data": "no place"}]}}]}, Stop.DEATH),
    ],
)
def test_what_a_remote_server_says_amiss_is_no_success(answer: object, stop: Stop) -> None:
    run = KiminaLean(lambda path, body, patience: answer).run("theorem t : True := trivial", Limits(), module=False)
    assert run.stop is stop
    assert judge(run)[0] is not Outcome.ACCEPTED


def test_remarks_of_a_remote_server_are_read(zygote: Zygote) -> None:
    run = KiminaLean(KiminaPeer(WarmLean(zygote))).run("#check 1", Limits(), module=False)
    assert [message.severity for message in run.messages] == [Severity.INFORMATION]
    assert run.stop is None


def test_a_remote_server_that_is_not_there_is_no_success() -> None:
    def refuse(path: str, body: Mapping[str, object], patience: float) -> object:
        raise ConnectionRefusedError(111, "Connection refused")

    run = KiminaLean(refuse).run("theorem t : True := trivial", Limits(), module=False)
    assert judge(run)[0] is Outcome.CRASHED


@pytest.fixture
def session(backend: Backend) -> Iterator[ProofSession]:
    with backend.open() as opened:
        yield opened


def started(session: ProofSession, statement: str = SWAP) -> int:
    outcome = session.start(statement)
    assert isinstance(outcome, Progress), outcome
    return outcome.state.id


def test_a_statement_starts_with_its_one_goal(session: ProofSession) -> None:
    outcome = session.start(SWAP)
    assert isinstance(outcome, Progress)
    (goal,) = outcome.state.goals
    assert goal.target == "q ∧ p"
    assert [(h.names, h.type) for h in goal.hypotheses] == [
        (("p", "q"), "Prop"),
        (("h",), "p ∧ q"),
        (("n",), "Nat"),
    ]


def test_many_tactics_are_tried_on_one_state(session: ProofSession) -> None:
    root = started(session)
    outcomes = session.apply(root, ["constructor", "exact ⟨h.2, h.1⟩", "exact nobody", "constructor"])
    first, done, refused, again = outcomes
    assert isinstance(first, Progress)
    assert [goal.target for goal in first.state.goals] == ["q", "p"]
    assert [goal.case for goal in first.state.goals] == ["left", "right"]
    assert isinstance(done, Done)
    assert isinstance(refused, LeanError)
    assert (refused.line, refused.column) == (1, 6)
    assert isinstance(again, Progress)
    assert again.state.goals == first.state.goals


def test_a_proof_is_found_step_by_step_and_its_script_is_accepted(session: ProofSession) -> None:
    state = started(session)
    for step in ["constructor", "exact h.2", "exact h.1"]:
        (outcome,) = session.apply(state, [step])
        assert isinstance(outcome, Progress | Done)
        state = outcome.state.id
    assert isinstance(outcome, Done)
    assert not outcome.uses_sorry
    found = session.check(session.script(state))
    assert isinstance(found, SourceCheck)
    assert found.complete


def test_a_tactic_of_several_lines_keeps_its_shape(session: ProofSession) -> None:
    (outcome,) = session.apply(started(session), ["cases h with\n| intro a b =>\n  exact ⟨b, a⟩"])
    assert isinstance(outcome, Done)


def test_an_error_inside_a_block_of_the_tactic_is_an_error(session: ProofSession) -> None:
    (outcome,) = session.apply(started(session), ["have x : 1 = 1 := by\n  skip\nexact ⟨h.2, h.1⟩"])
    assert isinstance(outcome, LeanError)


@pytest.mark.parametrize("tactic", ["sorry", "exact sorry", "admit", "exact ⟨h.2, sorry⟩"])
def test_sorry_is_told(session: ProofSession, tactic: str) -> None:
    (outcome,) = session.apply(started(session), [tactic])
    assert isinstance(outcome, Done)
    assert outcome.uses_sorry


@pytest.mark.parametrize("tactic", ["skip\ntheorem b : 1 = 2 := sorry", "#exit", "skip\n#print axioms swap", "exact ("])
def test_a_tactic_that_leaves_the_proof_is_an_error(session: ProofSession, tactic: str) -> None:
    (outcome,) = session.apply(started(session), [tactic])
    assert isinstance(outcome, LeanError)


@pytest.mark.parametrize("tactic", ['macro "x" : tactic => `(tactic| skip)', "run_tac pure ()", "native_decide", "\0"])
def test_a_metaprogram_never_reaches_lean(session: ProofSession, tactic: str) -> None:
    (outcome,) = session.apply(started(session), [tactic])
    assert isinstance(outcome, Forbidden)


def test_a_session_survives_the_death_of_its_process(session: ProofSession) -> None:
    root = started(session)
    (first,) = session.apply(root, ["constructor"])
    assert isinstance(first, Progress)
    begin = time.monotonic()
    late, after = session.apply(first.state.id, [LOOP, "exact h.2"], wall=0.4)
    assert isinstance(late, Timeout)
    assert isinstance(after, Progress)
    assert time.monotonic() - begin < 2
    deep = "exact " + "(" * 20_000 + "h" + ")" * 20_000
    crash, after = session.apply(first.state.id, [deep, "exact h.2"])
    assert isinstance(crash, Crash | LeanError)
    assert isinstance(after, Progress)


def test_heartbeats_end_a_tactic_before_the_wall(backend: Backend) -> None:
    with backend.open(heartbeats=300) as session:
        (outcome,) = session.apply(started(session), [LOOP], wall=20)
        assert isinstance(outcome, Timeout)
        assert "heartbeats" in outcome.limit


def test_a_header_is_part_of_every_text(backend: Backend) -> None:
    with backend.open("def two : Nat := 2") as session:
        (outcome,) = session.apply(started(session, "theorem t : two = 2"), ["rfl"])
        assert isinstance(outcome, Done)
        found = session.check("theorem u : two = 3 := rfl")
        assert isinstance(found, SourceCheck)
        assert not found.complete
        assert found.messages[0].start.line == 1


def test_a_header_may_import_the_library(backend: Backend) -> None:
    with backend.open("import Trivium.Reflection\ndef two : Nat := 2") as session:
        (outcome,) = session.apply(started(session, "theorem t : two = 2"), ["rfl"])
        assert isinstance(outcome, Done)


def test_a_dropped_state_is_gone(session: ProofSession) -> None:
    root = started(session)
    session.drop([root, 10_000])
    with pytest.raises(KeyError):
        session.apply(root, ["skip"])


def test_two_sessions_share_nothing(backend: Backend) -> None:
    with backend.open("def here : Nat := 1") as one, backend.open() as other:
        assert isinstance(one.start("theorem a : here = here"), Progress)
        outcome = other.start("theorem a : Nat.succ here = here ∧ here = (1 : Nat) → @here = here")
        assert isinstance(outcome, LeanError | Progress)
        if isinstance(outcome, Progress):  # an unknown name is bound as a variable: nothing of the other is known
            assert "here : Nat" in outcome.state.text


def test_a_session_closes_twice(backend: Backend) -> None:
    session = backend.open()
    session.close()
    session.close()
