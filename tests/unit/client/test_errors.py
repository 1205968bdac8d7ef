import grpc
import grpc.aio
import pytest
from google.protobuf.any_pb2 import Any
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

from trivium.client.errors import (
    CallCancelledError,
    InvalidInputError,
    TriviumError,
    UnavailableError,
    from_rpc_error,
)


def packed(message: Message) -> Any:
    wrapper = Any()
    wrapper.Pack(message)
    return wrapper


def rpc_error(*details: Message) -> grpc.aio.AioRpcError:
    status = status_pb2.Status(code=3, message="not understood", details=[packed(d) for d in details])
    trailing = grpc.aio.Metadata(("grpc-status-details-bin", status.SerializeToString()))
    return grpc.aio.AioRpcError(
        grpc.StatusCode.INVALID_ARGUMENT, grpc.aio.Metadata(), trailing, details="not understood"
    )


def test_the_details_of_a_status_become_attributes() -> None:
    violation = error_details_pb2.BadRequest.FieldViolation(field="equation.lhs", description="line 1: x", reason="R")
    error = from_rpc_error(
        rpc_error(
            error_details_pb2.ErrorInfo(reason="UNBALANCED", domain="trivium", metadata={"k": "v"}),
            error_details_pb2.BadRequest(field_violations=[violation]),
            error_details_pb2.RetryInfo(retry_delay=Duration(seconds=2)),
        )
    )
    assert (error.code, error.reason, error.retry_after) == ("INVALID_ARGUMENT", "UNBALANCED", 2.0)
    assert error.metadata == {"k": "v"}
    assert str(error) == "equation.lhs: line 1: x"
    assert error.is_invalid_input


def test_a_status_without_details_keeps_its_code_and_words() -> None:
    error = from_rpc_error(
        grpc.aio.AioRpcError(grpc.StatusCode.UNAVAILABLE, grpc.aio.Metadata(), grpc.aio.Metadata(), details="down")
    )
    assert (error.code, str(error)) == ("UNAVAILABLE", "down")
    assert error.is_unavailable


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("INVALID_ARGUMENT", InvalidInputError),
        ("UNAVAILABLE", UnavailableError),
        ("RESOURCE_EXHAUSTED", UnavailableError),
        ("CANCELLED", CallCancelledError),
        ("INTERNAL", TriviumError),
    ],
)
def test_the_class_of_an_error_is_that_of_its_code(code: str, kind: type[TriviumError]) -> None:
    error = TriviumError(code, "words", reason="R")
    assert type(error) is kind
    assert (error.code, error.reason, str(error)) == (code, "R", "words")


@pytest.mark.parametrize("code", ["INTERNAL", "UNKNOWN", "DATA_LOSS"])
def test_a_defect_is_neither_bad_input_nor_a_missing_service(code: str) -> None:
    error = TriviumError(code, "…")
    assert not error.is_invalid_input
    assert not error.is_unavailable
