"""A service over real messages whose operations do what a word of the request says: echo, spin, raise, exit …"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import grpc

from trivium.services.runtime.operation import Call, Fault, Operation, Service, Violation
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry


class UnreadableError(Exception):
    """The refusal that the specimen foresees."""


def _echo(text: str, call: Call) -> str:
    return text


def _sleep(text: str, call: Call) -> str:
    time.sleep(float(text))
    return "slept"


def _litter(text: str, call: Call) -> str:
    folder = tempfile.mkdtemp()
    Path(text).write_text(folder)
    while True:
        pass


def _spin(text: str, call: Call) -> str:
    while True:
        pass


def _polite(text: str, call: Call) -> str:
    while time.monotonic() < call.deadline:
        time.sleep(0.005)
    return "ran out"


def _left(text: str, call: Call) -> str:
    return repr(call.deadline - time.monotonic())


def _refuse(text: str, call: Call) -> str:
    raise UnreadableError(text)


def _defect(text: str, call: Call) -> str:
    raise ZeroDivisionError(f"secret {text}")


def _exit(text: str, call: Call) -> str:
    os._exit(int(text))


def _crash(text: str, call: Call) -> str:
    ctypes.string_at(0)
    return "unreachable"


def _allocate(text: str, call: Call) -> str:
    return str(len(bytearray(int(text))))


def _recurse(text: str, call: Call) -> str:
    return _recurse(text, call) + "."


def _big(text: str, call: Call) -> str:
    return "x" * int(text)


def _pid(text: str, call: Call) -> str:
    return str(os.getpid())


def _environment(text: str, call: Call) -> str:
    return "\n".join(f"{key}={value}" for key, value in os.environ.items())


def _parents_environment(text: str, call: Call) -> str:
    found = []
    for directory in Path("/proc").iterdir():
        try:
            found.append((directory / "environ").read_text())
        except OSError:
            continue
    return "\n".join(found)


def _open_files(text: str, call: Call) -> str:
    return " ".join(str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.exists())


def _status(text: str, call: Call) -> str:
    return Path("/proc/self/status").read_text() + Path("/proc/self/limits").read_text()


def _print(text: str, call: Call) -> str:
    print(text, flush=True)
    print(text, file=sys.stderr, flush=True)
    return "printed"


def _family(text: str, call: Call) -> str:
    """Children of every kind: in the group, in a session of its own, and a grandchild whose parent is gone."""
    path = Path(text)
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
    pids = [subprocess.Popen(sleeper).pid, subprocess.Popen(sleeper, start_new_session=True).pid]
    orphan = "import subprocess, sys; print(subprocess.Popen(sys.argv[1:], stdout=2, start_new_session=True).pid)"
    told = subprocess.run(
        [sys.executable, "-c", orphan, "/bin/sleep", "600"], stdout=subprocess.PIPE, check=True
    ).stdout.split(b"\n")[0]
    pids += [int(told), os.getpid()]
    path.with_suffix(".tmp").write_text(" ".join(map(str, pids)))
    path.with_suffix(".tmp").rename(path)
    return _spin(text, call)


def _group_kill(text: str, call: Call) -> str:
    os.kill(os.getpid(), signal.SIGTERM)
    return "unreachable"


_DEEDS = {
    "echo": _echo,
    "sleep": _sleep,
    "litter": _litter,
    "spin": _spin,
    "polite": _polite,
    "left": _left,
    "refuse": _refuse,
    "defect": _defect,
    "exit": _exit,
    "crash": _crash,
    "allocate": _allocate,
    "recurse": _recurse,
    "big": _big,
    "pid": _pid,
    "environment": _environment,
    "parents": _parents_environment,
    "files": _open_files,
    "status": _status,
    "print": _print,
    "family": _family,
    "terminate": _group_kill,
}


def _do(words: str, call: Call) -> str:
    name, _, text = words.partition(" ")
    return _DEEDS[name](text, call)


def check_equal(request: cas.CheckEqualRequest, call: Call) -> Iterator[cas.CheckEqualResponse]:
    """Do what the left-hand side says."""
    judgement = cas.Judgement(detail=_do(request.equation.lhs, call), verdict=verdict_pb2.VERDICT_PROVED)
    yield cas.CheckEqualResponse(judgement=judgement)


def exhausted_check(request: cas.CheckEqualRequest, reason: int, detail: str) -> cas.CheckEqualResponse:
    """UNKNOWN, with the reason."""
    if request.equation.rhs == "spoil the epitaph":
        os._exit(9)
    verdict = verdict_pb2.VERDICT_UNKNOWN
    return cas.CheckEqualResponse(judgement=cas.Judgement(verdict=verdict, reason=reason, detail=detail))


def verify_cas(request: cas.VerifyCertificateRequest, call: Call) -> Iterator[cas.VerifyCertificateResponse]:
    """Do what the equation says, with no answer where the worker dies; "twice" and "never" break the contract."""
    words = request.against.lhs
    if words == "never":
        return
    response = cas.VerifyCertificateResponse()
    response.verification.refusal = _do("echo" if words == "twice" else words, call)
    yield response
    if words == "twice":
        yield response


def check_item(request: cas.CheckStreamRequest, call: Call) -> Iterator[cas.CheckStreamResponse]:
    """Do what the left-hand side of one item says."""
    judgement = cas.Judgement(detail=_do(request.equation.lhs, call), verdict=verdict_pb2.VERDICT_PROVED)
    yield cas.CheckStreamResponse(id=request.id, judgement=judgement)


def exhausted_item(request: cas.CheckStreamRequest, reason: int, detail: str) -> cas.CheckStreamResponse:
    """UNKNOWN, with the reason."""
    judgement = cas.Judgement(verdict=verdict_pb2.VERDICT_UNKNOWN, reason=reason, detail=detail)
    return cas.CheckStreamResponse(id=request.id, judgement=judgement)


def solve(request: geometry.SolveRequest, call: Call) -> Iterator[geometry.SolveResponse]:
    """`count N`: N events and a solution; `flood`: events for ever; otherwise one event, then the deed."""
    name, _, text = request.problem.source.partition(" ")
    rounds = 0
    while name == "flood" or (name == "count" and rounds < int(text)):
        rounds += 1
        yield geometry.SolveResponse(progress=geometry.Progress(activity="x" * 1000, rounds=rounds))
    if name == "note":
        path, _, rest = text.partition(" ")
        Path(path).write_text(str(os.getpid()))
        name, _, text = rest.partition(" ")
    if name != "count":
        yield geometry.SolveResponse(progress=geometry.Progress(activity="started"))
        text = _do(f"{name} {text}", call)
    yield geometry.SolveResponse(solution=geometry.Solution(detail=text, verdict=verdict_pb2.VERDICT_PROVED))


def exhausted_solve(request: geometry.SolveRequest, reason: int, detail: str) -> geometry.SolveResponse:
    """UNKNOWN, with the reason."""
    verdict = verdict_pb2.VERDICT_UNKNOWN
    return geometry.SolveResponse(solution=geometry.Solution(verdict=verdict, reason=reason, detail=detail))


def unreadable(error: UnreadableError) -> Fault:
    """INVALID_ARGUMENT at the left-hand side."""
    violation = Violation("equation.lhs", f"line 1, column 1: {error}", "UNREADABLE")
    return Fault(grpc.StatusCode.INVALID_ARGUMENT, "UNREADABLE", "the text cannot be read", (violation,))


CAS = Service(
    name="trivium_api.cas.v1.CasService",
    operations=(
        Operation(
            "/trivium_api.cas.v1.CasService/CheckEqual",
            cas.CheckEqualRequest,
            cas.CheckEqualResponse,
            check_equal,
            default_wall=2.0,
            exhausted=exhausted_check,
        ),
        Operation(
            "/trivium_api.cas.v1.CasService/VerifyCertificate",
            cas.VerifyCertificateRequest,
            cas.VerifyCertificateResponse,
            verify_cas,
            default_wall=1.0,
        ),
        Operation(
            "/trivium_api.cas.v1.CasService/CheckStream",
            cas.CheckStreamRequest,
            cas.CheckStreamResponse,
            check_item,
            default_wall=1.0,
            exhausted=exhausted_item,
        ),
    ),
    faults={UnreadableError: unreadable},
)

GEOMETRY = Service(
    name="trivium_api.geometry.v1.GeometryService",
    operations=(
        Operation(
            "/trivium_api.geometry.v1.GeometryService/Solve",
            geometry.SolveRequest,
            geometry.SolveResponse,
            solve,
            default_wall=2.0,
            exhausted=exhausted_solve,
        ),
    ),
    faults={UnreadableError: unreadable},
)

BOTH = Service(name=CAS.name, operations=CAS.operations + GEOMETRY.operations, faults={UnreadableError: unreadable})
"""One service with two contracts."""
