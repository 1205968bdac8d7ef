"""Lean's kernel accepts what the reflection checkers are given where it is right, and nothing else."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from algebra_samples import NAMES, inequalities, large_identity, random_polynomial, unchecked_identity

from trivium.prover.errors import NotProvable
from trivium.prover.lean.check import CheckReport, Outcome, check_file
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.message import Severity
from trivium.prover.lean.toolchain import Toolchain
from trivium.prover.reflection.bounded import Divides, Implies, Not, Or, Range, bounded, claim_text, holds
from trivium.prover.reflection.expression import Add, Div, Expression, Mul, Neg, Num, Pow, Sub, Var
from trivium.prover.reflection.identity import Inequation, Multiple, combination, identity, quotient_identity
from trivium.prover.reflection.linear import Problem, theorem
from trivium.prover.reflection.polynomial import PolynomialRing
from trivium.prover.reflection.search import Effort, NoCertificate, Refuted, prove
from trivium.prover.reflection.theorem import Domain, Hypothesis, Kind, Relation, Scope, Theorem

from .conftest import Check

Judge = Callable[[Sequence[Theorem]], list[bool]]
X, Y, Z = Var("x"), Var("y"), Var("z")
XYZ = ("x", "y", "z")


@pytest.fixture(scope="module")
def check(embedded: Toolchain, cache: Path) -> Check:
    """A fresh Lean for each file; that a warm one says the same is tested elsewhere."""

    def run(source: str) -> CheckReport:
        return check_file(source, "Test.lean", embedded, Unconfined(), Limits(wall=120.0), cache)

    return run


@pytest.fixture(scope="module")
def judge(check: Check) -> Judge:
    """Whether Lean accepts each of several theorems, asked for in one file."""

    def run(theorems: Sequence[Theorem]) -> list[bool]:
        source, starts = "", []
        for item in theorems:
            starts.append(source.count("\n") + 1)
            source += item.source()
        report = check(source)
        assert report.outcome in (Outcome.ACCEPTED, Outcome.REJECTED), report.detail
        ends = [*starts[1:], source.count("\n") + 2]
        wrong = [message.start.line for message in report.messages if message.severity is Severity.ERROR]
        return [not any(start <= line < end for line in wrong) for start, end in zip(starts, ends, strict=True)]

    return run


def test_random_identities_are_accepted_and_their_perturbations_refused(judge: Judge) -> None:
    rng = random.Random(1)
    right, wrong = [], []
    for number in range(12):
        domain = (Domain.INT, Domain.RAT, Domain.RING, Domain.NAT)[number % 4]
        ring = PolynomialRing(XYZ)
        sign = 0 if domain is Domain.NAT else -1
        one, two = (random_polynomial(rng, XYZ, 4, 3, sign) for _ in range(2))
        left = Mul(ring.expression(one), Pow(ring.expression(two), 2))
        product = one * two * two
        right.append(identity(f"t{number}", domain, left, ring.expression(product)))
        term = rng.choice([exponents for exponents, _ in product.terms()])
        changed = product + rng.randint(1, 3) * ring.context.from_dict({tuple(map(int, term)): 1})
        with pytest.raises(NotProvable):
            identity("u", domain, left, ring.expression(changed))
        scope = Scope(XYZ, domain)
        wrong.append(unchecked_identity(f"u{number}", domain, left, ring.expression(changed), scope))
    assert judge([*right, *wrong]) == [True] * len(right) + [False] * len(wrong)


def test_an_exponent_that_would_carry_into_the_next_variable_is_refused(judge: Judge) -> None:
    # the checker packs exponents into digits of 16 bits: x ^ 65536 must not pass for y
    scope = Scope(("x", "y"), Domain.INT)
    power = unchecked_identity("carry", Domain.INT, Pow(X, 65536), Y, scope)
    product = unchecked_identity("carries", Domain.INT, Mul(Pow(X, 65535), X), Y, scope)
    border = unchecked_identity("border", Domain.INT, Mul(Pow(X, 32768), Mul(Pow(X, 32767), X)), Y, scope)
    assert judge([power, product, border]) == [False, False, False]


def test_two_hundred_terms_in_six_variables(judge: Judge) -> None:
    left, right, ring = large_identity()
    polynomial = ring.polynomial(right)
    assert len(polynomial.coeffs()) >= 200
    changed = ring.expression(polynomial + ring.context.gens()[0])
    scope = Scope(NAMES, Domain.INT)
    assert judge([identity("large", Domain.INT, left, right)]) == [True]
    assert judge([unchecked_identity("changed", Domain.INT, left, changed, scope)]) == [False]


@pytest.mark.parametrize("domain", [Domain.INT, Domain.RAT])
def test_thirty_inequalities(judge: Judge, domain: Domain) -> None:
    problem, certificate = inequalities(random.Random(2), 30, NAMES, domain)
    right = theorem("right", problem, [certificate])
    claim = problem.hypotheses[7].relation
    other = Hypothesis("h7", Relation(claim.kind, claim.left, Add(claim.right, Var("a"))))
    changed = Problem(domain, (*problem.hypotheses[:7], other, *problem.hypotheses[8:]), None)
    with pytest.raises(NotProvable):
        theorem("wrong", changed, [certificate])
    multiplied = right.proof.replace("(.fact ", "(.fact 1", 1)
    wrong = Theorem("wrong", right.binders, right.claim, multiplied, right.nesting)
    assert judge([right, wrong]) == [True, False]


def test_rational_functions(judge: Judge) -> None:
    rng = random.Random(3)
    theorems = []
    nonzero = [Inequation("hx", X), Inequation("hy", Sub(Y, Num(1))), Inequation("hz", Add(X, Z))]
    for number in range(8):
        ring = PolynomialRing(XYZ)
        one, two = (ring.expression(random_polynomial(rng, XYZ, 2, 2)) for _ in range(2))
        left = Add(Div(one, Mul(X, Sub(Num(1), Y))), Div(two, Mul(Num(3), Pow(Add(Z, X), 2))))
        fraction = ring.fraction(left)
        divisor = Mul(Mul(Num(3), Mul(X, Sub(Num(1), Y))), Pow(Add(Z, X), 2))
        right = Div(ring.expression(fraction.numerator), divisor)
        theorems.append(quotient_identity(f"q{number}", left, right, nonzero))
    assert judge(theorems) == [True] * len(theorems)


def test_a_divisor_that_may_vanish_is_refused(judge: Judge) -> None:
    good = quotient_identity("good", Div(X, X), Num(1), [Inequation("h", X)])
    missing = quotient_identity("missing", Div(X, X), Num(1), [])
    other = quotient_identity("other", Div(X, X), Num(1), [Inequation("h", Y)])
    inner = quotient_identity("inner", Div(Num(1), Div(Num(1), X)), X, [])
    zero = quotient_identity("zero", Div(Sub(X, X), Sub(Mul(Y, Y), Num(2))), Num(0), [Inequation("h", Sub(X, Y))])
    assert judge([good, missing, other, inner, zero]) == [True, False, False, False, False]


def test_combinations_of_hypotheses(judge: Judge) -> None:
    rng = random.Random(4)
    right, wrong = [], []
    for number in range(8):
        domain = (Domain.INT, Domain.RAT, Domain.RING)[number % 3]
        ring = PolynomialRing(XYZ)
        sides = [random_polynomial(rng, XYZ, 3, 2) or ring.context.constant(1) for _ in range(2)]
        factors = [random_polynomial(rng, XYZ, 2, 2) for _ in range(2)]
        multiples = [
            Multiple(ring.expression(f), Hypothesis(f"h{i}", Relation(Kind.EQ, ring.expression(s), Num(0))))
            for i, (f, s) in enumerate(zip(factors, sides, strict=True))
        ]
        goal = ring.expression(factors[0] * sides[0] + factors[1] * sides[1])
        valid = combination(f"c{number}", domain, goal, Num(0), multiples)
        right.append(valid)
        proof = valid.proof.replace("(.num ", "(.num 1", 1)
        wrong.append(Theorem(f"w{number}", valid.binders, valid.claim, proof, valid.nesting))
    square = Hypothesis("h", Relation(Kind.EQ, Mul(Y, Pow(X, 2)), Num(0)))
    right.append(combination("radical", Domain.RAT, X, Num(0), [Multiple(Num(1), square)], [Inequation("y0", Y)], 2))
    assert judge([*right, *wrong]) == [True] * len(right) + [False] * len(wrong)


def random_problem(rng: random.Random, domain: Domain, count: int) -> Problem:
    names = XYZ[: rng.randint(1, 3)]
    hypotheses = []
    for number in range(count):
        total: Expression = Num(0)
        for name in names:
            coefficient = rng.randint(-4, 4)
            term: Expression = Mul(Num(abs(coefficient)), Var(name))
            if domain is Domain.RAT and rng.random() < 0.3:
                term = Div(term, Num(rng.randint(2, 5)))
            total = Add(total, term) if coefficient > 0 else Sub(total, term)
        bound: Expression = Num(rng.randint(0, 6))
        bound = Neg(bound) if rng.random() < 0.5 else bound
        hypotheses.append(Hypothesis(f"h{number}", Relation(rng.choice([Kind.LE, Kind.LT, Kind.EQ]), total, bound)))
    goal = Relation(rng.choice([Kind.LE, Kind.LT]), Var(names[0]), Num(rng.randint(0, 4)))
    return Problem(domain, tuple(hypotheses), goal)


def value(expression: Expression, values: dict[str, Fraction]) -> Fraction:
    ring = PolynomialRing(tuple(values))
    fraction = ring.fraction(expression)
    numbers = list(values.values())

    def at(polynomial: object) -> Fraction:
        total = Fraction(0)
        for exponents, coefficient in polynomial.terms():  # type: ignore[attr-defined]
            term = Fraction(int(coefficient))
            for number, exponent in zip(numbers, exponents, strict=False):
                term *= number ** int(exponent)
            total += term
        return total

    return at(fraction.numerator) / at(fraction.denominator)


def fulfils(relation: Relation, values: dict[str, Fraction]) -> bool:
    one, two = value(relation.left, values), value(relation.right, values)
    return {Kind.EQ: one == two, Kind.LE: one <= two, Kind.LT: one < two}[relation.kind]


@pytest.mark.parametrize("domain", [Domain.RAT, Domain.INT])
def test_random_problems_are_proved_or_have_a_countermodel(judge: Judge, domain: Domain) -> None:
    rng = random.Random(5)
    proved, refuted, undecided = [], 0, 0
    for number in range(70):
        problem = random_problem(rng, domain, rng.randint(2, 5))
        try:
            proved.append(prove(f"p{number}", problem))
        except Refuted as error:
            refuted += 1
            values = {name: Fraction(str(v)) for name, v in error.countermodel.values.items()}
            assert domain is Domain.RAT or all(v.denominator == 1 for v in values.values())
            assert all(fulfils(h.relation, values) for h in problem.hypotheses)
            assert problem.goal is not None
            assert not fulfils(problem.goal, values)
        except NoCertificate:
            undecided += 1
    assert len(proved) >= 12
    assert refuted >= 12
    assert undecided <= (0 if domain is Domain.RAT else 10)
    assert all(judge(proved))


def test_bounded_integer_systems_are_decided_like_by_trying_all_points(judge: Judge) -> None:
    rng = random.Random(6)
    proved = []
    for number in range(40):
        box = [Relation(Kind.LE, Num(0), v) for v in (X, Y)] + [Relation(Kind.LE, v, Num(5)) for v in (X, Y)]
        lines = []
        for _ in range(2):
            a, b, c = rng.randint(2, 7), rng.randint(2, 7), rng.randint(3, 40)
            lines.append(Relation(rng.choice([Kind.EQ, Kind.LE]), Add(Mul(Num(a), X), Mul(Num(b), Y)), Num(c)))
        floor = Relation(Kind.LE, Num(rng.randint(6, 30)), Add(Mul(Num(3), X), Mul(Num(4), Y)))
        relations = [*box, *lines, floor]
        problem = Problem(Domain.INT, tuple(Hypothesis(f"h{i}", r) for i, r in enumerate(relations)), None)
        points = [
            p
            for p in itertools.product(range(6), repeat=2)
            if all(fulfils(r, {"x": Fraction(p[0]), "y": Fraction(p[1])}) for r in relations)
        ]
        if points:
            with pytest.raises(Refuted):
                prove("none", problem)
        else:
            proved.append(prove(f"p{number}", problem))
    assert len(proved) >= 8
    assert all(judge(proved))


def test_a_certificate_of_integers_is_none_of_rational_numbers(judge: Judge) -> None:
    odd = Hypothesis("h", Relation(Kind.EQ, Mul(Num(2), X), Num(1)))
    over_integers = prove("odd", Problem(Domain.INT, (odd,), None))
    with pytest.raises(Refuted):
        prove("half", Problem(Domain.RAT, (odd,), None))
    binders = over_integers.binders.replace("Int", "Rat")
    proof = over_integers.proof.replace("int_absurd", "absurd").replace("Int", "Rat")
    over_rationals = Theorem("half", binders, "False", proof, over_integers.nesting)
    assert judge([over_integers, over_rationals]) == [True, False]


def test_products_and_squares(judge: Judge) -> None:
    rational = Domain.RAT
    unit = (Hypothesis("a", Relation(Kind.LE, Num(0), X)), Hypothesis("b", Relation(Kind.LE, X, Num(1))))
    mean = Relation(Kind.LE, Mul(Mul(Num(2), X), Y), Add(Mul(X, X), Mul(Y, Y)))
    three = Relation(
        Kind.LE,
        Add(Add(Mul(X, Y), Mul(Y, Z)), Mul(Z, X)),
        Add(Add(Pow(X, 2), Pow(Y, 2)), Pow(Z, 2)),
    )
    positive = (Hypothesis("a", Relation(Kind.LT, Num(0), X)), Hypothesis("b", Relation(Kind.LT, X, Y)))
    problems = [
        Problem(rational, (), mean),
        Problem(rational, (), three),
        Problem(rational, unit, Relation(Kind.LE, Mul(X, X), X)),
        Problem(rational, positive, Relation(Kind.LT, Mul(X, X), Mul(Y, Y))),
        Problem(Domain.INT, positive, Relation(Kind.LE, Add(Mul(X, X), Num(1)), Mul(Y, Y))),
    ]
    theorems = [prove(f"s{number}", problem, Effort(products=True)) for number, problem in enumerate(problems)]
    assert judge(theorems) == [True] * len(theorems)


def test_claims_about_ranges_agree_with_trying_each_number(judge: Judge) -> None:
    rng = random.Random(7)
    right, wrong = [], []
    for number in range(40):
        domain = (Domain.NAT, Domain.INT)[number % 2]
        low = 0 if domain is Domain.NAT else -rng.randint(0, 12)
        ranges = [Range("x", low, rng.randint(1, 12)), Range("y", low, rng.randint(1, 12))]
        kind = rng.choice([Kind.EQ, Kind.LE, Kind.LT])
        one = Relation(kind, Add(Mul(X, X), Y), Num(rng.randint(0, 60)))
        two = Divides(Num(rng.randint(2, 4)), Sub(Mul(X, Y), Num(rng.randint(0, 3))))
        claim = rng.choice([Or(one, two), Implies(one, two), Not(one), Implies(two, Not(one)), Or(Not(two), one)])
        points = itertools.product(*(range(item.lower, item.upper) for item in ranges))
        if all(holds(claim, dict(zip("xy", p, strict=True)), domain) for p in points):
            right.append(bounded(f"r{number}", domain, ranges, claim))
            continue
        with pytest.raises(NotProvable):
            bounded("none", domain, ranges, claim)
        text = bounded(f"w{number}", domain, ranges, Or(claim, Not(claim)))
        tautology = claim_text(Or(claim, Not(claim)), domain)
        statement = text.claim.replace(tautology, claim_text(claim, domain))
        wrong.append(Theorem(f"w{number}", "", statement, text.proof, 1))
    assert len(right) >= 5
    assert len(wrong) >= 10
    assert judge([*right, *wrong]) == [True] * len(right) + [False] * len(wrong)


def test_rational_numbers_agree_with_exact_fractions(check: Check) -> None:
    rng = random.Random(8)

    def number() -> Fraction:
        return Fraction(rng.randint(-40, 40), rng.randint(1, 12))

    def text(q: Fraction) -> str:
        return f"(({q.numerator} : Rat) / {q.denominator})"

    lines = []
    for _ in range(12):
        a, b, n = number(), number(), rng.randint(0, 4)
        lines += [
            f"example : {text(a)} + {text(b)} = {text(a + b)} := by decide",
            f"example : {text(a)} - {text(b)} = {text(a - b)} := by decide",
            f"example : {text(a)} * {text(b)} = {text(a * b)} := by decide",
            f"example : {text(a)} / {text(b)} = {text(a / b if b else Fraction(0))} := by decide",
            f"example : {text(a)} ^ {n} = {text(a**n)} := by decide",
            f"example : {'' if a <= b else '¬'}({text(a)} ≤ {text(b)}) := by decide",
            f"example : {'' if a < b else '¬'}({text(a)} < {text(b)}) := by decide",
            f"example : ({text(a)}).num = {a.numerator} ∧ ({text(a)}).den = {a.denominator} := by decide",
            f"example : {text(a)} ≠ {text(a + 1)} := by decide",
        ]
    report = check("\n".join(lines))
    assert report.accepted, report.messages[:3]


def test_the_checkers_depend_on_three_axioms_at_most(check: Check) -> None:
    checkers = [
        *("Ring.eq_of_equal", "Ring.nat_eq_of_equal", "Ring.eq_of_combination", "Ring.eq_of_power_combination"),
        *("Field.eq_of_equal", "Linear.absurd_of_check", "Linear.int_eq_of_check", "Linear.Fractions.eq_of_check"),
        "Bounded.of_truth",
    ]
    report = check("\n".join(f"#print axioms Trivium.{name}" for name in checkers))
    said = [message.text for message in report.messages if "axioms" in message.text]
    assert len(said) == len(checkers)
    for text in said:
        used = text.split("[", 1)[1].rstrip("]").replace("\n", " ").split(",") if "[" in text else []
        assert {name.strip() for name in used} <= {"propext", "Classical.choice", "Quot.sound"}, text
