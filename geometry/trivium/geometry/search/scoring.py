"""What speaks for a candidate: the coincidences of its place in the figure beyond those of its construction."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from trivium.geometry.deduction.facts import IntArray
from trivium.geometry.deduction.plane import TOLERANCE, BoolArray, FloatArray, Plane
from trivium.geometry.search.generation import Candidates, ComplexArray, circumcircle
from trivium.geometry.search.kinds import KINDS

_FARTHEST = 6.0
"""From the middle of the figure, whose first points lie within 1."""
_NEAREST = 2e-3
"""To a point of the figure."""
_NEAR = TOLERANCE * 10
_WEIGHTS = np.array([1.0, 1.0, 0.7, 0.7, 0.4])
"""Of the five sorts of coincidences."""
_ORDINARY = np.array(
    [(k.ordinary.lines, k.ordinary.circles, k.ordinary.equal, k.ordinary.centred, k.ordinary.parallel) for k in KINDS]
)
PRIORS: FloatArray = np.array([k.prior for k in KINDS])


def usable(plane: Plane, candidates: Candidates) -> Candidates:
    """The candidates that are in the figure's neighbourhood, are no point of it, and differ from each other.

    Of several constructions of one point, that of the kind with the highest prior is kept.
    """
    with np.errstate(all="ignore"):
        near = np.abs(candidates.z) < _FARTHEST
        candidates = candidates.at(near)
        apart = np.abs(candidates.z[:, None] - plane.z[None, :]).min(axis=1, initial=np.inf) > _NEAREST
    candidates = candidates.at(apart)
    order = np.argsort(-PRIORS[candidates.kind], kind="stable")
    _, first = np.unique(keys(candidates.z[order]), return_index=True)
    return candidates.at(np.sort(order[first]))


def keys(z: ComplexArray) -> IntArray:
    """Numbers that tell places apart."""
    grid = np.rint(np.stack([z.real, z.imag]) * 1e6).astype(np.int64)
    found: IntArray = grid[0] * 100_000_007 + grid[1]
    return found


def surplus(plane: Plane, candidates: Candidates) -> FloatArray:
    """The weight of the coincidences of each candidate beyond those of its kind; shape (candidates,)."""
    if not len(candidates):
        return np.zeros(0)
    found = np.concatenate([_coincidences(plane, candidates.z[k : k + 2048]) for k in range(0, len(candidates), 2048)])
    beyond = np.maximum(found - _ORDINARY[candidates.kind], 0)
    score: FloatArray = beyond @ _WEIGHTS
    return score


def _coincidences(plane: Plane, x: ComplexArray) -> FloatArray:
    """Of each place: lines, circles, equal distances, circles around points, parallels; shape (places, 5)."""
    gap = plane.z[None, :] - x[:, None]
    direction = np.angle(gap) / np.pi % 1.0
    distance = np.abs(gap)
    sorted_directions = np.sort(direction, axis=1)
    lines, aligned = _groups(sorted_directions, sorted_directions[:, :1] + 1.0)
    distances = np.sort(distance, axis=1)
    equal = (np.diff(distances, axis=1) < _NEAR).sum(axis=1)
    radii = np.sort(
        np.where(np.eye(plane.count, dtype=bool), -1.0, np.abs(plane.z[:, None] - plane.z[None, :])), axis=1
    )
    centred = np.zeros(len(x), dtype=np.int64)
    for k in range(plane.count):
        place = np.minimum(np.searchsorted(radii[k], distance[:, k] - _NEAR), plane.count - 1)
        centred += np.abs(radii[k][place] - distance[:, k]) < _NEAR
    # a line through the place and two points has the direction of these, which says nothing more
    parallel = np.maximum(_parallels(plane, direction) - aligned, 0)
    found = np.stack([lines, _circles(plane, x), equal, centred, parallel], axis=1)
    return found.astype(np.float64)


def _groups(ordered: FloatArray, after: FloatArray) -> tuple[IntArray, IntArray]:
    """How many groups of equal values a row has, and how many values are in groups of two or more.

    The first value of a row comes round again after its last.
    """
    close = np.diff(np.concatenate([ordered, after], axis=1), axis=1) < _NEAR
    before = np.concatenate([close[:, -1:], close[:, :-1]], axis=1)
    starts: IntArray = (close & ~before).sum(axis=1)
    members: IntArray = (close | before).sum(axis=1)
    return starts, members


def _circles(plane: Plane, x: ComplexArray) -> IntArray:
    """How many circles through three points of the figure pass through each place."""
    centre, radius = _distinct_circles(plane)
    # a difference of squares needs no square root
    power = np.abs((x.real[:, None] - centre.real) ** 2 + (x.imag[:, None] - centre.imag) ** 2 - radius**2)
    found: IntArray = (power < _NEAR * (1 + radius)).sum(axis=1)
    return found


def _distinct_circles(plane: Plane) -> tuple[ComplexArray, FloatArray]:
    every = plane.triples(0)[0]
    centre, radius = circumcircle(plane.z, every)
    small = radius < 20
    centre, radius = centre[small], radius[small]
    _, at = np.unique(np.rint(np.stack([centre.real, centre.imag, radius]) * 1e6), axis=1, return_index=True)
    return centre[at], radius[at]


def _parallels(plane: Plane, direction: FloatArray) -> IntArray:
    """How many lines to points of the figure are parallel or perpendicular to one of two other points."""
    known = np.sort(np.concatenate([plane.direction, (plane.direction + 0.5) % 1.0]))
    known = np.concatenate([known[-1:] - 1.0, known, known[:1] + 1.0])
    place = np.searchsorted(known, direction - _NEAR)
    hit: BoolArray = known[np.minimum(place, len(known) - 1)] - direction < _NEAR
    found: npt.NDArray[np.int64] = hit.sum(axis=1)
    return found
