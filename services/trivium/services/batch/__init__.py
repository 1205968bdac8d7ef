"""Offline batches: kinds of work, their shards on disk, and the executors that carry them out.

`Batch.create` or `Batch.open` gives a batch, `run` carries it out; see `docs/batches.md`.
"""

from trivium.services.batch.batch import Batch
from trivium.services.batch.errors import (
    BatchError,
    BrokenBatchError,
    BusyError,
    ConfigurationError,
    UnreachableError,
)
from trivium.services.batch.executor import Executor, Inline
from trivium.services.batch.kind import Kind, Plan, Row, Sieve, Work, Workload
from trivium.services.batch.processes import Processes
from trivium.services.batch.registry import kind_named, kinds, register
from trivium.services.batch.results import results
from trivium.services.batch.running import Progress, run

__all__ = [
    "Batch",
    "BatchError",
    "BrokenBatchError",
    "BusyError",
    "ConfigurationError",
    "Executor",
    "Inline",
    "Kind",
    "Plan",
    "Processes",
    "Progress",
    "Row",
    "Sieve",
    "UnreachableError",
    "Work",
    "Workload",
    "kind_named",
    "kinds",
    "register",
    "results",
    "run",
]
