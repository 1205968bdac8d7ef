"""What a solver tells of its progress arrives, however quick it is."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from trivium.services.geometry import servicer
from trivium.services.runtime.operation import Call, EngineSettings
from trivium_api.common.v1 import verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

ORTHOCENTRE = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"


def test_a_solver_that_has_ended_before_anyone_looks_has_told_its_progress(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its events were once asked for only while it was at work: under load, a quick proof came without any.
    start = threading.Thread.start

    def start_and_end(thread: threading.Thread) -> None:
        start(thread)
        if thread.name == "geometry-solve":
            thread.join()

    monkeypatch.setattr(threading.Thread, "start", start_and_end)
    request = geometry.SolveRequest(problem=geometry.Problem(source=ORTHOCENTRE))
    call = Call(time.monotonic() + 20, EngineSettings(tmp_path))
    *events, last = servicer.solve_problem(request, call)
    assert last.solution.verdict == verdict_pb2.VERDICT_PROVED
    assert len(events) > 1
    assert all(event.HasField("progress") for event in events)
