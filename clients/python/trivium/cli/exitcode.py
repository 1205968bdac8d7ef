"""Exit codes of `prove`: part of its contract."""

from __future__ import annotations

from enum import IntEnum
from typing import Protocol

from trivium.client.errors import TriviumError
from trivium_api.common.v1 import verdict_pb2 as v


class ExitCode(IntEnum):
    """What a run of `prove` came to."""

    PROVED = 0
    REFUTED = 1
    INVALID_INPUT = 2
    UNKNOWN = 3
    UNAVAILABLE = 4
    INTERNAL = 5
    INTERRUPTED = 130


SEVERITY = (
    ExitCode.PROVED,
    ExitCode.REFUTED,
    ExitCode.UNKNOWN,
    ExitCode.INVALID_INPUT,
    ExitCode.UNAVAILABLE,
    ExitCode.INTERNAL,
    ExitCode.INTERRUPTED,
)
"""From best to worst: many results exit with the worst of theirs."""

REFUSALS = frozenset({v.REASON_REJECTED, v.REASON_CONTAINS_SORRY})
"""Reasons that say the text itself is wrong, though no claim was refuted."""


class Answer(Protocol):
    """What every engine's answer has."""

    @property
    def name(self) -> str: ...
    @property
    def verdict(self) -> v.Verdict.ValueType: ...
    @property
    def reason(self) -> v.Reason.ValueType: ...


def of_answer(answer: Answer) -> ExitCode:
    """The exit code of one answer."""
    if answer.verdict == v.VERDICT_PROVED:
        return ExitCode.PROVED
    if answer.verdict == v.VERDICT_REFUTED or answer.reason in REFUSALS:
        return ExitCode.REFUTED
    return ExitCode.UNKNOWN


def of_error(error: TriviumError) -> ExitCode:
    """The exit code of a call that could not be carried out."""
    if error.is_invalid_input:
        return ExitCode.INVALID_INPUT
    if error.code == "CANCELLED":
        return ExitCode.INTERRUPTED
    return ExitCode.UNAVAILABLE if error.is_unavailable else ExitCode.INTERNAL


def worst(left: ExitCode, right: ExitCode) -> ExitCode:
    """The worse of two exit codes.

    >>> worst(ExitCode.INVALID_INPUT, ExitCode.UNKNOWN).name
    'INVALID_INPUT'
    """
    return max(left, right, key=SEVERITY.index)
