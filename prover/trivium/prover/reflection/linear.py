"""Linear (and polynomial) arithmetic as theorems: relations that follow from others, by certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trivium.prover.errors import InvalidExpression, NotProvable
from trivium.prover.reflection.certificate import (
    Certificate,
    Sign,
    certificate_text,
    expressions_of,
    holds,
    nesting,
)
from trivium.prover.reflection.expression import Div, Sub, check, nodes, reified
from trivium.prover.reflection.polynomial import PolynomialRing
from trivium.prover.reflection.theorem import (
    COMPUTED,
    Domain,
    Hypothesis,
    Kind,
    Relation,
    Scope,
    Theorem,
    conjunction,
    nesting_of,
    scope_of,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Hypotheses over the integers or the rational numbers, and what is to follow: a relation, or a contradiction."""

    domain: Domain
    hypotheses: tuple[Hypothesis, ...]
    goal: Relation | None

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relations of the hypotheses, then the goal."""
        return tuple(h.relation for h in self.hypotheses) + ((self.goal,) if self.goal else ())

    @property
    def scope(self) -> Scope:
        """The variables; raises InvalidExpression for what the checkers do not take."""
        if self.domain not in (Domain.INT, Domain.RAT):
            raise InvalidExpression("linear arithmetic is for integers and rational numbers")
        sides = [side for relation in self.relations for side in (relation.left, relation.right)]
        return scope_of(self.domain, sides, [h.name for h in self.hypotheses])

    def opposites(self) -> tuple[Relation | None, ...]:
        """What contradicts the hypotheses, one certificate for each: the goal's opposite, both parts of it for `=`."""
        if self.goal is None:
            return (None,)
        match self.goal.kind:
            case Kind.LE:
                return (Relation(Kind.LT, self.goal.right, self.goal.left),)
            case Kind.LT:
                return (Relation(Kind.LE, self.goal.right, self.goal.left),)
            case Kind.EQ:
                right, left = self.goal.right, self.goal.left
                return (Relation(Kind.LT, right, left), Relation(Kind.LT, left, right))

    def facts(self, opposite: Relation | None) -> tuple[Sign, ...]:
        """The facts that a certificate is about, as the checker numbers them: the opposite of the goal comes first."""
        ring = PolynomialRing(self.scope.names)
        relations = ([opposite] if opposite else []) + [h.relation for h in self.hypotheses]
        return tuple(sign_of(relation, ring) for relation in relations)


def sign_of(relation: Relation, ring: PolynomialRing) -> Sign:
    """The fact that a relation is: the sign of the numerator of `right - left`.

    Raises InvalidExpression where the denominator is no positive number: the checker would learn nothing from it.
    """
    fraction = ring.fraction(Sub(relation.right, relation.left))
    denominator = fraction.denominator
    if not denominator.is_constant() or denominator.leading_coefficient() <= 0:
        raise InvalidExpression("a divisor that is no positive number")
    return Sign(relation.kind, fraction.numerator)


def theorem(name: str, problem: Problem, certificates: Sequence[Certificate]) -> Theorem:
    """The theorem that the goal (or False) follows, one certificate for each of `problem.opposites()`.

    Raises InvalidExpression for what the checkers do not take and NotProvable for a certificate that shows nothing.
    """
    scope = problem.scope
    ring = PolynomialRing(scope.names)
    opposites = problem.opposites()
    if len(certificates) != len(opposites):
        raise InvalidExpression(f"{len(opposites)} certificates are needed, {len(certificates)} were given")
    for opposite, certificate in zip(opposites, certificates, strict=True):
        for expression in expressions_of(certificate):
            check(expression, field=False)
            if any(name not in scope.index for name in scope_of(Domain.INT, [expression]).names):
                raise InvalidExpression("a certificate speaks of a variable that the statement does not have")
        if not holds(certificate, problem.facts(opposite), ring, integers=problem.domain is Domain.INT):
            raise NotProvable("the certificate shows no contradiction")
    data = ", ".join(_statement_text(h.relation, scope) for h in problem.hypotheses)
    proofs = " ".join(certificate_text(certificate, scope.index) for certificate in certificates)
    goal = problem.goal
    sides = f" {reified(goal.left, scope.index)} {reified(goal.right, scope.index)}" if goal else ""
    given = conjunction([h.name for h in problem.hypotheses])
    proof = f"{_checker(problem)} {scope.values} [{data}] {proofs}{sides} {COMPUTED} {given}"
    claims = [
        (h.name, scope.claim(h.relation.left, h.relation.kind.value, h.relation.right)) for h in problem.hypotheses
    ]
    claim = scope.claim(goal.left, goal.kind.value, goal.right) if goal else "False"
    deepest = max(
        nesting_of(*(side for relation in problem.relations for side in (relation.left, relation.right))),
        *(nesting(certificate) for certificate in certificates),
        len(problem.hypotheses),
    )
    return Theorem(name, scope.binders(claims), claim, proof, deepest)


def _checker(problem: Problem) -> str:
    what = {None: "absurd", Kind.LE: "le", Kind.LT: "lt", Kind.EQ: "eq"}[problem.goal.kind if problem.goal else None]
    if problem.domain is Domain.INT:
        return f"Trivium.Linear.int_{what}_of_check"
    sides = (side for relation in problem.relations for side in (relation.left, relation.right))
    if any(isinstance(node, Div) for side in sides for node in nodes(side)):
        return f"Trivium.Linear.Fractions.{what}_of_check"
    return f"Trivium.Linear.{what}_of_check"


def _statement_text(relation: Relation, scope: Scope) -> str:
    sides = f"{reified(relation.left, scope.index)} {reified(relation.right, scope.index)}"
    return f".{relation.kind.name.lower()} {sides}"
