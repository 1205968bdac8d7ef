"""Runs a command in a container with this program's own standard streams: `container_run.py ORDER COMMAND…`.

The streams are passed into the container as descriptors, over a socket that is shown to it, so that even a socket on
standard input works there. When this program dies the container sees the end of that socket, and ends.
"""

import json
import os
import socket
import sys
import tempfile
from typing import Any

import docker
from docker.types import Mount, Ulimit

_START_PATIENCE = 60.0
_PROCESSES = 4096
_OPEN_FILES = 512
_LARGEST_FILE = 1 << 30
_NOT_STARTED = 125
_KILLED = 137


def main(order: dict[str, Any], command: list[str]) -> int:
    """The exit status of the command; 137 where the container was killed."""
    folder = tempfile.mkdtemp(prefix="trivium-container-")
    address = os.path.join(folder, "streams")  # noqa: PTH118 - a script of its own
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen(1)
        server.settimeout(_START_PATIENCE)
        client = docker.DockerClient(base_url=order["engine"], timeout=_START_PATIENCE)
        container = _create(client, order, folder, [*order["shim"], address, *command])
        try:
            container.start()
            connection, _ = server.accept()
        except (docker.errors.DockerException, OSError) as error:
            print(f"the container was not started: {error}", file=sys.stderr)
            container.remove(force=True)
            return _NOT_STARTED
        finally:
            os.unlink(address)  # noqa: PTH108
            os.rmdir(folder)  # noqa: PTH106
    with connection:
        connection.settimeout(None)
        socket.send_fds(connection, [json.dumps({"environment": dict(os.environ)}).encode()], [0, 1, 2])
        for stream in (0, 1, 2):  # whoever reads them is to see their end when the command ends
            os.close(stream)
        status = connection.recv(1)
    return status[0] if status else _KILLED


def _create(client: Any, order: dict[str, Any], folder: str, command: list[str]) -> Any:
    shown = [*((path, True) for path in (*order["readable"], folder)), *((path, False) for path in order["writable"])]
    limits = {
        "core": 0,
        "cpu": order["cpu"],
        "data": order["memory"],
        "fsize": _LARGEST_FILE,
        "nofile": _OPEN_FILES,
        "nproc": _PROCESSES,
    }
    return client.containers.create(
        order["image"],
        command,
        auto_remove=True,
        network_mode="none",
        read_only=True,
        cap_drop=["ALL"],
        security_opt=["no-new-privileges", "label=disable"],
        user=f"{os.getuid()}:{os.getgid()}",
        working_dir="/",
        environment={},
        mem_limit=order["memory"],
        memswap_limit=order["memory"],
        pids_limit=_PROCESSES,
        ulimits=[Ulimit(name=name, soft=value, hard=value) for name, value in limits.items()],
        mounts=[Mount(path, os.path.realpath(path), type="bind", read_only=only) for path, only in shown],
        tmpfs={"/tmp": "size=64m"},  # noqa: S108 - an empty one of the container's own
    )


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1]), sys.argv[2:]))
