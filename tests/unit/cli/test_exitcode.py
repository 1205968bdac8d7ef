from itertools import pairwise

import pytest

from trivium.cli.exitcode import SEVERITY, ExitCode, of_answer, of_error, worst
from trivium.client.errors import TriviumError
from trivium_api.cas.v1.cas_service_pb2 import Judgement
from trivium_api.common.v1 import verdict_pb2 as v


@pytest.mark.parametrize(
    ("verdict", "reason", "code"),
    [
        (v.VERDICT_PROVED, v.REASON_UNSPECIFIED, 0),
        (v.VERDICT_REFUTED, v.REASON_UNSPECIFIED, 1),
        (v.VERDICT_UNKNOWN, v.REASON_SATURATED, 3),
        (v.VERDICT_UNKNOWN, v.REASON_BUDGET_EXHAUSTED, 3),
        (v.VERDICT_UNKNOWN, v.REASON_REJECTED, 1),
        (v.VERDICT_UNKNOWN, v.REASON_CONTAINS_SORRY, 1),
    ],
)
def test_a_verdict_has_its_exit_code(verdict: v.Verdict.ValueType, reason: v.Reason.ValueType, code: int) -> None:
    assert of_answer(Judgement(verdict=verdict, reason=reason)) == code


@pytest.mark.parametrize(
    ("status", "code"),
    [("INVALID_ARGUMENT", 2), ("UNAVAILABLE", 4), ("FAILED_PRECONDITION", 4), ("INTERNAL", 5), ("UNKNOWN", 5)],
)
def test_a_failed_call_has_its_exit_code(status: str, code: int) -> None:
    assert of_error(TriviumError(status, "…")) == code


def test_many_results_exit_with_the_worst_in_the_documented_order() -> None:
    assert [int(c) for c in SEVERITY] == [0, 1, 3, 2, 4, 5, 130]
    for better, worse in pairwise(SEVERITY):
        assert worst(better, worse) is worse
        assert worst(worse, better) is worse
    assert worst(ExitCode.PROVED, ExitCode.PROVED) is ExitCode.PROVED
