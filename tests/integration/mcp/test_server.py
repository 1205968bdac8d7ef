"""`prove mcp` as a process, spoken to by the package's own client over standard input and output."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import psutil
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from prove_process import PROVE

pytestmark = pytest.mark.anyio
ORTHOCENTRE = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"
TOOLS = {
    "check_equality",
    "solve_formula",
    "check_derivation",
    "solve_geometry",
    "propose_geometry",
    "prove_lean",
    "check_lean",
    "verify_lean_proof",
    "suggest_tactics",
    "verify_certificate",
}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def agent() -> AsyncIterator[Client]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("TRIVIUM_")}
    parameters = StdioServerParameters(command=str(PROVE.with_name("trivium")), args=["mcp"], env=environ)
    async with Client(stdio_client(parameters)) as client:
        yield client


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, answer.content
    assert answer.structured_content is not None
    return answer.structured_content


async def test_every_tool_has_a_description_and_a_schema_of_its_answer() -> None:
    async with agent() as client:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == TOOLS
        assert all(tool.description and tool.output_schema for tool in tools)
        assert (await client.list_resources()).resources == []


async def test_check_solve_prove_and_verify() -> None:
    async with agent() as client:
        refuted = await call(client, "check_equality", equation="sqrt(x**2) = x", certificate=True, seconds=20)
        assert (refuted["verdict"], set(refuted["counterexample"])) == ("REFUTED", {"x"})
        integral = await call(client, "solve_formula", problem="integrate(x*exp(x), x)", seconds=60)
        assert integral["verdict"] == "PROVED"
        assert integral["answer"]
        lines = ["(x + 1)**2", "= x**2 + 2*x + 1", "= x**2 + 2*x - 1"]
        derivation = await call(client, "check_derivation", lines=lines, seconds=60)
        assert derivation["first_bad_line"] == 3
        solved = await call(client, "solve_geometry", problem=ORTHOCENTRE, figure=True, certificate=True)
        assert solved["verdict"] == "PROVED"
        assert solved["figure_svg"].startswith("<svg")
        statement = "(p q : Prop) (h : p ∧ q) : q ∧ p"
        proved = await call(client, "prove_lean", statement=statement, certificate=True, seconds=60)
        assert proved["verdict"] == "PROVED"
        for certificate in (refuted["certificate"], solved["certificate"], proved["certificate"]):
            replayed = await call(client, "verify_certificate", certificate=certificate)
            assert replayed["accepted"], replayed
        other = await call(client, "verify_certificate", certificate=refuted["certificate"], against="x = x + 1")
        assert not other["accepted"]


async def test_lean_files_candidates_and_tactics() -> None:
    async with agent() as client:
        wrong = await call(client, "check_lean", source="theorem a : 1 = 2 := rfl", seconds=60)
        assert wrong["verdict"] == "UNKNOWN"
        assert wrong["messages"][0]["severity"] == "error"
        target = "theorem a : 1 + 1 = 2 := sorry"
        judged = await call(
            client, "verify_lean_proof", target=target, candidate="theorem a : 1 + 1 = 2 := rfl", seconds=100
        )
        assert judged["verdict"] == "PROVED"
        assert judged["tiers"]["replayed"] == "passed"
        tactics = await call(client, "suggest_tactics", statement="(n : Nat) : n + 0 = n", count=4, seconds=60)
        assert any(item["closes"] for item in tactics["suggestions"])


async def test_theorems_are_proposed() -> None:
    async with agent() as client:
        found = await call(client, "propose_geometry", count=1, seconds=100)
        (theorem,) = found["theorems"]
        assert theorem["solution"]["verdict"] == "PROVED"
        assert theorem["english"]


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("check_equality", {"equation": "x +"}, "UNREADABLE_FORMULA"),
    ("check_equality", {"equation": "x = x", "seconds": -1}, "seconds"),
    ("check_equality", {}, "equation"),
    ("solve_geometry", {"problem": "a b = nothing a b ? perp a b a b"}, "nothing"),
    ("verify_certificate", {"certificate": {"format": "x"}}, "INVALID_CERTIFICATE"),
    ("verify_certificate", {"certificate": {}}, "INVALID_CERTIFICATE"),
    ("prove_lean", {"statement": "(n : Nat) : n = n", "goal": "guess"}, "goal"),
]


async def test_bad_input_is_an_error_that_says_why_and_the_server_goes_on() -> None:
    async with agent() as client:
        for tool, arguments, words in REFUSED:
            answer = await client.call_tool(tool, arguments)
            assert answer.is_error, (tool, arguments)
            assert words in str(answer.content)
        assert (await call(client, "check_equality", equation="x = x"))["verdict"] == "PROVED"


def spent(process: psutil.Process) -> float:
    """Processor seconds of a process and its descendants."""
    found = 0.0
    for one in (process, *process.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            found += times.user + times.system
    return found


async def test_a_call_that_is_cancelled_ends_its_search() -> None:
    hard = "∀ n : Nat, n > 2 → ∃ p, p * p > n * n * n * n + 7 ∧ p % 3 = n % 3"
    async with agent() as client:
        await call(client, "suggest_tactics", statement="(n : Nat) : n = n", seconds=60)  # Lean has started
        (server,) = [p for p in psutil.Process().children() if "mcp" in p.cmdline()]
        async with anyio.create_task_group() as group:
            group.start_soon(client.call_tool, "prove_lean", {"statement": hard, "seconds": 300})
            begun = spent(server)
            while spent(server) - begun < 2:  # it is being searched for
                await anyio.sleep(0.2)
            group.cancel_scope.cancel()
        await anyio.sleep(3)
        before = spent(server)
        await anyio.sleep(3)
        assert spent(server) - before < 1
        assert (await call(client, "check_equality", equation="x = x"))["verdict"] == "PROVED"
