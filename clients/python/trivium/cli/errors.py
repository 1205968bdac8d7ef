"""The errors that end a command before anything is asked."""

from __future__ import annotations


class InputError(Exception):
    """A file or a text of the user cannot be used; the message names the place and the reason. Exit code 2."""


class ConfigError(InputError):
    """The configuration file cannot be used; the message names the file and the key."""
