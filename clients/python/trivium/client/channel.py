"""How a client reaches a server: address, token, TLS and channel options."""

from __future__ import annotations

from dataclasses import dataclass

MAX_MESSAGE_BYTES = 64 << 20


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

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """Metadata sent with each call."""
        return (("authorization", f"Bearer {self.token}"),) if self.token else ()

    @property
    def options(self) -> tuple[tuple[str, int], ...]:
        """gRPC channel options: answers with figures and certificates may be large."""
        return (
            ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
            ("grpc.max_send_message_length", MAX_MESSAGE_BYTES),
        )
