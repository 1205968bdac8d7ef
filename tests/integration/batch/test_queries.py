"""Questions to the rows of a batch, its results as JSON lines, and its proposals as a gallery."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from prove_process import PROVE

from trivium.services.batch import Batch, Inline, run
from trivium.services.batch.queries import QueryError, json_lines, query
from trivium.services.runtime.operation import EngineSettings


@pytest.fixture
def batch(tmp_path: Path, engine: EngineSettings) -> Batch:
    """A batch of equalities that is complete."""
    items = [{"id": str(k), "lhs": f"(x + {k})**2", "rhs": f"x**2 + {2 * k}*x + {k * k + k % 2}"} for k in range(20)]
    made = Batch.create(tmp_path / "batch", "cas.check", {"items_per_shard": 3}, 0, [*items, {"id": "w", "lhs": "("}])
    *_, last = run(made, Inline(), engine)
    assert last.complete
    return made


def test_rows_are_counted_and_looked_up_in_sql(batch: Batch) -> None:
    counts = query(batch, "SELECT verdict, count(*) AS n FROM results GROUP BY verdict ORDER BY verdict")
    assert list(counts) == [{"verdict": "", "n": 1}, {"verdict": "PROVED", "n": 10}, {"verdict": "REFUTED", "n": 10}]
    found = query(batch, "SELECT answer->>'$.name' AS name FROM results WHERE id = '4'")
    assert list(found) == [{"name": "4"}]


@pytest.mark.parametrize("sql", ["SELECT", "SELECT * FROM '/etc/passwd'", "COPY (SELECT 1) TO '/tmp/copied.csv'"])
def test_a_question_that_cannot_be_asked_is_refused(batch: Batch, sql: str) -> None:
    with pytest.raises(QueryError):
        list(query(batch, sql))


def test_repeats_are_in_the_rows_and_not_in_the_results(tmp_path: Path, engine: EngineSettings) -> None:
    made = Batch.create(tmp_path, "test.remainders", {"items": 95, "modulus": 40}, 5)
    course = run(made, Inline(), engine)
    for _ in range(5):
        next(course)
    for _ in range(2):  # under way, and complete
        (counted,) = query(made, "SELECT (SELECT count(*) FROM rows) AS every, (SELECT count(*) FROM results) AS new")
        assert counted["new"] == 40 < counted["every"]
        list(course)
    told = [json.loads(line)["remainder"] for line in json_lines(made)]
    assert sorted(told) == list(range(40))


def test_a_batch_that_has_not_begun_has_no_rows_and_all_columns(tmp_path: Path) -> None:
    made = Batch.create(tmp_path / "it's new", "test.remainders", {"items": 95, "modulus": 40}, 5)
    assert list(query(made, "SELECT count(*) AS n, max(remainder) AS most FROM results")) == [{"n": 0, "most": None}]


WITHOUT_THREADS = """
import os, sys
from trivium.services.batch import Batch
from trivium.services.batch.queries import query
batch = Batch.open(sys.argv[1])
before = len(os.listdir("/proc/self/task"))
rows = list(query(batch, "SELECT count(*) AS n FROM results"))
print(rows[0]["n"], len(os.listdir("/proc/self/task")) - before)
"""


def test_a_question_leaves_no_thread_that_could_abort_a_process_that_ends(batch: Batch) -> None:
    command = [sys.executable, "-c", WITHOUT_THREADS, batch.storage.location]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["21", "0"]


def test_the_command_answers_and_exports(batch: Batch) -> None:
    command = [sys.executable, "-m", "trivium.services.batch", batch.storage.location]
    asked = subprocess.run([*command, "--query", "SELECT count(*) AS n FROM rows"], capture_output=True, text=True)
    assert (asked.returncode, asked.stdout) == (0, '{"n": 21}\n')
    exported = subprocess.run([*command, "--export"], capture_output=True, text=True)
    assert len(exported.stdout.splitlines()) == 21
    assert json.loads(exported.stdout.splitlines()[0])["answer"]["verdict"] == "VERDICT_PROVED"


def test_a_batch_of_proposals_becomes_a_gallery(tmp_path: Path, engine: EngineSettings) -> None:
    configuration = {"count": 1, "most_points": 8, "paths_per_shard": 1}
    made = Batch.create(tmp_path / "batch", "geometry.propose", configuration, 4)
    *_, last = run(made, Inline(), engine)
    assert last.complete
    done = subprocess.run([PROVE, "geo", "gallery", str(tmp_path / "batch")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "batch" / "gallery" / "figures" / "0.svg").read_text().startswith("<svg")
    assert done.stdout.endswith("index.html: 1 theorems\n")
    wrong = subprocess.run([PROVE, "geo", "gallery", str(tmp_path)], capture_output=True, text=True)
    assert wrong.returncode == 2
    assert "no proposed theorem" in wrong.stderr
