"""The tiers that look at what was compiled; the texts play no part any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trivium.prover.errors import InvalidTarget
from trivium.prover.lean.child import Limits
from trivium.prover.lean.zygote import Answer, ChildDiedError, ChildTimedOutError, Zygote
from trivium.prover.olean import Module, Name, OleanError, Terms, dotted, read_module
from trivium.prover.verify.audit import Audit, audit
from trivium.prover.verify.library import Library
from trivium.prover.verify.lock import Lock, asked, compare, stated
from trivium.prover.verify.tier import Status, Tier, TierReport

_CORE = "Init"
_NO_SECOND_KERNEL = "no second kernel is installed"


@dataclass(slots=True)
class CompiledProof:
    """A compiled target and a compiled candidate, read as data into one store.

    Raises InvalidTarget where the target is none; a candidate that cannot be read fails the first tier.
    """

    target: Module
    candidate: Module | None
    unreadable: str
    library: Library
    audited: Audit | None = None
    lock: Lock | None = None

    @classmethod
    def read(cls, target: bytes, candidate: bytes, library: Library) -> CompiledProof:
        """Read both modules."""
        terms = Terms()
        asked_for = read_module(target, terms)
        if not asked(asked_for):
            raise InvalidTarget("the target states no theorem that has a name")
        if asked_for.axioms:
            raise InvalidTarget(f"the target declares the axiom {dotted(asked_for.axioms[0].name)}")
        try:
            return cls(asked_for, read_module(candidate, terms), "", library)
        except OleanError as error:
            return cls(asked_for, None, str(error), library)

    def judge(self, zygote: Zygote, module: bytes, limits: Limits) -> Iterator[TierReport]:
        """The tiers from the audit on, until one does not pass; `module` is the candidate's."""
        if self.candidate is None:
            yield TierReport(Tier.AXIOMS_AUDITED, Status.FAILED, f"what was compiled cannot be read: {self.unreadable}")
            return
        self.audited = audited = audit(self.candidate, stated(self.target), self.library)
        yield settled(Tier.AXIOMS_AUDITED, audited.refusal)
        if audited.refusal:
            return
        self.lock = lock = compare(self.target, self.candidate, self.library)
        yield settled(Tier.LOCKED, lock.refusal)
        if lock.refusal:
            return
        replayed = replay(zygote, module, self.candidate.imports, limits)
        yield replayed
        if replayed.status is Status.PASSED:
            yield TierReport(Tier.SECOND_KERNEL, Status.NOT_RUN, _NO_SECOND_KERNEL)


def replay(zygote: Zygote, module: bytes, imports: Iterable[Name], limits: Limits) -> TierReport:
    """Let the kernel of a process that has seen no text check every declaration of a module again.

    The process has imported the same modules of the trusted library.
    """
    beside_the_core = sorted({dotted(name) for name in imports} - {_CORE})
    try:
        answer = _replayed(zygote, module, beside_the_core, limits)
    except (ChildTimedOutError, ChildDiedError) as error:
        return TierReport(Tier.REPLAYED, Status.NOT_RUN, f"the replay did not end: {error}")
    return settled(Tier.REPLAYED, str(answer.values["refusal"]))


def _replayed(zygote: Zygote, module: bytes, imports: Sequence[str], limits: Limits) -> Answer:
    """The kernel's answer; one process that is killed from outside is replaced. Raises as `Child.ask`."""
    for last in (False, True):
        with zygote.spawn(limits, imports) as child:
            try:
                return child.ask({"do": "replay"}, module, limits.wall)
            except ChildDiedError as error:
                if last or not error.killed:
                    raise
    raise AssertionError("the second process has answered or has died")


def settled(tier: Tier, refusal: str) -> TierReport:
    """A tier that passed unless there is a reason against it."""
    return TierReport(tier, Status.FAILED if refusal else Status.PASSED, refusal)
