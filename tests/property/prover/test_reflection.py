"""Texts mean what their values mean; a search ends in a certificate that checks or a point that fulfils the facts."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from trivium.prover.errors import InvalidExpression, NotProvable
from trivium.prover.reflection.bounded import MAX_POINTS, Range, bounded
from trivium.prover.reflection.certificate import Close, Const, Cut, Fact, Sign, Square, Sum, Times, holds
from trivium.prover.reflection.expression import (
    MAX_DEPTH,
    Add,
    Div,
    Expression,
    Mul,
    Neg,
    Num,
    Pow,
    Sub,
    Var,
    check,
    lean_text,
    reified,
    variables,
)
from trivium.prover.reflection.farkas import Combination, farkas
from trivium.prover.reflection.identity import Inequation, identity, quotient_identity
from trivium.prover.reflection.linear import Problem, theorem
from trivium.prover.reflection.polynomial import PolynomialRing
from trivium.prover.reflection.theorem import Domain, Hypothesis, Kind, Relation

NAMES = ("x", "y", "z")
X, Y = Var("x"), Var("y")
LEAVES = st.one_of(st.builds(Num, st.integers(0, 20)), st.builds(Var, st.sampled_from(NAMES)))


def compound(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(Add, inner, inner),
        st.builds(Sub, inner, inner),
        st.builds(Mul, inner, inner),
        st.builds(Neg, inner),
        st.builds(Pow, inner, st.integers(0, 3)),
    )


EXPRESSIONS = st.recursive(LEAVES, compound, max_leaves=12)
VALUES = st.fixed_dictionaries({name: st.integers(-3, 3) for name in NAMES})


def value(expression: Expression, values: dict[str, int]) -> int:
    ring = PolynomialRing(NAMES)
    return int(ring.polynomial(expression)(*(values[name] for name in NAMES)))


@given(EXPRESSIONS, VALUES)
def test_the_text_of_an_expression_has_its_value(expression: Expression, values: dict[str, int]) -> None:
    text = re.sub(r"\^\((\d+) : Nat\)", r"**\1", lean_text(expression))
    assert eval(text, {"__builtins__": {}}, dict(values)) == value(expression, values)


@given(EXPRESSIONS, VALUES)
def test_the_data_of_an_expression_has_its_value(expression: Expression, values: dict[str, int]) -> None:
    text = reified(expression, {name: number for number, name in enumerate(NAMES)})
    numbers = [values[name] for name in NAMES]

    def read(position: int) -> tuple[int, int]:
        head = re.compile(r"\(\.(\w+) ").match(text, position)
        assert head is not None
        arguments, position = [], head.end()
        while text[position] != ")":
            if text[position] == "(":
                argument, position = read(position)
            else:
                number = re.compile(r"\d+").match(text, position)
                assert number is not None
                argument, position = int(number[0]), number.end()
            arguments.append(argument)
            position += text[position] == " "
        meaning = {
            "num": lambda n: n,
            "var": lambda i: numbers[i],
            "add": lambda a, b: a + b,
            "sub": lambda a, b: a - b,
            "mul": lambda a, b: a * b,
            "neg": lambda a: -a,
            "pow": lambda a, n: a**n,
        }
        return meaning[head[1]](*arguments), position + 1

    assert read(0) == (value(expression, values), len(text))


@given(EXPRESSIONS)
def test_a_polynomial_is_written_as_an_expression_that_is_it(expression: Expression) -> None:
    ring = PolynomialRing(NAMES)
    polynomial = ring.polynomial(expression)
    assert ring.polynomial(ring.expression(polynomial)) == polynomial


FORMS = st.tuples(
    st.sampled_from([Kind.EQ, Kind.LE, Kind.LE, Kind.LT]),
    st.lists(st.integers(-5, 5), min_size=4, max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(FORMS, min_size=1, max_size=8))
def test_facts_have_multipliers_that_refute_them_or_a_point(forms: list[tuple[Kind, list[int]]]) -> None:
    ring = PolynomialRing(NAMES)
    gens = [*ring.context.gens(), ring.context.constant(1)]
    facts = [
        Sign(kind, sum((c * g for c, g in zip(cs, gens, strict=True)), ring.context.constant(0))) for kind, cs in forms
    ]
    answer = farkas(facts)
    if isinstance(answer, Combination):
        strict = answer.constant
        total = ring.context.constant(0)
        scale = 1
        for multiplier in answer.multipliers.values():
            scale *= int(multiplier.denominator)
        scale *= int(answer.constant.denominator)
        for number, multiplier in answer.multipliers.items():
            assert multiplier > 0 or facts[number].kind is Kind.EQ
            strict += multiplier if facts[number].kind is Kind.LT else 0
            total += int((multiplier * scale).numerator) * facts[number].polynomial
        assert not total + int((answer.constant * scale).numerator)
        assert answer.constant >= 0
        assert strict > 0
        return
    for kind, coefficients in forms:
        monomials = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
        numbers = [answer.values.get(monomial, fmpq(0)) for monomial in monomials]
        at = sum((c * v for c, v in zip(coefficients, numbers, strict=False)), fmpq(coefficients[3]))
        assert {Kind.EQ: at == 0, Kind.LE: at >= 0, Kind.LT: at > 0}[kind]


def test_a_wrong_certificate_does_not_hold() -> None:
    ring = PolynomialRing(("x",))
    (x,) = ring.context.gens()
    facts = [Sign(Kind.LE, x - 1), Sign(Kind.LE, -x), Sign(Kind.EQ, 2 * x - 1), Sign(Kind.LT, x)]
    right = Close(Sum(Fact(1, 0), Fact(1, 1)), 1)
    assert holds(right, facts, ring, integers=False)
    wrong = [
        Close(Sum(Fact(1, 0), Fact(1, 1)), 2),
        Close(Sum(Fact(2, 0), Fact(1, 1)), 1),
        Close(Fact(1, 7), 0),
        Close(Const(0), 0),
        Close(Times(Num(1), 0), 0),
        Close(Square(Num(1)), -1),
        Close(Sum(Fact(-1, 0), Const(1)), 1),
        Cut(Times(Num(1), 2), 2, 1, Sub(Var("x"), Num(1)), Close(Sum(Fact(1, 4), Fact(1, 1)), 1)),
    ]
    assert not any(holds(certificate, facts, ring, integers=False) for certificate in wrong)
    assert holds(wrong[-1], facts, ring, integers=True)


def test_what_the_checkers_do_not_take_is_refused_with_its_reason() -> None:
    deep: Expression = X
    for _ in range(MAX_DEPTH):
        deep = Add(deep, Num(1))
    for expression, reason in [
        (Num(-1), "natural number"),
        (Pow(X, -1), "exponent"),
        (Pow(X, 70_000), "exponent"),
        (Div(X, Num(2)), "quotient"),
        (Var("x y"), "no name"),
        (Var("fun"), "no name"),
        (Var("x) : False := sorry --"), "no name"),
        (deep, "nested"),
    ]:
        with pytest.raises(InvalidExpression, match=reason):
            check(expression, field=False)
    with pytest.raises(InvalidExpression, match="natural numbers"):
        identity("t", Domain.NAT, Sub(X, X), Num(0))
    with pytest.raises(InvalidExpression, match="no name"):
        identity("t : False := sorry --", Domain.INT, X, X)
    with pytest.raises(InvalidExpression, match="name of another"):
        quotient_identity("t", Div(X, X), Num(1), [Inequation("x", X)])
    with pytest.raises(NotProvable, match="divisor is zero"):
        quotient_identity("t", Div(X, Sub(Y, Y)), Num(1), [])
    with pytest.raises(InvalidExpression, match="points"):
        bounded("t", Domain.NAT, [Range("x", 0, MAX_POINTS + 1)], Relation(Kind.LE, X, X))
    with pytest.raises(InvalidExpression, match="without a range"):
        bounded("t", Domain.NAT, [Range("x", 0, 3)], Relation(Kind.LE, Y, X))
    half = Hypothesis("h", Relation(Kind.LE, Div(X, Sub(Num(2), Num(3))), Num(1)))
    with pytest.raises(InvalidExpression, match="no positive number"):
        Problem(Domain.RAT, (half,), None).facts(None)
    with pytest.raises(InvalidExpression, match="certificates are needed"):
        theorem("t", Problem(Domain.RAT, (), Relation(Kind.EQ, X, X)), [Close(Const(0), 0)])


def test_variables_are_numbered_in_the_order_of_their_occurrence() -> None:
    assert variables(Add(Y, X), Mul(Var("z"), Y)) == ("y", "x", "z")


def test_the_fraction_of_an_expression_is_that_of_the_checker() -> None:
    ring = PolynomialRing(("x",))
    (x,) = ring.context.gens()
    fraction = ring.fraction(Sub(Div(X, Num(4)), Div(Num(1), Mul(Num(2), X))))
    assert (fraction.numerator, fraction.denominator) == (2 * x * x - 4, 8 * x)
    assert Fraction(int(fraction.numerator(2)), int(fraction.denominator(2))) == Fraction(2, 4) - Fraction(1, 4)
