"""Each guard of the HTTP port, attacked."""

from __future__ import annotations

import hmac
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from specimen_port import CHECK, TOKEN, Port, open_port

from trivium.services.gateway.http.access import Access, digest
from trivium.services.runtime import authentication
from trivium.services.runtime.settings import ServerSettings, SettingsError

BODY = b'{"equation":{"lhs":"echo x"}}'


def request(host: str, *, head: str = "", path: str = CHECK, method: str = "POST", body: bytes = BODY) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {TOKEN}", "Connection: close"]
    if method == "POST":
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *([head] if head else []), "", ""]).encode() + (body if method == "POST" else b"")


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_an_honest_request_is_answered(port: Port) -> None:
    assert status(port.raw(request(port.host))) == 200
    assert port.check("echo hello").json()["judgement"]["detail"] == "hello"


def test_a_name_that_was_rebound_to_this_machine_is_refused(port: Port) -> None:
    number = port.host.partition(":")[2]
    for name in ("evil.example", f"evil.example:{number}", f"127.0.0.1.evil.example:{number}", "127.0.0.1", ""):
        for method, path in (("POST", CHECK), ("GET", "/"), ("GET", "/health")):
            assert status(port.raw(request(name, method=method, path=path))) in {400, 421}, (name, path)
    assert status(port.raw(request(f"localhost:{number}"))) == 200


def test_two_hosts_or_none_are_refused(port: Port) -> None:
    assert status(port.raw(request(port.host, head="Host: evil.example"))) == 400
    assert status(port.raw(b"GET /health HTTP/1.0\r\n\r\n")) == 421


@pytest.mark.parametrize("form", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"])
def test_a_form_of_another_site_computes_nothing(form: str, port: Port) -> None:
    # a form can send no Authorization; where the browser says no Origin either, the token still is missing
    before = len(port.calls())
    sent = request(port.host).replace(b"application/json", form.encode())
    assert status(port.raw(sent.replace(f"Authorization: Bearer {TOKEN}\r\n".encode(), b""))) == 401
    assert status(port.raw(sent)) == 415
    assert status(port.raw(sent.replace(b"Connection", b"Origin: https://evil.example\r\nConnection"))) == 403
    assert len(port.calls()) == before


def test_a_fetch_of_another_origin_is_refused_and_told_nothing(port: Port) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1", f"https://{port.host}"):
        answer = port.check(headers={"origin": origin})
        assert answer.status_code == 403, origin
        assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert port.check(headers={"origin": port.origin}).status_code == 200
    preflight = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    answer = port.client.options(CHECK, headers=preflight)
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_a_refused_request_whose_body_comes_after_its_head_is_told_why(port: Port) -> None:
    # The connection was once closed before the body came, which resets it: the answer was lost with it.
    head = f"POST {CHECK} HTTP/1.1\r\nHost: {port.host}\r\nOrigin: https://evil.example\r\nContent-Length: 2\r\n\r\n"
    host, number = port.host.rsplit(":", 1)
    for turn in range(60):  # the body has to come just before the end
        with socket.create_connection((host, int(number)), timeout=5) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.sendall(head.encode())
            time.sleep(turn * 2e-5)
            connection.sendall(b"{}")
            with connection.makefile("rb") as answer:
                assert answer.read().startswith(b"HTTP/1.1 403")


def test_what_a_browser_fetches_for_another_site_is_refused_but_a_link_may_be_followed(port: Port) -> None:
    for site in ("cross-site", "same-site"):
        embedded = {"sec-fetch-site": site, "sec-fetch-dest": "script", "sec-fetch-mode": "no-cors"}
        assert port.client.get("/", headers=embedded).status_code == 403
        link = {"sec-fetch-site": site, "sec-fetch-dest": "document", "sec-fetch-mode": "navigate"}
        assert port.client.get("/", headers=link).status_code == 200
        assert port.client.get("/v1/models", headers=link).status_code == 403
    assert port.client.get("/", headers={"sec-fetch-site": "same-origin"}).status_code == 200


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer wrong", f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN}x", "Basic !!", f"Digest {TOKEN}"]
)
def test_a_wrong_token_is_refused(shown: str, port: Port) -> None:
    for path in ("/v1/models", "/nowhere"):
        assert port.client.get(path, headers={"authorization": shown}).status_code == 401
    assert port.check(headers={"authorization": shown}).status_code == 401
    assert TOKEN not in port.log.read_text()


def test_tokens_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Digests of one length are compared by the library's function, all of them, whatever their first byte says."""
    seen: list[tuple[int, int]] = []

    class Library:
        @staticmethod
        def compare_digest(one: str, other: str) -> bool:
            seen.append((len(one), len(other)))
            return hmac.compare_digest(one, other)

    tenants = {name: digest(name) for name in ("ada", "emmy")}
    access = Access.of("127.0.0.1:1", "http", TOKEN, tenants, (), ())
    monkeypatch.setattr(authentication, "hmac", Library)
    for shown in ("x", TOKEN[:-1] + "!", TOKEN + "!" * 300, ""):
        seen.clear()
        assert access.refusal_of_caller("/verify", shown) is not None
        assert seen == [(64, 64)] * 3
    assert access.refusal_of_caller("/verify", TOKEN) is None


def test_the_token_may_come_as_the_password_of_an_address(port: Port) -> None:
    with httpx.Client(base_url=port.origin, auth=("any", TOKEN)) as client:
        assert client.get("/v1/models").status_code == 200


def test_names_origins_and_tenants_of_the_settings_may_ask(tmp_path: Path) -> None:
    with open_port(
        tmp_path,
        http_hosts="proofs.example:443",
        http_origins="https://proofs.example",
        tokens=f"ada={digest('token-of-ada')}",
    ) as port:
        sent = request("proofs.example:443", head="Origin: https://proofs.example")
        assert status(port.raw(sent)) == 200
        assert port.check(headers={"authorization": "Bearer token-of-ada"}).status_code == 200
        assert [line["tenant"] for line in port.calls()] == ["http", "ada"]


def test_an_oversized_body_is_refused_before_it_is_read(port: Port) -> None:
    declared = request(port.host).replace(f"Content-Length: {len(BODY)}".encode(), b"Content-Length: 99999999999")
    began = time.monotonic()
    assert status(port.raw(declared)) == 413
    assert time.monotonic() - began < 3
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    head = request(port.host, body=b"").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    with port.connect() as connection:
        connection.sendall(head)
        for _ in range(17):
            connection.sendall(chunk)
        assert status(connection.recv(65536)) == 413
    assert port.check().status_code == 200


def test_an_oversized_head_is_refused(port: Port) -> None:
    with port.connect() as connection:
        connection.sendall(request(port.host, head="X-Long: " + "x" * 20_000)[:18_000])
        assert status(connection.recv(65536)) in {400, 431}
    assert port.check().status_code == 200


def test_a_client_that_sends_byte_by_byte_is_cut_off(port: Port) -> None:
    def trickle(first: bytes) -> tuple[float, bytes]:
        began = time.monotonic()
        with port.connect() as connection:
            connection.sendall(first)
            connection.settimeout(0.1)
            received = b""
            while time.monotonic() - began < 20:
                try:
                    connection.sendall(b"a")
                    part = connection.recv(65536)
                except TimeoutError:
                    continue
                except OSError:
                    break
                received += part
                if not part:
                    break
            return time.monotonic() - began, received

    head = request(port.host).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    slow_body = head.replace(f"Content-Length: {len(BODY)}".encode(), b"Content-Length: 1000")
    with ThreadPoolExecutor(3) as threads:
        results = list(threads.map(trickle, (b"POST / HTTP/1.1\r\nX-Slow: ", b"G", slow_body)))
    assert all(seconds < 15 for seconds, _ in results)
    assert b" 408 " in results[2][1]
    assert port.check().status_code == 200


def test_no_path_leads_out_of_the_page(port: Port) -> None:
    for path in (
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/__init__.py",
        "//etc/passwd",
        "/index.html/../__init__.py",
        "/py.typed",
        "/%00",
        "/modules/%2e%2e/__init__.py",
        "http://evil.example/etc/passwd",
    ):
        answer = port.raw(request(port.host, path=path, method="GET"))
        assert status(answer) in {400, 404}, path
        assert b"root:" not in answer
        assert b"trivium.services" not in answer


def test_other_methods_are_refused(port: Port) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"):
        assert status(port.raw(request(port.host, method=method))) in {400, 405}, method


def test_a_request_smuggled_behind_another_is_not_answered(port: Port) -> None:
    inner = request(port.host, path="/v1/models", method="GET")
    sent = request(port.host, head="Transfer-Encoding: chunked", body=b"0\r\n\r\n" + inner)
    assert port.raw(sent).count(b"HTTP/1.1 ") == 1


def test_every_response_says_what_a_browser_may_do_with_it(port: Port) -> None:
    for answer in (
        port.client.get("/"),
        port.check(),
        port.client.get("/nowhere"),
        port.client.get("/", headers={"host": "evil.example"}),
    ):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in answer.headers
    assert port.check().headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"])
def test_a_port_beyond_this_machine_needs_tls(address: str) -> None:
    settings = ServerSettings(http_bind=address)
    with pytest.raises(SettingsError, match="http_bind"):
        settings.check_exposure()
    assert not settings.engine({}).allow_unsandboxed_lean
