"""The manifest: a line for each shard that is complete. What is not in it, or not what it says, is done again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from trivium.services.batch.kind import Plan
from trivium.services.batch.shards import digest, name_of
from trivium.services.batch.storage import Storage

NAME = "manifest.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A complete shard."""

    shard: int
    file: str
    sha256: str
    bytes: int
    rows: int
    failures: int
    """Rows of items that were not carried out."""
    items: tuple[int, int]
    """The first item and the one after the last."""
    seed: int
    """The seed of the batch: with the numbers of its items it determines the shard."""
    versions: Mapping[str, str]

    def line(self) -> str:
        """The entry as a line of JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def read(cls, line: str) -> Entry | None:
        """The entry of a line; None where the line is damaged."""
        try:
            value = json.loads(line)
            entry = cls(**{**value, "items": tuple(value["items"])})
        except (ValueError, TypeError, KeyError):
            return None
        return entry if isinstance(entry.shard, int) else None


class Manifest:
    """The entries of a batch by shard."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        lines = map(Entry.read, storage.lines(NAME))
        self.entries: dict[int, Entry] = {e.shard: e for e in lines if e is not None}
        """The last word on each shard."""

    def verify(self, seed: int, plan: Plan) -> None:
        """Forget the shards whose files are not there, or are not what the manifest says."""
        for entry in list(self.entries.values()):
            numbers = plan.items_of(entry.shard)
            data = self._storage.read(name_of(entry.shard))
            belongs = entry.seed == seed and entry.items == (numbers.start, numbers.stop) and len(numbers)
            if not belongs or data is None or digest(data) != entry.sha256:
                del self.entries[entry.shard]

    def add(self, entry: Entry) -> None:
        """Note a complete shard; it is safe from then on."""
        self._storage.append(NAME, f"{entry.shard:08d}", entry.line())
        self.entries[entry.shard] = entry

    def settle(self, shards: Iterable[int]) -> None:
        """Put the entries in order, and leave out all but some shards."""
        self.entries = {shard: self.entries[shard] for shard in sorted(shards)}
        self._storage.rewrite(NAME, (entry.line() for entry in self.entries.values()))
