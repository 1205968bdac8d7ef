"""Differential equations: substitution, and the initial values."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.cas.certificate.model import Point
from trivium.cas.certificate.operations.differential import initial_sides, solution_conditions, substituted
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.signs import Signs
from trivium.cas.errors import CertificateError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.limit import PRECISIONS
from trivium.cas.operations.prover import Prover
from trivium.cas.operations.questions import OperationQuestion
from trivium.cas.operations.wording import condition_text


def ode_valid_when(question: OperationQuestion) -> tuple[str, ...]:
    """Where the formula of the proposed function may be differentiated."""
    try:
        found = solution_conditions(question.task)
    except CertificateError:
        return ()
    signs = Signs(question.task.regions((question.task.word("variable"),)))
    return tuple(condition_text(condition) for condition in found if not condition.certain(signs))


def ode_evidence(attempt: Attempt) -> Iterator[Evidence]:
    """What proves or refutes a solution of a differential equation."""
    task = attempt.task
    variable = task.word("variable")
    sides, needed = substituted(task), solution_conditions(task)
    witness: Point | None = None
    for precision in PRECISIONS:
        for point in attempt.sample():
            left, right = (attempt.value(side, point, precision) for side in sides)
            if left is None or right is None:
                continue
            balls = [attempt.value(condition.term, point, precision) for condition in needed]
            regular = all(ball is not None and c.holds_on(ball) for c, ball in zip(needed, balls, strict=True))
            if not (left - right).contains(0) and regular:
                yield Evidence("substitution", proves=False, point=point, precision=precision)
                return
            attempt.points += precision == PRECISIONS[0]
            witness = witness or point
    if witness is None:
        attempt.nowhere_defined = True
        return
    prover = Prover(attempt.regions(variable), witness, attempt.budget)
    for index in range(len(task.parts["at"])):
        for point in attempt.sample():
            ends = [attempt.value(side, point) for side in initial_sides(task, index)]
            if ends[0] is not None and ends[1] is not None and not (ends[0] - ends[1]).contains(0):
                yield Evidence("substitution", False, {"initial": (str(index),)}, point=point)
                break
        else:
            others = {name: region for name, region in prover.regions.items() if name != variable}
            if not prover.show_equal(f"initial {index}", *initial_sides(task, index), others):
                attempt.notes.append("an initial value was not proved")
                return
    if prover.show_equal("equation", *sides, prover.regions):
        yield Evidence("substitution", True, equalities=prover.equalities, point=witness)
    else:
        attempt.notes.append("the equation was not proved")
