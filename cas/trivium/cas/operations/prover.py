"""Collects what a strategy must show: equalities, vanishing coefficients and scales, as the checker will ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from trivium.cas.certificate import terms
from trivium.cas.certificate.asymptotics import Expansion, ScaleError
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.model import Method, Point
from trivium.cas.certificate.operations.replay import around_zero, at_zero, folded, nonzero
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.terms import ZERO, Term
from trivium.cas.decide.budget import Budget
from trivium.cas.decide.methods import Claimed, propose_proof
from trivium.cas.errors import CertificateError, OutOfTimeError

DEPTHS = (4, 8, 16, 24)
"""Terms that expansions are carried to, one after another."""

MAX_SCALES = 4
_EQUALITY_SECONDS = 1.5
_ZERO_SECONDS = 0.4


class Prover:
    """What was shown so far; every ``show_`` method returns whether it succeeded and records why."""

    def __init__(self, regions: Mapping[str, Region], point: Point, budget: Budget) -> None:
        self.regions = regions
        self.point = point
        self.budget = budget
        self.equalities: dict[str, Method] = {}
        self.zeros: dict[str, Method] = {}
        self.terms: dict[str, tuple[str, ...]] = {}
        self.depth = DEPTHS[0]
        self._undecided: set[Term] = set()

    def show_equal(self, name: str, left: Term, right: Term, regions: Mapping[str, Region]) -> bool:
        """Whether two terms were proved equal wherever both are defined."""
        if self._show(name, left, right, regions):
            return True
        return any(
            self._show_around_zero(name, left, right, regions, variable)
            for variable in sorted(_bases(left, right) & regions.keys())
            if not regions[variable].complex and regions[variable].contains(Fraction(0), Fraction(0))
        )

    def _show(self, name: str, left: Term, right: Term, regions: Mapping[str, Region]) -> bool:
        method = self._prove(left, right, regions, _EQUALITY_SECONDS)
        if method is None:
            return False
        self.equalities[name] = method
        return True

    def _show_around_zero(
        self, name: str, left: Term, right: Term, regions: Mapping[str, Region], variable: str
    ) -> bool:
        parts = around_zero(variable, regions[variable])
        others = {other: region for other, region in regions.items() if other != variable}
        there = at_zero(left, variable, others), at_zero(right, variable, others)
        return all(
            self._show(f"{name}, {label}", left, right, {**regions, variable: part}) for label, part in parts.items()
        ) and self._show(f"{name}, {variable} = 0", *there, others)

    def note(self, name: str, found: Sequence[Term]) -> None:
        """Record terms under a name."""
        self.terms[name] = tuple(terms.write(term) for term in found)

    def vanishes(self, term: Term, regions: Mapping[str, Region] | None = None) -> bool:
        """Whether a coefficient is zero; raises :class:`CertificateError` where that stays open."""
        regions = self.regions if regions is None else regions
        if term.is_number:
            return term.number == 0
        text = terms.write(term)
        if text in self.zeros:
            return True
        if nonzero(term, regions):
            return False
        if term not in self._undecided and self._may_vanish(term):
            method = self._prove(term, ZERO, regions, _ZERO_SECONDS)
            if method is not None:
                self.zeros[text] = method
                return True
        self._undecided.add(term)
        raise CertificateError(f"whether {text[:120]} vanishes was not decided")

    def limit(self, name: str, term: Term, regions: Mapping[str, Region] | None = None) -> Term:
        """The limit of a term in ``t``; the scales are recorded. Raises :class:`CertificateError`."""
        return self.expanded(name, term, regions).limit(term)

    def expanded(self, name: str, term: Term, regions: Mapping[str, Region] | None = None) -> Expansion:
        """An expansion in scales that suffice for a term."""
        scales: list[Term] = []
        domain = self.regions if regions is None else regions
        while True:
            self.budget.require_time()
            try:
                expansion = self._expansion(scales, domain)
                expansion.expand(term)
            except ScaleError as error:
                scales = self._with_scale(scales, error.infinite, domain)
            else:
                self.note(name, scales)
                return expansion

    def _expansion(self, scales: list[Term], domain: Mapping[str, Region]) -> Expansion:
        return Expansion(domain, scales, self.depth, lambda term: self.vanishes(term, domain))

    def _with_scale(self, scales: list[Term], infinite: Term, domain: Mapping[str, Region]) -> list[Term]:
        if len(scales) >= MAX_SCALES or infinite in scales:
            raise CertificateError("an expansion needs too many scales")
        for place in range(len(scales) + 1):
            candidate = [*scales[:place], infinite, *scales[place:]]
            try:
                self._expansion(candidate, domain)
            except ScaleError:
                raise
            except CertificateError:
                continue
            return candidate
        raise CertificateError("the scales of an expansion cannot be compared")

    def _may_vanish(self, term: Term) -> bool:
        try:
            return bool(enclose(term, self.point, 256).contains(0))
        except (UndefinedError, KeyError):
            return False

    def _prove(self, left: Term, right: Term, regions: Mapping[str, Region], seconds: float) -> Method | None:
        try:
            return propose_proof(Claimed(folded(left), folded(right), regions), self.budget.slice(seconds))
        except OutOfTimeError:
            self.budget.require_time()
            return None


def _bases(*roots: Term) -> frozenset[str]:
    """The variables that occur in bases of symbolic powers."""
    bases = (t.args[0] for t in terms.postorder(*roots) if t.head == "pow" and terms.symbols(t.args[1]))
    return frozenset(name for base in bases for name in terms.symbols(base))
