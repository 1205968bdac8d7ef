"""Reading a shard starts no thread: pyarrow's, if they had just begun, could abort a process that was ending."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import os
import pyarrow as pa
from trivium.services.batch.shards import decode, encode
row = {"item": 0, "position": 0, "failure": "", "x": 1}
data = encode([row], pa.schema([pa.field("x", pa.int64())]))
before = len(os.listdir("/proc/self/task"))
rows = decode(data)
print(rows[0]["x"], len(os.listdir("/proc/self/task")) - before)
"""


def test_a_process_that_has_just_read_a_shard_does_not_abort_as_it_ends() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["1", "0"]
