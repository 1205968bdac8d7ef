"""The examples of the client, run as they stand; the notebook in a kernel of its own."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient


def run(root: Path, name: str, address: str) -> str:
    command = [sys.executable, str(root / "examples" / "client" / name), address]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=100).stdout


def test_equalities(root: Path, address: str) -> None:
    lines = run(root, "equalities.py", address).splitlines()
    words = [line.split(": ", 1)[1].split()[0] for line in lines]
    assert words == ["PROVED", "REFUTED", "REFUTED", "UNREADABLE_FORMULA"]


def test_search(root: Path, address: str) -> None:
    out = run(root, "search.py", address)
    assert out.startswith("PROVED")
    assert out.endswith("replayed: True\n")


def test_the_notebook_shows_its_answers(root: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIVIUM_SERVER", address)
    notebook = nbformat.read(root / "examples" / "client" / "answers.ipynb", as_version=4)
    NotebookClient(notebook, timeout=100, kernel_name="python3").execute()
    shown = [
        output["data"].get("text/html", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "execute_result"
    ]
    assert [html.split("</b>")[0].rsplit(">")[-1] for html in shown] == ["REFUTED", "REFUTED", "PROVED", "PROVED"]
    assert "data:image/svg+xml;base64," in shown[2]
