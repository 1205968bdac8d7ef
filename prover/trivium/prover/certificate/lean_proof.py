"""The certificate of a checked Lean file: the text itself, and the Lean that accepted it.

A replay elaborates the text again, in a fresh process and with the same Lean; nothing of the earlier answer is
believed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.errors import InvalidCertificate
from trivium.prover.lean.check import CheckReport, check_file
from trivium.prover.lean.child import Launcher, Limits
from trivium.prover.lean.core_build import source_hash
from trivium.prover.lean.toolchain import ToolchainRegistry


@dataclass(frozen=True, slots=True)
class LeanProof:
    """A Lean text and the exact Lean that accepted it."""

    source: str
    toolchain: str
    version: str
    commit: str
    core_hash: str
    """SHA-256 of the sources of the embedded core; empty for a toolchain with a library of its own."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found."""

    accepted: bool
    refusal: str
    """Why it was refused; empty when accepted."""
    report: CheckReport | None
    """What Lean said; None where it was not asked."""


def statement_of(source: str) -> str:
    """What a certificate of a Lean file claims: the whole text, with line ends made equal."""
    return source.removeprefix("\ufeff").replace("\r\n", "\n")


def certify(source: str, report: CheckReport) -> LeanProof:
    """The certificate of an accepted file; raises InvalidCertificate for any other report."""
    if not report.accepted:
        raise InvalidCertificate(f"the file was not accepted: {report.outcome.value}")
    toolchain = report.toolchain
    return LeanProof(source, toolchain.name, toolchain.version, toolchain.commit, report.core_hash)


def replay(
    proof: LeanProof, registry: ToolchainRegistry, launcher: Launcher, limits: Limits, cache_dir: Path
) -> Replay:
    """Elaborate the text of a certificate again.

    Raises NoToolchain where its Lean is not here, InvalidSource for a text that must not reach Lean, CoreBuildError.
    """
    toolchain = registry.get(proof.toolchain)
    if (toolchain.version, toolchain.commit) != (proof.version, proof.commit):
        here = f"{toolchain.version} {toolchain.commit}"
        return Replay(False, f"made by Lean {proof.version} {proof.commit}; this machine has {here}", None)
    if toolchain.embedded and proof.core_hash != source_hash():
        return Replay(False, "made with another version of the embedded core", None)
    report = check_file(proof.source, "certificate", toolchain, launcher, limits, cache_dir)
    return Replay(report.accepted, "" if report.accepted else f"{report.outcome.value}: {report.detail}", report)


def source_digest(source: str) -> str:
    """SHA-256 of a source text, in lower-case hexadecimal."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
