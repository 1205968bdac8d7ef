"""Diagnostics: a text is examined a moment after its last change, and an examination of an older text is ended."""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from trivium.client import AsyncServices, TriviumError
from trivium.lsp import geometry
from trivium.lsp.documents import Documents, Known
from trivium.lsp.places import span
from trivium_api.prover.v1 import message_pb2

PAUSE = 0.3
"""Seconds without a change after which a text is examined."""
LEAN_WALL = 30.0
_SEVERITY = {
    message_pb2.SEVERITY_ERROR: types.DiagnosticSeverity.Error,
    message_pb2.SEVERITY_WARNING: types.DiagnosticSeverity.Warning,
    message_pb2.SEVERITY_INFORMATION: types.DiagnosticSeverity.Information,
}


def is_lean(document: TextDocument) -> bool:
    """Whether a document is a Lean file."""
    return document.language_id in ("lean", "lean4") or document.uri.endswith(".lean")


class Examiner:
    """Examines the documents of a server."""

    def __init__(self, server: LanguageServer, services: AsyncServices, known: Documents, lean: str | None) -> None:
        """`lean` names the toolchain of Lean's diagnostics, the default one if empty; None: Lean files have none."""
        self._server, self._services, self._known, self._lean = server, services, known, lean

    def changed(self, uri: str) -> None:
        """Take note of a new text."""
        known = self._known[uri]
        known.stop()
        known.checks.clear()
        known.examining = asyncio.ensure_future(self._examine(uri, known))

    async def _examine(self, uri: str, known: Known) -> None:
        await asyncio.sleep(PAUSE)
        document = self._server.workspace.get_text_document(uri)
        try:
            if geometry.is_geometry(document):
                known.findings = await self._problems(document, known)
            elif is_lean(document) and self._lean is not None:
                known.findings = await self._messages(document, self._lean)
            else:
                known.findings = []
        except TriviumError as error:
            known.findings = [_whole(document, f"{error.reason or error.code}: {error}")]
        publish(self._server, document, known)

    async def _messages(self, document: TextDocument, toolchain: str) -> list[types.Diagnostic]:
        try:
            report = await self._services.lean.check_file(document.source, toolchain=toolchain, wall=LEAN_WALL)
        except TriviumError as error:
            if error.code != "INVALID_ARGUMENT":
                raise
            return [_whole(document, str(error))]
        return [_message(document, message) for message in report.messages]

    async def _problems(self, document: TextDocument, known: Known) -> list[types.Diagnostic]:
        findings, solutions, before = [], {}, dict(known.quick)
        known.quick.clear()
        for problem in await self._services.geometry.read_problems(document.source):
            earlier = before.get(problem.source)
            finding, solution = await geometry.examine(self._services, document, problem, earlier)
            if finding is not None:
                findings.append(finding)
            if solution is not None:
                solutions[problem.line] = known.quick[problem.source] = solution
        known.solutions = solutions
        return findings


def publish(server: LanguageServer, document: TextDocument, known: Known) -> None:
    """Tell the editor all that is known of a document."""
    told = [*known.findings, *known.checks]
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, told, document.version))


def _message(document: TextDocument, message: message_pb2.Message) -> types.Diagnostic:
    start = (message.start.line, message.start.column)
    end = (message.end.line, message.end.column) if message.HasField("end") else None
    severity = _SEVERITY.get(message.severity, types.DiagnosticSeverity.Error)
    return types.Diagnostic(span(document, start, end), message.text, severity=severity, source="Lean (trivium)")


def _whole(document: TextDocument, words: str) -> types.Diagnostic:
    return types.Diagnostic(span(document, (1, 0)), words, severity=types.DiagnosticSeverity.Error, source="trivium")
