"""Servers of the specimen services: in this process, or as a process of their own (`python specimen_server.py`)."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from trivium.services.catalogue import CATALOGUE, Offer
from trivium.services.gateway import build_gateway, run_gateway
from trivium.services.runtime.server import Server
from trivium.services.runtime.settings import ServerSettings, load_settings
from trivium.services.runtime.telemetry import json_log

SPECIMENS = {
    name: Offer(f"specimen:{name.upper()}", CATALOGUE[name].contracts, CATALOGUE[name].stubs)
    for name in ("cas", "geometry")
}
BOTH = Offer(
    "specimen:BOTH",
    tuple(offer.contracts[0] for offer in SPECIMENS.values()),
    tuple(offer.stubs[0] for offer in SPECIMENS.values()),
)
RESIDENT = replace(
    BOTH,
    operations="resident_specimen",
    resident=True,
    patient=frozenset({"/trivium_api.geometry.v1.GeometryService/Solve"}),
)
OFFERS = {**SPECIMENS, "both": BOTH, "resident": RESIDENT}
HERE = Path(__file__).parent


class Log(io.StringIO):
    """A server's log."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@asynccontextmanager
async def open_server(log: Log | None = None, **settings: Any) -> AsyncIterator[Server]:
    """A server of the specimens on a free port of this machine, unless `settings` say otherwise."""
    chosen = ServerSettings(**{"bind": "127.0.0.1:0", "services": ("cas", "geometry"), **settings})
    async with build_gateway(chosen, {}, json_log(log or Log()), OFFERS) as server:
        yield server


@asynccontextmanager
async def spawn_server(*flags: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """A server process and its address; killed in the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "specimen_server.py"), *flags, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield process, (await process.stdout.readline()).decode().removeprefix("listening on ").strip()
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
        process._transport.close()  # type: ignore[attr-defined]


if __name__ == "__main__":
    given = {"bind": "127.0.0.1:0", "services": "cas,geometry"} | dict(flag.split("=", 1) for flag in sys.argv[1:])
    asyncio.run(
        run_gateway(
            load_settings(given, {}, Path("/nonexistent/config.toml")),
            environ={},
            on_ready=lambda address: print(f"listening on {address}", flush=True),
            log_stream=io.StringIO(),
            catalogue=OFFERS,
        )
    )
