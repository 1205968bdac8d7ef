"""A batch in its folder: what it is to do, told once and never changed."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from trivium.services.batch import registry
from trivium.services.batch.carrying import Job, Task
from trivium.services.batch.errors import BrokenBatchError, ConfigurationError
from trivium.services.batch.kind import Kind, Plan, Workload
from trivium.services.batch.storage import Storage, open_storage
from trivium.services.runtime.operation import EngineSettings, Violation

NAME = "batch.json"
ITEMS = "items.jsonl"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch: a pure function of `hash` and `seed` under its versions."""

    storage: Storage
    kind: str
    source: str
    """Where the kind is found, as `module:ATTRIBUTE`."""
    configuration: Mapping[str, Any]
    seed: int
    hash: str
    """SHA-256 of the kind, the configuration and the items."""
    versions: Mapping[str, str]
    items: int
    """Items that it was given."""

    @classmethod
    def create(
        cls,
        location: str | Path,
        kind: str,
        configuration: Mapping[str, Any],
        seed: int = 0,
        items: Iterable[Mapping[str, Any]] = (),
    ) -> Batch:
        """A new batch in an empty folder, or the same batch where it is there already, to be gone on with.

        Args:
            location: a folder.
            kind: the name of a kind.
            configuration: a JSON object; what is left out has its default.
            seed: of everything that is drawn at random.
            items: JSON objects, for a kind that takes them.

        Raises ConfigurationError, BrokenBatchError where another batch is there.
        """
        described = kind_described(kind, configuration, items)
        storage = open_storage(location)
        batch = cls(
            storage,
            kind,
            registry.kinds()[kind],
            described.configuration,
            seed,
            described.hash,
            versions_of(registry.kind_named(kind)),
            len(described.items),
        )
        if storage.read(NAME) is not None:
            there = cls.open(location)
            if (there.hash, there.seed) != (batch.hash, batch.seed):
                raise BrokenBatchError(f"{storage.location} holds another batch: {there.kind}, seed {there.seed}")
            return there
        if described.items:
            storage.write(ITEMS, "".join(f"{line}\n" for line in described.items).encode())
        storage.write(NAME, (json.dumps(batch.plain, indent=1, sort_keys=True) + "\n").encode())
        return batch

    @classmethod
    def open(cls, location: str | Path) -> Batch:
        """The batch in a folder; raises BrokenBatchError where there is none, or one that cannot be read."""
        storage = open_storage(location)
        data = storage.read(NAME)
        if data is None:
            raise BrokenBatchError(f"{storage.location} holds no batch")
        try:
            told = json.loads(data)
            if told.pop("format") != FORMAT:
                raise BrokenBatchError(f"{storage.location} was written by another version")
            return cls(storage, **told)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BrokenBatchError(f"{storage.location}: {NAME} cannot be read: {error}") from error

    @property
    def plain(self) -> dict[str, Any]:
        """The batch in JSON values."""
        names = ("kind", "source", "configuration", "seed", "hash", "versions", "items")
        return {"format": FORMAT, **{name: getattr(self, name) for name in names}}

    @property
    def described_kind(self) -> Kind:
        """Its kind."""
        return registry.load(self.source)

    @property
    def workload(self) -> Workload:
        """Its kind with its configuration."""
        return self.described_kind.configure(self.configuration)

    @property
    def plan(self) -> Plan:
        """What there is to do."""
        return self.workload.plan(self.items)

    def check_versions(self) -> None:
        """Raises BrokenBatchError where the versions of today could give other rows than those it was begun with."""
        today = versions_of(self.described_kind)
        changed = [
            f"{name} {self.versions.get(name, 'none')}, now {today.get(name, 'none')}"
            for name in sorted({*self.versions, *today})
            if self.versions.get(name) != today.get(name)
        ]
        if changed:
            raise BrokenBatchError(f"{self.storage.location} was begun with {'; '.join(changed)}")

    def job(self, engine: EngineSettings) -> Job:
        """What a worker must know."""
        return Job(
            self.source,
            self.configuration,
            self.seed,
            self.storage.location,
            self.versions,
            engine,
            self.plan.item_wall,
        )

    def tasks(self, done: Iterable[int]) -> Iterator[Task]:
        """The shards that are not done, from the first on; without an end where the plan has none."""
        plan, left_out = self.plan, set(done)
        lines = (self.storage.read(ITEMS) or b"").decode().splitlines() if self.items else []
        shard = 0
        while plan.shards is None or shard < plan.shards:
            if shard not in left_out:
                numbers = plan.items_of(shard)
                items = tuple(json.loads(line) for line in lines[numbers.start : numbers.stop])
                yield Task(shard, numbers, items)
            shard += 1


@dataclass(frozen=True, slots=True)
class Description:
    """A configuration in its full form, with items."""

    configuration: Mapping[str, Any]
    items: tuple[str, ...]
    """Each as a line of JSON."""
    hash: str


def kind_described(kind: str, configuration: Mapping[str, Any], items: Iterable[Mapping[str, Any]] = ()) -> Description:
    """What a batch is made from, checked; raises ConfigurationError with all that is wrong."""
    described = registry.kind_named(kind)
    workload = described.configure(configuration)
    lines, violations = [], list[Violation]()
    for number, item in enumerate(items):
        if not described.takes_items:
            raise ConfigurationError([Violation("items", f"{kind} takes no items", "INVALID_FIELD")])
        try:
            lines.append(_line(workload.item(item, f"items[{number}]")))
        except ConfigurationError as error:
            violations += error.violations
    if violations:
        raise ConfigurationError(violations[:100])
    if described.takes_items and not lines:
        raise ConfigurationError([Violation("items", f"{kind} works through items, and there are none", "MISSING")])
    told = hashlib.sha256(_line({"kind": kind, "configuration": workload.plain}).encode())
    for line in lines:
        told.update(b"\n" + line.encode())
    return Description(workload.plain, tuple(lines), told.hexdigest())


def versions_of(kind: Kind) -> dict[str, str]:
    """The versions of what the rows of a kind, and the files that hold them, depend on."""
    own = {"trivium": version("trivium"), "pyarrow": version("pyarrow"), "python": platform.python_version()}
    return dict(sorted({**own, **kind.versions()}.items()))


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
