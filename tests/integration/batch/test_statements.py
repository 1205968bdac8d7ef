"""Data sets as batches: the same bytes however often a run is ended, no repeats, every outcome told."""

from __future__ import annotations

from pathlib import Path

import pytest

from trivium.prover.data import COLUMNS
from trivium.services.batch import Batch, ConfigurationError, Inline, results, run
from trivium.services.data.generating import generate, summary
from trivium.services.runtime.operation import EngineSettings

DRAWN = {"count": 150, "prove": False, "items_per_shard": 2}
pytestmark = pytest.mark.timeout(400)  # what Lean does is little, and a busy machine may take its time


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_run_that_was_ended_leaves_what_an_unbroken_one_does(tmp_path: Path, engine: EngineSettings) -> None:
    sizes = {"count": 6, "statements_per_item": 3, "items_per_shard": 1}
    configuration = {**sizes, "families": ["rates", "shares", "logic"]}
    *_, last = generate(tmp_path / "whole", configuration, 4, engine)
    assert last.complete
    course = generate(tmp_path / "cut", configuration, 4, engine)
    for told in course:
        if told.statements:
            break
    course.close()  # type: ignore[attr-defined]  # on a fast machine all may be done by now, and nothing is cut
    *_, last = generate(tmp_path / "cut", configuration, 4, engine)
    assert last.complete
    assert contents(tmp_path / "whole") == contents(tmp_path / "cut")
    rows = list(results(Batch.open(tmp_path / "whole")))
    assert len(rows) == 6
    assert "proved" in {row["status"] for row in rows}
    assert all(row["tier"] == "LEAN_REPLAYED" and row["trace"] for row in rows if row["status"] == "proved")


def test_no_statement_comes_twice_and_none_that_was_refused(tmp_path: Path, engine: EngineSettings) -> None:
    families = ["logic", "digits", "roots"]
    batch = Batch.create(tmp_path, "data.generate", {**DRAWN, "families": families}, 1)
    *_, last = run(batch, Inline(), engine)
    assert last.complete
    rows = list(results(batch))
    assert len(rows) == 150
    assert len({row["key"] for row in rows}) == 150
    assert all(row["status"] == "unknown" and not row["proof"] for row in rows)
    assert set(rows[0]) == {"item", "position", "failure", *COLUMNS}
    told = summary(tmp_path).plain
    assert told["statements"] == 150
    assert told["family"].keys() == set(families)
    assert sum(told["refused"].values()) == told["drawn"] - 150


@pytest.mark.parametrize(
    ("configuration", "word"),
    [
        ({"families": ["calculus"]}, "calculus"),
        ({"count": 0}, "count"),
        ({"false_percent": 80, "vacuous_percent": 30}, "vacuous_percent"),
        ({"truth": 3}, "truth"),
    ],
)
def test_a_wrong_configuration_is_refused(tmp_path: Path, configuration: dict[str, object], word: str) -> None:
    with pytest.raises(ConfigurationError, match=word):
        Batch.create(tmp_path, "data.generate", configuration, 1)
