"""`policies.toml`: which policies there are. Keys stand in the environment or in files of their own, never in it.

[policies.deepseek]
backend = "openai"
url = "http://127.0.0.1:8000/v1"
model = "deepseek-ai/DeepSeek-Prover-V2-7B"
template = "deepseek-prover-v2"
key_env = "DEEPSEEK_KEY"
"""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

BACKENDS: Mapping[str, frozenset[str]] = {
    "portfolio": frozenset(),
    "knn": frozenset({"index"}),
    "embedded": frozenset(
        {"checkpoint", "precision", "template", "template_file", "threads", "beam", "batch", "temperature"}
    ),
    "openai": frozenset({"url", "model", "template", "template_file", "key_env", "key_file", "beam", "temperature"}),
    "ensemble": frozenset({"members"}),
    "replay": frozenset({"recorded"}),
}
"""The keys of each backend, beside the common ones."""
_COMMON = frozenset({"backend", "concurrency", "waiting", "timeout", "log"})
_NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


class ConfigurationError(ValueError):
    """A policy cannot be set up; the words name the file and the key, never a secret."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One policy as the file has it, and where that is."""

    name: str
    backend: str
    values: Mapping[str, object]
    origin: str

    def text(self, key: str, default: str | None = None) -> str:
        """A text; raises ConfigurationError."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.wrong(key, "must be a text")
        return value

    def path(self, key: str) -> Path:
        """A path; raises ConfigurationError."""
        return Path(self.text(key)).expanduser()

    def count(self, key: str, default: int) -> int:
        """A whole number from 1; raises ConfigurationError."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.wrong(key, "must be a whole number from 1")
        return value

    def number(self, key: str, default: float) -> float:
        """A positive number; raises ConfigurationError."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
            raise self.wrong(key, "must be a positive number")
        return float(value)

    def heat(self) -> float | None:
        """The temperature; None where it is not given."""
        if "temperature" not in self.values:
            return None
        value = self.values["temperature"]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 10:
            raise self.wrong("temperature", "must be a number from 0 to 10")
        return float(value)

    def switch(self, key: str) -> bool:
        """True or false, false where it is not given; raises ConfigurationError."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; raises ConfigurationError."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(entry, str) for entry in value):
            raise self.wrong(key, "must be a list of names")
        return tuple(map(str, value))

    def wrong(self, key: str, words: str) -> ConfigurationError:
        """The error of a key."""
        return ConfigurationError(f"{self.origin}: {key} {words}")


def read_policies(path: Path) -> list[Entry]:
    """The policies of a file in their order; raises ConfigurationError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: {error}") from None
    policies = table.get("policies", {})
    if set(table) - {"policies"} or not isinstance(policies, dict):
        raise ConfigurationError(f"{path}: only tables [policies.NAME] are known")
    return [_entry(path, name, values) for name, values in policies.items()]


def _entry(path: Path, name: str, values: object) -> Entry:
    origin = f"{path}: [policies.{name}]"
    if not isinstance(values, dict):
        raise ConfigurationError(f"{origin} must be a table")
    if not name or set(name) - _NAME_CHARACTERS or len(name) > 100:
        raise ConfigurationError(f"{origin}: a name has letters, digits, '-', '_' and '.'")
    backend = values.get("backend")
    if not isinstance(backend, str) or backend not in BACKENDS:
        raise ConfigurationError(f"{origin}: backend must be one of {', '.join(BACKENDS)}")
    unknown = set(values) - BACKENDS[backend] - _COMMON
    if unknown:
        known = ", ".join(sorted(BACKENDS[backend] | _COMMON))
        raise ConfigurationError(f"{origin}: unknown key {min(unknown)!r}; known are {known}")
    return Entry(name, backend, values, origin)


def key_of(entry: Entry, environ: Mapping[str, str]) -> str:
    """The bearer token of a policy, from the environment or a file; raises ConfigurationError without saying it."""
    if "key_env" in entry.values and "key_file" in entry.values:
        raise entry.wrong("key_env", "and key_file: give one")
    if "key_env" in entry.values:
        name = entry.text("key_env")
        if not environ.get(name):
            raise entry.wrong("key_env", f"names {name}, which is not set")
        key = environ[name].strip()
    elif "key_file" in entry.values:
        try:
            key = entry.path("key_file").read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise entry.wrong("key_file", f"cannot be read: {type(error).__name__}") from None
    else:
        return ""
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise entry.wrong("key_env" if "key_env" in entry.values else "key_file", "holds no key")
    return key


def url_of(entry: Entry, *, with_key: bool) -> str:
    """The endpoint; raises ConfigurationError for no URL, for one that holds a password, and for a key in the clear."""
    url = entry.text("url").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise entry.wrong("url", "must be an http or https URL such as http://127.0.0.1:8000/v1")
    if parts.username or parts.password or parts.query:
        raise entry.wrong("url", "must hold no user, password or query: use key_env or key_file")
    if with_key and parts.scheme == "http" and not _here(parts.hostname):
        raise entry.wrong("url", "is http on another machine: the key would travel in the clear")
    return url


def _here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
