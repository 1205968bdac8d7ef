"""The asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from types import TracebackType
from typing import Self, cast

import grpc
import grpc.aio
from google.protobuf.message import Message

from trivium.client import requests
from trivium.client.channel import Target
from trivium.client.errors import from_rpc_error
from trivium.client.methods import METHODS
from trivium_api.cas.v1alpha1 import cas_service_pb2 as cas
from trivium_api.geometry.v1alpha1 import geometry_service_pb2 as geometry
from trivium_api.prover.v1alpha1 import proof_pb2, search_pb2
from trivium_api.prover.v1alpha1 import prover_service_pb2 as prover

DEADLINE_MARGIN = 2.0
"""Seconds that a call waits beyond the budget of its request, for the answer's way back."""


class AsyncClient:
    """A connection to a trivium server; every method raises TriviumError when the call itself fails.

    Use it as an asynchronous context manager, or call `close`.
    """

    def __init__(self, target: Target | str) -> None:
        self._target = Target(target) if isinstance(target, str) else target
        self._channel = _channel(self._target)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connection; calls under way are cancelled."""
        await self._channel.close()

    async def unary(self, method: str, request: Message, *, timeout: float | None = None) -> Message:
        """The answer of a unary method, named as in `METHODS`."""
        entry = METHODS[method]
        call = self._channel.unary_unary(entry.path, type(request).SerializeToString, entry.response.FromString)
        try:
            return await call(request, timeout=timeout, metadata=self._target.metadata)
        except grpc.aio.AioRpcError as error:
            raise from_rpc_error(error) from None

    async def stream(self, method: str, request: Message, *, timeout: float | None = None) -> AsyncIterator[Message]:
        """The answers of a streaming method, as they come; leaving the loop cancels the call."""
        entry = METHODS[method]
        start = self._channel.unary_stream(entry.path, type(request).SerializeToString, entry.response.FromString)
        call = start(request, timeout=timeout, metadata=self._target.metadata)
        try:
            async for message in call:
                yield message
        except grpc.aio.AioRpcError as error:
            raise from_rpc_error(error) from None
        finally:
            call.cancel()

    async def exchange(
        self, method: str, messages: AsyncIterator[Message] | Iterable[Message], *, timeout: float | None = None
    ) -> AsyncIterator[Message]:
        """The answers of a method that takes a stream, in the order of `messages`; leaving the loop cancels it."""
        entry = METHODS[method]
        start = self._channel.stream_stream(entry.path, _serialized, entry.response.FromString)
        given = messages if isinstance(messages, AsyncIterator) else iter(messages)
        call = start(given, timeout=timeout, metadata=self._target.metadata)
        try:
            async for message in call:
                yield message
        except grpc.aio.AioRpcError as error:
            raise from_rpc_error(error) from None
        finally:
            call.cancel()

    async def check_stream(
        self, items: AsyncIterator[cas.CheckStreamRequest] | Iterable[cas.CheckStreamRequest]
    ) -> AsyncIterator[cas.CheckStreamResponse]:
        """Judgements of many questions, in their order; the error of one stays with it."""
        async for response in self.exchange("CasService.CheckStream", items):
            yield cast("cas.CheckStreamResponse", response)

    async def check_operation(self, operation: cas.Operation, *, wall: float | None = None) -> cas.Judgement:
        """Decide whether the answer to an operation (an integral, a limit, a sum …) is right."""
        request = cas.CheckOperationRequest(operation=operation, budget=requests.budget(wall))
        answer = await self.unary("CasService.CheckOperation", request, timeout=deadline(wall))
        return cast("cas.CheckOperationResponse", answer).judgement

    async def check_equal(
        self,
        lhs: str,
        rhs: str = "",
        *,
        assume: Mapping[str, str] | None = None,
        real_valued: bool = False,
        same_domain: bool = False,
        wall: float | None = None,
    ) -> cas.Judgement:
        """Decide whether `lhs` equals `rhs` wherever both are defined; `same_domain` asks for the same points."""
        request = requests.check_equal(
            lhs, rhs, assume=assume, real_valued=real_valued, same_domain=same_domain, wall=wall
        )
        answer = await self.unary("CasService.CheckEqual", request, timeout=deadline(wall))
        return cast("cas.CheckEqualResponse", answer).judgement

    async def solve(self, source: str, *, wall: float | None = None, seed: int = 0) -> geometry.Solution:
        """Solve one geometry problem."""
        request = requests.solve(source, wall=wall, seed=seed)
        solution = geometry.Solution()
        async for event in self.stream("GeometryService.Solve", request, timeout=deadline(wall)):
            solution = cast("geometry.SolveResponse", event).solution
        return solution

    async def check_file(self, source: str, *, name: str = "", wall: float | None = None) -> prover.FileReport:
        """Elaborate a Lean file."""
        request = requests.check_file(source, name=name, wall=wall)
        answer = await self.unary("ProverService.CheckFile", request, timeout=deadline(wall))
        return cast("prover.CheckFileResponse", answer).report

    async def verify_proof(
        self, target: str, candidate: str, *, name: str = "", wall: float | None = None
    ) -> proof_pb2.ProofReport:
        """Judge whether the Lean text `candidate` proves the theorems of `target`."""
        request = requests.verify_proof(target, candidate, name=name, wall=wall)
        answer = await self.unary("ProverService.VerifyProof", request, timeout=deadline(wall))
        return cast("proof_pb2.VerifyProofResponse", answer).report

    async def disprove(self, statement: str, *, wall: float | None = None, seed: int = 0) -> search_pb2.SearchAnswer:
        """Search for a proof of the negation of a Lean statement."""
        request = search_pb2.DisproveRequest(statement=statement, budget=requests.budget(wall, seed))
        answer = search_pb2.SearchAnswer()
        async for event in self.stream("ProverService.Disprove", request, timeout=deadline(wall)):
            answer = cast("search_pb2.DisproveResponse", event).final
        return answer

    async def repair(self, source: str, *, theorem: str = "", wall: float | None = None) -> proof_pb2.ProofReport:
        """Search for new proofs of the theorems of a Lean text whose proofs fail; the new text is in `repair`."""
        request = search_pb2.RepairRequest(source=source, theorem=theorem, budget=requests.budget(wall))
        report = proof_pb2.ProofReport()
        async for event in self.stream("ProverService.Repair", request, timeout=deadline(wall)):
            report = cast("search_pb2.RepairResponse", event).final
        return report

    async def retrieve(self, statement: str, *, count: int = 10) -> list[search_pb2.Premise]:
        """Declarations of the Lean library that are near to a statement, the nearest first."""
        request = search_pb2.RetrieveRequest(statement=statement, count=count)
        answer = await self.unary("ProverService.Retrieve", request)
        return list(cast("search_pb2.RetrieveResponse", answer).premises)


def deadline(wall: float | None) -> float | None:
    """The deadline of a call with a budget of `wall` seconds; None leaves it to the server."""
    return None if wall is None else wall + max(DEADLINE_MARGIN, wall * 0.1)


def _serialized(message: Message) -> bytes:
    data: bytes = message.SerializeToString()
    return data


def _channel(target: Target) -> grpc.aio.Channel:
    if target.root_certificates is None:
        return grpc.aio.insecure_channel(target.address, options=target.options)
    credentials = grpc.ssl_channel_credentials(target.root_certificates, target.client_key, target.client_certificate)
    return grpc.aio.secure_channel(target.address, credentials, options=target.options)
