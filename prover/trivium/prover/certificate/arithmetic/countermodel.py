"""Countermodels: values at which every hypothesis holds and the goal fails."""

from __future__ import annotations

from collections.abc import Mapping

from trivium.prover.certificate.arithmetic.errors import Rejected, Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.model import Countermodel, Statement
from trivium.prover.certificate.arithmetic.polynomials import Normalizer, add
from trivium.prover.certificate.arithmetic.signatures import check_well_formed
from trivium.prover.certificate.arithmetic.terms import BINDERS, NUMBERS, Sort, Term, substitute, subterms
from trivium.prover.certificate.arithmetic.values import Function, Value


def check_countermodel(statement: Statement, model: Countermodel) -> None:
    """Raise Rejected unless the values refute the statement."""
    given = dict(model.values)
    if set(given) != {name for name, _ in statement.variables}:
        raise Rejected("a countermodel gives every variable a value")
    env: dict[str, Value] = {}
    for name, sort in statement.variables:
        env[name] = value_of(given[name], sort)
    for name, formula in statement.hypotheses:
        if not holds(formula, env, given):
            raise Rejected(f"the hypothesis {name} does not hold")
    try:
        if Evaluator().truth(statement.goal, env):
            raise Rejected("the goal holds")
    except Undetermined as reason:
        raise Rejected(f"the goal has no value: {reason}") from reason


def value_of(term: Term, sort: Sort) -> Value:
    """The value that a closed term gives to a variable; raises Rejected."""
    check_well_formed(term, {})
    if sort.name == "fun":
        return _function(term, sort)
    if term.sort != sort:
        raise Rejected("a value of another type")
    try:
        return Evaluator().value(term, {})
    except Undetermined as reason:
        raise Rejected(str(reason)) from reason


def _function(term: Term, sort: Sort) -> Function:
    parameters: list[str] = []
    body = term
    for part in sort.parts[:-1]:
        if body.op != "fun" or body.args[0].sort != part or body.args[0].name != f"%{len(parameters)}":
            raise Rejected("a function of other arguments")
        parameters.append(body.args[0].name)
        body = body.args[1]
    if body.sort != sort.parts[-1] or any(node.op in BINDERS for node in subterms(body)):
        raise Rejected("a function of another type, or one with bound variables")
    return Function(tuple(parameters), body)


def holds(formula: Term, env: Mapping[str, Value], given: Mapping[str, Term]) -> bool:
    """Whether a hypothesis holds: by evaluation, or as an identity between polynomials."""
    try:
        return Evaluator().truth(formula, env)
    except Undetermined:
        return _identity(formula, given)


def _identity(formula: Term, given: Mapping[str, Term]) -> bool:
    """Whether `∀ x …, s = t` is an identity once the values are put in."""
    while formula.op == "forall":
        formula = formula.args[1]
    if formula.op != "eq" or formula.args[0].sort not in NUMBERS:
        return False
    normalizer = Normalizer()
    try:
        left, right = (normalizer.polynomial(_unfolded(a, given)) for a in formula.args)
    except Rejected:
        return False
    return not add(left, right, -1)


def _unfolded(term: Term, given: Mapping[str, Term]) -> Term:
    values = {name: value for name, value in given.items() if value.sort.name != "fun"}
    return _applied(substitute(term, values), given)


def _applied(term: Term, given: Mapping[str, Term]) -> Term:
    args = tuple(_applied(a, given) for a in term.args)
    if term.op != "apply" or term.name not in given:
        return Term(term.op, term.sort, args, term.name, term.value)
    body = given[term.name]
    for argument in args:
        body = substitute(body.args[1], {body.args[0].name: argument})
    return body
