"""Identities of matrices."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.cas.certificate.model import Point
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.operations.matrices import entries_of
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.prover import Prover


def matrix_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """What proves or refutes an identity of matrices."""
    pairs = entries_of(attempt.task)
    witness: Point | None = None
    for point in attempt.sample():
        values = [(name, attempt.value(left, point), attempt.value(right, point)) for name, left, right in pairs]
        if any(one is None or other is None for _, one, other in values):
            continue
        for name, one, other in values:
            if one is not None and other is not None and not (one - other).contains(0):
                yield Evidence("entries", False, {"entry": (name,)}, point=point)
                return
        attempt.points += 1
        witness = witness or point
    if witness is None:
        attempt.nowhere_defined = True
        return
    prover = Prover(attempt.regions(), witness, attempt.budget)
    for name, left, right in pairs:
        if not prover.show_equal(name, left, right, prover.regions):
            attempt.notes.append(f"{name} was not proved")
            return
    yield Evidence("entries", True, equalities=prover.equalities, point=witness)
