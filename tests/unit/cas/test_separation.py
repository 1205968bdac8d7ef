"""Separation bounds: a small algebraic number is zero only below its bound."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.reading import read_term
from trivium.cas.certificate.separation import is_algebraic, is_zero, separation_bits
from trivium.cas.certificate.terms import Term


@pytest.mark.parametrize(
    "text",
    [
        "sqrt(5 + 2*sqrt(6)) - sqrt(2) - sqrt(3)",
        "(2 + sqrt(5))**(1/3) - (1 + sqrt(5))/2",
        "exp(2*I*pi/5) + exp(-2*I*pi/5) - (sqrt(5) - 1)/2",
        "sqrt(-1) - I",
        "(-8)**(1/3) - 1 - I*sqrt(3)",
        "1/(sqrt(3) - sqrt(2)) - sqrt(3) - sqrt(2)",
    ],
)
def test_zeros_are_seen(text: str) -> None:
    assert is_zero(read_term(text))
    assert not is_zero(read_term(f"{text} + 1/10**300"))


@pytest.mark.parametrize("text", ["pi - pi", "sqrt(x) - sqrt(x)", "exp(1) - exp(1)", "log(1)", "1/(sqrt(4) - 2)"])
def test_what_is_not_algebraic_or_not_defined_is_no_zero(text: str) -> None:
    assert not is_zero(read_term(text))


def test_near_misses_are_told_apart() -> None:
    # two sums of square roots that agree to 20 digits
    left = "+".join(f"sqrt({n})" for n in (5, 6, 18))
    near = Fraction(str(enclose(read_term(left), {}, 400).real.mid().str(60, radius=False)))
    assert not is_zero(terms.subtract(read_term(left), terms.number(near)))


_LEAVES = st.one_of(
    st.integers(-6, 6).map(terms.number),
    st.sampled_from([terms.I, read_term("exp(I*pi*2/3)"), read_term("exp(I*pi/5)"), terms.number(Fraction(2, 3))]),
)


def _grow(below: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.one_of(
        st.tuples(below, below).map(terms.add),
        st.tuples(below, below).map(terms.mul),
        st.tuples(below, st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(-1), Fraction(2)])).map(
            lambda pair: terms.power(pair[0], terms.number(pair[1]))
        ),
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.recursive(_LEAVES, _grow, max_leaves=6))
def test_a_value_is_zero_or_larger_than_its_bound(term: Term) -> None:
    bits = separation_bits(term)
    if bits is None:
        assert not is_algebraic(term)
        return
    try:
        value = enclose(term, {}, 2 * bits + 200)
    except UndefinedError:
        return
    before, ctx.prec = ctx.prec, 2 * bits + 200
    try:
        assert abs(value) > arb(2) ** -bits or (value.contains(0) and is_zero(term))
    finally:
        ctx.prec = before
