"""Several policies asked one question at the same time, beside a search that goes on: what they say, and what it was
worth. A policy that fails, or is late, costs the search nothing.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import grpc

from trivium.prover.policy.question import Question
from trivium.services.policy import mapping
from trivium.services.policy.line import Line, LineError
from trivium.services.runtime.operation import Fault, Violation
from trivium_api.common.v1 import answer_pb2 as common
from trivium_api.policy.v1 import policy_service_pb2 as wire


class UnknownPolicy(Exception):  # noqa: N818 - a request's fault
    """A policy was named that is not there."""


def unknown_policy(error: UnknownPolicy) -> Fault:
    """How it is told."""
    violation = Violation("policies", str(error), "NO_POLICY")
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, "NO_POLICY", str(error), (violation,))


@dataclass(frozen=True, slots=True)
class Said:
    """A candidate, and the policy of the panel that said it."""

    policy: str
    text: str


@dataclass(slots=True)
class Panel:
    """Asks in threads, once."""

    line: Line
    names: tuple[str, ...]
    contributions: dict[str, common.Contribution] = field(default_factory=dict)
    _came: queue.SimpleQueue[tuple[str, list[str], common.Contribution]] = field(default_factory=queue.SimpleQueue)
    _open: int = 0

    @classmethod
    def of(cls, names: Sequence[str], socket: Path | None) -> Panel | None:
        """The policies of those names, None for none; raises UnknownPolicy.

        A service that does not answer now is no error: its policies fail when they are asked.
        """
        if not names:
            return None
        if socket is None:
            raise UnknownPolicy(f"no policy {names[0]!r}: there is no policy service")
        line = Line(socket)
        try:
            known = {policy.name for policy in line.describe().policies}
        except LineError:
            known = set(names)
        for name in names:
            if name not in known:
                raise UnknownPolicy(f"no policy {name!r}; there are {', '.join(sorted(known))}")
        return cls(line, tuple(dict.fromkeys(names)))

    @property
    def asked(self) -> bool:
        """Whether the question was put."""
        return bool(self.contributions)

    @property
    def waiting(self) -> bool:
        """Whether an answer may still come."""
        return self._open > 0

    def ask(self, question: Question, count: int, seconds: float, seed: int) -> None:
        """Put the question; the answers are of use for `seconds`."""
        for name in self.names:
            self.contributions[name] = common.Contribution(policy=name, asked=1)
            self._open += 1
            request = wire.ProposeRequest(policy=name, query=mapping.query(question), count=count)
            request.budget.seed = seed
            # a daemon: a policy that hangs must not keep the process from ending
            threading.Thread(
                target=self._ask, args=(name, request, seconds), name=f"policy-{name}", daemon=True
            ).start()

    def take(self, seconds: float = 0.0) -> list[Said]:
        """What has come since the last time; waits for so long where nothing has and something may."""
        found: list[Said] = []
        until = time.monotonic() + seconds
        while self._open:
            left = until - time.monotonic()
            try:
                name, texts, share = self._came.get(left > 0 and not found, max(left, 0.001))
            except queue.Empty:
                break
            self._open -= 1
            self.contributions[name] = share
            found += [Said(name, text) for text in texts]
        return found

    def close(self) -> None:
        """What has not come by now is not waited for, and said of the policies that owe it."""
        for name, share in self.contributions.items():
            if self._open and not (share.proposed or share.failures):
                self.contributions[name].failure = "no answer before the end"

    def _ask(self, name: str, request: wire.ProposeRequest, seconds: float) -> None:
        began = time.monotonic()
        share, texts = common.Contribution(policy=name, asked=1), list[str]()
        try:
            answer = self.line.propose(request, seconds)
        except LineError as error:
            share.failures, share.failure = 1, f"{error.reason}: {error}"
        else:
            texts = [candidate.text for candidate in answer.candidates]
            share.proposed, share.tokens = len(texts), answer.usage.completion_tokens
        share.waited.FromNanoseconds(int((time.monotonic() - began) * 1e9))
        self._came.put((name, texts, share))
