"""What the replay of every operation needs: equalities, vanishing coefficients, balls and limits."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import acb

from trivium.cas.certificate import terms
from trivium.cas.certificate.asymptotics import Expansion, T
from trivium.cas.certificate.calculus import plain
from trivium.cas.certificate.definedness import nonzero_facts
from trivium.cas.certificate.elementary import ODD
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.model import Point
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.cas.certificate.operations.tasks import Task
from trivium.cas.certificate.reading import Region, read_term
from trivium.cas.certificate.replay import MAX_PRECISION, replay_method
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import ONE, ZERO, Term, add, mul, power
from trivium.cas.certificate.totality import defined
from trivium.cas.errors import CertificateError

OWN = "decay_near"
"""How the names begin that the checker makes for itself."""

INFINITY = terms.constant("oo")
MINUS_INFINITY = mul((terms.MINUS_ONE, INFINITY))
_PARTS_OF_INFINITY = frozenset({INFINITY, MINUS_INFINITY})


class Replay:
    """One task under one piece of evidence."""

    def __init__(self, task: Task, evidence: Evidence) -> None:
        self.task = task
        self.evidence = evidence
        self.regions: Mapping[str, Region] = task.regions()
        names = terms.symbols(*(term for field in task.form.formulas for term in task.terms(field)))
        if T.name in names:
            raise CertificateError(f"{T.name} is the checker's own variable")
        self._names = names | {T.name} | task.bound
        if not 32 <= evidence.precision <= MAX_PRECISION:
            raise CertificateError("a precision out of range")

    def require_strategy(self, *names: str) -> None:
        """Refuse evidence of another strategy."""
        if self.evidence.strategy not in names:
            raise CertificateError("unknown strategy")

    def found(self, name: str) -> tuple[Term, ...]:
        """The terms that the evidence gives under a name."""
        found = tuple(read_term(text) for text in self.evidence.terms.get(name, ()))
        if any(not own.startswith(OWN) for own in terms.symbols(*found) - self._names):
            raise CertificateError("the evidence speaks of a variable that does not occur")
        self.require_wherever_asked(self.regions, *found)
        return found

    def require_wherever_asked(self, regions: Mapping[str, Region], *roots: Term) -> None:
        """Refuse parts of terms of the evidence that may have no value where everything that was asked has one.

        Looked at are the parts that speak of nothing but the variables of ``regions``: ``a/a`` would take ``a = 0`` out
        of a claim about every ``a``.
        """
        asked = [plain(term) for field in self.task.form.formulas for term in self.task.terms(field)]
        known = set(terms.postorder(*asked))
        signs = Signs(regions, nonzero_facts(*asked))
        for root in roots:
            for term in terms.postorder(plain(root)):
                names = terms.symbols(term)
                if term in known or is_infinite(term) or term == INFINITY or not names <= regions.keys():
                    continue
                if not (defined(term, signs) if names else _has_value(term)):
                    raise CertificateError(f"{terms.write(term)[:120]} of the evidence may not be defined everywhere")

    def only(self, name: str) -> Term:
        """The one term that the evidence gives under a name."""
        found = self.found(name)
        if len(found) != 1:
            raise CertificateError(f"the evidence gives no {name}")
        return found[0]

    def require_equal(self, name: str, left: Term, right: Term, regions: Mapping[str, Region]) -> None:
        """Refuse unless the evidence's equality of that name shows that two terms are equal, and both have values."""
        self.require_identity(name, left, right, regions)
        for side in (left, right):
            self.value(side, self._part_of_point(regions))

    def require_identity(self, name: str, left: Term, right: Term, regions: Mapping[str, Region]) -> None:
        """Refuse unless the evidence's equality of that name shows that two terms are equal where both are defined.

        It may be shown for the negative, the positive and the zero values of a variable one by one.
        """
        for variable, region in regions.items():
            if f"{name}, {variable} = 0" in self.evidence.equalities:
                for label, part in around_zero(variable, region).items():
                    self._require_method(f"{name}, {label}", left, right, {**regions, variable: part})
                others = {other: domain for other, domain in regions.items() if other != variable}
                there = [at_zero(side, variable, others) for side in (left, right)]
                self._require_method(f"{name}, {variable} = 0", there[0], there[1], others)
                return
        self._require_method(name, left, right, regions)

    def _require_method(self, name: str, left: Term, right: Term, regions: Mapping[str, Region]) -> None:
        method = self.evidence.equalities.get(name)
        if method is None:
            raise CertificateError(f"the evidence does not show {name}")
        replay_method(method, folded(left), folded(right), regions)

    def vanishes(self, term: Term, regions: Mapping[str, Region] | None = None) -> bool:
        """Whether a coefficient is zero; refuses one of which neither is certain."""
        regions = self.regions if regions is None else regions
        if term.is_number:
            return term.number == 0
        method = self.evidence.zeros.get(terms.write(term))
        if method is not None:
            replay_method(method, folded(term), ZERO, regions)
            self.value(term, self._part_of_point(regions))
            return True
        if nonzero(term, regions):
            return False
        raise CertificateError(f"whether {terms.write(term)[:120]} vanishes is not certain")

    def expansion(self, name: str, regions: Mapping[str, Region]) -> Expansion:
        """An expansion in the scales of that name."""
        return Expansion(regions, self.found(name), self.evidence.depth, lambda term: self.vanishes(term, regions))

    def value(self, term: Term, point: Point) -> acb:
        """A ball around the value of a term; refuses where there is none."""
        try:
            return enclose(term, point, self.evidence.precision, real_valued=self.task.real_valued)
        except (UndefinedError, KeyError) as error:
            raise CertificateError(f"{terms.write(term)[:120]} is not defined at the point") from error

    def require_apart(self, left: Term, right: Term) -> None:
        """Refuse unless the balls of two terms at the point do not meet."""
        point = self._part_of_point(self.regions)
        if (self.value(left, point) - self.value(right, point)).contains(0):
            raise CertificateError("the balls of the two values meet")

    def require_apart_at(self, left: Term, right: Term) -> None:
        """Refuse unless the balls of two terms, which may speak of every variable of the point, do not meet."""
        point = self.evidence.point
        if (self.value(left, point) - self.value(right, point)).contains(0):
            raise CertificateError("the balls of the two sides meet")

    def require_inside(self, regions: Mapping[str, Region]) -> None:
        """Refuse unless the point lies in the domain."""
        for name, region in regions.items():
            if name not in self.evidence.point or not region.contains(*self.evidence.point[name]):
                raise CertificateError(f"the value of {name} lies outside its domain")

    def _part_of_point(self, regions: Mapping[str, Region]) -> Point:
        self.require_inside(regions)
        return {name: self.evidence.point[name] for name in regions}


def _has_value(constant: Term) -> bool:
    try:
        enclose(constant, {}, 128)
    except UndefinedError:
        return False
    return True


def around_zero(variable: str, region: Region) -> dict[str, Region]:
    """The negative and the positive part of a region that holds zero inside; refuses any other."""
    if region.complex or not region.contains(Fraction(0), Fraction(0)):
        raise CertificateError("a domain that does not hold zero cannot be split there")
    parts = {}
    for label, upper in ((f"{variable} < 0", True), (f"{variable} > 0", False)):
        part = Region()
        part.integer, part.lower, part.lower_closed = region.integer, region.lower, region.lower_closed
        part.upper, part.upper_closed = region.upper, region.upper_closed
        (part.below if upper else part.above)(Fraction(0), closed=False)
        if part.lower is None or part.upper is None or part.lower < part.upper:
            parts[label] = part
    return parts


def folded(root: Term) -> Term:
    """The term with zero for each odd function at zero."""
    origin = {term: ZERO for term in terms.postorder(root) if term.head in ODD and term.args == (ZERO,)}
    return terms.substitute(root, origin) if origin else root


def at_zero(root: Term, variable: str, regions: Mapping[str, Region]) -> Term:
    """The term with zero for a variable, and zero for each power of zero whose exponent is certainly positive."""
    signs = Signs(regions)
    moved = at(root, variable, ZERO)
    powers = (term for term in terms.postorder(moved) if term.head == "pow" and term.args[0] == ZERO)
    return terms.substitute(moved, {term: ZERO for term in powers if signs.positive(term.args[1])})


def nonzero(term: Term, regions: Mapping[str, Region]) -> bool:
    """Whether a term certainly does not vanish on the regions."""
    if Signs(regions).nonzero(term):
        return True
    if terms.symbols(term):
        return False
    try:
        return not enclose(term, {}, 256).contains(0)
    except UndefinedError:
        return False


def is_infinite(term: Term) -> bool:
    """Whether a term is ``oo`` or ``-oo``."""
    return term in _PARTS_OF_INFINITY


def approach(point: Term, side: int) -> Term:
    """The variable as a term in ``t -> 0+``: ``point + t``, ``point - t``, or ``1/t`` at an infinity."""
    if is_infinite(point):
        return mul((ONE if point == INFINITY else terms.MINUS_ONE, power(T, terms.MINUS_ONE)))
    return add((point, mul((terms.number(side), T))))


def at(root: Term, variable: str, value: Term) -> Term:
    """The term with a value for a variable."""
    return terms.substitute(root, {terms.symbol(variable): value})
