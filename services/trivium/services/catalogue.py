"""The services that a gateway can serve: where their operations are, and what their contract is called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

from google.protobuf import descriptor_pool
from google.protobuf.descriptor import ServiceDescriptor


@dataclass(frozen=True, slots=True)
class Offer:
    """One service."""

    operations: str
    """Module that holds its `SERVICE`; imported by workers only."""
    contract: str
    """Full name of its proto service."""
    stubs: str
    """Module of its messages."""

    def descriptor(self) -> ServiceDescriptor:
        """The proto service."""
        importlib.import_module(self.stubs)
        return descriptor_pool.Default().FindServiceByName(self.contract)


def _offer(name: str, contract: str) -> Offer:
    package = f"trivium_api.{name}.v1alpha1"
    return Offer(f"trivium.services.{name}.servicer", f"{package}.{contract}", f"{package}.{name}_service_pb2")


CATALOGUE: Mapping[str, Offer] = {
    "geometry": _offer("geometry", "GeometryService"),
    "cas": _offer("cas", "CasService"),
    "prover": _offer("prover", "ProverService"),
}
"""Every service by its short name."""
