"""The operations of the policy service: a resident one, since its models and its account outlive a call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import structlog

from trivium.services.policy import mapping, registry
from trivium.services.policy.backend import Effort, Experience
from trivium.services.policy.configuration import ConfigurationError
from trivium.services.policy.errors import PolicyFailure, fault, unknown_policy
from trivium.services.policy.policy import Policy
from trivium.services.runtime.launcher import LoadError
from trivium.services.runtime.operation import Fault
from trivium.services.runtime.resident import Caller, ResidentOperation
from trivium.services.runtime.settings import ServerSettings
from trivium.services.runtime.validation import wall
from trivium_api.policy.v1 import policy_service_pb2 as wire

NAME = "trivium_api.policy.v1.PolicyService"
_WALL = 60.0
"""Seconds for a question that names no budget."""


class PolicyResident:
    """The policies of one file."""

    faults: Mapping[type[Exception], Callable[[Any], Fault]] = {PolicyFailure: fault}

    def __init__(self, policies: Mapping[str, Policy]) -> None:
        self.policies = dict(policies)
        self.operations = (
            ResidentOperation(f"/{NAME}/Propose", wire.ProposeRequest, wire.ProposeResponse, self.propose),
            ResidentOperation(f"/{NAME}/Score", wire.ScoreRequest, wire.ScoreResponse, self.score),
            ResidentOperation(f"/{NAME}/Describe", wire.DescribeRequest, wire.DescribeResponse, self.describe),
            ResidentOperation(f"/{NAME}/Report", wire.ReportRequest, wire.ReportResponse, self.report),
        )

    async def start(self) -> None:
        """Load what has to be loaded; raises LoadError."""
        for policy in registry.in_order(self.policies):
            try:
                await policy.backend.start()
            except ConfigurationError as error:
                raise LoadError(f"cannot load the policy {policy.name}: {error}") from None

    async def drain(self) -> None:
        """Nothing: it works for those who call."""

    async def close(self) -> None:
        """End every backend."""
        await asyncio.gather(*(policy.backend.close() for policy in self.policies.values()))

    async def serving(self) -> bool:
        """A policy that fails is told by its own calls."""
        return True

    async def propose(self, request: wire.ProposeRequest, caller: Caller) -> wire.ProposeResponse:
        """Candidates."""
        policy = self._policy(request.policy)
        count = request.count or mapping.COUNT
        effort = Effort(count, request.tokens, request.budget.seed, _until(wall(request), caller))
        return mapping.proposed(await policy.propose(mapping.question(request.query), effort))

    async def score(self, request: wire.ScoreRequest, caller: Caller) -> wire.ScoreResponse:
        """Log-probabilities."""
        effort = Effort(len(request.candidates), until=_until(wall(request), caller))
        question = mapping.question(request.query)
        return mapping.scored(await self._policy(request.policy).score(question, list(request.candidates), effort))

    async def describe(self, request: wire.DescribeRequest, caller: Caller) -> wire.DescribeResponse:
        """Every policy."""
        return wire.DescribeResponse(policies=[mapping.described(policy) for policy in self.policies.values()])

    async def report(self, request: wire.ReportRequest, caller: Caller) -> wire.ReportResponse:
        """What became of candidates."""
        policy = self._policy(request.policy)
        for outcome in request.outcomes:
            tried = min(outcome.tried, 1000)
            experience = Experience(
                outcome.source, mapping.question(outcome.query), tried, min(outcome.accepted, tried)
            )
            policy.learn(experience)
        return wire.ReportResponse()

    def _policy(self, name: str) -> Policy:
        if name not in self.policies:
            raise unknown_policy(name, tuple(self.policies))
        return self.policies[name]


def open_resident(
    settings: ServerSettings,
    environ: Mapping[str, str],
    log: structlog.typing.FilteringBoundLogger,
    policies: Path | None = None,
) -> PolicyResident:
    """The service of the file that the settings name; raises LoadError where it cannot be used.

    It asks no `policies`: it is what others ask there.
    """
    try:
        return PolicyResident(registry.open_policies(settings.policies_file(environ), environ))
    except ConfigurationError as error:
        raise LoadError(str(error)) from None


def _until(seconds: float | None, caller: Caller) -> float:
    until = asyncio.get_running_loop().time() + (seconds or _WALL)
    return until if caller.until is None else min(until, caller.until)
