"""Deciding a statement without Lean: proof, vacuity or countermodel, each replayed by the checker."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.calculus import Branch, initial_branch
from trivium.prover.certificate.arithmetic.check import Replayed, check
from trivium.prover.certificate.arithmetic.errors import CheckerError
from trivium.prover.decide.countermodels import find_countermodel
from trivium.prover.decide.tableau import OutOfTime, Search
from trivium.prover.statement import read_statement


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a statement; `replayed` is the word of the checker on the certificate."""

    statement: model.Statement
    certificate: model.Certificate | None
    """None where nothing was decided."""
    replayed: Replayed | None
    branches: int
    """Branches of the search."""
    out_of_time: bool

    @property
    def outcome(self) -> str:
        """`proved`, `vacuous`, `refuted`, or empty."""
        return self.replayed.outcome if self.replayed is not None and self.replayed.accepted else ""


def decide(source: str, seconds: float, clock: Callable[[], float] = time.monotonic) -> Decision:
    """Decide the first theorem of a text within a time; raises UnsupportedStatement where it cannot be read."""
    statement = read_statement(source)
    begin = clock()
    found: model.Proof | model.Countermodel | None = None
    branches, late = 0, False
    for share, way in ((0.2, _vacuous), (0.4, _refuted), (1.0, _proved)):
        search = Search(begin + seconds * share, clock)
        try:
            found = way(statement, search)
        except OutOfTime:
            late = True
        except (CheckerError, RecursionError):
            late = False
        branches += search.branches
        if found is not None:
            certificate = model.Certificate(str(statement), found)
            return Decision(statement, certificate, check(certificate, source), branches, False)
    return Decision(statement, None, None, branches, late)


def contradictory(source: str, seconds: float, clock: Callable[[], float] = time.monotonic) -> bool:
    """Whether the hypotheses of the first theorem of a text are shown to contradict each other, by a certificate that
    the checker replays; raises UnsupportedStatement where it cannot be read.
    """
    statement = read_statement(source)
    try:
        found = _vacuous(statement, Search(clock() + seconds, clock))
    except (OutOfTime, CheckerError, RecursionError):
        return False
    return found is not None and check(model.Certificate(str(statement), found), source).outcome == model.VACUOUS


def refutable(source: str, seconds: float, clock: Callable[[], float] = time.monotonic) -> bool:
    """Whether a countermodel of the first theorem of a text is found, which the checker accepts; raises
    UnsupportedStatement where it cannot be read.
    """
    statement = read_statement(source)
    try:
        found = _refuted(statement, Search(clock() + seconds, clock))
    except (OutOfTime, CheckerError, RecursionError):
        return False
    return found is not None and check(model.Certificate(str(statement), found), source).outcome == model.REFUTED


def _vacuous(statement: model.Statement, search: Search) -> model.Proof | None:
    if not statement.hypotheses:
        return None
    return _proof(initial_branch(statement, vacuous=True), search, vacuous=True, depth=3)


def _proved(statement: model.Statement, search: Search) -> model.Proof | None:
    return _proof(initial_branch(statement, vacuous=False), search, vacuous=False, depth=14)


def _proof(branch: Branch, search: Search, *, vacuous: bool, depth: int) -> model.Proof | None:
    if branch.closed:
        return model.Proof(model.Node((), model.Closed()), vacuous)
    node = search.prove(branch, depth=depth)
    return None if node is None else model.Proof(node, vacuous)


def _refuted(statement: model.Statement, search: Search) -> model.Countermodel | None:
    return find_countermodel(statement, search.expired)
