"""A server that speaks the OpenAI protocol and misbehaves as it is told: what a client must live with."""

import json
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Behaviour = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """One connection; what it does is the server's to say."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(length))
        owner = self.server.owner
        owner.requests.append(body)
        owner.headers.append({name.lower(): value for name, value in self.headers.items()})
        owner.behaviour(self, body)

    def reply(self, status: int, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    owner: "ModelServer"

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@dataclass
class ModelServer:
    """Use it as a context manager."""

    behaviour: Behaviour
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"


def saying(*texts: str, logprob: float = -1.0) -> Behaviour:
    """Answers with these texts, as completions or as messages, `n` of them."""

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        chosen = [texts[number % len(texts)] for number in range(body.get("n", 1))]
        choices: list[dict[str, Any]] = []
        for number, text in enumerate(chosen):
            choice: dict[str, Any] = {"index": number, "finish_reason": "stop"}
            score = logprob - number / 8
            if "messages" in body:
                choice |= {
                    "message": {"role": "assistant", "content": text},
                    "logprobs": {"content": [{"logprob": score}]},
                }
            else:
                choice |= {"text": text, "logprobs": {"token_logprobs": [score]}}
            choices.append(choice)
        usage = {"prompt_tokens": 7, "completion_tokens": 3 * len(choices)}
        handler.reply(200, json.dumps({"choices": choices, "usage": usage}).encode())

    return behave


def slow(seconds: float, then: Behaviour) -> Behaviour:
    """Answers late."""

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        time.sleep(seconds)
        then(handler, body)

    return behave


def full(handler: Handler, body: dict[str, Any]) -> None:
    """Takes nothing."""
    handler.reply(429, b'{"error": "too many requests"}', {"retry-after": "0.1"})


def dying(handler: Handler, body: dict[str, Any]) -> None:
    """Hangs up in the middle of an answer."""
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)


def broken(data: bytes, status: int = 200) -> Behaviour:
    """Answers with bytes of ours."""
    return lambda handler, body: handler.reply(status, data)


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """One after another, the last for ever."""
    left = list(behaviours)
    lock = threading.Lock()

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        with lock:
            now = left.pop(0) if len(left) > 1 else left[0]
        now(handler, body)

    return behave
