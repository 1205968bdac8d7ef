"""Proposed telescopers, by undetermined coefficients.

A summand telescopes into the products that occur in it, times powers of the index (Gosper), over the shifts of what it
divides by.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.operations.replay import around_zero, at
from trivium.cas.certificate.operations.sums import index_region
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.terms import MINUS_ONE, ONE, Term, add, mul, power, subtract
from trivium.cas.errors import CertificateError, OutOfTimeError
from trivium.cas.operations.attempt import Attempt
from trivium.cas.operations.undetermined import combination

_MAX_CANDIDATES = 80
_MAX_DEGREE = 8
_SECONDS = 1.0
_GAMMA_LIKE = frozenset({"factorial", "gamma", "rgamma", "binomial"})


def telescopers(attempt: Attempt) -> Iterator[Term]:
    """Terms whose differences may be the summand; each is checked before it counts."""
    task = attempt.task
    variable, summand = task.word("variable"), task.term("summand")
    regions: Mapping[str, Region] = attempt.regions()
    regions = {name: positive_part(region) for name, region in regions.items()}
    here = {**regions, variable: index_region(task.term("lower"), regions)}
    scale, core = _without_constants(summand, variable)
    found_for = (mul((scale, candidate)) for candidate in _candidates(core, variable))
    candidates = list(itertools.islice(dict.fromkeys(found_for), _MAX_CANDIDATES))
    k = terms.symbol(variable)
    differences = [subtract(at(term, variable, add((k, ONE))), term) for term in candidates]
    try:
        found = combination(summand, differences, here, attempt.budget.slice(_SECONDS))
    except OutOfTimeError:
        attempt.budget.require_time()
        return
    except CertificateError:
        return
    if found is not None:
        yield add(mul((terms.number(c), term)) for c, term in zip(found, candidates, strict=True) if c)


def _without_constants(summand: Term, variable: str) -> tuple[Term, Term]:
    """The factors that do not depend on the index, and the others."""
    constant, rest = list[Term](), list[Term]()
    waiting = [(summand, ONE.number)]
    while waiting:
        factor, exponent = waiting.pop()
        if factor.head == "mul":
            waiting += [(part, exponent) for part in factor.args]
        elif factor.head == "pow" and factor.args[1].is_number and factor.args[1].number.denominator == 1:
            waiting.append((factor.args[0], exponent * factor.args[1].number))
        else:
            raised = factor if exponent == 1 else power(factor, terms.number(exponent))
            (rest if variable in terms.symbols(factor) else constant).append(raised)
    return mul(constant), mul(rest)


def positive_part(region: Region) -> Region:
    """The positive part of a real domain that holds zero, where bases of powers have logarithms."""
    if region.complex or not region.contains(Fraction(0), Fraction(0)):
        return region
    return around_zero("x", region).get("x > 0", region)


def _candidates(summand: Term, variable: str) -> Iterator[Term]:
    k = terms.symbol(variable)
    degree = _degree(summand, k)
    cores = list(dict.fromkeys([ONE, *_cores(summand, variable)]))
    for core in cores:
        for exponent in range(1 if core == ONE else 0, degree + 3):
            yield mul((core, power(k, terms.number(exponent)))) if exponent else core
    for divisor in _divisors(summand, variable):
        for shift in (0, -1, 1):
            moved = at(divisor, variable, add((k, terms.number(shift))))
            for core in cores:
                yield mul((core, power(moved, MINUS_ONE)))
                yield mul((core, power(moved, terms.number(-2))))
                yield mul((core, k, power(moved, MINUS_ONE)))
    yield mul((summand, k))
    yield summand


def _degree(root: Term, k: Term) -> int:
    most = 1
    for term in terms.postorder(root):
        if term.head == "pow" and k.name in terms.symbols(term.args[0]) and term.args[1].is_number:
            most = max(most, min(int(term.args[1].number), _MAX_DEGREE))
        if term.head == "mul":
            most = max(most, min(sum(part == k or part.head == "add" for part in term.args), _MAX_DEGREE))
    return most


def _cores(root: Term, variable: str) -> Iterator[Term]:
    """The exponential and factorial parts of each product that occurs, with their usual denominators."""
    for term in terms.postorder(root):
        factors = term.args if term.head == "mul" else (term,)
        parts = [factor for factor in factors if _is_core(factor, variable)]
        if parts:
            core = mul(parts)
            yield core
            bases = [part.args[0] for part in parts if part.head == "pow" and terms.symbols(part.args[0])]
            for base in bases:
                below = subtract(base, ONE)
                yield mul((core, power(below, MINUS_ONE)))
                yield mul((core, power(below, terms.number(-2))))


def _is_core(factor: Term, variable: str) -> bool:
    if variable not in terms.symbols(factor):
        return False
    if factor.head == "pow":
        inner = factor.args[0]
        return variable in terms.symbols(factor.args[1]) or inner.head in _GAMMA_LIKE or _is_core(inner, variable)
    return factor.head in _GAMMA_LIKE or factor.head == "exp"


def _divisors(root: Term, variable: str) -> Iterator[Term]:
    """What the summand divides by, of the first power."""
    for term in terms.postorder(root):
        negative = term.head == "pow" and term.args[1].is_number and term.args[1].number < 0
        if negative and variable in terms.symbols(term.args[0]):
            base = term.args[0]
            for factor in base.args if base.head == "mul" else (base,):
                if variable in terms.symbols(factor):
                    yield factor.args[0] if factor.head == "pow" else factor
