"""Statements in English, from templates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TypedDict

from trivium.geometry.language.problem import Application, Clause
from trivium.geometry.predicates.predicate import Predicate

_ON = {"on_line": 2, "on_circum": 3, "on_pline": 1, "on_tline": 1}
"""How many of the old points of a curve lie on it, counted from the first; of a circle around a point the second."""

_CIRCLES = frozenset(("on_circle", "on_circum"))


class Templates(TypedDict):
    """The contents of `english.json`."""

    constructions: dict[str, str]
    loci: dict[str, str]
    point_on: str
    point_on_both: str
    one_of_points: str
    further_point: str
    goals: dict[str, str]


def statement_in_english(clauses: Sequence[Clause], goal: Predicate) -> str:
    """Constructions and goal as sentences; raises KeyError for a construction without a template."""
    wording = _templates()
    sentences = [_sentence(made, wording) for made in clauses]
    return " ".join((*sentences, wording["goals"][goal.name].format(*map(str.upper, goal.points))))


@cache
def _templates() -> Templates:
    text = files(__package__).joinpath("english.json").read_text(encoding="utf-8")
    found: Templates = json.loads(text)
    return found


def _sentence(made: Clause, wording: Templates) -> str:
    first = made.applications[0]
    if first.construction.name in wording["constructions"]:
        return wording["constructions"][first.construction.name].format(*map(str.upper, first.arguments))
    places = [wording["loci"][a.construction.name].format(*map(str.upper, a.arguments)) for a in made.applications]
    point = made.points[0].upper()
    if len(places) == 1:
        return wording["point_on"].format(point, places[0])
    common = sorted(_members(made.applications[0]) & _members(made.applications[1]))
    if common:
        return wording["further_point"].format(point, *places, common[0].upper())
    several = any(a.construction.name in _CIRCLES for a in made.applications)
    return wording["one_of_points" if several else "point_on_both"].format(point, *places)


def _members(application: Application) -> set[str]:
    """The points that lie on a curve by its construction."""
    if application.construction.name == "on_circle":
        return {application.old_points[1]}
    return set(application.old_points[: _ON.get(application.construction.name, 0)])
