"""Who is calling: bearer tokens, kept as SHA-256 and compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import grpc

from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault

ANYONE = "anyone"
"""The tenant of calls that need no token."""
ON_BEHALF_OF = "x-trivium-tenant"
"""Metadata by which a gateway tells a backend whose call it is, percent-encoded."""
_OPEN_TO_ALL = ("/grpc.health.v1.Health/",)
"""Probes carry no token."""
_UNKNOWN = Fault(grpc.StatusCode.UNAUTHENTICATED, "NO_VALID_TOKEN", "a bearer token known to this server is needed")


@dataclass(frozen=True, slots=True)
class Authentication:
    """Finds the tenant of a call."""

    tokens: Mapping[str, str]
    """SHA-256 of each tenant's token in hexadecimal, by the tenant's name; empty asks for none."""
    delegates: Collection[str] = ()
    """The tenants that speak for others, such as a gateway: the tenant is the one that they name. Where no token is
    asked for, every caller is ANYONE, who is believed only when named here."""

    def tenant(self, method: str, metadata: Mapping[str, str]) -> str:
        """The name of the tenant; raises FaultError for a missing or unknown token."""
        if method.startswith(_OPEN_TO_ALL):
            return ANYONE
        found = self._bearer(metadata) if self.tokens else ANYONE
        if found in self.delegates and ON_BEHALF_OF in metadata:
            return unquote(metadata[ON_BEHALF_OF])
        return found

    def _bearer(self, metadata: Mapping[str, str]) -> str:
        scheme, _, token = metadata.get("authorization", "").partition(" ")
        digest = hashlib.sha256(token.strip().encode()).hexdigest()
        found = ""
        for name, known in self.tokens.items():  # all of them, so that the time does not tell which
            if hmac.compare_digest(digest, known):
                found = name
        if not found or scheme.lower() != "bearer":
            raise FaultError(_UNKNOWN)
        return found
