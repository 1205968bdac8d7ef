"""Which launcher confines untrusted commands on this machine."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping

from trivium.services.sandbox.container import NoEngineError, container
from trivium.services.sandbox.launchers import Bubblewrap, Launcher, Restricted, bubblewraps, works

_ENGINE = ("DOCKER_HOST", "XDG_RUNTIME_DIR")
"""Variables that say where a container engine listens."""


def best_launcher(environment: Mapping[str, str]) -> Launcher:
    """The strongest launcher that works here: bubblewrap, else a container, else limits alone.

    `environment` names the `PATH` to look for bubblewrap on, and the container engine.
    """
    engine = tuple((name, environment[name]) for name in _ENGINE if name in environment)
    return _best(environment.get("PATH", os.defpath), engine)


def active_layers(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The layers that confine an untrusted command on this machine, in words, outermost last."""
    return best_launcher(environment).layers()


def inactive_layers(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The layers that are not in force, each with the reason."""
    best = best_launcher(environment)
    if isinstance(best, Bubblewrap):
        return ("container: not needed, bubblewrap works here and starts faster",)
    found = ["bubblewrap: not installed, or not allowed to make namespaces here"]
    if isinstance(best, Restricted):
        try:
            container(environment)
        except NoEngineError as error:
            found.append(f"container: {error}")
    return tuple(found)


@functools.cache
def _best(path: str, engine: tuple[tuple[str, str], ...]) -> Launcher:
    for program in bubblewraps(path):
        launcher = Bubblewrap(program)
        if works(launcher):
            return launcher
    try:
        return container(dict(engine))
    except NoEngineError:
        return Restricted()
