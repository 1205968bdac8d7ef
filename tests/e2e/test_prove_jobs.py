"""`prove jobs`, carried out by the command itself and by a gateway."""

from __future__ import annotations

import json
import signal
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from prove_process import PROVE, ROOT, Prove
from terminal import run_at_terminal

SMALL = ("geometry.propose", "--set", "count=0", "--set", "paths=3", "--set", "paths_per_shard=1")
LONG = ("geometry.propose", "--set", "count=0", "--set", "paths=100000", "--set", "paths_per_shard=1")


def test_a_job_is_submitted_listed_and_read_and_the_rows_are_the_same_here_and_at_a_gateway(
    prove_here: Prove, gateway: str
) -> None:
    rows = []
    for prove in (prove_here, Prove(gateway)):
        done = prove("jobs", "submit", *SMALL, "--seed", "4", "--label", "first", "--json")
        assert done.code == 0, done.err
        (operation,) = done.rows
        assert operation["done"]
        assert operation["metadata"]["state"] == "JOB_STATE_SUCCEEDED"
        assert operation["response"]["items"] == "3"
        listed = prove("jobs", "list", "--filter", 'label = "first"')
        assert operation["name"].removeprefix("operations/") in listed.out
        results = prove("jobs", "results", operation["name"])
        assert results.code == 0
        assert len(results.rows) == int(operation["response"]["results"])
        rows.append(results.out)
    assert rows[0] == rows[1] != ""


def test_the_list_tells_when_a_job_goes_unless_it_is_kept(
    prove_here: Prove, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trivium").mkdir()
    (tmp_path / "trivium" / "config.toml").write_text("[serve]\njobs_keep_days = 7\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    prove, folder = prove_here, ("--jobs-dir", tmp_path / "jobs")
    name = prove("jobs", "submit", *SMALL, *folder, "--json").rows[0]["name"]
    metadata = prove("jobs", "get", name, *folder, "--json").rows[0]["metadata"]
    expires, ended = (datetime.fromisoformat(metadata[key]) for key in ("expire_time", "end_time"))
    assert (expires - ended).days == 7
    assert expires.astimezone().strftime("%Y-%m-%d %H:%M") in prove("jobs", "list", *folder).out
    assert prove("jobs", "keep", name, *folder, "--json").rows[0]["metadata"]["kept"]
    assert " kept" in prove("jobs", "list", *folder).out
    assert "expire_time" in prove("jobs", "keep", name, *folder, "--release", "--json").rows[0]["metadata"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("submit", "no.such"), "job.kind"),
        (("submit", "geometry.propose", "--set", "count"), "NAME=VALUE"),
        (("submit", "geometry.propose", "--set", "count=9007199254740993"), "9007199254740993"),
        (("get", "nosuch"), "nosuch"),
    ],
)
def test_a_bad_question_is_told_and_exits_with_2(prove_here: Prove, arguments: tuple[str, ...], words: str) -> None:
    run = prove_here("jobs", *arguments)
    assert run.code == 2
    assert words in run.out + run.err


def test_a_bad_line_of_items_is_named(prove_here: Prove, tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text('{"a": 1}\n\n[1]\n')
    run = prove_here("jobs", "submit", "geometry.propose", "--items", path)
    assert (run.code, "line 3" in run.err) == (2, True)


def test_a_server_that_is_not_there_exits_with_4() -> None:
    assert Prove("127.0.0.1:1")("jobs", "submit", *SMALL).code == 4


def follow(prove: Prove, *arguments: str | Path) -> subprocess.Popen[str]:
    command = [PROVE, "jobs", *map(str, arguments), "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=prove.environment())


def after_a_further_shard(follower: subprocess.Popen[str], shards: int) -> int:
    """Read events until more shards are finished; how many are."""
    assert follower.stdout is not None
    for line in follower.stdout:
        finished = int(json.loads(line).get("progress", {}).get("shards", 0))
        if finished > shards:
            return finished
    raise AssertionError("the job did not go on")


def test_a_command_that_is_ended_leaves_a_job_that_goes_on(prove_here: Prove, tmp_path: Path) -> None:
    folder = ("--jobs-dir", tmp_path)
    asked = ("submit", *LONG, "--request-id", "one", "--detach", "--json", *folder)
    first, again = (prove_here("jobs", *asked) for _ in "ab")
    name = first.rows[0]["name"]
    assert again.rows[0]["name"] == name
    shards = 0
    for number, code in ((signal.SIGINT, 130), (signal.SIGKILL, -9)):
        follower = follow(prove_here, "watch", name, *folder)
        try:
            shards = after_a_further_shard(follower, shards)
            follower.send_signal(number)
            assert follower.wait(timeout=20) == code
        finally:
            follower.kill()
            follower.communicate()
    cancelled = prove_here("jobs", "cancel", name, *folder, "--json")
    assert cancelled.rows[0]["metadata"]["state"] == "JOB_STATE_CANCELLED"
    watched = prove_here("jobs", "watch", name, *folder)
    assert (watched.code, "CANCELLED" in watched.out) == (3, True)


def test_a_terminal_shows_how_far_a_job_is(tmp_path: Path) -> None:
    out, shown = run_at_terminal("jobs", "submit", *SMALL, "--jobs-dir", str(tmp_path), "--json")
    assert json.loads(out)["done"]
    assert "geometry.propose" in shown
    assert "of 3 items" in shown
