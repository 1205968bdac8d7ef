"""Settings of a server, in layers: flag > `TRIVIUM_*` > `[serve]` of the configuration file > default."""

from __future__ import annotations

import ipaddress
import math
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from trivium.services.runtime.confinement import Limits
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.workers import PoolSettings

_FOR_TOOLCHAINS = re.compile(
    r"(LEAN|ELAN|LAKE|XDG_(CACHE|DATA)_HOME)\w*|PATH|HOME|LANG|TMPDIR|TRIVIUM_LEAN_PROJECTS|DOCKER_HOST|XDG_RUNTIME_DIR"
)
"""The variables of a server that its engines may see; never a token or a password."""


class SettingsError(ValueError):
    """A setting cannot be used; the words name its key, its value and where it was found."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Everything that a server can be told."""

    bind: str = "127.0.0.1:50551"
    """Address; port 0 takes a free one."""
    services: tuple[str, ...] = ("geometry", "cas", "prover", "policy", "jobs")
    """The services that are served, by their short names."""
    backends: Mapping[str, str] = field(default_factory=dict)
    """Address of the server that carries out a service, by its short name; the others run here."""
    backend_token: str = field(default="", repr=False)
    """Bearer token for the backends."""
    backend_ca: Path | None = None
    """Authorities that the backends' certificates are checked with; without it they are reached without TLS."""
    tokens: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each tenant's bearer token, in hexadecimal, by the name of the tenant; none: no token is asked."""
    delegates: tuple[str, ...] = ()
    """The tenants whose calls are those of the tenants that they name: the gateways in front of this server. Where no
    token is asked for, every caller is the tenant `anyone`."""
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    tls_client_ca: Path | None = None
    """Authorities of the clients' certificates: a client without one is turned away."""
    insecure: bool = False
    """Allow a bind beyond this machine without TLS or without authentication."""
    unsafe_lean: bool = False
    """Run the Lean of strangers even where no layer cuts off network and files."""
    max_wall: float = 600.0
    """Seconds: the largest budget, and the deadline of a call that names none."""
    workers: int = 2
    """Calls that each service runs at the same time."""
    spares: int = 1
    """Workers of each service that wait beside them."""
    worker_memory_mb: int = 4096
    """Private memory of one worker process."""
    worker_log: Path | None = None
    """File for what workers print and for their tracebacks."""
    recycle_after: int = 1000
    """Calls after which a worker is replaced."""
    tenant_running: int = 8
    """Calls of one tenant that may run at the same time."""
    tenant_waiting: int = 64
    """Calls of one tenant that may wait; more are refused."""
    tenant_streams: int = 256
    """Calls of one tenant that may wait for something to happen, such as a watched job; more are refused."""
    max_request_mb: int = 16
    """Size of the largest request."""
    drain: float = 10.0
    """Seconds that calls under way have to end after SIGTERM."""
    metrics_port: int = 0
    """Port of the Prometheus metrics; 0 serves none."""
    metrics_host: str = "127.0.0.1"
    """Address of the metrics. They tell counts, methods and times, and ask for no token."""
    http_bind: str = ""
    """Address of the HTTP port: the page, and JSON for those who have no gRPC; empty serves none."""
    http_token: str = field(default="", repr=False)
    """The token that the HTTP port asks for; a new one at each start when empty."""
    http_hosts: tuple[str, ...] = ()
    """Names, with port, that HTTP requests may be addressed to beside the port's own, such as `proofs.example:443`."""
    http_origins: tuple[str, ...] = ()
    """Origins whose pages may ask the HTTP port beside its own, such as `https://proofs.example`."""
    cache_dir: Path = Path("~/.cache/trivium")
    """Folder for what is built once."""
    jobs_dir: Path = Path("~/.local/share/trivium/jobs")
    """Folder of the jobs and their results."""
    jobs_running: int = 1
    """Jobs that are carried out at the same time."""
    jobs_processes: int = 0
    """Processes that may work on one job; one a processor, of this machine or of the cluster, when 0."""
    jobs_executor: str = "processes"
    """Where jobs are carried out: `processes` of this machine, `inline` in a worker of the service, a `ray` cluster."""
    ray_address: str = "auto"
    """HOST:PORT of the Ray cluster, of which this machine must be a node; `auto` finds it."""
    jobs_tenant_waiting: int = 20_000
    """Jobs of one tenant that may wait or run; more are refused."""
    jobs_tenant_running: int = 4
    """Jobs of one tenant that may run at the same time."""
    jobs_keep_days: float = 0.0
    """Days after its end that a job is kept, with its results; 0: until it is deleted."""
    jobs_keep_count: int = 0
    """Jobs of one tenant that are kept when they are done, the latest; 0: all."""
    jobs_keep_mb: int = 0
    """Size of the results of one tenant that are kept, the latest; 0: all."""
    policies: Path | None = None
    """Configuration of the policies; `policies.toml` beside the configuration file when None, if it is there."""

    def __post_init__(self) -> None:
        for name, digest in self.tokens.items():
            if not re.fullmatch(r"[0-9a-f]{64}", digest):
                raise SettingsError(f"tokens: that of {name!r} is no SHA-256 in lower-case hexadecimal")
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise SettingsError("tls_certificate and tls_key: one without the other")
        if self.tls_client_ca is not None and self.tls_certificate is None:
            raise SettingsError(f"tls_client_ca: {self.tls_client_ca} is of no use without tls_certificate")
        if self.http_token and not re.fullmatch(r"[A-Za-z0-9._~+/=-]{16,512}", self.http_token):
            raise SettingsError("http_token: it must be 16 to 512 letters, digits or one of ._~+/=-")

    @property
    def loopback(self) -> bool:
        """Whether the server can be reached from this machine only."""
        return _of_this_machine(self.bind) and (not self.http_bind or _of_this_machine(self.http_bind))

    def check_exposure(self) -> None:
        """Raises SettingsError for a bind beyond this machine that lacks TLS or authentication."""
        if self.loopback or self.insecure:
            return
        if self.tls_certificate is None:
            key = "http_bind" if _of_this_machine(self.bind) else "bind"
            raise SettingsError(f"{key}: {getattr(self, key)} reaches beyond this machine: TLS or --insecure is needed")
        if _of_this_machine(self.bind):
            return  # the HTTP port always asks for a token
        if not self.tokens and self.tls_client_ca is None:
            raise SettingsError(f"bind: {self.bind} reaches beyond this machine: tokens, tls_client_ca or --insecure")

    @property
    def secret(self) -> bool:
        """Whether the server holds what its children must not be able to read."""
        return bool(self.tokens or self.backend_token or self.tls_key or self.http_bind)

    @property
    def pool(self) -> PoolSettings:
        """The settings of each service's worker pool."""
        return PoolSettings(
            size=self.workers,
            spares=self.spares,
            limits=Limits(memory_bytes=self.worker_memory_mb << 20),
            recycle_after=self.recycle_after,
            log=self.worker_log,
        )

    def policies_file(self, environ: Mapping[str, str]) -> Path | None:
        """The configuration of the policies; None where there is none."""
        if self.policies is not None:
            return self.policies
        beside = config_path(environ).with_name("policies.toml")
        return beside if beside.is_file() else None

    def engine(self, environ: Mapping[str, str], policies: Path | None = None) -> EngineSettings:
        """What the engines may know of this machine; `policies` is the socket on which they ask for policies."""
        return EngineSettings(
            policies=policies,
            cache_dir=self.cache_dir.expanduser(),
            environment=toolchain_environment(environ),
            allow_unsandboxed_lean=self.loopback or self.unsafe_lean,
        )


def _of_this_machine(address: str) -> bool:
    return address.startswith("unix:") or address.rpartition(":")[0] in {"127.0.0.1", "localhost", "[::1]"}


def toolchain_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that toolchain discovery reads, and no other."""
    return {key: value for key, value in environ.items() if _FOR_TOOLCHAINS.fullmatch(key)}


def config_path(environ: Mapping[str, str]) -> Path:
    """Where the configuration file is looked for, after the XDG base directory specification."""
    base = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "/")) / ".config")
    return Path(base) / "trivium" / "config.toml"


def load_settings(flags: Mapping[str, object], environ: Mapping[str, str], path: Path | None = None) -> ServerSettings:
    """The settings of all layers; flags that are None are not given.

    Raises SettingsError for an unknown key, a value that cannot be read, and settings that contradict each other.
    """
    layers: list[tuple[str, Mapping[str, object]]] = [("the flag", {k: v for k, v in flags.items() if v is not None})]
    variables = {name: f"TRIVIUM_{name.upper()}" for name in _READERS}
    layers.append(("the environment", {k: environ[v] for k, v in variables.items() if v in environ}))
    where = config_path(environ) if path is None else path
    layers.append((str(where), _table(where)))
    values: dict[str, Any] = {}
    for origin, layer in reversed(layers):
        for key, value in layer.items():
            values[key] = _read(key, value, origin)
    return ServerSettings(**values)


def _table(path: Path) -> dict[str, object]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("serve", {})
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: 'serve' must be a table")
    return {key.replace("-", "_"): value for key, value in table.items()}


def _read(key: str, value: object, origin: str) -> object:
    if key not in _READERS:
        raise SettingsError(f"{key}: unknown setting in {origin}; known are {', '.join(sorted(_READERS))}")
    try:
        return _READERS[key](value)
    except (TypeError, ValueError) as error:
        told = "its value" if key.endswith("_token") else repr(value)
        raise SettingsError(f"{key}: {told} in {origin} is {error}") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _address(value: object) -> str:
    text = _text(value)
    host, _, port = text.rpartition(":")
    if text.startswith("unix:") or (host and port.isdecimal() and int(port) < 1 << 16):
        return text
    raise ValueError("no address such as 127.0.0.1:50551")


def _host(value: object) -> str:
    return str(ipaddress.ip_address(_text(value)))


def _cluster(value: object) -> str:
    """The address of a Ray cluster; that of a Ray Client is none, whose actors outlive it for half a minute."""
    text = _text(value)
    if text == "auto":
        return text
    if "://" in text:
        raise ValueError(
            "that of a Ray Client: make this machine a node (ray start --address=HOST:PORT), and name HOST:PORT or auto"
        )
    return _address(text)


def _http_address(value: object) -> str:
    """An address, or a port alone, which is one of this machine."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)
    address = f"127.0.0.1:{text}" if text.isdecimal() else text
    if not text or address.startswith("unix:"):
        raise ValueError("no port, and no address such as 127.0.0.1:8080")
    return _address(address)


def _switch(value: object) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if str(value).lower() not in words:
        raise ValueError("neither true nor false")
    return words[str(value).lower()]


def _path(value: object) -> Path:
    if not isinstance(value, str | Path) or not str(value):
        raise TypeError("no path")
    return Path(value).expanduser()


def _seconds(value: object) -> float:
    try:
        seconds = float(str(value).removesuffix("s"))
    except ValueError:
        raise ValueError("no number of seconds") from None
    if not (math.isfinite(seconds) and seconds > 0):
        raise ValueError("no positive number of seconds")
    return seconds


def _days(value: object) -> float:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,9})?", str(value)):
        raise ValueError("no number of days")
    return float(str(value))


def _count(least: int, most: int = 1 << 31) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not re.fullmatch(r"[0-9]{1,10}", str(value)) or not least <= int(str(value)) <= most:
            raise ValueError(f"no whole number from {least} to {most}")
        return int(str(value))

    return read


def _one_of(*words: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in words:
            raise ValueError(f"none of {', '.join(words)}")
        return str(value)

    return read


def _names(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) and part.strip() for part in parts):
        raise TypeError("no list of names")
    return tuple(part.strip() for part in parts)


def _pairs(value: object) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {_text(key): _text(of) for key, of in value.items()}
    pairs = [name.partition("=") for name in _names(value)]
    if not all(key and of for key, _, of in pairs):
        raise ValueError("no list of NAME=VALUE")
    return {key: of for key, _, of in pairs}


def _addresses(value: object) -> dict[str, str]:
    return {name: _address(address) for name, address in _pairs(value).items()}


_READERS: dict[str, Callable[[object], object]] = {
    "bind": _address,
    "services": _names,
    "backends": _addresses,
    "backend_token": _text,
    "backend_ca": _path,
    "tokens": _pairs,
    "delegates": _names,
    "tls_certificate": _path,
    "tls_key": _path,
    "tls_client_ca": _path,
    "insecure": _switch,
    "unsafe_lean": _switch,
    "max_wall": _seconds,
    "workers": _count(1, 1024),
    "spares": _count(0, 1024),
    "worker_memory_mb": _count(64),
    "worker_log": _path,
    "recycle_after": _count(1),
    "tenant_running": _count(1),
    "tenant_waiting": _count(0),
    "tenant_streams": _count(1),
    "max_request_mb": _count(1, 1024),
    "drain": _seconds,
    "metrics_port": _count(0, 65535),
    "metrics_host": _host,
    "http_bind": _http_address,
    "http_token": _text,
    "http_hosts": _names,
    "http_origins": _names,
    "cache_dir": _path,
    "jobs_dir": _path,
    "jobs_running": _count(1, 1024),
    "jobs_processes": _count(0, 4096),
    "jobs_executor": _one_of("processes", "inline", "ray"),
    "ray_address": _cluster,
    "jobs_tenant_waiting": _count(1),
    "jobs_tenant_running": _count(1, 1024),
    "jobs_keep_days": _days,
    "jobs_keep_count": _count(0),
    "jobs_keep_mb": _count(0),
    "policies": _path,
}
assert set(_READERS) == {entry.name for entry in fields(ServerSettings)}
