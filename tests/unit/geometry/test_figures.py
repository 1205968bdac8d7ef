"""The builder: every construction gives what its row says, in both kinds of numbers."""

import random
from typing import Any

import pytest
from flint import acb

from trivium.geometry.builder.figure import Script, construct, draw, enclose, moved, redraw
from trivium.geometry.builder.measure import holds
from trivium.geometry.builder.sketches import SKETCHES
from trivium.geometry.errors import FigureError
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.reader import read_statement
from trivium.geometry.predicates.equation import equations_of

PREPARED = {
    "2l1c": "o = free; a = free; b = on_circle b o a; c = free; ",
    "e5128": "c b = segment; d = on_circle d c b; a = on_tline a b c b; ",
}


def example(name: str) -> str:
    construction = constructions()[name]
    before = [a for a in construction.old if a != construction.value]
    head = PREPARED.get(name, "".join(f"{p} = free; " for p in before))
    arguments = " ".join({construction.value: "50"}.get(a, a) for a in construction.arguments)
    return f"z1 z2 z3 = triangle; {head}{' '.join(construction.new)} = {name} {arguments} ? coll z1 z2 z3"


def test_every_construction_has_a_sketch() -> None:
    assert set(SKETCHES) == set(constructions())


@pytest.mark.parametrize("name", sorted(constructions()))
def test_a_figure_fulfils_what_the_construction_gives(name: str) -> None:
    problem = read_statement(example(name))
    given = [e for c in problem.clauses for a in c.applications for p in a.facts() for e in equations_of(p)]
    rng = random.Random(3)
    for _ in range(3):
        figure = draw(problem, rng, 200)
        assert holds(given, figure.points)
        balls = enclose(problem, figure.script, 200)
        assert all(abs(complex(balls[p]) - z) < 1e-6 for p, z in figure.points.items())
        assert redraw(problem, figure.script).points == figure.points


def test_a_moved_script_gives_another_figure_of_the_same_hypotheses() -> None:
    problem = read_statement("a b c = triangle; d = foot a b c; e = on_line e a d, on_circle e b a ? coll a b c")
    figure = draw(problem, random.Random(0), 40)
    near = redraw(problem, moved(figure.script, random.Random(1), 0.01))
    assert near.points != figure.points
    assert holds(
        [e for c in problem.clauses for a in c.applications for p in a.facts() for e in equations_of(p)], near.points
    )


@pytest.mark.parametrize(
    ("statement", "clause"),
    [
        ("a b = segment a b; c = on_line c a b; h = orthocenter h a b c ? perp a h b c", 3),
        ("a b c = triangle; d = midpoint a b; e = on_line e a b, on_bline e a b ? coll a b e", 3),
        ("a b c = triangle; d = on_pline d a b c; e = on_line e a d, on_line e b c ? coll a b e", 3),
    ],
)
def test_a_degenerate_figure_names_its_clause(statement: str, clause: int) -> None:
    problem = read_statement(statement)
    with pytest.raises(FigureError) as caught:
        draw(problem, random.Random(0), 20)
    assert caught.value.clause == clause
    assert caught.value.reason


def test_drawing_stops_when_time_is_up() -> None:
    problem = read_statement("a b c = triangle ? coll a b c")
    with pytest.raises(FigureError, match="no time"):
        draw(problem, random.Random(0), 1000, expired=lambda: True)


@pytest.mark.parametrize("bits", [0, 200])
def test_a_recorded_choice_that_means_a_point_which_exists_gives_way_to_the_other(bits: int) -> None:
    clause = read_statement("a b o = triangle; e = on_line a b, on_circle o a ? coll a b e").clauses[-1]
    places = {"a": 0j, "b": 3 + 0j, "o": 1 + 1j}
    points: dict[str, Any] = {name: acb(z) if bits else z for name, z in places.items()}
    made = [construct([clause], points, Script((), (choice,)), bits) for choice in (0, 1)]
    assert [complex(figure.points["e"]) for figure in made] == pytest.approx([2, 2])
    assert made[0].script.choices == made[1].script.choices
