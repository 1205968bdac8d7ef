"""A remote Kimina Lean Server as an elaborator: files are checked over its `POST /api/check`.

What it says is the word of another machine: it may guide a search, and never decides.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from trivium.prover.lean.child import Limits
from trivium.prover.lean.elaborate import Run, Stop
from trivium.prover.lean.message import Message, UnreadableLineError, message_of

_PATH = "/api/check"
_PATIENCE = 5.0
"""Seconds beyond the limit that the server is given to answer."""


class Post(Protocol):
    """Sends a JSON request; raises OSError where the server cannot be reached."""

    def __call__(self, path: str, body: Mapping[str, object], patience: float) -> object:
        """The JSON answer."""
        ...


@dataclass(frozen=True, slots=True)
class KiminaLean:
    """The Lean of a remote server.

    It is not asked to reuse a process: without a header, the server elaborates in what the first text has left behind.
    """

    post: Post

    def run(self, source: str, limits: Limits, *, module: bool) -> Run:
        """What Lean says of a text; there is never a compiled module."""
        begin = time.monotonic()
        seconds = math.ceil(limits.wall)  # the server takes whole ones only
        body = {"snippets": [{"id": "0", "code": source}], "timeout": seconds, "debug": False, "reuse": False}
        try:
            messages, sorries = _read(self.post(_PATH, body, seconds + _PATIENCE))
        except TimeoutError:
            return _none(Stop.WALL, f"the server did not answer within {limits.wall:g} s", begin)
        except OSError as error:
            return _none(Stop.DEATH, f"the server cannot be reached: {error.strerror or error}", begin)
        except _ServerError as error:
            stop = Stop.WALL if "timed out" in str(error).lower() else Stop.DEATH
            return _none(stop, str(error), begin)
        return Run(
            messages=messages,
            stop=None,
            detail="",
            failed=False,
            reached_end=True,  # the protocol does not say; the judge of a proof asks a Lean of its own
            mentions_sorry=sorries,
            module=b"",
            seconds=time.monotonic() - begin,
            cpu_seconds=0.0,
        )


class _ServerError(ValueError):
    pass


def _read(answer: object) -> tuple[tuple[Message, ...], bool]:
    """The messages of the one snippet, and whether it has holes."""
    results = answer.get("results") if isinstance(answer, dict) else None
    if not isinstance(results, list) or len(results) != 1 or not isinstance(results[0], dict):
        raise _ServerError("the server's answer is none")
    result = results[0]
    if result.get("error"):
        raise _ServerError(str(result["error"])[:500])
    response = result.get("response")
    if not isinstance(response, dict):
        raise _ServerError("the server's answer has no response")
    if "message" in response:
        raise _ServerError(str(response["message"])[:500])
    told = response.get("messages") or []
    try:
        messages = tuple(message_of(item) for item in told)
    except (UnreadableLineError, TypeError) as error:
        raise _ServerError(f"a message that is none: {error}") from error
    return messages, bool(response.get("sorries"))


def _none(stop: Stop, detail: str, begin: float) -> Run:
    return Run(
        messages=(),
        stop=stop,
        detail=detail,
        failed=True,
        reached_end=False,
        mentions_sorry=False,
        module=b"",
        seconds=time.monotonic() - begin,
        cpu_seconds=0.0,
    )
