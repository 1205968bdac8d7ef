"""Proof sessions over the JSON protocol of the community's Lean REPL (`cmd`/`env`, `tactic`/`proofState`).

What it says of a state guides a search and never decides: its tactic mode is known to accept what is no proof. The
protocol has no limit on heartbeats, no way to end a tactic, and none to forget a state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from trivium.prover.lean.foreign_session import (
    ForeignSession,
    ProtocolError,
    Reply,
    Stood,
    checked,
    first_error,
    one_tactic,
    read_messages,
)
from trivium.prover.lean.session import HEARTBEATS, WALL, LeanError, SourceCheck

_ERROR = "Lean error:\n"
_HOLE = "sorry"
_NO_PROOF = ("Error", "Incomplete: contains metavariable")
"""What the status of a proof without goals says where it is none: its kernel refuses it, or something is missing."""


class JsonProcess(Protocol):
    """A running program that answers one JSON object with another."""

    def ask(self, request: Mapping[str, object], patience: float) -> Mapping[str, object]:
        """The answer to a request; raises TimeoutError, and OSError where the process is gone."""
        ...

    def close(self) -> None:
        """End it."""
        ...


@dataclass(frozen=True, slots=True)
class ReplBackend:
    """Sessions that each have a REPL of their own."""

    name: str
    start: Callable[[], JsonProcess]

    def open(self, header: str = "", heartbeats: int = HEARTBEATS) -> ForeignSession:
        """A session; `heartbeats` is not kept by this protocol. A header with an error fails at its first use."""
        return ForeignSession(lambda: self._begin(header))

    def _begin(self, header: str) -> _Repl:
        process = self.start()
        try:
            return _Repl(process, header)
        except BaseException:
            process.close()
            raise


class _Repl:
    """See `foreign_session.Peer`."""

    def __init__(self, process: JsonProcess, header: str) -> None:
        self._process = process
        self._environment: object = None
        if header.strip():
            answer = self._command(header, WALL)
            error = first_error(read_messages(answer.get("messages")))
            if error is not None or "env" not in answer:
                raise ProtocolError(error.message if error else _complaint(answer, "a header without an environment"))
            self._environment = answer["env"]

    def start(self, statement: str, wall: float) -> Reply:
        """The first state: the one of the hole in the declaration."""
        answer = self._command(f"{statement} := by {_HOLE}", wall)
        if "message" in answer:
            return LeanError(_complaint(answer, ""))
        error = first_error(read_messages(answer.get("messages")))
        holes = answer.get("sorries")
        if error is not None or not isinstance(holes, list) or len(holes) != 1:
            return error or LeanError("the statement has holes of its own")
        return Stood(holes[0].get("proofState"), str(holes[0].get("goal", "")))

    def apply(self, there: object, tactic: str, wall: float) -> Reply:
        """What a tactic comes to."""
        answer = self._process.ask({"tactic": one_tactic(tactic), "proofState": there}, wall)
        if "message" in answer:
            return LeanError(_complaint(answer, ""))
        error = first_error(read_messages(answer.get("messages")))
        if error is not None:
            return error
        goals = answer.get("goals")
        if not isinstance(goals, list) or "proofState" not in answer:
            raise ProtocolError("an answer to a tactic without goals")
        status = str(answer.get("proofStatus", ""))
        if not goals and status.startswith(_NO_PROOF):
            return LeanError(status)
        holes = bool(answer.get("sorries")) or _HOLE in status
        return Stood(answer["proofState"], "\n\n".join(str(goal) for goal in goals), holes)

    def check(self, source: str, wall: float) -> SourceCheck:
        """What Lean says of a text."""
        answer = self._command(source, wall)
        if "message" in answer:
            raise ProtocolError(_complaint(answer, ""))
        return checked(read_messages(answer.get("messages")), holes=bool(answer.get("sorries")))

    def drop(self, there: Sequence[object]) -> None:
        """The protocol cannot."""

    def close(self) -> None:
        """End the process."""
        self._process.close()

    def _command(self, text: str, patience: float) -> Mapping[str, object]:
        request: dict[str, object] = {"cmd": text}
        if self._environment is not None:
            request["env"] = self._environment
        return self._process.ask(request, patience)


def _complaint(answer: Mapping[str, object], otherwise: str) -> str:
    return str(answer["message"]).removeprefix(_ERROR) if "message" in answer else otherwise
