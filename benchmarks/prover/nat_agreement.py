"""Compares the kernel's arithmetic with Python's integers on 10,000 closed terms of each operation.

`python benchmarks/prover/nat_agreement.py` runs the suite's own comparison with that many terms; the exit status is
the suite's.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest

SUITE = Path(__file__).parents[2] / "tests" / "integration" / "prover" / "test_nat_agrees_with_integers.py"


def main() -> int:
    """Exit status of the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="closed terms of each operation")
    parser.add_argument("--smoke", action="store_true", help="a short run")
    arguments = parser.parse_args()
    os.environ["TRIVIUM_NAT_CASES"] = str(500 if arguments.smoke else arguments.cases)
    return int(pytest.main([str(SUITE), "-q", "--durations=5"]))


if __name__ == "__main__":
    sys.exit(main())
