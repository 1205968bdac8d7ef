"""How a client reaches a server: address, token, TLS and channel options."""

from __future__ import annotations

import json
from dataclasses import dataclass

from trivium.client.methods import METHODS

MAX_MESSAGE_BYTES = 64 << 20
ONCE = frozenset({"OpenSession", "StartProof", "ApplyTactics"})
"""Methods that leave something behind, so that a second try is not the same as a first."""


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a call that found no server (UNAVAILABLE) is tried, unless an answer has begun.

    gRPC itself does it, with randomised waits between `first` and `longest` seconds.
    """

    attempts: int = 4
    """Tries in all, from 1 to 5."""
    first: float = 0.1
    longest: float = 2.0

    def service_config(self) -> str:
        """The gRPC service config, as JSON: https://github.com/grpc/proposal/blob/master/A6-client-retries.md."""
        paths = (method.path.lstrip("/").split("/") for method in METHODS.values())
        names = [{"service": service, "method": method} for service, method in paths if method not in ONCE]
        policy = {
            "maxAttempts": self.attempts,
            "initialBackoff": f"{self.first}s",
            "maxBackoff": f"{self.longest}s",
            "backoffMultiplier": 2,
            "retryableStatusCodes": ["UNAVAILABLE"],
        }
        return json.dumps({"methodConfig": [{"name": names, "retryPolicy": policy}]})


@dataclass(frozen=True, slots=True)
class Target:
    """A server and how to talk to it."""

    address: str
    """`host:port` or `unix:/path`."""
    token: str = ""
    """Bearer token; none is sent when empty."""
    root_certificates: bytes | None = None
    """PEM of the authorities that the server's certificate is checked with; None talks without TLS."""
    client_certificate: bytes | None = None
    """PEM of the client's certificate chain, for mutual TLS."""
    client_key: bytes | None = None
    """PEM of the key of `client_certificate`."""
    retries: Retries | None = Retries()
    """None: each call is tried once."""

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """Metadata sent with each call."""
        return (("authorization", f"Bearer {self.token}"),) if self.token else ()

    @property
    def options(self) -> tuple[tuple[str, int | str], ...]:
        """gRPC channel options: answers with figures and certificates may be large; lost calls are tried again."""
        sizes = (
            ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
            ("grpc.max_send_message_length", MAX_MESSAGE_BYTES),
        )
        if self.retries is None or self.retries.attempts < 2:
            return (*sizes, ("grpc.enable_retries", 0))
        return (*sizes, ("grpc.enable_retries", 1), ("grpc.service_config", self.retries.service_config()))
