"""Random formulas and near misses of them: how many of the false equalities are accepted.

``python benchmarks/cas/perturbed.py [--count 10000] [--seed 1]``. A pair is a random formula and the same one
rewritten, with one number, sign, exponent or variable changed; it counts where a ball, evaluated by the checker's own
evaluator at a point that the decider does not use, shows that it is false.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from fractions import Fraction

from trivium.cas import Proved, Refuted, check_equal, read_sides
from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.reading import read_term
from trivium.cas.errors import CasError

FUNCTIONS = ("sin", "cos", "tan", "exp", "log", "sqrt", "abs", "sinh", "atan", "asin", "acos", "erf", "gamma", "cosh")
REWRITES = (
    "{}",
    "({})*1",
    "-(-({}))",
    "({0})*(cos(1)**2+sin(1)**2)",
    "exp(log({}))",
    "(({})*7-3)/7+3/7",
    "2*({0})-({0})",
)
WITNESSES = tuple({"x": (Fraction(a, 97), Fraction(0)), "y": (Fraction(b, 89), Fraction(0))} for a, b in
                  ((31, 57), (-43, 205), (311, -17), (-250, -91), (12, 800)))  # fmt: skip


def grow(dice: random.Random, depth: int) -> str:
    """A random formula in x and y."""
    if depth == 0 or dice.random() < 0.15:
        return dice.choice(("x", "y", "x", "1", "2", "3", "pi", "1/2"))
    kind = dice.randrange(6)
    left = grow(dice, depth - 1)
    if kind < 2:
        return f"{dice.choice(FUNCTIONS)}({left})"
    if kind == 2:
        return f"({left})**{dice.choice(('2', '3', '(1/2)', '(-1)', '(2/3)'))}"
    return f"({left}){dice.choice('+-*/')}({grow(dice, depth - 1)})"


def changed(dice: random.Random, text: str) -> str:
    """The text with one thing changed."""
    places = [k for k, letter in enumerate(text) if letter in "+-123xy"]
    if not places or dice.random() < 0.2:
        return f"({text}) + {dice.choice(('10**(-12)', '10**(-40)', '1/7', 'x*10**(-9)'))}"
    place = dice.choice(places)
    other = {"+": "-", "-": "+", "1": "2", "2": "3", "3": "2", "x": "y", "y": "x"}[text[place]]
    return text[:place] + other + text[place + 1 :]


def is_false(lhs: str, rhs: str) -> bool:
    """Whether a ball shows it at a point of our own."""
    left, right = read_term(lhs), read_term(rhs)
    for point in WITNESSES:
        try:
            if not (enclose(left, point, 512) - enclose(right, point, 512)).contains(0):
                return True
        except UndefinedError:
            continue
    return False


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smoke", action="store_true", help="300 pairs")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    wanted = 300 if options.smoke else options.count
    accepts = refuted = false = 0
    times = []
    while false < wanted:
        formula = grow(dice, dice.choice((2, 3, 3, 4)))
        near = changed(dice, dice.choice(REWRITES).format(formula))
        try:
            if not is_false(formula, near):
                continue
            question = read_sides(formula, near)
        except CasError:
            continue
        false += 1
        started = time.perf_counter()
        outcome = check_equal(question, deadline=time.monotonic() + 2.0).outcome
        times.append((time.perf_counter() - started) * 1e3)
        refuted += isinstance(outcome, Refuted)
        if isinstance(outcome, Proved):
            accepts += 1
            print(f"  ACCEPTED {formula} = {near}")
    print(
        f"{false} false equalities (seed {options.seed}): accepted {accepts}, refuted {refuted}, "
        f"undecided {false - refuted - accepts}; p50 {statistics.median(times):.2f} ms, "
        f"p95 {statistics.quantiles(times, n=20)[18]:.1f} ms"
    )


if __name__ == "__main__":
    main()
