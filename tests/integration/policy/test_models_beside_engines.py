"""A model beside each engine: it proposes, the engine decides, and a dead or slow one costs nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from model_server import ModelServer, dying, full, saying, slow

from trivium.cas.reader import read_expression
from trivium.cas.reader.printer import print_expression
from trivium.cas.solve import Proposal, read_problem
from trivium.services.cas.model_answers import ModelAnswers
from trivium.services.cas.solvers import Solvers
from trivium.services.gateway.policies import PolicyHost, order_of
from trivium.services.local import LocalHost, default_engine
from trivium.services.policy.panel import Panel
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.settings import ServerSettings
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry
from trivium_api.prover.v1 import search_pb2 as search

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(400)]
HUMPTY = "a b c = triangle a b c; h = orthocenter h a b c; m = midpoint m b c; p = foot p h a m ? cyclic b h p c"
MIXTILINEAR = (
    "a b c = triangle a b c; o = circumcenter o a b c; i = incenter i a b c; d = on_tline d i a i, on_line d a b; "
    "e = on_tline e i a i, on_line e a c; k = on_tline k d a b, on_tline k e a c; "
    "t = on_line t o k, on_circle t o a ? cong k t k d"
)
AUXILIARY = (
    "p = on_line p c o, on_circum p c a b; q = foot q p c i; r = on_line r a q, on_line r i d; s = circumcenter s a e r"
)
SWAP = "(p q : Prop) (h : p ∧ q) : q ∧ p"
PROVED = verdict_pb2.VERDICT_PROVED


@asynccontextmanager
async def services(folder: Path, **servers: ModelServer | Path) -> AsyncIterator[LocalHost]:
    """The services of a command line, with a policy for each server or checkpoint."""
    lines = []
    for name, server in servers.items():
        lines.append(f"[policies.{name}]")
        if isinstance(server, Path):
            lines += ['backend = "embedded"', f'checkpoint = "{server}"']
        else:
            lines += ['backend = "openai"', f'url = "{server.url}"', 'model = "m"', 'template = "general"']
    file = folder / "policies.toml"
    file.write_text("\n".join(lines))
    host = PolicyHost(lambda: order_of(ServerSettings(policies=file), {}), {"PATH": "/usr/bin:/bin"})
    async with LocalHost(default_engine({}), policies=host) as local:
        yield local


async def prove(local: LocalHost, statement: str, *names: str, wall: int = 150) -> search.SearchAnswer:
    request = search.ProveRequest(statement=statement, policies=names, fresh=True)
    request.budget.wall.FromSeconds(wall)
    answers = [m async for m in local.stream("/trivium_api.prover.v1.ProverService/Prove", request)]
    assert isinstance(answers[-1], search.ProveResponse)
    return answers[-1].final


async def solve(local: LocalHost, problem: str, *names: str, wall: int = 150) -> geometry.Solution:
    request = geometry.SolveRequest(problem=geometry.Problem(source=problem), policies=names)
    request.budget.wall.FromSeconds(wall)
    answers = [m async for m in local.stream("/trivium_api.geometry.v1.GeometryService/Solve", request)]
    assert isinstance(answers[-1], geometry.SolveResponse)
    return answers[-1].solution


async def answer(local: LocalHost, problem: str, *names: str, wall: int = 150) -> cas.Judgement:
    request = cas.SolveRequest(problem=problem, policies=names)
    request.budget.wall.FromSeconds(wall)
    found = await local.unary("/trivium_api.cas.v1.CasService/Solve", request)
    assert isinstance(found, cas.SolveResponse)
    return found.judgement


async def test_a_small_model_proves_by_itself_and_the_answer_says_so(tmp_path: Path, checkpoint: Path) -> None:
    async with services(tmp_path, small=checkpoint) as local:
        found = await prove(local, "(p q : Prop) (h : p) (k : q) : p ∧ q", "small")
    assert found.verdict == PROVED
    (share,) = (c for c in found.policies if c.policy == "small")
    assert share.in_proof > 0
    assert share.tokens > 0


async def test_whole_proofs_of_a_chat_model_are_judged_against_our_statement(tmp_path: Path) -> None:
    right = f"```lean4\ntheorem statement {SWAP} := by\n  exact ⟨h.2, h.1⟩\n```"
    cheat = "```lean4\ntheorem statement (p q : Prop) (h : p ∧ q) : p ∧ q := by\n  exact h\n```"
    with ModelServer(saying(cheat, right)) as server:
        async with services(tmp_path, chat=server) as local:
            found = await prove(local, SWAP, "chat")
    assert found.verdict == PROVED
    assert "⟨h.2, h.1⟩" in found.proof


async def test_a_model_that_cheats_proves_nothing(tmp_path: Path) -> None:
    false = "(a b : Nat) (h : a ≤ b) : a < b"
    cheats = [
        "```lean4\ntheorem statement (a b : Nat) (h : a < b) : a < b := by\n  exact h\n```",
        f"```lean4\naxiom x : False\ntheorem statement {false} := by\n  exact x.elim\n```",
        f"```lean4\ntheorem statement {false} := by\n  sorry\n```",
        f'```lean4\nmacro "win" : tactic => `(tactic| sorry)\ntheorem statement {false} := by\n  win\n```',
        "native_decide",
        "exact absurd h (by decide)",
        "omega",
    ]
    with ModelServer(saying(*cheats)) as server:
        async with services(tmp_path, chat=server) as local:
            found = await prove(local, false, "chat", wall=12)
    assert found.verdict == verdict_pb2.VERDICT_UNKNOWN


@pytest.mark.parametrize("behaviour", [dying, full, slow(60.0, saying("omega"))], ids=["dying", "full", "slow"])
async def test_a_sick_model_server_costs_a_search_nothing(tmp_path: Path, behaviour: object) -> None:
    with ModelServer(behaviour) as server:  # type: ignore[arg-type]
        async with services(tmp_path, sick=server) as local:
            found = await prove(local, SWAP, "sick", "portfolio")
            assert found.verdict == PROVED
            (share,) = (c for c in found.policies if c.policy == "sick")
            assert share.proposed == 0
            judged = await answer(local, "integrate(x*exp(x), x)", "sick")
            assert judged.verdict == PROVED
            assert judged.contributions[0].used == 0


async def test_the_policy_process_may_die_in_the_middle_of_a_search(tmp_path: Path) -> None:
    with ModelServer(slow(20.0, saying("omega"))) as server:
        async with services(tmp_path, model=server) as local:
            work = asyncio.create_task(prove(local, "(a b : Nat) : (a + b) * (a + b) = a * a + 2 * a * b + b * b",
                                             "model", "portfolio", "certificates", wall=20))  # fmt: skip
            while not server.requests and not work.done():
                await asyncio.sleep(0.02)
            assert local._policies is not None
            process = local._policies._process
            assert process is not None
            process.kill()
            found = await work
    assert found.verdict in (PROVED, verdict_pb2.VERDICT_UNKNOWN)
    (share,) = (c for c in found.policies if c.policy == "portfolio")
    assert share.tried > 0


async def test_points_of_a_model_solve_a_problem_and_the_answer_says_whose_they_were(tmp_path: Path) -> None:
    nonsense = ["I think that", "x = frobnicate x a", "x = ", "; ; ;", "a = midpoint a b c", f"{AUXILIARY}; " * 9]
    with ModelServer(saying(*nonsense, AUXILIARY)) as server:
        async with services(tmp_path, guide=server) as local:
            found = await solve(local, MIXTILINEAR, "guide")
    assert found.verdict == PROVED
    (share,) = found.contributions
    assert (share.policy, share.asked) == ("guide", 1)
    assert share.proposed >= 5
    assert 1 <= share.tried < share.proposed
    assert share.used == 1
    assert share.tokens > 0
    assert len(found.auxiliary) == 4


async def test_a_model_that_is_slow_or_dead_leaves_geometry_as_it_was(tmp_path: Path) -> None:
    with ModelServer(slow(30.0, saying(AUXILIARY))) as late, ModelServer(dying) as dead:
        async with services(tmp_path, late=late, dead=dead) as local:
            found = await solve(local, HUMPTY, "late", "dead")
    assert found.verdict == PROVED
    assert all(share.used == 0 for share in found.contributions)


async def test_an_answer_of_a_model_counts_once_the_checker_proves_it(tmp_path: Path) -> None:
    problem = "integrate(exp(x)*(sin(x**2) + 2*x*cos(x**2)), x)"
    with ModelServer(saying("x**2", "Answer: exp(x)*sin(x**2)", "__import__('os')", "x" * 9000)) as server:
        async with services(tmp_path, guesser=server) as local:
            judged = await answer(local, problem, "guesser")
    assert judged.verdict == PROVED
    assert judged.proposed_by == "guesser"
    (share,) = judged.contributions
    assert (share.proposed, share.tried, share.used) == (4, 2, 1)
    assert [(r.proposed_by, r.answer, r.refuted) for r in judged.rejected] == [("guesser", "x**2", True)]


async def test_a_substitution_of_a_model_is_tried_by_sympy(tmp_path: Path) -> None:
    with ModelServer(saying("substitute: x**2", "substitute: ((", "substitute:")) as server:
        async with services(tmp_path, guide=server) as local:
            assert local._policies is not None
            await local._policies.begin()
            panel = await asyncio.to_thread(Panel.of, ["guide"], local._policies.line)
            assert panel is not None

            def work() -> list[Proposal]:
                solvers = Solvers({})
                try:
                    problem = read_problem("integrate(2*x*cos(x**2), x)")
                    return list(ModelAnswers(panel, problem, solvers, time.monotonic() + 150, 0).late())
                finally:
                    solvers.close()

            found = await asyncio.to_thread(work)
    assert {proposal.engine for proposal in found} == {"guide and sympy"}
    assert {print_expression(read_expression(proposal.answer)) for proposal in found} == {"sin(x**2)"}


async def test_a_policy_that_is_not_there_is_a_fault_of_the_request(tmp_path: Path) -> None:
    async with services(tmp_path) as local:
        for asked in (
            solve(local, HUMPTY, "nobody"),
            answer(local, "simplify(x)", "nobody"),
            prove(local, SWAP, "nobody"),
        ):
            with pytest.raises(FaultError) as caught:
                await asked
            assert caught.value.fault.reason == "NO_POLICY"
