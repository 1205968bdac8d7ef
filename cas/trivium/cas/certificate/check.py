"""The independent checker: replays a certificate against the source of the question it claims to answer."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from flint import acb, arb, ctx

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import differentiate, plain, require_smooth
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.ledger import Ledger, nonzero_facts
from trivium.cas.certificate.model import (
    Acceptance,
    Ball,
    Certificate,
    Claim,
    ConstantDifference,
    ExponentialOfDifference,
    Identity,
    Point,
    Proof,
    Refusal,
    Refutation,
)
from trivium.cas.certificate.reading import Region, read_regions, read_term, split_equation
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term
from trivium.cas.errors import CertificateError

CHECKER: Final = "trivium-cas-checker 1"
"""The name and version of the checker."""

MAX_PRECISION: Final = 8192
MAX_STEPS: Final = 2_000
_FULL_TURN_BOUND: Final = 6


@dataclass(frozen=True, slots=True)
class _Asked:
    lhs: Term
    rhs: Term
    regions: Mapping[str, Region]
    real_valued: bool


def check(certificate: Certificate, source: str) -> Acceptance | Refusal:
    """Replay ``certificate`` as an answer to ``source``, the canonical JSON of lhs, rhs, assume and options.

    Accepts only when the claim is that source's, and the body proves or refutes it.
    """
    try:
        asked = _read_source(source)
        require_claim(certificate.claim, asked, source)
        if isinstance(certificate.body, Refutation):
            _replay_refutation(certificate.body, asked)
        else:
            _replay_proof(certificate.body, asked)
    except CertificateError as error:
        return Refusal(error.reason)
    return Acceptance(isinstance(certificate.body, Proof), certificate.claim.statement)


def canonical_source(lhs: str, rhs: str, assume: Mapping[str, str], *, real_valued: bool) -> str:
    """The source text whose sha256 a claim carries."""
    source = {"lhs": lhs, "rhs": rhs, "assume": dict(assume), "options": {"real_valued": real_valued}}
    return json.dumps(source, sort_keys=True, separators=(",", ":"))


def source_of_statement(statement: str) -> str:
    """The source that a canonical statement itself spells out."""
    equation, _, context = statement.partition("  [")
    lhs, rhs = split_equation(equation)
    clauses = [clause.strip() for clause in context.removesuffix("]").split(";") if clause.strip()]
    assume = dict(_clause(clause) for clause in clauses if clause != "real-valued")
    return canonical_source(lhs.strip(), rhs.strip(), assume, real_valued="real-valued" in clauses)


def _clause(clause: str) -> tuple[str, str]:
    name, _, words = clause.partition(" ")
    return name, words


def check_against(
    certificate: Certificate, lhs: str, rhs: str, assume: Mapping[str, str], *, real_valued: bool = False
) -> Acceptance | Refusal:
    """Replay a certificate against an equation that the checker reads; it is all in ``lhs`` if ``rhs`` is empty."""
    try:
        left, right = (lhs, rhs) if rhs else split_equation(lhs)
    except CertificateError as error:
        return Refusal(error.reason)
    source = canonical_source(left.strip(), right.strip(), assume, real_valued=real_valued)
    claim = Claim(certificate.claim.statement, hashlib.sha256(source.encode()).hexdigest())
    return check(Certificate(claim, certificate.body), source)


def _read_source(source: str) -> _Asked:
    try:
        data = json.loads(source)
        lhs, rhs = read_term(data["lhs"]), read_term(data["rhs"])
        assume = {str(name): str(words) for name, words in data["assume"].items()}
        real_valued = bool(data["options"]["real_valued"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CertificateError("the source could not be read") from error
    return _Asked(lhs, rhs, read_regions(assume, terms.symbols(lhs, rhs)), real_valued)


def require_claim(claim: Claim, asked: _Asked, source: str) -> None:
    """Refuse unless the claim is what the source asks: its hash, its sides, its domains, its options."""
    if hashlib.sha256(source.encode()).hexdigest() != claim.source_sha256:
        raise CertificateError("the certificate answers another source")
    said = _read_source(source_of_statement(claim.statement))
    if (said.lhs, said.rhs) != (asked.lhs, asked.rhs):
        raise CertificateError("the statement is not the one that was asked")
    if said.real_valued != asked.real_valued:
        raise CertificateError("the options are not those that were asked")
    for name, region in asked.regions.items():
        if _ends(said.regions[name]) != _ends(region):
            raise CertificateError(f"the domain of {name} is not the one that was asked")


def _ends(region: Region) -> tuple[object, ...]:
    return tuple(getattr(region, slot) for slot in Region.__slots__)


def _require_inside(point: Point, regions: Mapping[str, Region]) -> None:
    if set(point) != set(regions):
        raise CertificateError("the point does not give a value to every variable")
    for name, (real, imaginary) in point.items():
        if not regions[name].contains(real, imaginary):
            raise CertificateError(f"the value of {name} lies outside its domain")


def _value(term: Term, point: Point, precision: int, asked: _Asked) -> acb:
    if not 32 <= precision <= MAX_PRECISION:
        raise CertificateError("a precision out of range")
    try:
        return enclose(term, point, precision, real_valued=asked.real_valued)
    except UndefinedError as error:
        raise CertificateError("a side is not defined at the point") from error


def _replay_refutation(body: Refutation, asked: _Asked) -> None:
    _require_inside(body.point, asked.regions)
    lhs = _value(asked.lhs, body.point, body.precision, asked)
    rhs = _value(asked.rhs, body.point, body.precision, asked)
    if not (_recorded(body.lhs).overlaps(lhs) and _recorded(body.rhs).overlaps(rhs)):
        raise CertificateError("the recorded enclosures are not those of the sides")
    if (lhs - rhs).contains(0):
        raise CertificateError("the balls of the two sides meet")


def _recorded(ball: Ball) -> acb:
    before = ctx.prec
    ctx.prec = 256
    try:
        real = arb(arb(ball.real_midpoint), arb(ball.real_radius).abs_upper())
        imaginary = arb(arb(ball.imaginary_midpoint), arb(ball.imaginary_radius).abs_upper())
    except ValueError as error:
        raise CertificateError("an enclosure could not be read") from error
    finally:
        ctx.prec = before
    return acb(real, imaginary)


def _replay_proof(body: Proof, asked: _Asked) -> None:
    _require_inside(body.witness, asked.regions)
    for side in (asked.lhs, asked.rhs):
        _value(side, body.witness, body.precision, asked)
    match body.method:
        case Identity():
            replay_identity(body.method, asked.lhs, asked.rhs, asked.regions)
        case ConstantDifference():
            replay_constant_difference(body.method, asked.lhs, asked.rhs, asked.regions)
        case ExponentialOfDifference():
            replay_exponential(body.method, asked.lhs, asked.rhs)


def replay_identity(method: Identity, lhs: Term, rhs: Term, regions: Mapping[str, Region]) -> None:
    """Refuse unless the steps make the two sides the same rational function of kernels."""
    if len(method.steps) > MAX_STEPS:
        raise CertificateError("too many steps")
    capacity = sum(step.rule == "kernel" for step in method.steps)
    ledger = Ledger(regions, nonzero_facts(lhs, rhs), capacity)
    for step in method.steps:
        powers = tuple((read_term(text), times) for text, times in step.powers)
        term = read_term(step.term)
        if not terms.symbols(term) <= regions.keys():
            raise CertificateError("a step speaks of a variable that does not occur")
        ledger.apply(step.rule, term, read_term(step.value) if step.value else None, powers)
    if not ledger.equal(lhs, rhs):
        raise CertificateError("the two sides are not the same rational function of the kernels")


def replay_exponential(method: ExponentialOfDifference, lhs: Term, rhs: Term) -> None:
    """Refuse unless ``exp(m*(lhs - rhs)) = 1`` and ``|m*(lhs - rhs)| < 2*pi``, for constants and integer ``m``."""
    if terms.symbols(lhs, rhs):
        raise CertificateError("this method is for constants")
    multiplier = read_term(method.multiplier)
    if not all(part.head in ("num", "const", "mul") for part in terms.postorder(multiplier)):
        raise CertificateError("not a constant multiplier")
    scaled = terms.mul((multiplier, terms.subtract(lhs, rhs)))
    asked = _Asked(lhs, rhs, {}, real_valued=False)
    if not abs(_value(scaled, {}, method.precision, asked)) < _FULL_TURN_BOUND:
        raise CertificateError("the difference may be a multiple of a full turn")
    if _value(multiplier, {}, method.precision, asked).contains(0):
        raise CertificateError("the multiplier may vanish")
    replay_identity(method.identity, terms.call("exp", scaled), terms.ONE, {})


def replay_constant_difference(method: ConstantDifference, lhs: Term, rhs: Term, regions: Mapping[str, Region]) -> None:
    """Refuse unless the sides agree at an anchor of each component and have the same derivative there."""
    name = method.variable
    if name not in regions or regions[name].complex or regions[name].integer:
        raise CertificateError("the variable of the derivative is not real")
    left, right = plain(lhs), plain(rhs)
    slopes = differentiate(left, name), differentiate(right, name)
    region = regions[name]
    if list(method.breaks) != sorted(set(method.breaks)) or not all(_interior(cut, region) for cut in method.breaks):
        raise CertificateError("the breaks are not increasing points inside the domain")
    components = split_region(region, method.breaks)
    for component in components:
        here = {**regions, name: component}
        signs = Signs(here)
        require_smooth(left, name, signs)
        require_smooth(right, name, signs)
        replay_identity(method.derivative, *slopes, here)
        if not any(component.contains(anchor.value, Fraction(0)) for anchor in method.anchors):
            raise CertificateError("a component of the domain has no anchor")
    values = {anchor.value for anchor in method.anchors}
    for cut in (*method.breaks, *_closed_ends(region)):
        if cut not in values and not _undefined_at(lhs, rhs, name, cut):
            raise CertificateError(f"nothing is said of {name} = {cut}")
    others = {other: domain for other, domain in regions.items() if other != name}
    for anchor in method.anchors:
        there = {terms.symbol(name): terms.number(anchor.value)}
        sides = terms.substitute(lhs, there), terms.substitute(rhs, there)
        replay_identity(anchor.identity, *sides, others)


def _interior(value: Fraction, region: Region) -> bool:
    return region.contains(value, Fraction(0)) and value not in _closed_ends(region)


def _closed_ends(region: Region) -> tuple[Fraction, ...]:
    ends = ((region.lower, region.lower_closed), (region.upper, region.upper_closed))
    return tuple(end for end, closed in ends if end is not None and closed)


def split_region(region: Region, breaks: tuple[Fraction, ...]) -> list[Region]:
    """The open components that the breaks leave of the interior of an interval."""
    ends = [region.lower, *breaks, region.upper]
    components = []
    for lower, upper in itertools.pairwise(ends):
        component = Region()
        if lower is not None:
            component.above(lower, closed=False)
        if upper is not None:
            component.below(upper, closed=False)
        components.append(component)
    return components


def _undefined_at(lhs: Term, rhs: Term, name: str, cut: Fraction) -> bool:
    """Whether something that must not vanish is exactly zero there."""
    there = {terms.symbol(name): terms.number(cut)}
    return any(terms.substitute(fact, there) == terms.ZERO for fact in nonzero_facts(lhs, rhs))
