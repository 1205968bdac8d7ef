"""Python client of the trivium services: `Client` for plain code, `AsyncClient` for asyncio."""

from trivium.client.aio import AsyncClient
from trivium.client.channel import Target
from trivium.client.errors import FieldViolation, TriviumError
from trivium.client.sync import Client

__all__ = ["AsyncClient", "Client", "FieldViolation", "Target", "TriviumError"]
