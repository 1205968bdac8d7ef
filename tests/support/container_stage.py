"""Tests the container sandbox over a real engine: the one that answers, else a Podman of its own for the run."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from trivium.services.sandbox import NoEngineError, container

TESTS = ["tests/integration/sandbox", "tests/integration/prover/test_container.py"]
CONFIGURATION = '[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\n'
"""What runs without systemd, and on machines with cgroups of both versions."""


def install() -> None:
    """Podman and its runtime from Debian."""
    if shutil.which("podman") and shutil.which("runc"):
        return
    if os.geteuid() != 0:
        sys.exit("missing: podman and runc. On Debian: apt install podman runc")
    subprocess.run(["apt-get", "install", "-y", "-q", "podman", "runc"], check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def podman() -> Iterator[str]:
    """The address of a Podman that ends with the block; its images and containers are in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="trivium-podman-") as folder:
        home, address = Path(folder), f"unix://{folder}/podman.sock"
        (home / "containers.conf").write_text(CONFIGURATION)
        store = ["--root", f"{folder}/root", "--runroot", f"{folder}/run", "--storage-driver", "vfs"]
        service = subprocess.Popen(
            ["podman", *store, "system", "service", "--time=0", address],
            env={**os.environ, "CONTAINERS_CONF": f"{folder}/containers.conf"},
            stderr=subprocess.DEVNULL,
        )
        try:
            deadline = time.monotonic() + 20
            while not (home / "podman.sock").exists() and time.monotonic() < deadline:
                time.sleep(0.1)
            yield address
        finally:
            service.terminate()
            service.wait()


def run(address: str) -> int:
    """The tests, with an engine; a container that does not run is a failure, not a reason to skip."""
    container({"DOCKER_HOST": address})
    environment = {**os.environ, "DOCKER_HOST": address}
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *TESTS], env=environment, check=False).returncode


def main() -> int:
    """The exit code of the tests."""
    try:
        return run(container(os.environ).engine)
    except NoEngineError as error:
        print(f"no engine yet: {error}")
    install()
    with podman() as address:
        return run(address)


if __name__ == "__main__":
    sys.exit(main())
