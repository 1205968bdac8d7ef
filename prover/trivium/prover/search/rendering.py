"""Typed terms and polynomials as Lean text."""

from __future__ import annotations

from collections.abc import Mapping

from trivium.prover.certificate.arithmetic.polynomials import Monomial, Normalizer, Polynomial
from trivium.prover.certificate.arithmetic.terms import N, Sort, Term, Z

_INFIX: Mapping[str, str] = {"add": "+", "sub": "-", "mul": "*", "div": "/", "mod": "%", "pow": "^"}


class Unrenderable(Exception):  # noqa: N818 - the established name of this outcome
    """A term outside the arithmetic of natural numbers and integers."""


def term_text(term: Term) -> str:
    """The term as Lean elaborates it back where its type is known; raises Unrenderable."""
    if term.op == "num":
        return str(term.value)
    if term.op == "var" and not term.name.startswith(("?", "%", "!")) and "@" not in term.name:
        return term.name
    if term.op in _INFIX and term.sort in (N, Z):
        left, right = map(term_text, term.args)
        return f"({left} {_INFIX[term.op]} {right})"
    if term.op == "neg":
        return f"(-{term_text(term.args[0])})"
    if term.op == "cast" and (term.args[0].sort, term.sort) == (N, Z):
        return f"(({term_text(term.args[0])} : Nat) : Int)"
    if term.op == "gcd" and term.args[0].sort == N:
        return f"(Nat.gcd {term_text(term.args[0])} {term_text(term.args[1])})"
    if term.op == "apply" and all(a.sort in (N, Z) for a in term.args):
        return f"({term.name} {' '.join(map(term_text, term.args))})"
    raise Unrenderable(term.op)


def polynomial_text(polynomial: Polynomial, normalizer: Normalizer, sort: Sort) -> str:
    """A polynomial with integer coefficients, monomials written as products; raises Unrenderable."""
    if any(value.denominator != 1 for value in polynomial.values()):
        raise Unrenderable("a fraction")
    if sort == N and any(value < 0 for value in polynomial.values()):
        raise Unrenderable("a negative coefficient")
    parts: list[str] = []
    for monomial, value in sorted(polynomial.items(), key=lambda item: (-_degree(item[0]), item[0])):
        factors = monomial_text(monomial, normalizer, sort)
        amount = abs(int(value))
        text = str(amount) if not factors else factors if amount == 1 else f"{amount} * ({factors})"
        parts.append(text if not parts and value > 0 else f"{'+' if value > 0 else '-'} {text}")
    text = " ".join(parts) or "0"
    return f"0 {text}" if text.startswith("-") else text


def monomial_text(monomial: Monomial, normalizer: Normalizer, sort: Sort) -> str:
    """A monomial as a product without powers."""
    factors = []
    for atom, degree in monomial:
        term = normalizer.atoms[atom]
        if term.sort not in (N, Z) or (sort == N and term.sort != N):
            raise Unrenderable(atom)
        text = term_text(term)
        if sort == Z and term.sort == N:
            text = f"({text} : Int)" if term.op == "var" else f"(({text} : Nat) : Int)"
        factors += [text] * degree
    return " * ".join(factors)


def _degree(monomial: Monomial) -> int:
    return sum(degree for _, degree in monomial)
