"""Tools on Lean 4."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from mcp.server.mcpserver import Context, MCPServer
from trivium.client import AsyncServices
from trivium.mcp.faults import Seconds, WithCertificate, told
from trivium.mcp.results import LeanFileOutcome, LeanJudgement, LeanProofOutcome, Suggestion, Suggestions
from trivium_api.prover.v1 import search_pb2

Toolchain = Annotated[str, Field(description="name of a Lean toolchain; the default one when empty")]
GOALS = {
    "prove": search_pb2.SEARCH_GOAL_PROVE,
    "disprove": search_pb2.SEARCH_GOAL_DISPROVE,
    "both": search_pb2.SEARCH_GOAL_DUAL,
}


def register(server: MCPServer[Any], services: AsyncServices) -> None:
    """Add the tools."""

    @server.tool()
    async def prove_lean(
        statement: Annotated[str, Field(description="such as '(n m : Nat) : n + m = m + n', or a text with a theorem")],
        context: Context[Any],
        goal: Annotated[Literal["prove", "disprove", "both"], Field(description="what to search for")] = "prove",
        toolchain: Toolchain = "",
        seconds: Seconds = 30,
        certificate: WithCertificate = False,
    ) -> LeanProofOutcome:
        """Search for a proof of a Lean 4 statement or of its negation; PROVED means that Lean's kernel accepted it."""
        with told():
            search = services.lean.proving(statement, goal=GOALS[goal], toolchain=toolchain, wall=seconds)
            async with search:
                async for event in search:
                    words = " ".join((event.tactic or event.detail or event.kind).split())[:80]
                    await context.report_progress(event.counts.get("tactics", 0), message=words)
        return LeanProofOutcome.read(search.answer, certificate=certificate)

    @server.tool()
    async def check_lean(
        source: Annotated[str, Field(description="a Lean 4 file")],
        toolchain: Toolchain = "",
        seconds: Seconds = 30,
        certificate: WithCertificate = False,
    ) -> LeanFileOutcome:
        """Elaborate a Lean 4 file and report Lean's messages; an error or a `sorry` is not accepted."""
        with told():
            answer = await services.lean.check_file(source, toolchain=toolchain, wall=seconds)
        return LeanFileOutcome.read(answer, certificate=certificate)

    @server.tool()
    async def verify_lean_proof(
        target: Annotated[str, Field(description="Lean text with the theorems to prove; proofs may be sorry")],
        candidate: Annotated[str, Field(description="Lean text that claims to prove them")],
        toolchain: Toolchain = "",
        seconds: Seconds = 60,
        certificate: WithCertificate = False,
    ) -> LeanJudgement:
        """Judge whether a candidate proves exactly what a target states: axioms, statements, replay by the kernel."""
        with told():
            answer = await services.lean.verify_proof(target, candidate, toolchain=toolchain, wall=seconds)
        return LeanJudgement.read(answer, certificate=certificate)

    @server.tool()
    async def suggest_tactics(
        statement: Annotated[
            str, Field(description="a statement, or a text with a theorem and the start of its proof")
        ],
        tactics: Annotated[list[str] | None, Field(description="tactics that have been done so far")] = None,
        count: Annotated[int, Field(ge=1, le=50)] = 8,
        toolchain: Toolchain = "",
        seconds: Seconds = 30,
    ) -> Suggestions:
        """Tactics that Lean accepts on the first goal of a statement, the most useful first."""
        with told():
            answer = await services.lean.suggest(
                statement, tactics=tactics or [], count=count, toolchain=toolchain, wall=seconds
            )
        found = [Suggestion(tactic=s.tactic, closes=s.closes, goals=s.goals) for s in answer.suggestions]
        return Suggestions(goal=answer.goal, suggestions=found)
