"""The processes of a search live and die with the worker that carries out the call."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest

from trivium.services.local import LocalHost
from trivium.services.runtime.operation import EngineSettings
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

pytestmark = pytest.mark.anyio

SOLVE = "/trivium_api.geometry.v1.GeometryService/Solve"
HARD = (
    "a b = segment a b; p = s_angle b a p 6, s_angle a b p 126; c = s_angle b a c 18, s_angle a b c 84 "
    "? aconst c a c p 48"
)
"""A sporadic solution of Ceva's theorem in whole degrees: neither algebra nor some hundreds of points show it."""


def searching() -> list[psutil.Process]:
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if "trivium.geometry.search.process" in process.cmdline():
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


async def test_a_cancelled_call_leaves_no_process_of_its_search(tmp_path: Path) -> None:
    request = geometry.SolveRequest(problem=geometry.Problem(source=HARD), processes=2)
    request.budget.wall.seconds = 60
    seen: list[psutil.Process] = []
    async with LocalHost(EngineSettings(tmp_path)) as host, aclosing(host.stream(SOLVE, request)) as events:
        async for event in events:
            assert event.HasField("progress"), "solved before a process was started"  # type: ignore[attr-defined]
            seen = searching()
            if len(seen) == 2:
                break
    end = time.monotonic() + 2.0
    while any(process.is_running() for process in seen) and time.monotonic() < end:
        await asyncio.sleep(0.02)
    assert len(seen) == 2
    assert not any(process.is_running() for process in seen)
