"""A container of an engine (Docker, or Podman by its Docker API) as a launcher, where the extra `docker` is installed.

The container is made from an empty image: it has no files but those that are shown to it, read-only, no network, no
capability, and limits on memory and processes that the kernel keeps for all of it (cgroups). It takes up to a second to
start, so it stands behind bubblewrap. Who may ask the engine is as good as root: its socket never enters a container.
"""

from __future__ import annotations

import functools
import importlib
import io
import json
import socket
import sys
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from trivium.services.sandbox.launchers import Confinement, Restricted, interpreter, works

_RUN = Path(__file__).with_name("container_run.py")
_SHIM = Path(__file__).with_name("container_shim.py")
_UNIX = "unix://"
_MEMORY_MARGIN = 2 << 30
_PATIENCE = 15.0
"""Seconds that an engine may take to answer; its first answer may come late."""
WORDS = "container: no network, no other processes, no files but those shown, memory and processes limited by cgroups"


class NoEngineError(Exception):
    """No container engine can be used here; says why."""


@dataclass(frozen=True, slots=True)
class Container:
    """Each command in a container of its own."""

    engine: str
    """Address of the engine's API, such as `unix:///var/run/docker.sock`."""
    image: str
    """Id of an image without files."""

    def wrap(self, command: Sequence[str], confinement: Confinement) -> list[str]:
        """The command inside a container, started by a program inside the exec launcher."""
        shown = [str(path) for path in (*interpreter(), _SHIM, *confinement.readable)]
        order = {
            "engine": self.engine,
            "image": self.image,
            "readable": shown,
            "writable": [str(path) for path in confinement.writable],
            "memory": confinement.memory_bytes + _MEMORY_MARGIN,
            "cpu": confinement.cpu_seconds,
            "shim": [sys.executable, "-I", "-S", str(_SHIM)],
        }
        return Restricted().wrap([sys.executable, "-I", str(_RUN), json.dumps(order), *command], confinement)

    def layers(self) -> tuple[str, ...]:
        """What is in force."""
        return (*Restricted().layers(), WORDS)


def container(environment: Mapping[str, str]) -> Container:
    """The launcher, after a trial run; raises NoEngineError.

    `environment` may name the engine (`DOCKER_HOST`); else the usual sockets of Docker and Podman are tried.
    """
    return _container(tuple(_addresses(environment)))


@functools.cache
def _container(addresses: tuple[str, ...]) -> Container:
    package = docker_package()
    reasons = []
    for address in addresses:
        try:
            _require_listener(address)
            launcher = Container(address, _image(package, address))
        except (package.errors.DockerException, OSError, ValueError) as error:
            reasons.append(f"{address}: {_first_line(error)}")
            continue
        if works(launcher, 2 * _PATIENCE):
            return launcher
        reasons.append(f"{address}: an engine answers, but a container of it does not run here")
    raise NoEngineError("; ".join(reasons) if reasons else "no engine: none of the usual sockets is there")


def docker_package() -> ModuleType:
    """The package `docker`; raises NoEngineError where it is not installed."""
    try:
        return importlib.import_module("docker")
    except ImportError:
        raise NoEngineError("the package docker is not installed: pip install 'trivium[docker]'") from None


def _addresses(environment: Mapping[str, str]) -> list[str]:
    named = environment.get("DOCKER_HOST")
    if named:
        return [named]
    own = environment.get("XDG_RUNTIME_DIR")
    sockets = ["/var/run/docker.sock", "/run/podman/podman.sock", *([f"{own}/podman/podman.sock"] if own else [])]
    return [f"{_UNIX}{path}" for path in sockets if Path(path).exists()]


def _require_listener(address: str) -> None:
    """Raises OSError where nobody listens at the path of an address; the package would leave its socket open."""
    if address.startswith(_UNIX):
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(_PATIENCE)
            probe.connect(address.removeprefix(_UNIX))


def _image(package: ModuleType, address: str) -> str:
    """The id of an empty image, made where it is not there."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as empty:
        folder = tarfile.TarInfo("tmp")
        folder.type, folder.mode = tarfile.DIRTYPE, 0o755
        empty.addfile(folder)
    client = package.DockerClient(base_url=address, timeout=_PATIENCE)
    try:
        answer = str(client.api.import_image_from_data(archive.getvalue()))
    finally:
        client.close()
    last = json.loads(answer.strip().splitlines()[-1])
    if "status" not in last:
        raise ValueError(str(last)[:200])
    return str(last["status"])


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
