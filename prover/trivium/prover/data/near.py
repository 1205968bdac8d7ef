"""Near duplicates by MinHash over runs of tokens, with locality-sensitive buckets."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

_TOKEN = re.compile(r"\d+|\w+|[^\s\w]")
_RUN = 4
_BANDS, _ROWS = 8, 8
_PRIME = np.uint64((1 << 31) - 1)
_GENERATOR = np.random.default_rng(20_240_501)
_FACTORS = _GENERATOR.integers(1, 1 << 31, _BANDS * _ROWS, dtype=np.uint64)
_SHIFTS = _GENERATOR.integers(0, 1 << 31, _BANDS * _ROWS, dtype=np.uint64)
Signature = npt.NDArray[np.uint64]


def signature(text: str) -> Signature:
    """The least value of each of 64 hashes over the runs of four tokens of a canonical text."""
    tokens = _TOKEN.findall(text)
    runs = {" ".join(tokens[i : i + _RUN]) for i in range(max(1, len(tokens) - _RUN + 1))}
    values = [int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest()) for run in runs]
    hashed = np.array(sorted(values), dtype=np.uint64) & np.uint64(0x7FFFFFFF)
    mixed = (hashed[None, :] * _FACTORS[:, None] + _SHIFTS[:, None]) % _PRIME
    found: Signature = mixed.min(axis=1)
    return found


def similarity(one: Signature, two: Signature) -> float:
    """An estimate of the share of runs that two texts have in common."""
    return float(np.mean(one == two))


@dataclass(slots=True)
class NearDuplicates:
    """Signatures that were seen."""

    threshold: float = 0.95
    _buckets: dict[tuple[int, bytes], list[Signature]] = field(default_factory=dict)

    def seen(self, text: str) -> bool:
        """Whether a text nearly repeats an earlier one; it is remembered where it does not."""
        found = signature(text)
        keys = [(band, found[band * _ROWS : (band + 1) * _ROWS].tobytes()) for band in range(_BANDS)]
        for key in keys:
            if any(similarity(found, other) >= self.threshold for other in self._buckets.get(key, ())):
                return True
        for key in keys:
            self._buckets.setdefault(key, []).append(found)
        return False
