"""The client of model servers against one that misbehaves."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import grpc
import pytest
from model_server import ModelServer, broken, dying, full, in_turn, saying, slow

from trivium.prover.policy import template
from trivium.prover.policy.question import Ask, Question
from trivium.services.policy.backend import Answer, Effort
from trivium.services.policy.errors import PolicyFailure
from trivium.services.policy.openai import OpenaiBackend, Served
from trivium.services.policy.policy import Limits, Policy

KEY = "sk-3c2f9d51aa"
TACTIC = Question(Ask.TACTIC, "theorem t : True", "⊢ True")
PROOF = Question(Ask.PROOF, "theorem t (a b : Nat) (h : a < b) : a ≤ b", "⊢ a ≤ b")
FENCED = "```lean4\ntheorem t (a b : Nat) (h : a < b) : a ≤ b := by\n  omega\n```"
Result = TypeVar("Result")


def with_policy(
    server: ModelServer,
    work: Callable[[Policy], Awaitable[Result]],
    *,
    name: str = "bfs-prover",
    limits: Limits | None = None,
    key: str = "",
) -> Result:
    async def run() -> Result:
        served = Served(server.url, "m", template.load(name), key)
        policy = Policy("model", OpenaiBackend(served, random.Random(0)), limits or Limits(timeout=5))
        await policy.backend.start()
        try:
            return await work(policy)
        finally:
            await policy.backend.close()

    return asyncio.run(run())


def ask(question: Question = TACTIC, *, count: int = 4, wall: float = 5.0) -> Callable[[Policy], Awaitable[Answer]]:
    async def work(policy: Policy) -> Answer:
        until = asyncio.get_running_loop().time() + wall
        return await policy.propose(question, Effort(count, seed=3, until=until))

    return work


def failure(
    server: ModelServer, wall: float = 5.0, key: str = "", question: Question = TACTIC, name: str = "bfs-prover"
) -> PolicyFailure:
    with pytest.raises(PolicyFailure) as caught:
        with_policy(server, ask(question, wall=wall), key=key, name=name)
    return caught.value


def test_completions_are_asked_as_the_protocol_says() -> None:
    with ModelServer(saying("omega", "simp", "omega", "sorry")) as server:
        answer = with_policy(server, ask(), key=KEY)
    assert [p.text for p in answer.proposals] == ["omega", "simp"]
    assert answer.proposals[0].logprob > answer.proposals[1].logprob
    assert dict(answer.rejected) == {"GIVES_UP": 1}
    assert (answer.prompt_tokens, answer.completion_tokens) == (7, 12)
    (body,) = server.requests
    assert (body["prompt"], body["n"], body["seed"], body["model"]) == ("⊢ True:::", 4, 3, "m")
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_chats_bring_the_proof_slot_alone() -> None:
    weaker = FENCED.replace("a ≤ b :=", "a ≤ a :=")
    with ModelServer(saying(FENCED, weaker)) as server:
        answer = with_policy(server, ask(PROOF, count=2), name="kimina-prover")
    assert [p.text for p in answer.proposals] == ["omega"]
    assert dict(answer.rejected) == {"OTHER_STATEMENT": 1}
    assert [m["role"] for m in server.requests[0]["messages"]] == ["system", "user"]


def test_what_passes_is_tried_again() -> None:
    with ModelServer(in_turn(full, dying, saying("omega"))) as server:
        answer = with_policy(server, ask(count=1))
    assert [p.text for p in answer.proposals] == ["omega"]
    assert len(server.requests) == 3


def test_a_full_server_is_told_as_overload() -> None:
    with ModelServer(full) as server:
        found = failure(server)
    assert (found.code, found.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "MODEL_OVERLOADED")
    assert found.retry_after
    assert len(server.requests) == 3


def test_a_server_that_dies_in_its_answer_is_told_as_unavailable() -> None:
    with ModelServer(dying) as server:
        assert failure(server).reason == "MODEL_UNAVAILABLE"
    assert failure(server).reason == "MODEL_UNAVAILABLE"  # nobody listens any more


def test_a_slow_server_costs_no_more_than_the_time_that_was_given() -> None:
    with ModelServer(slow(3.0, saying("omega"))) as server:
        began = time.monotonic()
        assert failure(server, wall=0.4).reason == "MODEL_TIMEOUT"
        assert time.monotonic() - began < 2.5


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>", "MODEL_NONSENSE"),
        (b"[]", "MODEL_NONSENSE"),
        (b'{"choices": 3}', "MODEL_NONSENSE"),
        (b'{"choices": [{"text": 7}]}', "MODEL_NONSENSE"),
        (b" " * (33 << 20), "MODEL_NONSENSE"),
    ],
)
def test_nonsense_is_a_failure_and_no_crash(data: bytes, reason: str) -> None:
    with ModelServer(broken(data)) as server:
        assert failure(server, wall=30).reason == reason


def test_a_megabyte_of_answer_is_no_candidate() -> None:
    with ModelServer(saying("```lean4\n" + "x" * (1 << 20), "omega")) as server:
        answer = with_policy(server, ask(PROOF, count=2), name="kimina-prover")
    assert answer.proposals == ()
    assert sum(answer.rejected.values()) == 2


def test_a_key_is_in_no_message_whatever_the_server_says() -> None:
    for status in (400, 401, 403, 404, 429, 500):
        with ModelServer(broken(f'{{"error": "bad key {KEY}"}}'.encode(), status)) as server:
            found = failure(server, key=KEY)
        assert KEY not in str(found)
        assert KEY not in repr(Served(server.url, "m", template.load("general"), KEY))


def test_an_unknown_model_is_told_in_the_words_of_the_server() -> None:
    with ModelServer(broken(b'{"error": "The model `m` does not exist."}', 404)) as server:
        found = failure(server)
    assert found.reason == "MODEL_REFUSED"
    assert "does not exist" in str(found)


def test_after_failures_in_a_row_the_server_is_left_alone_then_tried_once() -> None:
    with ModelServer(in_turn(*[broken(b"?")] * 3, saying("omega"))) as server:

        async def work(policy: Policy) -> list[str]:
            policy.breaker.pause = 0.3
            reasons = []
            for _ in range(5):
                try:
                    await ask(count=1)(policy)
                    reasons.append("answered")
                except PolicyFailure as found:
                    reasons.append(found.reason)
            await asyncio.sleep(0.35)
            await ask(count=1)(policy)
            assert policy.counts["failures"] == 3
            return reasons

        reasons = with_policy(server, work)
    assert reasons == ["MODEL_NONSENSE"] * 3 + ["CIRCUIT_OPEN"] * 2
    assert len(server.requests) == 4


def test_no_more_questions_at_once_than_allowed() -> None:
    with ModelServer(slow(0.2, saying("omega"))) as server:

        async def work(policy: Policy) -> list[object]:
            jobs = [asyncio.create_task(ask(count=1)(policy)) for _ in range(5)]  # type: ignore[arg-type]
            return await asyncio.gather(*jobs, return_exceptions=True)

        found = with_policy(server, work, limits=Limits(concurrency=2, waiting=2, timeout=10))
    refused = [f.reason for f in found if isinstance(f, PolicyFailure)]
    assert refused == ["MODEL_OVERLOADED"]
    assert len(server.requests) == 4


def test_our_own_limit_does_not_open_the_breaker() -> None:
    with ModelServer(slow(0.3, saying("omega"))) as server:

        async def work(policy: Policy) -> list[str]:
            jobs = [asyncio.create_task(ask(count=1)(policy)) for _ in range(8)]  # type: ignore[arg-type]
            found = await asyncio.gather(*jobs, return_exceptions=True)
            await ask(count=1)(policy)
            return [f.reason for f in found if isinstance(f, PolicyFailure)]

        assert with_policy(server, work, limits=Limits(1, 1, 10)) == ["MODEL_OVERLOADED"] * 6


def test_a_question_that_is_taken_back_ends_at_the_server() -> None:
    with ModelServer(slow(5.0, saying("omega"))) as server:

        async def work(policy: Policy) -> float:
            task = asyncio.create_task(ask(count=1, wall=30)(policy))  # type: ignore[arg-type]
            while not server.requests:
                await asyncio.sleep(0.01)
            began = time.monotonic()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert policy.breaker.closed_for == 0
            return time.monotonic() - began

        assert with_policy(server, work) < 1.0


def test_scores_are_sums_over_what_a_candidate_adds() -> None:
    def tokens(*pairs: tuple[int, float]) -> list[object]:
        return [None, *({str(token): {"logprob": logprob, "rank": 1}} for token, logprob in pairs)]

    choices = [
        {"index": 2, "prompt_logprobs": tokens((5, -9.0), (8, -2.0), (2, -0.5))},
        {"index": 0, "prompt_logprobs": tokens((5, -9.0))},
        {"index": 1, "prompt_logprobs": tokens((5, -9.0), (7, -1.0))},
    ]
    answer = json.dumps({"choices": choices, "usage": {"prompt_tokens": 9}}).encode()
    with ModelServer(broken(answer)) as server:

        async def work(policy: Policy) -> tuple[float, ...]:
            effort = Effort(until=asyncio.get_running_loop().time() + 5)
            return (await policy.score(TACTIC, ["omega", "simp"], effort)).logprobs

        assert with_policy(server, work) == (-1.0, -2.5)
        assert server.requests[0]["prompt_logprobs"] == 0
        with pytest.raises(PolicyFailure, match="Score"):
            with_policy(server, work, name="general")


def test_a_template_without_words_for_a_question_says_so() -> None:
    with ModelServer(saying("x")) as server:
        assert failure(server, question=Question(Ask.REWRITE, problem="1")).reason == "UNSUPPORTED_KIND"
        repair = Question(Ask.PROOF, "theorem t : True", attempt="x", error="y")
        assert failure(server, question=repair, name="deepseek-prover-v2").reason == "UNSUPPORTED_KIND"
    assert server.requests == []
