"""The judgement of a candidate proof, tier by tier; the first that does not pass ends it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

from trivium.prover.errors import InvalidTarget
from trivium.prover.lean.check import Outcome, judge, normalized
from trivium.prover.lean.child import Limits
from trivium.prover.lean.elaborate import Run, Stop, WarmLean
from trivium.prover.lean.gate import screen
from trivium.prover.lean.message import Message, Severity
from trivium.prover.lean.zygote import Zygote
from trivium.prover.olean import dotted
from trivium.prover.verify.compiled import CompiledProof, settled
from trivium.prover.verify.library import Library, library_of
from trivium.prover.verify.text import refuse_text
from trivium.prover.verify.tier import ProofReport, Status, Tier, TierReport

_TARGETS_KEPT = 64
_STOPPED = "a tier before it did not pass"
_FOUND_WRONG = frozenset({Outcome.REJECTED, Outcome.SORRY, Outcome.CUT_SHORT})


@dataclass(slots=True)
class ProofVerifier:
    """Judges proofs with the embedded Lean.

    Each text is elaborated in a process of its own, which has seen nothing else; what it compiled is read as data here,
    and replayed in another process, which has not seen the text. In both texts a name that nobody declares is an
    error, as in Mathlib: a misspelt one in a target would be a variable, and the statement another.
    """

    zygote: Zygote
    _library: Library | None = None
    _targets: OrderedDict[str, Run] = field(default_factory=OrderedDict)

    def verify(self, target: str, candidate: str, limits: Limits) -> ProofReport:
        """The judgement of a candidate.

        Args:
            target: a Lean text with the theorems to prove; their proofs may be `sorry`.
            candidate: a Lean text that claims to prove them.
            limits: the time is for all tiers together, the memory for each process.

        Raises InvalidSource or InvalidTarget for a target that cannot be one, ZygoteError, CoreBuildError.
        """
        judgement = _Judgement(limits, time.monotonic())
        asked_for = self._target(normalized(target), judgement)
        for report in self._tiers(asked_for, normalized(candidate), judgement):
            judgement.tiers.append(report)
        return judgement.report()

    def library(self) -> Library:
        """What the trusted core declares."""
        if self._library is None:
            self._library = library_of(self.zygote.core)
        return self._library

    def _tiers(self, target: Run | None, candidate: str, judgement: _Judgement) -> Iterator[TierReport]:
        refusal = refuse_text(candidate, embedded=True)
        if refusal is not None:
            judgement.outcome = Outcome.REJECTED
        yield settled(Tier.TEXT, str(refusal) if refusal else "")
        if refusal is not None:
            return
        if target is None:
            yield TierReport(Tier.ELABORATED, Status.NOT_RUN, f"the target was not read: {judgement.stopped}")
            return
        run = judgement.elaborate(self.zygote, candidate)
        judgement.messages = run.messages
        judgement.outcome, detail = judge(run)
        if judgement.outcome is not Outcome.ACCEPTED:
            status = Status.FAILED if judgement.outcome in _FOUND_WRONG else Status.NOT_RUN
            yield TierReport(Tier.ELABORATED, status, detail)
            return
        yield TierReport(Tier.ELABORATED, Status.PASSED)
        judgement.compiled = CompiledProof.read(target.module, run.module, self.library())
        yield from judgement.compiled.judge(self.zygote, run.module, judgement.left())

    def _target(self, source: str, judgement: _Judgement) -> Run | None:
        """The compiled target; None where Lean did not end in time, or was killed from outside.

        Raises InvalidSource and InvalidTarget.
        """
        known = self._targets.get(source)
        if known is not None:
            self._targets.move_to_end(source)
            return known
        screen(source, embedded=True)
        run = judgement.elaborate(self.zygote, source)
        if run.stop in (Stop.WALL, Stop.KILLED):
            judgement.outcome, judgement.stopped = judge(run)
            return None
        _require_target(run)
        self._targets[source] = run
        if len(self._targets) > _TARGETS_KEPT:
            self._targets.popitem(last=False)
        return run


@dataclass(slots=True)
class _Judgement:
    """A report in the making, and what is left of its limits."""

    limits: Limits
    began: float
    cpu_seconds: float = 0.0
    tiers: list[TierReport] = field(default_factory=list)
    outcome: Outcome = Outcome.ACCEPTED
    stopped: str = ""
    """Why the target was not read; empty where it was."""
    messages: tuple[Message, ...] = ()
    compiled: CompiledProof | None = None

    def left(self) -> Limits:
        return self.limits.after(time.monotonic() - self.began)

    def elaborate(self, zygote: Zygote, source: str) -> Run:
        run = WarmLean(zygote, strict=True).run(source, self.left(), module=True)
        self.cpu_seconds += run.cpu_seconds
        return run

    def report(self) -> ProofReport:
        known = {report.tier for report in self.tiers}
        missing = tuple(TierReport(tier, Status.NOT_RUN, _STOPPED) for tier in Tier if tier not in known)
        audited, lock = (self.compiled.audited, self.compiled.lock) if self.compiled else (None, None)
        return ProofReport(
            tiers=(*self.tiers, *missing),
            outcome=self.outcome,
            theorems=tuple(dotted(name) for name in lock.theorems) if lock else (),
            axioms=audited.axioms if audited else (),
            filled=tuple(dotted(name) for name in lock.filled) if lock else (),
            messages=self.messages,
            seconds=time.monotonic() - self.began,
            cpu_seconds=self.cpu_seconds,
        )


def _require_target(run: Run) -> None:
    """Raises InvalidTarget for a text that Lean does not compile."""
    for message in run.messages:
        if message.severity is Severity.ERROR:
            place = f"{message.start.line}:{message.start.column}"
            raise InvalidTarget(f"Lean does not elaborate the target: {place}: {message.text.splitlines()[0]}")
    if run.stop is not None:
        raise InvalidTarget(f"Lean does not elaborate the target: {run.detail}")
    if not run.reached_end:
        raise InvalidTarget("Lean does not read the target to its end")
