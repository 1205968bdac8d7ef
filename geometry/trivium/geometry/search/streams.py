"""From a task to its streams."""

from __future__ import annotations

from collections.abc import Iterable

from trivium.geometry.deduction.closure import Closure
from trivium.geometry.search.node import Goal, Prospects
from trivium.geometry.search.task import Task
from trivium.geometry.search.tree import STREAMS, Stream


def streams(task: Task, numbers: Iterable[int]) -> list[Stream]:
    """Some of the streams of a task, from its beginning."""
    closure = task.closure()
    closure.run(task.goals)
    return streams_of(closure, task, numbers)


def streams_of(closure: Closure, task: Task, numbers: Iterable[int]) -> list[Stream]:
    """The same, for a closure that is closed already."""
    goal = Goal.of(task.goals, closure)
    prospects = Prospects.of(closure, goal)
    if task.factors:
        prospects = prospects.weighed(task.factors)
    return [Stream(closure, goal, prospects, k, STREAMS) for k in numbers]
