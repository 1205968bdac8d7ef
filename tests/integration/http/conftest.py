from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from http_process import Served, serve_http

sys.path.append(str(Path(__file__).parents[1] / "runtime" / "specimens"))
from specimen_port import Port, open_port


@pytest.fixture(scope="session")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Port]:
    """A port of specimen services."""
    with open_port(tmp_path_factory.mktemp("port"), max_request_mb="1") as port:
        yield port


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real gateway with its engines and its HTTP port."""
    with serve_http(tmp_path_factory.mktemp("served") / "log") as served:
        yield served


@pytest.fixture
def http(served: Served) -> Iterator[httpx.Client]:
    """A client of the real gateway that shows its token."""
    with httpx.Client(
        base_url=served.origin, headers={"authorization": f"Bearer {served.token}"}, timeout=60
    ) as client:
        yield client
