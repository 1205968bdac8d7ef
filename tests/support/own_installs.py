"""What a heavy test needs and the project does not: installed by the test itself, kept beside the environment."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".venv" / "own"
"""Cleaned with the environment."""


def environment(*requirements: str) -> Path:
    """The `bin` of a virtual environment that holds the requirements and nothing of this project."""
    key = hashlib.sha256("\n".join(sorted(requirements)).encode()).hexdigest()[:16]
    folder = KEPT / key
    if not (folder / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        uv = Path(sys.executable).parent / "uv"
        run(str(uv), "venv", "--quiet", "--python", sys.executable, str(folder))
        run(str(uv), "pip", "install", "--quiet", "--python", str(folder / "bin" / "python"), *requirements)
        (folder / "whole").touch()
    return folder / "bin"


def debian_program(name: str, package: str) -> str:
    """The path of a program, installed from Debian where it is missing and that is allowed here."""
    found = shutil.which(name)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        run("apt-get", "update", "--quiet")  # a new machine has no lists, or old ones
        run("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", package)
        found = shutil.which(name)
    assert found is not None, f"missing: {name}. On Debian: apt install {package}"
    return found


def run(*command: str) -> None:
    """Run a command; its output is shown where it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"
