"""The checker refuses whatever is not exactly the certificate of the question."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from fractions import Fraction

import pytest

from trivium.cas import Options, Proved, Question, Refuted, check, check_against, check_equal, read_equation
from trivium.cas.certificate import terms
from trivium.cas.certificate.enclosures import enclose
from trivium.cas.certificate.ledger import Ledger
from trivium.cas.certificate.model import (
    Acceptance,
    Certificate,
    Claim,
    ConstantDifference,
    DomainRefutation,
    ExponentialOfDifference,
    Identity,
    Proof,
    Refusal,
    Refutation,
    Step,
)
from trivium.cas.certificate.reading import read_regions, read_term
from trivium.cas.certificate.sign_sets import ANY, NEGATIVE, POSITIVE
from trivium.cas.certificate.signs import Signs
from trivium.cas.errors import CertificateError
from trivium.cas.reader.names import ALIASES, ARITY


def certified(text: str, assume: str = "") -> tuple[Certificate, Question]:
    question = read_equation(text, assume)
    outcome = check_equal(question, deadline=time.monotonic() + 10).outcome
    assert isinstance(outcome, Proved | Refuted)
    return outcome.certificate, question


PROVED = [
    ("sin(x)**2 + cos(x)**2 = 1", ""),
    ("sqrt(x**2) = x", "x positive"),
    ("log(x*y) = log(x) + log(y)", "x positive, y positive"),
    ("atan(x) + atan(1/x) = pi/2", "x positive"),
    ("4*atan(1/5) - atan(1/239) = pi/4", ""),
    ("cos(pi/5) = (1 + sqrt(5))/4", ""),
]


@pytest.mark.parametrize(("text", "assume"), PROVED)
def test_a_proof_is_replayed_and_bound_to_its_question(text: str, assume: str) -> None:
    certificate, question = certified(text, assume)
    assert isinstance(check(certificate, question.source), Acceptance)
    for other in ("x = x", text + " + x", text + " + 0*x"):
        assert isinstance(check(certificate, read_equation(other).source), Refusal)


@pytest.mark.parametrize(("text", "assume"), PROVED)
def test_a_proof_of_one_statement_proves_no_other(text: str, assume: str) -> None:
    certificate, _ = certified(text, assume)
    lie = read_equation(text + " + 1", assume)
    claim = Claim(lie.statement, lie.source_sha256)
    assert isinstance(check(replace(certificate, claim=claim), lie.source), Refusal)


@pytest.mark.parametrize(("text", "assume"), PROVED)
def test_every_step_is_needed(text: str, assume: str) -> None:
    certificate, question = certified(text, assume)
    assert isinstance(certificate.body, Proof)
    method = certificate.body.method
    assert isinstance(method, Identity | ConstantDifference | ExponentialOfDifference)
    if isinstance(method, ConstantDifference):
        emptied = [replace(method, anchors=()), replace(method, breaks=(Fraction(-1),))]
        emptied.append(replace(method, derivative=Identity(())))
    elif isinstance(method, ExponentialOfDifference):
        emptied = [replace(method, identity=Identity(method.identity.steps[:k])) for k in range(3)]
        emptied.append(replace(method, multiplier="0"))
    else:
        needed = [k for k, step in enumerate(method.steps) if step.rule != "kernel"]
        emptied = [Identity(method.steps[:k] + method.steps[k + 1 :]) for k in needed]
        emptied.append(Identity(method.steps[:1]))
    for broken in emptied:
        body = replace(certificate.body, method=broken)
        assert isinstance(check(replace(certificate, body=body), question.source), Refusal)


def test_assumptions_cannot_be_dropped() -> None:
    certificate, question = certified("sqrt(x**2) = x", "x positive")
    for words in ("real", "negative", "nonnegative", "complex"):
        refusal = check_against(certificate, "sqrt(x**2)", "x", {"x": words})
        assert isinstance(refusal, Refusal)
        source = json.loads(question.source) | {"assume": {"x": words}}
        assert isinstance(check(certificate, json.dumps(source, sort_keys=True, separators=(",", ":"))), Refusal)
    assert isinstance(check_against(certificate, " sqrt(x^2)", "x", {"x": "positive"}), Acceptance)


def test_a_refutation_needs_its_point() -> None:
    certificate, question = certified("sqrt(x**2) = x")
    assert isinstance(certificate.body, Refutation)
    zero = Fraction(0)
    for point in ({"x": (Fraction(1), zero)}, {"x": (zero, Fraction(1))}, {}, {"y": (Fraction(-1), zero)}):
        body = replace(certificate.body, point=point)
        assert isinstance(check(replace(certificate, body=body), question.source), Refusal)
    for body in (
        replace(certificate.body, lhs=certificate.body.rhs),
        replace(certificate.body, precision=1),
        replace(certificate.body, rhs=replace(certificate.body.rhs, real_midpoint="word")),
    ):
        assert isinstance(check(replace(certificate, body=body), question.source), Refusal)


def test_a_witness_must_lie_in_the_domain_and_be_defined() -> None:
    certificate, question = certified("x/x = 1")
    assert isinstance(certificate.body, Proof)
    undefined = replace(certificate.body, witness={"x": (Fraction(0), Fraction(0))})
    assert isinstance(check(replace(certificate, body=undefined), question.source), Refusal)


@pytest.mark.parametrize(
    ("rule", "term", "value", "powers", "before"),
    [
        ("root", "(x**2)**(1/2)", "x", (), ()),
        ("root", "((-1)*x)**(1/2)", "x", (), ()),
        ("absolute value", "abs(x)", "x", (), ()),
        ("logarithm", "log(x**2)", "", (("x", Fraction(2)),), ("log(x)",)),
        ("logarithm", "log(x*y)", "", (("x", Fraction(1)), ("y", Fraction(1))), ("log(x)", "log(y)")),
        ("logarithm", "log(exp(z))", "", (("exp(z)", Fraction(1)),), ("exp(z)",)),
        ("exponential", "exp(2*x)", "", (("exp(x)", Fraction(3)),), ("exp(x)",)),
        ("power", "x**y", "", (), ("log(x)", "exp(y*log(x))")),
        ("congruence", "erf(x)", "erf(y)", (), ("erf(y)",)),
        ("odd function", "acos((-1)*x)", "acos(x)", (), ("acos(x)",)),
        ("gamma shift", "rgamma(x)", "", (("rgamma(y)", Fraction(1)),), ("rgamma(y)",)),
        ("gamma shift", "rgamma(x)", "", (("rgamma(x-1)", Fraction(-1)),), ("rgamma(x-1)",)),
        ("gamma reflection", "rgamma(1-x)", "", (("rgamma(x)", Fraction(1)),), ("pi", "rgamma(x)", "sin(pi*(1-x))")),
        ("gamma reflection", "rgamma(2-x)", "", (("rgamma(x)", Fraction(1)),), ("pi", "rgamma(x)", "sin(pi*(2-x))")),
        ("gamma multiplication", "rgamma(2*x)", "", (("rgamma(x)", Fraction(1)),) * 2, ("rgamma(x)", "2**(1/2-2*x)")),
        ("polygamma shift", "digamma(x+1)", "", (("digamma(x)", Fraction(-1)),), ("digamma(x)",)),
        (
            "digamma reflection",
            "digamma(1-x)",
            "",
            (("digamma(x)", Fraction(1)),),
            ("pi", "digamma(x)", "cot(pi*(1-x))"),
        ),
        (
            "Bessel recurrence",
            "besselj(2,x)",
            "",
            (("besselj(1,x)", Fraction(1)), ("besselj(0,x)", Fraction(1))),
            ("besselj(1,x)", "besselj(0,x)"),
        ),
        ("inverse function", "asin(sin(x))", "x", (), ("sin(x)",)),
        ("inverse function", "atan(tan(y))", "y", (), ("tan(y)",)),
        ("inverse function", "LambertW(x*exp(x))", "x", (), ("exp(x)",)),
        ("definition", "erf(x)", "", (), ()),
        ("definition", "polylog(1,x)", "", (), ()),
        ("definition", "besselj(1/2,x)", "", (), ()),
        ("definition", "conjugate(log(x+I*y))", "", (), ()),
        ("kernel", "x + 1", "", (), ()),
        ("simplify", "x", "", (), ()),
    ],
)
def test_a_rule_refuses_where_its_condition_fails(
    rule: str, term: str, value: str, powers: tuple[tuple[str, Fraction], ...], before: tuple[str, ...]
) -> None:
    regions = read_regions({"z": "complex"}, frozenset("xyz"))
    ledger = Ledger(regions, (), 12)
    for name in ("x", "y", "z", *before):
        if rule != "simplify":
            ledger.apply("kernel", read_term(name))
    pairs = tuple((read_term(base), times) for base, times in powers)
    with pytest.raises(CertificateError):
        ledger.apply(rule, read_term(term), read_term(value) if value else None, pairs)


def test_division_by_an_identical_zero_proves_nothing() -> None:
    question = read_equation("1/(sqrt(x)**2 - x) = 2/(sqrt(x)**2 - x)", "x positive")
    steps = (Step("kernel", "x"), Step("kernel", "x**(1/2)"))
    body = Proof(Identity(steps), {"x": (Fraction(2), Fraction(0))}, 128)
    answer = check(Certificate(Claim(question.statement, question.source_sha256), body), question.source)
    assert isinstance(answer, Refusal)


def test_the_checker_knows_every_function_of_the_reader() -> None:
    point = {name: (Fraction(1, 3), Fraction(0)) for name in "ab"}
    for name, (least, _) in ARITY.items():
        argument = ", ".join(("ab" * 9)[:least]) if name not in ("acosh", "asec", "acoth") else "a + 2"
        assert enclose(read_term(f"{name}({argument})"), point, 64).is_finite()
    for alias, name in ALIASES.items():
        assert read_term(f"{alias}(x)") == read_term(f"{name}(x)")


def test_a_proof_without_the_option_is_none_with_it() -> None:
    certificate, _ = certified("x**2/x = x")
    asked = read_equation("x**2/x = x", "", Options(same_domain=True))
    claim = Claim(asked.statement, asked.source_sha256)
    assert isinstance(check(replace(certificate, claim=claim), asked.source), Refusal)
    assert isinstance(check_against(certificate, "x**2/x", "x", {"x": "real"}), Acceptance)
    assert isinstance(check_against(certificate, "x**2/x", "x", {"x": "real"}, same_domain=True), Refusal)


@pytest.mark.parametrize(("value", "side"), [(0, "rhs"), (1, "lhs"), (1, "rhs"), (0, "both")])
def test_a_side_is_undefined_only_where_it_is(value: int, side: str) -> None:
    asked = read_equation("x**2/x = x", "", Options(same_domain=True))
    body = DomainRefutation({"x": (Fraction(value), Fraction(0))}, side)
    certificate = Certificate(Claim(asked.statement, asked.source_sha256), body)
    assert isinstance(check(certificate, asked.source), Refusal)


@pytest.mark.parametrize(
    ("text", "assume", "sign"),
    [
        ("1 - (1/(2*b))**a", {"b": "(1/2, oo)", "a": "positive"}, POSITIVE),
        ("1 - (1/(2*b))**a", {"b": "(1/2, oo)", "a": "negative"}, NEGATIVE),
        ("2**a*b**a - 1", {"b": "(1/2, oo)", "a": "positive"}, POSITIVE),
        ("(k*b)**a - k**a", {"b": "(0, 1)", "a": "positive", "k": "positive"}, NEGATIVE),
        ("b**a - 1", {"b": "positive", "a": "positive"}, ANY),
        ("b**a - 1", {"b": "(1, oo)", "a": "real"}, ANY),
        ("b**a - c**k", {"b": "(2, oo)", "c": "(0, 1)", "a": "positive", "k": "negative"}, ANY),
    ],
)
def test_the_sign_of_a_difference_of_powers(text: str, assume: dict[str, str], sign: int) -> None:
    term = read_term(text)
    assert Signs(read_regions(assume, terms.symbols(term))).of(term) == sign
