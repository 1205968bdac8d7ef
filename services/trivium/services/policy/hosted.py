"""The policy service for work that has no event loop of its own, such as a batch that a command carries out."""

from __future__ import annotations

import asyncio
import json
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from trivium.services.gateway.policies import PolicyHost, order_of
from trivium.services.policy.configuration import ConfigurationError, read_policies
from trivium.services.policy.identity import identities
from trivium.services.runtime.settings import load_settings

_TABLE = '[policies.{}]\nbackend = "embedded"\nbatch = 1\ncheckpoint = {}\n'


@dataclass(frozen=True, slots=True)
class Hosted:
    """A policy service that runs."""

    line: Path
    """The socket on which workers ask."""
    digests: Mapping[str, str]
    """What the answers of each policy depend on."""


@contextmanager
def hosted(checkpoints: Mapping[str, Path], environ: Mapping[str, str]) -> Iterator[Hosted]:
    """The policies of the user's file, and a policy for each of some checkpoint folders by its name.

    A checkpoint is asked one question at a time, so that its answers do not depend on who else asks. The service ends
    with the context.

    Raises LoadError where the service cannot start, ConfigurationError for a policy that cannot be set up.
    """
    with tempfile.TemporaryDirectory(prefix="trivium-policies-") as folder:
        file = _file(Path(folder), checkpoints, environ)
        order = order_of(load_settings({}, environ), environ)
        if checkpoints:  # those of another server cannot be had beside them
            order |= {"remote": None, "policies": str(file)}
        host = PolicyHost(lambda: order, environ)
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="policy-service", daemon=True)
        thread.start()
        try:
            asyncio.run_coroutine_threadsafe(host.start(), loop).result()
            yield Hosted(host.line, {} if order["remote"] else identities(file))
        finally:
            asyncio.run_coroutine_threadsafe(host.close(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()


def _file(folder: Path, checkpoints: Mapping[str, Path], environ: Mapping[str, str]) -> Path | None:
    """The configuration of the policies: the user's, with the checkpoints."""
    own = load_settings({}, environ).policies_file(environ)
    known = {entry.name for entry in read_policies(own)} if own is not None else set[str]()
    taken = sorted(known & {*checkpoints})
    if taken:
        raise ConfigurationError(f"{own}: has a policy {taken[0]!r}, too: give the checkpoint another name")
    if not checkpoints:
        return own
    tables = [
        _TABLE.format(json.dumps(name), json.dumps(str(path.resolve()), ensure_ascii=False))
        for name, path in checkpoints.items()
    ]
    file = folder / "policies.toml"
    file.write_text("\n".join([own.read_text("utf-8") if own is not None else "", *tables]), "utf-8")
    read_policies(file)
    return file
