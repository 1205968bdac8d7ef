"""Retrieval of premises as an operation."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.services.prover import mapping
from trivium.services.prover.leans import leans
from trivium.services.runtime.operation import Call
from trivium_api.prover.v1 import search_pb2 as wire

_COUNT = 10


def retrieve(request: wire.RetrieveRequest, call: Call) -> Iterator[wire.RetrieveResponse]:
    """The declarations of the library nearest to a statement."""
    library, toolchain = leans(call.settings).premises(request.toolchain)
    found = library.search(request.statement, request.count or _COUNT)
    yield wire.RetrieveResponse(
        premises=[
            wire.Premise(
                name=item.premise.name,
                kind=item.premise.kind,
                module=item.premise.module,
                statement=item.premise.statement,
                score=item.score,
            )
            for item in found
        ],
        compared=len(library.premises),
        toolchain=mapping.toolchain_message(toolchain),
    )
