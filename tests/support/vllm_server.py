"""A running vLLM of the stage `make test-vllm`."""

import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import httpx

SEQUENCES = 16
"""Texts that the server writes at once."""


@dataclass
class Vllm:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def signal(self, number: signal.Signals) -> None:
        """To the server and all its processes."""
        os.killpg(self.process.pid, number)

    def healthy(self) -> bool:
        """What its own health check says."""
        try:
            return httpx.get(self.url.removesuffix("/v1") + "/health", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False
