"""The certificate of a Lean text: the text itself, the target it was judged against, and the Lean that accepted it.

A replay elaborates the text again, in a fresh process and with the same Lean, and where there is a target judges it
again, tier by tier; nothing of the earlier answer is believed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from trivium.prover.errors import InvalidCertificate
from trivium.prover.lean.check import CheckReport, check_file
from trivium.prover.lean.child import Launcher, Limits
from trivium.prover.lean.core_build import ensure_core, source_hash
from trivium.prover.lean.toolchain import Toolchain, ToolchainRegistry
from trivium.prover.lean.zygote import Zygote
from trivium.prover.verify import ProofReport, ProofVerifier, Tier


@dataclass(frozen=True, slots=True)
class LeanProof:
    """A Lean text and the exact Lean that accepted it."""

    source: str
    toolchain: str
    version: str
    commit: str
    core_hash: str
    """SHA-256 of the sources of the embedded core; empty for a toolchain with a library of its own."""
    target: str = ""
    """The text whose theorems it proves; empty where it was only elaborated."""

    @property
    def claim(self) -> str:
        """The text that the certificate answers."""
        return self.target or self.source


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found."""

    accepted: bool
    refusal: str
    """Why it was refused; empty when accepted."""
    report: CheckReport | None
    """What Lean said of a text that was only elaborated; None where it was not asked."""
    proof: ProofReport | None = None
    """What was found about a text with a target."""


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
    """Elaborate the text of a certificate again, and judge it again where it has a target.

    Raises NoToolchain where its Lean is not here, InvalidSource for a text that must not reach Lean, InvalidTarget for
    a target that is none, CoreBuildError and ZygoteError.
    """
    toolchain = registry.get(proof.toolchain)
    if (toolchain.version, toolchain.commit) != (proof.version, proof.commit):
        here = f"{toolchain.version} {toolchain.commit}"
        return Replay(False, f"made by Lean {proof.version} {proof.commit}; this machine has {here}", None)
    if toolchain.embedded and proof.core_hash != source_hash():
        return Replay(False, "made with another version of the embedded core", None)
    if proof.target:
        return _judged_again(proof, toolchain, launcher, limits, cache_dir)
    report = check_file(proof.source, "certificate", toolchain, launcher, limits, cache_dir)
    return Replay(report.accepted, "" if report.accepted else f"{report.outcome.value}: {report.detail}", report)


def _judged_again(
    proof: LeanProof, toolchain: Toolchain, launcher: Launcher, limits: Limits, cache_dir: Path
) -> Replay:
    if not toolchain.embedded:
        return Replay(False, "proofs against a target are judged by the embedded Lean only", None)
    with Zygote(toolchain, ensure_core(toolchain, cache_dir, launcher), launcher) as zygote:
        report = ProofVerifier(zygote).verify(proof.target, proof.source, limits)
    accepted = report.reached is not None and report.reached >= Tier.LOCKED
    refusal = "" if accepted or report.halt is None else f"{report.halt.tier.name.lower()}: {report.halt.detail}"
    return Replay(accepted, refusal, None, report)


def source_digest(source: str) -> str:
    """SHA-256 of a source text, in lower-case hexadecimal."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
