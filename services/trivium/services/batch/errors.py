"""What can go wrong with a batch, apart from its items."""

from __future__ import annotations

from collections.abc import Sequence

from trivium.services.runtime.operation import Violation


class BatchError(Exception):
    """Base of this package."""


class ConfigurationError(BatchError):
    """A configuration or an item cannot be used; `violations` name the fields."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        super().__init__("; ".join(f"{v.field}: {v.description}" if v.field else v.description for v in violations))
        self.violations = tuple(violations)


class BrokenBatchError(BatchError):
    """A folder holds no batch, or one that this version or these versions of the engines cannot go on with."""


class BusyError(BatchError):
    """Somebody else carries out the batch."""


class UnreachableError(BatchError):
    """The machines that are to carry out the batch cannot be reached now; they may be later."""
