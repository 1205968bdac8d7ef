"""Batches at an address: the same rows as in a folder, gone on with, and read."""

import uuid
from pathlib import Path

import pytest

from trivium.services.batch import Batch, BrokenBatchError, Inline, Processes, results, run
from trivium.services.batch.queries import query
from trivium.services.batch.storage import open_storage
from trivium.services.runtime.operation import EngineSettings

SMALL: dict[str, object] = {"items": 95, "modulus": 40}


@pytest.fixture
def address() -> str:
    """Of a folder in a file system of fsspec, which lives in this process."""
    return f"memory://bucket/{uuid.uuid4()}"


def test_a_batch_at_an_address_has_the_files_of_one_in_a_folder(
    tmp_path: Path, engine: EngineSettings, address: str
) -> None:
    for location, executor in ((tmp_path, Inline()), (address, Processes(2))):
        batch = Batch.create(location, "test.remainders", SMALL, 5)
        course = run(batch, executor, engine)
        for _ in range(4):
            next(course)
        course.close()  # and gone on with
        *_, last = run(Batch.open(location), executor, engine)
        assert last.complete
    folder, store = open_storage(tmp_path), open_storage(address)
    assert folder.names("shards") == store.names("shards")
    for name in ("batch.json", "manifest.jsonl", "kept.parquet", *(f"shards/{n}" for n in store.names("shards"))):
        assert folder.read(name) == store.read(name)
    assert store.names("manifest.jsonl.d") == []
    assert list(results(Batch.open(address))) == list(results(Batch.open(tmp_path)))
    assert next(query(Batch.open(address), "SELECT count(*) AS n FROM results"))["n"] == 40


def test_an_address_of_nothing_is_refused() -> None:
    with pytest.raises(BrokenBatchError, match="nosuch"):
        Batch.open("nosuch://bucket/batch")
    with pytest.raises(BrokenBatchError, match="no batch"):
        Batch.open("memory://bucket/nothing")
