"""OpenAI's completions as llmlean asks for them: the prover answers in place of a language model.

Each choice is a proposal that the asker has to check. Where nothing is found there are no choices.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from typing import Any

import grpc
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trivium.services.gateway.http import fields
from trivium.services.gateway.http.calls import body_of, caller_of, unless_gone
from trivium.services.gateway.http.goals import statement_of
from trivium.services.gateway.http.prompts import Question, read_prompt
from trivium.services.gateway.http.proposals import Proposal, Proposer
from trivium.services.gateway.http.relay import Caller, Relay
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.operation import Fault

MODEL = "trivium"
_LONGEST_PROMPT = 1 << 18
_NO_STREAM = Fault(grpc.StatusCode.UNIMPLEMENTED, "NO_STREAM", "completions are not streamed: leave `stream` out")


class Completions:
    """Its routes."""

    def __init__(self, relay: Relay) -> None:
        self._proposer = Proposer(relay)

    def routes(self) -> list[Route]:
        """The paths that its clients ask."""
        return [
            Route("/v1/models", self._models, methods=["GET"]),
            Route("/v1/completions", self._complete, methods=["POST"]),
            Route("/v1/chat/completions", self._chat, methods=["POST"]),
        ]

    async def _models(self, request: Request) -> Response:
        return JSONResponse({"object": "list", "data": [{"id": MODEL, "object": "model", "owned_by": MODEL}]})

    async def _complete(self, request: Request) -> Response:
        body = await body_of(request)
        question, found = await self._answer(request, body, fields.text(body, "prompt"))
        return _response("text_completion", [{"text": _continued(p, question)} for p in found])

    async def _chat(self, request: Request) -> Response:
        body = await body_of(request)
        said = fields.objects(body, "messages")
        prompts = [_content(item) for item in said if item.get("role") == "user"]
        if not prompts:
            raise fields.refused("messages", "have none of the role user")
        question, found = await self._answer(request, body, prompts[-1])
        tag = "PROOF" if question.whole_proof else "TAC"
        contents = [f"[{tag}]\n{_continued(p, question)}\n[/{tag}]" for p in found]
        return _response(
            "chat.completion", [{"message": {"role": "assistant", "content": content}} for content in contents]
        )

    async def _answer(self, request: Request, body: Mapping[str, Any], prompt: str) -> tuple[Question, list[Proposal]]:
        if body.get("stream"):
            raise FaultError(_NO_STREAM)
        if len(prompt) > _LONGEST_PROMPT:
            raise fields.refused("prompt", f"is longer than {_LONGEST_PROMPT} characters")
        question = read_prompt(prompt)
        count = int(fields.number(body, "n", 1))
        return question, await unless_gone(request, self._proposals(question, count, caller_of(request)))

    async def _proposals(self, question: Question, count: int, caller: Caller) -> list[Proposal]:
        if not question.whole_proof:
            return await self._proposer.tactics(question.state, question.prefix, count, caller)
        return await self._proposer.proofs(statement_of(question.state) or question.context, caller)


def _continued(proposal: Proposal, question: Question) -> str:
    """What is to be written after the prefix, which the asker puts before it again."""
    return proposal.text.removeprefix(question.prefix)


def _content(item: Mapping[str, Any]) -> str:
    """The text of a message, which newer clients send in parts."""
    content = item.get("content")
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return fields.text(item, "content")


def _response(kind: str, choices: list[dict[str, Any]]) -> JSONResponse:
    return JSONResponse(
        {
            "id": f"trivium-{secrets.token_hex(8)}",
            "object": kind,
            "created": int(time.time()),
            "model": MODEL,
            "choices": [{"index": i, "finish_reason": "stop", **choice} for i, choice in enumerate(choices)],
            "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
        }
    )
