"""From the reader's tree to the terms that the proof kernel speaks of."""

from __future__ import annotations

from collections.abc import Mapping

from trivium.cas.certificate import terms
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.terms import Term
from trivium.cas.domain.variables import Domain, Kind
from trivium.cas.reader.syntax import (
    Call,
    Constant,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    folded,
)


def to_term(root: Expression) -> Term:
    """The term of an expression: the one that the checker's own reader makes of its text."""
    return folded(root, _term)


def _term(node: Expression, parts: list[Term]) -> Term:
    match node:
        case Number(value):
            return terms.number(value)
        case Symbol(name):
            return terms.symbol(name)
        case Constant(name):
            return terms.constant(name)
        case Sum():
            return terms.add(parts)
        case Product():
            return terms.mul(parts)
        case Negation():
            return terms.negate(parts[0])
        case Quotient():
            return terms.divide(parts[0], parts[1])
        case Power():
            return terms.power(parts[0], parts[1])
        case Call(name, _):
            return terms.call(name, *parts)


def to_regions(domains: Mapping[str, Domain]) -> dict[str, Region]:
    """The checker's form of the domains."""
    return {name: _region(domain) for name, domain in domains.items()}


def _region(domain: Domain) -> Region:
    region = Region()
    region.complex = domain.kind is Kind.COMPLEX
    region.integer = domain.kind is Kind.INTEGER
    if domain.lower is not None:
        region.above(domain.lower, domain.lower_closed)
    if domain.upper is not None:
        region.below(domain.upper, domain.upper_closed)
    return region
