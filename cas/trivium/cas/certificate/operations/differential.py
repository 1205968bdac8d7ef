"""Differential equations.

A function solves an ordinary differential equation where the derivatives of its formula satisfy it: strategy
``substitution``, equalities ``equation`` and ``initial K``. It is refuted at a point, or by one initial value (term
``initial`` names it). Derivatives of the function ``y`` of ``x`` are the symbols ``y_x``, ``y_xx`` …
"""

from __future__ import annotations

from collections.abc import Mapping

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.operations.replay import Replay, at
from trivium.cas.certificate.operations.tasks import MAX_ORDER, Task, derivative_name
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import Condition, conditions, extent
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term
from trivium.cas.errors import CertificateError

MAX_EXTENT = 2_000
"""Nodes, written out, of a derivative that is differentiated once more."""


def derivatives_of(task: Task, most: int = MAX_ORDER) -> list[Term]:
    """The proposed function and its derivatives."""
    found = [plain(task.term("answer"))]
    for _ in range(most):
        if extent(found[-1])[0] > MAX_EXTENT:
            raise CertificateError("a derivative of the function is too large")
        found.append(plain(differentiate(found[-1], task.word("variable"))))
    return found


def order_of_equation(task: Task) -> int:
    """The highest derivative that the equation or an initial value speaks of."""
    names = terms.symbols(task.term("left"), task.term("right"))
    orders = [k for k in range(1, MAX_ORDER + 1) if derivative_name(task, k) in names]
    return max([0, *orders, *map(int, task.parts["derivative"])])


def substituted(task: Task) -> tuple[Term, Term]:
    """Both sides of a differential equation, with the proposed function put in."""
    order = order_of_equation(task)
    values = derivatives_of(task, order)
    here = {terms.symbol(derivative_name(task, k)): values[k] for k in range(order + 1)}
    return terms.substitute(task.term("left"), here), terms.substitute(task.term("right"), here)


def solution_conditions(task: Task) -> list[Condition]:
    """Where the formula of the proposed function may be differentiated."""
    variable = task.word("variable")
    signs = Signs(task.regions((variable,)))
    found: dict[Condition, None] = {}
    for function in derivatives_of(task, max(order_of_equation(task) - 1, 0)):
        found.update(dict.fromkeys(conditions(function, variable, signs)))
    return list(found)


def initial_sides(task: Task, index: int) -> tuple[Term, Term]:
    """The derivative of the proposed function at the place of an initial value, and that value."""
    order, place = int(task.parts["derivative"][index]), task.terms("at")[index]
    function = derivatives_of(task, order)[order]
    return at(function, task.word("variable"), place), task.terms("value")[index]


def replay_ode(replay: Replay) -> None:
    """Refuse unless the function satisfies the equation and its initial values, or fails one of them."""
    replay.require_strategy("substitution")
    task = replay.task
    variable = task.word("variable")
    regions = task.regions((variable,))
    needed = solution_conditions(task)
    if replay.evidence.proves:
        replay.require_equal("equation", *substituted(task), regions)
        others = {name: region for name, region in regions.items() if name != variable}
        for index in range(len(task.parts["at"])):
            _require_regular_there(replay, needed, task.terms("at")[index], others)
            replay.require_equal(f"initial {index}", *initial_sides(task, index), others)
        return
    replay.require_inside(regions)
    chosen = replay.evidence.terms.get("initial")
    if chosen is not None:
        index = int(chosen[0]) if chosen and chosen[0].isdigit() else -1
        if not 0 <= index < len(task.parts["at"]):
            raise CertificateError("there is no such initial value")
        _require_regular_at(replay, needed, variable, task.terms("at")[index])
        replay.require_apart_at(*initial_sides(task, index))
        return
    for condition in needed:
        if not condition.holds_on(replay.value(condition.term, replay.evidence.point)):
            raise CertificateError(f"the derivative may be another at the point: {condition}")
    replay.require_apart_at(*substituted(task))


def _require_regular_there(replay: Replay, needed: list[Condition], place: Term, others: Mapping[str, Region]) -> None:
    """Refuse unless the formula may be differentiated at a place, whatever the parameters are."""
    variable, signs = replay.task.word("variable"), Signs(others)
    for condition in needed:
        there = at(condition.term, variable, place)
        if Condition(condition.relation, there).certain(signs):
            continue
        if terms.symbols(there) or not condition.holds_on(replay.value(there, {})):
            raise CertificateError(f"the function may not be differentiable at the initial point: {condition}")


def _require_regular_at(replay: Replay, needed: list[Condition], variable: str, place: Term) -> None:
    for condition in needed:
        if not condition.holds_on(replay.value(at(condition.term, variable, place), replay.evidence.point)):
            raise CertificateError(f"the function may not be differentiable at the initial point: {condition}")
