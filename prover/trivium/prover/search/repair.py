"""Repair of a text: new proofs for the theorems whose proofs Lean refuses, and one judgement of the whole."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from trivium.prover.errors import InvalidSource, InvalidTarget
from trivium.prover.lean.check import CheckReport, says_sorry
from trivium.prover.lean.child import Limits
from trivium.prover.lean.message import Severity
from trivium.prover.lean.session import Backend
from trivium.prover.search.events import Event
from trivium.prover.search.ledger import Ledger, SearchBudget
from trivium.prover.search.policy import Policy
from trivium.prover.search.prove import ProofSearch, SearchResult, Verify
from trivium.prover.search.target import Direction, Target, WrittenTheorem, spelled, without_comments, written_theorems
from trivium.prover.verify import ProofReport

_LIBRARY_IMPORT = re.compile(r"^\s*import\s+(?:Mathlib|Aesop)\S*[ \t]*$", re.MULTILINE)
_JUDGING_SHARE = 0.2
"""Part of the time that is kept for the judgement."""
_JUDGING_MOST = 10.0


@dataclass(frozen=True, slots=True)
class RepairResult:
    """How a repair ended."""

    source: str
    """The text with what was found in place."""
    repaired: tuple[str, ...]
    unrepaired: tuple[str, ...]
    target: str
    """What the judge held the text against: the statements as they were given, without proofs."""
    candidate: str
    """What was judged: the repaired text as this Lean reads it."""
    report: ProofReport


@dataclass(slots=True)
class ProofRepair:
    """Repairs texts in one environment."""

    backend: Backend
    verify: Verify
    check: Callable[[str], CheckReport]
    policies: Callable[[str], Sequence[Policy]]
    """Those that may propose, given the proof that fails (empty for none)."""

    def stream(self, text: str, only: str, budget: SearchBudget) -> Iterator[Event | RepairResult]:
        """Search for a proof of each theorem whose proof fails, or of `only`; events, then the result.

        Raises InvalidSource for a text without (such) a theorem, and InvalidTarget where Lean refuses something else
        than a proof.
        """
        ledger = Ledger(budget)
        failing = self._failing(text, only)
        proofs: dict[str, str] = {}
        kept = min(_JUDGING_MOST, budget.wall * _JUDGING_SHARE)
        for number, theorem in enumerate(failing):
            share = max(0.0, ledger.left - kept) / (len(failing) - number)
            target = _in_context(text, theorem, {t.target.name for t in failing}, proofs)
            policies = self.policies(attempt_of(text, theorem))
            search = ProofSearch(self.backend, self.verify, policies, grace=min(kept, 2.0))
            for item in search.stream(target, (Direction.STATEMENT,), replace(budget, wall=share)):
                if not isinstance(item, SearchResult):
                    yield item
                elif item.direction is not None:
                    proofs[theorem.target.name] = item.proof
        source = with_proofs(text, proofs)
        asked, candidate = for_core(statements_of(text)), for_core(source)
        report = self.verify(asked, candidate, Limits(wall=max(0.5, ledger.left)))
        left = tuple(t.target.name for t in failing if t.target.name not in proofs)
        yield RepairResult(source, tuple(proofs), left, asked, candidate, report)

    def _failing(self, text: str, only: str) -> list[WrittenTheorem]:
        theorems = written_theorems(text)
        names = [theorem.target.name for theorem in theorems]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise InvalidSource("TWO_THEOREMS", f"two theorems are called {twice!r}", 1, 0)
        if only and only not in names:
            raise InvalidSource("NO_THEOREM", f"no theorem {only!r}; the text has {', '.join(names)}", 1, 0)
        failing: list[WrittenTheorem] = []
        for message in self.check(for_core(text)).messages:
            if message.severity is not Severity.ERROR and not says_sorry(message):
                continue
            place = next((t for t in theorems if message.start.line in t.lines(text)), None)
            if place is None:
                words = message.text.splitlines()[0]
                raise InvalidTarget(f"Lean refuses more than proofs: line {message.start.line}: {words}")
            if place not in failing and only in ("", place.target.name):
                failing.append(place)
        return sorted(failing, key=lambda theorem: theorem.start)


def statements_of(text: str) -> str:
    """The text with `sorry` for the proof of each theorem."""
    return _spliced(text, {theorem.target.name: " sorry" for theorem in written_theorems(text)})


def repairs(text: str, claim: str) -> bool:
    """Whether a claimed target is what a repair of a text, or of its repaired form, would have been locked against."""
    try:
        return for_core(statements_of(text)) == claim
    except InvalidSource:
        return False


def with_proofs(text: str, proofs: dict[str, str]) -> str:
    """The text with other tactics for some theorems."""
    shown = {name: " by\n" + textwrap.indent(proof, "  ") for name, proof in proofs.items()}
    return _spliced(text, shown)


def for_core(text: str) -> str:
    """The text for a Lean without Mathlib, its lines where they were."""
    return spelled(_LIBRARY_IMPORT.sub("", text))


def attempt_of(text: str, theorem: WrittenTheorem) -> str:
    """The proof that a theorem has, as tactics; empty for none."""
    plain = without_comments(text)
    begin = theorem.proof + len(plain[theorem.proof : theorem.end]) - len(plain[theorem.proof : theorem.end].lstrip())
    proof = plain[begin : theorem.end]
    word = re.match(r"by\b\s*?(?=\S|\n)", proof)
    if proof.strip() in ("", "sorry", "by sorry"):
        return ""
    if word is None:
        return f"exact ({proof})"
    rest = proof[word.end() :]
    if not rest.startswith("\n"):  # in the column where they stand
        column = begin + word.end() - (plain.rfind("\n", 0, begin) + 1)
        rest = " " * column + rest
    tactics = textwrap.dedent(rest.strip("\n")).strip()
    return "" if tactics == "sorry" else tactics


def _spliced(text: str, proofs: dict[str, str]) -> str:
    for theorem in reversed(written_theorems(text)):
        proof = proofs.get(theorem.target.name)
        if proof is not None:
            sign = "" if text[: theorem.proof].endswith(":=") else " :="
            text = f"{text[: theorem.proof]}{sign}{proof}{text[theorem.end :]}"
    return text


def _in_context(text: str, theorem: WrittenTheorem, failing: set[str], proofs: dict[str, str]) -> Target:
    """The theorem after all that comes before it, but for theorems whose own proofs fail."""
    header = with_proofs(text[: theorem.start], proofs) if proofs else text[: theorem.start]
    dropped = failing - proofs.keys()
    if any(t in header for t in dropped):
        for earlier in reversed(_theorems_before(header)):
            if earlier.target.name in dropped:
                header = header[: earlier.start] + header[earlier.end :]
    target = theorem.target
    context = for_core(without_comments(header)).strip()
    return Target(target.name, f"{context}\n" if context else "", spelled(target.binders), spelled(target.goal))


def _theorems_before(header: str) -> list[WrittenTheorem]:
    try:
        return written_theorems(header)
    except InvalidSource:
        return []
