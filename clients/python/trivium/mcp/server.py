"""The server with its tools."""

from __future__ import annotations

from typing import Any

from mcp.server.mcpserver import MCPServer
from trivium.client import AsyncServices
from trivium.mcp import formula_tools, geometry_tools, lean_tools

INSTRUCTIONS = (
    "Checks and proofs with certificates. What proposes never decides: a PROVED or REFUTED was replayed by an "
    "independent checker, and UNKNOWN means that nothing was decided. Formulas are infix with the names of SymPy. "
    "Lean is Lean 4, without Mathlib unless another toolchain is named. Geometry is written as AlphaGeometry does: "
    "'a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c'."
)


def build_server(version: str, services: AsyncServices) -> MCPServer[Any]:
    """A server whose tools ask these services."""
    server: MCPServer[Any] = MCPServer("trivium", instructions=INSTRUCTIONS, version=version, log_level="WARNING")
    for tools in (formula_tools, geometry_tools, lean_tools):
        tools.register(server, services)
    return server


__all__ = ["build_server"]
