"""The table of a service as it crosses a process boundary: all that a server must know, and none of its engine.

A parent never imports an engine: the nursery loads the `Service`, and tells the parent this table.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from google.protobuf import descriptor_pool, message_factory

from trivium.services.runtime.operation import Operation, Service

if TYPE_CHECKING:
    from google.protobuf.descriptor import ServiceDescriptor
    from google.protobuf.message import Message


@dataclass(frozen=True, slots=True)
class Entry:
    """One method of a service, seen from outside its worker."""

    method: str
    """Full path, such as `/trivium_api.cas.v1.CasService/CheckEqual`."""
    request: type[Message]
    response: type[Message]
    streaming: bool
    items: bool
    """Whether the caller sends a stream of requests, each of which is answered by one response."""
    default_wall: float
    answers_exhausted: bool
    """Whether the service has an answer for a call whose worker had to be killed."""


@dataclass(frozen=True, slots=True)
class Table:
    """A service and its methods by full path."""

    name: str
    entries: Mapping[str, Entry]

    @property
    def contracts(self) -> tuple[str, ...]:
        """Full names of the proto services that its methods belong to, in the order of the methods."""
        return tuple(dict.fromkeys(contract_of(path) for path in self.entries))


def contract_of(path: str) -> str:
    """The proto service of a method.

    >>> contract_of("/google.longrunning.Operations/GetOperation")
    'google.longrunning.Operations'
    """
    return path.removeprefix("/").rpartition("/")[0]


def load(source: str) -> Service:
    """The service of `module` or `module:ATTRIBUTE` (SERVICE when left out).

    Raises ImportError or AttributeError where there is none, TypeError where it is something else.
    """
    module, _, attribute = source.partition(":")
    service = getattr(importlib.import_module(module), attribute or "SERVICE")
    if not isinstance(service, Service):
        raise TypeError(f"{source} is a {type(service).__name__}, not a Service")
    return service


def describe(service: Service) -> dict[str, Any]:
    """The table of `service` in plain values; inverse of `table`."""
    modules = sorted({module for entry in service.operations for module in _modules(entry)})
    return {
        "name": service.name,
        "modules": modules,
        "operations": [
            {
                "method": entry.method,
                "default_wall": entry.default_wall,
                "answers_exhausted": entry.exhausted is not None,
            }
            for entry in service.operations
        ],
    }


def table(description: Mapping[str, Any]) -> Table:
    """The table that `describe` told; imports the modules of its messages."""
    for module in description["modules"]:
        importlib.import_module(module)
    return Table(description["name"], {entry["method"]: _entry(entry) for entry in description["operations"]})


def _entry(description: Mapping[str, Any]) -> Entry:
    path: str = description["method"]
    contract: ServiceDescriptor = descriptor_pool.Default().FindServiceByName(contract_of(path))
    method = contract.methods_by_name[path.rpartition("/")[2]]
    return Entry(
        method=path,
        request=message_factory.GetMessageClass(method.input_type),
        response=message_factory.GetMessageClass(method.output_type),
        streaming=bool(method.server_streaming),
        items=bool(method.client_streaming),
        default_wall=description["default_wall"],
        answers_exhausted=description["answers_exhausted"],
    )


def _modules(operation: Operation[Any, Any]) -> set[str]:
    return {operation.request.__module__, operation.response.__module__}
