"""The certificate engine and its checker against brute force over small domains."""

from __future__ import annotations

import contextlib
import itertools
import time
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from trivium.prover.certificate.arithmetic.definitions import definition
from trivium.prover.certificate.arithmetic.errors import Rejected, Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.polynomials import Normalizer, evaluate_at
from trivium.prover.certificate.arithmetic.reading import read_statement as checkers_reading
from trivium.prover.certificate.arithmetic.terms import N, Q, Term, Z, cast, num, read, show, var
from trivium.prover.decide import decide
from trivium.prover.errors import UnsupportedStatement
from trivium.prover.statement import read_statement

SETTINGS = settings(max_examples=60, deadline=None)
INTEGER_OPS = ("add", "sub", "mul", "div", "mod", "min", "max")


def whole_terms(sort, names):
    """Random terms of a sort of integers."""
    leaves = st.one_of(
        st.sampled_from([var(name, sort) for name in names]), st.integers(0, 7).map(lambda n: num(n, sort))
    )

    def grow(inner):
        binary = st.tuples(st.sampled_from(INTEGER_OPS), inner, inner).map(lambda t: Term(t[0], sort, (t[1], t[2])))
        power = st.tuples(inner, st.integers(0, 3)).map(lambda t: Term("pow", sort, (t[0], num(t[1], N))))
        signed = inner.map(lambda t: Term("neg" if hash(t) % 2 else "abs", Z, (t,))) if sort == Z else binary
        return st.one_of(binary, power, signed)

    return st.recursive(leaves, grow, max_leaves=6)


@SETTINGS
@given(st.sampled_from([N, Z]).flatmap(lambda s: st.tuples(st.just(s), whole_terms(s, "xy"))), st.data())
def test_definitions_hold_of_every_value(case, data):
    """What the calculus assumes of an operator is true of every value."""
    sort, term = case
    low = 0 if sort == N else -6
    env = {name: data.draw(st.integers(low, 6)) for name in "xy"}
    stack = [term]
    while stack:
        node = stack.pop()
        stack += node.args
        try:
            formula = definition(node)
        except Rejected:
            continue
        assert Evaluator().truth(formula, env), (show(node), env)


@SETTINGS
@given(st.sampled_from([N, Z]).flatmap(lambda s: st.tuples(st.just(s), whole_terms(s, "xy"))), st.data())
def test_polynomials_have_the_value_of_their_terms(case, data):
    """The normal form changes no value, nor does writing it as a term again."""
    sort, term = case
    env = {name: data.draw(st.integers(0 if sort == N else -6, 6)) for name in "xy"}
    normalizer = Normalizer()
    for wider in (term, cast(term, Q)):
        polynomial = normalizer.polynomial(wider)
        atoms = {text: Fraction(Evaluator().value(normalizer.atoms[text], env)) for m in polynomial for text, _ in m}
        assert evaluate_at(polynomial, atoms) == Evaluator().value(wider, env)
        again = normalizer.term(polynomial, Q)
        assert Evaluator().value(again, env) == Evaluator().value(wider, env)


@given(whole_terms(Z, "xy"))
def test_terms_are_read_as_they_are_shown(term):
    """The text of a term determines it."""
    assert read(show(term)) == term


SIDES = (
    "x",
    "y",
    "x + y",
    "x * y",
    "x - y",
    "2 * x",
    "x ^ 2",
    "x % 3",
    "y / 2",
    "x - 2 * y",
    "3",
    "0",
    "5",
    "x ^ 2 + y",
)
RELATIONS = ("=", "<", "≤", "≠", "∣")


def relations():
    """Random relations as text."""
    return st.tuples(st.sampled_from(SIDES), st.sampled_from(RELATIONS), st.sampled_from(SIDES)).map(" ".join)


def goals():
    """Random formulas as text."""
    pair = st.tuples(relations(), st.sampled_from(("∧", "∨", "→", "↔")), relations())
    return st.one_of(relations(), pair.map(" ".join), relations().map(lambda r: f"¬({r})"))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from("ℕℤ"), st.lists(relations(), max_size=2), goals())
def test_no_decision_contradicts_brute_force(kind, hypotheses, goal):
    """A statement about small numbers: proved means true at each, refuted means false at one."""
    bounds = ["x ≤ 4 ∧ y ≤ 4"] if kind == "ℕ" else ["-3 ≤ x ∧ x ≤ 3", "-3 ≤ y ∧ y ≤ 3"]
    given_facts = " ".join(f"(h{i} : {h})" for i, h in enumerate([*bounds, *hypotheses]))
    source = f"theorem t (x y : {kind}) {given_facts} : {goal} := by sorry"
    statement = read_statement(source)
    assert str(statement) == str(checkers_reading(source))
    start = time.process_time()
    decision = decide(source, 0.4, lambda: time.process_time() - start)
    models = [
        {"x": x, "y": y}
        for x, y in itertools.product(range(0 if kind == "ℕ" else -3, 5), repeat=2)
        if all(Evaluator().truth(f, {"x": x, "y": y}) for _, f in statement.hypotheses)
    ]
    assert decision.replayed is None or decision.replayed.accepted, decision.replayed.refusal
    if decision.outcome == "vacuous":
        assert not models
    elif decision.outcome == "proved":
        assert all(Evaluator().truth(statement.goal, env) for env in models)
    elif decision.outcome == "refuted":
        assert any(not Evaluator().truth(statement.goal, env) for env in models)


@given(st.text(alphabet="theorem (x:ℕ)=+-*/^∑∏∀∃∧∨¬≤<∣%,{}|⌊⌋↑√!.0123 \n", max_size=120))
def test_hostile_texts_are_refused_with_a_place(text):
    """Neither reader raises anything but its own error."""
    for reader, error in ((read_statement, UnsupportedStatement), (checkers_reading, Rejected)):
        with contextlib.suppress(error):
            reader("theorem t " + text)


@given(st.integers(-40, 40), st.integers(-7, 7))
def test_integer_division_is_lean_s(a, b):
    """Euclidean division: the remainder is never negative, and division by zero is zero."""
    x, y = num(a, Z), num(b, Z)
    quotient = Evaluator().value(Term("div", Z, (x, y)), {})
    rest = Evaluator().value(Term("mod", Z, (x, y)), {})
    assert b * quotient + rest == a
    assert (quotient, rest) == (0, a) if b == 0 else 0 <= rest < abs(b)


def test_a_huge_power_has_no_value():
    """Evaluation stops before it writes down what is too large."""
    huge = Term("pow", N, (num(3, N), num(10**9, N)))
    try:
        Evaluator().value(huge, {})
    except Undetermined:
        return
    raise AssertionError("3 ^ 10 ^ 9 was written down")
