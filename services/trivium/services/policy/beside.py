"""The process of the policy service beside a gateway or a command line; `gateway.policies` starts it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from trivium.services.policy.line import LineServer
from trivium.services.policy.relay import PolicyRelay
from trivium.services.policy.servicer import open_resident
from trivium.services.runtime.confinement import end_with, hide_memory
from trivium.services.runtime.launcher import LoadError
from trivium.services.runtime.resident import Resident, ResidentEndpoint
from trivium.services.runtime.server import BindError, Server
from trivium.services.runtime.settings import ServerSettings
from trivium.services.runtime.telemetry import json_log

_QUESTIONS = 1024
"""That one caller, the gateway, may ask at the same time; each policy has limits of its own."""


def main() -> int:
    """Serve in the folder of the second argument for the process of the third; the exit code.

    The standard input holds a JSON object: `policies`, a file or null; `remote`, `token` and `authorities` of a server
    whose policies are passed on instead; `max_wall`. The first line of the standard output is "ready", or the reason
    why not.
    """
    folder, parent = Path(sys.argv[2]), int(sys.argv[3])
    end_with(parent)
    hide_memory()
    try:
        asyncio.run(_serve(json.load(sys.stdin), folder))
    except (LoadError, BindError) as error:
        _say(" ".join(str(error).split()))
        return 1
    return 0


async def _serve(order: Mapping[str, str | None], folder: Path) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    for stale in ("grpc", "line"):
        (folder / stale).unlink(missing_ok=True)
    settings = ServerSettings(
        bind=f"unix:{folder / 'grpc'}",
        policies=Path(order["policies"]) if order["policies"] else None,
        max_wall=float(order["max_wall"] or 0),
        tenant_running=_QUESTIONS,
        tenant_waiting=_QUESTIONS,
        drain=0.5,
    )
    resident: Resident
    if order["remote"]:
        authorities = Path(order["authorities"]) if order["authorities"] else None
        resident = PolicyRelay(order["remote"], order["token"] or "", authorities)
    else:
        # the file was looked for by the parent: none means none
        resident = open_resident(settings, {**os.environ, "XDG_CONFIG_HOME": str(folder)}, json_log(None))
    with Path(os.devnull).open("w") as silence:
        server = Server(settings, [ResidentEndpoint(resident)], json_log(silence))
        line = LineServer(resident, folder / "line")
        await server.start()
        await line.start()
        _say("ready")
        await ended.wait()
        await line.close()
        await server.close()


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
