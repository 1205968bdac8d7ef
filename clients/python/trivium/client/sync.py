"""The synchronous client: the asynchronous one on a loop of its own thread, so that both behave alike."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

from trivium.client.aio import AsyncClient
from trivium.client.channel import Target
from trivium_api.cas.v1alpha1 import cas_service_pb2 as cas
from trivium_api.geometry.v1alpha1 import geometry_service_pb2 as geometry
from trivium_api.prover.v1alpha1 import proof_pb2, search_pb2
from trivium_api.prover.v1alpha1 import prover_service_pb2 as prover

T = TypeVar("T")


class Client:
    """A connection to a trivium server for code without an event loop; safe to share between threads.

    Every method raises TriviumError when the call itself fails.
    """

    def __init__(self, target: Target | str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="trivium-client", daemon=True)
        self._thread.start()
        self._client = self._run(_open(target))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and its thread."""
        if self._loop.is_closed():
            return
        self._run(self._client.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def check_equal(
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
        return self._run(
            self._client.check_equal(
                lhs, rhs, assume=assume, real_valued=real_valued, same_domain=same_domain, wall=wall
            )
        )

    def check_operation(self, operation: cas.Operation, *, wall: float | None = None) -> cas.Judgement:
        """Decide whether the answer to an operation (an integral, a limit, a sum …) is right."""
        return self._run(self._client.check_operation(operation, wall=wall))

    def check_stream(self, items: Iterable[cas.CheckStreamRequest]) -> Iterator[cas.CheckStreamResponse]:
        """Judgements of many questions, in their order; the error of one stays with it."""
        answers = self._client.check_stream(items)
        try:
            while True:
                try:
                    yield self._run(_next(answers))
                except StopAsyncIteration:
                    return
        finally:
            self._run(_closed(answers))

    def solve(self, source: str, *, wall: float | None = None, seed: int = 0) -> geometry.Solution:
        """Solve one geometry problem."""
        return self._run(self._client.solve(source, wall=wall, seed=seed))

    def check_file(self, source: str, *, name: str = "", wall: float | None = None) -> prover.FileReport:
        """Elaborate a Lean file."""
        return self._run(self._client.check_file(source, name=name, wall=wall))

    def verify_proof(
        self, target: str, candidate: str, *, name: str = "", wall: float | None = None
    ) -> proof_pb2.ProofReport:
        """Judge whether the Lean text `candidate` proves the theorems of `target`."""
        return self._run(self._client.verify_proof(target, candidate, name=name, wall=wall))

    def disprove(self, statement: str, *, wall: float | None = None, seed: int = 0) -> search_pb2.SearchAnswer:
        """Search for a proof of the negation of a Lean statement."""
        return self._run(self._client.disprove(statement, wall=wall, seed=seed))

    def repair(self, source: str, *, theorem: str = "", wall: float | None = None) -> proof_pb2.ProofReport:
        """Search for new proofs of the theorems of a Lean text whose proofs fail; the new text is in `repair`."""
        return self._run(self._client.repair(source, theorem=theorem, wall=wall))

    def retrieve(self, statement: str, *, count: int = 10) -> list[search_pb2.Premise]:
        """Declarations of the Lean library that are near to a statement, the nearest first."""
        return self._run(self._client.retrieve(statement, count=count))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


async def _open(target: Target | str) -> AsyncClient:
    return AsyncClient(target)


async def _next(answers: AsyncIterator[T]) -> T:
    return await anext(answers)


async def _closed(answers: AsyncIterator[T]) -> None:
    if isinstance(answers, AsyncGenerator):
        await answers.aclose()
