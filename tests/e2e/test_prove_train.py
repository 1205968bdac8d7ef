"""`prove data train` where torch is not installed: the words say what to install, and nothing is begun."""

import json
import subprocess
import sys
from pathlib import Path

WITHOUT_TORCH = (
    "import sys; sys.modules['torch'] = None; from trivium.cli.main import run; sys.argv[0] = 'prove'; sys.exit(run())"
)


def test_a_missing_extra_is_named(tmp_path: Path) -> None:
    step = {"state_before": "p : Prop\nh : p\n⊢ p", "tactic": "exact h", "state_after": "no goals"}
    for name in ("train", "val"):
        (tmp_path / f"{name}.json").write_text(json.dumps([{"traced_tactics": [step]}]))
    out = tmp_path / "model"
    command = [sys.executable, "-c", WITHOUT_TORCH, "data", "train", "--leandojo", str(tmp_path), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode not in (0, 1)
    assert "torch" in done.stderr
    assert "pip install 'trivium[train]'" in done.stderr
    assert not out.exists()
