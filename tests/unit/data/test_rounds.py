"""What the rounds of a loop are told as."""

import xml.etree.ElementTree as ET

from trivium.services.data.comparison import Tried
from trivium.services.data.rounds import Round, plot, reported

SETTINGS = {"seed": 1, "rounds": 1}
_MARK = "{http://www.w3.org/2000/svg}circle"


def a_round(number: int, solved: set[str], drawn: set[str] = frozenset()) -> Round:
    exam = tuple(Tried(f"s{n}", "roots" if n % 2 else "ages", f"s{n}" in solved, 3, 8, 20) for n in range(8))
    return Round(number, 20, {"proved": 20}, {"form": 19, "model": 1}, frozenset(drawn), exam)


def test_each_round_is_compared_with_the_first_on_the_same_statements() -> None:
    told = reported([a_round(0, {"s0"}), a_round(1, {"s0", "s1", "s2", "s3", "s4"})], SETTINGS, {"s0"})
    first, last = told["rounds"]
    assert (first["solved"], last["solved"], last["held_out"]) == (1, 5, 8)
    assert first["difference"] == {"mean": 0.0, "low": 0.0, "high": 0.0}
    assert last["difference"]["mean"] == 0.5
    assert last["difference"]["low"] > 0
    assert last["families"] == {"ages": [3, 4], "roots": [2, 4]}


def test_a_statement_that_a_round_has_drawn_is_no_longer_held_out() -> None:
    """In any round: what is compared is the same for all."""
    told = reported(
        [a_round(0, {"s0", "s1"}), a_round(1, {"s0"}, {"s1", "other"})], SETTINGS, {f"s{n}" for n in range(8)}
    )
    assert [(one["solved"], one["held_out"]) for one in told["rounds"]] == [(1, 7), (1, 7)]
    assert told["left_out"] == 1


def test_the_plot_has_a_mark_a_round_inside_its_frame() -> None:
    reports = [reported([a_round(0, set()), a_round(1, {"s0", "s1"})], SETTINGS, set()) for _ in range(3)]
    picture = ET.fromstring(plot(reports))
    marks = picture.findall(f".//{_MARK}")
    assert len(marks) == 6
    for mark in marks:
        assert 0 < float(mark.attrib["cx"]) < 480
        assert 0 < float(mark.attrib["cy"]) < 300


def test_a_plot_of_rounds_that_solve_nothing_can_be_drawn() -> None:
    assert "round 0" in plot([reported([a_round(0, set())], SETTINGS, set())])
