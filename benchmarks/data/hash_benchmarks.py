"""Makes the file of benchmark hashes: `python benchmarks/data/hash_benchmarks.py NAME=FILE.jsonl …`.

FILE has one JSON object a line with `formal_statement` and, where there is one, `informal_prefix`. A benchmark that is
in the file of hashes already is replaced. Statements themselves are not kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from trivium.prover.data.decontamination import entry

HASHES = Path(__file__).resolve().parents[2] / "prover/trivium/prover/data/benchmarks.json"


def main() -> None:
    """Write the file, and say how many hashes of how many statements it has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benchmarks", nargs="+", metavar="NAME=FILE")
    parser.add_argument("--out", type=Path, default=HASHES)
    options = parser.parse_args()
    known = json.loads(options.out.read_text("utf-8")) if options.out.exists() else []
    for told in options.benchmarks:
        name, _, file = told.partition("=")
        data = Path(file).read_bytes()
        rows = [json.loads(line) for line in data.decode().splitlines() if line.strip()]
        known = [e for e in known if e["name"] != name] + [entry(name, data, rows)]
    options.out.write_text(json.dumps(sorted(known, key=lambda e: e["name"]), indent=1) + "\n", "utf-8")
    for e in known:
        print(f"{e['name']}: {len(e['hashes'])} hashes of {e['statements']} statements")


if __name__ == "__main__":
    main()
