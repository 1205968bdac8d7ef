"""Writes Envoy's configuration and the descriptors of every service: `python deploy/envoy/render.py --out DIR`.

The descriptors are those of the installed stubs, so that Envoy and the gateway read the same contract.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
from pathlib import Path
from string import Template

from google.protobuf.descriptor import FileDescriptor, ServiceDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from google.rpc import error_details_pb2

import trivium_api
from trivium.services.catalogue import CATALOGUE

TEMPLATE = Path(__file__).parent / "envoy.template.yaml"
DESCRIPTORS = "trivium_api.binpb"
CONNECT = (
    "- {name: envoy.filters.http.connect_grpc_bridge, typed_config: {'@type': type.googleapis.com/"
    "envoy.extensions.filters.http.connect_grpc_bridge.v3.FilterConfig}}"
)
"""The Connect protocol; Envoy calls this filter a work in progress that its threat model does not cover."""


def contract() -> list[FileDescriptor]:
    """The files of the contract, and those of the details of its errors."""
    found = [error_details_pb2.DESCRIPTOR, *(service.file for service in served())]
    for module in pkgutil.walk_packages(trivium_api.__path__, "trivium_api."):
        if module.name.endswith("_pb2"):
            found.append(importlib.import_module(module.name).DESCRIPTOR)
    return found


def served() -> list[ServiceDescriptor]:
    """The services of a gateway."""
    return [service for offer in CATALOGUE.values() for service in offer.descriptors()]


def descriptor_set(files: list[FileDescriptor]) -> FileDescriptorSet:
    """The files with all that they import, each after what it imports."""
    written: dict[str, FileDescriptor] = {}

    def write(file: FileDescriptor) -> None:
        if file.name not in written:
            for imported in file.dependencies:
                write(imported)
            written[file.name] = file

    for file in files:
        write(file)
    result = FileDescriptorSet()
    for file in written.values():
        file.CopyToProto(result.file.add())
    return result


def render(out: Path, folder: Path, listen: str, gateway: str, admin: int, origins: list[str], connect: bool) -> None:
    """Write both files to `out`; Envoy will find them in `folder`."""
    files = contract()
    listen_host, _, listen_port = listen.rpartition(":")
    gateway_host, _, gateway_port = gateway.rpartition(":")
    text = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        ADMIN_PORT=admin,
        LISTEN_HOST=json.dumps(listen_host),
        LISTEN_PORT=listen_port,
        GATEWAY_HOST=json.dumps(gateway_host),
        GATEWAY_PORT=gateway_port,
        ORIGINS=json.dumps([{"exact": origin} for origin in origins]),
        DESCRIPTORS=json.dumps(str(folder / DESCRIPTORS)),
        CONNECT=CONNECT if connect else "# Connect: see --connect",
        SERVICES=json.dumps(sorted(service.full_name for service in served())),
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "envoy.yaml").write_text(text, encoding="utf-8")
    (out / DESCRIPTORS).write_bytes(descriptor_set(files).SerializeToString(deterministic=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--folder", type=Path, help="where Envoy finds that folder; --out itself when left out")
    parser.add_argument("--listen", default="127.0.0.1:8081", help="where clients come")
    parser.add_argument("--gateway", default="127.0.0.1:50551", help="the gateway")
    parser.add_argument("--admin-port", type=int, default=9901, help="Envoy's own port, on this machine alone")
    parser.add_argument("--origin", action="append", default=[], help="origin whose pages may ask; may be repeated")
    parser.add_argument("--connect", action="store_true", help="answer the Connect protocol too")
    given = parser.parse_args()
    render(
        given.out,
        given.folder or given.out.absolute(),
        given.listen,
        given.gateway,
        given.admin_port,
        given.origin,
        given.connect,
    )


if __name__ == "__main__":
    main()
