"""Generates the Python stubs of `proto/` into `proto/gen/trivium_api`; `--check` compares instead of writing.

The module of `buf/validate` is moved under `trivium_api.third_party`, so that an installation of trivium adds no
top-level name `buf`; the wire names stay those of the protos. The modules of `google/` are those of
googleapis-common-protos: a second definition of the same messages would not fit beside it into one process.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import re
import shutil
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from grpc_tools import protoc

PROTO = Path(__file__).resolve().parent
GENERATED = PROTO / "gen" / "trivium_api"
THIRD_PARTY_IMPORT = re.compile(r"\b(from|import) buf\.validate\b")
THIRD_PARTY_NAME = re.compile(r"(?<![\w./\"'])buf\.validate\.validate_pb2\b")


def generate(target: Path) -> None:
    """Write every stub below `target`; raises SystemExit when protoc refuses a file."""
    # protoc looks its plugins up on PATH; they are installed beside this interpreter
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    sources = sorted(str(p.relative_to(PROTO)) for p in PROTO.glob("trivium_api/**/*.proto"))
    vendored = sorted(str(p.relative_to(PROTO / "third_party")) for p in (PROTO / "third_party").glob("buf/**/*.proto"))
    with tempfile.TemporaryDirectory() as folder:
        arguments = [
            "protoc",
            f"-I{PROTO}",
            f"-I{PROTO / 'third_party'}",
            f"-I{files('grpc_tools') / '_proto'}",
            f"--python_out={folder}",
            f"--mypy_out=quiet:{folder}",
        ]
        services = [s for s in sources if s.endswith("_service.proto")]
        failed = protoc.main([*arguments, *sources, *vendored]) or protoc.main(
            [*arguments[:4], f"--grpc_python_out={folder}", f"--mypy_grpc_out=quiet:{folder}", *services]
        )
        if failed:
            raise SystemExit("protoc refused the protos (see above)")
        arrange(Path(folder), target)


def arrange(folder: Path, target: Path) -> None:
    """Move protoc's output into the package layout and add the package markers."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(folder / "trivium_api", target)
    shutil.move(folder / "buf", target / "third_party" / "buf")
    for path in target.rglob("*.py*"):
        text = THIRD_PARTY_IMPORT.sub(r"\1 trivium_api.third_party.buf.validate", path.read_text())
        path.write_text(THIRD_PARTY_NAME.sub("trivium_api.third_party.buf.validate.validate_pb2", text))
    for directory in [target, *(p for p in target.rglob("*") if p.is_dir())]:
        (directory / "__init__.py").write_text('"""Generated from `proto/`; regenerate with `make stubs`."""\n')
    (target / "py.typed").touch()


def differences(left: Path, right: Path) -> list[str]:
    """Names of the files that differ between two trees, or stand in one of them alone."""

    def names(root: Path) -> set[str]:
        return {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts}

    common = names(left) & names(right)
    different = [n for n in common if not filecmp.cmp(left / n, right / n, shallow=False)]
    return sorted((names(left) ^ names(right)) | set(different))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the committed stubs")
    if not parser.parse_args().check:
        generate(GENERATED)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder) / "trivium_api")
        stale = differences(Path(folder) / "trivium_api", GENERATED)
    for name in stale:
        print(f"stale stub: {name} (run `make stubs`)", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
