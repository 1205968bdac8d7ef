"""The HTTP interface of the Kimina Lean Server, in its current form (`/api/check`) and the one before (`/verify`).

Its clients find out themselves whether a snippet is valid: it is unless a message is an error, or `sorries` is not
empty, or (the older ones) a warning says "declaration uses 'sorry'" in straight quotes, which Lean no longer writes.
What this module answers is valid to none of them unless Lean accepted the text.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trivium.services.gateway.http import fields
from trivium.services.gateway.http.calls import body_of, caller_of, unless_gone
from trivium.services.gateway.http.relay import Caller, Relay
from trivium_api.common.v1 import answer_pb2 as answer
from trivium_api.common.v1 import verdict_pb2 as verdict
from trivium_api.prover.v1 import message_pb2 as message
from trivium_api.prover.v1 import prover_service_pb2 as prover

_CHECK_SECONDS, _VERIFY_SECONDS = 30.0, 300.0
"""Seconds of a snippet where the client names none, in the two forms."""
_LONGEST = 86400.0
_MOST_SNIPPETS = 10_000
_SEVERITIES = {
    message.SEVERITY_INFORMATION: "info",
    message.SEVERITY_WARNING: "warning",
    message.SEVERITY_ERROR: "error",
}
_SORRY, _SORRY_AS_IT_WAS = "declaration uses `sorry`", "declaration uses 'sorry'"
_PLACE = re.compile(r"line (\d{1,9}), column (\d{1,9}): ")
_NO_INFOTREE = "info trees are not available from this server"


class Kimina:
    """Its routes."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def routes(self) -> list[Route]:
        """The paths that its clients ask."""
        return [
            *(Route(path, self._health, methods=["GET"]) for path in ("/health", "/health/")),
            *(Route(path, self._check, methods=["POST"]) for path in ("/api/check", "/api/check/")),
            *(Route(path, self._verify, methods=["POST"]) for path in ("/verify", "/one_pass_verify_batch")),
        ]

    async def _health(self, request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def _check(self, request: Request) -> Response:
        body = await body_of(request)
        snippets = {fields.text(item, "id"): fields.text(item, "code") for item in fields.objects(body, "snippets")}
        if len(snippets) != len(body["snippets"]):
            raise fields.refused("snippets", "have ids that are not unique")
        seconds = fields.number(body, "timeout", _CHECK_SECONDS)
        asked = self._answers(request, snippets, seconds, body.get("infotree"))
        return JSONResponse({"results": await unless_gone(request, asked)})

    async def _verify(self, request: Request) -> Response:
        body = await body_of(request)
        codes = {str(_custom_id(item)): _proof(item) for item in fields.objects(body, "codes")}
        if len(codes) != len(body["codes"]):
            raise fields.refused("codes", "have custom_ids that are not unique")
        seconds = fields.number(body, "timeout", _VERIFY_SECONDS)
        asked = self._answers(request, codes, seconds, body.get("infotree_type"))
        results = [_as_it_was(result) for result in await unless_gone(request, asked)]
        return JSONResponse({"results": results})

    async def _answers(
        self, request: Request, texts: Mapping[str, str], seconds: float, infotree: object
    ) -> list[dict[str, Any]]:
        """The results of all snippets, in their order; the fault of one stays with it."""
        if len(texts) > _MOST_SNIPPETS:
            raise fields.refused("snippets", f"are more than {_MOST_SNIPPETS}")
        if infotree is not None:
            return [_failure(name, _NO_INFOTREE) for name in texts]
        if seconds == 0:
            return [_failure(name, _timed_out(seconds)) for name in texts]
        toolchain = request.headers.get("x-trivium-toolchain", "")
        return [
            _result(response, seconds)
            async for response in self._responses(texts, min(seconds, _LONGEST), toolchain, caller_of(request))
        ]

    async def _responses(
        self, texts: Mapping[str, str], seconds: float, toolchain: str, caller: Caller
    ) -> AsyncIterator[prover.CheckStreamResponse]:
        budget = answer.Budget()
        budget.wall.FromMilliseconds(max(1, round(seconds * 1000)))

        async def requests() -> AsyncIterator[prover.CheckStreamRequest]:
            for name, code in texts.items():
                file = prover.CheckFileRequest(name=name, source=code, toolchain=toolchain)
                yield prover.CheckStreamRequest(id=name, file=file, budget=budget)

        method = self._relay.find("ProverService/CheckStream")
        async with aclosing(self._relay.stream(method, requests(), caller)) as responses:
            async for response in responses:
                yield response


def _result(response: prover.CheckStreamResponse, seconds: float) -> dict[str, Any]:
    """One snippet's result in the current form: a response or an error, never both."""
    if response.WhichOneof("outcome") != "file":
        return _refused(response.id, response.error)
    report = response.file
    used = report.usage.wall.ToMilliseconds() / 1000
    if report.reason == verdict.REASON_BUDGET_EXHAUSTED:
        return _failure(response.id, _timed_out(seconds), used)
    told = _told(report)
    if report.verdict != verdict.VERDICT_PROVED and not _invalid(told):
        return _failure(response.id, report.detail or "Lean did not accept the text", used)
    return {"id": response.id, "time": used, "response": told}


def _told(report: prover.FileReport) -> dict[str, Any]:
    messages = [_message(item) for item in report.messages]
    sorries = [
        {"pos": item["pos"], "endPos": item.get("endPos", item["pos"]), "goal": ""}
        for item in messages
        if item["data"].startswith(_SORRY_AS_IT_WAS)
    ]
    if report.reason == verdict.REASON_CONTAINS_SORRY and not sorries:
        place = {"line": 1, "column": 0}
        sorries = [{"pos": place, "endPos": place, "goal": ""}]
        messages.append({"severity": "warning", "pos": place, "endPos": place, "data": _SORRY_AS_IT_WAS})
    return {
        "env": 0,
        "messages": messages,
        "sorries": sorries,
        # beside what its clients read: what stands behind the answer
        "trivium": {
            "verdict": verdict.Verdict.Name(report.verdict),
            "assurance": verdict.Assurance.Name(report.assurance),
            "checked_by": list(report.checked_by),
            "valid_when": list(report.valid_when),
        },
    }


def _message(item: message.Message) -> dict[str, Any]:
    told: dict[str, Any] = {
        "severity": _SEVERITIES.get(item.severity, "error"),
        "pos": {"line": item.start.line, "column": item.start.column},
        "data": item.text.replace(_SORRY, _SORRY_AS_IT_WAS),
    }
    if item.HasField("end"):
        told["endPos"] = {"line": item.end.line, "column": item.end.column}
    return told


def _invalid(told: Mapping[str, Any]) -> bool:
    """Whether every client takes a response for that of a snippet that is not valid."""
    return bool(told["sorries"]) or any(item["severity"] == "error" for item in told["messages"])


def _refused(name: str, error: answer.ItemError) -> dict[str, Any]:
    """A text that never came before Lean is told as an error of the text; anything else as one of the server."""
    if error.code != "INVALID_ARGUMENT":
        return _failure(name, f"{error.reason}: {error.message}")
    told_place = _PLACE.match(error.message)
    line, column = (int(told_place[1]), int(told_place[2])) if told_place else (1, 0)
    place = {"line": line, "column": column}
    told = {"severity": "error", "pos": place, "endPos": place, "data": error.message}
    return {"id": name, "time": 0.0, "response": {"env": 0, "messages": [told], "sorries": []}}


def _failure(name: str, words: str, seconds: float = 0.0) -> dict[str, Any]:
    return {"id": name, "time": seconds, "error": words}


def _timed_out(seconds: float) -> str:
    return f"Lean REPL command timed out in {seconds:g} seconds"


def _as_it_was(result: Mapping[str, Any]) -> dict[str, Any]:
    """A result in the form before: the time stands in the response."""
    response = {**result["response"], "time": result["time"]} if "response" in result else None
    return {"custom_id": result["id"], "error": result.get("error"), "response": response}


def _custom_id(item: Mapping[str, Any]) -> str | int:
    value = item.get("custom_id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise fields.refused("custom_id", "is neither a text nor a whole number")
    return value


def _proof(item: Mapping[str, Any]) -> str:
    return fields.text(item, "proof" if item.get("proof") is not None else "code")
