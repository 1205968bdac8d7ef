"""What is asked about jobs: lists of them, and what has happened to one."""

from __future__ import annotations

import base64
import re
import sqlite3
import zlib
from dataclasses import dataclass

from trivium.services.jobs.errors import FieldError
from trivium.services.jobs.record import COLUMNS, Event, Record, State, record

LARGEST_PAGE = 1000
DEFAULT_PAGE = 100
_TERM = re.compile(r'\s*(state|kind|label|done)\s*=\s*("(?:[^"\\]|\\.)*"|[\w.-]+)\s*', re.ASCII)
_AND = re.compile(r"\s*AND\b")
_TOKEN = re.compile(r"(\d{1,19})/([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which jobs are listed: an SQL condition, its values, and the text it was read from."""

    condition: str = "1"
    values: tuple[str | int, ...] = ()
    text: str = ""


def read_filter(text: str) -> Filter:
    """The filter of a text such as `state = RUNNING AND kind = "cas.check"`; raises FieldError.

    >>> read_filter('kind = "cas.check" AND done = false').condition
    'kind = ? AND state < ?'
    """
    conditions: list[str] = []
    values: list[str | int] = []
    place = 0
    while place < len(text.rstrip()):
        if conditions:
            joined = _AND.match(text, place)
            if joined is None:
                raise _unreadable(text, place, "AND")
            place = joined.end()
        term = _TERM.match(text, place)
        if term is None:
            raise _unreadable(text, place, "state, kind, label or done = a value")
        condition, value = _term(term[1], re.sub(r"\\(.)", r"\1", term[2][1:-1]) if term[2][0] == '"' else term[2])
        conditions.append(condition)
        values.append(value)
        place = term.end()
    return Filter(" AND ".join(conditions) or "1", tuple(values), text)


def page(
    connection: sqlite3.Connection, tenant: str, chosen: Filter, size: int, token: str
) -> tuple[list[Record], str]:
    """A tenant's jobs, the latest first, and the token of the next page, empty at the end.

    `size` is the most that are wanted, DEFAULT_PAGE if 0. Raises FieldError for a token of another list.
    """
    if size < 0:
        raise FieldError("page_size", "negative", "INVALID_PAGE_SIZE")
    wanted = min(size or DEFAULT_PAGE, LARGEST_PAGE)
    before = _opened(token, chosen)
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM job WHERE tenant = ? AND number < ? AND {chosen.condition}"  # noqa: S608 - see above
        " ORDER BY number DESC LIMIT ?",
        (tenant, before, *chosen.values, wanted + 1),
    ).fetchall()
    found = [record(row) for row in rows[:wanted]]
    return found, _closed(found[-1].number, chosen) if len(rows) > wanted else ""


def events(connection: sqlite3.Connection, number: int, after: int, most: int = 500) -> list[Event]:
    """What has happened to a job after an event, in its order; no more than `most`."""
    rows = connection.execute(
        "SELECT sequence, time, state, progress, detail FROM event WHERE number = ? AND sequence > ?"
        " ORDER BY sequence LIMIT ?",
        (number, after, most),
    )
    return [Event(r["sequence"], r["time"], State(r["state"]), r["progress"], r["detail"]) for r in rows]


def _term(field: str, value: str) -> tuple[str, str | int]:
    if field == "done":
        if value not in {"true", "false"}:
            raise FieldError("filter", f"done is true or false, not {value!r}", "INVALID_FILTER")
        return ("state >= ?" if value == "true" else "state < ?"), State.SUCCEEDED
    if field == "state":
        name = value.removeprefix("JOB_STATE_")
        if name not in State.__members__:
            raise FieldError("filter", f"{value!r} is no state: {', '.join(State.__members__)}", "INVALID_FILTER")
        return "state = ?", State[name]
    return f"{field} = ?", value


def _unreadable(text: str, place: int, wanted: str) -> FieldError:
    return FieldError(
        "filter", f"column {place + 1}: {wanted} is wanted, not {text[place : place + 20]!r}", "INVALID_FILTER"
    )


def _closed(number: int, chosen: Filter) -> str:
    return base64.urlsafe_b64encode(f"{number}/{_mark(chosen)}".encode()).decode().rstrip("=")


def _opened(token: str, chosen: Filter) -> int:
    if not token:
        return 1 << 62
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode("ascii")
    except ValueError:
        text = ""
    found = _TOKEN.fullmatch(text)
    if found is None or found[2] != _mark(chosen):
        raise FieldError("page_token", "of no earlier page of this list", "INVALID_PAGE_TOKEN")
    return min(int(found[1]), 1 << 62)


def _mark(chosen: Filter) -> str:
    return f"{zlib.crc32(chosen.text.encode()):08x}"
