"""Every RPC is a call of the client, once, and both clients have the same calls."""

import inspect

from trivium.client import cas_calls, geometry_calls, lean_calls, policy_calls, session_calls
from trivium.client.area import Asked, Searched, Streamed, Watched
from trivium.client.methods import METHODS
from trivium.client.services import CasMethods, GeometryMethods, LeanMethods, PolicyMethods

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
