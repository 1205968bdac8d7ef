"""The job service with the specimens among its kinds, in a server of this process or of one of its own."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from trivium.services.catalogue import CATALOGUE
from trivium.services.gateway import build_gateway, run_gateway
from trivium.services.jobs import servicer
from trivium.services.runtime.server import Server
from trivium.services.runtime.settings import ServerSettings
from trivium.services.runtime.telemetry import json_log

HERE = Path(__file__).parent


def open_resident(
    settings: ServerSettings, environ: Mapping[str, str], log: Any, policies: Path | None = None
) -> servicer.Jobs:
    opened = servicer.open_resident(settings, environ, log)
    keeping = replace(opened._setup.keeping, grace=0.5, pause=0.2)  # nobody waits for minutes
    setup = replace(opened._setup, runner="counting_runner", keeping=keeping)
    if "LEASE" in os.environ:
        setup = replace(setup, policy=replace(setup.policy, lease=float(os.environ["LEASE"])))
    return servicer.Jobs(setup, log)


OFFERS = {**CATALOGUE, "jobs": replace(CATALOGUE["jobs"], operations="counting_jobs")}


def settings(folder: Path, **chosen: Any) -> ServerSettings:
    """Jobs in a folder, on a free port; one process alone needs no further one to begin."""
    executor = "inline" if chosen.get("jobs_processes", 1) == 1 else "processes"
    given = {"bind": "127.0.0.1:0", "services": ("jobs",), "jobs_dir": folder, "jobs_processes": 1}
    given |= {"jobs_executor": executor, **chosen}
    return ServerSettings(**given)


@asynccontextmanager
async def open_jobs(folder: Path, **chosen: Any) -> AsyncIterator[Server]:
    """A server in this process."""
    async with build_gateway(settings(folder, **chosen), {}, json_log(io.StringIO()), OFFERS) as server:
        yield server


@dataclass
class Served:
    """A server process."""

    process: asyncio.subprocess.Process
    address: str

    async def kill(self) -> None:
        """SIGKILL."""
        self.process.kill()
        await self.process.wait()

    async def end(self) -> int:
        """SIGTERM, and the exit code."""
        self.process.terminate()
        return await self.process.wait()


@asynccontextmanager
async def spawn_jobs(folder: Path, lease: float | None = None, **chosen: Any) -> AsyncIterator[Served]:
    """A server in a process of its own; killed in the end if it still runs."""
    environ = {**os.environ, **({} if lease is None else {"LEASE": str(lease)})}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(HERE / "counting_jobs.py"),
        str(folder),
        json.dumps(chosen),
        stdout=asyncio.subprocess.PIPE,
        env=environ,
    )
    assert process.stdout is not None
    try:
        yield Served(process, (await process.stdout.readline()).decode().removeprefix("listening on ").strip())
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
        process._transport.close()  # type: ignore[attr-defined]


if __name__ == "__main__":
    asyncio.run(
        run_gateway(
            settings(Path(sys.argv[1]), **json.loads(sys.argv[2])),
            environ={},
            on_ready=lambda address: print(f"listening on {address}", flush=True),
            log_stream=io.StringIO(),
            catalogue=OFFERS,
        )
    )
