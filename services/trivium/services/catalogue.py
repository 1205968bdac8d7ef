"""The services that a gateway can serve: where their operations are, and what their contracts are called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from google.protobuf import descriptor_pool
from google.protobuf.descriptor import ServiceDescriptor

if TYPE_CHECKING:
    from pathlib import Path

    import structlog

    from trivium.services.runtime.resident import Resident
    from trivium.services.runtime.settings import ServerSettings


@dataclass(frozen=True, slots=True)
class Offer:
    """One service."""

    operations: str
    """Module that holds its `SERVICE`, imported by workers only; of a resident service the one with its `open`."""
    contracts: tuple[str, ...]
    """Full names of its proto services."""
    stubs: tuple[str, ...]
    """Modules of their messages."""
    resident: bool = False
    """Whether it keeps state between calls, so that it lives in the server itself and not in its workers."""
    beside: bool = False
    """Whether it runs in a process of its own beside the server, since it holds secrets or computes."""
    patient: frozenset[str] = frozenset()
    """Full paths of the methods that wait for something to happen and compute nothing."""

    def descriptors(self) -> tuple[ServiceDescriptor, ...]:
        """The proto services."""
        for module in self.stubs:
            importlib.import_module(module)
        return tuple(descriptor_pool.Default().FindServiceByName(name) for name in self.contracts)

    def open(
        self,
        settings: ServerSettings,
        environ: Mapping[str, str],
        log: structlog.typing.FilteringBoundLogger,
        policies: Path | None,
    ) -> Resident:
        """The resident service, not yet started; `policies` is the socket on which policies can be asked."""
        resident: Resident = importlib.import_module(self.operations).open_resident(settings, environ, log, policies)
        return resident


def _offer(name: str, contract: str) -> Offer:
    package = f"trivium_api.{name}.v1"
    return Offer(f"trivium.services.{name}.servicer", (f"{package}.{contract}",), (f"{package}.{name}_service_pb2",))


CATALOGUE: Mapping[str, Offer] = {
    "geometry": _offer("geometry", "GeometryService"),
    "cas": _offer("cas", "CasService"),
    "prover": _offer("prover", "ProverService"),
    "jobs": Offer(
        "trivium.services.jobs.servicer",
        ("trivium_api.jobs.v1.JobService", "google.longrunning.Operations"),
        ("trivium_api.jobs.v1.job_service_pb2",),
        resident=True,
        patient=frozenset(
            {
                "/trivium_api.jobs.v1.JobService/WatchJob",
                "/trivium_api.jobs.v1.JobService/ReadResults",
                "/google.longrunning.Operations/WaitOperation",
            }
        ),
    ),
    "policy": replace(_offer("policy", "PolicyService"), resident=True, beside=True),
}
"""Every service by its short name."""
