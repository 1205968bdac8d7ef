"""What closed goals, in a file that the processes of a server share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS goal (
    environment TEXT NOT NULL, key TEXT NOT NULL, script TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (environment, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS goal_number ON goal (number);
"""
_PATIENCE = 0.2
"""Seconds to wait for another process; what is not read or written then is found again by search."""
_LONGEST = 65536


class GoalStore:
    """Scripts by environment and goal; a file that cannot be read or written is as good as an empty one."""

    def __init__(self, file: Path, most: int = 100_000) -> None:
        self._file = file
        self._most = most
        self._base: sqlite3.Connection | None = None

    def find(self, environment: str, key: str) -> str | None:
        """What closed a goal."""
        with suppress(sqlite3.Error, OSError):
            found = self._open().execute(
                "SELECT script FROM goal WHERE environment = ? AND key = ?", (environment, key)
            )
            row = found.fetchone()
            return None if row is None else str(row[0])
        return None

    def keep(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Write down (environment, goal, script); the oldest make room."""
        rows = [row for row in rows if len(row[2]) <= _LONGEST]
        if not rows:
            return
        with suppress(sqlite3.Error, OSError), self._open() as base:
            base.execute("BEGIN IMMEDIATE")
            (last,) = base.execute("SELECT coalesce(max(number), 0) FROM goal").fetchone()
            numbered = [(*row, last + count) for count, row in enumerate(rows, 1)]
            base.executemany("INSERT OR REPLACE INTO goal VALUES (?, ?, ?, ?)", numbered)
            base.execute("DELETE FROM goal WHERE number <= ?", (last + len(rows) - self._most,))

    def close(self) -> None:
        """Close the file."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _open(self) -> sqlite3.Connection:
        if self._base is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)
            try:
                base.execute("PRAGMA journal_mode = WAL")
                base.execute("PRAGMA synchronous = OFF")  # a lost script is found again
                base.executescript(_SCHEMA)
            except sqlite3.Error:
                base.close()
                raise
            self._base = base
        return self._base
