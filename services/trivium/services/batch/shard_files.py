"""The shards of a batch, wherever it lies, as a file system that DuckDB reads through."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from fsspec import AbstractFileSystem

from trivium.services.batch.storage import Storage

PROTOCOL = "trivium-shards"
"""What the addresses of its files begin with."""
_AT_HAND = 16
"""Files that are asked for again and again while they are read."""


class ShardFiles(AbstractFileSystem):  # type: ignore[misc]
    """The files of a batch by their names; each is fetched whole, the latest are at hand.

    Args:
        storage: of the batch.
        made: files that are in no storage.
    """

    protocol = PROTOCOL
    cachable = False

    def __init__(self, storage: Storage, made: Mapping[str, bytes]) -> None:
        super().__init__()
        self._storage = storage
        self._made = made
        self._data = lru_cache(_AT_HAND)(self._fetch)

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        """Name and size; raises FileNotFoundError."""
        name = self._strip_protocol(path)
        return {"name": name, "size": len(self._data(name)), "type": "file"}

    def modified(self, _: str) -> datetime:
        """A shard that is complete never changes."""
        return datetime.fromtimestamp(0, UTC)

    def _open(self, path: str, *_: Any, **__: Any) -> io.BytesIO:
        return io.BytesIO(self._data(self._strip_protocol(path)))

    def _fetch(self, name: str) -> bytes:
        data = self._made.get(name) or self._storage.read(name)
        if data is None:
            raise FileNotFoundError(name)
        return data
