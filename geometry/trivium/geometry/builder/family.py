"""Several figures of one shape, in decimals as certificates write them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from flint import acb, arb

from trivium.geometry.builder.figure import Figure, enclose, moved, redraw
from trivium.geometry.builder.measure import holds
from trivium.geometry.certificate import model
from trivium.geometry.certificate.checker import LEAST_FIGURES
from trivium.geometry.errors import FigureError
from trivium.geometry.language.problem import Problem
from trivium.geometry.predicates.equation import Equation

_BITS = 320
_DIGITS = 80
_TRIES = 40
Completion: TypeAlias = Callable[[Mapping[str, complex], int], Mapping[str, complex]]


def figures_like(
    problem: Problem,
    figure: Figure,
    goals: Sequence[Equation],
    amount: float,
    rng: random.Random,
    expired: Callable[[], bool],
    complete: Completion = lambda points, bits: points,
) -> tuple[model.Figure, ...]:
    """A figure and others near it that show the goals; fewer than a checker wants where none is found.

    `amount` is how far free choices are moved, as a part of the figure's size. `complete` adds auxiliary points, as
    balls of so many bits.
    """
    figures = [decimals(problem, figure, complete)]
    for _ in range(_TRIES):
        if len(figures) == LEAST_FIGURES or expired():
            break
        try:
            near = redraw(problem, moved(figure.script, rng, amount))
            if holds(goals, near.points):
                figures.append(decimals(problem, near, complete))
        except FigureError:
            continue
    return tuple(figures)


def decimals(problem: Problem, figure: Figure, complete: Completion = lambda points, bits: points) -> model.Figure:
    """A figure, drawn again in balls and written in decimals."""
    points = complete(enclose(problem, figure.script, _BITS), _BITS)
    balls = ((name, acb(z)) for name, z in points.items())
    return model.Figure(tuple((name, _decimal(z.real), _decimal(z.imag)) for name, z in balls))


def _decimal(ball: arb) -> str:
    """A ball's midpoint with a fixed number of decimal places."""
    # exactly: in balls, the floor of what is nearly an integer is not known
    middle = ball.mid() if ball.is_finite() else arb(0)  # a point at infinity: no checker takes it from there
    mantissa, exponent = (int(n) for n in middle.man_exp())
    scaled = mantissa * 10**_DIGITS
    scaled = scaled << exponent if exponent >= 0 else scaled >> -exponent
    digits = str(abs(scaled)).rjust(_DIGITS + 1, "0")
    return f"{'-' if scaled < 0 else ''}{digits[:-_DIGITS]}.{digits[-_DIGITS:]}"
