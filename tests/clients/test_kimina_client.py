"""The published client of the Kimina Lean Server, unchanged, against our port."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from http_process import Served
from own_installs import environment

CODES = {
    "theorem a (n : Nat) : n + 0 = n := rfl": "valid",
    "theorem a : 1 = 2 := sorry": "sorry",
    "theorem a : 1 = 2 := rfl": "lean_error",
    "theorem a : 1 = 2 := sorryAx _ false": "sorry",
    "import Mathlib\ntheorem a : 1 = 1 := rfl": "lean_error",
    "#check Nat": "valid",
    "theorem a : 1 = 2 := by": "lean_error",
}


def test_its_users_need_no_change(served: Served) -> None:
    # kimina-client does not name pygments among what it needs
    python = environment("kimina-client==0.2.1", "pygments", "typing-extensions") / "python"
    script = Path(__file__).parent / "kimina_session.py"
    done = subprocess.run(
        [python, script, served.origin, served.token],
        input=json.dumps(list(CODES)),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["health"] == {"status": "ok"}
    assert told["each"] == list(CODES.values())
    assert told["batch"] == told["asynchronous"] == sorted(CODES.values())
    assert told["legacy"] == [status == "valid" for status in CODES.values()]
    assert told["stranger"] == "server_error"
