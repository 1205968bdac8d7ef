"""The images, built and tried. No container engine with a daemon is needed: podman builds in a chroot."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_installs import debian_program, run
from prove_process import ROOT

pytestmark = pytest.mark.timeout(3600)
UPSTREAM = "docker.io/library/debian:bookworm-slim"
OWN_BASE = "localhost/trivium-base:bookworm"
AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
"""Of this machine, which may know some that the base does not."""


def exists(image: str) -> bool:
    return subprocess.run(["podman", "image", "exists", image], check=False).returncode == 0


@pytest.fixture(scope="session")
def base() -> str:
    """The base: Debian's own image, or one made of Debian's packages where no registry of images can be reached."""
    debian_program("podman", "podman")
    if exists(OWN_BASE):
        return OWN_BASE
    pull = ["podman", "pull", "--quiet", "--retry", "0", UPSTREAM]
    if subprocess.run(pull, capture_output=True, timeout=120, check=False).returncode == 0:
        return UPSTREAM
    debootstrap = debian_program("debootstrap", "debootstrap")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        run(debootstrap, "--variant=minbase", "--include=ca-certificates", "bookworm", f"{folder}/root")
        run("bash", "-c", f"set -o pipefail; tar -C {folder}/root -c . | podman import --quiet - {OWN_BASE}")
    return OWN_BASE


def build(target: str, base: str) -> str:
    """The name of a target's image."""
    image = f"localhost/trivium-{target}:test"
    command = ["podman", "build", "--isolation=chroot", "--network=host", "--quiet", "--build-arg", f"BASE={base}"]
    mounts = ["--volume", f"{AUTHORITIES}:{AUTHORITIES}:ro"] if Path(AUTHORITIES).exists() else []
    run(*command, *mounts, "--file", str(ROOT / "deploy/Dockerfile"), "--target", target, "--tag", image, str(ROOT))
    return image


class Container:
    """A container whose commands run in a chroot, as the image's own user."""

    def __init__(self, image: str) -> None:
        debian_program("buildah", "buildah")
        self.configuration = json.loads(
            subprocess.run(["podman", "image", "inspect", image], capture_output=True, check=True).stdout
        )[0]["Config"]
        made = subprocess.run(["buildah", "from", image], capture_output=True, text=True, check=True)
        self._name = made.stdout.strip()

    def __call__(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["buildah", "run", "--isolation=chroot", self._name, "--", *command],
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )

    def remove(self) -> None:
        subprocess.run(["buildah", "rm", self._name], capture_output=True, check=True)


@pytest.fixture(scope="module")
def service(base: str) -> Iterator[Container]:
    container = Container(build("service", base))
    yield container
    container.remove()


def test_the_service_runs_as_a_user_without_rights(service: Container) -> None:
    assert service.configuration["User"] == "10001:10001"
    assert service("id", "-u").stdout.strip() == "10001"
    assert service("bash", "-c", "echo x > /opt/trivium/x").returncode != 0


def test_the_image_holds_no_more_than_it_runs(service: Container) -> None:
    for path in ("/src", "/opt/uv", "/opt/trivium/bin/pytest", "/opt/trivium/bin/mypy"):
        assert service("test", "-e", path).returncode != 0, path
    environment = " ".join(service.configuration["Env"])
    assert not [word for word in ("PIP_", "UV_", "SSL_CERT") if word in environment]


def test_every_engine_answers_in_the_image(service: Container) -> None:
    assert service("prove", "cas", "check", "sin(x)**2 + cos(x)**2 = 1").returncode == 0
    problem = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"
    assert service("bash", "-c", f"echo '{problem}' | prove geo solve -").returncode == 0
    told = service("prove", "lean", "prove", "-e", "∀ n : ℕ, n + 0 = n")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "in the installed package" in service("prove", "doctor").stdout


def test_the_server_of_the_image_passes_its_probe(service: Container) -> None:
    script = (
        "prove serve --bind 127.0.0.1:50559 --http 0 --quiet > /tmp/out & server=$!; "
        "for i in $(seq 300); do grep -q '^page at' /tmp/out && break; sleep 0.3; done; "
        "TRIVIUM_BIND=127.0.0.1:50559 /opt/trivium/bin/python /opt/probe.py; code=$?; "
        "TRIVIUM_BIND=127.0.0.1:1 /opt/trivium/bin/python /opt/probe.py && code=9; "
        "kill $server; wait $server; exit $code"
    )
    done = service("bash", "-c", script)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_lean_image_is_the_service_with_a_place_for_a_toolchain(base: str, service: Container) -> None:
    container = Container(build("lean", base))
    try:
        assert "LEAN_SYSROOT=/opt/lean" in container.configuration["Env"]
        assert container("prove", "lean", "check", "/dev/null").returncode in {0, 1, 2, 3}
    finally:
        container.remove()


def test_envoys_image_takes_its_configuration(base: str) -> None:
    container = Container(build("envoy", base))
    try:
        done = container("envoy", "--mode", "validate", "-c", "/etc/envoy/envoy.yaml")
        assert done.returncode == 0, done.stderr
    finally:
        container.remove()
