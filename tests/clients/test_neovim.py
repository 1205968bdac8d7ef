"""`prove lsp` driven by a real neovim without a screen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path


def test_neovim_shows_a_finding_has_a_sorry_proved_and_checks_a_selection(tmp_path: Path) -> None:
    assert shutil.which("nvim"), "make test-clients installs neovim"
    (tmp_path / "swap.lean").write_text("theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  sorry\n")
    (tmp_path / "notes.md").write_text("sqrt(x**2)  = x is not true\n")
    environ = {k: v for k, v in os.environ.items() if not k.startswith("TRIVIUM_")}
    environ |= {"TRIVIUM_PROGRAM": str(Path(sys.executable).parent / "trivium"), "OUT": str(tmp_path / "out.json")}
    script = Path(__file__).parent / "drive.lua"
    command = ["nvim", "--headless", "-u", "NONE", "-n", "-c", f"luafile {script}"]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=115)
    assert (tmp_path / "out.json").exists(), done.stderr
    found = json.loads((tmp_path / "out.json").read_text())
    assert "sorry" in found["warning"]
    assert found["proved"] == "VERDICT_PROVED"
    assert found["text"].startswith("theorem swap")
    assert "sorry" not in found["text"]
    assert found["checked"] == "VERDICT_REFUTED"
    assert found["finding"].startswith("REFUTED")
