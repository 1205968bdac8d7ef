"""The errors of the checker of statements."""

from __future__ import annotations


class CheckerError(Exception):
    """Base of every error that the checker raises on purpose."""


class Rejected(CheckerError):  # noqa: N818 - the established name of this outcome
    """A certificate, a step of one or a statement that the checker does not accept, with the reason."""


class Undetermined(CheckerError):  # noqa: N818 - the established name of this outcome
    """A term that has no value here: it is symbolic, irrational, or beyond the limits of exact evaluation."""
