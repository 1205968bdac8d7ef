"""Why a policy has no answer, as faults that a caller can act on."""

from __future__ import annotations

import grpc

from trivium.services.runtime.operation import Fault


class PolicyFailure(Exception):  # noqa: N818 - a failure of a model, not of this code
    """A policy has no answer.

    Args:
        code: gRPC status.
        reason: upper-case code.
        words: for people; never a key, never a prompt.
        retry_after: seconds after which the same question may fare better; None where waiting cannot help.
        sick: whether the failure speaks against the policy, so that too many of them close it for a while.
    """

    def __init__(
        self, code: grpc.StatusCode, reason: str, words: str, *, retry_after: float | None = None, sick: bool = False
    ) -> None:
        super().__init__(words)
        self.code = code
        self.reason = reason
        self.retry_after = retry_after
        self.sick = sick


def unknown_policy(name: str, known: tuple[str, ...]) -> PolicyFailure:
    """A name that is no policy."""
    words = f"no policy {name!r}; there are {', '.join(known) or 'none'}"
    return PolicyFailure(grpc.StatusCode.NOT_FOUND, "NO_POLICY", words)


def unsupported(name: str, what: str) -> PolicyFailure:
    """A question that a policy has nothing for."""
    return PolicyFailure(
        grpc.StatusCode.FAILED_PRECONDITION, "UNSUPPORTED_KIND", f"{name} has no answers of kind {what}"
    )


def unavailable(words: str, retry_after: float = 1.0) -> PolicyFailure:
    """A model that is not reached, or broke off."""
    return PolicyFailure(grpc.StatusCode.UNAVAILABLE, "MODEL_UNAVAILABLE", words, retry_after=retry_after, sick=True)


def overloaded(words: str, retry_after: float = 1.0, *, sick: bool = True) -> PolicyFailure:
    """A model that takes no more questions now."""
    return PolicyFailure(
        grpc.StatusCode.RESOURCE_EXHAUSTED, "MODEL_OVERLOADED", words, retry_after=retry_after, sick=sick
    )


def too_slow(seconds: float) -> PolicyFailure:
    """A model that did not answer in time."""
    words = f"no answer within {seconds:.3g} s"
    return PolicyFailure(grpc.StatusCode.DEADLINE_EXCEEDED, "MODEL_TIMEOUT", words, retry_after=1.0, sick=True)


def refused(words: str) -> PolicyFailure:
    """A model server that takes no question of this kind or from us."""
    return PolicyFailure(grpc.StatusCode.FAILED_PRECONDITION, "MODEL_REFUSED", words, sick=True)


def nonsense(words: str) -> PolicyFailure:
    """An answer that breaks the protocol of the model server."""
    return PolicyFailure(grpc.StatusCode.UNAVAILABLE, "MODEL_NONSENSE", words, sick=True)


def closed(name: str, seconds: float, failure: str) -> PolicyFailure:
    """A policy that is not asked for a while, since it failed too often."""
    words = f"{name} is not asked for {seconds:.1f} s more, after: {failure}"
    return PolicyFailure(grpc.StatusCode.UNAVAILABLE, "CIRCUIT_OPEN", words, retry_after=seconds)


def fault(failure: PolicyFailure) -> Fault:
    """How a failure is told."""
    return Fault(failure.code, failure.reason, str(failure), retry_after=failure.retry_after)
