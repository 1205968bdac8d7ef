"""Prove and the policy service on a real vLLM; the same weights run here beside it."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from vllm_server import SEQUENCES, Vllm

from trivium.services.gateway.policies import PolicyHost, order_of
from trivium.services.local import LocalHost, default_engine
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.settings import ServerSettings
from trivium_api.common.v1 import verdict_pb2
from trivium_api.policy.v1 import policy_service_pb2 as policy
from trivium_api.prover.v1 import search_pb2 as search

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(900)]
SHORT = Path(__file__).with_name("short.toml")
STATES = [
    "a b : Nat\n⊢ a + b = b + a",
    "x y : Nat\nh : x < y\n⊢ x ≤ y",
    "p q : Prop\nh : p ∧ q\n⊢ q ∧ p",
    "p r : Prop\nhp : p\nhr : r\n⊢ p ∧ r",
    "q s : Prop\nhq : q\n⊢ q ∨ s",
    "m n k : Nat\n⊢ m + n + k = m + (n + k)",
]
CANDIDATES = ["omega", "exact ⟨h.2, h.1⟩", "intro h", "exact Or.inl hq", "simp_all", "rfl"]
STATEMENTS = [
    "(a b : Nat) : a + b = b + a",
    "(x y : Nat) (h : x < y) : x ≤ y",
    "(p q : Prop) (hp : p) (hq : q) : p ∧ q",
    "(p q : Prop) (h : p ∧ q) : q ∧ p",
    "(p q : Prop) : p ∧ q → q ∧ p",
    "(q s : Prop) (hq : q) : q ∨ s",
]
PROVE = "/trivium_api.prover.v1.ProverService/Prove"
PROPOSE = "/trivium_api.policy.v1.PolicyService/Propose"
SCORE = "/trivium_api.policy.v1.PolicyService/Score"


@asynccontextmanager
async def opened(vllm: Vllm, checkpoint: Path, folder: Path) -> AsyncIterator[LocalHost]:
    """The services of a command line whose policies are the model here and the model there."""
    served = f'backend = "openai"\nurl = "{vllm.url}"\nmodel = "small"\ntemplate_file = "{SHORT}"\n'
    here = f'backend = "embedded"\ncheckpoint = "{checkpoint}"\nprecision = "fp32"\ntemplate_file = "{SHORT}"\n'
    file = folder / "policies.toml"
    file.write_text(
        f"[policies.vllm]\n{served}[policies.vllm-beam]\n{served}beam = true\n"
        f"[policies.here]\n{here}[policies.here-beam]\n{here}beam = true\n"
        f"[policies.narrow]\n{served}concurrency = 1\nwaiting = 1\n"
        f"[policies.hasty]\n{served}timeout = 2\n"
    )
    settings = ServerSettings(policies=file)
    host = PolicyHost(lambda: order_of(settings, {}), {"PATH": "/usr/bin:/bin"})
    async with LocalHost(default_engine({}), policies=host) as local:
        yield local


async def propose(local: LocalHost, name: str, state: str, *, count: int = 4, seed: int = 0) -> policy.ProposeResponse:
    query = policy.Query(kind=policy.PROPOSAL_KIND_TACTIC, state=state)
    request = policy.ProposeRequest(policy=name, query=query, count=count)
    request.budget.seed = seed
    request.budget.wall.FromSeconds(200)
    answer = await local.unary(PROPOSE, request)
    assert isinstance(answer, policy.ProposeResponse)
    return answer


async def score(local: LocalHost, name: str, state: str) -> list[float]:
    query = policy.Query(kind=policy.PROPOSAL_KIND_TACTIC, state=state)
    request = policy.ScoreRequest(policy=name, query=query, candidates=CANDIDATES)
    request.budget.wall.FromSeconds(200)
    answer = await local.unary(SCORE, request)
    assert isinstance(answer, policy.ScoreResponse)
    return list(answer.logprobs)


async def prove(local: LocalHost, statement: str, *names: str, wall: int = 120) -> search.SearchAnswer:
    request = search.ProveRequest(statement=statement, policies=names, fresh=True)
    request.budget.wall.FromSeconds(wall)
    final: search.SearchAnswer | None = None
    async for message in local.stream(PROVE, request):
        assert isinstance(message, search.ProveResponse)
        if message.HasField("final"):
            final = message.final
    assert final is not None
    return final


async def test_it_draws_n_texts_by_seed_with_their_probabilities(vllm: Vllm, checkpoint: Path, tmp_path: Path) -> None:
    async with opened(vllm, checkpoint, tmp_path) as local:
        for state in STATES[:3]:
            first = await propose(local, "vllm", state, count=8, seed=5)
            again = await propose(local, "vllm", state, count=8, seed=5)
            assert [c.text for c in first.candidates] == [c.text for c in again.candidates]
            assert first.candidates
            assert all(c.logprob < 0 and c.tokens > 0 for c in first.candidates)
            assert first.usage.prompt_tokens > 0
            assert first.usage.completion_tokens >= 8


async def test_scores_are_those_of_the_same_weights_here(vllm: Vllm, checkpoint: Path, tmp_path: Path) -> None:
    worst = 0.0
    async with opened(vllm, checkpoint, tmp_path) as local:
        for state in STATES:
            there, here = await score(local, "vllm", state), await score(local, "here", state)
            worst = max(worst, *(abs(a - b) for a, b in zip(there, here, strict=True)))
    print(f"largest difference of {len(STATES) * len(CANDIDATES)} scores: {worst:.2e}")
    assert worst < 1e-3


async def test_beams_are_those_of_the_same_weights_here(vllm: Vllm, checkpoint: Path, tmp_path: Path) -> None:
    async with opened(vllm, checkpoint, tmp_path) as local:
        for state in STATES[:4]:
            there, here = await propose(local, "vllm-beam", state), await propose(local, "here-beam", state)
            assert [c.text for c in there.candidates] == [c.text for c in here.candidates]
            for a, b in zip(there.candidates, here.candidates, strict=True):
                assert a.logprob == pytest.approx(b.logprob, abs=1e-3)


async def test_the_same_search_finds_the_same_proofs(vllm: Vllm, checkpoint: Path, tmp_path: Path) -> None:
    async with opened(vllm, checkpoint, tmp_path) as local:
        for statement in STATEMENTS:
            there = await prove(local, statement, "vllm-beam")
            here = await prove(local, statement, "here-beam")
            assert there.verdict == here.verdict == verdict_pb2.VERDICT_PROVED, statement
            assert there.proof == here.proof
            (share,) = (c for c in there.policies if c.policy == "vllm-beam")
            assert share.in_proof > 0
            assert share.tokens > 0


async def test_drawn_candidates_prove_as_well(vllm: Vllm, checkpoint: Path, tmp_path: Path) -> None:
    async with opened(vllm, checkpoint, tmp_path) as local:
        for statement in STATEMENTS[:4]:
            assert (await prove(local, statement, "vllm")).verdict == verdict_pb2.VERDICT_PROVED


async def test_more_questions_than_it_has_room_for_are_answered_or_refused(
    vllm: Vllm, checkpoint: Path, tmp_path: Path
) -> None:
    async with opened(vllm, checkpoint, tmp_path) as local:
        many = [propose(local, "vllm", STATES[n % len(STATES)], count=8, seed=n) for n in range(SEQUENCES // 2)]
        assert all(answer.candidates for answer in await asyncio.gather(*many))
        few = [propose(local, "narrow", STATES[0], seed=n) for n in range(12)]
        found = await asyncio.gather(*few, return_exceptions=True)
        refused = [error.fault.reason for error in found if isinstance(error, FaultError)]
        assert refused == ["MODEL_OVERLOADED"] * len(refused)
        assert 0 < len(refused) < len(few)
        assert vllm.healthy()


async def test_a_server_that_stands_still_costs_a_search_nothing(vllm: Vllm, checkpoint: Path, tmp_path: Path) -> None:
    async with opened(vllm, checkpoint, tmp_path) as local:
        vllm.signal(signal.SIGSTOP)
        try:
            with pytest.raises(FaultError) as caught:
                await propose(local, "hasty", STATES[0])
            assert caught.value.fault.reason == "MODEL_TIMEOUT"
            answer = await prove(local, "(p q : Prop) (h : p ∧ q) : q ∧ p", "vllm", "portfolio")
            assert answer.verdict == verdict_pb2.VERDICT_PROVED
        finally:
            vllm.signal(signal.SIGCONT)
        until = time.monotonic() + 120
        while not vllm.healthy() and time.monotonic() < until:
            await asyncio.sleep(0.5)
        assert (await propose(local, "vllm", STATES[0])).candidates


async def test_zz_a_server_that_dies_in_a_search_does_not_end_it(vllm: Vllm, checkpoint: Path, tmp_path: Path) -> None:
    """The last test of the file: nobody brings the server back."""
    async with opened(vllm, checkpoint, tmp_path) as local:
        assert (await propose(local, "vllm", STATES[0])).candidates
        work = asyncio.create_task(prove(local, "(a b c d : Nat) : (a + b) * (c + d) = a * c + a * d + b * c + b * d",
                                         "vllm", "portfolio", wall=60))  # fmt: skip
        await asyncio.sleep(1.0)
        vllm.signal(signal.SIGKILL)
        answer = await work
        assert answer.verdict in (verdict_pb2.VERDICT_PROVED, verdict_pb2.VERDICT_UNKNOWN)
        (share,) = (c for c in answer.policies if c.policy == "portfolio")
        assert share.tried > 0
        after = await prove(local, "(p q : Prop) (h : p ∧ q) : q ∧ p", "vllm", "portfolio")
        assert after.verdict == verdict_pb2.VERDICT_PROVED
        (dead,) = (c for c in after.policies if c.policy == "vllm")
        assert dead.proposed == 0
        with pytest.raises(FaultError) as caught:
            await propose(local, "vllm", STATES[0])
        assert caught.value.fault.reason in ("MODEL_UNAVAILABLE", "CIRCUIT_OPEN")
