"""Solving a problem: figures, closure, proof, certificate, replay."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from trivium.geometry.algebra.prove import prove_algebraically
from trivium.geometry.builder.family import decimals, figures_like
from trivium.geometry.builder.figure import Figure, draw
from trivium.geometry.builder.measure import holds
from trivium.geometry.certificate import model
from trivium.geometry.certificate.checker import CHECKER, LEAST_FIGURES, check
from trivium.geometry.certificate.replay import Certificate, checker_of
from trivium.geometry.certificate.statement import digest, read
from trivium.geometry.deduction.closure import Closure, Ending, Report
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.errors import ExtractionError, FigureError
from trivium.geometry.finding import is_question, suggested
from trivium.geometry.language.problem import Problem
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.proof.coordinates import coordinate_lines
from trivium.geometry.proof.counterexample import counterexample
from trivium.geometry.proof.extraction import extract
from trivium.geometry.proof.readable import Line, proof_lines
from trivium.geometry.search.figure import Auxiliary, chosen
from trivium.geometry.search.search import MOST_POINTS, Found, Search, Settings
from trivium.geometry.search.task import Task
from trivium.geometry.solution import Outcome, Solution

_TRIES = 40
"""Attempts at one non-degenerate figure."""
_PRUNINGS = 2
"""Times that a proof is sought again without the points that it left aside."""
_FIGURES = 24
"""Figures drawn in search of one that shows the goal."""
_AMOUNTS = (0.05, 0.01, 0.002, 0.0002, 0.00002)
"""How far figures of one shape are moved apart, the first that works."""
_FIRST_TRIES = 96
"""Tries of auxiliary points before algebra."""


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    expired: Callable[[], bool] = lambda: False,
    on_progress: Callable[[str, int, int], None] = lambda activity, rounds, facts: None,
    search: Settings | None = None,
    algebra: bool = False,
) -> Solution:
    """Decides a problem by deduction; PROVED only when the proof was replayed.

    Where deduction saturates, `search` tries auxiliary points and `algebra` coordinates.

    The same seed gives the same answer as long as `expired`, which says that the budget is used up, does not stop
    it. `on_progress` is told what is done, the rounds of deduction and the facts known.
    """
    return _Solver(problem, seed, expired, on_progress, search, algebra=algebra).run()


class _Solver:
    def __init__(
        self,
        problem: Problem,
        seed: int,
        expired: Callable[[], bool],
        on_progress: Callable[[str, int, int], None],
        search: Settings | None = None,
        *,
        algebra: bool = False,
    ) -> None:
        self._search = search
        self._algebra = algebra
        self._auxiliary = Auxiliary()
        self._advised: tuple[str, ...] = ()
        self._problem = problem
        self._seed = seed
        self._rng = random.Random(seed)  # noqa: S311 - figures, not secrets
        self._expired = expired
        self._on_progress = on_progress
        self._goals = [e for goal in problem.goals if not is_question(goal) for e in equations_of(goal)]
        self._found: tuple[str, ...] = ()
        self._counts = {"points": len(problem.points), "figures": 0, "rounds": 0, "facts": 0, "steps": 0}

    def run(self) -> Solution:
        self._on_progress("drawing a figure", 0, 0)
        try:
            figure, shows = self._figure()
        except FigureError as error:
            outcome = Outcome.BUDGET_EXHAUSTED if self._expired() else Outcome.NO_FIGURE
            return self._answer(outcome, str(error), {})
        if isinstance(unknown := self._questions(figure), str):
            return self._answer(Outcome.NOT_DETERMINED, unknown, figure.points)
        if not shows:
            return self._refuted(figure)
        task = self._task(figure.points)
        closure = task.closure()
        ending = closure.run(task.goals, self._expired, self._report)
        facts = len(closure.state.log)
        if ending is Ending.EXPIRED:
            return self._answer(Outcome.BUDGET_EXHAUSTED, f"stopped with {facts} facts", figure.points)
        if ending is Ending.GOAL:
            return self._certified(figure, closure.state)
        detail = f"{facts} independent facts follow by the rules, the goal is not among them"
        if len(figure.points) > MOST_POINTS:
            self._search = None
        proved = self._searched(figure, task, closure)
        if proved is not None:
            return proved
        if self._search is None:
            return self._answer(Outcome.SATURATED, detail, figure.points)
        detail += f"; {self._counts['tries']} tries of auxiliary points did not help"
        return self._answer(Outcome.BUDGET_EXHAUSTED, detail, figure.points)

    def _searched(self, figure: Figure, task: Task, closure: Closure) -> Solution | None:
        """A few tries of auxiliary points, whose proofs read best; then algebra; then tries while there is time."""
        points = None
        if self._search is not None:
            points = Search(task, closure, self._problem.statement, self._search, self._expired, self._tried)
            found = self._with_auxiliary(figure, closure, points.look(_FIRST_TRIES if self._algebra else None))
            if found is not None or not self._algebra:
                return found
        proved = self._algebraic(figure, closure.state) if self._algebra else None
        if proved is not None or points is None:
            return proved
        return self._with_auxiliary(figure, closure, points.look())

    def _with_auxiliary(self, figure: Figure, closure: Closure, found: Found) -> Solution | None:
        self._counts["tries"] = found.tries
        if found.closure is None:
            return None
        try:
            self._auxiliary = chosen(found.additions, closure, figure.points)
        except FigureError:
            # curves that hardly cross: the point is there to the search's precision, and not to the builder's
            return None
        self._advised = found.advised
        return self._certified(figure, found.closure.state)

    def _refuted(self, figure: Figure) -> Solution:
        """Whether the checker accepts a figure in which the goal fails."""
        detail = f"the goal fails in each of {self._counts['figures']} figures drawn"
        certificate = counterexample(self._problem, figure.points, decimals(self._problem, figure))
        if certificate is not None:
            verdict = check(certificate, self._problem.source, expired=self._expired)
            if isinstance(verdict, model.Acceptance):
                return self._answer(
                    Outcome.REFUTED,
                    detail,
                    figure.points,
                    certificate=certificate,
                    figure_facts=verdict.figure_facts,
                    checked_by=CHECKER,
                )
            detail += f"; no exact one is known: {verdict}"
        return self._answer(Outcome.FALSE_IN_FIGURE, detail, figure.points)

    def _questions(self, figure: Figure) -> str | None:
        """Puts the values that figures suggest in the place of goals that ask for one; in words why there is none."""
        if not any(map(is_question, self._problem.goals)):
            return None
        figures = [figure.points]
        for _ in range(_FIGURES):
            try:
                figures.append(draw(self._problem, self._rng, _TRIES, self._expired).points)
            except FigureError:
                break
            if len(figures) == LEAST_FIGURES:
                break
        asked = self._problem.goals
        goals = [suggested(goal, figures) if is_question(goal) else goal for goal in asked]
        self._problem = replace(self._problem, goals=tuple(g for g in goals if not isinstance(g, str)))
        self._goals = [e for goal in self._problem.goals for e in equations_of(goal)]
        self._found = tuple(str(g) for g, q in zip(goals, asked, strict=True) if is_question(q))
        return next((g for g in goals if isinstance(g, str)), None)

    def _figure(self) -> tuple[Figure, bool]:
        """A figure, and whether it shows the goal; one that does is preferred."""
        first: Figure | None = None
        for _ in range(_FIGURES):
            try:
                figure = draw(self._problem, self._rng, _TRIES, self._expired)
            except FigureError:
                if first is None:
                    raise
                break
            self._counts["figures"] += 1
            if holds(self._goals, figure.points):
                return figure, True
            first = first or figure
        assert first is not None
        return first, False

    def _close(self, points: Mapping[str, complex]) -> tuple[State, Ending]:
        """The closure over some points of a figure and the hypotheses that speak of them alone."""
        task = self._task(points)
        closure = task.closure()
        return closure.state, closure.run(task.goals, self._expired, self._report)

    def _task(self, points: Mapping[str, complex]) -> Task:
        numbered = State(Plane(points), self._seed).numbered
        given = [*self._problem.hypotheses, *self._auxiliary.facts()]
        known = [fact for fact in given if points.keys() >= set(fact.points)]
        hypotheses = (numbered(e) for fact in known for e in equations_of(fact))
        return Task(tuple(points.items()), tuple(hypotheses), tuple(map(numbered, self._goals)), self._seed)

    def _tried(self, tries: int) -> None:
        activity = f"trying auxiliary points, {tries} sets so far"
        self._on_progress(activity, self._counts["rounds"], self._counts["facts"])

    def _shortest(self, figure: Figure, state: State) -> tuple[model.Step, ...]:
        """The steps of a proof; where they leave points aside, of a proof without these if it is shorter."""
        drawn = self._auxiliary.drawn(figure.points)
        steps = extract(state, [state.numbered(e) for e in self._goals])
        for _ in range(_PRUNINGS):
            named = {p for step in steps for variable, _ in step.fact.terms for p in variable}
            named |= {p for step in steps for p in step.points}
            if len(named) == len(state.plane.names) or self._expired():
                break
            state, ending = self._close({name: z for name, z in drawn.items() if name in named})
            if ending is not Ending.GOAL:
                break
            try:
                shorter = extract(state, [state.numbered(e) for e in self._goals])
            except ExtractionError:
                break
            if len(shorter) >= len(steps):
                break
            steps = shorter
        return steps

    def _report(self, report: Report) -> None:
        self._counts["rounds"], self._counts["facts"] = report.rounds, report.facts
        self._on_progress("deducing", report.rounds, report.facts)

    def _certified(self, figure: Figure, state: State) -> Solution:
        self._on_progress("writing the proof", self._counts["rounds"], self._counts["facts"])
        try:
            steps = self._shortest(figure, state)
        except ExtractionError as error:
            return self._answer(Outcome.CHECKER_REFUSED, str(error), figure.points)
        self._counts["steps"] = len(steps)
        refusal: model.Refusal | None = None
        for amount in _AMOUNTS:
            certificate = model.GeometryCertificate(
                self._problem.name,
                self._problem.statement,
                digest(self._problem.source),
                self._figures(figure, amount),
                steps,
                tuple(map(str, self._auxiliary.clauses)),
            )
            verdict = check(certificate, self._problem.source, expired=self._expired)
            if isinstance(verdict, model.Acceptance):
                return self._answer(
                    Outcome.PROVED,
                    "",
                    self._auxiliary.drawn(figure.points),
                    certificate=certificate,
                    proof=proof_lines(self._problem.with_points(self._auxiliary.clauses), steps),
                    figure_facts=verdict.figure_facts,
                    checked_by=CHECKER,
                )
            refusal = verdict
        if self._expired():
            return self._answer(Outcome.BUDGET_EXHAUSTED, "stopped while the proof was replayed", figure.points)
        return self._answer(Outcome.CHECKER_REFUSED, str(refusal), figure.points)

    def _algebraic(self, figure: Figure, closed: State) -> Solution | None:
        """A proof by coordinates, where one is found in time."""
        self._on_progress("seeking coordinates", self._counts["rounds"], self._counts["facts"])
        for amount in _AMOUNTS:
            figures = self._figures(figure, amount)
            if len(figures) == LEAST_FIGURES:
                break
        found = prove_algebraically(self._problem, figures, self._seed, self._expired, closed)
        if found is None:
            return None
        certificate, acceptance = found
        self._counts["steps"] = len(certificate.steps)
        return self._answer(
            Outcome.PROVED,
            "",
            figure.points,
            certificate=certificate,
            proof=coordinate_lines(self._problem, certificate, read(certificate.statement).goal),
            figure_facts=acceptance.figure_facts,
            checked_by=checker_of(certificate),
        )

    def _figures(self, figure: Figure, amount: float) -> tuple[model.Figure, ...]:
        drawn = self._auxiliary.drawn
        return figures_like(self._problem, figure, self._goals, amount, self._rng, self._expired, drawn)

    def _answer(
        self,
        outcome: Outcome,
        detail: str,
        figure: Mapping[str, complex],
        *,
        certificate: Certificate | None = None,
        proof: tuple[Line, ...] = (),
        figure_facts: tuple[str, ...] = (),
        checked_by: str = "",
    ) -> Solution:
        return Solution(
            self._problem,
            outcome,
            detail,
            figure,
            certificate,
            proof,
            figure_facts,
            checked_by,
            self._found if outcome is Outcome.PROVED else (),
            tuple(self._counts.items()),
            self._auxiliary.clauses,
            self._advised if outcome is Outcome.PROVED else (),
        )
