"""Statements that policies are measured on, as items of the kind `data.evaluate`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trivium.prover.data import Split
from trivium.prover.data.proving import DIRECTIONS
from trivium.services.batch.batch import Batch
from trivium.services.batch.errors import BatchError, BrokenBatchError
from trivium.services.batch.results import results
from trivium.services.data.generating import KIND

Item = Mapping[str, Any]
_COLUMNS = ("failure", "id", "family", "header", "formal", "status", "split")
_HEADER = "open Nat\n"
"""Of statements that come without Mathlib's."""


class StatementsError(BatchError):
    """There is nothing to measure on."""


def of_data(folder: Path, split: Split, limit: int = 0) -> list[Item]:
    """The statements of a split of a data set that Lean has decided, each as the theorem that it has a proof of.

    Those that nobody has decided are left out: they may be true or false. `limit` keeps the first ones only.

    Raises BrokenBatchError, StatementsError.
    """
    batch = Batch.open(folder)
    if batch.kind != KIND:
        raise BrokenBatchError(f"{folder} is a batch of {batch.kind}, not of statements")
    found: list[Item] = []
    for row in results(batch, _COLUMNS):
        if row["failure"] or row["split"] != split or row["status"] not in DIRECTIONS:
            continue
        direction = DIRECTIONS[row["status"]].value
        found.append({**{name: row[name] for name in ("id", "family", "header", "formal")}, "direction": direction})
    return _some(found, limit, f"{folder} has no statement of the split {split} that is decided")


def of_file(path: Path, *, core_only: bool, limit: int = 0) -> list[Item]:
    """The theorems of a file, a JSON object a line: `name`, `formal_statement`, and `core_only` where it is asked for.

    Raises StatementsError.
    """
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        found = [
            {"id": row["name"], "family": path.stem, "header": _HEADER, "formal": row["formal_statement"]}
            for row in rows
            if row.get("core_only") or not core_only
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        words = f"each line must be an object with name and formal_statement: {type(error).__name__}: {error}"
        raise StatementsError(f"{path}: {words}") from None
    return _some(list[Item](found), limit, f"{path} has no statement")


def _some(found: list[Item], limit: int, words: str) -> list[Item]:
    if not found:
        raise StatementsError(words)
    return found[:limit] if limit else found
