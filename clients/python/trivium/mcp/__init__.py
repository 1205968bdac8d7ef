"""Model Context Protocol server of trivium: prove, check, solve, propose and verify as tools."""

from trivium.mcp.server import build_server

__all__ = ["build_server"]
