"""What a person at a terminal sees; programs see none of it."""

import subprocess

from prove_process import PROVE, Prove
from terminal import run_at_terminal


def test_results_stay_on_stdout_while_the_progress_line_is_shown() -> None:
    """The line once took standard output over, and results came out on standard error."""
    out, shown = run_at_terminal("geo", "solve", "examples/geometry/olympiad.txt", "--json")
    assert out.count("VERDICT_PROVED") >= 2
    # which problem is at work when the line is drawn anew depends on the machine
    assert any(name in shown for name in ("imo_2013_p4", "nine_point_circle", "starting"))
    assert "VERDICT" not in shown


def test_quiet_shows_nothing() -> None:
    _, shown = run_at_terminal("geo", "solve", "examples/geometry/olympiad.txt", "--quiet")
    assert shown == ""


def test_no_color_leaves_the_progress_line_uncoloured() -> None:
    _, shown = run_at_terminal("cas", "check", "x = x", environment={"NO_COLOR": "1"})
    assert "\x1b[3" not in shown


def test_a_shell_gets_its_completion() -> None:
    environment = {
        **Prove().environment(),
        "_PROVE_COMPLETE": "complete_bash",
        "COMP_WORDS": "prove ge",
        "COMP_CWORD": "1",
    }
    done = subprocess.run([PROVE], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["geo"]
