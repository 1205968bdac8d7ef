"""Tools on geometry, and the replay of certificates."""

from __future__ import annotations

from typing import Annotated, Any

from google.protobuf import json_format
from pydantic import Field

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from trivium.client import Assurance, AsyncServices, Solution
from trivium.client.methods import PROOFS
from trivium.mcp.faults import Seconds, WithCertificate, told
from trivium.mcp.results import GeometryOutcome, Replay, Theorem, Theorems
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import answer_pb2 as common


def register(server: MCPServer[Any], services: AsyncServices) -> None:
    """Add the tools."""

    @server.tool()
    async def solve_geometry(
        problem: Annotated[
            str, Field(description="such as 'a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c'")
        ],
        context: Context[Any],
        figure: Annotated[bool, Field(description="draw the figure as SVG")] = False,
        seconds: Seconds = 30,
        certificate: WithCertificate = False,
    ) -> GeometryOutcome:
        """Prove or refute a theorem of Euclidean geometry; the proof is readable, a refutation is an exact figure."""
        with told():
            async with services.geometry.solving(problem, figure=figure, wall=seconds) as search:
                async for event in search:
                    await context.report_progress(event.rounds, message=event.activity)
        return GeometryOutcome.read(search.answer, certificate=certificate)

    @server.tool()
    async def propose_geometry(
        count: Annotated[int, Field(ge=1, le=50)] = 1,
        seed: Annotated[int, Field(ge=0, description="the same seed gives the same theorems")] = 0,
        seconds: Seconds = 60,
    ) -> Theorems:
        """Propose theorems of geometry that need an auxiliary point, each with its proof."""
        found, ended = [], ""
        with told():
            async for event in services.geometry.propose(count, seed=seed, wall=seconds):
                if not event.HasField("proposal"):
                    ended = event.detail
                    break
                solution = GeometryOutcome.read(Solution(event.proposal.solution), certificate=False)
                difficulty = event.proposal.scores.difficulty
                found.append(Theorem(english=event.proposal.english, difficulty=difficulty, solution=solution))
        return Theorems(theorems=found, ended_early=ended or ("the budget ran out" if len(found) < count else ""))

    @server.tool()
    async def verify_certificate(
        certificate: Annotated[dict[str, Any], Field(description="a certificate as the other tools give it")],
        against: Annotated[
            str, Field(description="the equation, geometry problem or Lean text that it must answer")
        ] = "",
        seconds: Seconds = 60,
    ) -> Replay:
        """Replay a certificate with the independent checker of its engine; with `against`, it must answer that text."""
        message = read_certificate(certificate)
        engine = message.proof.TypeName().split(".")[1]
        with told():
            if engine == "geometry":
                found = await services.geometry.verify(message, against=against, wall=seconds)
            elif engine == "cas":
                equation = cas.Equation(lhs=against) if against else None
                found = await services.cas.verify(message, against=equation, wall=seconds)
            else:
                found = await services.lean.verify(message, against=against, wall=seconds)
        return Replay.read(found, str(Assurance(found.assurance)))


def read_certificate(given: dict[str, Any]) -> common.Certificate:
    """The certificate of a JSON object; raises ToolError."""
    message = common.Certificate()
    try:
        json_format.ParseDict(given, message)
    except json_format.ParseError as error:
        raise ToolError(f"INVALID_CERTIFICATE: {error}") from None
    known = {f"{file.package}.{name}" for file in PROOFS for name in file.message_types_by_name}
    if message.proof.TypeName() not in known:
        raise ToolError(f"INVALID_CERTIFICATE: no checker for a proof of type {message.proof.TypeName()!r}")
    return message
