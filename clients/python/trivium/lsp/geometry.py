"""Geometry files: their problems, what is wrong with them, and how a solution reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol.types import Diagnostic, DiagnosticSeverity
from pygls.workspace import TextDocument

from trivium.client import AsyncServices, Solution, TriviumError, Verdict
from trivium.lsp.places import span
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

SUFFIXES = (".geo", ".ag", ".jgex")
LANGUAGE = "trivium-geometry"
QUICK = 2.0
"""Seconds of deduction for the diagnostics of a problem."""
_PLACE = re.compile(r"line (\d+), column (\d+): ")


def is_geometry(document: TextDocument) -> bool:
    """Whether a document is a file of geometry problems."""
    return document.language_id == LANGUAGE or document.uri.lower().endswith(SUFFIXES)


def problem_at(problems: Sequence[geometry.Problem], line: int) -> geometry.Problem | None:
    """The problem whose statement begins at or before a line (from 1); its name stands on the line before."""
    before = [problem for problem in problems if problem.line - bool(problem.name) <= line]
    return before[-1] if before else None


async def examine(
    services: AsyncServices, document: TextDocument, problem: geometry.Problem, earlier: Solution | None = None
) -> tuple[Diagnostic | None, Solution | None]:
    """What deduction alone finds about a problem in a moment: a diagnostic where something is wrong, the solution.

    `earlier` is what it found before for the same text.
    """
    try:
        solution = earlier or await services.geometry.solve(problem, deduction_only=True, wall=QUICK)
    except TriviumError as error:
        if not error.is_invalid_input:
            raise
        return _fault(document, problem, error), None
    if solution.verdict is Verdict.REFUTED:
        where = span(document, (max(1, problem.line), 0))
        words = f"the goal does not hold: {solution.detail}" if solution.detail else "the goal does not hold"
        return Diagnostic(where, words, severity=DiagnosticSeverity.Warning, source="trivium", code="REFUTED"), solution
    return None, solution


def _fault(document: TextDocument, problem: geometry.Problem, error: TriviumError) -> Diagnostic:
    words = str(error)
    line, column = max(1, problem.line), 0
    found = _PLACE.search(words)
    if found:
        line, column = int(found[1]), max(0, int(found[2]) - 1)
        words = words[: found.start()] + words[found.end() :]
    where = span(document, (line, column))
    return Diagnostic(where, words, severity=DiagnosticSeverity.Error, source="trivium", code=error.reason)


def as_markdown(solution: Solution) -> str:
    """A solution for a hover: verdict, auxiliary points, the proof line by line."""
    tier = str(solution.assurance).lower().replace("_", " ")
    lines = [f"**{solution.verdict}** {_plain(solution.name)} ({tier}, {solution.seconds:.2f} s)"]
    lines += [f"{solution.reason}: {_plain(solution.detail)}"] if solution.reason else []
    lines += [f"- found: `{value}`" for value in solution.found]
    lines += [f"- auxiliary: `{clause}`" for clause in solution.auxiliary]
    lines += [f"{step.number}. {_plain(step.conclusion)} _({_plain(step.rule)})_" for step in solution.proof]
    return "\n\n".join(lines[:1]) + "\n\n" + "\n".join(lines[1:])


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#])", r"\\\1", text)
