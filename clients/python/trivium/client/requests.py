"""Requests from plain Python values."""

from __future__ import annotations

from collections.abc import Mapping

from google.protobuf.duration_pb2 import Duration

from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import answer_pb2 as common
from trivium_api.common.v1 import verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry
from trivium_api.prover.v1 import proof_pb2
from trivium_api.prover.v1 import prover_service_pb2 as prover


def budget(wall: float | None, seed: int = 0) -> common.Budget:
    """A budget of `wall` seconds (None: the default of the method) and a seed."""
    message = common.Budget(seed=seed)
    if wall is not None:
        message.wall.CopyFrom(duration(wall))
    return message


def duration(seconds: float) -> Duration:
    """A protobuf duration, to the microsecond."""
    whole = int(seconds)
    return Duration(seconds=whole, nanos=round((seconds - whole) * 1e6) * 1000)


def check_equal(
    lhs: str,
    rhs: str = "",
    *,
    name: str = "",
    assume: Mapping[str, str] | None = None,
    real_valued: bool = False,
    same_domain: bool = False,
    wall: float | None = None,
    seed: int = 0,
) -> cas.CheckEqualRequest:
    """Ask whether `lhs` equals `rhs`; `lhs` may hold the whole equation."""
    equation = cas.Equation(
        name=name, lhs=lhs, rhs=rhs, assume=dict(assume or {}), real_valued=real_valued, same_domain=same_domain
    )
    return cas.CheckEqualRequest(equation=equation, budget=budget(wall, seed))


def solve(
    source: str, *, name: str = "", line: int = 0, wall: float | None = None, seed: int = 0, figure: bool = False
) -> geometry.SolveRequest:
    """Ask for a solution of the geometry problem `source`, one statement, with its figure as SVG if `figure`."""
    problem = geometry.Problem(name=name, source=source, line=line)
    return geometry.SolveRequest(problem=problem, budget=budget(wall, seed), figure=figure)


def check_file(
    source: str, *, name: str = "", toolchain: str = "", wall: float | None = None
) -> prover.CheckFileRequest:
    """Ask for the elaboration of the Lean text `source`."""
    return prover.CheckFileRequest(name=name, source=source, toolchain=toolchain, budget=budget(wall))


def verify_proof(
    target: str,
    candidate: str,
    *,
    name: str = "",
    toolchain: str = "",
    least: verdict_pb2.Assurance.ValueType = verdict_pb2.ASSURANCE_LEAN_LOCKED,
    wall: float | None = None,
) -> proof_pb2.VerifyProofRequest:
    """Ask whether the Lean text `candidate` proves the theorems of `target`, at least at the tier `least`."""
    return proof_pb2.VerifyProofRequest(
        name=name,
        target=target,
        candidate=candidate,
        toolchain=toolchain,
        min_assurance=least,
        budget=budget(wall),
    )
