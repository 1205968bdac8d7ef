"""Runs the real `prove` as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROVE = Path(sys.executable).parent / "prove"


@dataclass(frozen=True)
class Run:
    """What a run of `prove` came to."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Prove:
    """Runs `prove` in a clean environment; `server` names the gateway that it asks."""

    server: str = ""

    def environment(self) -> dict[str, str]:
        keep = {k: v for k, v in os.environ.items() if not k.startswith("TRIVIUM_") or k == "TRIVIUM_JOBS_DIR"}
        return {**keep, "TRIVIUM_SERVER": self.server} if self.server else keep

    def __call__(self, *arguments: str | Path, stdin: str | None = None, timeout: float = 100) -> Run:
        done = subprocess.run(
            [PROVE, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout,
            cwd=ROOT,
            env=self.environment(),
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)
