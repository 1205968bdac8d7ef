"""A real gateway with its engines and its HTTP port, as a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prove_process import PROVE, ROOT, Prove


@dataclass(frozen=True)
class Served:
    """A gateway that listens."""

    address: str
    """Of gRPC."""
    origin: str
    token: str
    log: Path

    @property
    def url(self) -> str:
        """The page with its token."""
        return f"{self.origin}/#token={self.token}"

    def calls(self, method: str) -> list[dict[str, Any]]:
        """The lines of the log about calls of a method, such as `ProverService/Prove`."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [line for line in lines if str(line.get("method", "")).endswith(f".{method}") and "code" in line]


@contextmanager
def serve_http(log: Path, *flags: str) -> Iterator[Served]:
    """Serve on free ports of this machine; the gateway's log goes to `log`."""
    with log.open("w") as errors:
        process = subprocess.Popen(
            [PROVE, "serve", "--bind", "127.0.0.1:0", "--http", "0", *flags],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=ROOT,
            env=Prove().environment(),
        )
    assert process.stdout is not None
    address = process.stdout.readline().strip().removeprefix("listening on ")
    origin, _, token = process.stdout.readline().strip().removeprefix("page at ").partition("/#token=")
    assert token, log.read_text()
    try:
        yield Served(address, origin, token, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.stdout.close()
        assert process.wait(timeout=30) == 0
