"""Starts the gateway and asks it one real question an engine, with the commands that anyone can type.

`python examples/tour.py` keeps the gateway until Ctrl-C; `--exit` stops it after the last answer and exits with 0
only when every command ended as it should.
"""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent
PROVE = Path(sys.executable).parent / "prove"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the tour: what is shown, the command, and the exit code it must end with."""

    title: str
    command: tuple[str, ...]
    exit_code: int


STOPS = (
    Stop(
        "Geometry: a problem of the International Olympiad, by deduction (--proof prints the proof)",
        ("geo", "solve", "examples/geometry/olympiad.txt:imo_2013_p4"),
        0,
    ),
    Stop(
        "… and a theorem that deduction alone leaves open, by coordinates",
        ("geo", "solve", "examples/geometry/algebraic.txt:newton_line"),
        0,
    ),
    Stop("Symbolic manipulation: an identity", ("cas", "check", "sin(x)**2 + cos(x)**2 = 1"), 0),
    Stop("… and a false one, with a point where it fails", ("cas", "check", "sqrt(x**2) = x"), 1),
    Stop("… and a solved integral: others propose, the checker decides", ("cas", "solve", "integrate(x*exp(x), x)"), 0),
    Stop("Lean: two theorems, checked by the kernel", ("lean", "check", "examples/lean/swap.lean"), 0),
    Stop("… and a wrong one, rejected", ("lean", "check", "examples/lean/wrong.lean"), 1),
    Stop("… and a theorem whose proof is searched for", ("lean", "prove", "-e", "∀ n : ℕ, 3 ∣ n ^ 3 + 2 * n"), 0),
)


def start_gateway(bind: str) -> tuple[subprocess.Popen[str], str]:
    """Start `prove serve` and return it with the address it listens on; exits when it does not start."""
    gateway = subprocess.Popen(
        [PROVE, "serve", "--bind", bind, "--quiet"], stdout=subprocess.PIPE, text=True, cwd=EXAMPLES.parent
    )
    assert gateway.stdout is not None
    line = gateway.stdout.readline().strip()
    if not line.startswith("listening on "):
        gateway.kill()
        sys.exit(f"the gateway did not start: {line or 'see above'}")
    return gateway, line.removeprefix("listening on ")


def visit(stop: Stop, address: str) -> bool:
    """Run one stop against the gateway, showing its command and answer; True when it ended as it should."""
    print(f"\n\033[1m{stop.title}\033[0m\n$ prove {shlex.join(stop.command)}", flush=True)
    environment = {**os.environ, "TRIVIUM_SERVER": address}
    done = subprocess.run([PROVE, *stop.command], env=environment, cwd=EXAMPLES.parent, check=False)
    if done.returncode != stop.exit_code:
        print(f"(exit code {done.returncode}; {stop.exit_code} was expected)", file=sys.stderr)
    return done.returncode == stop.exit_code


def main() -> int:
    """Take the tour."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exit", action="store_true", help="stop after the last answer")
    parser.add_argument("--bind", default="127.0.0.1:0", help="address of the gateway; port 0 takes a free one")
    options = parser.parse_args()
    gateway, address = start_gateway(options.bind)
    try:
        print(f"The gateway listens on {address}.")
        outcomes = [visit(stop, address) for stop in STOPS]
        good = all(outcomes)
        if not options.exit:
            print(f"\nThe gateway keeps serving on {address}; try TRIVIUM_SERVER={address} prove …  (Ctrl-C ends it.)")
            gateway.wait()
    except KeyboardInterrupt:
        good = True
    finally:
        gateway.send_signal(signal.SIGTERM)
        gateway.wait(timeout=30)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
