"""Every RPC is a call of the client, once, and both clients have the same calls."""

import inspect
from collections.abc import Callable

import pytest
from google.protobuf.message import Message

from trivium.client import cas_calls, geometry_calls, lean_calls, policy_calls, session_calls
from trivium.client.area import Asked, Searched, Streamed, Watched
from trivium.client.methods import METHODS
from trivium.client.services import CasMethods, GeometryMethods, LeanMethods, PolicyMethods
from trivium_api.cas.v1 import cas_service_pb2
from trivium_api.geometry.v1 import geometry_service_pb2
from trivium_api.prover.v1 import search_pb2

CALLS = (cas_calls, geometry_calls, lean_calls, policy_calls, session_calls)
AREAS = {
    "CasService": CasMethods,
    "GeometryService": GeometryMethods,
    "ProverService": LeanMethods,
    "PolicyService": PolicyMethods,
}


def test_every_rpc_is_a_call_of_its_area() -> None:
    source = "".join(inspect.getsource(module) for module in CALLS)
    missing = [name for name in METHODS if name.split(".")[0] in AREAS and f'"{name}"' not in source]
    assert not missing


@pytest.mark.parametrize(
    ("call", "request_type"),
    [
        (lean_calls.prove, search_pb2.ProveRequest),
        (lean_calls.repair, search_pb2.RepairRequest),
        (lean_calls.suggest, search_pb2.SuggestRequest),
        (geometry_calls.solve, geometry_service_pb2.SolveRequest),
        (cas_calls.solve, cas_service_pb2.SolveRequest),
    ],
    ids=lambda item: getattr(item, "__name__", ""),
)
def test_every_field_of_a_request_can_be_said(call: Callable[..., object], request_type: type[Message]) -> None:
    fields = {field.name for field in request_type.DESCRIPTOR.fields} - {"budget"}
    assert fields | {"wall"} <= set(inspect.signature(call).parameters)


def test_every_call_is_offered() -> None:
    offered = {
        member.build
        for area in AREAS.values()
        for member in vars(area).values()
        if isinstance(member, Asked | Streamed | Searched | Watched)
    }
    built = {
        function
        for module in CALLS
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert built == offered
