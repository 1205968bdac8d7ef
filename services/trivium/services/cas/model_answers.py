"""Answers and substitutions from the policy service, beside the computer algebra systems. The engine decides."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trivium.cas.errors import InputError
from trivium.cas.reader import read_expression
from trivium.cas.solve import Problem, Proposal, Solution
from trivium.prover.policy.question import Ask, Question
from trivium.services.cas.solvers import Solvers
from trivium.services.policy.panel import Panel, Said
from trivium_api.common.v1 import answer_pb2 as common

_COUNT = 8
_LONGEST = 4000
_SUBSTITUTE = "substitute:"
_MOST_SUBSTITUTIONS = 3


@dataclass(slots=True)
class ModelAnswers:
    """What the policies of a panel say to one problem; they are asked at once, and listened to as it comes."""

    panel: Panel
    problem: Problem
    solvers: Solvers
    deadline: float
    """Time of `time.monotonic`."""
    seed: int
    _substitutions: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        question = Question(Ask.REWRITE, problem=_worded(self.problem))
        self.panel.ask(question, _COUNT, max(0.1, self.deadline - time.monotonic()), self.seed)

    def came(self) -> Iterator[Proposal]:
        """Answers that have come since the last time."""
        yield from self._heard(self.panel.take())

    def late(self) -> Iterator[Proposal]:
        """What comes after the systems have ended: answers, then those that a proposed substitution leads SymPy to."""
        while self.panel.waiting and time.monotonic() < self.deadline:
            yield from self._heard(self.panel.take(self.deadline - time.monotonic()))
        for policy, formula in self._substitutions[:_MOST_SUBSTITUTIONS]:
            for proposal in self.solvers.propose(self.problem, self.deadline, formula):
                yield Proposal(f"{policy} and {proposal.engine}", proposal.answer, proposal.hints)

    def contributions(self, solution: Solution) -> Sequence[common.Contribution]:
        """What each policy proposed, and what became of it."""
        for name, share in self.panel.contributions.items():
            if solution.engine in (name, f"{name} and sympy"):
                share.accepted, share.used = 1, 1
        self.panel.close()
        return list(self.panel.contributions.values())

    def _heard(self, said: Sequence[Said]) -> Iterator[Proposal]:
        for entry in said:
            text = entry.text.strip()
            if not text or len(text) > _LONGEST:
                continue
            substituted = text.lower().startswith(_SUBSTITUTE)
            formula = text[len(_SUBSTITUTE) :].strip()
            if substituted and not _readable(formula):
                continue
            self.panel.contributions[entry.policy].tried += 1
            if substituted:
                self._substitutions.append((entry.policy, formula))
            else:
                yield Proposal(entry.policy, text)


def _readable(formula: str) -> bool:
    try:
        read_expression(formula, "substitution")
    except InputError:
        return False
    return True


def _worded(problem: Problem) -> str:
    """The problem with its assumptions, one a line."""
    assumed = [f"{name} is {domain}" for name, domain in problem.domains.items()]
    return "\n".join([problem.statement, *assumed])
