"""A call with a worker: what is sent, what comes back, and the moment at which nobody waits any longer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from trivium.services.runtime import outcome
from trivium.services.runtime.errors import FaultError, defect, from_plain
from trivium.services.runtime.frames import Frame, Kind, unpack
from trivium.services.runtime.link import Cause, WorkerLostError
from trivium.services.runtime.outcome import Outcome
from trivium.services.runtime.patience import STOPPING
from trivium.services.runtime.staff import Staff, StaffedWorker
from trivium.services.runtime.table import Entry


@dataclass(frozen=True, slots=True)
class Defect:
    """An exception that a service does not foresee. It holds no text of the request."""

    method: str
    bug: str
    """The number that the caller is told."""
    exception: str
    """Name of its class."""
    places: tuple[str, ...]
    """Function, file and line of each frame of the traceback, innermost last."""


class NoAnswerError(Exception):
    """The worker is gone, or not to be trusted any more; `outcome` is what is to be said of its call."""

    def __init__(self, ending: Outcome) -> None:
        super().__init__(ending.detail)
        self.outcome = ending


@dataclass(eq=False, slots=True)
class Conversation:
    """One call with one worker, which must be ended."""

    staff: Staff
    worker: StaffedWorker
    entry: Entry
    on_defect: Callable[[Defect], None] | None
    _timer: asyncio.TimerHandle | None = None
    _budget: float = 0.0

    def begin(self, request: bytes, budget: float, grace: float, latest: float) -> None:
        """Give the call to the worker.

        Args:
            request: the serialized request.
            budget: seconds that the work may take.
            grace: seconds beyond them at which the worker is killed.
            latest: event loop's time at which it is killed whatever its budget.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + budget
        self._budget = budget
        self._timer = loop.call_at(min(deadline + grace, latest), self.staff.dismiss, self.worker, Cause.EXPIRED)
        self.worker.begin(Kind.CALL, {"method": self.entry.method, "deadline": deadline}, request)

    async def message(self) -> bytes | None:
        """The next serialized response; None where the call is complete. Raises FaultError and NoAnswerError."""
        try:
            frame = await self.worker.link.receive()
        except WorkerLostError as error:
            if self.staff.closed:
                raise FaultError(STOPPING) from None
            how = await self.worker.how_it_died() if error.cause is Cause.DIED else ""
            raise NoAnswerError(outcome.of_loss(error.cause, self._budget, how)) from None
        if frame.kind is Kind.MESSAGE:
            return frame.payload
        self._conclude(frame)
        return None

    async def epitaph(self, request: bytes, ending: Outcome) -> bytes:
        """The service's answer, by this worker, for a call whose own is gone; errors as `message`."""
        header = {"method": self.entry.method, "reason": ending.reason, "detail": ending.detail}
        self.worker.begin(Kind.EPITAPH, header, request)
        answer = b""
        while (message := await self.message()) is not None:
            answer = message
        return answer

    def end(self, recycle_after: int) -> None:
        """Let the worker go; one that was left in the middle of a call is killed."""
        # no await here: a cancelled call must not be able to leave a worker behind
        if self._timer is not None:
            self._timer.cancel()
        if self.worker.free and self.worker.calls < recycle_after:
            self.staff.give_back(self.worker)
        else:
            self.staff.dismiss(self.worker, Cause.ABANDONED)

    def _conclude(self, frame: Frame) -> None:
        """Take note of a call's last frame; raises where it is no success."""
        if frame.kind is Kind.SPENT:  # what is left of the process is not to be trusted with another call
            raise NoAnswerError(outcome.spent(unpack(frame.payload)[0]["resource"]))
        self.worker.free = True
        if frame.kind is Kind.FAULT:
            raise FaultError(from_plain(unpack(frame.payload)[0]))
        if frame.kind is Kind.DEFECT:
            told = unpack(frame.payload)[0]
            if self.on_defect is not None:
                self.on_defect(Defect(self.entry.method, told["bug"], told["exception"], tuple(told["places"])))
            raise FaultError(defect(told["bug"]))
