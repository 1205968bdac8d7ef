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
_BLOCK = 1024
"""Candidates looked at together: what is compared with them stays small."""
_CIRCLES = 1
"""Place of the circles among the coincidences."""
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
    apart = np.ones(len(candidates), dtype=bool)
    for point in plane.z:
        apart &= np.abs(candidates.z - point) > _NEAREST
    candidates = candidates.at(apart)
    order = np.argsort(-PRIORS[candidates.kind], kind="stable")
    _, first = np.unique(keys(candidates.z[order]), return_index=True)
    return candidates.at(np.sort(order[first]))


def keys(z: ComplexArray) -> IntArray:
    """Numbers that tell places apart."""
    grid = np.rint(np.stack([z.real, z.imag]) * 1e6).astype(np.int64)
    found: IntArray = grid[0] * 100_000_007 + grid[1]
    return found


def scored(plane: Plane, candidates: Candidates, most: int) -> tuple[Candidates, FloatArray]:
    """The candidates worth most by what is quickly counted, at most so many, with their surplus.

    The surplus is the weight of the coincidences beyond those that every point of the kind has; shape (candidates,).
    """
    if not len(candidates):
        return candidates, np.zeros(0)
    blocks = range(0, len(candidates), _BLOCK)
    found = np.concatenate([_coincidences(plane, candidates.z[k : k + _BLOCK]) for k in blocks])
    if len(candidates) > most:
        quick = PRIORS[candidates.kind] * (1.0 + _beyond(found, candidates))
        best = np.sort(np.argsort(-quick, kind="stable")[:most])
        candidates, found = candidates.at(best), found[best]
    found[:, _CIRCLES] = _circles(plane, candidates.z)
    return candidates, _beyond(found, candidates)


def _beyond(found: FloatArray, candidates: Candidates) -> FloatArray:
    worth: FloatArray = np.maximum(found - _ORDINARY[candidates.kind], 0) @ _WEIGHTS
    return worth


def _coincidences(plane: Plane, x: ComplexArray) -> FloatArray:
    """Of each place: lines, (circles, left zero), equal distances, circles around points, parallels; (places, 5)."""
    gap = plane.z[None, :] - x[:, None]
    direction = np.arctan2(gap.imag, gap.real) / np.pi % 1.0
    distance = np.abs(gap)
    sorted_directions = np.sort(direction, axis=1)
    lines, aligned = _groups(sorted_directions, sorted_directions[:, :1] + 1.0)
    distances = np.sort(distance, axis=1)
    equal = (distances[:, 1:] - distances[:, :-1] < _NEAR).sum(axis=1)
    apart = np.abs(plane.z[:, None] - plane.z[None, :])
    radii = np.sort(np.where(np.eye(plane.count, dtype=bool), -1.0, apart), axis=1)
    centred = np.zeros(len(x), dtype=np.int64)
    for k in range(plane.count):
        place = np.minimum(np.searchsorted(radii[k], distance[:, k] - _NEAR), plane.count - 1)
        centred += np.abs(radii[k][place] - distance[:, k]) < _NEAR
    # a line through the place and two points has the direction of these, which says nothing more
    parallel = np.maximum(_parallels(plane, direction) - aligned, 0)
    found = np.stack([lines, np.zeros_like(lines), equal, centred, parallel], axis=1)
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
    # the power of a point is linear in its coordinates and their squares: one product of matrices
    circles = np.stack([np.ones_like(radius), -2 * centre.real, -2 * centre.imag, np.abs(centre) ** 2 - radius**2])
    places = np.stack([np.abs(x) ** 2, x.real, x.imag, np.ones(len(x))], axis=1)
    margin = _NEAR * (1 + radius)
    blocks = [np.abs(places[k : k + _BLOCK] @ circles) < margin for k in range(0, len(x), _BLOCK)]
    found: IntArray = np.concatenate([block.sum(axis=1) for block in blocks])
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
