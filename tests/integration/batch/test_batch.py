"""Batches carried out inline: what lies in the folder, and what becomes of it after every sort of damage."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from trivium.services.batch import (
    Batch,
    BrokenBatchError,
    BusyError,
    ConfigurationError,
    Inline,
    Progress,
    register,
    results,
    run,
)
from trivium.services.runtime.operation import EngineSettings

SMALL = {"items": 95, "modulus": 40}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def carried_out(folder: Path, engine: EngineSettings, configuration: dict[str, object] = SMALL) -> Batch:
    batch = Batch.create(folder, "test.remainders", configuration, 5)
    *_, last = run(batch, Inline(), engine)
    assert last.complete
    return batch


def test_two_runs_of_a_batch_leave_the_same_bytes(tmp_path: Path, engine: EngineSettings) -> None:
    carried_out(tmp_path / "one", engine)
    carried_out(tmp_path / "two", engine)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert len(list((tmp_path / "one" / "shards").iterdir())) == 10


def test_repeats_are_left_out_in_the_order_of_items(tmp_path: Path, engine: EngineSettings) -> None:
    batch = carried_out(tmp_path, engine)
    seen: dict[int, tuple[int, int]] = {}
    for item in range(95):
        for position in range(item % 3 + 1):
            seen.setdefault((5 * 31 + item) * (position + 1) % 40, (item, position))
    told = [(row["remainder"], (row["item"], row["position"])) for row in results(batch)]
    assert told == list(seen.items())
    assert list(results(batch, ["remainder"], start=3)) == [{"remainder": r} for r in list(seen)[3:]]


def test_a_batch_ends_with_the_last_row_that_is_wanted(tmp_path: Path, engine: EngineSettings) -> None:
    wanted: dict[str, object] = {"items": 0, "wanted": 25, "per_shard": 2}
    batch = carried_out(tmp_path, engine, wanted)
    assert len(list(results(batch))) == 25
    assert list(results(batch)) == list(results(carried_out(tmp_path / "whole", engine, {"items": 100})))[:25]


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "shards" / "00000003.parquet").unlink(),
        lambda folder: (folder / "shards" / "00000003.parquet").write_bytes(b"PAR1 something else PAR1"),
        lambda folder: (folder / "kept.parquet").unlink(),
        lambda folder: (folder / "manifest.jsonl").unlink(),
        lambda folder: (folder / "manifest.jsonl").write_bytes((folder / "manifest.jsonl").read_bytes()[:-40]),
        lambda folder: (folder / "manifest.jsonl").write_bytes(
            (folder / "manifest.jsonl").read_bytes() + b'{"shard": 3, "fi'
        ),
        lambda folder: (folder / "manifest.jsonl").write_bytes(
            (folder / "manifest.jsonl").read_bytes().replace(b'"shard": 3,', b'"shard": 4,')
        ),
        lambda folder: (folder / "manifest.jsonl").write_bytes(b"\xff\xfe\n[]\n{}\nnull\n"),
        lambda folder: (folder / "shards" / "00000099.parquet").write_bytes(b"left over"),
        lambda folder: (folder / "shards" / "00000001.parquet.77.tmp").write_bytes(b"half"),
    ],
)
def test_what_is_damaged_is_done_again(
    tmp_path: Path, engine: EngineSettings, damage: Callable[[Path], object]
) -> None:
    batch = carried_out(tmp_path, engine)
    whole = contents(tmp_path)
    damage(tmp_path)
    *_, last = run(batch, Inline(), engine)
    assert last.complete
    assert contents(tmp_path) == whole


def test_only_what_is_missing_is_done_again(tmp_path: Path, engine: EngineSettings) -> None:
    batch = carried_out(tmp_path, engine)
    (tmp_path / "shards" / "00000003.parquet").unlink()
    first, *_, last = run(batch, Inline(), engine)
    assert (first.shards, last.shards) == (9, 10)


def test_a_cancelled_batch_goes_on_where_it_was(tmp_path: Path, engine: EngineSettings) -> None:
    whole = contents(carried_out(tmp_path / "whole", engine).storage.path)  # type: ignore[attr-defined]
    batch = Batch.create(tmp_path / "cut", "test.remainders", SMALL, 5)
    told: list[Progress] = []
    for progress in run(batch, Inline(), engine, cancelled=lambda: len(told) > 3):
        told.append(progress)
    assert not told[-1].complete
    assert 0 < told[-1].shards < 10
    course = run(batch, Inline(), engine)
    next(course)
    next(course)
    course.close()
    *_, last = run(Batch.open(tmp_path / "cut"), Inline(), engine)
    assert last.complete
    assert contents(tmp_path / "cut") == whole


def test_a_reader_of_a_batch_under_way_harms_nothing(tmp_path: Path, engine: EngineSettings) -> None:
    batch = Batch.create(tmp_path, "test.remainders", SMALL, 5)
    course = run(batch, Inline(), engine)
    for _ in range(4):
        next(course)
    early = list(results(batch))
    with (tmp_path / "manifest.jsonl").open("ab") as torn:
        torn.write(b'{"shard": 3, "fi')
    assert list(results(batch)) == early
    assert (tmp_path / "manifest.jsonl").read_bytes().endswith(b'"fi')
    course.close()
    *_, last = run(batch, Inline(), engine)
    assert last.complete
    assert list(results(batch))[: len(early)] == early


def test_two_may_not_carry_out_one_batch(tmp_path: Path, engine: EngineSettings) -> None:
    batch = Batch.create(tmp_path, "test.remainders", SMALL, 5)
    first = run(batch, Inline(), engine)
    next(first)
    with pytest.raises(BusyError):
        next(run(batch, Inline(), engine))
    first.close()
    *_, last = run(batch, Inline(), engine)
    assert last.complete


def test_a_folder_holds_one_batch(tmp_path: Path, engine: EngineSettings) -> None:
    batch = Batch.create(tmp_path, "test.remainders", SMALL, 5)
    assert Batch.create(tmp_path, "test.remainders", {**SMALL, "per_shard": 10}, 5).hash == batch.hash
    assert Batch.open(tmp_path).hash == batch.hash
    for configuration, seed in (({"items": 96}, 5), (SMALL, 6)):
        with pytest.raises(BrokenBatchError, match="another batch"):
            Batch.create(tmp_path, "test.remainders", configuration, seed)
    with pytest.raises(BrokenBatchError, match="no batch"):
        Batch.open(tmp_path / "nowhere")
    told = json.loads((tmp_path / "batch.json").read_text())
    (tmp_path / "batch.json").write_text(json.dumps({**told, "versions": {**told["versions"], "remainders": "0"}}))
    with pytest.raises(BrokenBatchError, match="remainders 0, now 1"):
        list(run(Batch.open(tmp_path), Inline(), engine))


def test_an_item_with_a_defect_or_without_memory_becomes_a_row(tmp_path: Path, engine: EngineSettings) -> None:
    for how, reason in (("defect", "ZeroDivisionError: a defect"), ("memory", "OUT_OF_MEMORY")):
        batch = Batch.create(tmp_path / how, "test.remainders", {"items": 30, "crash": how})
        *_, last = run(batch, Inline(), engine)
        assert last.failures == 3
        failed = [(row["item"], row["failure"]) for row in results(batch) if row["failure"]]
        assert failed == [(7, reason), (17, reason), (27, reason)]


def test_items_are_worked_through_in_order(tmp_path: Path, engine: EngineSettings) -> None:
    items = [{"number": n} for n in (3, 1, 4, 1, 5, 9, 2, 6)]
    batch = Batch.create(tmp_path, "test.squares", {}, items=items)
    *_, last = run(batch, Inline(), engine)
    assert (last.items, last.items_in_all, last.complete) == (8, 8, True)
    assert [row["square"] for row in results(batch)] == [9, 1, 16, 1, 25, 81, 4, 36]
    with pytest.raises(BrokenBatchError, match="another batch"):
        Batch.create(tmp_path, "test.squares", {}, items=items[1:])


@pytest.mark.parametrize(
    ("kind", "configuration", "items", "fields"),
    [
        ("test.nothing", {}, [], ["kind"]),
        ("test.remainders", {"items": "9", "per_shard": 0, "width": 1}, [], ["items", "per_shard", "width"]),
        ("test.remainders", {"items": True}, [], ["items"]),
        ("test.remainders", {}, [{"number": 1}], ["items"]),
        ("test.squares", {}, [], ["items"]),
        ("test.squares", {}, [{"number": 1}, {"number": 1000}, {"digit": 1}], ["items[1].number", "items[2].digit"]),
        ("geometry.propose", {"most_points": 20}, [], [""]),
        ("geometry.propose", {"count": 0}, [], ["count"]),
        ("geometry.propose", {"count": -1, "steps": 1.5}, [], ["count", "steps"]),
    ],
)
def test_what_is_wrong_with_a_configuration_is_told_by_field(
    tmp_path: Path,
    kind: str,
    configuration: dict[str, object],
    items: list[dict[str, object]],
    fields: list[str],
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Batch.create(tmp_path / "new", kind, configuration, items=items)
    assert [v.field for v in caught.value.violations] == fields
    assert not (tmp_path / "new").exists()


def test_a_name_stands_for_one_kind() -> None:
    register("geometry.propose", "trivium.services.batch.kinds.proposals:PROPOSALS")
    with pytest.raises(ValueError, match=r"geometry\.propose is"):
        register("geometry.propose", "batch_specimens:SQUARES")
