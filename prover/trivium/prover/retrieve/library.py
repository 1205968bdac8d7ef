"""Search over the premises of a compiled library; they are read from its modules once, then from a cache."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from trivium.prover.errors import UnreadableLibrary
from trivium.prover.lean.core_build import Core
from trivium.prover.lean.toolchain import Toolchain
from trivium.prover.retrieve.features import features, tokenize, words
from trivium.prover.retrieve.premise import Premise, premises_of
from trivium.prover.retrieve.ranking import Ranking

_FORMAT = 1
_CORE = "Init"
LARGEST = 96 << 20
"""Bytes of compiled modules that are read for a search: some twenty seconds of work, once."""
_STATEMENT = re.compile(r"[^\w\s.'_]")
"""What a statement has and words of a name do not; in a statement, a name that no declaration knows is a variable."""
_INTERNAL = ("Lean.", "Trivium.", "Std.")
"""Namespaces whose declarations serve tactics; between equal scores others come first."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A premise with its score."""

    premise: Premise
    score: float


class PremiseLibrary:
    """Premises that can be searched."""

    def __init__(self, premises: Sequence[Premise]) -> None:
        order = sorted(premises, key=lambda p: (p.name.startswith(_INTERNAL), len(p.name), p.name))
        self.premises: tuple[Premise, ...] = tuple(order)
        self._ranking = Ranking([[*features(p.statement), *words(p.name)] for p in order])

    def search(self, statement: str, count: int) -> list[Retrieved]:
        """The premises nearest to a statement, or to words of a name, best first; none that shares nothing with it."""
        loose = {token for token in tokenize(statement) if token.islower() and token not in self._ranking}
        scores = self._ranking.scores(features(statement, loose if _STATEMENT.search(statement) else ()))
        best = (-scores).argsort(kind="stable")[:count]
        return [Retrieved(self.premises[i], float(scores[i])) for i in best if scores[i] > 0]


def library_of_core(core: Core, toolchain_commit: str, cache: Path) -> PremiseLibrary:
    """The premises of a compiled core; raises UnreadableLibrary.

    The cache is keyed by the sources of the core and the commit of the Lean that compiled them.
    """
    return _library(_modules(core.path), f"{core.source_hash[:32]}-{toolchain_commit[:16]}", cache)


def library_of(toolchain: Toolchain, cache: Path) -> PremiseLibrary:
    """The premises of a toolchain of the user's own: of `Init`, and of the project where it is one.

    Raises UnreadableLibrary where there are no compiled modules, too many, or some of a Lean that is not known. The
    cache is keyed by the files' names, sizes and times.
    """
    modules = [
        *(item for item in _modules(toolchain.own_library) if item[0].partition(".")[0] == _CORE),
        *(item for folder in toolchain.libraries for item in _modules(folder)),
    ]
    if not modules:
        raise UnreadableLibrary(f"{toolchain.name} has no compiled modules where Lean puts them")
    facts = [(module, str(file), file.stat()) for module, file in modules]
    size = sum(stat.st_size for _, _, stat in facts)
    if size > LARGEST:
        raise UnreadableLibrary(
            f"the modules of {toolchain.name} take {size >> 20} MiB; at most {LARGEST >> 20} are read for a search"
        )
    digest = hashlib.sha256(repr([(name, file, s.st_size, s.st_mtime_ns) for name, file, s in facts]).encode())
    return _library(modules, digest.hexdigest()[:48], cache)


def _modules(folder: Path) -> list[tuple[str, Path]]:
    files = sorted(folder.rglob("*.olean"))
    return [(".".join(file.relative_to(folder).with_suffix("").parts), file) for file in files]


def _library(modules: Sequence[tuple[str, Path]], key: str, cache: Path) -> PremiseLibrary:
    index = cache / "lean-premises" / f"{key}-{_FORMAT}.json"
    premises = _load(index)
    if premises is None:
        premises = premises_of(modules)
        with suppress(OSError):  # a cache that cannot be written costs time only
            _store(index, premises)
    return PremiseLibrary(premises)


def _load(index: Path) -> list[Premise] | None:
    try:
        rows = json.loads(index.read_text("utf-8"))
        return [Premise(**{key: str(value) for key, value in row.items()}) for row in rows]
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _store(index: Path, premises: Sequence[Premise]) -> None:
    index.parent.mkdir(parents=True, exist_ok=True)
    descriptor, path = tempfile.mkstemp(dir=index.parent, prefix=f"{index.name}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump([asdict(premise) for premise in premises], file, ensure_ascii=False)
    Path(path).replace(index)
