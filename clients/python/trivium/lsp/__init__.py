"""Language server of trivium: Lean and geometry files, and equalities anywhere."""

from trivium.lsp.server import serve

__all__ = ["serve"]
