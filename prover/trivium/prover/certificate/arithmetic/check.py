"""The checker: reads the statement itself and replays the certificate from its first step."""

from __future__ import annotations

from dataclasses import dataclass

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.calculus import Branch, initial_branch
from trivium.prover.certificate.arithmetic.countermodel import check_countermodel
from trivium.prover.certificate.arithmetic.errors import CheckerError, Rejected
from trivium.prover.certificate.arithmetic.reading import read_statement

NAME = "statement checker 1"
MAX_STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the checker says of a certificate."""

    accepted: bool
    refusal: str
    statement: str
    outcome: str
    """`proved`, `vacuous` or `refuted`."""


def check(certificate: model.Certificate, source: str) -> Replayed:
    """Replay a certificate against the text of the statement; never raises for what a certificate may hold."""
    body = certificate.body
    outcome = model.REFUTED
    if isinstance(body, model.Proof):
        outcome = model.VACUOUS if body.vacuous else model.PROVED
    try:
        statement = read_statement(source)
        if str(statement) != certificate.statement:
            raise Rejected("the certificate answers another statement")
        if isinstance(body, model.Proof):
            replay(body.root, initial_branch(statement, body.vacuous))
        else:
            check_countermodel(statement, body)
    except CheckerError as error:
        return Replayed(False, str(error), certificate.statement, outcome)
    except RecursionError:
        return Replayed(False, "nested too deeply", certificate.statement, outcome)
    return Replayed(True, "", certificate.statement, outcome)


def replay(root: model.Node, branch: Branch) -> None:
    """Follow a proof through its branches; raises Rejected unless every one is closed."""
    stack = [(root, branch)]
    steps = 0
    while stack:
        node, branch = stack.pop()
        for step in node.steps:
            steps += 1
            if steps > MAX_STEPS:
                raise Rejected("the proof is too long")
            if branch.closed:
                break
            if branch.apply(step):
                raise Rejected("a step that splits must be the last one")
        if branch.closed:
            continue
        last = node.last
        if isinstance(last, model.Closed):
            raise Rejected("a branch is left open")
        if isinstance(last, model.Combine):
            branch.contradiction(last)
            continue
        branches = [b for b in branch.apply(last) if not b.closed]
        if len(branches) != len(node.branches):
            raise Rejected("a proof must treat each open branch")
        stack.extend(zip(node.branches, branches, strict=True))
