"""A rigorous enclosure of an integral over a finite interval.

Johansson, Numerical Integration in Arbitrary-Precision Ball Arithmetic, 2018.
"""

from __future__ import annotations

from collections.abc import Mapping

from flint import acb, arb, ctx

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import plain
from trivium.cas.certificate.enclosures import UndefinedError, enclose_box
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.regularity import Condition, conditions
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term
from trivium.cas.errors import CertificateError

EVALUATIONS = 6_000


def integrate(integrand: Term, variable: str, ends: tuple[acb, acb], point: Mapping[str, acb], precision: int) -> acb:
    """A ball around the integral between two ends; not finite where none was found."""
    needed = _conditions(integrand, variable)
    lower, width = ends[0], ends[1] - ends[0]
    simpler = plain(integrand)

    def value(place: acb, analytic: bool) -> acb:
        boxes = {**point, variable: lower + width * place}
        try:
            if analytic and not _analytic(needed, boxes, precision):
                return acb("nan")
            return enclose_box(simpler, boxes, precision) * width
        except UndefinedError:
            return acb("nan")

    before = ctx.prec
    ctx.prec = precision
    try:
        tolerance = arb(2) ** (8 - precision)
        return acb.integral(value, 0, 1, rel_tol=tolerance, abs_tol=tolerance, eval_limit=EVALUATIONS)
    finally:
        ctx.prec = before


def _conditions(integrand: Term, variable: str) -> list[Condition] | None:
    """What makes the integrand analytic; ``None`` where no rule says so."""
    region = Region()
    region.complex = True
    names = terms.symbols(integrand)
    regions = {name: Region() for name in names}
    regions[variable] = region
    try:
        return conditions(plain(integrand), variable, Signs(regions), complex_variable=True)
    except CertificateError:
        return None


def _analytic(needed: list[Condition] | None, boxes: Mapping[str, acb], precision: int) -> bool:
    if needed is None:
        return False
    return all(condition.holds_on(enclose_box(condition.term, boxes, precision)) for condition in needed)
