"""Seconds to build the embedded Lean core, milliseconds of a check and an edit: `python benchmarks/prover/check.py`."""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

import psutil

from trivium.prover.lean.check import check_file
from trivium.prover.lean.child import Limits, Unconfined
from trivium.prover.lean.core_build import ensure_core
from trivium.prover.lean.server import LeanServer
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
            times, used_cpu = [], []
            for _ in range(count):
                begin = time.perf_counter()
                report = check_file(SOURCE, "a", toolchain, launcher, Limits(), cache)
                assert report.accepted
                times.append((time.perf_counter() - begin) * 1000)
                used_cpu.append(report.cpu_seconds)
            print(
                f"check in a fresh process, {name}: median {statistics.median(times):.0f} ms, "
                f"worst {max(times):.0f} ms, median {statistics.median(used_cpu):.2f} s CPU, of {count}"
            )
        edits(LeanServer(toolchain, ensure_core(toolchain, cache, Unconfined()), Unconfined(), Limits()), count)


def edits(server: LeanServer, count: int) -> None:
    """CPU of a follow-up edit in the language server, and its memory."""
    with server:
        server.check(SOURCE, 30)
        process = psutil.Process(server.process_id)
        before = sum(process.cpu_times()[:2])
        for number in range(count):
            assert not server.check(f"{SOURCE}\nexample : {number} + 1 = {number + 1} := by omega", 30)
        cpu = (sum(process.cpu_times()[:2]) - before) / count
        memory = process.memory_full_info()
        sizes = f"{memory.rss >> 20} MiB, {memory.uss >> 20} of its own"
        print(f"edit in the language server: {cpu * 1000:.0f} ms CPU; {sizes}")


if __name__ == "__main__":
    main()
