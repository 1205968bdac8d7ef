"""The calls of the policy service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trivium.client import requests
from trivium.client.call import Unary
from trivium_api.policy.v1 import policy_service_pb2 as policy


def propose(
    name: str, query: policy.Query, *, count: int = 8, tokens: int = 0, wall: float | None = None, seed: int = 0
) -> Unary[policy.ProposeResponse]:
    """Candidates of the policy `name` for a question, the most likely first; they are proposals and no more."""
    request = policy.ProposeRequest(
        policy=name, query=query, count=count, tokens=tokens, budget=requests.budget(wall, seed)
    )
    return Unary("PolicyService.Propose", request, _proposed, wall)


def score(
    name: str, query: policy.Query, candidates: Sequence[str], *, wall: float | None = None
) -> Unary[list[float]]:
    """The natural logarithm of the probability that a policy gives to each candidate."""
    request = policy.ScoreRequest(policy=name, query=query, candidates=candidates, budget=requests.budget(wall))
    return Unary("PolicyService.Score", request, lambda answer: list(answer.logprobs), wall)


def describe() -> Unary[list[policy.PolicyDescription]]:
    """The policies of the server, and how they fare."""
    return Unary("PolicyService.Describe", policy.DescribeRequest(), lambda answer: list(answer.policies), 10.0)


def report(name: str, outcomes: Iterable[policy.Outcome]) -> Unary[policy.ReportResponse]:
    """Tell a policy what became of candidates."""
    request = policy.ReportRequest(policy=name, outcomes=outcomes)
    return Unary("PolicyService.Report", request, _reported, 10.0)


def _proposed(answer: policy.ProposeResponse) -> policy.ProposeResponse:
    return answer


def _reported(answer: policy.ReportResponse) -> policy.ReportResponse:
    return answer
