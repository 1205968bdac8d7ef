"""The tactic portfolio: closers and steps by the shape of the goal. No model, the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trivium.prover.lean.goal import Goal, Hypothesis
from trivium.prover.search.policy import Candidate, GoalContext, Kind, PolicyBudget

CORE_CLOSERS = (
    "rfl",
    "assumption",
    "omega",
    "decide",
    "contradiction",
    "simp_all",
    "grind",
    "decide +kernel",
    "simp",
    "simp_all <;> omega",
)
MATHLIB_CLOSERS = (
    "rfl",
    "norm_num",
    "linarith",
    "omega",
    "nlinarith",
    "ring",
    "positivity",
    "simp_all",
    "field_simp; ring",
    "norm_num at *; linarith",
    "decide",
    "grind",
    "aesop",
    "decide +kernel",
)
_NUMBERS = ("Nat", "Int", "ℕ", "ℤ")
_PROPOSITION = re.compile(r"[=<>≤≥≠∣∧∨→↔¬∀∃∈]|\bTrue\b|\bFalse\b|%")


@dataclass(frozen=True, slots=True)
class PortfolioPolicy:
    """The built-in policy; `mathlib` says which tactics the environment has."""

    mathlib: bool = False

    @property
    def name(self) -> str:
        """Its name in events."""
        return "portfolio"

    @property
    def waits(self) -> bool:
        """Never: it computes here."""
        return False

    def propose(self, context: GoalContext, kind: Kind, count: int, budget: PolicyBudget) -> Sequence[Candidate]:
        """Closers that fit the goal, then steps."""
        if kind is not Kind.TACTIC:
            return ()
        goal = context.goal
        closers = [Candidate(text, Kind.CLOSER, -0.5 - 0.05 * rank) for rank, text in enumerate(self._closers(goal))]
        steps = [Candidate(text, Kind.TACTIC, score) for text, score in _steps(goal)]
        return [*closers, *steps][:count]

    def repair(
        self, context: GoalContext, attempt: str, error: str, count: int, budget: PolicyBudget
    ) -> Sequence[Candidate]:
        """What Lean's own words suggest: a `Try this`, a missing introduction, a last step by arithmetic."""
        found = re.search(r"Try this:\s*(?:\[\w+\])?\s*(\S[^\n]*)", error)
        suggestions = [Candidate(found[1], Kind.TACTIC, -0.3)] if found else []
        if "unsolved goals" in error:
            suggestions += [Candidate(f"({attempt}) <;> {end}", Kind.CLOSER, -0.8) for end in ("omega", "simp_all")]
        if "∀" in context.goal.target or "→" in context.goal.target:
            suggestions.append(Candidate(f"intros\n{attempt}", Kind.CLOSER, -0.7))
        return suggestions[:count]

    def _closers(self, goal: Goal) -> Iterator[str]:
        texts = " ".join([goal.target, *(h.type for h in goal.hypotheses)])
        for closer in MATHLIB_CLOSERS if self.mathlib else CORE_CLOSERS:
            if closer == "omega" and not any(name in texts for name in _NUMBERS) and not re.search(r"\d", texts):
                continue
            if closer.startswith("decide") and "⊢" not in goal.text:
                continue
            yield closer
        equations = [h.names[0] for h in goal.hypotheses if "=" in h.type and not h.names[0].endswith("✝")]
        if equations:
            yield f"simp [{', '.join(equations)}]"


def _steps(goal: Goal) -> Iterator[tuple[str, float]]:  # noqa: C901 - one case a shape
    target = goal.target.strip()
    used = {name for h in goal.hypotheses for name in h.names}
    if target.startswith(("∀", "¬")) or _top(target, "→"):
        yield "intros" if target.startswith("∀") else f"intro {_fresh('h', used)}", -0.2
    if _top(target, "∧") or _top(target, "↔"):
        yield "constructor", -0.3
    if _top(target, "∨"):
        yield "left", -1.0
        yield "right", -1.0
    if target.startswith("∃"):
        for hypothesis in goal.hypotheses:
            if hypothesis.type in _NUMBERS and not hypothesis.names[0].endswith("✝"):
                yield f"refine ⟨{hypothesis.names[0]}, ?_⟩", -1.2
        for value in ("0", "1", "2"):
            yield f"refine ⟨{value}, ?_⟩", -1.5
    for hypothesis in goal.hypotheses:
        name = hypothesis.names[0]
        if name.endswith("✝"):
            continue
        yield from _uses(hypothesis, name, used)
    for hypothesis in goal.hypotheses:
        if hypothesis.type in ("Nat", "ℕ"):
            for name in hypothesis.names:
                if not name.endswith("✝") and re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", target):
                    yield f"induction {name} with\n| zero => ?_\n| succ {_fresh('k', used)} ih => ?_", -1.6
    if target != "False":
        yield "exfalso", -2.5


def _uses(hypothesis: Hypothesis, name: str, used: set[str]) -> Iterator[tuple[str, float]]:
    kind = hypothesis.type
    if _top(kind, "∧") or kind.startswith("∃"):
        yield f"obtain ⟨{_fresh('a', used)}, {_fresh('b', used)}⟩ := {name}", -0.6
    elif _top(kind, "∨"):
        yield f"rcases {name} with {name} | {name}", -0.7
    elif _top(kind, "="):
        left, _, right = kind.partition(" = ")
        if re.fullmatch(r"[\w'₀-₉]+", left) and not left[0].isdigit():
            yield f"subst {name}", -0.9
        elif _PROPOSITION.search(kind):
            yield f"rw [{name}]", -1.4
            del right
    elif kind.startswith("∀") and _top(kind.rpartition(",")[2], "="):
        yield f"simp only [{name}]", -1.2
        yield f"rw [{name}]", -1.4


def _fresh(stem: str, used: set[str]) -> str:
    name, number = stem, 1
    while name in used:
        number += 1
        name = f"{stem}{number}"
    return name


def _top(text: str, symbol: str) -> bool:
    """Whether the symbol stands outside all brackets and behind no binder."""
    if text.startswith(("∀", "∃")):
        return False
    depth = 0
    for index, character in enumerate(text):
        if character in "([{⟨":
            depth += 1
        elif character in ")]}⟩":
            depth -= 1
        elif depth == 0 and text.startswith(symbol, index):
            return True
    return False
