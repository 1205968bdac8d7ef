"""Puts a trained model where the built-in policy `small` is: the files that are run, and its card with measurements.

    prove data train --data DIR --out MODEL --name small …
    prove data evaluate --policy portfolio,mine,portfolio+mine --checkpoint mine=MODEL --data DIR --out MEASURED
    python benchmarks/data/ship.py MODEL --measured 'held-out families=MEASURED' …

The weights in 32 bits stay behind: their hash is in the card.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from trivium.prover.policy.checkpoint import SHIPPED

FILES = ("config.json", "tokenizer.json", "tokenizer_config.json", "model.int8.onnx", "trivium.json")


def main() -> None:
    """Copy, and write the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="the folder that `prove data train` has made")
    parser.add_argument("--measured", action="append", default=[], metavar="TITLE=DIR", help="of `prove data evaluate`")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(asked.model / name, asked.out / name)
    card = (asked.model / "README.md").read_text(encoding="utf-8").rstrip()
    lines = [line for text in asked.measured for line in section(*text.split("=", 1))]
    (asked.out / "README.md").write_text("\n".join([card, *lines]) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in asked.out.iterdir())
    print(f"{size / 1e6:.2f} MB in {asked.out}")


def section(title: str, folder: str) -> Iterator[str]:
    """A table of what each contender has proved."""
    report = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
    allowance = report["allowance"]
    yield from ("", f"## Measured: {title}", "")
    yield (
        f"`prove data evaluate`: {allowance['tactics']} tactics, {allowance['samples']} samples a statement, seed"
        f" {report['seed']}; each proof replayed by Lean's kernel. `mine` is this model."
    )
    yield from ("", "| policies | proved | of |", "|---|---|---|")
    for one in report["contenders"]:
        yield f"| {one['contender']} | {one['solved']} | {one['statements']} |"


if __name__ == "__main__":
    main()
