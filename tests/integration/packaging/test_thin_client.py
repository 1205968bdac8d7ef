"""The thin wheel, installed into an environment of its own: a client that asks a real server, and no engine."""

import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROJECT = ROOT / "clients" / "python"
ENGINES = ("trivium.geometry", "trivium.cas", "trivium.prover", "trivium.services", "trivium.cli")
HEAVY = ("numpy", "sympy", "flint", "typer", "rich", "protovalidate")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thin")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, timeout=100)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the wheel and what it depends on."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=True)
    uv = Path(sys.executable).parent / "uv"
    command = [uv, "pip", "install", "--quiet", "--python", home / "bin" / "python", wheel]
    subprocess.run(command, check=True, timeout=110)
    return home / "bin" / "python"


def names(wheel: Path) -> list[str]:
    return zipfile.ZipFile(wheel).namelist()


def test_the_thin_wheel_holds_the_client_and_the_contract_and_nothing_else(wheel: Path) -> None:
    packages = {"/".join(PurePosixPath(name).parts[:2]) for name in names(wheel) if ".dist-info" not in name}
    assert {name for name in packages if name.startswith("trivium/")} == {"trivium/client", "trivium/notebook"}
    assert {name.split("/")[0] for name in packages} == {"trivium", "trivium_api"}
    assert "trivium/client/py.typed" in names(wheel)
    assert wheel.stat().st_size < 500_000


def test_the_thin_wheel_has_the_version_and_the_floors_of_the_whole() -> None:
    thin = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert thin["version"] == whole["version"]
    assert set(thin["dependencies"]) < set(whole["dependencies"])


def test_importing_the_thin_client_pulls_in_no_engine(python: Path) -> None:
    code = f"""
import importlib.util, sys
import trivium.client, trivium.notebook
assert not [m for m in sys.modules if m in {ENGINES!r} or m.split(".")[0] in {HEAVY!r}]
for engine in {ENGINES!r} + {HEAVY!r}:
    assert importlib.util.find_spec(engine) is None, engine
"""
    subprocess.run([python, "-I", "-c", code], check=True, timeout=60)


def test_the_thin_client_asks_a_real_gateway(python: Path) -> None:
    prove = Path(sys.executable).parent / "prove"
    server = subprocess.Popen([prove, "serve", "--bind", "127.0.0.1:0", "--quiet"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        code = """
import sys
from trivium.client import Client
with Client(sys.argv[1]) as trivium:
    answer = trivium.cas.check_equal("sqrt(x**2)", "x", assume={"x": "real"}, wall=20)
    print(answer.verdict, sorted(answer.counterexample.point))
"""
        command = [python, "-I", "-c", code, address]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
        assert done.stdout.split(None, 1) == ["REFUTED", "['x']\n"]
    finally:
        server.terminate()
        server.communicate(timeout=20)
