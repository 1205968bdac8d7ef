"""Calls that could not be carried out, as tool errors that say why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from pydantic import Field

from mcp.server.mcpserver.exceptions import ToolError
from trivium.client import TriviumError

Seconds = Annotated[float, Field(gt=0, le=600, description="budget of wall-clock time")]
WithCertificate = Annotated[bool, Field(description="bring the certificate, for verify_certificate")]


@contextmanager
def told() -> Iterator[None]:
    """Turn a TriviumError into the error of a tool."""
    try:
        yield
    except TriviumError as error:
        raise ToolError(f"{error.reason or error.code}: {error}") from None
