"""Starts processes of our own code: a clean environment, no input, one socket to the parent."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from trivium.services.runtime.confinement import CLEAN_ENVIRONMENT

_BOOT = (
    "import importlib, json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "importlib.import_module(sys.argv[2]).main(*map(int, sys.argv[3:]))"
)


def spawn(
    module: str, channel: socket.socket, *numbers: int, log: Path | None = None, own_session: bool = False
) -> subprocess.Popen[bytes]:
    """A process that calls `main` of a module with the descriptor of its socket and some numbers.

    Args:
        module: full name; the process finds modules where this one does.
        channel: the process's end of a pair of sockets.
        numbers: further arguments.
        log: file for what it prints; nothing is kept when None.
        own_session: whether Ctrl-C at a terminal is for its parent alone, who ends it in good order.
    """
    arguments = [json.dumps(sys.path), module, str(channel.fileno()), *map(str, numbers)]
    with contextlib.ExitStack() as stack:
        sink: Any = subprocess.DEVNULL if log is None else stack.enter_context(log.open("ab"))
        return subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-s", "-P", "-c", _BOOT, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            env=CLEAN_ENVIRONMENT,
            pass_fds=(channel.fileno(),),
            start_new_session=own_session,
        )
