"""The calls on sessions of proof states."""

from __future__ import annotations

from collections.abc import Sequence

from trivium.client import requests
from trivium.client.call import Stream, Unary
from trivium_api.prover.v1 import session_pb2


def open_session(
    header: str = "", *, toolchain: str = "", heartbeats: int = 0, lease: float | None = None
) -> Unary[str]:
    """Open a session and give its name; `lease` is how many seconds it lives without a call."""
    request = session_pb2.OpenSessionRequest(toolchain=toolchain, header=header, heartbeats=heartbeats)
    if lease is not None:
        request.lease.CopyFrom(requests.duration(lease))
    return Unary("ProverService.OpenSession", request, lambda answer: str(answer.session))


def start_proof(session: str, statement: str, *, wall: float | None = None) -> Unary[session_pb2.TacticResult]:
    """The first state of a proof of `statement`, a declaration without its body."""
    request = session_pb2.StartProofRequest(session=session, statement=statement, budget=requests.budget(wall))
    return Unary("ProverService.StartProof", request, _result, wall)


def apply_tactics(
    session: str, state: int, tactics: Sequence[str], *, tactic_wall: float | None = None, wall: float | None = None
) -> Stream[session_pb2.TacticResult]:
    """What each of the tactics, tried on one state, comes to; as soon as it is known, in their order."""
    request = session_pb2.ApplyTacticsRequest(
        session=session, state=state, tactics=tactics, budget=requests.budget(wall)
    )
    if tactic_wall is not None:
        request.tactic_wall.CopyFrom(requests.duration(tactic_wall))
    return Stream("ProverService.ApplyTactics", request, _result, wall)


def close_session(session: str) -> Unary[None]:
    """End a session."""
    return Unary("ProverService.CloseSession", session_pb2.CloseSessionRequest(session=session), lambda _: None)


def _result(answer: session_pb2.StartProofResponse | session_pb2.ApplyTacticsResponse) -> session_pb2.TacticResult:
    return answer.result
