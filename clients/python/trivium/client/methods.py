"""The methods of the services, found by their protobuf descriptors."""

from __future__ import annotations

from dataclasses import dataclass

from google.longrunning import operations_pb2
from google.protobuf import message_factory
from google.protobuf.descriptor import ServiceDescriptor
from google.protobuf.message import Message

from trivium_api.cas.v1 import cas_service_pb2
from trivium_api.cas.v1 import certificate_pb2 as cas_certificate
from trivium_api.geometry.v1 import certificate_pb2 as geometry_certificate
from trivium_api.geometry.v1 import geometry_service_pb2
from trivium_api.jobs.v1 import job_service_pb2
from trivium_api.policy.v1 import policy_service_pb2
from trivium_api.prover.v1 import certificate_pb2 as prover_certificate
from trivium_api.prover.v1 import prover_service_pb2


@dataclass(frozen=True, slots=True)
class Method:
    """One RPC."""

    path: str
    """Full path, such as `/trivium_api.cas.v1.CasService/CheckEqual`."""
    request: type[Message]
    response: type[Message]
    streaming: bool
    """Whether the answer is a stream."""
    takes_stream: bool
    """Whether the question is one."""


def _methods(service: ServiceDescriptor) -> dict[str, Method]:
    return {
        f"{service.name}.{m.name}": Method(
            path=f"/{service.full_name}/{m.name}",
            request=message_factory.GetMessageClass(m.input_type),
            response=message_factory.GetMessageClass(m.output_type),
            streaming=bool(m.server_streaming),
            takes_stream=bool(m.client_streaming),
        )
        for m in service.methods
    }


METHODS: dict[str, Method] = {
    name: method
    for module in (
        cas_service_pb2,
        geometry_service_pb2,
        prover_service_pb2,
        policy_service_pb2,
        job_service_pb2,
        operations_pb2,
    )
    for service in module.DESCRIPTOR.services_by_name.values()
    for name, method in _methods(service).items()
}
"""Every method by `Service.Method`, such as `CasService.CheckEqual`."""

PROOFS = (cas_certificate.DESCRIPTOR, geometry_certificate.DESCRIPTOR, prover_certificate.DESCRIPTOR)
"""The files that define what a certificate may hold: loaded, so that `Any` has a JSON form."""
