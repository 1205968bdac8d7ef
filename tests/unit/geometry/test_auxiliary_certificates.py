"""Auxiliary points in certificates: what the checker admits, and forgeries that it refuses."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from flint import acb, arb

from trivium.geometry.builder.arithmetic import precision
from trivium.geometry.builder.family import _decimal
from trivium.geometry.builder.figure import Script, construct
from trivium.geometry.certificate.auxiliary import ALWAYS, CURVES, additions
from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.figures import Drawing, high_precision
from trivium.geometry.certificate.model import (
    Acceptance,
    CertificateError,
    Figure,
    GeometryCertificate,
    Refusal,
    Step,
)
from trivium.geometry.certificate.statement import digest, read
from trivium.geometry.errors import FigureError, Place
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.problem import Application, Clause
from trivium.geometry.language.reader import read_statement
from trivium.geometry.search.kinds import KINDS
from trivium.geometry.search.search import Settings
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

HUMPTY = "a b c = triangle a b c; h = orthocenter h a b c; m = midpoint m b c; p = foot p h a m ? cyclic b h p c"
"""The deduction alone leaves it open."""


@pytest.fixture(scope="module")
def proved() -> GeometryCertificate:
    assert solve(read_statement(HUMPTY)).outcome is Outcome.SATURATED
    solution = solve(read_statement(HUMPTY), search=Settings(tries=400))
    assert solution.outcome is Outcome.PROVED
    assert isinstance(solution.certificate, GeometryCertificate)
    return solution.certificate


def decimals(points: dict[str, tuple[float, float]], zoom: float) -> Figure:
    def shown(x: float) -> str:
        return f"{x * zoom:.3f}".ljust(60, "0") if x >= 0 else f"-{-x * zoom:.3f}".ljust(60, "0")

    return Figure(tuple((name, shown(x), shown(y)) for name, (x, y) in points.items()))


def certificate(
    statement: str, auxiliary: tuple[str, ...], points: dict[str, tuple[float, float]]
) -> GeometryCertificate:
    """A claim whose only step cites a hypothesis, so that it stands or falls with its auxiliary points."""
    canonical = read(statement).canonical
    goal = read(statement).goal[0]
    figures = tuple(decimals(points, zoom) for zoom in (1, 2, 3))
    return GeometryCertificate("", canonical, digest(statement), figures, (Step(goal, "given"),), auxiliary)


TRIANGLE = "a b c = triangle a b c; d = midpoint d b c ? coll d b c"
PLACES = {"a": (0.0, 4.0), "b": (-2.0, 0.0), "c": (6.0, 0.0), "d": (2.0, 0.0)}


def test_every_constructor_of_the_search_is_one_that_the_checker_admits() -> None:
    names = "abcdefgh"
    for kind in KINDS:
        parts = [" ".join((w[0], *("x" if a == "x" else names[int(a)] for a in w[1:]))) for w in kind.clause]
        (addition,) = additions((f"x = {', '.join(parts)}",), tuple(names))
        assert addition.name == "x", kind.name


def test_a_claim_with_a_point_that_exists_is_accepted() -> None:
    x = "x = on_line x a d, on_bline x b c"
    places = {"a": (2.0, 4.0), **{n: PLACES[n] for n in "bcd"}}
    # the line ad is the bisector itself here: the two curves are one
    assert isinstance(check(certificate(TRIANGLE, (x,), {**places, "x": (2.0, 1.0)})), Refusal)
    good = certificate(TRIANGLE, ("x = midpoint x a b",), {**PLACES, "x": (-1.0, 2.0)})
    assert isinstance(check(good), Acceptance)
    crossing = certificate(TRIANGLE, ("x = on_line x a b, on_pline x c a d",), {**PLACES, "x": (-10.0, -16.0)})
    refusal = check(crossing)
    assert isinstance(refusal, Refusal)
    assert "hypotheses" in refusal.reason
    crossing = certificate(TRIANGLE, ("x = on_line x a b, on_pline x d a c",), {**PLACES, "x": (-0.0, 4.0)})
    assert isinstance(check(crossing), Refusal)


@pytest.mark.parametrize(
    "clause",
    [
        "x = midpoint x a b, on_line x c d",
        "x = on_line x a b, on_line x c d, on_line x a d",
        "x = midpoint x a b, midpoint x c d",
        "x = on_line x a b",
        "x = on_circle x a b",
        "x = free x",
        "x = triangle x a b",
        "x = eqdistance x a b c",
        "x = intersection_ll x a b c d, on_line x a d",
        "x = s_angle a b x 30",
        "x y = tangent x y a b c",
        "a = midpoint a b c",
        "x = midpoint x a a",
        "x = midpoint x a y",
        "x = midpoint y a b",
        "x =midpoint x a b",
        "x = midpoint x a b; y = midpoint y a b",
        "x = incenter x a b c, on_line x a d",
        "x = orthocenter x a b c d",
        "x = on_line x a b, foot x a b c",
        "= midpoint x a b",
        "",
    ],
)
def test_clauses_that_could_smuggle_in_a_hypothesis_are_refused(clause: str) -> None:
    with pytest.raises(CertificateError):
        additions((clause,), ("a", "b", "c", "d"))


def test_two_names_cannot_be_one_and_the_number_of_points_is_bounded() -> None:
    with pytest.raises(CertificateError):
        additions(("x = midpoint x a b", "x = midpoint x a c"), ("a", "b", "c"))
    with pytest.raises(CertificateError):
        additions(tuple(f"x{k} = midpoint x{k} a b" for k in range(17)), ("a", "b", "c"))


def test_curves_that_touch_are_refused_however_the_figures_were_drawn() -> None:
    """That a line is tangent to a circle is a theorem, not a construction."""
    statement = "a b c = triangle a b c; o = circumcenter o a b c; t = on_tline t a a o ? perp t a a o"
    places = {"a": (0.0, 5.0), "b": (-3.0, -4.0), "c": (3.0, -4.0), "o": (0.0, 0.0), "t": (7.0, 5.0)}
    touching = certificate(statement, ("x = on_tline x a a o, on_circle x o a",), {**places, "x": (0.001, 5.0)})
    assert isinstance(check(touching), Refusal)


def test_a_proof_with_auxiliary_points_is_accepted_and_its_parts_are_needed(proved: GeometryCertificate) -> None:
    assert isinstance(check(proved), Acceptance)
    assert len(proved.auxiliary) == 1
    assert isinstance(check(replace(proved, auxiliary=())), Refusal)
    assert isinstance(check(replace(proved, auxiliary=(*proved.auxiliary, "y = midpoint y a b"))), Refusal)
    renamed = tuple(c.replace("x1", "x9") for c in proved.auxiliary)
    assert isinstance(check(replace(proved, auxiliary=renamed)), Refusal)
    moved = Figure(tuple((n, x, y) for n, x, y in proved.figures[1].points))
    swapped = Figure((*moved.points[:-1], (moved.points[-1][0], *proved.figures[0].points[-1][1:])))
    assert isinstance(check(replace(proved, figures=(proved.figures[0], swapped, proved.figures[2]))), Refusal)


def test_a_goal_about_an_auxiliary_point_is_no_goal() -> None:
    with pytest.raises(CertificateError):
        read(f"{TRIANGLE.partition('?')[0]}? coll x b c")


def test_the_tables_name_roles_of_the_constructions() -> None:
    assert not set(ALWAYS) & set(CURVES)
    for name, (_, roles) in CURVES.items():
        (addition,) = additions((f"x = {name} x {' '.join('abc'[: _arity(name)])}, on_line x a b",), ("a", "b", "c"))
        assert addition.uses[0].named(roles)


def _arity(name: str) -> int:
    return {"on_line": 2, "on_bline": 2, "on_circle": 2}.get(name, 3)


FORMS = [(name,) for name in ALWAYS] + [(one, two) for one in CURVES for two in CURVES]


@pytest.mark.parametrize("form", FORMS, ids=" and ".join)
def test_every_admitted_form_has_its_point_in_figures_in_general_position(form: tuple[str, ...]) -> None:
    """So it says nothing about the points that are there: a form with an equation too many would fail here."""
    rng = random.Random(7)
    names = "abcdefg"
    table = constructions()
    for _ in range(200):
        points = {name: acb(rng.uniform(-1, 1), rng.uniform(-1, 1)) for name in names}
        uses = []
        for name in form:
            chosen = iter(rng.sample(names, len(table[name].old)))
            uses.append(
                Application(table[name], tuple("x" if a == "x" else next(chosen) for a in table[name].arguments))
            )
        clause = Clause(("x",), tuple(uses), 1, Place(1, 1))
        try:
            (addition,) = additions((str(clause),), tuple(names))
            drawn = {n: acb(z) for n, z in construct([clause], points, Script((), (0,)), 320).points.items()}
        except FigureError:
            continue
        if not drawn["x"].is_finite():
            continue  # two parallels
        figure = Figure(tuple((n, _decimal(z.real), _decimal(z.imag)) for n, z in drawn.items()))
        with high_precision():
            try:
                shown = Drawing(figure, (*names, "x"))
            except CertificateError:
                continue  # both curves go through one old point, and that was found again
            assert all(shown.fulfils(fact) for fact in addition.given)
            addition.demand(shown)
        return
    pytest.fail("no figure has such a point")


def test_a_coordinate_that_is_nearly_a_round_number_is_written_as_it_is() -> None:
    with precision(320):
        near = arb(1) / 3 * 3
        assert abs(Fraction(_decimal(near)) - 1) <= Fraction(1, 10**79)
        assert abs(Fraction(_decimal(-near / 4)) + Fraction(1, 4)) <= Fraction(1, 10**79)
        assert Fraction(_decimal(arb(0))) == 0
