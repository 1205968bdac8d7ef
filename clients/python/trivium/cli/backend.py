"""Where the answers come from: a gateway, or the engines of this machine. The answers are the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from trivium.client import AsyncClient, Target
from trivium.client.backend import Backend

__all__ = ["Backend", "Connection", "connect"]


@dataclass(frozen=True, slots=True)
class Connection:
    """What the command line says of the server; no address means this machine."""

    server: str = ""
    token: str = ""
    root_certificates: Path | None = None
    jobs_dir: Path | None = None
    """Folder of the jobs of this machine; the user's own when None."""


@asynccontextmanager
async def connect(connection: Connection, *, parallelism: int = 1) -> AsyncIterator[Backend]:
    """Open the backend that a connection names; `parallelism` is how many questions will be asked at once."""
    if connection.server:
        pem = connection.root_certificates.read_bytes() if connection.root_certificates else None
        async with AsyncClient(Target(connection.server, connection.token, pem)) as client:
            yield client
        return
    from trivium.cli.local import local_backend  # the engines load only where they are used

    async with local_backend(parallelism, connection.jobs_dir) as backend:
        yield backend
