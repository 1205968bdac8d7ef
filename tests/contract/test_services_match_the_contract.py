"""Every RPC of the protos is carried out, and nothing is carried out that they do not name."""

import importlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.descriptor import Descriptor, FieldDescriptor, MethodDescriptor
from grpc_tools import protoc

from trivium.client.methods import METHODS, PROOFS
from trivium.services.catalogue import CATALOGUE
from trivium.services.runtime.operation import Service
from trivium.services.runtime.settings import ServerSettings
from trivium.services.runtime.telemetry import json_log
from trivium_api.common.v1 import answer_pb2

RPCS = [
    pytest.param(name, method, id=f"{name}.{method.name}")
    for name, offer in CATALOGUE.items()
    if not offer.resident
    for contract in offer.descriptors()
    for method in contract.methods
]
ANSWERS = {
    "geometry": "trivium_api.geometry.v1.Solution",
    "cas": "trivium_api.cas.v1.Judgement",
    "prover": "trivium_api.prover.v1.FileReport",
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


@pytest.mark.parametrize("name", [name for name, offer in CATALOGUE.items() if not offer.resident])
def test_no_operation_is_without_an_rpc(name: str) -> None:
    contracts = CATALOGUE[name].descriptors()
    assert service(name).name == contracts[0].full_name
    assert len(service(name).operations) == sum(len(contract.methods) for contract in contracts)


@pytest.mark.parametrize("name", [name for name, offer in CATALOGUE.items() if offer.resident])
def test_the_operations_of_a_service_that_lives_in_the_server_are_its_rpcs(name: str) -> None:
    offer = CATALOGUE[name]
    operations = {entry.method: entry for entry in offer.open(ServerSettings(), {}, json_log(), None).operations}
    methods = {f"/{c.full_name}/{m.name}": m for c in offer.descriptors() for m in c.methods}
    assert operations.keys() == methods.keys()
    for path, method in methods.items():
        assert operations[path].request.DESCRIPTOR is method.input_type
        assert operations[path].response.DESCRIPTOR is method.output_type
        assert operations[path].streaming == method.server_streaming
    assert offer.patient <= methods.keys()


def test_the_texts_of_google_are_those_that_are_installed(tmp_path: Path) -> None:
    """Else the messages of two packages of one process would be called the same and not fit."""
    third_party = Path(__file__).parents[2] / "proto" / "third_party"
    names = [str(path.relative_to(third_party)) for path in (third_party / "google").rglob("*.proto")]
    found = tmp_path / "descriptors"
    flags = [f"-I{third_party}", f"-I{files('grpc_tools') / '_proto'}", "--include_imports"]
    assert protoc.main(["", *flags, f"--descriptor_set_out={found}", *names]) == 0
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(found.read_bytes()).file:
        pool.Add(file)
    for name in names:
        ours, installed = descriptor_pb2.FileDescriptorProto(), descriptor_pb2.FileDescriptorProto()
        pool.FindFileByName(name).CopyToProto(ours)
        module = importlib.import_module(f"{name.removesuffix('.proto').replace('/', '.')}_pb2")
        module.DESCRIPTOR.CopyToProto(installed)
        assert plain(ours) == plain(installed), name


def plain(file: descriptor_pb2.FileDescriptorProto) -> descriptor_pb2.FileDescriptorProto:
    """A definition without what it says to generators of other languages, and without the names that follow from it."""
    file.ClearField("options")
    messages = list(file.message_type)
    for message in messages:
        messages += message.nested_type
        for field in message.field:
            field.ClearField("json_name")
    for extension in file.extension:
        extension.ClearField("json_name")
    return file


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
    assert packages == {name for name, offer in CATALOGUE.items() if not offer.resident}
