"""The errors of the prover engine."""

from __future__ import annotations


class ProverError(Exception):
    """Base of every error that the engine raises on purpose."""


class NoToolchain(ProverError):  # noqa: N818 - the established name of this outcome
    """A Lean was asked for that is not on this machine."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        listed = ", ".join(known) if known else "none"
        super().__init__(f"no Lean toolchain named {name!r}; found: {listed}" if name else "no Lean toolchain found")
        self.name = name
        self.known = known


class CoreBuildError(ProverError):
    """The embedded Lean core could not be built or its cache could not be written."""


class UnreadableLibrary(ProverError):  # noqa: N818 - the established name of this outcome
    """The compiled modules of a toolchain cannot be read as data, or are too many; says why."""


class ServerLost(ProverError):  # noqa: N818 - the established name of this outcome
    """A language server ended, overran its deadline or said nonsense: it must be closed and started anew."""


class InvalidSource(ProverError):  # noqa: N818 - the established name of this outcome
    """A text that is refused before Lean sees it; carries the place (line from 1, column from 0) and the reason."""

    def __init__(self, code: str, reason: str, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}: {reason}")
        self.code = code
        self.reason = reason
        self.line = line
        self.column = column


class InvalidTarget(ProverError):  # noqa: N818 - the established name of this outcome
    """A text that cannot be the target of a proof: Lean does not compile it, or it asks for nothing."""


class InvalidCertificate(ProverError):  # noqa: N818 - the established name of this outcome
    """A certificate that is not well formed."""


class UnsupportedStatement(ProverError):  # noqa: N818 - the established name of this outcome
    """A statement outside the subset that is read without Lean; carries the place and the reason."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}: {reason}")
        self.reason = reason
        self.line = line
        self.column = column


class InvalidExpression(ProverError):  # noqa: N818 - the established name of this outcome
    """An expression, a name or a certificate that the reflection checkers do not take."""


class NotProvable(ProverError):  # noqa: N818 - the established name of this outcome
    """A claim that exact arithmetic shows to be wrong, or a certificate that does not show it: Lean is not asked."""
