"""The policies that need no server."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from model_server import ModelServer, broken, saying
from small_checkpoints import bigram_checkpoint, proposing

from trivium.prover.policy import template
from trivium.prover.policy.knn import KnnIndex, Trace
from trivium.prover.policy.question import Ask, Question
from trivium.services.policy.backend import Effort, Experience
from trivium.services.policy.breaker import Breaker
from trivium.services.policy.embedded import EmbeddedBackend, Embedding
from trivium.services.policy.ensemble import EnsembleBackend
from trivium.services.policy.errors import PolicyFailure
from trivium.services.policy.openai import OpenaiBackend, Served
from trivium.services.policy.policy import Policy
from trivium.services.policy.portfolio import PortfolioBackend
from trivium.services.policy.registry import open_policies

AND = Question(Ask.TACTIC, "theorem t (p q : Prop) (h : p) (k : q) : p ∧ q", "p q : Prop\nh : p\nk : q\n⊢ p ∧ q")
SUM = Question(Ask.TACTIC, "theorem t (a b : Nat) : a + b = b + a", "a b : Nat\n⊢ a + b = b + a")


def effort(count: int = 8, seed: int = 0, wall: float = 20.0) -> Effort:
    return Effort(count, seed=seed, until=asyncio.get_running_loop().time() + wall)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chances = {"omega": 0.5, "constructor": 0.3, "assumption": 0.2}
    return bigram_checkpoint(tmp_path_factory.mktemp("model") / "bigram", proposing(chances))


def test_questions_that_come_together_are_one_batch(checkpoint: Path) -> None:
    async def run() -> None:
        backend = EmbeddedBackend(Embedding(checkpoint, batch=64))
        await backend.start()
        alone = [(await backend.propose(SUM, effort(4, seed))).proposals for seed in range(6)]
        before = backend.batches
        together = await asyncio.gather(*(backend.propose(SUM, effort(4, seed)) for seed in range(6)))
        assert [[p.text for p in answer.proposals] for answer in together] == [[p.text for p in a] for a in alone]
        assert backend.batches - before <= 3
        assert (await backend.score(SUM, ["omega", "rfl"], effort())).logprobs[0] == pytest.approx(-0.69, abs=0.05)
        await backend.close()

    asyncio.run(run())


def test_a_question_that_nobody_waits_for_is_not_worked_on(checkpoint: Path) -> None:
    async def run() -> None:
        backend = EmbeddedBackend(Embedding(checkpoint, batch=1))
        await backend.start()
        tasks = [asyncio.create_task(backend.propose(SUM, effort(8, seed))) for seed in range(20)]
        await asyncio.sleep(0)
        for task in tasks[1:]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert backend.batches < 10
        assert (await backend.propose(SUM, effort())).proposals
        await backend.close()

    asyncio.run(run())


def test_the_portfolio_answers_by_the_shape_of_the_goal() -> None:
    async def run() -> list[str]:
        return [p.text for p in (await PortfolioBackend().propose(AND, effort(40))).proposals]

    assert {"constructor", "assumption"} <= set(asyncio.run(run()))


def test_an_ensemble_learns_whom_to_trust_with_which_goals(tmp_path: Path) -> None:
    KnnIndex.build([Trace(AND.state, "first_tactic"), Trace(SUM.state, "first_tactic")]).save(tmp_path / "a.npz")
    KnnIndex.build([Trace(AND.state, "second_tactic"), Trace(SUM.state, "second_tactic")]).save(tmp_path / "b.npz")
    (tmp_path / "policies.toml").write_text(
        f'[policies.a]\nbackend = "knn"\nindex = "{tmp_path}/a.npz"\n'
        f'[policies.b]\nbackend = "knn"\nindex = "{tmp_path}/b.npz"\n'
        '[policies.both]\nbackend = "ensemble"\nmembers = ["a", "b"]\n'
    )

    async def run() -> None:
        policies = open_policies(tmp_path / "policies.toml", {})
        for policy in policies.values():
            await policy.backend.start()
        both = policies["both"]
        for _ in range(8):
            both.learn(Experience("a", AND, 2, 0))
            both.learn(Experience("b", AND, 2, 2))
            both.learn(Experience("a", SUM, 2, 2))
            both.learn(Experience("b", SUM, 2, 0))
        for question, first in ((AND, "second_tactic"), (SUM, "first_tactic")):
            answer = await both.propose(question, effort())
            assert answer.proposals[0].text == first
            assert {p.source for p in answer.proposals} == {"a", "b"}

    asyncio.run(run())


def test_a_member_that_fails_is_missing_from_the_answer_and_no_more() -> None:
    async def run() -> None:
        with ModelServer(broken(b"?")) as server:
            sick = Policy("sick", OpenaiBackend(Served(server.url, "m", template.load("bfs-prover"))))
            well = Policy("well", PortfolioBackend())
            await sick.backend.start()
            answer = await EnsembleBackend([sick, well]).propose(SUM, effort())
            assert {p.source for p in answer.proposals} == {"well"}
            with pytest.raises(PolicyFailure):
                await EnsembleBackend([sick]).propose(SUM, effort())
            await sick.backend.close()

    asyncio.run(run())


def test_what_was_recorded_is_said_again(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"

    def configuration(text: str) -> Path:
        path = tmp_path / "policies.toml"
        path.write_text(text)
        return path

    async def ask(path: Path, name: str, question: Question) -> list[tuple[str, float]]:
        policies = open_policies(path, {})
        await policies[name].backend.start()
        answer = await policies[name].propose(question, effort(3))
        await policies[name].backend.close()
        return [(p.text, p.logprob) for p in answer.proposals]

    with ModelServer(saying("omega", "simp", "rfl")) as server:
        live = f'[policies.live]\nbackend = "openai"\nurl = "{server.url}"\nmodel = "m"\ntemplate = "bfs-prover"\n'
        first = asyncio.run(ask(configuration(live + f'log = "{log}"'), "live", SUM))
        silent = asyncio.run(ask(configuration(live), "live", AND))
        assert silent == first
    assert log.stat().st_mode & 0o777 == 0o600
    assert [json.loads(line)["question"]["state"] for line in log.read_text().splitlines()] == [SUM.state]
    replay = configuration(f'[policies.again]\nbackend = "replay"\nrecorded = "{log}"\n')
    assert asyncio.run(ask(replay, "again", SUM)) == first
    with pytest.raises(PolicyFailure) as caught:
        asyncio.run(ask(replay, "again", AND))
    assert caught.value.reason == "NOT_RECORDED"


def test_a_breaker_opens_waits_longer_each_time_and_lets_one_question_through() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0], threshold=2, pause=1.0)
    told: list[float] = []
    ask: Callable[[], None] = breaker.begin
    for _ in range(2):
        ask()
        breaker.failed("down")
    told.append(breaker.closed_for)
    now[0] += 1.0
    assert breaker.closed_for == 0
    breaker.begin()
    assert breaker.closed_for > 0, "a second question while the first is tried"
    breaker.failed("still down")
    told.append(breaker.closed_for)
    now[0] += 2.0
    breaker.begin()
    breaker.gave_up()
    assert breaker.closed_for == 0
    breaker.begin()
    breaker.succeeded()
    assert (breaker.closed_for, breaker.failure) == (0, "")
    assert told == [1.0, 2.0]
