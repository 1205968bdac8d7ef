"""The HTTP port of a gateway of specimen services, as a process of its own (`python specimen_port.py key=value …`)."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from trivium.services.catalogue import CATALOGUE

CHECK = f"/{CATALOGUE['cas'].contracts[0]}/CheckEqual"
SOLVE = f"/{CATALOGUE['geometry'].contracts[0]}/Solve"
TOKEN = "the-token-of-this-port"


@dataclass
class Port:
    """A port that listens."""

    origin: str
    client: httpx.Client
    log: Path
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        return self.origin.partition("://")[2]

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of the log so far."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def calls(self, path: str = CHECK) -> list[dict[str, Any]]:
        """The lines about calls of a method."""
        return [line for line in self.lines if line.get("method") == path]

    def connect(self) -> socket.socket:
        name, _, port = self.host.partition(":")
        return socket.create_connection((name, int(port)), timeout=10)

    def raw(self, sent: bytes) -> bytes:
        """What comes back for these bytes until the server closes the connection or falls silent."""
        with self.connect() as connection:
            received = b""
            with suppress(OSError):  # refused before all was sent
                connection.sendall(sent)
            with suppress(OSError):
                while part := connection.recv(65536):
                    received += part
            return received

    def check(self, words: str = "echo x", **more: Any) -> httpx.Response:
        """Ask the specimen; `more` goes to the client."""
        return self.client.post(CHECK, json={"equation": {"lhs": words}}, **more)


@contextmanager
def open_port(folder: Path, **settings: str) -> Iterator[Port]:
    """A port on free ports of this machine; its log goes to `folder`."""
    log = folder / f"log-{time.monotonic_ns()}"
    given = [f"{key}={value}" for key, value in settings.items()]
    with log.open("w") as errors:
        process = subprocess.Popen([sys.executable, __file__, *given], stdout=subprocess.PIPE, stderr=errors, text=True)
    assert process.stdout is not None
    origin = process.stdout.readline().partition("/#token=")[0]
    assert origin, log.read_text()
    try:
        with httpx.Client(
            base_url=origin, headers={"authorization": f"Bearer {TOKEN}"}, timeout=30, verify=False
        ) as client:
            yield Port(origin, client, log, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.stdout.close()
        assert process.wait(20) == 0


def main(given: dict[str, str]) -> None:
    from specimen_server import SPECIMENS

    from trivium.services.gateway import run_gateway
    from trivium.services.gateway.http import calls, port
    from trivium.services.runtime.settings import load_settings

    # so that tests need not wait as long as a stranger may
    port._HEAD_PATIENCE = port._BODY_PATIENCE = 1.0
    calls._ALIVE = 0.2
    usual = {
        "bind": "127.0.0.1:0",
        "http_bind": "0",
        "http_token": TOKEN,
        "services": "cas,geometry",
        "workers": "1",
        "spares": "0",
        "drain": "3",
    }
    settings = load_settings({**usual, **given}, {}, Path("/nonexistent/config.toml"))
    asyncio.run(
        run_gateway(
            settings,
            environ={},
            on_ready=lambda address: None,
            on_page=lambda url: print(url, flush=True),
            catalogue=SPECIMENS,
        )
    )


if __name__ == "__main__":
    main(dict(flag.split("=", 1) for flag in sys.argv[1:]))
