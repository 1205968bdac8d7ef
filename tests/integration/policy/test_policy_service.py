"""The policy service in a gateway: its process, its keys, its failures."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest
from model_server import ModelServer, broken, saying
from processes import command_line

from trivium.client import AsyncClient
from trivium.client.errors import TriviumError
from trivium.services.gateway import build_gateway
from trivium.services.gateway.policies import PolicyEndpoint
from trivium.services.policy.line import Line, LineError
from trivium.services.runtime.launcher import LoadError
from trivium.services.runtime.settings import ServerSettings
from trivium.services.runtime.telemetry import json_log
from trivium_api.policy.v1 import policy_service_pb2 as wire

pytestmark = pytest.mark.anyio
KEY = "sk-5b0e77c1d2f94a"
STATE = "a b : Nat\n⊢ a + b = b + a"


def asking(policy: str, count: int = 4, **query: str) -> wire.ProposeRequest:
    told = {"state": STATE, "declaration": "theorem t (a b : Nat) : a + b = b + a", **query}
    asked = wire.Query(kind=wire.PROPOSAL_KIND_TACTIC, **told)
    return wire.ProposeRequest(policy=policy, query=asked, count=count)


@asynccontextmanager
async def gateway(
    policies: Path | None, environ: dict[str, str] | None = None, log: io.StringIO | None = None, **settings: object
) -> AsyncIterator[tuple[AsyncClient, PolicyEndpoint, str]]:
    given = {"bind": "127.0.0.1:0", "services": ("policy",), "policies": policies, **settings}
    variables = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **(environ or {})}
    server = build_gateway(ServerSettings(**given), variables, json_log(log or io.StringIO()))  # type: ignore[arg-type]
    endpoint = next(e for e in server._endpoints if isinstance(e, PolicyEndpoint))
    async with server, AsyncClient(server.address) as client:
        yield client, endpoint, server.address


async def propose(client: AsyncClient, request: wire.ProposeRequest) -> wire.ProposeResponse:
    answer = await client.unary("PolicyService.Propose", request, timeout=30)
    assert isinstance(answer, wire.ProposeResponse)
    return answer


async def refusal(client: AsyncClient, request: wire.ProposeRequest) -> TriviumError:
    with pytest.raises(TriviumError) as caught:
        await propose(client, request)
    return caught.value


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


async def test_policies_are_proposed_from_scored_described_and_refused_by_name(
    tmp_path: Path, checkpoint: Path
) -> None:
    file = written(tmp_path / "p.toml", f'[policies.small]\nbackend = "embedded"\ncheckpoint = "{checkpoint}"\n')
    async with gateway(file) as (client, _, _):
        first = await propose(client, asking("small", 16))
        assert {c.text for c in first.candidates} <= {"omega", "constructor", "assumption", "intros"}
        assert [c.text for c in (await propose(client, asking("small", 16))).candidates] == [
            c.text for c in first.candidates
        ]
        assert first.usage.completion_tokens == 32
        scores = await client.unary(
            "PolicyService.Score",
            wire.ScoreRequest(policy="small", query=asking("small").query, candidates=["omega", "assumption"]),
        )
        assert scores.logprobs[0] - scores.logprobs[1] == pytest.approx(0.69, abs=0.1)  # type: ignore[attr-defined]
        described = await client.unary("PolicyService.Describe", wire.DescribeRequest())
        told = {p.name: p for p in described.policies}  # type: ignore[attr-defined]
        assert told["small"].backend == "embedded"
        assert told["small"].counts["completion_tokens"] == 64
        assert (await refusal(client, asking("nobody"))).reason == "NO_POLICY"
        assert (await refusal(client, wire.ProposeRequest(policy="small", query=wire.Query()))).reason == "NO_KIND"
        assert (await refusal(client, asking(""))).code == "INVALID_ARGUMENT"
        rewrite = wire.ProposeRequest(policy="small", query=wire.Query(kind=wire.PROPOSAL_KIND_REWRITE))
        assert (await refusal(client, rewrite)).reason == "UNSUPPORTED_KIND"


async def test_a_process_that_is_killed_is_there_again(tmp_path: Path) -> None:
    async with gateway(None) as (client, endpoint, _):
        before = endpoint.host.pid
        assert before is not None
        os.kill(before, signal.SIGKILL)
        for _ in range(200):
            with contextlib.suppress(TriviumError):
                await propose(client, asking("portfolio"))
                break
            await asyncio.sleep(0.1)
        assert endpoint.host.pid not in (None, before)
        assert await endpoint.serving()
        folder, pid = endpoint.host.folder, endpoint.host.pid
    assert not folder.exists()
    assert pid is not None
    assert not psutil.pid_exists(pid)


async def test_the_line_answers_workers_and_lets_them_hang_up(tmp_path: Path) -> None:
    async with gateway(None) as (_, endpoint, _):
        line = Line(endpoint.host.line)
        answer = await asyncio.to_thread(line.propose, asking("portfolio"), 10.0)
        assert answer.candidates
        with pytest.raises(LineError) as caught:
            await asyncio.to_thread(line.propose, asking("nobody"), 10.0)
        assert caught.value.reason == "NO_POLICY"
        assert endpoint.host.line.stat().st_mode & 0o077 == 0
        assert endpoint.host.folder.stat().st_mode & 0o077 == 0
    with pytest.raises(LineError) as caught:
        Line(endpoint.host.line).propose(asking("portfolio"), 1.0)
    assert caught.value.reason == "NO_POLICY_SERVICE"


async def test_workers_reach_the_policies_of_another_gateway(tmp_path: Path) -> None:
    async with (
        gateway(None) as (_, _, address),
        gateway(None, backends={"policy": address}) as (client, endpoint, _),
    ):
        assert (await propose(client, asking("portfolio"))).candidates
        answer = await asyncio.to_thread(Line(endpoint.host.line).propose, asking("portfolio"), 10.0)
        assert answer.candidates
        with pytest.raises(LineError) as caught:
            await asyncio.to_thread(Line(endpoint.host.line).propose, asking("nobody"), 10.0)
        assert caught.value.reason == "NO_POLICY"


async def test_a_key_is_seen_by_the_model_server_and_by_nobody_else(tmp_path: Path) -> None:
    key_file = written(tmp_path / "key", KEY + "\n")
    key_file.chmod(0o600)
    log, model_log = io.StringIO(), tmp_path / "questions.jsonl"
    with ModelServer(saying("omega")) as well, ModelServer(broken(f"no such key {KEY}".encode(), 400)) as sick:
        common = 'backend = "openai"\nmodel = "m"\ntemplate = "bfs-prover"\n'
        file = written(
            tmp_path / "p.toml",
            f'[policies.well]\n{common}url = "{well.url}"\nkey_file = "{key_file}"\nlog = "{model_log}"\n'
            f'[policies.sick]\n{common}url = "{sick.url}"\nkey_env = "MODEL_KEY"\n',
        )
        async with gateway(file, {"MODEL_KEY": KEY}, log) as (client, endpoint, _):
            assert (await propose(client, asking("well"))).candidates[0].text == "omega"
            error = await refusal(client, asking("sick"))
            described = await client.unary("PolicyService.Describe", wire.DescribeRequest())
            pid = endpoint.host.pid
            assert pid is not None
            lines = [command_line(process) for process in psutil.Process().children(recursive=True)]
        assert all(headers["authorization"] == f"Bearer {KEY}" for headers in (*well.headers, *sick.headers))
    assert sick.headers
    assert error.reason == "MODEL_REFUSED"
    seen = [str(error), str(described), log.getvalue(), model_log.read_text(), file.read_text(), *lines]
    assert not any(KEY in text for text in seen)
    assert not any(STATE.splitlines()[0] in text for text in (log.getvalue(), str(described)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[policies.m]\nbackend = "oracle"', "portfolio"),
        ('[policies.m]\nbackend = "embedded"\ncheckpoint = "/nonexistent"', "config.json"),
        ('[policies.m]\nbackend = "knn"\nindex = "/nonexistent"', "nonexistent"),
    ],
)
async def test_a_gateway_does_not_start_with_policies_that_cannot_be_used(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(LoadError, match=words):
        async with gateway(written(tmp_path / "p.toml", text)):
            pass
