"""Every RPC of the protos is carried out, and nothing is carried out that they do not name."""

import importlib
from collections.abc import Iterator

import pytest
from google.protobuf import descriptor_pool
from google.protobuf.descriptor import Descriptor, FieldDescriptor, MethodDescriptor

from trivium.client.methods import METHODS, PROOFS
from trivium.services.catalogue import CATALOGUE
from trivium.services.runtime.operation import Service
from trivium_api.common.v1alpha1 import answer_pb2

RPCS = [
    pytest.param(name, method, id=f"{name}.{method.name}")
    for name, offer in CATALOGUE.items()
    for contract in offer.descriptors()
    for method in contract.methods
]
ANSWERS = {
    "geometry": "trivium_api.geometry.v1alpha1.Solution",
    "cas": "trivium_api.cas.v1alpha1.Judgement",
    "prover": "trivium_api.prover.v1alpha1.FileReport",
}
SHARED = (
    "name",
    "verdict",
    "assurance",
    "reason",
    "detail",
    "checked_by",
    "usage",
    "environment",
    "valid_when",
    "certificate",
    "vacuous",
)


def service(name: str) -> Service:
    found = importlib.import_module(CATALOGUE[name].operations).SERVICE
    assert isinstance(found, Service)
    return found


@pytest.mark.parametrize(("name", "method"), RPCS)
def test_each_rpc_has_an_operation_of_its_types(name: str, method: MethodDescriptor) -> None:
    path = f"/{method.containing_service.full_name}/{method.name}"
    operations = [o for o in service(name).operations if o.method == path]
    assert len(operations) == 1
    assert operations[0].request.DESCRIPTOR is method.input_type
    assert operations[0].response.DESCRIPTOR is method.output_type
    assert operations[0].streaming == method.server_streaming
    assert 0 < operations[0].default_wall <= 600


@pytest.mark.parametrize("name", CATALOGUE)
def test_no_operation_is_without_an_rpc(name: str) -> None:
    contracts = CATALOGUE[name].descriptors()
    assert service(name).name == contracts[0].full_name
    assert len(service(name).operations) == sum(len(contract.methods) for contract in contracts)


def test_the_client_knows_every_rpc() -> None:
    offered = {f"/{c.full_name}/{m.name}" for o in CATALOGUE.values() for c in o.descriptors() for m in c.methods}
    assert {method.path for method in METHODS.values()} == offered


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answers_of_all_engines_share_their_first_fields(name: str) -> None:
    answer = descriptor_pool.Default().FindMessageTypeByName(ANSWERS[name])
    assert [answer.fields_by_name[field].number for field in SHARED] == list(range(1, 12))


@pytest.mark.parametrize(("name", "method"), RPCS)
def test_every_request_that_works_for_long_takes_a_budget(name: str, method: MethodDescriptor) -> None:
    quick = method.name.startswith(("Read", "List"))
    assert quick or method.input_type.fields_by_name["budget"].message_type is answer_pb2.Budget.DESCRIPTOR


@pytest.mark.parametrize(("name", "method"), RPCS)
def test_every_text_of_a_request_has_a_limit(name: str, method: MethodDescriptor) -> None:
    """A text without one could fill the memory of a server before anything looks at it."""
    limited = {path for path, field in texts(method.input_type) if has_limit(field)}
    everything = {path for path, _ in texts(method.input_type)}
    assert everything - limited <= {f"{p}{s}" for p in ("equation.", "against.") for s in ("lhs", "rhs")}


def texts(message: Descriptor, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, FieldDescriptor]]:
    for field in message.fields:
        if field.type == FieldDescriptor.TYPE_STRING:
            yield prefix + field.name, field
        elif field.message_type is not None and depth < 3 and field.message_type.full_name.startswith("trivium"):
            if field.message_type.name in {"Certificate"} or field.message_type.GetOptions().map_entry:
                continue
            yield from texts(field.message_type, f"{prefix}{field.name}.", depth + 1)


LIMITS_OF_A_TEXT = ("max_len", "max_bytes", "pattern")


def has_limit(field: FieldDescriptor) -> bool:
    from trivium_api.third_party.buf.validate import validate_pb2

    rules = field.GetOptions().Extensions[validate_pb2.field]
    return any(
        text.HasField(limit) for text in (rules.string, rules.repeated.items.string) for limit in LIMITS_OF_A_TEXT
    )


def test_every_proof_type_lives_beside_its_checker() -> None:
    packages = {proof.package.split(".")[1] for proof in PROOFS}
    assert packages == set(CATALOGUE)
