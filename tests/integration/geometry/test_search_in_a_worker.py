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
from trivium_api.geometry.v1alpha1 import geometry_service_pb2 as geometry

pytestmark = pytest.mark.anyio

SOLVE = "/trivium_api.geometry.v1alpha1.GeometryService/Solve"
HARD = (
    "a b c = triangle a b c; o = circumcenter o a b c; i = incenter i a b c; d = on_tline d i a i, on_line d a b; "
    "e = on_tline e i a i, on_line e a c; k = on_tline k d a b, on_tline k e a c; "
    "t = on_line t o k, on_circle t o a ? cong k t k d"
)
"""It takes some hundreds of tries: longer than one process is left alone with them."""


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
