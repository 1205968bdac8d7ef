"""What a search tells while it runs. The events of a search, written down, are enough to go on with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    number: int
    """From 0, without gaps."""
    seconds: float
    """Since the search began."""
    kind: str
    """`started`, `lane`, `part` (of a sketch), `tactic`, `goal`, `policy`, `candidate`, `verified` or `ended`."""
    direction: str
    lane: str
    detail: str = ""
    """In words: the goal, the tactic's error, the verdict."""
    tactic: str = ""
    outcome: str = ""
    """Of a tactic: `progress`, `done`, `error`, `timeout`, `crash`, `forbidden`."""
    key: str = ""
    """Of a tactic: which tactic on which state (see `attempt_key`)."""
    counts: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        """One line of an event log."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


class Tell(Protocol):
    """Tells one event; number, time and counts are added."""

    def __call__(
        self,
        kind: str,
        direction: str,
        lane: str,
        *,
        detail: str = "",
        tactic: str = "",
        outcome: str = "",
        key: str = "",
    ) -> None:
        """Tell it."""
        ...


def attempt_key(script: str, tactic: str) -> str:
    """Names a tactic on the state that a script leads to."""
    return hashlib.sha256(f"{script}\0{tactic}".encode()).hexdigest()[:24]


def failed_attempts(log: Iterable[str]) -> dict[str, str]:
    """Keys of the tactics that failed by Lean's word with what it said, from the lines of an event log.

    Timeouts are tried again. A line that holds no event is passed over: a search that is killed may leave half of one.
    """
    failed = {}
    for line in log:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(record, dict) or record.get("kind") != "tactic" or not record.get("key"):
            continue
        if record.get("outcome") in ("error", "forbidden"):
            failed[str(record["key"])] = str(record.get("detail", ""))
    return failed
