"""The Lean package as far as the embedded Lean reaches: its syntax, by the real parser, and what its questions come to.

Lean's own modules (`import Lean`) are not part of the embedded Lean, so that the package is not elaborated here.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from prove_process import ROOT, Prove

from trivium.prover.lean.child import Unconfined
from trivium.prover.lean.core_build import embedded_command, ensure_core
from trivium.prover.lean.toolchain import discover

PACKAGE = ROOT / "clients" / "lean"
FILES = sorted(PACKAGE.rglob("TriviumTactic/*.lean"))
PARSERS = """prelude
import Init
@[term_parser] def «termS!_» : Lean.ParserDescr := .mk
@[term_parser] def Lean.«termM!_» : Lean.ParserDescr := .mk
@[term_parser] def «term#[_,]» : Lean.ParserDescr := .mk
@[term_parser] def Lean.«termThrowError__» : Lean.ParserDescr := .mk
"""
"""The notations of Lean's own modules that the package uses; the parsers themselves are native code of the library."""


@pytest.fixture(scope="module")
def lean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], Path]]:
    """The embedded Lean, and a folder in which `Lean` is a module that declares those notations."""
    toolchain = discover({}).get("embedded")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "trivium"
    core = ensure_core(toolchain, cache, Unconfined())
    folder = tmp_path_factory.mktemp("lean")
    (folder / "Lean.lean").write_text(PARSERS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEAN_PATH", f"{core.path}:{folder}")
        command = embedded_command(toolchain.path)
        subprocess.run([*command, "-o", "Lean.olean", "Lean.lean"], cwd=folder, check=True, timeout=60)
        yield command, folder


def syntax_errors(lean: tuple[list[str], Path], source: str) -> list[str]:
    """What the parser refuses. Commands that extend Lean are turned into definitions: they would be run."""
    command, folder = lean
    text = re.sub(r"(?m)^import .*$", "", source)
    text = re.sub(r"(?ms)^/--[^/]*-/\nsyntax .*?$", "", text)
    text = re.sub(r"(?ms)^elab_rules : tactic\n  \| `\(.*?\) => do$", "def rules : TacticM Unit := do", text)
    text = re.sub(r"(?m)^register_option ([\w.]+) : (\w+) := \{", r"def \1 : Lean.Option \2 := {", text)
    text = re.sub(r"(?m)^initialize (\w+) : (.*?) ← ", r"def \1 : \2 := ", text)
    (folder / "File.lean").write_text(f"import Lean\n{text}")
    done = subprocess.run([*command, "--json", "File.lean"], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode in (0, 1), done.stderr
    messages = [json.loads(line)["data"] for line in done.stdout.splitlines()]
    return [m for m in messages if re.match(r"unexpected|expected|unterminated|missing", m)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_real_parser_reads_the_package(lean: tuple[list[str], Path], file: Path) -> None:
    assert syntax_errors(lean, file.read_text()) == []


@pytest.mark.parametrize("file", [f for f in FILES if f.stem == "Tactic"], ids=lambda file: file.stem)
def test_the_parser_would_see_a_fault(lean: tuple[list[str], Path], file: Path) -> None:
    assert syntax_errors(lean, file.read_text().replace(" := do", " := do )", 1).replace("=> do", "=> do )", 1)) != []


def test_no_key_and_no_network_in_the_package() -> None:
    text = "".join(file.read_text() for file in FILES)
    assert re.search(r"TOKEN|token(?!\b)|curl|http|Socket", text.replace("TRIVIUM_TOKEN", "")) is None
    assert 'args := #["rpc"]' in text


GOALS = [
    "(n m : Nat) : n + m = m + n",
    "(p q : Prop) (h : p ∧ q) : q ∧ p",
    "(n : Nat) (h : 2 < n) (x_1 : n < 9) : n * n < 81",
]


@pytest.mark.parametrize("goal", GOALS)
def test_the_questions_of_the_tactics_are_answered_in_words_that_lean_accepts(prove_here: Prove, goal: str) -> None:
    """The request of `trivium`, its answer in parentheses as the tactic runs it, judged by the real Lean."""
    request = {"statement": goal, "toolchain": "", "budget": {"wall": "20s"}}
    asked = [
        {"id": 1, "method": "ProverService.Prove", "request": request},
        {"id": 2, "method": "ProverService.Suggest", "request": {**request, "count": 16}},
    ]
    done = prove_here("rpc", stdin="".join(f"{json.dumps(row)}\n" for row in asked))
    results = {row["id"]: row["result"] for row in done.rows if "result" in row}
    proof = results[1]["final"]["proof"]
    closing = [item["tactic"] for item in results[2]["suggestions"] if item["closes"]]
    assert closing
    for text in (proof, closing[0]):
        whole = "(\n    " + "\n    ".join(line for line in text.splitlines() if line.strip()) + ")"
        judged = prove_here("lean", "check", "-", "--json", stdin=f"example {goal} := by\n  {whole}\n")
        assert judged.code == 0, (whole, judged.out)
