"""The answer to a problem: the first proposal that the checker proves."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from trivium.cas.decide import Judgement, Proved, Refuted, check_equal
from trivium.cas.decide.budget import Clock
from trivium.cas.decide.judgement import Unknown
from trivium.cas.errors import InputError
from trivium.cas.operations import (
    Decided,
    Initial,
    OperationJudgement,
    OperationQuestion,
    Reading,
    check_operation_question,
    read_antiderivative,
    read_integral,
    read_limit,
    read_ode,
    read_series,
    read_solutions,
    read_sum,
)
from trivium.cas.reader.equation import Question, read_sides
from trivium.cas.reader.expression import read_expression
from trivium.cas.reader.printer import print_expression
from trivium.cas.solve.problem import Problem, split_answers
from trivium.cas.solve.proposals import Proposal

MAX_PROPOSALS = 40
_SHARE = 0.5
"""The part of the time that is left which one proposal may use."""
_LEAST_SECONDS = 0.5

AnyQuestion: TypeAlias = Question | OperationQuestion
AnyJudgement: TypeAlias = Judgement | OperationJudgement


@dataclass(frozen=True, slots=True)
class Rejected:
    """A proposal that was not proved."""

    proposal: Proposal
    reason: str
    refuted: bool = False


@dataclass(frozen=True, slots=True)
class Solution:
    """What was found; an answer is given only where the checker has proved it."""

    problem: Problem
    answer: str
    """The proved answer, or the first one that was neither proved nor refuted; empty where there is none."""

    engine: str
    """Who proposed the answer."""

    question: AnyQuestion | None
    """The question that the judgement answers."""

    judgement: AnyJudgement | None
    rejected: tuple[Rejected, ...]

    @property
    def proved(self) -> bool:
        """Whether the answer is proved."""
        return self.judgement is not None and _proved(self.judgement)


def solve(
    problem: Problem, proposals: Iterable[Proposal], *, deadline: float, clock: Clock = time.monotonic
) -> Solution:
    """Check proposals in the order in which they come, until one is proved or ``deadline``, a time of ``clock``."""
    rejected: list[Rejected] = []
    open_answer: Solution | None = None
    for proposal in _limited(proposals):
        try:
            question = ask(problem, proposal)
        except InputError as error:
            rejected.append(Rejected(proposal, f"not read: {error}"))
            continue
        left = deadline - clock()
        if left <= 0:
            break
        judgement = _judge(question, proposal, clock() + min(left, max(left * _SHARE, _LEAST_SECONDS)), clock)
        found = Solution(problem, _canonical(proposal), proposal.engine, question, judgement, tuple(rejected))
        if found.proved:
            return found
        refuted = _refuted(judgement)
        rejected.append(Rejected(proposal, _reason(judgement), refuted))
        if not refuted and open_answer is None:
            open_answer = found
    if open_answer is None:
        return Solution(problem, "", "", None, None, tuple(rejected))
    found = open_answer
    return Solution(problem, found.answer, found.engine, found.question, found.judgement, tuple(rejected))


def _canonical(proposal: Proposal) -> str:
    return ", ".join(print_expression(read_expression(part)) for part in split_answers(proposal.answer))


def _limited(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for count, proposal in enumerate(proposals):
        if count >= MAX_PROPOSALS:
            return
        if (proposal.answer, proposal.hints) not in seen:
            seen.add((proposal.answer, proposal.hints))
            yield proposal


def ask(problem: Problem, proposal: Proposal) -> AnyQuestion:
    """The question whether a proposal answers the problem; raises :class:`InputError` where it cannot be read."""
    expression = print_expression(problem.expression)
    bounds = [print_expression(bound) for bound in problem.bounds]
    assume = {name: str(domain) for name, domain in problem.domains.items()}
    reading, answer, variable = Reading(assume), proposal.answer, problem.variable
    match problem.operation:
        case "antiderivative":
            return read_antiderivative(expression, variable, answer, reading)
        case "integral":
            return read_integral(expression, variable, bounds[0], bounds[1], answer, reading)
        case "limit":
            return read_limit(expression, variable, bounds[0], answer, problem.direction, reading)
        case "sum":
            return read_sum(expression, variable, bounds[0], bounds[1], answer, reading)
        case "solve":
            return read_solutions(f"{expression} = 0", variable, split_answers(answer), reading)
        case "dsolve":
            initial = [Initial(0, bounds[0], bounds[1])] if bounds else []
            return read_ode(f"{expression} = 0", problem.function, variable, answer, initial, reading)
        case "series":
            return read_series(expression, variable, bounds[0], problem.order, answer, reading)
        case _:
            return read_sides(expression, answer, assume)


def _judge(question: AnyQuestion, proposal: Proposal, deadline: float, clock: Clock) -> AnyJudgement:
    if isinstance(question, Question):
        return check_equal(question, deadline=deadline, clock=clock)
    return check_operation_question(question, deadline=deadline, clock=clock, hints=proposal.hints)


def _proved(judgement: AnyJudgement) -> bool:
    outcome = judgement.outcome
    return isinstance(outcome, Proved) or (isinstance(outcome, Decided) and outcome.proved)


def _refuted(judgement: AnyJudgement) -> bool:
    outcome = judgement.outcome
    return isinstance(outcome, Refuted) or (isinstance(outcome, Decided) and not outcome.proved)


def _reason(judgement: AnyJudgement) -> str:
    outcome = judgement.outcome
    return outcome.detail if isinstance(outcome, Unknown) else "refuted"
