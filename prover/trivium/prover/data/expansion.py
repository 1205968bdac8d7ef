"""Polynomial terms as sums of monomials."""

from __future__ import annotations

from trivium.prover.certificate.arithmetic.polynomials import Monomial, Normalizer
from trivium.prover.data.expressions import N, Sort, Term, num, power, product, scaled, total


def expanded(term: Term, sort: Sort) -> Term:
    """A term as a sum of monomials, by the normal form of the checker; raises Rejected for what is no polynomial."""
    normalizer = Normalizer()
    found = normalizer.polynomial(term)
    ordered = sorted(found.items(), key=lambda item: (-sum(d for _, d in item[0]), item[0]))
    parts = [
        scaled(int(value), _monomial(normalizer, monomial)) if monomial else num(int(value), sort)
        for monomial, value in ordered
    ]
    parts.sort(key=lambda part: part.op == "neg" and part.sort != N)
    return total(*parts) if parts else num(0, sort)


def _monomial(normalizer: Normalizer, monomial: Monomial) -> Term:
    factors = [normalizer.atoms[atom] for atom, _ in monomial]
    powers = [power(f, d) if d > 1 else f for f, (_, d) in zip(factors, monomial, strict=True)]
    return product(*powers)
