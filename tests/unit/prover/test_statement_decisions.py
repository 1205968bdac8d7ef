"""Decisions of the certificate engine, and certificates that its checker must refuse."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from trivium.prover.certificate.arithmetic import Certificate, Proof, check, model
from trivium.prover.certificate.arithmetic.terms import N, P, R, Sort, Term, num, relation, var
from trivium.prover.decide import decide
from trivium.prover.statement import read_statement

PROVED = [
    "(x y : ℝ) (h : x + y = 7) (k : 3 * x + y = 45) : x ^ 2 - y ^ 2 = 217",
    "(a b : ℝ) : a * b ≤ (a ^ 2 + b ^ 2) / 2",
    "(x : ℝ) (h : x ≠ 0) (k : 3 + 1 / x = 7 / x) : x = 2",
    "(n : ℕ) : ¬7 ∣ 2 ^ n + 1",
    "(n : ℕ) : 3 ∣ n ^ 3 + 2 * n",
    "(n : ℕ) : ∑ i in Finset.range n, (2 * i + 1) = n ^ 2",
    "(x y : ℕ) (h : 0 < x ∧ 0 < y) (k : x * y + x + y = 11) : x + y ≤ 8",
    "(f : ℝ → ℝ) (h : ∀ x, f x = 3 * x + 1) : f (f 2) = 22",
    "(x : ℝ) (h : |x - 1| < 2) : -1 < x ∧ x < 3",
    "(q e : ℂ) (h : q = 2 - Complex.I) (k : e = 2 + Complex.I) : q * e = 5",
    ": Nat.gcd 20! 200000 = 40000",
    ": IsLeast {n : ℕ | 0 < n ∧ n % 4 = 3 ∧ n % 5 = 2} 7",
    "(x : ℝ) (h : 0 ≤ x) : Real.sqrt (x ^ 2) = x",
]
REFUTED = [
    "(n : ℕ) : (∑ k in Finset.range n, 2 * k) + 1 = n ^ 2",
    "(a b : ℕ) : a - b + b = a",
    "(x : ℝ) : x / x = 1",
    "(a : ℤ) : a / 2 * 2 = a",
    "(x : ℝ) : Real.sqrt (x ^ 2) = x",
    "(f : ℕ → ℕ) (h : ∀ n, f n = n + 1) : f 3 = 5",
]
VACUOUS = ["(x : ℝ) (h : x ^ 2 = -1) : x = 5", "(n : ℕ) (h : n < 0) : n = 7", "(h : ∀ n : ℕ, n ∣ 14) : 1 = 2"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [(t, o) for o, ts in (("proved", PROVED), ("refuted", REFUTED), ("vacuous", VACUOUS)) for t in ts],
)
def test_statements_are_decided(text, outcome):
    """Each with a certificate that the checker replays."""
    decision = decide(f"theorem t {text} := by sorry", 10.0)
    assert decision.outcome == outcome


@pytest.mark.parametrize(
    "text",
    ["(p : ℕ → Prop) (n : ℕ) (h : p n) : p (n + 1)", "(p : ℕ → Prop) (h : p 0) (k : ∀ n, p n → p (n + 1)) : p 7"],
)
def test_an_unknown_predicate_is_no_crash(text):
    """The search for countermodels gave it the value of a number."""
    assert decide(f"theorem t {text} := by sorry", 2.0).outcome in ("", "proved", "refuted")


def test_a_certificate_answers_its_own_statement_only():
    """The checker reads the source itself."""
    decision = decide("theorem t (x : ℝ) (h : x + 1 = 3) : x = 2", 5.0)
    assert decision.certificate is not None
    assert check(decision.certificate, "theorem t (x : ℝ) (h : x + 1 = 3) : x = 2").accepted
    assert not check(decision.certificate, "theorem t (x : ℝ) (h : x + 1 = 3) : x = 3").accepted
    assert not check(decision.certificate, "theorem t (x : ℚ) (h : x + 1 = 3) : x = 2").accepted


FALSE = "theorem t (x : ℝ) (n : ℕ) (h : x ≤ 1) (k : ∀ m : ℕ, m ≤ n → m < 5) : x = 2"
x, n = var("x", R), var("n", N)
ZERO = num(0, R)


CLOSED = model.Closed()


def forged(*steps: model.Step, last: model.Combine | model.Closed | model.Step = CLOSED) -> Certificate:
    """A certificate that claims the false statement."""
    return Certificate(str(read_statement(FALSE)), Proof(model.Node(steps, last), vacuous=False))


PART = model.Part(Fraction(1))
BOUND = var("?1", N)
HOSTILE = {
    "nothing": forged(),
    "a negative multiple of an inequality": forged(last=model.Combine((replace(PART, coefficient=Fraction(-1)),))),
    "a fact that is not there": forged(last=model.Combine((replace(PART, facts=((99, ""),)),))),
    "an inequality times a term": forged(last=model.Combine((replace(PART, facts=((0, ""),), multiplier=ZERO),))),
    "a square of a complex number": forged(
        last=model.Combine((replace(PART, squares=(Term("I", Sort("C")),)), replace(PART, coefficient=Fraction(1))))
    ),
    "an ill-typed term": forged(model.Define(Term("sub", N, (x, x)))),
    "an unknown operator": forged(model.Define(Term("oracle", P))),
    "an unknown variable": forged(model.Instantiate(1, (var("!2", N),))),
    "an instance of another type": forged(model.Instantiate(1, (x,))),
    "an instance of no universal fact": forged(model.Instantiate(0, (x,))),
    "a derived relation": forged(model.Derive(relation("lt", ZERO, ZERO), ())),
    "a derived equation of an inequality": forged(
        model.Derive(relation("eq", x, num(1, R)), (replace(PART, facts=((0, ""),)),))
    ),
    "a cut with one branch": forged(last=model.Cut(relation("eq", x, ZERO))),
    "a bound variable that captures": forged(
        model.Instantiate(1, (Term("sum", N, (n, Term("range", Sort("fin", (N,)), (n,)), n)),))
    ),
    "powers that do not repeat": forged(last=model.Cycle(num(2, N), n, 7, 0, 2)),
    "induction on nothing": forged(last=model.Induct("x", (0,))),
    "an endless enumeration": forged(last=model.Enumerate(n, 0, 10**9)),
    "rewriting by an inequality": forged(model.Rewrite(0, 1)),
    "unfolding what defines nothing": forged(model.Unfold(1, 0)),
    "a step that splits, before the end": forged(model.Split(2)),
    "a huge power": forged(model.Define(Term("pow", N, (num(9, N), Term("pow", N, (num(9, N), num(9**9, N))))))),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_forged_certificates_are_refused(case):
    """A false statement has no certificate, whatever is in it."""
    assert not check(HOSTILE[case], FALSE).accepted


def test_a_countermodel_is_checked_at_its_values():
    """Wrong values, missing values and functions with bound variables are refused."""
    source = "theorem t (n : ℕ) (h : 0 < n) : n = 1"
    statement = str(read_statement(source))

    def verdict(*values: tuple[str, Term]) -> bool:
        return check(Certificate(statement, model.Countermodel(values)), source).accepted

    assert verdict(("n", num(2, N)))
    assert not verdict(("n", num(1, N)))
    assert not verdict(("n", num(0, N)))
    assert not verdict()
    assert not verdict(("n", num(2, R)))
    assert not verdict(("n", num(2, N)), ("m", num(2, N)))
