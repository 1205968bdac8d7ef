"""The programs of others as processes: framed, confined, timed, drained, and dead when they should be."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
import pytest
from recorded_lean import TRANSCRIPTS

from trivium.prover.lean.check import Outcome, judge
from trivium.prover.lean.child import Launcher, Limits, Unconfined
from trivium.prover.lean.http_post import HttpPost
from trivium.prover.lean.json_process import JsonProgram, NotStartedError
from trivium.prover.lean.kimina import KiminaLean
from trivium.prover.lean.pantograph import PantographBackend
from trivium.prover.lean.repl import ReplBackend
from trivium.prover.lean.session import Backend, Crash, CrashKind, Done, Progress, Timeout
from trivium.services.sandbox import best_launcher

REPLAY = Path(__file__).parents[2] / "support" / "replay_lean.py"
SWAP = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p"


def program(kind: str, launcher: Launcher) -> JsonProgram:
    command = (sys.executable, "-I", "-S", str(REPLAY), kind, str(TRANSCRIPTS / f"{kind}.jsonl"))
    return JsonProgram(command, launcher, (REPLAY, TRANSCRIPTS), start_wall=20)


def backend_of(kind: str, launcher: Launcher) -> Backend:
    started = program(kind, launcher)
    return ReplBackend(kind, started.repl) if kind == "repl" else PantographBackend(kind, started.pantograph)


@pytest.mark.parametrize("kind", ["repl", "pantograph"])
@pytest.mark.parametrize("confined", [False, True])
def test_a_proof_is_found_through_a_process_and_its_death(kind: str, confined: bool) -> None:
    launcher = best_launcher(os.environ) if confined else Unconfined()
    before = set(psutil.Process().children(recursive=True))
    with backend_of(kind, launcher).open("open Nat") as session:
        root = session.start(SWAP)
        assert isinstance(root, Progress), root
        begin = time.monotonic()
        (late,) = session.apply(root.state.id, ["loop"], wall=0.5)
        assert isinstance(late, Timeout)
        assert time.monotonic() - begin < 10
        dead, first = session.apply(root.state.id, ["deep", "constructor"])
        assert isinstance(dead, Crash)
        assert dead.kind is CrashKind.STACK_OVERFLOW
        assert isinstance(first, Progress)
        (done,) = session.apply(first.state.id, ["exact h.2\nexact h.1"])
        assert isinstance(done, Done)
    assert set(psutil.Process().children(recursive=True)) <= before


@pytest.mark.parametrize(
    "script", ["print('hello')", "print('ready.x')", "pass", "import sys; sys.exit(3)", "import time; time.sleep(60)"]
)
def test_a_program_that_is_not_ready_is_told_and_ended(script: str) -> None:
    started = JsonProgram((sys.executable, "-c", script), Unconfined(), (), start_wall=1.0)
    before = set(psutil.Process().children(recursive=True))
    with pytest.raises(NotStartedError):
        started.pantograph()
    assert set(psutil.Process().children(recursive=True)) <= before


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(NotStartedError, match="cannot be started"):
        JsonProgram(("/nowhere/repl",), Unconfined(), ()).repl()


@pytest.mark.parametrize("answer", ["no json", "[1]", "1e999999", "[" * 100_000])
def test_an_answer_that_is_none_is_the_end_of_the_process(answer: str) -> None:
    script = f"input(); print({answer!r}, flush=True); print(flush=True); input()"
    process = JsonProgram((sys.executable, "-c", script), Unconfined(), ()).repl()
    with pytest.raises(OSError, match="answer"):
        process.ask({"cmd": "x"}, 20)
    process.close()
    process.close()


class Kimina(BaseHTTPRequestHandler):
    """Answers as the server does: whole seconds only, statuses of HTTP for what is not about the text."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        code = body["snippets"][0]["code"]
        if type(body["timeout"]) is not int:
            self.send_error(422, "Unprocessable Content")
        elif self.headers["Authorization"] != "Bearer key":
            self.send_error(401, "Unauthorized")
        elif "busy" in code:
            self.send_error(429, "No available REPLs")
        elif "late" in code:
            time.sleep(3)
        elif "nonsense" in code:
            self._say(b"nonsense")
        else:
            self._say(json.dumps({"results": [{"id": "0", "time": 0.1, "response": {"env": 0}}]}).encode())

    def _say(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def lean_of() -> Iterator[Callable[[str], KiminaLean]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Kimina) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield lambda key: KiminaLean(HttpPost(f"http://127.0.0.1:{server.server_port}/", key))
        server.shutdown()


def test_a_remote_server_is_asked_over_http(lean_of: Callable[[str], KiminaLean]) -> None:
    run = lean_of("key").run("theorem t : 1 = 1 := rfl", Limits(wall=1.5), module=False)
    assert judge(run)[0] is Outcome.ACCEPTED


@pytest.mark.parametrize(("text", "word"), [("busy", "429"), ("nonsense", "no JSON")])
def test_a_status_of_http_is_no_success(lean_of: Callable[[str], KiminaLean], text: str, word: str) -> None:
    outcome, detail = judge(lean_of("key").run(text, Limits(wall=1.0), module=False))
    assert outcome is Outcome.CRASHED
    assert word in detail


def test_a_server_that_is_late_or_locked_is_no_success(
    lean_of: Callable[[str], KiminaLean], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "401" in judge(lean_of("").run("x", Limits(wall=1.0), module=False))[1]
    monkeypatch.setattr("trivium.prover.lean.kimina._PATIENCE", 0.0)
    assert judge(lean_of("key").run("late", Limits(wall=0.5), module=False))[0] is Outcome.TIMED_OUT


def test_an_address_is_one_of_the_web() -> None:
    with pytest.raises(ValueError, match="http"):
        HttpPost("file:///etc/passwd")
    assert "secret" not in repr(HttpPost("https://lean.example", "secret"))
