"""`prove rpc`: JSON requests on standard input, answers on standard output; for editors, Lean and scripts."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator
from typing import Annotated

import typer

from trivium.cli import options
from trivium.cli.backend import Connection, connect
from trivium.cli.exitcode import ExitCode, of_error
from trivium.cli.json_lines import Answering
from trivium.cli.output import error_json, print_json
from trivium.cli.run import cores, leave
from trivium.client.errors import TriviumError

BLOCK = 1 << 16
READ_AHEAD = 16
"""Blocks of input that are read before their requests are begun."""
LONGEST_LINE = 16 << 20
"""Bytes of a request; a longer line ends the program."""


def rpc(
    parallelism: Annotated[
        int | None, typer.Option("--parallelism", min=1, help="Requests of a service that run at once, here.")
    ] = None,
    server: options.Server = "",
    token: options.Token = "",
    tls_ca: options.RootCertificates = None,
) -> None:
    """Answer JSON requests, one a line on standard input: {"id": 1, "method": "CasService.CheckEqual", "request": {…}}.

    Answers are lines with the same id: "event" while a search runs, then "result" or "error". {"cancel": 1} ends a
    request. The program ends when its input has ended and all is answered.
    """

    async def work() -> None:
        async with connect(Connection(server, token, tls_ca), parallelism=parallelism or cores()) as backend:
            await Answering(backend, print_json).run(lines())

    try:
        asyncio.run(work())
    except KeyboardInterrupt:
        leave(ExitCode.INTERRUPTED)
    except BrokenPipeError:  # the reader of the answers has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except TriviumError as error:
        print_json({"id": None, "error": error_json(error)})
        leave(of_error(error))


async def lines() -> AsyncIterator[str]:
    """The lines of standard input; raises TriviumError for one that is too long.

    A thread of its own reads them: an event loop cannot wait for a file, and a pipe of another program's making must
    not be made non-blocking. It is a daemon that reads the descriptor itself, since nothing can wake it from a read
    and the lock of a buffered reader would hold up the end of the process.
    """
    loop = asyncio.get_running_loop()
    read: asyncio.Queue[bytes] = asyncio.Queue(READ_AHEAD)

    def follow() -> None:
        with contextlib.suppress(RuntimeError, OSError):  # the loop has ended before the input
            while block := os.read(0, BLOCK):
                asyncio.run_coroutine_threadsafe(read.put(block), loop).result()
            asyncio.run_coroutine_threadsafe(read.put(b""), loop).result()

    threading.Thread(target=follow, name="stdin", daemon=True).start()
    rest = bytearray()
    while block := await read.get():
        rest += block
        *whole, last = rest.split(b"\n") if b"\n" in block else (rest,)
        for line in whole:
            yield line.decode(errors="replace")
        rest = bytearray(last)
        if len(rest) > LONGEST_LINE:
            words = f"a line is longer than {LONGEST_LINE} bytes"
            raise TriviumError("INVALID_ARGUMENT", words, reason="TOO_LONG")
    if rest:
        yield rest.decode(errors="replace")
