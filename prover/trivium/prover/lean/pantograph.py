"""Proof sessions over Pantograph's REPL (`goal.tactic`, `frontend.process`; one JSON object a line).

A statement starts as the hole of a declaration (`frontend.process` with `sorrys`; later versions call it
`frontend.distil`), so that its names are kept. Imports and options are arguments of the program; the rest of a header
is elaborated into its environment. Its limit of time asks the tactic to stop; the wall kills the process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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
from trivium.prover.lean.header import after_imports, imports_of
from trivium.prover.lean.message import Message
from trivium.prover.lean.repl import JsonProcess
from trivium.prover.lean.session import HEARTBEATS, WALL, LeanError, SourceCheck, Timeout

_DEFAULT_IMPORTS = ("Init",)
_GRACE = 0.5
"""Seconds between the end that the program is asked to make, and its own."""


@dataclass(frozen=True, slots=True)
class PantographBackend:
    """Sessions that each have a Pantograph of their own.

    Args:
        name: of the backend, for reports.
        start: starts the program with the given arguments (modules to import, options as `--name=value`) and returns
            it once it has said `ready.`; `Server` of PyPantograph does the same.
    """

    name: str
    start: Callable[[Sequence[str]], JsonProcess]

    def open(self, header: str = "", heartbeats: int = HEARTBEATS) -> ForeignSession:
        """A session; a header with an error fails at its first use."""
        arguments = [*(imports_of(header) or _DEFAULT_IMPORTS), f"--maxHeartbeats={heartbeats}"]
        rest = header[after_imports(header) :].strip()
        return ForeignSession(lambda: self._begin(arguments, rest))

    def _begin(self, arguments: Sequence[str], definitions: str) -> _Pantograph:
        process = self.start(arguments)
        try:
            return _Pantograph(process, definitions)
        except BaseException:
            process.close()
            raise


class _Pantograph:
    """See `foreign_session.Peer`."""

    def __init__(self, process: JsonProcess, definitions: str) -> None:
        self._process = process
        self._timeout = 0
        if definitions:
            units = self._elaborated(definitions, WALL, inherit=True, holes=False)
            error = first_error(message for unit in units for message in _messages(unit))
            if error is not None:
                raise ProtocolError(error.message)

    def start(self, statement: str, wall: float) -> Reply:
        """The state of the hole in the declaration."""
        self._limit(wall)
        text = f"{statement} := sorry"
        units = self._elaborated(text, wall, inherit=False, holes=True)
        error = first_error(message for unit in units for message in _messages(unit))
        if error is not None:
            return error
        states = [(unit["goalStateId"], _goals(unit)) for unit in units if unit.get("goalStateId") is not None]
        states = states or self._distilled(text, wall)
        if len(states) != 1 or len(states[0][1]) != 1:
            return LeanError("the statement has holes of its own")
        return Stood(states[0][0], states[0][1][0])

    def _distilled(self, text: str, wall: float) -> list[tuple[object, list[str]]]:
        """The states of the holes of a text, from a version that does not give them with its units."""
        answer = self._ask("frontend.distil", {"file": text, "ignoreValues": False}, wall)
        targets = answer.get("targets")
        if not isinstance(targets, list):
            raise ProtocolError(_complaint(answer))
        return [(target.get("stateId"), _goals(target)) for target in targets]

    def apply(self, there: object, tactic: str, wall: float) -> Reply:
        """What a tactic on the first goal comes to."""
        self._limit(wall)
        answer = self._ask("goal.tactic", {"stateId": there, "tactic": one_tactic(tactic)}, wall)
        refusal = _refusal(answer)
        if refusal is not None:
            return refusal
        if "parseError" in answer:
            return LeanError(str(answer["parseError"]))
        if "goals" not in answer or "nextStateId" not in answer:
            error = first_error(read_messages(answer.get("messages")))
            return error or LeanError("the tactic failed without a message")
        if answer.get("hasUnsafe"):
            return LeanError("the proof uses what is `unsafe`")
        return Stood(answer["nextStateId"], "\n\n".join(_goals(answer)), bool(answer.get("hasSorry")))

    def check(self, source: str, wall: float) -> SourceCheck:
        """What Lean says of a text."""
        self._limit(wall)
        units = self._elaborated(source, wall, inherit=False, holes=False)
        return checked(tuple(message for unit in units for message in _messages(unit)), holes=False)

    def drop(self, there: Sequence[object]) -> None:
        """Forget states."""
        self._ask("goal.delete", {"stateIds": list(there)}, WALL)

    def close(self) -> None:
        """End the process."""
        self._process.close()

    def _elaborated(self, text: str, wall: float, *, inherit: bool, holes: bool) -> list[Mapping[str, object]]:
        """The compilation units of a text."""
        payload = {"file": text, "readHeader": False, "inheritEnv": inherit, "newConstants": False}
        answer = self._ask("frontend.process", {**payload, "sorrys": holes, "typeErrorsAsGoals": False}, wall)
        if _interrupted(answer):
            raise TimeoutError
        units = answer.get("units")
        if not isinstance(units, list) or not all(isinstance(unit, dict) for unit in units):
            raise ProtocolError(_complaint(answer))
        return units

    def _limit(self, wall: float) -> None:
        """Ask the program to end tactics by themselves after `wall` seconds."""
        wanted = max(1, round(1000 * wall))
        if wanted != self._timeout:
            answer = self._ask("options.set", {"timeout": wanted}, WALL)
            if "error" in answer:
                raise ProtocolError(_complaint(answer))
            self._timeout = wanted

    def _ask(self, command: str, payload: Mapping[str, object], wall: float) -> Mapping[str, object]:
        return self._process.ask({"cmd": command, "payload": payload}, wall + _GRACE)


def _refusal(answer: Mapping[str, object]) -> LeanError | Timeout | None:
    """What an answer with the key `error` says of a tactic."""
    if "error" not in answer:
        return None
    if _interrupted(answer):
        return Timeout("Lean was interrupted at its limit of time")
    words = str(answer.get("desc", ""))
    if answer["error"] in ("command", "index", "io", "main"):  # it does not know what it is asked, or of what
        raise ProtocolError(_complaint(answer))
    return Timeout(words.splitlines()[0]) if "maxHeartbeats" in words else LeanError(words)


def _interrupted(answer: Mapping[str, object]) -> bool:
    return answer.get("error") == "internal" and "interrupt" in str(answer.get("desc", ""))


def _complaint(answer: Mapping[str, object]) -> str:
    return f"{answer.get('error', 'an answer')}: {answer.get('desc', 'that is none')}"


def _messages(unit: Mapping[str, object]) -> tuple[Message, ...]:
    return read_messages(unit.get("messages"))


def _goals(answer: Mapping[str, object]) -> list[str]:
    """The goals of an answer, each as Lean would show it."""
    told = answer.get("goals", [])
    if not isinstance(told, list):
        raise ProtocolError("goals that are no list")
    try:
        return [_goal(goal) for goal in told]
    except (KeyError, TypeError) as error:
        raise ProtocolError(f"a goal that is none: {error}") from error


def _goal(goal: Mapping[str, object]) -> str:
    lines = [f"case {goal['userName']}"] if goal.get("userName") else []
    for variable in _records(goal["vars"]):
        value = variable.get("value")
        text = f"{variable['userName']} : {_pretty(variable['type'])}"
        lines.append(f"{text} := {_pretty(value)}" if value else text)
    sign = "|" if goal.get("fragment") == "conv" else "⊢"
    return "\n".join([*(_continued(line) for line in lines), _continued(f"{sign} {_pretty(goal['target'])}")])


def _records(told: object) -> list[Mapping[str, object]]:
    if not isinstance(told, list):
        raise TypeError("variables that are no list")
    return told


def _pretty(expression: object) -> str:
    if not isinstance(expression, dict):
        raise TypeError("an expression that is no object")
    return str(expression["pp"])


def _continued(text: str) -> str:
    """A text whose further lines are indented, as Lean shows what goes on."""
    return text.replace("\n", "\n  ")
