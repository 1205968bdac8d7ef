"""Sessions that outlive their process: what was asked for is written down, and asked again where it is missing.

A session is its toolchain, its header, and a tree of steps. The states in a process are a cache of it: another process
that opens the same file makes them again, with the same numbers.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.errors import ProverError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS session (
    name TEXT PRIMARY KEY, toolchain TEXT NOT NULL, header TEXT NOT NULL, heartbeats INTEGER NOT NULL,
    lease REAL NOT NULL, expires REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS session_expires ON session (expires);
CREATE TABLE IF NOT EXISTS state (
    number INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL REFERENCES session ON DELETE CASCADE,
    parent INTEGER, step TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS state_session ON state (session);
"""
_PATIENCE = 5.0
MOST_SESSIONS = 10_000
MOST_STATES = 100_000
"""Of one session."""


class NoSession(ProverError):  # noqa: N818 - the established name of this outcome
    """A session or a state was named that is not there, or no longer."""


class TooManySessions(ProverError):  # noqa: N818
    """No more sessions, or no more states of one, are kept."""


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """What a session was opened with."""

    name: str
    toolchain: str
    header: str
    heartbeats: int
    lease: float
    """Seconds that it lives after each use."""


@dataclass(frozen=True, slots=True)
class SessionLog:
    """The sessions of one file."""

    file: Path

    def open(self, toolchain: str, header: str, heartbeats: int, lease: float) -> LoggedSession:
        """A new session; raises TooManySessions."""
        session = LoggedSession(secrets.token_hex(16), toolchain, header, heartbeats, lease)
        now = time.time()
        with self._write() as base:
            base.execute("DELETE FROM session WHERE expires < ?", (now,))
            (count,) = base.execute("SELECT count(*) FROM session").fetchone()
            if count >= MOST_SESSIONS:
                raise TooManySessions(f"there are {count} open sessions")
            row = (session.name, toolchain, header, heartbeats, lease, now + lease)
            base.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)", row)
        return session

    def use(self, name: str) -> LoggedSession:
        """A session, its lease begun anew; raises NoSession."""
        now = time.time()
        with self._write() as base:
            row = base.execute(
                "SELECT toolchain, header, heartbeats, lease FROM session WHERE name = ? AND expires >= ?", (name, now)
            ).fetchone()
            if row is None:
                raise NoSession("there is no such session, or its lease has ended")
            base.execute("UPDATE session SET expires = ? WHERE name = ?", (now + row[3], name))
        return LoggedSession(name, *row)

    def close(self, name: str) -> None:
        """Forget a session; nothing happens where there is none."""
        with self._write() as base:
            base.execute("DELETE FROM session WHERE name = ?", (name,))

    def add(self, session: str, parent: int | None, step: str) -> int:
        """The number of a new state: a statement without a parent, or a step from one. Raises TooManySessions."""
        with self._write() as base:
            (count,) = base.execute("SELECT count(*) FROM state WHERE session = ?", (session,)).fetchone()
            if count >= MOST_STATES:
                raise TooManySessions(f"the session has {count} states")
            row = base.execute("INSERT INTO state (session, parent, step) VALUES (?, ?, ?)", (session, parent, step))
            assert row.lastrowid is not None
            return row.lastrowid

    def steps(self, session: str, state: int) -> list[tuple[int, str]]:
        """The states that lead to one, itself last, each with its step; the first is the statement.

        Raises NoSession where the session has no such state.
        """
        with closing(self._connect()) as base:
            rows = base.execute(
                "WITH RECURSIVE way (number, parent, step) AS ("
                " SELECT number, parent, step FROM state WHERE number = ? AND session = ?"
                " UNION ALL SELECT s.number, s.parent, s.step FROM state s JOIN way ON s.number = way.parent"
                ") SELECT number, step FROM way ORDER BY number",
                (state, session),
            ).fetchall()
        if not rows:
            raise NoSession(f"the session has no state {state}")
        return [(int(number), str(step)) for number, step in rows]

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connect()) as base:
            base.execute("BEGIN IMMEDIATE")
            with base:
                yield base

    def _connect(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute("PRAGMA foreign_keys = ON")
        base.executescript(_SCHEMA)
        return base
