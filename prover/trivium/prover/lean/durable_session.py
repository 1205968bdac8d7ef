"""A proof session over a log: its numbers of states hold in every process that has the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from trivium.prover.lean.session import WALL, Backend, Done, Progress, ProofSession, TacticOutcome
from trivium.prover.lean.session_log import LoggedSession, NoSession, SessionLog


@dataclass(slots=True)
class DurableSession:
    """One logged session in this process.

    Raises NoSession where a state is not in the log, and where it cannot be made again.
    """

    log: SessionLog
    logged: LoggedSession
    backend: Backend
    _session: ProofSession | None = None
    _here: dict[int, int] = field(default_factory=dict)
    """The number that a state has in this process, by its number in the log."""

    def start(self, statement: str) -> TacticOutcome:
        """The first state of a proof."""
        return self._log(self._live().start(statement), None, statement)

    def apply(self, state: int, tactics: Sequence[str], wall: float = WALL) -> Iterator[TacticOutcome]:
        """What each tactic comes to, as soon as it is known."""
        here = self._restored(state, wall)
        for tactic in tactics:
            (outcome,) = self._live().apply(here, [tactic], wall)
            yield self._log(outcome, state, tactic)

    def script(self, state: int) -> str:
        """The declaration so far; the state must have been met in this process."""
        return self._live().script(self._here[state])

    def close(self) -> None:
        """End the processes; the log stays."""
        if self._session is not None:
            self._session.close()
            self._session = None
        self._here.clear()

    def _live(self) -> ProofSession:
        if self._session is None:
            self._session = self.backend.open(self.logged.header, self.logged.heartbeats)
        return self._session

    def _log(self, outcome: TacticOutcome, parent: int | None, step: str) -> TacticOutcome:
        """Write a state down; the outcome has its number in the log."""
        if not isinstance(outcome, Progress | Done):
            return outcome
        number = self.log.add(self.logged.name, parent, step)
        self._here[number] = outcome.state.id
        return replace(outcome, state=replace(outcome.state, id=number))

    def _restored(self, state: int, wall: float) -> int:
        """The number of a state in this process, made again where it is missing."""
        known = self._here.get(state)
        if known is not None:
            return known
        previous: int | None = None
        for number, step in self.log.steps(self.logged.name, state):
            if number not in self._here:
                outcome = self._again(previous, step, wall)
                if not isinstance(outcome, Progress | Done):
                    raise NoSession(f"the state {state} cannot be made again")
                self._here[number] = outcome.state.id
            previous = self._here[number]
        return self._here[state]

    def _again(self, previous: int | None, step: str, wall: float) -> TacticOutcome:
        if previous is None:
            return self._live().start(step)
        (outcome,) = self._live().apply(previous, [step], wall)
        return outcome
