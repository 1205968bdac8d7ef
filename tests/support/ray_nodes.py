"""Nodes of a Ray cluster on this machine."""

import socket
from typing import Any

import psutil


def add_node(cluster: Any) -> Any:
    """Start a node; its start has a limit of Ray's own, so that on a busy machine it takes more than one."""
    for attempt in range(5):
        ports = ("metrics_agent_port", "runtime_env_agent_port", "dashboard_agent_listen_port")
        try:
            return cluster.add_node(
                num_cpus=1, object_store_memory=100 << 20, include_dashboard=False, **{name: free() for name in ports}
            )
        except Exception as error:
            if attempt == 4 or "timed out" not in str(error):
                raise
    raise AssertionError


def actors() -> list[psutil.Process]:
    """The processes of the actors of batches, on every node of this machine."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if any("ray::Station" in word for word in process.info["cmdline"] or ())
    ]


def free() -> int:
    """A port that nobody uses."""
    with socket.socket() as listening:
        listening.bind(("", 0))
        port: int = listening.getsockname()[1]
        return port
