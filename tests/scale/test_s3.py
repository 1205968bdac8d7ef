"""Batches in a bucket of a server that speaks S3, carried out in processes that do not know its keys."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from pyarrow import fs

from trivium.services.batch import Batch, Inline, Processes, results, run
from trivium.services.batch.queries import query
from trivium.services.batch.storage import open_storage
from trivium.services.runtime.operation import EngineSettings

pytestmark = pytest.mark.timeout(600)
KEYS = {"AWS_ACCESS_KEY_ID": "tester", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
SMALL: dict[str, object] = {"items": 95, "modulus": 40}


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The query of addresses at a server of its own, with a bucket named `batches`."""
    program = Path(sys.executable).parent / "moto_server"
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    server = subprocess.Popen(
        [shutil.which(program) or "moto_server", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    before = {name: os.environ.get(name) for name in KEYS}
    os.environ |= KEYS
    endpoint = {"endpoint_override": f"127.0.0.1:{port}", "scheme": "http"}
    end = time.monotonic() + 120
    while True:
        try:
            fs.S3FileSystem(**endpoint, allow_bucket_creation=True).create_dir("batches")
            break
        except OSError:
            assert server.poll() is None
            assert time.monotonic() < end
            time.sleep(0.5)
    yield "&".join(f"{name}={value}" for name, value in endpoint.items())
    server.terminate()
    server.wait()
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


def test_a_batch_in_a_bucket_is_the_one_in_a_folder(bucket: str, tmp_path: Path, engine: EngineSettings) -> None:
    *_, last = run(Batch.create(tmp_path, "test.remainders", SMALL, 5), Inline(), engine)
    assert last.complete
    address = f"s3://batches/processes?{bucket}"
    batch = Batch.create(address, "test.remainders", SMALL, 5)
    course = run(batch, Processes(2), engine)
    for _ in range(5):
        next(course)
    course.close()  # and gone on with
    *_, last = run(Batch.open(address), Processes(2), engine)
    assert last.complete
    folder, store = open_storage(tmp_path), open_storage(address)
    assert store.names("shards") == folder.names("shards")
    for file in ("manifest.jsonl", "kept.parquet", *(f"shards/{n}" for n in store.names("shards"))):
        assert store.read(file) == folder.read(file), file
    assert list(results(batch)) == list(results(Batch.open(tmp_path)))
    assert next(query(batch, "SELECT count(*) AS n FROM results"))["n"] == 40


def test_the_processes_that_do_the_work_never_see_the_keys(bucket: str, engine: EngineSettings) -> None:
    batch = Batch.create(f"s3://batches/keys?{bucket}", "test.remainders", {**SMALL, "pause": 0.5}, 5)
    course = run(batch, Processes(1), engine)
    next(course)
    next(course)
    (worker,) = [p for p in psutil.Process().children() if "trivium.services.batch.child" in " ".join(p.cmdline())]
    assert not set(KEYS) & set(worker.environ())
    course.close()
