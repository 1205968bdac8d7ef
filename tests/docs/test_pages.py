"""The commands of the README and of docs/, run as a reader would: each page in a folder of its own, from top to bottom.

A line `$ command` in a fenced block is run; the lines after it must be among those that the command prints, in their
order, or be how such lines begin. Times and `…` may differ. In a block of the language `sh` each line is a command
whose output is not shown. A block after the comment `<!-- not run: reason -->` is left out, one after
`<!-- file: NAME -->` is written to that file. A page with `<!-- needs: train -->` is run in the environment that
TRIVIUM_TRAIN_ENVIRONMENT names, which has torch.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_FENCE = re.compile(r"^```(\w*)$")
_FILE = re.compile(r"^<!-- file: ([\w.-]+) -->$")
_NOT_RUN = re.compile(r"^<!-- not run: \S.* -->$")
_TRAINS = "<!-- needs: train -->"
_TIME = re.compile(r"\d+\.\d+ s\b|\d+ s\b")
_PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a page."""

    line: int
    text: str
    shown: tuple[str, ...]
    """What the page shows of its output."""


def commands(page: Path) -> Iterator[Command]:
    """The commands of a page that are to be run."""
    block: list[tuple[int, str]] | None = None
    language, left_out, file, before = "", False, None, ""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = _FENCE.match(line)
        if fence and block is None:
            block, language, left_out, file = [], fence[1], bool(_NOT_RUN.match(before)), _FILE.match(before)
        elif line == "```" and block is not None:
            if file:
                text = "".join(f"{line}\n" for _, line in block)
                yield Command(number, f"cat > {file[1]} <<'THE_END'\n{text}THE_END", ())
            elif not left_out:
                yield from _of_block(block, language)
            block = None
        elif block is not None:
            block.append((number, line))
        if line.strip():
            before = line
    assert block is None, f"{page.name}: a block without an end"


def _of_block(block: list[tuple[int, str]], language: str) -> Iterator[Command]:
    if language == "sh":
        for number, line in block:
            text = line.partition("  #")[0].strip()
            if text and not text.startswith("#"):
                yield Command(number, text, ())
        return
    text, start, shown = "", 0, []
    for number, line in block:
        if line.startswith("$ "):
            if text:
                yield Command(start, text, tuple(shown))
            text, start, shown = line[2:], number, []
        elif text.endswith("\\"):
            text = text[:-1] + line.strip()
        elif line.strip():
            shown.append(line)
    if text:
        yield Command(start, text, tuple(shown))


def test_the_pages_have_commands() -> None:
    assert sum(len(list(commands(page))) for page in PAGES) >= 60


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("page", [page for page in PAGES if list(commands(page))], ids=lambda page: page.name)
def test_a_page_can_be_followed(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "trivium"
    folder.mkdir()
    shutil.copytree(ROOT / "examples", folder / "examples")
    for name in ("proto", "deploy", "clients"):
        if (ROOT / name).is_dir():
            (folder / name).symlink_to(ROOT / name)
    variables = {key: value for key, value in os.environ.items() if not key.startswith("TRIVIUM_")}
    variables |= {
        "PATH": f"{_programs(page)}:{os.environ['PATH']}",
        "NO_COLOR": "1",
        "COLUMNS": "200",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "TRIVIUM_JOBS_DIR": str(tmp_path / "jobs"),
    }
    wrong = [words for command in commands(page) if (words := _run(command, folder, variables))]
    assert not wrong, "\n\n".join(wrong)


def _programs(page: Path) -> Path:
    """The folder of the programs that a page's reader has."""
    if _TRAINS in page.read_text(encoding="utf-8").splitlines():
        return Path(os.environ["TRIVIUM_TRAIN_ENVIRONMENT"]).absolute() / "bin"
    return Path(sys.executable).parent


def _run(command: Command, folder: Path, variables: dict[str, str]) -> str:
    """What is wrong with a command, or nothing."""
    shell = ["bash", "-c", command.text]
    # files, not pipes: a server left running in the background would keep a pipe open
    with (folder.parent / "output").open("w+", encoding="utf-8") as output:
        done = subprocess.run(
            shell, cwd=folder, env=variables, stdout=output, stderr=subprocess.STDOUT, timeout=_PATIENCE, check=False
        )
        output.seek(0)
        printed = output.read()
    missing = _missing(command.shown, printed)
    if missing:
        return f"line {command.line}: $ {command.text}\nthe page shows: {missing}\nwhat was printed:\n{printed[:3000]}"
    if not command.shown and done.returncode in {2, 4, 5, 127}:
        return f"line {command.line}: $ {command.text}\nexit code {done.returncode}:\n{printed[:3000]}"
    return ""


def _missing(shown: tuple[str, ...], printed: str) -> str:
    """The first line of the page that the command does not print after the ones before it."""
    lines = iter(_plain(line) for line in printed.splitlines())
    for line in shown:
        pattern = ".*".join(re.escape(part) for part in _plain(line).split("…"))
        if pattern and not any(re.match(pattern, actual) for actual in lines):
            return line
    return ""


def _plain(line: str) -> str:
    return " ".join(_TIME.sub("N s", line).split())
