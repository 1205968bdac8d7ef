"""Figures as SVG: well-formed, complete, readable and the same every time."""

import math
import random
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from trivium.geometry.builder.figure import draw
from trivium.geometry.errors import Place
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.problem import Application, Clause, Problem
from trivium.geometry.language.reader import read_statement
from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.render.drawing import drawing
from trivium.geometry.render.svg import figure_svg

SVG = "{http://www.w3.org/2000/svg}"
STATEMENTS = (
    "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c",
    "a b c = triangle; d = foot a b c; m = midpoint b c; o = circle a b c; p = on_circle o a, on_line a d ? coll a d p",
    "a b c = triangle; t1 t2 t3 i = incenter2 a b c; x = intersection_ll t1 t2 a b ? cong i t1 i t2",
    "o a = segment; b = on_circle o a; c = on_circle o a; d = on_circle o a ? cyclic a b c d",
    "a b c d = rectangle; e = on_line a c, on_line b d; f = midpoint a b ? eqangle a b e f e f c d",
    "a b = segment a b; c = s_angle a b c 50; d = eq_triangle b c ? s_angle a b c 50; rconst b c c d 1",
    "a = free; b = free; c = free; d = on_circum a b c ? midp c a b; circle a b c d; simtri a b c a b c",
)
NAMES = st.text(st.sampled_from("abxyzMW<>&\"'ß点019"), min_size=1, max_size=6)
PLACES = st.dictionaries(
    NAMES, st.complex_numbers(max_magnitude=1e3, allow_nan=False, allow_infinity=False), min_size=3, max_size=30
)


def names_shown(root: ET.Element) -> list[str]:
    return sorted("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def free_points(names: list[str], title: str) -> Problem:
    free = constructions()["free"]
    clauses = [Clause((n,), (Application(free, (n,)),), k, Place(1, 1)) for k, n in enumerate(names, 1)]
    return Problem(title, "", tuple(clauses), (Predicate("coll", tuple(names[:3])),))


@pytest.mark.parametrize("statement", STATEMENTS)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=12, deadline=None)
def test_a_figure_is_complete_readable_and_repeatable(statement: str, seed: int) -> None:
    problem = read_statement(statement, "example")
    figure = draw(problem, random.Random(seed), 200).points
    svg = figure_svg(problem, figure)
    root = ET.fromstring(svg)
    assert root.findtext(f"{SVG}title") == "example"
    assert root.findtext(f"{SVG}desc") == problem.statement
    assert names_shown(root) == sorted(problem.points)
    assert figure_svg(problem, dict(figure)) == svg


@pytest.mark.parametrize("statement", STATEMENTS)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=12, deadline=None)
def test_points_and_labels_lie_in_the_view_and_labels_cover_neither_points_nor_one_another(
    statement: str, seed: int
) -> None:
    problem = read_statement(statement)
    figure = draw(problem, random.Random(seed), 200).points
    view = ET.fromstring(figure_svg(problem, figure)).attrib["viewBox"].split()
    left, top, width, height = map(float, view)
    drawn = drawing(problem, figure)
    for p in drawn.points.values():
        assert left < p.real < left + width
        assert top < p.imag < top + height
    for label in drawn.labels:
        assert left < label.box.left < label.box.right < left + width
        assert top < label.box.top < label.box.bottom < top + height
        assert all(label.box.gap(p) > 0 for p in drawn.points.values())
    assert not any(one.box.overlaps(two.box) for one, two in combinations(drawn.labels, 2))


@given(PLACES, st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_names_at_any_places_give_well_formed_xml_with_labels_apart(places: dict[str, complex], title: str) -> None:
    problem = free_points(list(places), title)
    root = ET.fromstring(figure_svg(problem, places))
    assert names_shown(root) == sorted(places)
    assert all(map(math.isfinite, map(float, root.attrib["viewBox"].split())))
    drawn = drawing(problem, places)
    assert not any(one.box.overlaps(two.box) for one, two in combinations(drawn.labels, 2))


def test_markup_in_names_and_titles_is_escaped() -> None:
    places = {'<"&': 0j, "</text>": 1 + 0j, "x": 1j}
    svg = figure_svg(free_points(list(places), 'a<b&"c\x00'), places)
    assert "&lt;&quot;&amp;" in svg
    assert "&lt;/text&gt;" in svg
    assert ET.fromstring(svg).findtext(f"{SVG}title") == 'a<b&"c\ufffd'


@given(st.floats(0, 2 * math.pi), st.floats(0.1, 50), st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_a_figure_moved_turned_or_scaled_is_drawn_upright_all_the_same(angle: float, size: float, seed: int) -> None:
    problem = read_statement("a b c = triangle a b c; m = midpoint m b c ? cong m b m c")
    figure = draw(problem, random.Random(seed), 200).points
    factor = complex(math.cos(angle), math.sin(angle)) * size
    drawn = drawing(problem, {name: z * factor + 3 for name, z in figure.items()}).points
    assert abs(drawn["b"].imag - drawn["c"].imag) < 1e-6
    assert drawn["a"].imag < drawn["b"].imag
    assume(min(abs(z) for z in figure.values()) > 0)
    turn = (figure["c"] - figure["b"]) / (figure["a"] - figure["b"])
    shown = (drawn["c"] - drawn["b"]) / (drawn["a"] - drawn["b"])
    assert abs(turn - shown.conjugate()) < 1e-6
