"""Code actions and the commands behind them: prove a theorem, check an equality, solve a problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from trivium.client import AsyncSearch, AsyncServices, Judgement, ProofReport, Solution, TriviumError, Verdict
from trivium.lsp import geometry
from trivium.lsp.diagnostics import publish
from trivium.lsp.documents import Documents
from trivium.lsp.equality import equality_in
from trivium.lsp.places import change, selected
from trivium.lsp.progress import Say, shown
from trivium.lsp.theorem import Asked, theorem_at

A = TypeVar("A")
E = TypeVar("E")
PROVE, CHECK, SOLVE = "trivium.lsp.prove", "trivium.lsp.check", "trivium.lsp.solve"
PROVE_WALL, CHECK_WALL, SOLVE_WALL = 60.0, 10.0, 60.0
_SEVERITY = {
    Verdict.PROVED: types.DiagnosticSeverity.Information,
    Verdict.REFUTED: types.DiagnosticSeverity.Error,
    Verdict.UNKNOWN: types.DiagnosticSeverity.Warning,
}


def action_list(
    document: TextDocument, chosen: types.Range, *, lean: bool, failing: bool, figures: bool
) -> list[types.CodeAction]:
    """What can be done at a place, `failing` where Lean refuses what stands there.

    The commands take the document's URI and a position or a range.
    """
    found = []
    theorem = theorem_at(document.source, chosen.start.line + 1) if lean else None
    if theorem is not None and (theorem.has_sorry or failing):
        title = "Prove this sorry with trivium" if theorem.has_sorry else "Repair this proof with trivium"
        found.append(_action(title, PROVE, document.uri, chosen.start))
    if figures:
        found.append(_action("Solve this problem with trivium", SOLVE, document.uri, chosen.start))
    if equality_in(selected(document, chosen)):
        found.append(_action("Check this equality with trivium", CHECK, document.uri, chosen))
    return found


def _action(title: str, command: str, uri: str, place: types.Position | types.Range) -> types.CodeAction:
    return types.CodeAction(
        title, kind=types.CodeActionKind.QuickFix, command=types.Command(title, command, arguments=[uri, place])
    )


class Actions:
    """Carries out the commands."""

    def __init__(self, server: LanguageServer, services: AsyncServices, known: Documents, toolchain: str) -> None:
        self._server, self._services, self._known, self._toolchain = server, services, known, toolchain

    async def run(self, command: str, arguments: Sequence[Any]) -> dict[str, Any] | None:
        """Carry out a command; its answer as JSON, None where it was cancelled. Raises TriviumError."""
        uri, place = arguments[0], arguments[1]
        document = self._server.workspace.get_text_document(str(uri))
        if command == PROVE:
            return await self._prove(document, _line(place))
        if command == SOLVE:
            return await self._solve(document, _line(place))
        return await self._check(document, _range(place))

    async def _prove(self, document: TextDocument, line: int) -> dict[str, Any] | None:
        asked = theorem_at(document.source, line)
        if asked is None:
            raise TriviumError("INVALID_ARGUMENT", "there is no theorem at or before the cursor", reason="NO_THEOREM")
        version = document.version

        async def work(say: Say) -> ProofReport:
            search = self._services.lean.repairing(
                asked.source, theorem=asked.name, toolchain=self._toolchain, wall=PROVE_WALL
            )
            return await _watch(search, lambda event: say(f"{event.kind} {event.tactic or event.detail}"[:80]))

        report = await shown(self._server, f"trivium: proving {asked.name}", work)
        if report is None:
            return None
        return await self._put_in(document, asked, report, version)

    async def _put_in(
        self, document: TextDocument, asked: Asked, report: ProofReport, version: int | None
    ) -> dict[str, Any]:
        newer = self._server.workspace.get_text_document(document.uri)
        applied = False
        if report.repair.repaired:
            if newer.version != version:
                raise TriviumError("ABORTED", "the text was changed during the search", reason="TEXT_CHANGED")
            edit = change(newer, asked.restored(report.repair.source))
            document_edit = types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(document.uri, version), [edit]
            )
            wanted = types.ApplyWorkspaceEditParams(
                types.WorkspaceEdit(document_changes=[document_edit]), label="trivium: proof"
            )
            applied = (await self._server.workspace_apply_edit_async(wanted)).applied
        words = f"{asked.name}: no new proof. {report.detail}"
        if applied:
            words = f"{asked.name} has a new proof; the text as a whole: {report.verdict} {report.detail}"
        kind = types.MessageType.Info if applied else types.MessageType.Warning
        self._server.window_show_message(types.ShowMessageParams(kind, f"trivium: {words}"))
        return {**report.to_json(), "applied": applied}

    async def _check(self, document: TextDocument, chosen: types.Range) -> dict[str, Any] | None:
        selection = equality_in(selected(document, chosen))
        if selection is None:
            raise TriviumError("INVALID_ARGUMENT", "the selection is no equality", reason="NO_EQUALITY")

        async def work(say: Say) -> Judgement:
            return await self._services.cas.check_equal(selection.text, latex=selection.latex, wall=CHECK_WALL)

        answer = await shown(self._server, "trivium: checking an equality", work)
        if answer is None:
            return None
        known = self._known[document.uri]
        known.checks.append(
            types.Diagnostic(
                chosen, judged(answer), severity=_SEVERITY[answer.verdict], source="trivium", code=str(answer.verdict)
            )
        )
        publish(self._server, document, known)
        return answer.to_json()

    async def _solve(self, document: TextDocument, line: int) -> dict[str, Any] | None:
        problem = geometry.problem_at(await self._services.geometry.read_problems(document.source), line)
        if problem is None:
            raise TriviumError("INVALID_ARGUMENT", "there is no problem here", reason="NO_PROBLEM")

        async def work(say: Say) -> Solution:
            search = self._services.geometry.solving(problem, figure=True, wall=SOLVE_WALL)
            return await _watch(search, lambda event: say(event.activity))

        solution = await shown(self._server, f"trivium: solving {problem.name}", work)
        if solution is None:
            return None
        self._known[document.uri].solutions[problem.line] = solution
        return solution.to_json()


def judged(answer: Judgement) -> str:
    """A judgement in one text: verdict, statement, the point where it fails."""
    words = [f"{answer.verdict}: {answer.statement}"]
    if answer.counterexample.point:
        words.append("fails at " + ", ".join(f"{k} = {v}" for k, v in sorted(answer.counterexample.point.items())))
    words += [answer.detail] if answer.detail else []
    assumed = ", ".join(f"{name} {word}" for name, word in sorted(answer.assumptions.items()))
    return "\n".join(words + ([f"[{assumed}]"] if assumed else []))


async def _watch(search: AsyncSearch[E, A], tell: Callable[[E], None]) -> A:
    async with search:
        async for event in search:
            tell(event)
    return search.answer


def _field(value: Any, name: str) -> Any:
    return value[name] if isinstance(value, dict) else getattr(value, name)


def _line(place: Any) -> int:
    return int(_field(place, "line")) + 1


def _range(place: Any) -> types.Range:
    ends = [_field(place, edge) for edge in ("start", "end")]
    start, end = (types.Position(int(_field(e, "line")), int(_field(e, "character"))) for e in ends)
    return types.Range(start, end)
