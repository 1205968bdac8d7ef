"""The server: which message of the editor is answered by what."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from trivium.client import AsyncServices, TriviumError
from trivium.client.backend import Backend
from trivium.lsp import geometry
from trivium.lsp.actions import CHECK, PROVE, SOLVE, Actions, action_list
from trivium.lsp.diagnostics import Examiner, is_lean
from trivium.lsp.documents import Documents

OpenBackend = Callable[[], AbstractAsyncContextManager[Backend]]
_FULL = types.TextDocumentSyncKind.Incremental


def serve(version: str, open_backend: OpenBackend) -> None:
    """Serve one editor on standard input and output until it says that it exits."""
    build_server(version, open_backend).start_io()


def build_server(version: str, open_backend: OpenBackend) -> LanguageServer:
    """A server whose backend opens with the editor's `initialized` and closes with its `shutdown`."""
    server = LanguageServer("trivium", version, text_document_sync_kind=_FULL)
    session = Session(server, open_backend)
    documents = (types.DidOpenTextDocumentParams, types.DidChangeTextDocumentParams, types.DidSaveTextDocumentParams)

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        given = params.initialization_options
        options = given if isinstance(given, dict) else {}
        session.lean_diagnostics = options.get("leanDiagnostics") is not False
        session.toolchain = str(options.get("toolchain") or "")

    @server.feature(types.SHUTDOWN)
    async def shutdown(params: None) -> None:
        await session.close()

    async def changed(params: Any) -> None:
        assert isinstance(params, documents)
        (await session.examiner()).changed(params.text_document.uri)

    for event in (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE, types.TEXT_DOCUMENT_DID_SAVE):
        server.feature(event)(changed)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        session.known[params.text_document.uri].stop()
        del session.known[params.text_document.uri]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        document = server.workspace.get_text_document(params.text_document.uri)
        failing = any(d.severity == types.DiagnosticSeverity.Error for d in params.context.diagnostics)
        lean, figures = is_lean(document), geometry.is_geometry(document)
        return action_list(document, params.range, lean=lean, failing=failing, figures=figures)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        solutions = session.known[params.text_document.uri].solutions
        before = [line for line in solutions if line <= params.position.line + 1]
        if not before:
            return None
        words = geometry.as_markdown(solutions[max(before)])
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, words))

    for name in (PROVE, CHECK, SOLVE):
        server.command(name)(_command(session, name))
    return server


class Session:
    """The backend of one editor and what is known of its documents."""

    def __init__(self, server: LanguageServer, open_backend: OpenBackend) -> None:
        self.server, self.known = server, Documents()
        self.lean_diagnostics, self.toolchain = True, ""
        self._open, self._stack, self._lock = open_backend, AsyncExitStack(), asyncio.Lock()
        self._services: AsyncServices | None = None

    async def services(self) -> AsyncServices:
        """The services; the backend opens with the first call."""
        async with self._lock:
            if self._services is None:
                self._services = AsyncServices(await self._stack.enter_async_context(self._open()))
        return self._services

    async def examiner(self) -> Examiner:
        """What examines texts."""
        lean = self.toolchain if self.lean_diagnostics else None
        return Examiner(self.server, await self.services(), self.known, lean)

    async def close(self) -> None:
        """End what is under way, and the backend."""
        for known in self.known.values():
            known.stop()
        await self._stack.aclose()
        self._services = None


def _command(session: Session, name: str) -> Callable[..., Any]:
    async def command(*arguments: Any) -> dict[str, Any] | None:
        actions = Actions(session.server, await session.services(), session.known, session.toolchain)
        try:
            return await actions.run(name, arguments)
        except TriviumError as error:
            words = f"trivium: {error.reason or error.code}: {error}"
            session.server.window_show_message(types.ShowMessageParams(types.MessageType.Error, words))
            return {"error": {"code": error.code, "reason": error.reason, "message": str(error)}}
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            raise JsonRpcInvalidParams(f"{name}: {error}") from None

    return command
