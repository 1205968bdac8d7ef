"""Closed subterms replaced by their values, and what follows for the connectives around them."""

from __future__ import annotations

from fractions import Fraction

from trivium.prover.certificate.arithmetic.definitions import num_of
from trivium.prover.certificate.arithmetic.errors import Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.terms import BINDERS, NUMBERS, P, Term, free_variables
from trivium.prover.certificate.arithmetic.values import Gaussian

_FUEL = 150_000
_MAX_DIGITS_BITS = 12_000
_MAX_SET = 2_000


class Simplifier:
    """Simplifies terms, remembering the results."""

    def __init__(self) -> None:
        self._known: dict[Term, Term] = {}

    def simplify(self, term: Term) -> Term:
        """An equal term."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._simplify(term)
        return known

    def _simplify(self, term: Term) -> Term:
        if term.op in ("num", "var", "finset", "true", "false"):
            return term
        if term.op in BINDERS:
            args = (term.args[0], *(self.simplify(a) for a in term.args[1:]))
        else:
            args = tuple(self.simplify(a) for a in term.args)
        result = term if args == term.args else Term(term.op, term.sort, args, term.name, term.value)
        if result.sort == P:
            result = _logical(result)
        if result.op in ("true", "false") or _is_value(result) or free_variables(result):
            return result
        return _evaluated(result)


def _is_value(term: Term) -> bool:
    """Whether the term is what a value is written as."""
    if term.op in ("neg", "div") and term.sort.name in "ZQRC":
        return all(a.op == "num" for a in term.args) and (term.op == "neg" or term.sort.name != "Z")
    return False


def _evaluated(term: Term) -> Term:
    try:
        value = Evaluator(_FUEL).value(term, {})
    except Undetermined:
        return term
    if isinstance(value, bool):
        return Term("true" if value else "false", P)
    if isinstance(value, int | Fraction | Gaussian) and term.sort in NUMBERS:
        bits = 0 if isinstance(value, Gaussian) else value.numerator.bit_length() + value.denominator.bit_length()
        return num_of(value, term.sort) if bits <= _MAX_DIGITS_BITS else term
    if isinstance(value, frozenset) and len(value) <= _MAX_SET:
        real = [v for v in value if not isinstance(v, Gaussian)]
        if len(real) == len(value):
            return Term("finset", term.sort, tuple(num_of(v, term.sort.parts[0]) for v in sorted(real)))
    return term


def _logical(term: Term) -> Term:
    op, args = term.op, term.args
    true, false = Term("true", P), Term("false", P)
    if op == "not" and args[0].op in ("true", "false"):
        return false if args[0].op == "true" else true
    if op in ("and", "or"):
        unit, zero = ("true", "false") if op == "and" else ("false", "true")
        if any(a.op == zero for a in args):
            return Term(zero, P)
        rest = [a for a in args if a.op != unit]
        return Term(unit, P) if not rest else rest[0] if len(rest) == 1 else term
    if op == "imp":
        if args[0].op == "false" or args[1].op == "true":
            return true
        if args[0].op == "true":
            return args[1]
    if op == "iff" and any(a.op == "true" for a in args):
        return args[1] if args[0].op == "true" else args[0]
    if op in ("forall", "exists") and args[1].op in ("true", "false"):
        return args[1]
    return term
