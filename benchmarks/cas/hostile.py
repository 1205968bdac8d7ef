"""Hostile formulas against a warm service: nothing is executed, and each is answered at once.

``python benchmarks/cas/hostile.py``: a gateway process of its own; the best of three times of each call.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import grpc

from trivium.client import Client
from trivium.client.errors import TriviumError
from trivium_api.common.v1 import verdict_pb2 as verdict

TARGET_MS = 100.0
CANARY = Path(tempfile.gettempdir()) / "trivium-canary"

EXECUTION = (
    f"__import__('pathlib').Path('{CANARY}').touch()",
    "().__class__.__base__.__subclasses__()",
    "(lambda: 1)()",
    f"exec(\"open('{CANARY}','w')\")",
    "x.__class__",
    "f'{x}'",
    f"system('touch {CANARY}')",
    f"\\input{{{CANARY}}}",
)
BOMBS = (
    "9**9**9**9",
    "factorial(10**8)",
    "2**(10**10)",
    "binomial(10**8, 5*10**7)",
    "(x+y+z+a+b+c)**200 - (x+y+z+a+b)**200",
    "10**(10**5)*x",
    "(" * 3_000 + "x" + ")" * 3_000,
    "sin(" * 3_000 + "x" + ")" * 3_000,
    "+".join(f"x**{k % 7}*y" for k in range(20_000)),
    "-" * 20_000 + "x",
    "x" * 70_000,
    "1" * 3_000,
    "exp(exp(exp(exp(exp(100)))))",
    "gamma(10**9) - gamma(10**9 + 1)",
    "\u0445 + \u00b2",
)


def server() -> tuple[subprocess.Popen[str], str]:
    """A gateway and its address."""
    command = [sys.executable, "-m", "trivium.services.gateway", "--services", "cas", "--bind", "127.0.0.1:0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().removeprefix("listening on ").strip()


def answered(client: Client, text: str) -> str:
    """The verdict, or the code of the refusal."""
    try:
        return verdict.Verdict.Name(client.cas.check_equal(text, "0", wall=2.0).verdict)
    except (TriviumError, grpc.RpcError) as error:
        return type(error).__name__


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    parser.parse_args()
    CANARY.unlink(missing_ok=True)
    process, address = server()
    late = 0
    try:
        with Client(address) as client:
            for _ in range(3):
                client.cas.check_equal("x + 1", "1 + x")
            for text in (*EXECUTION, *BOMBS):
                times = []
                for _ in range(3):
                    started = time.perf_counter()
                    said = answered(client, text)
                    times.append((time.perf_counter() - started) * 1e3)
                late += min(times) >= TARGET_MS
                print(f"  {min(times):7.1f} ms  {said:20} {text[:60]!r}")
    finally:
        process.terminate()
        process.wait()
    count = len(EXECUTION) + len(BOMBS)
    print(f"{count} hostile formulas: executed {int(CANARY.exists())}, later than {TARGET_MS:.0f} ms {late}")
    raise SystemExit(1 if late or CANARY.exists() else 0)


if __name__ == "__main__":
    main()
