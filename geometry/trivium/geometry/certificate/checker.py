"""The checker: replays a certificate against the statement it claims to answer.

What an acceptance means: the steps derive the goal from the hypotheses, which the checker derives from the text
itself; each linear step is exact over the rationals, each other step an instance of a rule; and the discrete facts
that rules take from a figure (orientations, the order of points on a line, which of finitely many values an angle
has) hold in every figure of the certificate, which the checker has found to fulfil the hypotheses to 40 digits with
all points apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Protocol

from trivium.geometry.certificate.auxiliary import Addition, additions
from trivium.geometry.certificate.figures import Drawing, high_precision
from trivium.geometry.certificate.model import (
    Acceptance,
    CertificateError,
    Fact,
    Figure,
    GeometryCertificate,
    GeometryCounterexample,
    Refusal,
    Step,
    normal,
)
from trivium.geometry.certificate.refutation import check_figure
from trivium.geometry.certificate.rules import RULES, Question
from trivium.geometry.certificate.statement import QUESTIONS, Statement, digest, find, read

CHECKER = "trivium.geometry.certificate/1"
"""Name and version of this checker."""
LEAST_FIGURES = 3
MOST_STEPS = 20_000
_MOST_FIGURES, _MOST_PREMISES, _LARGEST = 8, 2_000, 10**12


def check(
    certificate: GeometryCertificate | GeometryCounterexample,
    source: str | None = None,
    name: str | None = None,
    expired: Callable[[], bool] = lambda: False,
) -> Acceptance | Refusal:
    """Replays a certificate.

    With a source (a statement, or a file of problems from which the one called `name`, or else as the certificate
    says, is taken) the certificate must answer that statement; without one its claim is replayed as it stands.
    """
    try:
        statement = claimed(certificate, source, name)
        with high_precision():
            if isinstance(certificate, GeometryCounterexample):
                failing = check_figure(certificate, statement)
                return Acceptance(statement.canonical, 0, (f"false in the figure: {failing}",), refuted=True)
            return _replay(certificate, statement, expired)
    except CertificateError as error:
        return Refusal(str(error))
    except StepError as error:
        return Refusal(error.reason, error.number)


class StepError(Exception):
    """A step that does not hold, with its number from 0."""

    def __init__(self, number: int, reason: str) -> None:
        self.number = number
        self.reason = reason
        super().__init__(number, reason)


class Claim(Protocol):
    """What every geometry certificate says: which statement it proves, and of which source."""

    @property
    def name(self) -> str: ...
    @property
    def statement(self) -> str: ...
    @property
    def source_sha256(self) -> str: ...


def claimed(certificate: Claim, source: str | None, name: str | None) -> Statement:
    """The statement that a certificate answers; raises CertificateError where it is not the one asked."""
    statement = read(certificate.statement)
    if statement.canonical != certificate.statement:
        raise CertificateError("the claimed statement is not in canonical form")
    if any(goal.split()[0] in QUESTIONS for goal in statement.goals):
        raise CertificateError("the claim leaves a question open")
    if source is None:
        return statement
    asked = find(source, certificate.name if name is None else name)
    if name is not None and name != certificate.name and certificate.name:
        raise CertificateError(f"the certificate answers {certificate.name!r}, not {name!r}")
    if not statement.answers(read(asked)):
        raise CertificateError("the certificate answers another statement")
    if digest(asked) != certificate.source_sha256:
        raise CertificateError("the digest of the source is another")
    return statement


def drawings_of(figures: Sequence[Figure], statement: Statement) -> list[Drawing]:
    """The figures of a certificate; raises CertificateError where they do not show the hypotheses or are too few."""
    if not LEAST_FIGURES <= len(figures) <= _MOST_FIGURES:
        raise CertificateError(f"a certificate shows at least {LEAST_FIGURES} figures")
    if len({f.points for f in figures}) != len(figures):
        raise CertificateError("two figures are the same")
    drawings = [Drawing(figure, statement.points) for figure in figures]
    for fact in statement.given:
        if not all(d.fulfils(fact) for d in drawings):
            raise CertificateError("a figure does not fulfil the hypotheses")
    return drawings


def _replay(
    certificate: GeometryCertificate, statement: Statement, expired: Callable[[], bool]
) -> Acceptance | Refusal:
    if len(certificate.steps) > MOST_STEPS:
        raise CertificateError("too many steps")
    added = additions(certificate.auxiliary, statement.points)
    statement = replace(
        statement,
        points=(*statement.points, *(a.name for a in added)),
        given=(*statement.given, *(f for a in added for f in a.given)),
    )
    drawings = drawings_of(certificate.figures, statement)
    see = Sight(drawings)
    for addition in added:
        see.existing(addition)
    proved = derived(certificate.steps, statement, see, expired)
    for fact in statement.goal:
        if normal(fact) not in proved and (fact.terms or fact.constant):
            raise CertificateError("the steps do not reach the goal")
    return Acceptance(statement.canonical, len(certificate.steps), tuple(sorted(see.seen)))


def derived(steps: Sequence[Step], statement: Statement, see: Sight, expired: Callable[[], bool]) -> set[Fact]:
    """What the steps derive from the hypotheses; raises StepError at the first that does not hold."""
    given = {normal(fact) for fact in statement.given}
    replayed: list[Fact] = []
    for number, step in enumerate(steps):
        if expired():
            raise CertificateError("the time to replay the certificate ran out")
        try:
            _check_step(number, step, replayed, given, see, statement)
        except CertificateError as error:
            raise StepError(number, str(error)) from None
        replayed.append(step.fact)
    return {normal(fact) for fact in replayed}


class Sight:
    """Answers about the figures; they must agree."""

    def __init__(self, drawings: list[Drawing]) -> None:
        self._drawings = drawings
        self.seen: set[str] = set()

    def triangle(self, a: str, b: str, c: str) -> int:
        found = {d.orientation(a, b, c) for d in self._drawings}
        if len(found) != 1:
            raise CertificateError(f"the figures disagree about the orientation of {a}, {b}, {c}")
        self.seen.add(f"{', '.join(sorted((a, b, c)))} are not collinear")
        return found.pop()

    def existing(self, addition: Addition) -> None:
        for drawing in self._drawings:
            addition.demand(drawing)
        self.seen.add(f"{addition.name} exists")

    def between(self, a: str, b: str, c: str) -> None:
        if not all(d.between(a, b, c) for d in self._drawings):
            raise CertificateError(f"{b} is not between {a} and {c} in every figure")
        self.seen.add(f"{b} is between {min(a, c)} and {max(a, c)}")

    def crossing(self, a: str, b: str, c: str, d: str) -> None:
        if not all(drawing.crossing(a, b, c, d) for drawing in self._drawings):
            raise CertificateError(f"{a}{b} and {c}{d} are parallel in a figure")
        self.seen.add(f"{a}{b} and {c}{d} are not parallel")

    def oblique(self, a: str, b: str, c: str, d: str) -> None:
        if not all(drawing.oblique(a, b, c, d) for drawing in self._drawings):
            raise CertificateError(f"{a}{b} and {c}{d} are perpendicular in a figure")
        self.seen.add(f"{a}{b} and {c}{d} are not perpendicular")

    def quotient(self, a: str, b: str, c: str, d: str) -> Fraction:
        found = {Fraction(drawing.quotient(a, b, c, d)).limit_denominator(64) for drawing in self._drawings}
        if len(found) != 1 or 0 in found:
            raise CertificateError(f"the figures disagree about the ratio of {a}{b} and {c}{d}")
        return found.pop()

    def fulfilled(self, fact: Fact) -> bool:
        return all(d.fulfils(fact) for d in self._drawings)


def _check_form(fact: Fact, points: tuple[str, ...]) -> None:
    size = 1 if fact.system == "position" else 2
    names = [p for p, _ in fact.terms]
    if names != sorted(set(names)) or not names:
        raise CertificateError("the terms are not in order")
    for variable, coefficient in fact.terms:
        if not _is_variable(variable, fact.system, size) or not set(variable) <= set(points):
            raise CertificateError("a term does not name points of the statement")
        if not coefficient or max(abs(coefficient.numerator), coefficient.denominator) > _LARGEST:
            raise CertificateError("a coefficient is out of bounds")
    if fact.system == "angle" and any(c.denominator != 1 for _, c in fact.terms):
        raise CertificateError("an angle needs integer coefficients")
    keys = [k for k, _ in fact.constant]
    lowest, highest = {"angle": (1, 1), "ratio": (2, _LARGEST)}.get(fact.system, (1, 0))
    if keys != sorted(set(keys)) or not all(lowest <= k <= highest for k in keys):
        raise CertificateError("the constant does not fit the system")


def _is_variable(variable: tuple[str, ...], system: str, size: int) -> bool:
    """Whether the points are in order: one or two, or two lines for the sine of their angle, a variable of ratios."""
    if system == "ratio" and len(variable) == 4:
        one, two = variable[:2], variable[2:]
        return one < two and one[0] < one[1] and two[0] < two[1]
    return len(variable) == size and list(variable) == sorted(set(variable))


def _check_step(
    number: int, step: Step, replayed: Sequence[Fact], given: set[Fact], see: Sight, statement: Statement
) -> None:
    _check_form(step.fact, statement.points)
    if len(step.premises) > _MOST_PREMISES or any(not 0 <= p < number for p in step.premises):
        raise CertificateError("a premise is not an earlier step")
    if not set(step.points) <= set(statement.points):
        raise CertificateError("the rule names a point that the statement lacks")
    if not see.fulfilled(step.fact):
        raise CertificateError("the conclusion is false in a figure")
    cited = tuple(replayed[p] for p in step.premises)
    if step.rule == "given":
        if normal(step.fact) not in given:
            raise CertificateError("the statement does not give this")
    elif step.rule == "linear":
        _check_linear(step, cited)
    else:
        _check_rule(step, cited, see)


def _check_linear(step: Step, cited: tuple[Fact, ...]) -> None:
    """The left sides combine exactly.

    So do the constants, except that an angle may differ by an integer multiple of one over the common denominator of
    the coefficients: all premises hold modulo 1 only. Which multiple it is, the figures have shown.
    """
    if len(step.coefficients) != len(cited) or any(f.system != step.fact.system for f in cited):
        raise CertificateError("the premises do not fit the combination")
    terms: dict[tuple[str, ...], Fraction] = {}
    constant: dict[int, Fraction] = {}
    denominator = 1
    for factor, fact in zip(step.coefficients, cited, strict=True):
        denominator *= factor.denominator // _common(denominator, factor.denominator)
        if max(abs(factor.numerator), denominator) > _LARGEST:
            raise CertificateError("a coefficient is out of bounds")
        for variable, coefficient in fact.terms:
            terms[variable] = terms.get(variable, Fraction(0)) + factor * coefficient
        for key, value in fact.constant:
            constant[key] = constant.get(key, Fraction(0)) + factor * value
    if tuple(sorted((v, c) for v, c in terms.items() if c)) != step.fact.terms:
        raise CertificateError("the combination of the premises is another equation")
    for key, value in step.fact.constant:
        constant[key] = constant.get(key, Fraction(0)) - value
    rest = [v for v in constant.values() if v]
    exact = step.fact.system != "angle"
    if any(exact or (v * denominator).denominator != 1 for v in rest):
        raise CertificateError("the combination of the premises has another constant")


def _common(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def _check_rule(step: Step, cited: tuple[Fact, ...], see: Sight) -> None:
    template = RULES.get(step.rule)
    if template is None:
        raise CertificateError(f"unknown rule {step.rule[:40]!r}")
    if step.coefficients:
        raise CertificateError("a rule takes no coefficients")
    known = {normal(f) for f in cited}
    wanted = normal(step.fact)
    for instance in template(Question(step.points, cited, step.fact, see)):
        needed = {normal(f) for f in instance.premises if f.terms}
        if needed <= known and wanted in {normal(f) for f in instance.conclusions}:
            return
    raise CertificateError(f"not an instance of {step.rule}")
