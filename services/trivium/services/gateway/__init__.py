"""The gateway: every API on one port, its services hosted here or on backends."""

from trivium.services.gateway.run import build_gateway, run_gateway, serve

__all__ = ["build_gateway", "run_gateway", "serve"]
