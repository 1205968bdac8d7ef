"""Requests of the CAS service as questions of the engine, and judgements as messages."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import flint

from trivium.cas import (
    CHECKER,
    Judgement,
    Options,
    Proved,
    Question,
    Refuted,
    Unknown,
    UnknownReason,
    read_equation,
    read_latex_equation,
    read_sides,
)
from trivium.cas.certificate import model
from trivium.cas.errors import InputError, Place
from trivium.cas.reader import print_expression
from trivium.services.cas.certificates import certificate_to_proto, counterexample
from trivium_api.cas.v1 import cas_service_pb2 as service
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict

VERSION = "0.1.0"

ANSWER_MARGIN = 0.1
"""Seconds kept back for the replay of the certificate and the answer itself."""

CONVENTIONS = (
    "functions are principal complex branches; log is natural; 0**0 = 1; acot(x) = atan(1/x)",
    "equal means equal wherever both sides have a finite complex value",
)
LATEX = (
    "in LaTeX e is Euler's number and i the imaginary unit unless declared; f^{-1} of a function f is its inverse",
    "a root \\sqrt[n]{x} is the principal one; a line over a formula is its complex conjugate",
)
REAL_VALUED = "values that are not real count as undefined"
SAME_DOMAIN = "both sides must be defined at the same points"

REASONS = {
    UnknownReason.NOT_REFUTED: verdict.REASON_NOT_REFUTED_AT_N_POINTS,
    UnknownReason.NOWHERE_DEFINED: verdict.REASON_NOWHERE_DEFINED,
    UnknownReason.BUDGET_EXHAUSTED: verdict.REASON_BUDGET_EXHAUSTED,
    UnknownReason.CHECKER_REFUSED: verdict.REASON_CHECKER_REFUSED,
}

RULE_WORDS = {
    "definition": "by definition",
    "imaginary unit": "as a power of a root of unity",
    "congruence": "at equal arguments",
    "odd function": "an odd function, from",
    "exponential": "exp of a sum is a product",
    "power": "b**e = exp(e*log(b))",
    "root": "the principal root",
    "power of a root": "a power of the principal root",
    "logarithm": "log of a product of positive factors",
    "absolute value": "from its square and sign",
    "inverse function": "the inverse function of the principal branch, at",
    "gamma shift": "gamma(z+1) = z*gamma(z)",
    "gamma reflection": "gamma(z)*gamma(1-z) = pi/sin(pi*z)",
    "gamma multiplication": "the multiplication formula of gamma",
    "polygamma shift": "from psi(z+1) = psi(z) + 1/z",
    "digamma reflection": "psi(1-z) - psi(z) = pi*cot(pi*z)",
    "digamma multiplication": "the multiplication formula of digamma",
    "Bessel recurrence": "from two neighbouring orders",
}


def to_question(equation: service.Equation) -> Question:
    """The question of a request; raises :class:`trivium.cas.errors.InputError`."""
    options = Options(real_valued=equation.real_valued, same_domain=equation.same_domain)
    assume = dict(equation.assume)
    if equation.notation == service.NOTATION_LATEX:
        return read_latex_equation(equation.lhs, equation.rhs, assume, options, log_base=equation.log_base)
    if equation.log_base:
        raise InputError("infix has log(x, b); the base is for LaTeX", Place(1, 1), field="log_base")
    if equation.rhs:
        return read_sides(equation.lhs, equation.rhs, assume, options)
    return read_equation(equation.lhs, assume, options)


def infix_sides(equation: service.Equation) -> tuple[str, str]:
    """The sides as the checker reads them: as they are, and of LaTeX what the reader of LaTeX understands."""
    if equation.notation != service.NOTATION_LATEX:
        return equation.lhs, equation.rhs
    question = to_question(equation)
    return print_expression(question.lhs), print_expression(question.rhs)


def to_judgement(judgement: Judgement, question: Question, equation: service.Equation) -> service.Judgement:
    """The answer as a message."""
    message = service.Judgement(
        name=equation.name,
        statement=judgement.statement,
        assumptions={variable: str(domain) for variable, domain in question.domains.items()},
        valid_when=judgement.valid_when,
        conventions=_conventions(equation),
        written=question.written,
        environment=environment(),
    )
    message.usage.wall.FromNanoseconds(int(judgement.wall * 1e9))
    message.usage.counts.update(judgement.counts)
    match judgement.outcome:
        case Unknown(reason, detail):
            message.verdict, message.assurance = verdict.VERDICT_UNKNOWN, verdict.ASSURANCE_NONE
            message.reason, message.detail = REASONS[reason], detail
            message.vacuous = reason is UnknownReason.NOWHERE_DEFINED
        case Proved(certificate) | Refuted(certificate):
            _decided(message, certificate, question)
    return message


def _conventions(equation: service.Equation) -> Iterator[str]:
    yield from CONVENTIONS
    if equation.notation == service.NOTATION_LATEX:
        yield from LATEX
    if equation.log_base:
        yield f"\\log in LaTeX is to base {equation.log_base}"
    if equation.real_valued:
        yield REAL_VALUED
    if equation.same_domain:
        yield SAME_DOMAIN


def _decided(message: service.Judgement, certificate: model.Certificate, question: Question) -> None:
    message.assurance = verdict.ASSURANCE_CERTIFICATE_REPLAYED
    message.checked_by.append(CHECKER)
    message.certificate.CopyFrom(certificate_to_proto(certificate, question.source, message.name))
    if isinstance(certificate.body, model.Proof):
        message.verdict = verdict.VERDICT_PROVED
        message.proof.extend(method_words(certificate.body.method))
    else:
        message.verdict = verdict.VERDICT_REFUTED
        if isinstance(certificate.body, model.DomainRefutation):
            side = {"lhs": "left", "rhs": "right"}[certificate.body.undefined]
            message.detail = f"only the {side} side is not defined there"
        message.counterexample.CopyFrom(counterexample(certificate.body))


def exhausted(
    request: service.CheckEqualRequest, reason: verdict.Reason.ValueType, detail: str
) -> service.CheckEqualResponse:
    """The answer for a request whose worker had to be ended."""
    return service.CheckEqualResponse(judgement=undecided(request.equation.name, reason, detail))


def undecided(name: str, reason: verdict.Reason.ValueType, detail: str) -> service.Judgement:
    """Nothing was decided, and why."""
    return service.Judgement(
        name=name,
        verdict=verdict.VERDICT_UNKNOWN,
        assurance=verdict.ASSURANCE_NONE,
        detail=detail,
        reason=reason,
        environment=environment(),
    )


@functools.cache
def environment() -> answer.Environment:
    """With what the answer was made; one message, to be copied into answers."""
    return answer.Environment(version=VERSION, components={"python-flint": flint.__version__})


def method_words(method: model.Method) -> Iterator[str]:
    """How an equality follows, for people."""
    match method:
        case model.Identity():
            yield from identity_words(method)
            yield "both sides are then the same rational function of the kernels"
        case model.ConstantDifference(variable, derivative, _, anchors):
            yield f"the derivatives by {variable} agree:"
            yield from identity_words(derivative)
            yield f"and the sides agree at {variable} = {', '.join(str(anchor.value) for anchor in anchors)}"
        case model.ExponentialOfDifference(multiplier, identity, _):
            yield f"exp({multiplier}*(lhs - rhs)) = 1:"
            yield from identity_words(identity)
            yield "and a ball around the difference leaves zero only"
        case model.EqualSquares(identity):
            yield "neither side is negative, and the squares are equal:"
            yield from identity_words(identity)


def identity_words(identity: model.Identity) -> Iterator[str]:
    """The steps of an identity for people."""
    for step in identity.steps:
        if step.rule == "kernel":
            yield f"kernel {step.term}"
            continue
        factors = ", ".join(f"{base} to the {times}" for base, times in step.powers)
        shown = step.value or factors
        yield f"{step.term}: {RULE_WORDS[step.rule]}{f', {shown}' if shown else ''}"
