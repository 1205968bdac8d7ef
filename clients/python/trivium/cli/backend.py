"""Where the answers come from: a gateway, or the engines of this machine. The answers are the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from google.protobuf.message import Message

from trivium.client import AsyncClient, Target


class Backend(Protocol):
    """Answers the methods of the services, named as in `trivium.client.methods.METHODS`."""

    async def unary(self, method: str, request: Message, *, timeout: float | None = None) -> Message:
        """The one answer of a unary method; raises TriviumError."""
        ...

    def stream(self, method: str, request: Message, *, timeout: float | None = None) -> AsyncIterator[Message]:
        """The answers of a streaming method as they come; raises TriviumError."""
        ...


@dataclass(frozen=True, slots=True)
class Connection:
    """What the command line says of the server; no address means this machine."""

    server: str = ""
    token: str = ""
    root_certificates: Path | None = None


@asynccontextmanager
async def connect(connection: Connection, *, parallelism: int = 1) -> AsyncIterator[Backend]:
    """Open the backend that a connection names; `parallelism` is how many questions will be asked at once."""
    if connection.server:
        pem = connection.root_certificates.read_bytes() if connection.root_certificates else None
        async with AsyncClient(Target(connection.server, connection.token, pem)) as client:
            yield client
        return
    from trivium.cli.local import local_backend  # the engines load only where they are used

    async with local_backend(parallelism) as backend:
        yield backend
