"""A resident service over real messages: it counts its calls, and its stream waits for a number to be reached."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import grpc

from trivium.services.runtime.operation import Fault
from trivium.services.runtime.resident import Caller, ResidentOperation
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

CHECK = "/trivium_api.cas.v1.CasService/CheckEqual"
SOLVE = "/trivium_api.geometry.v1.GeometryService/Solve"


class TooManyError(Exception):
    """The refusal that the specimen foresees."""


class Counter:
    """Counts checks; a solution is told when the count has come to the number that it names."""

    def __init__(self) -> None:
        self.count = 0
        self.ended: list[str] = []
        self._changed = asyncio.Condition()

    @property
    def operations(self) -> list[ResidentOperation[Any, Any]]:
        return [
            ResidentOperation(CHECK, cas.CheckEqualRequest, cas.CheckEqualResponse, self.check),
            ResidentOperation(SOLVE, geometry.SolveRequest, geometry.SolveResponse, self.solve),
        ]

    @property
    def faults(self) -> Mapping[type[Exception], Callable[[Any], Fault]]:
        return {TooManyError: lambda _: Fault(grpc.StatusCode.OUT_OF_RANGE, "TOO_MANY", "no more")}

    async def check(self, request: cas.CheckEqualRequest, caller: Caller) -> cas.CheckEqualResponse:
        if request.equation.lhs == "too many":
            raise TooManyError
        async with self._changed:
            self.count += 1
            self._changed.notify_all()
        return cas.CheckEqualResponse(judgement=cas.Judgement(name=caller.tenant, detail=str(self.count)))

    async def solve(self, request: geometry.SolveRequest, caller: Caller) -> AsyncIterator[geometry.SolveResponse]:
        yield geometry.SolveResponse(progress=geometry.Progress(rounds=self.count))
        async with self._changed:
            await self._changed.wait_for(lambda: self.count >= int(request.problem.source))
        yield geometry.SolveResponse(solution=geometry.Solution(detail=str(self.count)))

    async def start(self) -> None:
        pass

    async def drain(self) -> None:
        self.ended.append("drained")

    async def close(self) -> None:
        self.ended.append("closed")

    async def serving(self) -> bool:
        return True


def open_resident(*_: object) -> Counter:
    return Counter()
