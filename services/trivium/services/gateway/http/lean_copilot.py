"""LeanCopilot's external server: `/generate` proposes tactics, `/encode` would embed a text.

Its tactics run what they are given in the true goal, so that a wrong proposal does no harm.
"""

from __future__ import annotations

import grpc
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trivium.services.gateway.http import fields
from trivium.services.gateway.http.calls import body_of, caller_of, unless_gone
from trivium.services.gateway.http.proposals import Proposer
from trivium.services.gateway.http.relay import Relay
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault

_COUNT = 32
_NO_ENCODER = Fault(
    grpc.StatusCode.UNIMPLEMENTED,
    "NO_ENCODER",
    "this server has no encoder; ProverService.Retrieve and `prove lean retrieve` find premises by their words",
)


class LeanCopilot:
    """Its routes."""

    def __init__(self, relay: Relay) -> None:
        self._proposer = Proposer(relay)

    def routes(self) -> list[Route]:
        """The paths that its models ask."""
        return [
            Route("/generate", self._generate, methods=["POST"]),
            Route("/encode", self._encode, methods=["POST"]),
        ]

    async def _generate(self, request: Request) -> Response:
        body = await body_of(request)
        state, prefix = fields.text(body, "input"), fields.text(body, "prefix", "")
        asked = self._proposer.tactics(state, prefix, _COUNT, caller_of(request))
        found = await unless_gone(request, asked)
        # a rank, not a probability: those that close the goal come first
        outputs = [{"output": p.text, "score": 1 / (rank + 1)} for rank, p in enumerate(found)]
        return JSONResponse({"outputs": outputs})

    async def _encode(self, request: Request) -> Response:
        raise FaultError(_NO_ENCODER)
