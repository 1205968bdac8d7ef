"""Signs of random terms: a value never has a sign that the rules have excluded."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.reading import read_region, read_term
from trivium.cas.certificate.sign_sets import NEGATIVE, POSITIVE, ZERO
from trivium.cas.certificate.signs import Signs

REGIONS = {
    "real": [Fraction(k, 7) for k in (-40, -22, -11, -7, -3, 0, 2, 7, 11, 22, 40)],
    "positive": [Fraction(k, 7) for k in (1, 3, 7, 11, 22, 40)],
    "nonnegative": [Fraction(k, 7) for k in (0, 3, 7, 22)],
    "[0, 1)": [Fraction(0), Fraction(1, 9), Fraction(6, 7), Fraction(99, 100)],
    "(-1, 1)": [Fraction(k, 10) for k in (-9, -5, 0, 3, 9)],
    "(2, 4]": [Fraction(k, 10) for k in (21, 31, 35, 40)],
}
ATOMS = st.sampled_from(["x", "y", "1", "2", "1/3", "pi", "x*y", "x**2", "-x"])


def _grow(below: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    functions = st.sampled_from(["sin", "cos", "tan", "exp", "sqrt", "abs", "cosh", "tanh", "log", "atan", "acos"])
    return st.one_of(
        st.tuples(below, st.sampled_from("+-*/"), below).map(lambda p: f"({p[0]}){p[1]}({p[2]})"),
        st.tuples(functions, below).map(lambda p: f"{p[0]}({p[1]})"),
        below.map(lambda part: f"({part})**2"),
    )


@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.recursive(ATOMS, _grow, max_leaves=6), st.sampled_from(list(REGIONS)), st.sampled_from(list(REGIONS)))
def test_no_value_has_an_excluded_sign(text: str, of_x: str, of_y: str) -> None:
    term = read_term(text)
    mask = Signs({"x": read_region(of_x), "y": read_region(of_y)}).of(term)
    if mask == 0:
        return
    for x in REGIONS[of_x]:
        for y in REGIONS[of_y]:
            try:
                value = enclose(term, {"x": (x, Fraction(0)), "y": (y, Fraction(0))}, 128)
            except UndefinedError:
                continue
            assert value.imag.contains(0)
            assert mask & POSITIVE or not value.real > 0, (text, x, y)
            assert mask & NEGATIVE or not value.real < 0, (text, x, y)


@pytest.mark.parametrize(
    ("text", "x", "y", "excluded"),
    [
        ("1 + cos(x)*cos(y)", "[0, 1)", "real", ZERO),
        ("sqrt(1 + x**2) + x", "real", "real", ZERO),
        ("1 - x*y", "unit", "unit", ZERO),
        ("1 - x*y", "(2, oo)", "(2, oo)", NEGATIVE),
        ("1 + cos(x)", "(0, 3)", "real", ZERO),
        ("sqrt(x + 1) - sqrt(x)", "positive", "real", ZERO),
    ],
)
def test_what_is_excluded_is_so_and_no_more(text: str, x: str, y: str, excluded: int) -> None:
    mask = Signs({"x": read_region(x), "y": read_region(y)}).of(read_term(text))
    allowed = text == "1 + cos(x)*cos(y)" or (text == "1 - x*y" and x != "unit")
    assert bool(mask & excluded) is allowed
