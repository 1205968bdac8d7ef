r"""LaTeX that SymPy prints for random formulas is read as the formula, or refused; any text is read or refused."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
import sympy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.decide.translate import to_term
from trivium.cas.errors import InputError
from trivium.cas.reader import print_expression, read_expression, read_latex
from trivium.cas.reader.syntax import Expression, symbols

# functions that SymPy prints under a letter (J, W, K, B, G, phi, gamma) have no LaTeX of their own
UNARY = [
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "sinh",
    "cosh",
    "tanh",
    "coth",
    "sech",
    "csch",
    "asin",
    "acos",
    "atan",
    "acot",
    "asec",
    "acsc",
    "asinh",
    "acosh",
    "atanh",
    "exp",
    "log",
    "sqrt",
    "cbrt",
    "Abs",
    "sign",
    "re",
    "im",
    "conjugate",
    "arg",
    "floor",
    "ceiling",
    "gamma",
    "factorial",
    "erf",
    "erfc",
    "zeta",
]
NAMES = ("x", "y", "alpha", "x_1", "lambda", "beta")
VALUES = [Fraction(3, 7), Fraction(-5, 3), Fraction(11, 4), Fraction(13, 9), Fraction(-2, 11), Fraction(7, 5)]
LEAVES = st.one_of(
    st.sampled_from([sympy.Symbol(name) for name in NAMES]),
    st.sampled_from([sympy.pi, sympy.E, sympy.I]),
    st.integers(-9, 12).map(sympy.Integer),
    st.builds(sympy.Rational, st.integers(-9, 12), st.integers(1, 12)),
)


def _grow(below: st.SearchStrategy[sympy.Expr]) -> st.SearchStrategy[sympy.Expr]:
    exponents = st.one_of(st.sampled_from([sympy.Integer(2), sympy.Integer(-1), sympy.Rational(1, 2)]), below)
    return st.one_of(
        st.builds(lambda a, b: sympy.Add(a, b, evaluate=False), below, below),
        st.builds(lambda a, b: sympy.Mul(a, b, evaluate=False), below, below),
        st.builds(lambda a, b: sympy.Pow(a, b, evaluate=False), below, exponents),
        # unevaluated, as SymPy itself fails at poles
        st.builds(lambda name, a: getattr(sympy, name)(a, evaluate=False), st.sampled_from(UNARY), below),
        st.builds(lambda n, k: sympy.binomial(n, k, evaluate=False), below, below),
    )


EXPRESSIONS = st.recursive(LEAVES, _grow, max_leaves=6)
STYLES = st.sampled_from(
    [
        {},
        {"inv_trig_style": "full"},
        {"inv_trig_style": "power"},
        {"ln_notation": True},
        {"fold_short_frac": True},
        {"fold_func_brackets": True},
        {"fold_frac_powers": True},
        {"mul_symbol": "dot"},
        {"mul_symbol": "times"},
        {"mode": "inline"},
        {"mode": "equation*", "itex": True},
        {"long_frac_ratio": 1},
    ]
)
QUICK = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def _theirs(expression: sympy.Expr) -> complex | None:
    values = dict(zip(NAMES, VALUES, strict=True))
    found = expression.subs({sympy.Symbol(n): sympy.Rational(v.numerator, v.denominator) for n, v in values.items()})
    try:
        number = found.evalf(20)
        return complex(number) if number.is_number else None
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, ArithmeticError, RecursionError):
        return None


def _ours(tree: Expression) -> complex | None:
    values = dict(zip(("x", "y", "alpha", "x_1", "lambda", "beta_"), VALUES, strict=True))
    assert symbols(tree) <= values.keys()
    point = {name: (values[name], Fraction(0)) for name in symbols(tree)}
    try:
        ball = enclose(to_term(tree), point, 256)
    except UndefinedError:
        return None
    return complex(float(ball.real.mid()), float(ball.imag.mid())) if ball.rad() < 1e-12 else None


def agree(latex: str, expression: sympy.Expr) -> bool | None:
    """Whether the reading has the value of the formula; ``None`` where it is refused or has no value to compare."""
    try:
        tree = read_latex(latex)
    except InputError:
        return None
    assert read_expression(print_expression(tree)) == tree
    theirs, ours = _theirs(expression), _ours(tree)
    if theirs is None or ours is None or not abs(theirs) < 1e12:
        return None
    return abs(theirs - ours) <= 1e-9 * max(1.0, abs(theirs))


@QUICK
@given(EXPRESSIONS, STYLES)
def test_what_sympy_prints_is_read_as_the_formula_or_refused(expression: sympy.Expr, style: dict[str, object]) -> None:
    assert agree(sympy.latex(expression, **style), expression) is not False


@QUICK
@given(st.text(alphabet="xyefi012.+-*/^_!=(){}[]|,\\ $\n", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        tree = read_latex(text)
        assert read_expression(print_expression(tree)) == tree


PIECES = [
    r"\frac",
    r"\sqrt",
    r"\sin",
    r"\ln",
    r"\log",
    r"\left(",
    r"\right)",
    r"\left|",
    r"\right|",
    r"\pi",
    r"\alpha",
    r"\cdot",
    r"\binom",
    r"\Gamma",
    r"\operatorname{erf}",
    r"\overline",
    r"\lfloor",
    r"\rfloor",
    r"{",
    r"}",
    r"(",
    r")",
    r"|",
    r"x",
    r"y",
    r"2",
    r"12",
    r"^",
    r"_",
    r"!",
    r"+",
    r"-",
    r"/",
    r"[",
    r"]",
    r",",
    " ",
]


@settings(QUICK, max_examples=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_row_of_pieces_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        tree = read_latex(text)
        assert read_expression(print_expression(tree)) == tree


@pytest.mark.parametrize("name", ["GoldenRatio", "Catalan"])
def test_constants_that_sympy_prints_as_letters_are_variables(name: str) -> None:
    """A known limit: these letters are read as variables, and the answer lists them among the assumptions."""
    assert symbols(read_latex(sympy.latex(getattr(sympy, name))))
