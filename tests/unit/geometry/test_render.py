"""What a figure shows of a statement."""

import random

import numpy as np
import pytest

from trivium.geometry.builder.figure import draw, most_legible
from trivium.geometry.builder.legibility import legibility
from trivium.geometry.builder.measure import holds
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.reader import read_statement
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.predicates.predicate import SIGNATURES, Predicate
from trivium.geometry.render.canvas import around
from trivium.geometry.render.depiction import Around, Segment, Through, of_application, of_predicate
from trivium.geometry.render.drawing import Drawing, drawing
from trivium.geometry.render.obstacles import crossed
from trivium.geometry.render.strokes import Weight, covered, meet
from trivium.geometry.render.svg import figure_svg


def drawn(statement: str, seed: int = 1) -> Drawing:
    problem = read_statement(statement)
    return drawing(problem, draw(problem, random.Random(seed), 200).points)


def has_line(figure: Drawing, a: str, b: str, weight: Weight) -> bool:
    lines = [s for s in figure.lines if s.weight is weight]
    return covered(figure.points[a], figure.points[b], lines)


@pytest.mark.parametrize("name", sorted(constructions()))
def test_every_construction_has_a_row_whose_letters_are_its_arguments(name: str) -> None:
    construction = constructions()[name]
    role = {a: a.upper() for a in construction.arguments}
    from trivium.geometry.language.problem import Application

    points = tuple("" if a == construction.value else role[a] for a in construction.arguments)
    for item in of_application(Application(construction, points)):
        match item:
            case Segment(named):
                assert len(set(named)) >= 2
            case Around(centre, through):
                assert centre != through
            case Through(named):
                assert len(set(named)) in {2, 3}


@pytest.mark.parametrize("name", sorted(SIGNATURES))
def test_every_predicate_can_be_shown_as_a_goal(name: str) -> None:
    goal = Predicate(name, tuple("abcdefgh"[: SIGNATURES[name].arity]))
    assert list(of_predicate(goal))


def test_what_is_asked_is_drawn_in_its_own_weight() -> None:
    figure = drawn("a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c")
    assert has_line(figure, "a", "h", Weight.GOAL)
    assert has_line(figure, "b", "c", Weight.GOAL)
    assert has_line(figure, "a", "b", Weight.SHAPE)
    assert not has_line(figure, "a", "b", Weight.GOAL)


def test_lines_asked_to_be_perpendicular_are_carried_on_to_their_corner_and_marked() -> None:
    statement = "a b c = triangle; o = circle a b c; d = foot a b c; e = foot d a b; f = foot d a c ? perp a o e f"
    for seed in range(5):
        figure = drawn(statement, seed)
        corner = meet(*(figure.points[p] for p in "aoef"))
        assert corner is not None
        marks = [m for m in figure.marks if m.weight is Weight.GOAL and len(m.places) == 3]
        if around(figure.points.values()).gap(corner) == 0:
            assert marks
            assert covered(corner, corner, figure.lines)
            assert min(abs(p - corner) for p in marks[0].places) == pytest.approx(8)


def test_points_of_one_line_give_one_stroke() -> None:
    figure = drawn("a b = segment a b; c = on_line c a b; d = on_line d a b; e = on_line e b c ? coll a d e")
    assert len([s for s in figure.lines if s.weight is Weight.LINE]) == 1


def test_a_circle_named_twice_is_drawn_once_and_in_colour_where_it_is_asked() -> None:
    figure = drawn("a b c = triangle; o = circle a b c; d = on_circle o a; e = on_circum a b c ? cyclic a b d e")
    assert [r.weight for r in figure.rings] == [Weight.GOAL]


def test_a_foot_is_marked_with_a_right_angle_at_the_foot() -> None:
    figure = drawn("a b c = ieq_triangle; d = foot a b c ? coll b c d")
    (mark,) = [m for m in figure.marks if len(m.places) == 3]
    corner = figure.points["d"]
    assert abs(mark.places[0] - corner) == pytest.approx(abs(mark.places[2] - corner))
    assert abs(mark.places[1] - corner) == pytest.approx(abs(mark.places[0] - corner) * 2**0.5)


def test_a_midpoint_has_ticks_on_both_halves_and_radii_have_none() -> None:
    ticks = [m for m in drawn("a b c = triangle; m = midpoint b c ? coll b m c").marks if not m.radius]
    assert len(ticks) == 2
    assert not drawn("o a = segment; b = on_circle o a; c = on_circle o a ? cong o b o c").marks


def test_what_is_asked_of_a_segment_with_ticks_is_marked_beside_them() -> None:
    figure = drawn("a b c = triangle; m = midpoint b c ? cong b m m c")
    middles = [(m.places[0] + m.places[1]) / 2 for m in figure.marks]
    assert len(middles) == 2 + 2 * 2
    assert min(abs(p - q) for p in middles[:2] for q in middles[2:]) > 8


def test_an_angle_bisector_has_equal_arcs() -> None:
    arcs = [m for m in drawn("a b c = ieq_triangle; d = angle_bisector a b c ? coll a d c").marks if m.radius]
    assert len(arcs) == 2
    assert arcs[0].radius == pytest.approx(arcs[1].radius)


def test_a_statement_with_coordinates_is_not_turned() -> None:
    figure = drawn("a@0_0 = free a; b@1_1 = free b; c@-1_2 = free c ? coll a b c").points
    assert figure["b"].imag - figure["a"].imag == pytest.approx(-(figure["b"].real - figure["a"].real))


def test_a_point_missing_in_the_figure_is_an_error() -> None:
    problem = read_statement("a b c = triangle ? coll a b c")
    with pytest.raises(KeyError):
        drawing(problem, {"a": 0j, "b": 1 + 0j})


@pytest.mark.parametrize(
    ("start", "end", "through"),
    [
        (-5 + 5j, 15 + 5j, True),
        (3 + 3j, 4 + 4j, True),
        (-5 + 12j, 15 + 12j, False),
        (-5 + 0j, 0 - 5j, False),
        (12 - 5j, 12 + 15j, False),
        (5 - 5j, 5 + 15j, True),
    ],
)
def test_clipping_knows_segments_that_pass_beside_a_box(start: complex, end: complex, through: bool) -> None:
    box = np.array([[0.0, 0.0, 10.0, 10.0]])
    assert crossed(box, np.array([start]), np.array([end])).tolist() == [[through]]


@pytest.mark.parametrize(
    "worse",
    [
        [0, 4, 3 + 3j, 3.02 + 3j],
        [0, 4, 3 + 3j, 2 + 0.02j],
        [0, 4, 3 + 3j, 40j],
        [0, 4, 3 + 0.4j, 2 + 0.5j],
    ],
    ids=["two points nearly one", "nearly on a line", "first shape small", "slim"],
)
def test_legibility_is_less_where_a_figure_misleads(worse: list[complex]) -> None:
    assert legibility(worse) < legibility([0, 4, 3 + 3j, 2 + 1j])


def test_a_point_exactly_on_a_line_does_not_count_as_nearly_on_it() -> None:
    assert legibility([0, 4, 3 + 3j, 2]) == legibility([0, 4, 3 + 3j, 2 + 1j]) == 4


def test_the_more_legible_figure_keeps_the_choices_and_what_must_hold() -> None:
    problem = read_statement(
        "a b c = triangle; o = circle a b c; d = on_circle o a, on_bline b c; e = foot d a c ? cong o a o d"
    )
    goal = [e for g in problem.goals for e in equations_of(g)]
    for seed in range(5):
        rng = random.Random(seed)
        first = draw(problem, rng, 200)
        better = most_legible(problem, first, rng, 12, lambda figure: holds(goal, figure.points))
        assert legibility(list(better.points.values())) >= legibility(list(first.points.values()))
        assert better.script.choices == first.script.choices
        assert holds(goal, better.points)
    assert most_legible(problem, first, rng, 12, lambda _: False) is first


def test_a_statement_without_constructions_is_drawn_from_its_assumptions() -> None:
    problem = read_statement("points a b c d; cyclic a b c d; cong a b b c; perp a c b d ? cong a d d c")
    figure = draw(problem, random.Random(1), 40)
    text = figure_svg(problem, figure.points)
    assert text.count("<circle") >= 5
    assert text.count('class="tv-line"') >= 4
