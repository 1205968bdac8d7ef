"""The independent checker: replays a certificate against the source of the question it claims to answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flint import acb, arb, ctx

from trivium.cas.certificate import terms
from trivium.cas.certificate.model import (
    Acceptance,
    Ball,
    Certificate,
    Claim,
    DomainRefutation,
    Point,
    Proof,
    Refusal,
    Refutation,
)
from trivium.cas.certificate.reading import Region, read_regions, read_term, split_equation
from trivium.cas.certificate.replay import replay_method, value_at
from trivium.cas.certificate.same_domain import replay_domain_refutation, require_same_domain
from trivium.cas.certificate.terms import Term
from trivium.cas.errors import CertificateError

CHECKER: Final = "trivium-cas-checker 1"
"""The name and version of the checker."""


@dataclass(frozen=True, slots=True)
class _Asked:
    lhs: Term
    rhs: Term
    regions: Mapping[str, Region]
    real_valued: bool
    same_domain: bool


def check(certificate: Certificate, source: str) -> Acceptance | Refusal:
    """Replay ``certificate`` as an answer to ``source``, the canonical JSON of lhs, rhs, assume and options.

    Accepts only when the claim is that source's, and the body proves or refutes it.
    """
    try:
        asked = _read_source(source)
        require_claim(certificate.claim, asked, source)
        if isinstance(certificate.body, Refutation):
            _replay_refutation(certificate.body, asked)
        elif isinstance(certificate.body, DomainRefutation):
            _replay_domain_refutation(certificate.body, asked)
        else:
            _replay_proof(certificate.body, asked)
    except CertificateError as error:
        return Refusal(error.reason)
    return Acceptance(isinstance(certificate.body, Proof), certificate.claim.statement)


def canonical_source(
    lhs: str, rhs: str, assume: Mapping[str, str], *, real_valued: bool, same_domain: bool = False
) -> str:
    """The source text whose sha256 a claim carries."""
    options = {"real_valued": real_valued} | ({"same_domain": True} if same_domain else {})
    source = {"lhs": lhs, "rhs": rhs, "assume": dict(assume), "options": options}
    return json.dumps(source, sort_keys=True, separators=(",", ":"))


def source_of_statement(statement: str) -> str:
    """The source that a canonical statement itself spells out."""
    equation, _, context = statement.partition("  [")
    lhs, rhs = split_equation(equation)
    clauses = [clause.strip() for clause in context.removesuffix("]").split(";") if clause.strip()]
    assume = dict(_clause(clause) for clause in clauses if clause not in _OPTIONS)
    real_valued, same_domain = (option in clauses for option in _OPTIONS)
    return canonical_source(lhs.strip(), rhs.strip(), assume, real_valued=real_valued, same_domain=same_domain)


_OPTIONS = ("real-valued", "same domain")


def _clause(clause: str) -> tuple[str, str]:
    name, _, words = clause.partition(" ")
    return name, words


def check_against(
    certificate: Certificate,
    lhs: str,
    rhs: str,
    assume: Mapping[str, str],
    *,
    real_valued: bool = False,
    same_domain: bool = False,
) -> Acceptance | Refusal:
    """Replay a certificate against an equation that the checker reads; it is all in ``lhs`` if ``rhs`` is empty."""
    try:
        left, right = (lhs, rhs) if rhs else split_equation(lhs)
    except CertificateError as error:
        return Refusal(error.reason)
    source = canonical_source(left.strip(), right.strip(), assume, real_valued=real_valued, same_domain=same_domain)
    claim = Claim(certificate.claim.statement, hashlib.sha256(source.encode()).hexdigest())
    return check(Certificate(claim, certificate.body), source)


def _read_source(source: str) -> _Asked:
    try:
        data = json.loads(source)
        lhs, rhs = read_term(data["lhs"]), read_term(data["rhs"])
        assume = {str(name): str(words) for name, words in data["assume"].items()}
        real_valued = bool(data["options"]["real_valued"])
        same_domain = bool(data["options"].get("same_domain", False))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CertificateError("the source could not be read") from error
    return _Asked(lhs, rhs, read_regions(assume, terms.symbols(lhs, rhs)), real_valued, same_domain)


def require_claim(claim: Claim, asked: _Asked, source: str) -> None:
    """Refuse unless the claim is what the source asks: its hash, its sides, its domains, its options."""
    if hashlib.sha256(source.encode()).hexdigest() != claim.source_sha256:
        raise CertificateError("the certificate answers another source")
    said = _read_source(source_of_statement(claim.statement))
    if (said.lhs, said.rhs) != (asked.lhs, asked.rhs):
        raise CertificateError("the statement is not the one that was asked")
    if (said.real_valued, said.same_domain) != (asked.real_valued, asked.same_domain):
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


def _replay_refutation(body: Refutation, asked: _Asked) -> None:
    _require_inside(body.point, asked.regions)
    lhs = value_at(asked.lhs, body.point, body.precision, real_valued=asked.real_valued)
    rhs = value_at(asked.rhs, body.point, body.precision, real_valued=asked.real_valued)
    if not (_recorded(body.lhs).overlaps(lhs) and _recorded(body.rhs).overlaps(rhs)):
        raise CertificateError("the recorded enclosures are not those of the sides")
    if (lhs - rhs).contains(0):
        raise CertificateError("the balls of the two sides meet")


def _replay_domain_refutation(body: DomainRefutation, asked: _Asked) -> None:
    if not asked.same_domain:
        raise CertificateError("nothing was asked of where the sides are defined")
    _require_inside(body.point, asked.regions)
    replay_domain_refutation(body, asked.lhs, asked.rhs, real_valued=asked.real_valued)


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
        value_at(side, body.witness, body.precision, real_valued=asked.real_valued)
    replay_method(body.method, asked.lhs, asked.rhs, asked.regions)
    if asked.same_domain:
        require_same_domain(asked.lhs, asked.rhs, asked.regions, real_valued=asked.real_valued)
