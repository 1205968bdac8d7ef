"""Defaults of `prove` from `~/.config/trivium/config.toml`: flag > `TRIVIUM_*` > this file > built-in default."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trivium.cli.errors import ConfigError

CONFIGURABLE = frozenset({"server", "token", "tls_ca", "budget", "seed", "quiet", "as_json", "toolchain"})


def config_path(environ: Mapping[str, str]) -> Path:
    """Where the configuration file is looked for, after the XDG base directory specification."""
    base = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".config")
    return Path(base) / "trivium" / "config.toml"


def load_defaults(path: Path) -> dict[str, Any]:
    """The `[prove]` table of a configuration file, by parameter name; empty when there is no file.

    Raises ConfigError for text that is no TOML, an unknown key, and a value that is no scalar.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("prove", {})
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: 'prove' must be a table")
    defaults = {("as_json" if key == "json" else key.replace("-", "_")): value for key, value in table.items()}
    for key, value in defaults.items():
        if key not in CONFIGURABLE:
            known = ", ".join(sorted("json" if k == "as_json" else k.replace("_", "-") for k in CONFIGURABLE))
            raise ConfigError(f"{path}: unknown key {key!r} in [prove]; known are {known}")
        if not isinstance(value, str | int | float | bool):
            raise ConfigError(f"{path}: {key!r} must be a text, a number or a truth value")
    return defaults


def default_map(command: object, defaults: Mapping[str, Any]) -> dict[str, Any]:
    """The defaults in the nested form that the command line takes: for each command those of its own parameters.

    `command` is a command or a group of Click or of Typer's own copy of it, whose classes have no common base.
    """
    subcommands = getattr(command, "commands", None)
    if subcommands is not None:
        return {name: default_map(sub, defaults) for name, sub in subcommands.items()}
    own = {parameter.name for parameter in getattr(command, "params", ())}
    return {name: value for name, value in defaults.items() if name in own}
