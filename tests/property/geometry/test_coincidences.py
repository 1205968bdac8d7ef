"""False statements that a right angle in the drawn figure once made the engine, or the checker, believe."""

import random

import pytest

from trivium.geometry.builder.family import decimals
from trivium.geometry.builder.figure import draw, redraw
from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.model import GeometryCertificate, Refusal, Step, normal
from trivium.geometry.certificate.statement import digest, read
from trivium.geometry.language.reader import read_statement
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

STATEMENTS = (
    "a@0_1 b@0_0 c@5_1 = triangle a b c; d = reflect d c a b ? eqangle a d c a b d d b",
    "a@6_2 b@0_2 c@6_6 = triangle a b c; d = reflect d a c b; e = circle e a c d ? midp e b c",
    "a@1_2 b@2_1 c@3_4 = triangle a b c; d = on_circle d c a; e = foot e d a b ? perp b e a c",
    "a@4_1 b@0_5 c@4_3 = triangle a b c; d = mirror d a c ? perp c d d b",
    "a@5_4 b@1_2 c@4_5 = triangle a b c; d = on_line d c a; e = midpoint e a d; f = on_circum f a b e; "
    "g = foot g f b e ? perp b c c a",
    "a@6_1 b@5_6 c@3_4 = triangle a b c; d = on_bline d b a; e = mirror e a c; f = circle f b c e ? coll f b e",
    "a@6_1 b@4_5 c@6_6 = triangle a b c; d = mirror d c b; e = reflect e a b c; f = on_circle f b e ? para e b a e",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_coincidence_of_the_figure_proves_nothing(statement: str) -> None:
    assert solve(read_statement(statement)).outcome is Outcome.SATURATED


def test_a_right_angle_does_not_choose_between_equal_and_opposite_angles() -> None:
    """d is c reflected in ab: the angles at b are opposite and, where b is a right angle in every figure, equal too."""
    statement = "a b c = triangle a b c; d = reflect d c a b ? eqangle c b b a d b b a"
    placed = read_statement(statement.replace("a b c = triangle", "a@0_1 b@0_0 c@5_0 = triangle", 1))
    special = draw(placed, random.Random(0), 40)
    figures = []
    for k in range(3):
        turned = tuple((n, z * complex(1, k)) for n, z in special.script.coordinates)
        script = type(special.script)(special.script.draws, special.script.choices, turned)
        figures.append(decimals(placed, redraw(placed, script)))
    proof = solve(read_statement(statement.split("?")[0] + "? eqangle c b b a a b b d"))
    assert isinstance(proof.certificate, GeometryCertificate)
    claim = read(read_statement(statement).statement)
    (goal,) = claim.goal
    opposite = proof.certificate.steps
    known = [n for n, s in enumerate(opposite) if normal(s.fact) == normal(read(proof.certificate.statement).goal[0])]
    lines = ("b", "c", "a", "b", "b", "d", "a", "b")
    from geometry_attacks import _same_sine

    sines = Step(_same_sine(lines), "equal_sines", lines, tuple(known))
    forged = (*opposite, sines, Step(goal, "sines_to_angles", lines, (len(opposite),)))
    certificate = GeometryCertificate("", claim.canonical, digest(statement), tuple(figures), forged)
    verdict = check(certificate, statement)
    assert isinstance(verdict, Refusal)
    assert "perpendicular" in str(verdict)
