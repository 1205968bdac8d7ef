"""The zygote: `python -I -S native/ LIBRARY SCRATCH` with a socket of datagrams as standard input.

It loads Lean, imports the core, and then forks a child for each order that comes with a connection. It runs no text
but one of its own, reads nothing of what its children say, and tells its owner how each of them ended. At the end of
its input it kills them all.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import selectors
import signal
import socket
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trivium.prover.lean.native.frontend import Frontend

_LARGEST_ORDER = 1 << 16
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_WORDS_KEPT = 400
_NOT_STARTED = 126
_WARMING = "theorem warm (n m : Nat) (h : n + m = 2 * m) : n = m ∧ 0 ≤ n := by\n  constructor\n  · omega\n  · simp\n"
"""Elaborated before the first child, so that what Lean prepares on first use is prepared once."""


class Zygote:
    """Forks children and buries them."""

    def __init__(self, orders: socket.socket, frontend: Frontend, scratch: str) -> None:
        self._orders = orders
        self._frontend = frontend
        self._scratch = scratch
        self._numbers: dict[int, int] = {}
        """The owner's number of a child, by its process id."""
        self._selector = selectors.DefaultSelector()
        self._selector.register(orders, selectors.EVENT_READ)

    def run(self) -> None:
        """Carry out orders until there are no more."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is not self._orders:
                    self._bury(key.fd, key.data)
                elif not self._obey():
                    self._end()
                    return

    def _obey(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._orders, _LARGEST_ORDER, 1)
        if not message:
            return False
        order = json.loads(message)
        if order["do"] == "fork":
            self._fork(order, descriptors[0])
        else:
            for pid in [pid for pid, number in self._numbers.items() if number == order["child"]]:
                os.kill(pid, signal.SIGKILL)
        return True

    def _fork(self, order: dict[str, object], descriptor: int) -> None:
        from trivium.prover.lean.native.abi import NativeError
        from trivium.prover.lean.native.conversation import imports_of

        number = order["child"]
        assert isinstance(number, int)
        try:
            self._frontend.base(imports_of(order))  # imported here, once for all children
            pid = os.fork()
        except (OSError, NativeError) as error:
            os.close(descriptor)
            self._tell({"child": number, "status": _NOT_STARTED, "words": str(error)})
            return
        if pid == 0:
            self._live(order, descriptor)
        os.close(descriptor)
        self._numbers[pid] = number
        self._selector.register(os.pidfd_open(pid), selectors.EVENT_READ, pid)

    def _live(self, order: dict[str, object], descriptor: int) -> None:
        """The life of a child: never returns into the zygote's code."""
        from trivium.prover.lean.native.conversation import converse

        status = 1
        try:
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            words = os.open(self._words_path(order["child"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            nothing = os.open(os.devnull, os.O_RDONLY)
            os.dup2(nothing, 0)  # the orders of the zygote are not a child's to read
            os.dup2(words, 1)
            os.dup2(words, 2)
            for watched in [key.fd for key in self._selector.get_map().values()]:
                if watched > 2:
                    os.close(watched)
            with socket.socket(fileno=descriptor) as connection:
                converse(self._frontend, connection, self._scratch, order)
            status = 0
        except (BrokenPipeError, ConnectionResetError):
            status = 0  # the owner has lost interest
        except BaseException as error:  # noqa: BLE001 - a child may not return into the zygote, whatever happens
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(status)

    def _bury(self, descriptor: int, pid: int) -> None:
        _, status = os.waitpid(pid, 0)
        self._selector.unregister(descriptor)
        os.close(descriptor)
        number = self._numbers.pop(pid)
        words = self._last_words(number)
        with contextlib.suppress(OSError):
            os.unlink(f"{self._scratch}/{pid}.olean")  # noqa: PTH108
        self._tell({"child": number, "status": os.waitstatus_to_exitcode(status), "words": words})

    def _words_path(self, number: object) -> str:
        return f"{self._scratch}/{number}.words"

    def _last_words(self, number: int) -> str:
        path = self._words_path(number)
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                words = file.read(_WORDS_KEPT)
            os.unlink(path)  # noqa: PTH108
        except OSError:
            return ""
        return words.decode("utf-8", "replace")

    def _end(self) -> None:
        for pid in self._numbers:
            os.kill(pid, signal.SIGKILL)
        for pid in self._numbers:
            os.waitpid(pid, 0)

    def _tell(self, event: dict[str, object]) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._orders.send(json.dumps(event).encode())


def main(library: str, scratch: str) -> None:
    """Become the zygote."""
    root = os.path.abspath(__file__)  # noqa: PTH100
    for _ in range(5):
        root = os.path.dirname(root)  # noqa: PTH120
    sys.path.insert(0, root)
    from trivium.prover.lean.native.abi import Library
    from trivium.prover.lean.native.conversation import converse
    from trivium.prover.lean.native.frontend import Frontend

    assert converse is not None  # loaded here, once for all children
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    with socket.socket(fileno=os.dup(0)) as orders:
        try:
            frontend = Frontend(Library(library))
            frontend.warm_up(_WARMING)
        except Exception as error:  # noqa: BLE001 - whatever Lean says of a broken core, the owner is to be told
            orders.send(json.dumps({"failed": f"{type(error).__name__}: {error}"[:2000]}).encode())
            return
        gc.collect()
        gc.freeze()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        orders.send(json.dumps({"ready": os.getpid()}).encode())
        Zygote(orders, frontend, scratch).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
