"""Runs `prove` as at a terminal."""

from __future__ import annotations

import os
import pty
import subprocess

from prove_process import PROVE, ROOT, Prove


def run_at_terminal(*arguments: str, environment: dict[str, str] | None = None) -> tuple[str, str]:
    """Run `prove` with standard error on a pseudo-terminal: its standard output and what the terminal got."""
    ours, theirs = pty.openpty()
    variables = {**Prove().environment(), "TERM": "xterm-256color", **(environment or {})}
    with subprocess.Popen(
        [PROVE, *arguments], stdout=subprocess.PIPE, stderr=theirs, text=True, cwd=ROOT, env=variables
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end of a pseudo-terminal is closed: EIO
                break
            if not piece:
                break
            shown += piece
        assert process.stdout is not None
        out = process.stdout.read()
    os.close(ours)
    return out, shown.decode()
