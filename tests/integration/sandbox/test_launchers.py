"""What a confined command cannot do."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from trivium.services.sandbox import (
    Bubblewrap,
    Container,
    Launcher,
    NoEngineError,
    Restricted,
    active_layers,
    best_launcher,
    container,
    inactive_layers,
)

ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin"}


@dataclass(frozen=True)
class Shown:
    readable: tuple[Path, ...] = ()
    writable: tuple[Path, ...] = ()
    memory_bytes: int = 1 << 30
    cpu_seconds: int = 20


def launchers() -> list[Launcher]:
    found: list[Launcher] = [Restricted()]
    best = best_launcher(ENVIRONMENT)
    if isinstance(best, Bubblewrap):
        found.append(best)
    with contextlib.suppress(NoEngineError):
        found.append(container(os.environ))
    return found


def isolating() -> list[Launcher]:
    return [launcher for launcher in launchers() if not isinstance(launcher, Restricted)]


@pytest.fixture(params=[Bubblewrap, Container], ids=lambda kind: kind.__name__)
def isolated(request: pytest.FixtureRequest) -> Launcher:
    for launcher in isolating():
        if isinstance(launcher, request.param):
            return launcher
    try:
        container(os.environ)
    except NoEngineError as error:
        pytest.skip(f"{request.param.__name__} does not work on this machine; {error}")
    pytest.skip(f"{request.param.__name__} does not work on this machine")


def run(launcher: Launcher, program: str, shown: Shown | None = None) -> subprocess.CompletedProcess[str]:
    command = launcher.wrap([sys.executable, "-I", "-S", "-c", program], shown or Shown())
    return subprocess.run(command, capture_output=True, text=True, timeout=30, env=dict(os.environ), check=False)


@pytest.mark.parametrize("launcher", launchers(), ids=lambda launcher: type(launcher).__name__)
class TestEveryLauncher:
    def test_the_environment_is_empty(self, launcher: Launcher, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SECRET_TOKEN", "abc")
        monkeypatch.delenv("LEAN_PATH", raising=False)
        answer = run(launcher, "import os; print(sorted(os.environ))")
        assert "SECRET_TOKEN" not in answer.stdout
        assert "PATH" not in answer.stdout
        assert answer.returncode == 0

    def test_privileges_cannot_be_gained(self, launcher: Launcher) -> None:
        assert "NoNewPrivs:\t1" in run(launcher, "print(open('/proc/self/status').read())").stdout

    def test_limits_are_set(self, launcher: Launcher) -> None:
        program = (
            "import resource as r; print([r.getrlimit(k)[0] for k in"
            " (r.RLIMIT_CORE, r.RLIMIT_CPU, r.RLIMIT_DATA, r.RLIMIT_NOFILE, r.RLIMIT_FSIZE)])"
        )
        core, cpu, data, files, size = json.loads(run(launcher, program).stdout)
        assert core == 0
        assert cpu == 20
        assert data == 3 << 30
        assert files <= 512
        assert size <= 1 << 30

    def test_memory_beyond_the_limit_is_refused(self, launcher: Launcher) -> None:
        assert "MemoryError" in run(launcher, "bytearray(4 << 30)").stderr

    def test_open_files_of_the_parent_are_closed(self, launcher: Launcher, tmp_path: Path) -> None:
        with (tmp_path / "secret").open("w") as file:
            os.set_inheritable(file.fileno(), True)
            program = f"import os; print(os.path.exists('/proc/self/fd/{file.fileno()}'))"
            command = launcher.wrap([sys.executable, "-I", "-S", "-c", program], Shown())
            answer = subprocess.run(command, capture_output=True, text=True, close_fds=False, env={}, check=False)
        assert answer.stdout.strip() == "False"

    def test_it_dies_with_its_parent(self, launcher: Launcher, tmp_path: Path) -> None:
        marker = f"import time; time.sleep(61.{os.getpid()})"
        command = launcher.wrap([sys.executable, "-I", "-S", "-c", marker], Shown())
        own = command.index(str(os.getpid()))  # the parent that the launcher names: another process in this test
        parent = (
            "import os, subprocess, sys, time\n"
            "command = sys.argv[2:]\n"
            "command[int(sys.argv[1])] = str(os.getpid())\n"
            "subprocess.Popen(command, start_new_session=True, env={})\n"
            "print('started', flush=True)\n"
            "time.sleep(60)\n"
        )
        process = subprocess.Popen([sys.executable, "-c", parent, str(own), *command], stdout=subprocess.PIPE)
        assert process.stdout is not None
        with process.stdout:
            assert process.stdout.readline() == b"started\n"
            _await(lambda: len(_running(marker)) > 0)
            process.send_signal(signal.SIGKILL)
            process.wait()
        _await(lambda: not _running(marker))
        assert not _running(marker)


def _running(marker: str) -> list[int]:
    """Processes whose last argument is `marker`."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[-2:-1] == [marker.encode()]:
                found.append(int(folder.name))
    return found


def _await(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)


def test_files_are_hidden(isolated: Launcher, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("abc")
    answer = run(isolated, f"print(open({str(secret)!r}).read())")
    assert "FileNotFoundError" in answer.stderr
    assert "abc" not in answer.stdout


def test_nothing_is_written_but_the_scratch_folder(isolated: Launcher, tmp_path: Path) -> None:
    read, scratch = tmp_path / "read", tmp_path / "scratch"
    read.mkdir()
    scratch.mkdir()
    shown = Shown(readable=(read,), writable=(scratch,))
    assert "Read-only" in run(isolated, f"open({str(read / 'x')!r}, 'w')", shown).stderr
    assert run(isolated, "open('/usr/x', 'w')", shown).returncode != 0
    assert run(isolated, f"open({str(scratch / 'x')!r}, 'w').write('y')", shown).returncode == 0
    assert (scratch / "x").read_text() == "y"
    assert not (read / "x").exists()


def test_the_network_is_cut(isolated: Launcher) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        program = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
        assert run(Restricted(), program).returncode == 0
        assert run(isolated, program).returncode != 0


def test_other_processes_are_hidden(isolated: Launcher) -> None:
    answer = run(isolated, f"import os; print(os.path.exists('/proc/{os.getpid()}/environ') and {os.getpid()} > 50)")
    assert answer.stdout.strip() == "False"


def test_a_socket_on_standard_input_is_the_commands_own(isolated: Launcher, tmp_path: Path) -> None:
    """The warm Lean is given its orders, and the descriptors of its children, over such a socket."""
    program = (
        "import os, socket\n"
        "orders = socket.socket(fileno=0)\n"
        "message, descriptors, _, _ = socket.recv_fds(orders, 100, 1)\n"
        "os.write(descriptors[0], b'got ' + message)\n"
        "orders.send(b'done')\n"
        "raise SystemExit(7)\n"
    )
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = isolated.wrap([sys.executable, "-I", "-S", "-c", program], Shown())
    with ours, (tmp_path / "answer").open("w+") as answer:
        with theirs:
            process = subprocess.Popen(command, stdin=theirs.fileno(), env={}, start_new_session=True)
        socket.send_fds(ours, [b"order"], [answer.fileno()])
        ours.settimeout(30)
        assert ours.recv(100) == b"done"
        assert process.wait(30) == 7
        answer.seek(0)
        assert answer.read() == "got order"


def test_the_layers_that_are_not_in_force_are_told_with_their_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    assert inactive_layers(ENVIRONMENT)
    with pytest.raises(NoEngineError, match="nowhere"):
        container({"DOCKER_HOST": "unix:///nowhere/docker.sock"})
    monkeypatch.setitem(sys.modules, "docker", None)
    with pytest.raises(NoEngineError, match=r"trivium\[docker\]"):
        container({"DOCKER_HOST": "unix:///nowhere/other.sock"})


def test_the_layers_are_told_in_words() -> None:
    assert len(active_layers(ENVIRONMENT)) >= 2


def test_a_bubblewrap_that_does_not_work_is_not_relied_on(tmp_path: Path) -> None:
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    launcher = best_launcher({"PATH": str(tmp_path)})
    assert not (isinstance(launcher, Bubblewrap) and launcher.program == fake)
