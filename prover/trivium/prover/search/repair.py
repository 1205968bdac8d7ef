"""Repair of a text: new proofs for the theorems whose proofs Lean refuses, and one judgement of the whole."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trivium.prover.errors import InvalidSource, InvalidTarget
from trivium.prover.lean.check import CheckReport, says_sorry
from trivium.prover.lean.child import Limits
from trivium.prover.lean.message import Severity
from trivium.prover.lean.session import Backend
from trivium.prover.search.events import Event
from trivium.prover.search.goal_table import GoalTable
from trivium.prover.search.ledger import Ledger, SearchBudget
from trivium.prover.search.policy import Policy
from trivium.prover.search.prove import ProofSearch, SearchResult, Verify
from trivium.prover.search.target import Direction, Target, WrittenTheorem, spelled, without_comments, written_theorems
from trivium.prover.verify import ProofReport

_LIBRARY_IMPORT = re.compile(r"^[ \t]*import[ \t]+(?:Mathlib|Aesop)\S*[ \t]*$", re.MULTILINE)
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
    table: GoalTable | None = None
    library: str = ""
    """See `ProofSearch`."""

    def stream(self, text: str, only: str, budget: SearchBudget) -> Iterator[Event | RepairResult]:
        """Search for a proof of each theorem whose proof fails, or of `only`; events, then the result.

        Raises InvalidSource for a text without (such) a theorem, and InvalidTarget where Lean refuses something else
        than a proof.
        """
        ledger = Ledger(budget)
        core = for_core(text)
        theorems = written_theorems(core)
        failing = self._failing(core, theorems)
        wanted = [number for number in failing if only in ("", theorems[number].target.name)]
        _require(only, theorems)
        proofs: dict[int, str] = {}
        kept = min(_JUDGING_MOST, budget.wall * _JUDGING_SHARE)
        for done, number in enumerate(wanted):
            share = max(0.0, ledger.left - kept) / (len(wanted) - done)
            target = _in_context(core, theorems, number, failing, proofs)
            policies = self.policies(attempt_of(core, theorems[number]))
            search = ProofSearch(
                self.backend, self.verify, policies, grace=min(kept, 2.0), table=self.table, library=self.library
            )
            for item in search.stream(target, (Direction.STATEMENT,), replace(budget, wall=share)):
                if not isinstance(item, SearchResult):
                    yield item
                elif item.direction is not None and theorems[number].proof is not None:
                    proofs[number] = item.proof
        source = with_proofs(text, proofs)
        asked, candidate = statements_of(core), for_core(source)
        report = self.verify(asked, candidate, Limits(wall=max(0.5, ledger.left)))
        names = [theorem.target.name for theorem in theorems]
        left = tuple(names[number] for number in wanted if number not in proofs)
        yield RepairResult(source, tuple(names[number] for number in proofs), left, asked, candidate, report)

    def _failing(self, core: str, theorems: Sequence[WrittenTheorem]) -> list[int]:
        """Which theorems have proofs that Lean refuses, by their place in the text."""
        plain, failing = without_comments(core), set[int]()
        lines = [0, *(index + 1 for index, character in enumerate(core) if character == "\n")]
        for message in self.check(core).messages:
            if message.severity is not Severity.ERROR and not says_sorry(message):
                continue
            offset = lines[min(message.start.line, len(lines)) - 1] + message.start.column
            before = [number for number, theorem in enumerate(theorems) if theorem.start < offset]
            # a proof that stops short is told at the command after it
            if not before or plain[theorems[before[-1]].end : offset].strip():
                words = message.text.splitlines()[0]
                raise InvalidTarget(f"Lean refuses more than proofs: line {message.start.line}: {words}")
            failing.add(before[-1])
        return sorted(failing)


def statements_of(text: str) -> str:
    """The text with `sorry` for the proof of each theorem."""
    return _spliced(text, dict.fromkeys(range(len(written_theorems(text))), " sorry"))


def repairs(text: str, claim: str) -> bool:
    """Whether a claimed target is what a repair of a text, or of its repaired form, would have been locked against."""
    try:
        return statements_of(for_core(text)) == claim
    except InvalidSource:
        return False


def with_proofs(text: str, proofs: Mapping[int, str]) -> str:
    """The text with other tactics for some theorems, which are named by their places among its theorems."""
    return _spliced(text, {number: " by\n" + textwrap.indent(proof, "  ") for number, proof in proofs.items()})


def for_core(text: str) -> str:
    """The text for a Lean without Mathlib, its lines where they were."""
    return spelled(_LIBRARY_IMPORT.sub("", text))


def attempt_of(text: str, theorem: WrittenTheorem) -> str:
    """The proof that a theorem has, as tactics; empty for none."""
    if theorem.proof is None:
        return ""
    plain = without_comments(text)[: theorem.end]
    begin = len(plain) - len(plain[theorem.proof :].lstrip())
    proof = plain[begin:]
    if not re.match(r"by\b", proof):
        return "" if proof in ("", "sorry") else f"exact ({proof})"
    rest = proof.removeprefix("by")
    if rest.split("\n", 1)[0].strip():  # its first tactic is in the column where it stands
        rest = " " * (begin + 2 - (plain.rfind("\n", 0, begin) + 1)) + rest
    tactics = textwrap.dedent(rest.strip("\n")).strip()
    return "" if tactics == "sorry" else tactics


def _spliced(text: str, proofs: Mapping[int, str]) -> str:
    if not proofs:
        return text
    theorems = written_theorems(text)
    for number in sorted(proofs, reverse=True):
        place = theorems[number]
        if place.proof is not None:
            text = text[: place.proof] + proofs[number] + text[place.end :]
    return text


def _require(only: str, theorems: Sequence[WrittenTheorem]) -> None:
    names = [theorem.target.name for theorem in theorems]
    if only and only not in names:
        raise InvalidSource("NO_THEOREM", f"no theorem {only!r}; the text has {', '.join(names)}", 1, 0)


def _in_context(
    core: str,
    theorems: Sequence[WrittenTheorem],
    number: int,
    failing: Sequence[int],
    proofs: Mapping[int, str],
) -> Target:
    """A theorem after all that comes before it, but for theorems whose own proofs fail."""
    context = core[: theorems[number].start]
    for earlier in sorted((n for n in failing if n < number), reverse=True):
        place = theorems[earlier]
        begin, new = place.start, ""
        if earlier in proofs and place.proof is not None:
            begin, new = place.proof, " by\n" + textwrap.indent(proofs[earlier], "  ")
        context = context[:begin] + new + context[place.end :]
    context = without_comments(context).strip()
    target = theorems[number].target
    return Target(target.name, f"{context}\n" if context else "", target.binders, target.goal)
