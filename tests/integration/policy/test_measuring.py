"""Policies measured in the real Lean: what they prove by themselves, the same however often a run is ended."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from small_checkpoints import bigram_checkpoint, proposing

from trivium.client import AsyncClient
from trivium.services.batch import Batch, Processes, results, run
from trivium.services.batch.errors import ConfigurationError
from trivium.services.batch.kind import Work
from trivium.services.batch.kinds.statements import STATEMENTS
from trivium.services.batch.shards import decode
from trivium.services.data.evaluating import Course
from trivium.services.data.measuring import Exam, Measurement, measure, measurement
from trivium.services.data.statements import StatementsError
from trivium.services.gateway import build_gateway
from trivium.services.local import default_engine
from trivium.services.policy.hosted import hosted
from trivium.services.runtime.settings import ServerSettings
from trivium.services.runtime.telemetry import json_log

pytestmark = pytest.mark.timeout(400)  # a busy machine may take its time
THEOREMS = {
    "linear": "theorem linear (n : ℕ) : n + 2 = 2 + n",
    "both": "theorem both (p q : Prop) (h : p) (k : q) : p ∧ q",
    "function": "theorem function (f : Nat → Nat) (h : ∀ x, f x = 2 * x) : f 3 = 6",
    "false": "theorem false (n : ℕ) : n < 3",
}
BOUNDED = 13
"""The number of `∀ i : Nat, i < 16 → i * i % 7 ≠ 6` among the statements of seed 5."""
ENVIRONMENT = {"PATH": "/usr/bin:/bin"}


@pytest.fixture
def exam(tmp_path: Path) -> Exam:
    file = tmp_path / "statements.jsonl"
    lines = [json.dumps({"name": name, "formal_statement": text}) for name, text in THEOREMS.items()]
    file.write_text("\n".join(lines), "utf-8")
    return Exam(file=file)


def measured(asked: Measurement) -> Mapping[str, Any]:
    *_, report = measure(asked, ENVIRONMENT)
    assert isinstance(report, Mapping)
    return report


def rows(folder: Path) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in results(Batch.open(folder))}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_model_is_measured_without_anything_that_would_prove_the_statements_anyway(
    tmp_path: Path, exam: Exam, checkpoint: Path
) -> None:
    """The bigram model knows `omega`, `constructor`, `assumption` and `intros`, but not `simp_all`."""
    out = tmp_path / "out"
    asked = measurement(
        out, exam, ["small", "portfolio", "portfolio+small"], {"small": checkpoint}, {"samples": 40}, 2, 1
    )
    report = measured(asked)
    small, portfolio, both = report["contenders"]
    assert [one["solved"] for one in (small, portfolio, both)] == [2, 3, 3]
    assert small["families"] == {"statements": [2, 4]}
    assert small["samples"] > 0 == portfolio["samples"]
    assert all(row["samples"] <= 40 for row in rows(out / asked.contenders[0].folder).values())
    found = rows(out / asked.contenders[0].folder)
    assert found["linear"]["proof"] == "omega"
    assert found["both"]["by"] == ["small"]
    assert not found["function"]["solved"]
    assert not found["false"]["solved"]
    assert json.loads((out / "report.json").read_text()) == report


def test_a_run_that_was_ended_comes_to_what_an_unbroken_one_does(tmp_path: Path, exam: Exam, checkpoint: Path) -> None:
    def asked(name: str, processes: int) -> Measurement:
        return measurement(tmp_path / name, exam, ["small"], {"small": checkpoint}, {"tactics": 12}, 3, processes)

    whole = measured(asked("whole", 2))
    course = measure(asked("cut", 1), ENVIRONMENT)
    for told in course:
        if isinstance(told, Course) and told.done:
            break
    course.close()  # type: ignore[attr-defined]
    assert measured(asked("cut", 1)) == whole
    folder = asked("cut", 1).contenders[0].folder
    assert contents(tmp_path / "cut" / folder) == contents(tmp_path / "whole" / folder)


def test_a_policy_that_does_not_answer_is_not_a_policy_that_proves_nothing(
    tmp_path: Path, exam: Exam, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "config" / "trivium"
    folder.mkdir(parents=True)
    (folder / "policies.toml").write_text(
        '[policies.gone]\nbackend = "openai"\nurl = "http://127.0.0.1:9"\nmodel = "m"\ntemplate = "general"\n'
    )
    asked = measurement(tmp_path / "out", exam, ["gone"], {}, {}, 0, 1)
    *_, report = measure(asked, {**ENVIRONMENT, "XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert isinstance(report, Mapping)
    (told,) = report["contenders"]
    assert told["statements"] == 0
    assert sum(told["failures"].values()) == len(THEOREMS)
    assert all("gone" in reason for reason in told["failures"])


def test_what_cannot_be_measured_is_refused(tmp_path: Path, exam: Exam) -> None:
    with pytest.raises(ConfigurationError, match="nobody"):
        measured(measurement(tmp_path / "a", exam, ["nobody"], {}, {}, 0, 1))
    (tmp_path / "b.jsonl").write_text('{"name": 1}\n')
    with pytest.raises(StatementsError, match="formal_statement"):
        Exam(file=tmp_path / "b.jsonl").statements()
    with pytest.raises(StatementsError, match="no policy"):
        measurement(tmp_path / "c", exam, [" + "], {}, {}, 0, 1)


def test_sets_of_lean_statements_may_use_the_policies_of_a_service(tmp_path: Path, checkpoint: Path) -> None:
    """`lean.prove` as a batch knew no policy but the built-in ones: its workers were told of no socket."""
    items = [{"id": "both", "statement": "(p q : Prop) (h : p) (k : q) : p ∧ q"}]
    asked = {"request": {"policies": ["small"], "fresh": True}, "wall": 60}
    with hosted({"small": checkpoint}, ENVIRONMENT) as service:
        batch = Batch.create(tmp_path / "with", "lean.prove", asked, 1, items)
        *_, last = run(batch, Processes(1), default_engine({}, service.line))
        assert last.complete
    (row,) = results(batch)
    assert row["verdict"] == "PROVED"
    (share,) = [share for share in json.loads(row["answer"])["policies"] if share["policy"] == "small"]
    assert int(share["in_proof"]) > 0


def test_what_only_a_model_finds_enters_a_data_set(tmp_path: Path) -> None:
    """With one tactic for each way, scripts and portfolio spend it on `intros` where the model says `decide`."""
    checkpoint = bigram_checkpoint(tmp_path / "bigram", {**proposing({"decide": 1.0}), "[PROOF]": {"decide": 1.0}})
    drawn = {"families": ["counting"], "tactics": 1, "statements_per_item": 1}
    drawn |= {"false_percent": 0, "vacuous_percent": 0, "mutated_percent": 0}
    with hosted({"small": checkpoint}, ENVIRONMENT) as service:
        work = Work(5, BOUNDED, {}, default_engine({}, service.line), lambda: False)
        (before,) = STATEMENTS.configure(drawn).run(work)
        (after,) = STATEMENTS.configure({**drawn, "policies": ["small"]}).run(work)
    assert before["formal"] == after["formal"]
    assert (before["status"], before["by"]) == ("unknown", "")
    assert (after["status"], after["by"], after["proof"]) == ("proved", "small", "decide")
    assert (after["tier"], len(after["trace"])) == ("LEAN_REPLAYED", 1)


def test_a_set_whose_model_is_gone_says_so(tmp_path: Path) -> None:
    sizes = {"count": 1, "statements_per_item": 1, "items_per_shard": 1, "families": ["parity"], "tactics": 1}
    batch = Batch.create(tmp_path, "data.generate", {**sizes, "policies": ["small"]}, 5)
    for told in run(batch, Processes(1), default_engine({})):
        if told.items:
            break
    rows = [row for shard in sorted((tmp_path / "shards").glob("*")) for row in decode(shard.read_bytes())]
    assert "no policy service" in rows[0]["failure"]


@pytest.mark.anyio
async def test_jobs_of_a_gateway_may_use_its_policies(tmp_path: Path, checkpoint: Path) -> None:
    file = tmp_path / "policies.toml"
    file.write_text(f'[policies.small]\nbackend = "embedded"\ncheckpoint = "{checkpoint}"\n', "utf-8")
    settings = ServerSettings(
        bind="127.0.0.1:0", services=("jobs", "policy"), jobs_dir=tmp_path / "jobs", policies=file, jobs_processes=1
    )
    server = build_gateway(settings, ENVIRONMENT, json_log(io.StringIO()))
    address = await server.start()
    try:
        async with AsyncClient(address) as client:
            asked = {"request": {"policies": ["small"], "fresh": True}, "wall": 60}
            job = await client.jobs.submit(
                "lean.prove", asked, items=[{"id": "n", "statement": "(n : Nat) : n + 1 > n"}]
            )
            await job.wait()
            rows = [row async for row in job.results()]
    finally:
        await server.close()
    assert [row["verdict"] for row in rows] == ["PROVED"], rows
    assert "small" in rows[0]["answer"]
