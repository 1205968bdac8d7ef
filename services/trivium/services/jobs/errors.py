"""What the job service refuses."""

from __future__ import annotations


class JobError(Exception):
    """Base of this package."""


class UnknownJobError(JobError):
    """There is no such job, or it is another tenant's."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no job {name[:100]!r}")
        self.name = name


class FieldError(JobError):
    """A field of a request cannot be used."""

    def __init__(self, field: str, description: str, reason: str) -> None:
        super().__init__(f"{field}: {description}")
        self.field = field
        self.description = description
        self.reason = reason


class QuotaError(JobError):
    """The tenant has as many jobs as it may have."""


class NotDoneError(JobError):
    """The job is not done, so that it cannot be deleted."""


class StoreError(JobError):
    """The folder of the jobs cannot be used."""
