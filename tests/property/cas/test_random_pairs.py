"""Random formulas: printing, agreement of the two readers, and verdicts that never contradict the construction."""

from __future__ import annotations

import time
from contextlib import suppress
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trivium.cas import Proved, Refuted, check_equal, read_sides
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.reading import read_term
from trivium.cas.decide.enclosure import Program
from trivium.cas.decide.translate import to_term
from trivium.cas.errors import InputError
from trivium.cas.reader import print_expression, read_expression
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
)

NAMES = ("x", "y")
UNARY = ("sin", "cos", "tan", "exp", "log", "sqrt", "abs", "sinh", "cosh", "atan", "asin", "gamma", "erf", "conjugate")
LEAVES = st.one_of(
    st.sampled_from([Symbol(name) for name in NAMES]),
    st.sampled_from([Constant("pi"), Constant("E"), Constant("I")]),
    st.integers(0, 9).map(lambda n: Number(Fraction(n))),
)


def _grow(below: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    # a chain is read as one node, so a sum does not begin with a sum nor a product with a product
    not_sum = below.filter(lambda e: not isinstance(e, Sum))
    not_product = below.filter(lambda e: not isinstance(e, Product))
    return st.one_of(
        st.tuples(not_sum, below, below).map(Sum),
        st.tuples(not_product, below).map(Product),
        below.map(Negation),
        st.builds(Quotient, below, below),
        st.builds(Power, below, st.sampled_from([Number(Fraction(2)), Number(Fraction(3)), Symbol("x")])),
        st.builds(lambda name, part: Call(name, (part,)), st.sampled_from(UNARY), below),
    )


EXPRESSIONS = st.recursive(LEAVES, _grow, max_leaves=10)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
POINT = {"x": (Fraction(2, 7), Fraction(0)), "y": (Fraction(-5, 3), Fraction(0))}


@QUICK
@given(EXPRESSIONS)
def test_what_is_printed_is_read_back(tree: Expression) -> None:
    assert read_expression(print_expression(tree)) == tree


@QUICK
@given(EXPRESSIONS)
def test_the_two_readers_agree(tree: Expression) -> None:
    assert read_term(print_expression(tree)) == to_term(tree)


@QUICK
@given(EXPRESSIONS)
def test_the_two_evaluators_agree(tree: Expression) -> None:
    ours = Program(tree).enclose(POINT, 128)
    try:
        theirs = enclose(to_term(tree), POINT, 128)
    except UndefinedError:
        return
    assert ours is None or ours.overlaps(theirs)


@QUICK
@given(EXPRESSIONS, st.sampled_from(["", "x positive, y positive", "x complex, y complex", "x integer"]))
def test_a_formula_and_its_rewriting_are_never_refuted_and_its_neighbour_never_proved(
    tree: Expression, assume: str
) -> None:
    text = print_expression(tree)
    said = ", ".join(part for part in assume.split(", ") if part[:1] in text)
    same = f"(({text})*(1+tan(1)**2) + 7)*cos(1)**2 - 7*cos(1)**2"
    equal = check_equal(read_sides(text, same, said), deadline=time.monotonic() + 2).outcome
    assert not isinstance(equal, Refuted)
    near = f"{text} + 1/10**12"
    unequal = check_equal(read_sides(text, near, said), deadline=time.monotonic() + 2).outcome
    assert not isinstance(unequal, Proved)


@QUICK
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        assert read_expression(print_expression(read_expression(text))) == read_expression(text)


@settings(QUICK, max_examples=300)
@given(
    st.sampled_from(["x", "x*y", "x**2", "x-1", "1-x**2", "I*x", "-x", "x+y", "1/x", "exp(x)", "x**2+1", "x**2*y"]),
    st.sampled_from(["sqrt({})", "log({})", "abs({})", "({})**(1/3)", "asin({})", "atan({})", "({})**x", "acosh({})"]),
    st.sampled_from(["({})**2", "exp({})", "sin({})", "abs({})", "{}", "sqrt({})", "log({})", "cos({})", "tan({})"]),
    st.sampled_from(["x", "-x", "abs(x)", "x**2", "2*log(x)", "log(x)+log(y)", "sqrt(x)*sqrt(y)", "1", "x*y", "1/x",
                     "sqrt(1-x**2)", "x-1", "abs(x)*sqrt(y)", "2*log(abs(x))", "I*sqrt(x)", "pi/2-atan(x)"]),
    st.sampled_from(["", "x positive", "x negative", "x complex", "x (-1,1)", "x (1,oo)", "x integer"]),
)  # fmt: skip
def test_branches_are_never_confused(inner: str, middle: str, outer: str, guess: str, assume: str) -> None:
    """A claim that is proved holds in double-checked balls at many further points of its domain."""
    lhs = outer.format(middle.format(inner))
    question = read_sides(lhs, guess, assume)
    outcome = check_equal(question, deadline=time.monotonic() + 2).outcome
    if not isinstance(outcome, Proved):
        return
    left, right = read_term(lhs), read_term(guess)
    for numerator in range(-40, 41, 3):
        imaginary = Fraction(numerator * numerator % 11 - 5, 3) if "complex" in assume else Fraction(0)
        values = {"x": (Fraction(numerator, 7), imaginary), "y": (Fraction(numerator * 5 % 17 - 8, 3), Fraction(0))}
        point = {name: values[name] for name in question.domains}
        if not all(point[name] in domain for name, domain in question.domains.items()):
            continue
        try:
            assert (enclose(left, point, 128) - enclose(right, point, 128)).contains(0)
        except UndefinedError:
            continue
