"""One attempt at a question: its budget, its sample points, and what was learnt on the way."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flint import acb

from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.model import Point
from trivium.cas.certificate.operations.tasks import Task
from trivium.cas.certificate.reading import Region
from trivium.cas.certificate.terms import Term
from trivium.cas.decide.budget import Budget
from trivium.cas.domain.points import generic_points
from trivium.cas.domain.variables import Domain
from trivium.cas.operations.questions import OperationQuestion

POINTS = 16


@dataclass(slots=True)
class Attempt:
    """What proposers share."""

    question: OperationQuestion
    budget: Budget
    hints: tuple[str, ...] = ()
    points: int = 0
    """Points at which everything was defined and nothing was refuted."""

    nowhere_defined: bool = False
    notes: list[str] = field(default_factory=list)
    """Why strategies did not apply."""

    @property
    def task(self) -> Task:
        """What was asked."""
        return self.question.task

    def regions(self, *extra: str) -> Mapping[str, Region]:
        """The checker's domains of the free variables."""
        return self.task.regions(extra)

    def sample(self, *names: str) -> Iterator[Point]:
        """Exact points of the domain, over all free variables or those named."""
        domains: Mapping[str, Domain] = self.question.domains
        if names:
            domains = {name: domains[name] for name in names}
        for point in itertools.islice(generic_points(domains), POINTS):
            self.budget.require_time()
            yield point

    def value(self, term: Term, point: Point, precision: int = 128) -> acb | None:
        """A ball around a value, ``None`` where there is none."""
        try:
            return enclose(term, point, precision, real_valued=self.task.real_valued)
        except (UndefinedError, KeyError, ZeroDivisionError):
            return None

    def defined_point(self, *roots: Term) -> Point | None:
        """A point at which all terms have a value."""
        for point in self.sample():
            if all(self.value(root, point) is not None for root in roots):
                return point
        return None
