"""The stage `make test-vllm`: a small model of our own, served by the real vLLM on the CPU."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from vllm_server import SEQUENCES, Vllm

from trivium.prover.policy.export import export

STEPS = 900
READY_SECONDS = 600.0


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def python() -> Path:
    """The interpreter of vLLM's environment, which `make test-vllm` names."""
    return Path(os.environ["TRIVIUM_VLLM_PYTHON"]).absolute()


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables of vLLM: no network, no compilation, one thread."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path_factory.mktemp("home")),
        "HF_HUB_OFFLINE": "1",
        "VLLM_NO_USAGE_STATS": "1",
        "TORCHDYNAMO_DISABLE": "1",
        "OMP_NUM_THREADS": "1",
        "VLLM_CPU_KVCACHE_SPACE": "1",
    }


@pytest.fixture(scope="session")
def checkpoint(python: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model trained for the stage: one folder for vLLM and for us."""
    folder = tmp_path_factory.mktemp("checkpoint") / "small"
    script = Path(__file__).with_name("train_small_model.py")
    subprocess.run([python, script, folder, str(STEPS)], env=environment, check=True, timeout=900)
    export(folder)
    return folder


@pytest.fixture(scope="session")
def vllm(
    python: Path, environment: dict[str, str], checkpoint: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Vllm]:
    """The server, ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("vllm") / "log"
    command = [str(python), "-m", "vllm.entrypoints.openai.api_server", "--model", str(checkpoint)]
    command += ["--served-model-name", "small", "--host", "127.0.0.1", "--port", str(port), "--dtype", "float32"]
    command += ["--max-model-len", "512", "--max-num-seqs", str(SEQUENCES), "--max-logprobs", "40", "--enforce-eager"]
    with log.open("wb") as sink:
        process = subprocess.Popen(command, env=environment, stdout=sink, stderr=sink, start_new_session=True)
    server = Vllm(f"http://127.0.0.1:{port}/v1", process, log)
    until = time.monotonic() + READY_SECONDS
    try:
        while not server.healthy():
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"vLLM does not start:\n{log.read_text(errors='replace')[-3000:]}")
            time.sleep(1)
        yield server
    finally:
        for number in (signal.SIGCONT, signal.SIGTERM, signal.SIGKILL):
            try:
                server.signal(number)
            except ProcessLookupError:
                break
            time.sleep(0.5)
        process.wait()
        shutil.rmtree(environment["HOME"], ignore_errors=True)
