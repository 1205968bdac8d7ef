"""Policies of another server, for the workers of this one, who hold no token and open no connection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
from google.protobuf.message import Message

from trivium.services.gateway.proxy import backend_fault
from trivium.services.policy.servicer import NAME
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault
from trivium.services.runtime.resident import Caller, ResidentOperation
from trivium.services.runtime.validation import wall
from trivium_api.policy.v1 import policy_service_pb2 as wire

_WALL = 60.0


class PolicyRelay:
    """Passes questions on to a `PolicyService`."""

    faults: Mapping[type[Exception], Callable[[Any], Fault]] = {}

    def __init__(self, address: str, token: str = "", authorities: Path | None = None) -> None:
        self._address = address
        self._metadata = (("authorization", f"Bearer {token}"),) if token else ()
        self._authorities = authorities
        self._channel: grpc.aio.Channel | None = None
        self.operations = (
            self._operation("Propose", wire.ProposeRequest, wire.ProposeResponse),
            self._operation("Score", wire.ScoreRequest, wire.ScoreResponse),
            self._operation("Describe", wire.DescribeRequest, wire.DescribeResponse),
            self._operation("Report", wire.ReportRequest, wire.ReportResponse),
        )

    async def start(self) -> None:
        """Open the channel; the server may come later."""
        if self._authorities is None:
            self._channel = grpc.aio.insecure_channel(self._address)
        else:
            credentials = grpc.ssl_channel_credentials(self._authorities.read_bytes())
            self._channel = grpc.aio.secure_channel(self._address, credentials)

    async def drain(self) -> None:
        """Nothing: it works for those who call."""

    async def close(self) -> None:
        """Close the channel."""
        if self._channel is not None:
            await self._channel.close()

    async def serving(self) -> bool:
        """Whether it has been started."""
        return self._channel is not None

    def _operation(self, name: str, request: type[Message], response: type[Message]) -> ResidentOperation[Any, Any]:
        path = f"/{NAME}/{name}"

        async def run(message: Message, caller: Caller) -> Message:
            assert self._channel is not None
            call = self._channel.unary_unary(path, request.SerializeToString, response.FromString)
            try:
                answer: Message = await call(message, timeout=wall(message) or _WALL, metadata=self._metadata)
            except grpc.aio.AioRpcError as error:
                raise FaultError(backend_fault("policy", error)) from None
            return answer

        return ResidentOperation(path, request, response, run)
