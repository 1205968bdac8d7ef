"""The first process of a container: `container_shim.py SOCKET COMMAND…`.

It gets the standard streams and the environment of the command over the socket, starts the command, tells its exit
status, and ends, and with it the container, when the command or the other side of the socket ends.
"""

import ctypes
import json
import os
import select
import signal
import socket
import sys

_LARGEST = 1 << 16
_PR_SET_PDEATHSIG = 1


def main(address: str, command: list[str]) -> None:
    """Never returns."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        message, streams, _, _ = socket.recv_fds(connection, _LARGEST, 3)
        environment = json.loads(message)["environment"]
        pid = os.fork()
        if pid == 0:
            _become(command, streams, environment, connection)
        for stream in (*streams, 0, 1, 2):
            os.close(stream)
        _watch(connection, pid)


def _become(command: list[str], streams: list[int], environment: dict[str, str], connection: socket.socket) -> None:
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.closerange(3, max(*streams, connection.fileno()) + 1)
        os.execve(command[0], command, environment)  # noqa: S606 - becoming the command is what this program is for
    finally:
        os._exit(127)


def _watch(connection: socket.socket, pid: int) -> None:
    child = os.pidfd_open(pid)
    poll = select.poll()
    poll.register(child, select.POLLIN)
    poll.register(connection, select.POLLIN)
    ready = [descriptor for descriptor, _ in poll.poll()]
    if child in ready:
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        connection.sendall(bytes([status if status >= 0 else 128 - status]))
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
