"""The API reference: every service, method, message and enum of the protos with its comments."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
    FileDescriptorSet,
    ServiceDescriptorProto,
)
from grpc_tools import protoc

_MESSAGE, _ENUM, _SERVICE = 4, 5, 6
"""Field numbers of a FileDescriptorProto: comments are found by them. Within, 2 is a field, value, method."""
_NESTED, _INNER_ENUM = 3, 4
HEAD = """# API reference

Made from the protos. Every service has server reflection: `grpcurl -plaintext HOST:PORT list`. Errors carry
`google.rpc.ErrorInfo`, and `BadRequest` with field, line and column where the input is at fault.
"""
Path_ = tuple[int, ...]


def api_reference(protos: Path) -> str:
    """The page, in Markdown, of `protos/trivium_api`; raises RuntimeError where the protos do not compile."""
    return HEAD + "".join(page for file in compiled(protos) for page in _file(file))


def compiled(protos: Path) -> list[FileDescriptorProto]:
    """The descriptors of our own files, with their comments."""
    import grpc_tools

    sources = sorted(str(path) for path in (protos / "trivium_api").rglob("*.proto"))
    bundled = Path(grpc_tools.__file__).parent / "_proto"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "all.pb"
        flags = [f"-I{protos}", f"-I{protos / 'third_party'}", f"-I{bundled}", *_googleapis()]
        code = protoc.main(["protoc", *flags, "--include_source_info", f"--descriptor_set_out={out}", *sources])
        if code:
            raise RuntimeError("the protos do not compile")
        return list(FileDescriptorSet.FromString(out.read_bytes()).file)


def _googleapis() -> list[str]:
    import google.rpc

    return [f"-I{Path(folder).parents[1]}" for folder in google.rpc.__path__]


def _file(file: FileDescriptorProto) -> Iterator[str]:
    comments = {tuple(place.path): place.leading_comments.strip() for place in file.source_code_info.location}
    for number, service in enumerate(file.service):
        yield from _service(service, (_SERVICE, number), comments, file.package)
    if file.message_type or file.enum_type:
        yield f"\n## Messages of `{file.name.rpartition('/')[2]}`\n\n`{file.package}`\n"
    for number, message in enumerate(file.message_type):
        yield from _message(message, (_MESSAGE, number), comments, "")
    for number, enum in enumerate(file.enum_type):
        yield from _enum(enum, (_ENUM, number), comments)


def _service(service: ServiceDescriptorProto, path: Path_, comments: dict[Path_, str], package: str) -> Iterator[str]:
    yield f"\n## {service.name}\n\n`{package}.{service.name}`. {comments.get(path, '')}\n"
    for number, method in enumerate(service.method):
        takes = ("stream of " if method.client_streaming else "") + _short(method.input_type)
        gives = ("stream of " if method.server_streaming else "") + _short(method.output_type)
        yield f"\n### {service.name}.{method.name}\n\n{takes} → {gives}\n\n{comments.get((*path, 2, number), '')}\n"


def _message(message: DescriptorProto, path: Path_, comments: dict[Path_, str], within: str) -> Iterator[str]:
    if message.options.map_entry:
        return
    name = within + message.name
    yield f"\n### {name}\n\n{comments.get(path, '')}\n"
    if message.field:
        yield "\n| field | type | |\n|---|---|---|\n"
        maps = {nested.name: nested for nested in message.nested_type if nested.options.map_entry}
        for number, field in enumerate(message.field):
            says = " ".join(comments.get((*path, 2, number), "").split()).replace("|", "\\|")
            yield f"| `{field.name}` | {_type(field, maps)} | {says} |\n"
    for number, nested in enumerate(message.nested_type):
        yield from _message(nested, (*path, _NESTED, number), comments, f"{name}.")
    for number, enum in enumerate(message.enum_type):
        yield from _enum(enum, (*path, _INNER_ENUM, number), comments, f"{name}.")


def _enum(enum: EnumDescriptorProto, path: Path_, comments: dict[Path_, str], within: str = "") -> Iterator[str]:
    yield f"\n### {within}{enum.name}\n\n{comments.get(path, '')}\n\n| value | |\n|---|---|\n"
    for number, value in enumerate(enum.value):
        says = " ".join(comments.get((*path, 2, number), "").split()).replace("|", "\\|")
        yield f"| `{value.name}` | {says} |\n"


def _type(field: FieldDescriptorProto, maps: dict[str, DescriptorProto]) -> str:
    inner = maps.get(_short(field.type_name))
    if inner is not None:
        return f"map of {_type(inner.field[0], {})} to {_type(inner.field[1], {})}"
    name = _short(field.type_name) or FieldDescriptorProto.Type.Name(field.type).removeprefix("TYPE_").lower()
    return f"repeated {name}" if field.label == FieldDescriptorProto.LABEL_REPEATED else name


def _short(name: str) -> str:
    return name.rpartition(".")[2]
