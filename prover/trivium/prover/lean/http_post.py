"""Sends JSON to a server over HTTP, as `kimina.KiminaLean` asks for it."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field

_LARGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class HttpPost:
    """The address of a server, and what opens its door."""

    url: str
    """Such as `http://127.0.0.1:8000`; `http` and `https` only."""
    key: str = field(default="", repr=False)
    """The server's API key; empty for none. Keep it out of plain HTTP to other machines."""

    def __post_init__(self) -> None:
        """Raises ValueError for an address that is none."""
        if not self.url.startswith(("http://", "https://")):
            raise ValueError("an address starts with http:// or https://")

    def __call__(self, path: str, body: Mapping[str, object], patience: float) -> object:
        """The JSON answer; raises TimeoutError, and OSError for a server that is not there, refuses or says no JSON."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        request = urllib.request.Request(self.url.rstrip("/") + path, json.dumps(body).encode(), headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=patience) as response:  # noqa: S310 - checked above
                data = response.read(_LARGEST)
        except urllib.error.HTTPError as error:
            with error:
                raise OSError(f"the server answered {error.code} {error.reason}") from error
        except http.client.HTTPException as error:
            raise OSError(f"the server's answer is none: {error}") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, OSError):
                raise error.reason from error
            raise OSError(str(error.reason)) from error
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise OSError("the server's answer is no JSON") from error
