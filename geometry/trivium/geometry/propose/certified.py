"""From a theorem to a proposal: other figures, the certificate and its replay, scores and text."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from trivium.geometry.builder.family import figures_like
from trivium.geometry.builder.figure import Figure, draw
from trivium.geometry.builder.measure import holds
from trivium.geometry.certificate import model
from trivium.geometry.certificate.checker import CHECKER, check
from trivium.geometry.certificate.statement import digest
from trivium.geometry.deduction.closure import Ending
from trivium.geometry.errors import ExtractionError, FigureError
from trivium.geometry.language.problem import Clause, Problem
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.propose.canonical import canonical
from trivium.geometry.propose.clauses import facts, needed, problem, renamed, weaker
from trivium.geometry.propose.configuration import Configuration
from trivium.geometry.propose.context import Theorem, closure_of
from trivium.geometry.propose.english import statement_in_english
from trivium.geometry.propose.priors import priors
from trivium.geometry.propose.proposal import Proposal, Scores
from trivium.geometry.search.figure import Auxiliary
from trivium.geometry.search.kinds import KINDS

_TRIES = 12
_AMOUNTS = (0.01, 0.001)
"""How far other figures lie from the theorem's own; nearer ones where those have points in another order."""
_CHOICES = 2
_NAMES = "abcdefghijklmnopqrstu"
_LONG, _MANY, _VARIED = 60.0, 3.0, 12.0
"""Steps, auxiliary points and rules of a proof that count as half difficult."""


def named(theorem: Theorem) -> Theorem:
    """The theorem with its points named in order, the auxiliary ones x1, x2 and so on."""
    points = [p for c in theorem.context for p in c.points]
    names = dict(zip(points, _NAMES, strict=False))
    added = [p for c in theorem.auxiliary for p in c.points]
    names |= {p: f"x{k}" for k, p in enumerate(added, start=1)}
    return Theorem(
        tuple(renamed(c, names) for c in theorem.context),
        tuple(renamed(c, names) for c in theorem.auxiliary),
        replace(theorem.goal, points=tuple(names[p] for p in theorem.goal.points)),
        {names[p]: z for p, z in theorem.places.items()},
        tuple(_renamed(step, names) for step in theorem.steps),
    )


def _renamed(step: model.Step, names: dict[str, str]) -> model.Step:
    terms = tuple(sorted((_variable(v, names), c) for v, c in step.fact.terms))
    return replace(step, fact=replace(step.fact, terms=terms), points=tuple(names[p] for p in step.points))


def _variable(variable: tuple[str, ...], names: dict[str, str]) -> tuple[str, ...]:
    new = tuple(names[p] for p in variable)
    if len(new) < 4:
        return tuple(sorted(new))
    one, two = sorted((tuple(sorted(new[:2])), tuple(sorted(new[2:]))))
    return (*one, *two)


def certified(
    theorem: Theorem,
    configuration: Configuration,
    rng: random.Random,
    repeated: Callable[[str, tuple[str, ...]], bool] = lambda key, weaker: False,
) -> Proposal | None:
    """The proposal of a theorem; None where another figure, the checker or its own triviality speaks against it.

    `repeated` is asked about the canonical forms of the statement and of its weaker ones before anything costs time.
    """
    steps = sum(step.rule != "given" for step in theorem.steps)
    if steps < configuration.steps:
        return None
    theorem = named(theorem)
    stated = problem("", theorem.context, theorem.goal)
    points = [p for c in theorem.context for p in c.points]
    try:
        form = canonical(points, facts(theorem.context), theorem.goal)
        if repeated(form.key, ()):
            return None
        less = _weaker_forms(theorem)
    except ValueError:
        return None
    if repeated(form.key, less):
        return None
    if not _holds_elsewhere(stated, theorem, configuration, rng):
        return None
    replayed = _certificate(stated, theorem, rng)
    if replayed is None:
        return None
    certificate, acceptance = replayed
    figure = {p: theorem.places[p] for p in (*points, *(p for c in theorem.auxiliary for p in c.points))}
    return Proposal(
        replace(stated, name=f"{theorem.goal.name}-{form.key[:12]}"),
        theorem.auxiliary,
        form.key,
        less,
        figure,
        replace(certificate, name=f"{theorem.goal.name}-{form.key[:12]}"),
        _scores(theorem, form.symmetries),
        statement_in_english(stated.clauses, theorem.goal),
        CHECKER,
        acceptance.figure_facts,
    )


def _holds_elsewhere(stated: Problem, theorem: Theorem, configuration: Configuration, rng: random.Random) -> bool:
    """Whether the goal holds in other figures, whatever they choose, and is out of reach in the first of them."""
    goals = [e for goal in stated.goals for e in equations_of(goal)]
    try:
        figures = [draw(stated, rng, _TRIES) for _ in range(configuration.figures)]
    except FigureError:
        return False
    if not all(holds(goals, figure.points) for figure in figures):
        return False
    closure = closure_of(theorem.context, (), figures[0].points)
    return closure.run([closure.state.numbered(e) for e in goals]) is Ending.SATURATED


def _certificate(
    stated: Problem, theorem: Theorem, rng: random.Random
) -> tuple[model.GeometryCertificate, model.Acceptance] | None:
    """The certificate in the theorem's own figure, and what the checker said."""
    goals = [e for goal in stated.goals for e in equations_of(goal)]
    placed = _placed(stated, theorem)
    try:
        figure = draw(placed, rng, _TRIES)
        auxiliary = _chosen(theorem, figure)
    except (FigureError, ExtractionError):
        return None
    clauses = tuple(map(str, theorem.auxiliary))
    for amount in _AMOUNTS:
        figures = figures_like(placed, figure, goals, amount, rng, lambda: False, auxiliary.drawn)
        certificate = model.GeometryCertificate(
            "", stated.statement, digest(stated.source), figures, theorem.steps, clauses
        )
        verdict = check(certificate, stated.source)
        if isinstance(verdict, model.Acceptance):
            return certificate, verdict
    return None


def _placed(stated: Problem, theorem: Theorem) -> Problem:
    """The statement with the theorem's places as wishes: other figures like it start from there as well."""
    wished = tuple(replace(c, coordinates=tuple((p, theorem.places[p]) for p in c.points)) for c in stated.clauses)
    return replace(stated, clauses=wished)


def _chosen(theorem: Theorem, figure: Figure) -> Auxiliary:
    """The auxiliary points where the theorem has them."""
    choices: tuple[int, ...] = ()
    clauses: tuple[Clause, ...] = ()
    for made in theorem.auxiliary:
        clauses = (*clauses, made)
        options = (
            [(), *((k,) for k in range(_CHOICES))]
            if len(made.applications) == 1
            else [*((k,) for k in range(_CHOICES)), ()]
        )
        for option in options:
            try:
                point = Auxiliary(clauses, (*choices, *option)).drawn(figure.points)[made.points[0]]
            except (FigureError, ValueError):
                continue
            if abs(point - theorem.places[made.points[0]]) < 1e-6:
                choices = (*choices, *option)
                break
        else:
            raise FigureError(0, str(made), "the auxiliary point is elsewhere")
    return Auxiliary(clauses, choices)


def _weaker_forms(theorem: Theorem) -> tuple[str, ...]:
    """The canonical forms of the statement with one construction weakened."""
    found = set()
    for made in theorem.context:
        for less in weaker(made):
            kept = needed([less if c is made else c for c in theorem.context], theorem.goal.points)
            points = [p for c in kept for p in c.points]
            found.add(canonical(points, facts(kept), theorem.goal).key)
    return tuple(sorted(found))


def _scores(theorem: Theorem, symmetries: int) -> Scores:
    steps = sum(step.rule != "given" for step in theorem.steps)
    rules = len({step.rule for step in theorem.steps} - {"given", "linear"})
    parts = (
        steps / (steps + _LONG),
        len(theorem.auxiliary) / (len(theorem.auxiliary) + _MANY),
        rules / (rules + _VARIED),
    )
    table = priors()
    surprises = [table.surprise(3 + k, _kind(c)) for k, c in enumerate(theorem.context[3:])]
    return Scores(
        steps,
        len(theorem.auxiliary),
        rules,
        round(sum(parts) / 3, 4),
        symmetries,
        round(sum(surprises) / max(len(surprises), 1), 3),
    )


_KIND_OF = {tuple(sorted(use[0] for use in kind.clause)): kind.name for kind in reversed(KINDS)}


def _kind(made: Clause) -> str:
    return _KIND_OF.get(tuple(sorted(a.construction.name for a in made.applications)), "")
