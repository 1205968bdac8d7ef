"""Python client of the trivium services: `Client` for plain code, `AsyncClient` for asyncio."""

from trivium.client.aio import AsyncClient
from trivium.client.answers import Answer, DerivationReport, FileReport, Judgement, ProofReport, SearchAnswer, Solution
from trivium.client.channel import Retries, Target
from trivium.client.errors import (
    CallCancelledError,
    FieldViolation,
    InvalidInputError,
    JobCancelledError,
    JobFailedError,
    TriviumError,
    UnavailableError,
)
from trivium.client.job import AsyncJob
from trivium.client.jobs import AsyncJobs, Job, Jobs
from trivium.client.running import AsyncSearch, RunningSearch
from trivium.client.services import AsyncServices, Services
from trivium.client.sync import Client
from trivium.client.verdicts import Assurance, Reason, Verdict

__all__ = [
    "Answer",
    "Assurance",
    "AsyncClient",
    "AsyncJob",
    "AsyncJobs",
    "AsyncSearch",
    "AsyncServices",
    "CallCancelledError",
    "Client",
    "DerivationReport",
    "FieldViolation",
    "FileReport",
    "InvalidInputError",
    "Job",
    "JobCancelledError",
    "JobFailedError",
    "Jobs",
    "Judgement",
    "ProofReport",
    "Reason",
    "Retries",
    "RunningSearch",
    "SearchAnswer",
    "Services",
    "Solution",
    "Target",
    "TriviumError",
    "UnavailableError",
    "Verdict",
]
