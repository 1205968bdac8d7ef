from __future__ import annotations

import grpc
from google.rpc import error_details_pb2, status_pb2
from hypothesis import given
from hypothesis import strategies as st

from trivium.services.gateway.proxy import fault_of
from trivium.services.runtime.operation import Fault, Violation
from trivium.services.runtime.status import rich_status

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
violations = st.lists(st.builds(Violation, words, words, words), max_size=3).map(tuple)
faults = st.builds(
    Fault,
    st.sampled_from([code for code in grpc.StatusCode if code is not grpc.StatusCode.OK]),
    words,
    words,
    violations,
    violations,
    st.dictionaries(words, words, max_size=3).map(lambda pairs: tuple(sorted(pairs.items()))),
    st.none() | st.integers(0, 10**6).map(lambda milliseconds: milliseconds / 1000),
)


@given(faults)
def test_a_fault_passes_through_a_status_unchanged(fault: Fault) -> None:
    assert fault_of(fault.code, status_pb2.Status.FromString(rich_status(fault))) == fault


@given(faults)
def test_every_status_has_an_error_info(fault: Fault) -> None:
    status = status_pb2.Status.FromString(rich_status(fault))
    info = error_details_pb2.ErrorInfo()
    assert status.details[0].Unpack(info)
    assert (info.reason, info.domain) == (fault.reason, "trivium")
