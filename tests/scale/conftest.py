import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import batch_specimens
import pytest
from ray_nodes import add_node

from trivium.services.batch import register
from trivium.services.local import default_engine
from trivium.services.runtime.operation import EngineSettings

TESTS = Path(__file__).parents[1]
SPECIMENS = TESTS / "integration" / "jobs" / "specimens"
sys.path.append(str(SPECIMENS))
# what the nodes of the cluster import from
PATHS = os.pathsep.join([str(TESTS / "support"), str(SPECIMENS), *(p for p in sys.path if p)])


@pytest.fixture(autouse=True, scope="session")
def specimens() -> None:
    register("test.remainders", batch_specimens.SOURCE)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def engine() -> EngineSettings:
    return default_engine({})


NODES = 3


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """A Ray cluster of three nodes, each with processes of its own; the driver is connected to the first."""
    # a machine with other work is slow to start processes, and what others use of its memory is no concern here
    os.environ |= {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_agent_register_timeout_ms": "300000",
        "RAY_memory_monitor_refresh_ms": "0",
        "PYTHONPATH": PATHS,
    }
    import ray
    from ray.cluster_utils import Cluster

    made = Cluster()
    for _ in range(NODES):
        add_node(made)
    ray.init(address=made.address, log_to_driver=False)
    yield made
    ray.shutdown()
    made.shutdown()
