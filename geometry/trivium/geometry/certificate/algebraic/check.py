"""The checker of algebraic certificates.

What an acceptance means: take any figure that fulfils the hypotheses, which the checker derives from the text itself,
with all points apart, in which the polynomials that the replay divides by are not zero and, where a polynomial
factors, the same factor vanishes as in the figures shown. Move it so that the origin is at 0 and the unit at 1, which
changes no angle between lines and no ratio of lengths. Then the coordinates of the points are the fractions of
polynomials that the replay finds, and the goal's polynomial, expanded exactly over the integers, is zero. (Wu, "On
the decision problem and the mechanization of theorem proving in elementary geometry", 1978; Chou, "Mechanical
Geometry Theorem Proving", 1988.)
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb

from trivium.geometry.certificate.algebraic.loci import Plane
from trivium.geometry.certificate.algebraic.model import AlgebraicCertificate, Direction, Placement
from trivium.geometry.certificate.algebraic.placing import Draughtsman
from trivium.geometry.certificate.algebraic.ring import Ring
from trivium.geometry.certificate.checker import MOST_STEPS, Sight, StepError, claimed, derived, drawings_of
from trivium.geometry.certificate.figures import Drawing, high_precision
from trivium.geometry.certificate.model import Acceptance, CertificateError, Fact, Refusal, normal
from trivium.geometry.certificate.statement import Statement

CHECKER = "trivium.geometry.certificate.algebraic/1"
"""Name and version of this checker."""
_MOST_PARAMETERS = 40
_MOST_PRODUCTS = 10**8


def check(
    certificate: AlgebraicCertificate,
    source: str | None = None,
    name: str | None = None,
    expired: Callable[[], bool] = lambda: False,
    most_products: int = _MOST_PRODUCTS,
) -> Acceptance | Refusal:
    """Replays a certificate; the arguments are those of `trivium.geometry.certificate.checker.check`.

    `most_products` bounds the multiplications of one product of polynomials; a certificate that needs more is refused.
    """
    step = 0
    try:
        statement = claimed(certificate, source, name)
        with high_precision():
            drawings = drawings_of(certificate.figures, statement)
            see = Sight(drawings)
            known = _known(certificate, statement, see, expired)
            ring, plane, draughtsman = _opened(certificate, statement, drawings, known, expired, most_products)
            for step, taken in enumerate(certificate.steps, start=1):  # noqa: B007 - told by the refusal
                if isinstance(taken, Direction):
                    draughtsman.direct(taken)
                else:
                    draughtsman.place(taken)
            step = 0
            for fact in statement.goal:
                _check_goal(fact, drawings, ring, plane)
    except CertificateError as error:
        return Refusal(str(error), step - 1 if step else None)
    except StepError as error:
        return Refusal(f"lemma {error.number + 1}: {error.reason}")
    told = (*sorted(see.seen), *conditions(certificate))
    return Acceptance(statement.canonical, len(certificate.lemmas) + len(certificate.steps), told)


def _known(
    certificate: AlgebraicCertificate, statement: Statement, see: Sight, expired: Callable[[], bool]
) -> set[Fact]:
    """The hypotheses and the facts that the lemmas derive from them."""
    if len(certificate.lemmas) > MOST_STEPS:
        raise CertificateError("too many steps")
    return {normal(fact) for fact in statement.given} | derived(certificate.lemmas, statement, see, expired)


def _check_goal(fact: Fact, drawings: list[Drawing], ring: Ring, plane: Plane) -> None:
    if not all(drawing.fulfils(fact) for drawing in drawings):
        raise CertificateError("the goal is false in a figure")
    if not ring.reduced(plane.polynomial(fact))[0].is_zero():
        raise CertificateError("the goal's polynomial is not zero")


def conditions(certificate: AlgebraicCertificate) -> tuple[str, ...]:
    """Under which conditions the proof holds, in words."""
    said = [f"{certificate.origin} and {certificate.unit} are apart"]
    placements = [step for step in certificate.steps if isinstance(step, Placement)]
    said += [f"{step.point} is not {other}" for step in placements for other in dict.fromkeys(step.through)]
    chosen = [s.point for s in placements if s.split or len(s.facts) + len(s.lines) == 2]
    if chosen:
        said.append(f"{', '.join(chosen)}: as shown, where the conditions leave several places")
    return tuple(said)


def _opened(
    certificate: AlgebraicCertificate,
    statement: Statement,
    drawings: list[Drawing],
    known: set[Fact],
    expired: Callable[[], bool],
    most_products: int,
) -> tuple[Ring, Plane, Draughtsman]:
    origin, unit = certificate.origin, certificate.unit
    if origin == unit or not {origin, unit} <= set(statement.points):
        raise CertificateError("origin and unit are not two points of the statement")
    for step in certificate.steps:
        _check_step(step, statement, known)
    count = sum(_parameters(step) for step in certificate.steps)
    if count > _MOST_PARAMETERS:
        raise CertificateError("too many parameters")
    ring = Ring(count, len(drawings), expired, most_products)
    plane = Plane(ring)
    plane.place(origin, ring.zero, ring.zero, ring.one)
    plane.place(unit, ring.one, ring.zero, ring.one)
    return ring, plane, Draughtsman(ring, plane, _shown(drawings, statement, origin, unit))


def _check_step(step: Direction | Placement, statement: Statement, known: set[Fact]) -> None:
    """The points are those of the statement, the facts its hypotheses or lemmas."""
    points: tuple[str, ...]
    facts: tuple[Fact, ...]
    if isinstance(step, Direction):
        points, facts = step.points, () if step.fact is None else (step.fact,)
    else:
        points, facts = (step.point, *step.lines, *step.through), step.facts
    if not set(points) <= set(statement.points):
        raise CertificateError("a step names no point of the statement")
    if any(normal(fact) not in known for fact in facts):
        raise CertificateError("the statement does not give a fact that a step uses")


def _parameters(step: Direction | Placement) -> int:
    """The most parameters that a step can need; a point with two conditions may be a root."""
    if isinstance(step, Direction):
        return int(step.fact is None)
    return 1 if step.facts or step.lines else 2


def _shown(drawings: list[Drawing], statement: Statement, origin: str, unit: str) -> dict[str, list[tuple[arb, arb]]]:
    """Where each point is in each figure, with the origin at 0 and the unit at 1."""
    shown: dict[str, list[tuple[arb, arb]]] = {p: [] for p in statement.points}
    for drawing in drawings:
        start, end = drawing.place(origin), drawing.place(unit)
        for point in statement.points:
            z: acb = (drawing.place(point) - start) / (end - start)
            shown[point].append((z.real, z.imag))
    return shown
