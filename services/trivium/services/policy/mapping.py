"""Between the messages of the contract and the values of the service."""

from __future__ import annotations

import grpc

from trivium.prover.policy.question import Ask, Question
from trivium.services.policy.backend import Answer, Scores
from trivium.services.policy.errors import PolicyFailure
from trivium.services.policy.policy import Policy
from trivium_api.policy.v1 import policy_service_pb2 as wire

PREFIX = "PROPOSAL_KIND_"
COUNT = 8
"""Candidates where a request says no number."""


def question(message: wire.Query) -> Question:
    """The question of a message; raises PolicyFailure for one without a kind."""
    name = wire.ProposalKind.Name(message.kind).removeprefix(PREFIX)
    if name not in Ask.__members__:
        raise PolicyFailure(grpc.StatusCode.INVALID_ARGUMENT, "NO_KIND", "query.kind says nothing")
    return Question(
        Ask[name],
        message.declaration,
        message.state,
        tuple(message.steps),
        message.header,
        message.problem,
        message.attempt,
        message.error,
    )


def query(asked: Question) -> wire.Query:
    """The message of a question."""
    return wire.Query(
        kind=kind(asked.kind),
        declaration=asked.declaration,
        state=asked.state,
        steps=asked.steps,
        header=asked.header,
        problem=asked.problem,
        attempt=asked.attempt,
        error=asked.error,
    )


def kind(asked: Ask) -> wire.ProposalKind.ValueType:
    """The contract's word for a kind."""
    return wire.ProposalKind.Value(PREFIX + asked.name)


def proposed(answer: Answer) -> wire.ProposeResponse:
    """The message of an answer."""
    return wire.ProposeResponse(
        candidates=[
            wire.Candidate(text=p.text, logprob=p.logprob, source=p.source, tokens=p.tokens) for p in answer.proposals
        ],
        rejected=[wire.RejectedAnswers(reason=r, count=n) for r, n in sorted(answer.rejected.items())],
        usage=wire.TokenUsage(prompt_tokens=answer.prompt_tokens, completion_tokens=answer.completion_tokens),
    )


def scored(scores: Scores) -> wire.ScoreResponse:
    """The message of scores."""
    return wire.ScoreResponse(logprobs=scores.logprobs, usage=wire.TokenUsage(prompt_tokens=scores.prompt_tokens))


def described(policy: Policy) -> wire.PolicyDescription:
    """What is told of a policy."""
    nature = policy.backend.nature
    return wire.PolicyDescription(
        name=policy.name,
        backend=nature.backend,
        kinds=[kind(asked) for asked in nature.kinds],
        model=nature.model,
        deterministic=nature.deterministic,
        scores=nature.scores,
        available=policy.breaker.closed_for <= 0,
        failure=policy.breaker.failure,
        counts=dict(policy.counts),
    )
