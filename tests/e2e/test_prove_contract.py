"""What holds of `prove` whichever engine answers."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from prove_process import PROVE, ROOT, Prove

SLOW = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"


def test_both_names_are_installed_and_say_the_version(prove_here: Prove) -> None:
    assert prove_here("--version").out.startswith("trivium ")
    second = subprocess.run([PROVE.with_name("trivium"), "--version"], capture_output=True, text=True, check=True)
    assert second.stdout == prove_here("--version").out


def test_the_second_name_works_where_perls_prove_comes_first_on_the_path(tmp_path: Path) -> None:
    perl = tmp_path / "prove"
    perl.write_text("#!/bin/sh\necho TAP::Harness\n")
    perl.chmod(0o755)
    path = f"{tmp_path}:{PROVE.parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(
        ["trivium", "cas", "check", "x = x"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "PROVED" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("cas", "check"),
        ("geo", "solve", "nowhere.txt"),
        ("verify", "nowhere.json"),
        ("cas", "check", "--x"),
    ],
)
def test_a_wrong_use_exits_with_2_and_says_why(prove_here: Prove, arguments: tuple[str, ...]) -> None:
    run = prove_here(*arguments)
    assert run.code == 2
    assert run.err.strip()
    assert "Traceback" not in run.err


def test_a_server_that_is_not_there_exits_with_4() -> None:
    run = Prove("127.0.0.1:1")("cas", "check", "x = x", "--json")
    assert run.code == 4
    assert run.rows[0]["error"]["code"] == "UNAVAILABLE"


def test_json_results_are_alone_on_stdout_and_nothing_is_said_on_a_pipe(prove: Prove) -> None:
    run = prove("geo", "solve", "-", "--json", stdin=SLOW)
    assert len(run.rows) == 1
    assert run.err == ""


def test_no_colour_reaches_a_pipe(prove_here: Prove) -> None:
    assert "\x1b[" not in prove_here("cas", "check", "x = x").out


def test_ctrl_c_exits_with_130_and_leaves_no_process(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"lhs": "sin(x)**2 + cos(x)**2", "rhs": "1"}\n' * 20_000)
    process = subprocess.Popen(
        [PROVE, "cas", "check", "--batch", path, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=Prove().environment(),
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert "VERDICT" in process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    with process:
        out, err = process.stdout.read(), process.stderr.read()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert all(line.startswith("{") for line in out.splitlines())
    assert children_of(process.pid) == []


def test_a_reader_that_leaves_ends_the_run_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"lhs": "x", "rhs": "x"}\n' * 500)
    command = f"{PROVE} cas check --batch {path} --json | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, env=Prove().environment(), check=False
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


def test_a_configuration_file_gives_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "trivium"
    folder.mkdir()
    (folder / "config.toml").write_text('[prove]\nserver = "127.0.0.1:1"\n')
    environment = {**Prove().environment(), "XDG_CONFIG_HOME": str(tmp_path)}
    command = [PROVE, "cas", "check", "x = x"]
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 4
    here = [*command, "--server", ""]
    assert subprocess.run(here, env=environment, capture_output=True, check=False).returncode == 0


def test_the_doctor_names_the_toolchains_and_the_sandbox(prove_here: Prove) -> None:
    run = prove_here("doctor", "--json")
    assert run.code in {0, 4}
    row = run.rows[0]
    assert row["toolchains"]
    assert isinstance(row["sandbox"], list)


def test_a_foreign_certificate_is_refused_by_its_type(prove_here: Prove, tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text(
        '{"format": 1, "claim": {}, "proof": {"@type": "type.googleapis.com/google.protobuf.Duration", "value": "1s"}}'
    )
    run = prove_here("verify", path)
    assert run.code == 2
    assert "google.protobuf.Duration" in run.err


@pytest.mark.parametrize("text", ["", "{", "[]", '{"proof": 3}', "[" * 5000, '{"claim": {"nonsense": 1}}'])
def test_a_file_that_is_no_certificate_is_refused(prove_here: Prove, tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(text)
    run = prove_here("verify", path)
    assert run.code == 2
    assert "not a certificate" in run.err


def children_of(group: int) -> list[int]:
    """Processes of a process group that are still alive two seconds from now at the latest."""
    end = time.monotonic() + 2
    while True:
        alive = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                if int(fields[3]) == group and fields[0] != "Z":
                    alive.append(int(entry.name))
        if not alive or time.monotonic() > end:
            return alive
        time.sleep(0.05)
