"""Makes the index of a `knn` policy."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from trivium.prover.policy.knn import KnnIndex, TraceError, read_traces
from trivium.prover.policy.traces import leandojo_traces
from trivium.services.policy.configuration import ConfigurationError

_RARE = 20_000
"""Traces from which on a word must be in two of them to count."""


def build_index(traces: Sequence[Path], leandojo: Path | None, out: Path) -> int:
    """Write the index of files of traces, and of the LeanDojo benchmark's `train.json` in a folder; how many traces.

    Raises ConfigurationError for a file that holds none, or cannot be written.
    """
    try:
        sources = [read_traces(path) for path in traces]
        if leandojo is not None:
            sources.append(leandojo_traces(leandojo / "train.json"))
        found = list(itertools.chain.from_iterable(sources))
        index = KnnIndex.build(found, least=2 if len(found) > _RARE else 1)
        if not len(index):
            raise ConfigurationError("no trace to index")
        index.save(out)
    except (TraceError, OSError) as error:
        raise ConfigurationError(str(error)) from None
    return len(index)
