"""The one seam through which the command line reaches the engines of this machine.

Nothing else of the clients may import `trivium.services`, and nothing of the clients imports an engine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import aclosing, asynccontextmanager, contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from google.protobuf import json_format
from google.protobuf.message import Message

from trivium.cli.errors import InputError
from trivium.client.errors import FieldViolation, TriviumError
from trivium.client.methods import METHODS
from trivium.services.local import LocalHost, default_engine, default_policies, jobs_on_demand
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.items import answer_item, answer_items
from trivium.services.runtime.launcher import LoadError
from trivium.services.runtime.operation import Fault
from trivium.services.runtime.resident import Resident
from trivium.services.runtime.settings import SettingsError, load_settings
from trivium.services.runtime.telemetry import json_log
from trivium.services.runtime.validation import Item
from trivium.services.sandbox import active_layers, inactive_layers
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

if TYPE_CHECKING:  # pyarrow is an extra
    from trivium.services.data.generating import Course

__all__ = [
    "active_layers",
    "data_summary",
    "formalizations",
    "generate_data",
    "inactive_layers",
    "local_backend",
    "read_formalizations",
    "serve_here",
]


class LocalBackend:
    """The services of this machine under the interface of a remote one."""

    def __init__(self, host: LocalHost, parallelism: int) -> None:
        self._host = host
        self._parallelism = parallelism

    async def unary(self, method: str, request: Message, *, timeout: float | None = None) -> Message:
        """The answer of a unary method; the budget of the request bounds it, and `timeout` is not needed."""
        try:
            return await self._host.unary(METHODS[method].path, request)
        except FaultError as error:
            raise client_error(error.fault) from None
        except LoadError as error:
            raise TriviumError("UNAVAILABLE", str(error), reason="ENGINE_NOT_LOADED") from None

    async def stream(
        self, method: str, request: Message, *, timeout: float | None = None
    ) -> AsyncGenerator[Message, None]:
        """The answers of a streaming method as they come."""
        try:
            async with aclosing(self._host.stream(METHODS[method].path, request)) as messages:
                async for message in messages:
                    yield message
        except FaultError as error:
            raise client_error(error.fault) from None
        except LoadError as error:
            raise TriviumError("UNAVAILABLE", str(error), reason="ENGINE_NOT_LOADED") from None

    async def exchange(
        self, method: str, messages: AsyncIterator[Message] | Iterable[Message], *, timeout: float | None = None
    ) -> AsyncGenerator[Message, None]:
        """The answers of a method that takes a stream, in the order of `messages`; the fault of one stays with it."""
        entry = METHODS[method]

        async def ask(item: Item) -> bytes:
            return await answer_item(item, entry.response, self._answer(entry.path))

        try:
            async with aclosing(answer_items(_items(messages), ask, self._parallelism)) as answers:
                async for data in answers:
                    yield entry.response.FromString(data)
        except LoadError as error:
            raise TriviumError("UNAVAILABLE", str(error), reason="ENGINE_NOT_LOADED") from None

    def _answer(self, path: str) -> Callable[[Message], Awaitable[bytes]]:
        async def answer(message: Message) -> bytes:
            return (await self._host.unary(path, message)).SerializeToString()

        return answer


async def _items(messages: AsyncIterator[Message] | Iterable[Message]) -> AsyncIterator[Item]:
    if isinstance(messages, AsyncIterator):
        async for message in messages:
            yield Item(b"", message)
    else:
        for message in messages:
            yield Item(b"", message)


@asynccontextmanager
async def local_backend(parallelism: int, jobs_dir: Path | None = None) -> AsyncIterator[LocalBackend]:
    """The engines of this machine, `parallelism` questions at a time, and the jobs of a folder (None: the user's)."""
    residents, policies = _residents(jobs_dir), default_policies(os.environ)
    engine = default_engine(os.environ)
    async with LocalHost(engine, parallelism, open_resident=residents, policies=policies) as host:
        yield LocalBackend(host, parallelism)


def _residents(jobs_dir: Path | None) -> Callable[[str], Resident | None]:
    def opened(contract: str) -> Resident | None:
        try:
            settings = load_settings({"jobs_dir": jobs_dir}, os.environ)
        except SettingsError as error:
            raise TriviumError("INVALID_ARGUMENT", str(error), reason="SETTING") from None
        return jobs_on_demand(settings, os.environ, json_log())(contract)

    return opened


def index_traces(traces: Sequence[Path], leandojo: Path | None, out: Path) -> int:
    """Write the index of a policy of nearest neighbours; how many traces it holds. Raises InputError."""
    from trivium.services.policy.configuration import ConfigurationError
    from trivium.services.policy.index import build_index  # other commands index nothing

    try:
        return build_index(traces, leandojo, out)
    except ConfigurationError as error:
        raise InputError(str(error)) from None


def has_batches() -> bool:
    """Whether the libraries of batches are installed."""
    return find_spec("pyarrow") is not None


def propose_here(
    out: Path, count: int, seed: int, processes: int, environ: Mapping[str, str], cancelled: Callable[[], bool]
) -> Generator[geometry.Proposal, None, None]:
    """Theorems of a batch in a folder, those that it has and then the others as they are found.

    Raises InputError for a folder that holds another batch or is in use.
    """
    from trivium.services.batch.errors import BatchError
    from trivium.services.geometry.proposing import propose_into

    try:
        yield from propose_into(out, count, seed, default_engine(environ), processes, cancelled)
    except BatchError as error:
        raise InputError(f"--out: {error}") from None


def proposed(folder: Path) -> Iterator[geometry.Proposal]:
    """The theorems of a batch of proposals, so far as it has come; raises InputError where it is none."""
    try:
        from trivium.services.batch import Batch, BatchError, results
    except ModuleNotFoundError as error:
        raise InputError(f"batches need trivium[batch]: {error}") from None
    try:
        batch = Batch.open(folder)
        if batch.kind != "geometry.propose":
            raise InputError(f"{folder} is a batch of {batch.kind}, not of proposals")
        for row in results(batch, ["failure", "answer"]):
            if not row["failure"]:
                yield json_format.Parse(row["answer"], geometry.Proposal())
    except BatchError as error:
        raise InputError(str(error)) from None


def client_error(fault: Fault) -> TriviumError:
    """A refusal of a service as the error that a remote client would get."""
    violations = tuple(FieldViolation(v.field, v.description, v.reason) for v in fault.violations + fault.preconditions)
    return TriviumError(
        fault.code.name,
        fault.message,
        reason=fault.reason,
        violations=violations,
        retry_after=fault.retry_after,
        metadata=dict(fault.metadata),
    )


def serve_here(
    flags: Mapping[str, object],
    environ: Mapping[str, str],
    on_ready: Callable[[str], None],
    on_page: Callable[[str], None],
    *,
    quiet: bool,
) -> None:
    """Serve until SIGTERM or Ctrl-C; flags that are None are not given.

    Raises TriviumError: INVALID_ARGUMENT for settings that cannot be used, UNAVAILABLE for an address that cannot
    be had or an engine that cannot be loaded.
    """
    from trivium.services.gateway import run_gateway  # a command that asks here needs no server
    from trivium.services.runtime import loop
    from trivium.services.runtime.server import BindError

    def ready(address: str) -> None:
        loop.settle()
        on_ready(address)

    try:
        settings = load_settings(flags, environ)
        with Path(os.devnull).open("w") if quiet else nullcontext(sys.stderr) as log:
            loop.run(run_gateway(settings, environ=environ, on_ready=ready, on_page=on_page, log_stream=log))
    except SettingsError as error:
        raise TriviumError("INVALID_ARGUMENT", str(error), reason="SETTING") from None
    except (LoadError, BindError) as error:
        raise TriviumError("UNAVAILABLE", str(error), reason="NOT_STARTED") from None


def generate_data(
    out: Path, configuration: Mapping[str, Any], seed: int, processes: int, environ: Mapping[str, str]
) -> Iterator[Course]:
    """Generate statements into a folder; how far it is, now and then.

    Raises TriviumError: INVALID_ARGUMENT for a configuration that is wrong, FAILED_PRECONDITION for a folder that holds
    something else or is in use.
    """
    from trivium.services.data.generating import generate

    with batch_errors():
        yield from generate(out, configuration, seed, default_engine(environ), processes)


def data_summary(out: Path) -> dict[str, Any]:
    """The counts of a data set in a folder, in JSON values; raises TriviumError."""
    from trivium.services.data.generating import summary

    with batch_errors():
        return summary(out).plain


def formalizations(text: str) -> list[dict[str, Any]]:
    """The problems of a text as Lean theorems, or refused, in JSON values."""
    from trivium.services.data.formalizing import formalized

    return formalized(text)


def read_formalizations(problem: str, answers: Sequence[str], source: str) -> list[dict[str, Any]]:
    """The answers of a policy to a problem in words: read and written anew, or refused, in JSON values."""
    from trivium.services.data.formalizing import read

    return read(problem, answers, source)


@contextmanager
def batch_errors() -> Iterator[None]:
    """Errors of batches as those that a remote client would get."""
    from trivium.services.batch.errors import BatchError, ConfigurationError

    try:
        yield
    except ConfigurationError as error:
        raise TriviumError("INVALID_ARGUMENT", str(error), reason="CONFIGURATION") from None
    except BatchError as error:
        raise TriviumError("FAILED_PRECONDITION", str(error), reason="BATCH") from None
