"""Seconds to build the embedded Lean core, and milliseconds of a warm check: `python benchmarks/prover/check.py`."""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from trivium.prover.lean.check import check_file
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.toolchain import discover
from trivium.services.sandbox import best_launcher

SOURCE = "theorem a (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a short run")
    count = 3 if parser.parse_args().smoke else 30
    toolchain = discover({}).get()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        begin, used = time.perf_counter(), os.times()
        ensure_core(toolchain, cache, Unconfined())
        after = os.times()
        cpu = after.children_user + after.children_system - used.children_user - used.children_system
        print(f"core build: {time.perf_counter() - begin:.2f} s wall, {cpu:.2f} s CPU")
        for name, launcher in (("unconfined", Unconfined()), ("best launcher", best_launcher({"PATH": os.defpath}))):
            times = []
            for _ in range(count):
                begin = time.perf_counter()
                assert check_file(SOURCE, "a", toolchain, launcher, Limits(), cache).accepted
                times.append((time.perf_counter() - begin) * 1000)
            print(f"warm check, {name}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms of {count}")


if __name__ == "__main__":
    main()
