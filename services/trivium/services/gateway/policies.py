"""The policy service beside a gateway or a command line: a process of its own, which alone holds keys and models.

It is told what to serve on its standard input, answers this process by gRPC and the workers on a line, both on sockets
in a private folder, is started anew when it dies, and ends with this process.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import grpc
from google.protobuf.descriptor import ServiceDescriptor

from trivium.services.gateway.proxy import ProxiedEndpoint
from trivium.services.runtime.confinement import hide_memory
from trivium.services.runtime.launcher import LoadError
from trivium.services.runtime.settings import ServerSettings, SettingsError

POLICY = "policy"
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from trivium.services.policy.beside import main; sys.exit(main())"
)
_RESTART_DELAYS = (0.2, 1.0, 5.0)
_PATIENCE = 2.0


@dataclass(eq=False, slots=True)
class PolicyHost:
    """The process; `start` and `close` belong to one event loop."""

    order: Callable[[], Mapping[str, object]]
    """What it is to serve; see `beside.main`. Asked at the start; raises SettingsError."""
    environ: Mapping[str, str]
    """Its variables, which may hold keys."""
    folder: Path = field(default_factory=lambda: Path(tempfile.gettempdir()) / f"trivium-{secrets.token_hex(8)}")
    _process: asyncio.subprocess.Process | None = None
    _watch: asyncio.Task[None] | None = None
    _told: bytes = b""

    @classmethod
    def of(cls, settings: ServerSettings, environ: Mapping[str, str]) -> Self:
        """For a server of these settings: the policies of its file, or those of its backend."""
        return cls(lambda: order_of(settings, environ), environ)

    @property
    def line(self) -> Path:
        """Socket for the workers."""
        return self.folder / "line"

    @property
    def address(self) -> str:
        """gRPC address."""
        return f"unix:{self.folder / 'grpc'}"

    @property
    def pid(self) -> int | None:
        """Process id, while it runs."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def start(self) -> None:
        """Start it; raises LoadError with its own words where it cannot serve."""
        try:
            order = self.order()
        except SettingsError as error:
            raise LoadError(str(error)) from None
        if order["policies"]:
            hide_memory()  # the variables of this process may hold the keys, too
        self._told = json.dumps(order).encode()
        self.folder.mkdir(mode=0o700)
        await self._spawn()
        self._watch = asyncio.create_task(self._restart())

    async def begin(self) -> None:
        """Start it where it was not; raises LoadError."""
        if self._watch is None:
            await self.start()

    async def close(self) -> None:
        """End it, and remove its folder."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            try:
                async with asyncio.timeout(_PATIENCE):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    async def _spawn(self) -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-s", "-P", "-c", _BOOT, json.dumps(sys.path), str(self.folder), str(os.getpid())),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**self.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"},
            start_new_session=True,
        )
        self._process = process
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(ConnectionError):
            process.stdin.write(self._told)
            await process.stdin.drain()
        process.stdin.close()
        told = await process.stdout.readline()
        if told.strip() != b"ready":
            await process.wait()
            raise LoadError(told.decode("utf-8", "replace").strip() or "the policy service does not start")

    async def _restart(self) -> None:
        failures = 0
        while True:
            if self._process is not None:
                await self._process.wait()
            await asyncio.sleep(_RESTART_DELAYS[min(failures, len(_RESTART_DELAYS) - 1)])
            failures += 1
            with contextlib.suppress(LoadError, OSError):
                await self._spawn()
                failures = 0


def order_of(settings: ServerSettings, environ: Mapping[str, str]) -> dict[str, object]:
    """What the process of a server with these settings is to serve."""
    file, authorities = settings.policies_file(environ), settings.backend_ca
    return {
        "policies": str(file.resolve()) if file else None,
        "remote": settings.backends.get(POLICY),
        "token": settings.backend_token,
        "authorities": str(authorities.resolve()) if authorities else None,
        "max_wall": settings.max_wall,
    }


class PolicyEndpoint:
    """The policy service of a gateway: calls go to its process, or to the backend that is named for it."""

    def __init__(
        self, host: PolicyHost, contracts: Sequence[ServiceDescriptor], remote: ProxiedEndpoint | None = None
    ) -> None:
        self.host = host
        self._way = remote or ProxiedEndpoint(POLICY, contracts, host.address)
        self.contracts: tuple[str, ...] = self._way.contracts

    async def start(self) -> None:
        """Start the process; raises LoadError."""
        await self.host.start()
        await self._way.start()

    async def drain(self) -> None:
        """Nothing: it works for those who call."""

    async def close(self) -> None:
        """End the process."""
        await self._way.close()
        await self.host.close()

    async def serving(self) -> bool:
        """What the process, or the backend, says."""
        return await self._way.serving()

    def handlers(self) -> Sequence[grpc.GenericRpcHandler]:
        """Handlers that pass bytes on."""
        return self._way.handlers()
