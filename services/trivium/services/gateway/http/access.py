"""Who may talk to the HTTP port: any web page that a browser on this machine shows can reach it, so it asks."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from trivium.services.runtime.authentication import Authentication
from trivium.services.runtime.errors import FaultError

TENANT = "http"
"""The tenant of the port's own token."""
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def digest(token: str) -> str:
    """A token as it is kept: SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


class Refusal(NamedTuple):
    """Why a request is turned away before anything of it is looked at."""

    status: int
    reason: str
    message: str


_WRONG_HOST = Refusal(421, "HOST", "this server does not answer to that name; see http_hosts")
_WRONG_ORIGIN = Refusal(403, "ORIGIN", "requests of other sites are not answered; see http_origins")
_NO_TOKEN = Refusal(401, "TOKEN", "the token of this server is needed; it is in the address that was printed at start")
_OPEN = frozenset({"/health", "/health/"})
"""What probes ask without a token. Nothing is computed there."""


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one port."""

    hosts: frozenset[str]
    """Names, with port, that requests may be addressed to."""
    origins: frozenset[str]
    """Origins whose pages may ask."""
    known: Authentication
    """The tokens: the port's own and those of the gateway's tenants."""

    @staticmethod
    def of(
        address: str, scheme: str, token: str, tenants: Mapping[str, str], hosts: Iterable[str], origins: Iterable[str]
    ) -> Access:
        """The rules of a port that listens on `address`; `hosts` and `origins` are allowed beside its own names."""
        host, _, port = address.rpartition(":")
        own = {*_LOOPBACK, host} if host in _LOOPBACK else {host}
        names = {f"{name}:{port}" for name in own} | {name.lower() for name in hosts}
        digests = {**tenants, TENANT: digest(token)}
        allowed = {f"{scheme}://{name}" for name in names} | {origin.rstrip("/").lower() for origin in origins}
        return Access(frozenset(names), frozenset(allowed), Authentication(digests))

    def refusal_of_source(self, headers: Mapping[str, list[str]], *, page: bool) -> Refusal | None:
        """Whether a request is for another name (DNS rebinding) or comes from another site; by its headers.

        A link to the `page` may be followed from anywhere.
        """
        named = headers.get("host", [])
        if len(named) != 1 or named[0].lower() not in self.hosts:
            return _WRONG_HOST
        if any(origin.lower() not in self.origins for origin in headers.get("origin", [])):
            return _WRONG_ORIGIN
        # what a browser sends without an Origin, such as the GET of an image, still says where it comes from
        foreign = any(site not in {"same-origin", "none"} for site in headers.get("sec-fetch-site", []))
        followed = (
            page and headers.get("sec-fetch-mode") == ["navigate"] and headers.get("sec-fetch-dest") == ["document"]
        )
        if foreign and not followed and not headers.get("origin"):
            return _WRONG_ORIGIN
        return None

    def refusal_of_caller(self, path: str, token: str) -> Refusal | None:
        """Whether a token is missing or unknown; tokens are compared in constant time."""
        if path in _OPEN:
            return None
        try:
            self.known.tenant(path, {"authorization": f"Bearer {token}"})
        except FaultError:
            return _NO_TOKEN
        return None


def token_of(authorization: str) -> str:
    """The token of an Authorization header: a bearer's, or the password of a basic one; empty where there is none.

    Basic is for clients that can be given an address and nothing else: `curl` sends `http://any:TOKEN@host/` that way.

    >>> token_of("Bearer abc"), token_of("Basic YW55OmFiYw==")
    ('abc', 'abc')
    """
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(rest.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
