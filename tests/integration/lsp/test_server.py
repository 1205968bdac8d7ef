"""`prove lsp` as a process, spoken to by a real client: diagnostics, actions, edits, hovers, progress with cancel."""

from __future__ import annotations

import ast
import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from lsprotocol import types
from prove_process import PROVE
from pygls.lsp.client import LanguageClient

pytestmark = pytest.mark.anyio
WAIT = 60.0


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Editor(LanguageClient):
    """An editor that keeps what the server tells."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.texts: dict[str, str] = {}
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.progress: list[types.ProgressParams] = []
        self.cancel_on_report = False
        self.shown: list[str] = []
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.told.put_nowait(params))
        self.feature(types.WORKSPACE_APPLY_EDIT)(lambda params: self.apply(params))
        self.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)(lambda params: None)
        self.feature(types.PROGRESS)(lambda params: self.report(params))
        self.feature(types.WINDOW_SHOW_MESSAGE)(lambda params: self.shown.append(params.message))

    def apply(self, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        for change in params.edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            uri = change.text_document.uri
            lines = self.texts[uri].split("\n")
            for edit in change.edits:
                assert isinstance(edit, types.TextEdit)
                start, end = edit.range.start, edit.range.end
                before = "\n".join([*lines[: start.line], lines[start.line][: start.character]])
                after = "\n".join([lines[end.line][end.character :], *lines[end.line + 1 :]])
                self.texts[uri] = before + edit.new_text + after
        return types.ApplyWorkspaceEditResult(applied=True)

    def report(self, params: types.ProgressParams) -> None:
        self.progress.append(params)
        if self.cancel_on_report:
            self.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(params.token))

    def open(self, uri: str, language: str, text: str) -> None:
        self.texts[uri] = text
        item = types.TextDocumentItem(uri, language, 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    async def diagnostics(self) -> list[types.Diagnostic]:
        return list((await asyncio.wait_for(self.told.get(), WAIT)).diagnostics)

    async def actions(
        self, uri: str, chosen: types.Range, told: list[types.Diagnostic] | None = None
    ) -> list[types.CodeAction]:
        context = types.CodeActionContext(told or [])
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), chosen, context)
        found = await asyncio.wait_for(self.text_document_code_action_async(params), WAIT)
        return [_action(action) for action in found or ()]

    async def run(self, action: types.CodeAction) -> Any:
        assert action.command is not None
        params = types.ExecuteCommandParams(action.command.command, arguments=action.command.arguments)
        return await asyncio.wait_for(self.workspace_execute_command_async(params), WAIT)


def _action(found: types.CodeAction | types.Command) -> types.CodeAction:
    """The action; lsprotocol reads one as a command whose name is the command's text."""
    if isinstance(found, types.CodeAction):
        return found
    command = ast.literal_eval(found.command)
    return types.CodeAction(found.title, command=types.Command(**command))


@asynccontextmanager
async def editor(options: dict[str, Any] | None = None, *arguments: str) -> AsyncIterator[Editor]:
    client = Editor()
    environ = {k: v for k, v in os.environ.items() if not k.startswith("TRIVIUM_")}
    await client.start_io(str(PROVE.with_name("trivium")), "lsp", *arguments, env=environ)
    window = types.WindowClientCapabilities(work_done_progress=True)
    capabilities = types.ClientCapabilities(window=window)
    await client.initialize_async(
        types.InitializeParams(capabilities=capabilities, initialization_options=options, process_id=os.getpid())
    )
    client.initialized(types.InitializedParams())
    try:
        yield client
    finally:
        await asyncio.wait_for(client.shutdown_async(None), WAIT)
        client.exit(None)
        await client.stop()


def line(number: int) -> types.Range:
    return types.Range(types.Position(number, 0), types.Position(number, 0))


LEAN = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  sorry\n\ntheorem wrong : 1 = 2 := by rfl\n"


async def test_a_lean_file_is_checked_and_its_sorry_is_proved() -> None:
    async with editor() as client:
        client.open("file:///a.lean", "lean4", LEAN)
        found = await client.diagnostics()
        severities = {(d.range.start.line, d.severity) for d in found}
        assert (0, types.DiagnosticSeverity.Warning) in severities
        assert (3, types.DiagnosticSeverity.Error) in severities
        (action,) = await client.actions("file:///a.lean", line(1))
        assert action.title == "Prove this sorry with trivium"
        assert await client.actions("file:///a.lean", line(3)) == []
        (repair,) = await client.actions("file:///a.lean", line(3), found)
        assert repair.title == "Repair this proof with trivium"
        answer = await client.run(action)
        assert answer["applied"] is True
        assert answer["repair"]["repaired"] == ["swap"]
        assert "sorry" not in client.texts["file:///a.lean"]
        assert client.texts["file:///a.lean"].endswith("\n\ntheorem wrong : 1 = 2 := by rfl\n")
        kinds = [params.value["kind"] for params in client.progress]
        assert (kinds[0], kinds[1], kinds[-1]) == ("begin", "report", "end")


async def test_an_example_is_proved_in_its_place() -> None:
    async with editor({"leanDiagnostics": False}) as client:
        client.open("file:///a.lean", "lean4", "example (n : Nat) : n + 0 = n := by\n  sorry\n")
        (action,) = await client.actions("file:///a.lean", line(1))
        assert (await client.run(action))["applied"] is True
        assert client.texts["file:///a.lean"].startswith("example (n : Nat) : n + 0 = n := by\n")
        assert "sorry" not in client.texts["file:///a.lean"]


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("we know that sin(x)**2 + cos(x)**2 = 1 holds", "PROVED", types.DiagnosticSeverity.Information),
        ("we know that sqrt(x**2)           = x holds", "REFUTED", types.DiagnosticSeverity.Error),
        (r"we know that $\sin(2x) = 2 \sin(x)\cos x $", "PROVED", types.DiagnosticSeverity.Information),
    ],
)
async def test_an_equality_under_the_selection_is_checked(
    text: str, code: str, severity: types.DiagnosticSeverity
) -> None:
    chosen = types.Range(types.Position(0, 13), types.Position(0, len(text.removesuffix(" holds"))))
    async with editor() as client:
        client.open("file:///notes.md", "markdown", text)
        assert await client.diagnostics() == []
        (action,) = await client.actions("file:///notes.md", chosen)
        answer = await client.run(action)
        (told,) = await client.diagnostics()
        assert (told.code, told.severity, told.range) == (code, severity, chosen)
        assert answer["verdict"] == f"VERDICT_{code}"


GEOMETRY = """orthocentre
a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c
false_one
a b c = triangle a b c; m = midpoint m a b ? cong m c m a
unknown_word
a b c = trianle a b c ? perp a b a c
"""


async def test_a_geometry_file_is_examined_solved_and_hovered() -> None:
    async with editor() as client:
        client.open("file:///a.geo", "trivium-geometry", GEOMETRY)
        found = {d.range.start.line: (d.code, d.severity) for d in await client.diagnostics()}
        assert found[3][0] == "REFUTED"
        assert found[5][1] == types.DiagnosticSeverity.Error
        assert set(found) == {3, 5}
        titles = {action.title: action for action in await client.actions("file:///a.geo", line(1))}
        answer = await client.run(titles["Solve this problem with trivium"])
        assert answer["verdict"] == "VERDICT_PROVED"
        assert answer["figure_svg"].startswith("<svg")
        params = types.HoverParams(types.TextDocumentIdentifier("file:///a.geo"), types.Position(1, 3))
        hover = await asyncio.wait_for(client.text_document_hover_async(params), WAIT)
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value.startswith("**PROVED** orthocentre")


async def test_a_search_that_the_user_cancels_ends_at_once() -> None:
    hard = "theorem hard : ∀ n : Nat, n > 2 → ∃ p, p * p > n * n * n * n + 7 ∧ p % 3 = n % 3 := by\n  sorry\n"
    async with editor({"leanDiagnostics": False}) as client:
        client.open("file:///a.lean", "lean4", hard)
        (action,) = await client.actions("file:///a.lean", line(1))
        client.cancel_on_report = True
        start = time.monotonic()
        assert await client.run(action) is None
        assert time.monotonic() - start < 40
        assert client.texts["file:///a.lean"] == hard


async def test_the_toolchain_that_is_asked_for_is_the_one_that_is_used() -> None:
    async with editor({"toolchain": "no-such-lean"}) as client:
        client.open("file:///a.lean", "lean4", LEAN)
        (told,) = await client.diagnostics()
        assert "no-such-lean" in told.message


async def test_bad_arguments_are_an_answer_and_the_server_goes_on() -> None:
    async with editor() as client:
        client.open("file:///notes.md", "markdown", "no equality here")
        await client.diagnostics()
        arguments = ["file:///notes.md", {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 5}}]
        params = types.ExecuteCommandParams("trivium.lsp.check", arguments=arguments)
        answer = await asyncio.wait_for(client.workspace_execute_command_async(params), WAIT)
        assert answer["error"]["reason"] == "NO_EQUALITY"
        with pytest.raises(Exception, match=r"trivium\.lsp\.solve"):
            await client.workspace_execute_command_async(
                types.ExecuteCommandParams("trivium.lsp.solve", arguments=[{}])
            )
        assert await client.actions("file:///notes.md", line(0)) == []


async def test_no_process_stays_behind() -> None:
    import psutil

    async with editor() as client:
        client.open("file:///notes.md", "markdown", "x = x")
        await client.diagnostics()
        process = psutil.Process(client._server.pid)  # type: ignore[union-attr]
        family = [process, *process.children(recursive=True)]
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
