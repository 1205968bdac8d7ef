"""Methods of the gateway as JSON and as server-sent events."""

from __future__ import annotations

import json
import socket
import ssl
import time
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
import trustme
from specimen_port import CHECK, SOLVE, Port, open_port

EVENTS = {"accept": "text/event-stream"}


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def solve(words: str, wall: float = 20) -> dict[str, Any]:
    return {"problem": {"source": words}, "budget": {"wall": f"{wall}s"}}


def test_a_stream_comes_as_events_as_it_is_made(port: Port) -> None:
    times = []
    with port.client.stream("POST", SOLVE, json=solve("sleep 1"), headers=EVENTS) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        text = ""
        for line in answer.iter_lines():
            text += f"{line}\n"
            if line.startswith("event:"):
                times.append(time.monotonic())
    assert [name for name, _ in events(text)] == ["message", "message", "end"]
    assert times[1] - times[0] > 0.4
    assert text.count(": alive\n") >= 2  # the silence between them is filled
    told = events(port.client.post(SOLVE, json=solve("count 500"), headers=EVENTS).text)
    assert [event["progress"]["rounds"] for _, event in told[:-2]] == [str(n) for n in range(1, 501)]


def test_a_unary_method_may_be_asked_for_events_too(port: Port) -> None:
    assert [name for name, _ in events(port.check("echo x", headers=EVENTS).text)] == ["message", "end"]


@pytest.mark.parametrize(
    ("words", "code", "status"), [("refuse x", "invalid_argument", 400), ("defect x", "internal", 500)]
)
def test_a_refusal_is_told_with_all_its_details(words: str, code: str, status: int, port: Port) -> None:
    answer = port.check(words)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (status, code)
    assert "google.rpc.ErrorInfo" in {detail["type"] for detail in told["details"]}
    streamed = events(port.check(words, headers=EVENTS).text)
    assert [name for name, _ in streamed] == ["error"]
    assert streamed[0][1]["code"] == code


def test_bodies_that_are_none_are_refused_and_nothing_breaks(port: Port) -> None:
    bodies = [
        b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff", b'{"equation": 7}', b'{"nothing": {}}', b"[" * 100_000,
        b'{"equation":' * 5_000, b'{"equation":{"lhs":"x"},"equation":{"lhs":"y"},"equation":9}',
        b'{"budget":{"seed":' + b"9" * 10_000 + b"}}", b"NaN", b'{"budget":{"wall":"1e400s"}}', b"{}",
    ]  # fmt: skip
    for body in bodies:
        answer = port.client.post(CHECK, content=body, headers={"content-type": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_argument"), body[:40]
    assert "_read_json" not in port.log.read_text()


def test_what_is_not_there_is_said(port: Port) -> None:
    def told(path: str, body: object) -> tuple[int, str]:
        answer = port.client.post(path, json=body)
        return answer.status_code, answer.json()["reason"]

    assert told("/no.Service/Method", {}) == (501, "UNKNOWN_METHOD")
    assert told(SOLVE, solve("count 3")) == (501, "STREAMS")
    assert told(CHECK.replace("CheckEqual", "CheckStream"), {}) == (501, "STREAMS")
    assert told("/verify", {"codes": [{"custom_id": "1", "proof": "x"}]}) == (501, "SERVICE_NOT_SERVED")
    assert port.client.get("/nothing").status_code == 404
    assert port.client.get(CHECK).status_code == 405


def test_a_deadline_of_the_client_is_met(port: Port) -> None:
    body = {"equation": {"lhs": "spin"}, "budget": {"wall": "60s"}}
    began = time.monotonic()
    answer = port.client.post(CHECK, json=body, headers={"connect-timeout-ms": "4000"})
    assert time.monotonic() - began < 10
    told = answer.json()
    # on a machine that is too busy even for the answer on behalf of the killed worker, the deadline itself is told
    assert "judgement" in told or answer.status_code == 504
    assert told.get("judgement", {}).get("reason", "REASON_BUDGET_EXHAUSTED") == "REASON_BUDGET_EXHAUSTED"
    assert port.check(headers={"connect-timeout-ms": "soon"}).status_code == 400


def hold(port: Port, path: str, body: dict[str, Any], **headers: str) -> socket.socket:
    """A connection on which a request is under way."""
    data = json.dumps({**body, "budget": {"wall": "60s"}}).encode()
    head = [f"POST {path} HTTP/1.1", f"Host: {port.host}", f"Authorization: {port.client.headers['authorization']}"]
    head += ["Content-Type: application/json", f"Content-Length: {len(data)}"]
    head += [f"{name}: {value}" for name, value in headers.items()]
    connection = port.connect()
    connection.sendall("\r\n".join([*head, "", ""]).encode() + data)
    return connection


def test_a_client_that_goes_away_from_a_stream_kills_the_work(port: Port, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with hold(port, SOLVE, solve(f"note {note} spin", 60), **EVENTS):
        patience = time.monotonic() + 20
        while not note.exists() or not note.read_text():
            assert time.monotonic() < patience
            time.sleep(0.01)
    gone = time.monotonic() + 3.0
    while psutil.pid_exists(int(note.read_text())):
        assert time.monotonic() < gone
        time.sleep(0.01)
    assert port.check("echo next").status_code == 200


def test_a_client_that_goes_away_from_a_unary_call_cancels_it(port: Port) -> None:
    before = len(port.calls())
    with hold(port, CHECK, {"equation": {"lhs": "spin"}}):
        time.sleep(0.5)
    gone = time.monotonic() + 5.0
    while len(port.calls()) == before:
        assert time.monotonic() < gone
        time.sleep(0.01)
    assert port.calls()[-1]["code"] == "CANCELLED"


def test_the_port_is_under_the_same_admission_as_everyone_and_drains(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with (
        open_port(tmp_path, tenant_running="1", tenant_waiting="0", drain="15") as port,
        hold(port, SOLVE, solve(f"note {note} sleep 3", 60), **EVENTS, Connection="close") as connection,
    ):
        patience = time.monotonic() + 20
        while not note.exists():
            assert time.monotonic() < patience
            time.sleep(0.01)
        answer = port.check("echo x")
        assert (answer.status_code, answer.json()["reason"]) == (429, "TOO_MANY_CALLS")
        assert int(answer.headers["retry-after"]) >= 1
        port.process.terminate()
        connection.settimeout(20)
        received = b""
        while part := connection.recv(65536):
            received += part
    assert b"event: end" in received


def test_the_port_follows_the_gateway_to_its_backends(tmp_path: Path) -> None:
    with open_port(tmp_path, services="cas", backends="cas=127.0.0.1:1") as port:
        answer = port.check()
    assert (answer.status_code, answer.json()["reason"]) == (503, "BACKEND_UNAVAILABLE")


def test_a_certificate_of_the_gateway_serves_the_port_too(tmp_path: Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    chain, key, ca = tmp_path / "chain.pem", tmp_path / "key.pem", tmp_path / "ca.pem"
    chain.write_bytes(b"".join(pem.bytes() for pem in issued.cert_chain_pems))
    issued.private_key_pem.write_to_path(str(key))
    authority.cert_pem.write_to_path(str(ca))
    with open_port(tmp_path, services="cas", tls_certificate=str(chain), tls_key=str(key)) as port:
        assert port.origin.startswith("https://")
        with httpx.Client(base_url=port.origin, verify=ssl.create_default_context(cafile=str(ca))) as client:
            assert client.get("/health").json() == {"status": "ok"}
