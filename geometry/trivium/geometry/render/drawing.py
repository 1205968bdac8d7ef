"""A drawing: everything that a figure shows, placed on the canvas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trivium.geometry.language.problem import Clause, Problem
from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.render.canvas import Box, around, scale, union, upright
from trivium.geometry.render.depiction import Depicted, Segment, of_application, of_predicate
from trivium.geometry.render.labels import Label, placed
from trivium.geometry.render.marks import Marking, Path
from trivium.geometry.render.obstacles import Obstacles
from trivium.geometry.render.strokes import Ring, Stroke, Weight, covered, distance, meet, ring, same_ring, strokes

_MARGIN = 10.0
_WIDEST_CIRCLE = 1.6
"""A circle with a diameter above this many times the spread of the points is shown in part only."""
_ARCS_OF = ("angle_bisector", "angle_mirror", "incenter", "trisect", "on_aline", "on_aline2", "eqangle2", "eqangle3")
"""Constructions whose equal angles are marked; in others they say what equal lengths say too."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a figure shows, in canvas units with y downwards."""

    points: Mapping[str, complex]
    lines: Sequence[Stroke]
    rings: Sequence[Ring]
    marks: Sequence[Path]
    labels: Sequence[Label]
    box: Box
    """What is visible."""
    added: frozenset[str] = frozenset()
    """The points that the statement does not have."""


def drawing(problem: Problem, figure: Mapping[str, complex], auxiliary: Sequence[Clause] = ()) -> Drawing:
    """The drawing of a problem in one of its figures, which has a place for each of its points and the auxiliary."""
    shape, constructed = _depicted(problem)
    added = [item for clause in auxiliary for a in clause.applications for item in of_application(a)]
    goal = [item for g in problem.goals for item in of_predicate(g)]
    turned = upright(problem, figure)
    factor = scale(_extent(turned, [*shape, *constructed, *added, *goal]))
    points = {name: p * factor for name, p in turned.items()}
    lines, rings = _strokes(points, shape, constructed, added, goal)
    lines += _extensions(problem, points, lines)
    marks = _marks(problem, points, lines, rings)
    labels = placed(points, Obstacles(list(points.values()), lines, rings, marks))
    box = union((_extent(points, [*shape, *constructed, *added, *goal]), *(label.box for label in labels))).grown(
        _MARGIN
    )
    new = frozenset(name for clause in auxiliary for name in clause.points)
    return Drawing(points, lines, rings, marks, labels, box, new)


def _depicted(problem: Problem) -> tuple[list[Depicted], list[Depicted]]:
    """What the shapes at the start of a statement draw, and what the later constructions draw."""
    shape: list[Depicted] = []
    constructed: list[Depicted] = []
    for clause in problem.clauses:
        for application in clause.applications:
            (constructed if application.old_points else shape).extend(of_application(application))
    constructed += [item for fact in problem.assumed for item in of_predicate(fact)]
    return shape, constructed


def _extent(points: Mapping[str, complex], depicted: Iterable[Depicted]) -> Box:
    """The box of all points and of the circles that are not much larger than it."""
    box = around(points.values())
    spread = max(box.width, box.height)
    boxes = [box]
    for item in depicted:
        circle = None if isinstance(item, Segment) else ring(item, points, Weight.LINE)
        if circle is not None and 2 * circle.radius <= _WIDEST_CIRCLE * spread:
            reach = complex(circle.radius, circle.radius)
            boxes.append(around((circle.centre - reach, circle.centre + reach)))
    return union(boxes)


def _strokes(
    points: Mapping[str, complex],
    shape: Iterable[Depicted],
    constructed: Iterable[Depicted],
    added: Iterable[Depicted],
    goal: Iterable[Depicted],
) -> tuple[list[Stroke], list[Ring]]:
    """All strokes, in the order in which they are drawn; a circle that is to be shown is drawn as such only."""
    thin, rings = strokes(constructed, points, Weight.LINE)
    strong, _ = strokes(shape, points, Weight.SHAPE)
    dashed, dashed_rings = strokes(added, points, Weight.AUXILIARY)
    # what is drawn already is not drawn again
    dashed = [s for s in dashed if not (covered(s.start, s.end, [*thin, *strong]))]
    asked, shown = strokes(goal, points, Weight.GOAL)
    plain = [r for r in rings if not any(same_ring(r, s) for s in shown)]
    new = [r for r in dashed_rings if not any(same_ring(r, s) for s in [*plain, *shown])]
    return [*thin, *dashed, *strong, *asked], [*plain, *new, *shown]


def _extensions(problem: Problem, points: Mapping[str, complex], lines: Sequence[Stroke]) -> list[Stroke]:
    """Lines to be shown perpendicular, carried on to where they meet; none beyond the points of the figure."""
    box = around(points.values())
    found = []
    for goal in _named(problem.goals, "perp"):
        a, b, c, d = (points[name] for name in goal.points)
        corner = meet(a, b, c, d)
        if corner is None or box.gap(corner) > 0:
            continue
        for p, q in ((a, b), (c, d)):
            near, far = (p, q) if abs(p - corner) <= abs(q - corner) else (q, p)
            if distance(corner, p, q) > 1 and not covered(far, corner, lines):
                found.append(Stroke(near, corner, Weight.EXTENSION))
    return found


def _marks(
    problem: Problem, points: Mapping[str, complex], lines: Sequence[Stroke], rings: Sequence[Ring]
) -> list[Path]:
    marking = Marking(points, lines, rings)
    applications = [a for clause in problem.clauses for a in clause.applications]
    given = list(problem.hypotheses)
    angles = [fact for a in applications if a.construction.name in _ARCS_OF for fact in a.facts()]
    angles += problem.assumed
    asked = list(problem.goals)
    lengths, arcs = marking.equal_lengths(_named(given, "cong")), marking.equal_angles(_named(angles, "eqangle"))
    return [
        *marking.right_angles(_named(given, "perp"), Weight.LINE),
        *marking.ticks(lengths, Weight.LINE),
        *marking.arcs(arcs, Weight.LINE),
        *marking.right_angles(_named(asked, "perp"), Weight.GOAL),
        *marking.ticks(marking.equal_lengths(_named(asked, "cong")), Weight.GOAL, len(lengths) + 1),
        *marking.arcs(marking.equal_angles(_named(asked, "eqangle")), Weight.GOAL, len(arcs) + 1),
    ]


def _named(facts: Iterable[Predicate], name: str) -> list[Predicate]:
    return [fact for fact in facts if fact.name == name]
