"""Statements in English, plain or with LaTeX formulas: every variable with its domain, every hypothesis, the goal.

The wording is drawn from a generator that the caller seeds: both notations of one statement have the same words.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import INTEGERS, N, Q, R, Sort, Z, subterms
from trivium.prover.data.draft import Story
from trivium.prover.data.notation import Notation
from trivium.prover.data.phrases import claim

_DOMAINS: Mapping[str, Sequence[tuple[str, str]]] = {
    "N": (
        ("a natural number (0 included)", "natural numbers (0 included)"),
        ("a non-negative integer", "non-negative integers"),
    ),
    "Z": (("an integer", "integers"),),
    "Q": (("a rational number", "rational numbers"),),
    "R": (("a real number", "real numbers"),),
    "P": (("a proposition", "propositions"),),
}
_FUNCTION_DOMAINS: Mapping[str, str] = {
    "N": "the natural numbers (0 included)",
    "Z": "the integers",
    "Q": "the rational numbers",
    "R": "the real numbers",
}
_GOALS = ("Show that {}.", "Prove that {}.", "Then {}.", "It follows that {}.", "Verify that {}.", "Deduce that {}.")
_ALONE = ("Show that {}.", "Prove that {}.", "Verify that {}.", "We claim that {}.")
_VALUE = ("What is {0}? Show that it is {1}.", "Find {0}. Show that it is {1}.", "Determine {0}: show that it is {1}.")
_SUBTRACTION = "Here a difference of natural numbers is 0 where it would be negative."
_DIVISION = "Here ⌊a / b⌋ is the quotient rounded down."
_DIVISION_TEX = "Here $\\left\\lfloor \\frac{a}{b} \\right\\rfloor$ is the quotient rounded down."


@dataclass(frozen=True, slots=True)
class Twin:
    """A statement in English."""

    text: str
    hypotheses: tuple[str, ...]
    """The part of the text that says each hypothesis, in order."""
    goal: str
    """The part that says the goal."""


def twin(statement: Statement, notation: Notation, seed: str, story: Story | None = None) -> Twin:
    """The statement in English; the same seed gives the same words in each notation."""
    rng = random.Random(seed)  # noqa: S311 - a choice of words
    if story is not None:
        return _told(statement, story)
    phrases = tuple(claim(formula, notation, rng) for _, formula in statement.hypotheses)
    opening = _opening(statement.variables, notation, rng)
    goal_phrase, goal = _goal(statement, notation, rng, alone=not statement.hypotheses and not opening)
    sentences = [*_assumed(opening, phrases, rng), goal, *caveats(statement, notation)]
    return Twin(" ".join(sentence for sentence in sentences if sentence), phrases, goal_phrase)


def caveats(statement: Statement, notation: Notation) -> list[str]:
    """Sentences on operations whose meaning a reader may not expect."""
    found = []
    terms = [t for f in (*(f for _, f in statement.hypotheses), statement.goal) for t in subterms(f)]
    if any(t.op == "sub" and t.sort == N for t in terms):
        found.append(_SUBTRACTION)
    if any(t.op == "div" and t.sort in INTEGERS for t in terms):
        found.append(_DIVISION_TEX if notation.latex else _DIVISION)
    return found


def _told(statement: Statement, story: Story) -> Twin:
    sentences = [story.opening, *story.hypotheses, story.goal]
    sentences += caveats(statement, Notation(latex=False))
    return Twin(" ".join(s for s in sentences if s), story.hypotheses, story.goal)


def _opening(variables: Iterable[tuple[str, Sort]], notation: Notation, rng: random.Random) -> str:
    """`Let x and y be integers`, or nothing."""
    groups: dict[Sort, list[str]] = {}
    for name, sort in variables:
        groups.setdefault(sort, []).append(name)
    if not groups:
        return ""
    parts = [_domain(names, sort, notation, rng) for sort, names in groups.items()]
    return f"{rng.choice(('Let', 'Let', 'Suppose that'))} {_listed(parts)}"


def _domain(names: Sequence[str], sort: Sort, notation: Notation, rng: random.Random) -> str:
    shown = _listed([notation.symbol(name) for name in names])
    if sort.name == "fun":
        domain, codomain = (_FUNCTION_DOMAINS[part.name] for part in sort.parts)
        image = "themselves" if domain == codomain else codomain
        word = "a function" if len(names) == 1 else "functions"
        return f"{shown} be {word} from {domain} to {image}"
    one, many = rng.choice(_DOMAINS[sort.name])
    return f"{shown} be {one if len(names) == 1 else many}"


def _assumed(opening: str, phrases: Sequence[str], rng: random.Random) -> list[str]:
    """The sentences that come before the goal."""
    if opening.startswith("Suppose that"):
        opening = "Let" + opening.removeprefix("Suppose that")
    if not phrases:
        return [f"{opening}."] if opening else []
    if opening and " be a function" not in opening and " be functions" not in opening and rng.random() < 0.5:
        return [f"{opening} such that {_listed(phrases)}."]
    start = [f"{opening}."] if opening else []
    verb = rng.choice(("Suppose that", "Assume that", "It is given that"))
    if len(phrases) > 1 and rng.random() < 0.3:
        first, *rest = phrases
        return [*start, f"{verb} {first}.", f"Moreover, {_listed(rest)}."]
    return [*start, f"{verb} {_listed(phrases)}."]


def _goal(statement: Statement, notation: Notation, rng: random.Random, *, alone: bool) -> tuple[str, str]:
    goal = statement.goal
    choices = _ALONE if alone else _GOALS
    asks = goal.op == "eq" and goal.args[0].op not in ("card", "mod")
    if asks and goal.args[1].op in ("num", "neg") and goal.args[0].sort in (N, Z, Q, R) and rng.random() < 0.4:
        asked, value = (notation.formula(side) for side in goal.args)
        return value, rng.choice(_VALUE).format(asked, value)
    phrase = claim(goal, notation, rng)
    return phrase, rng.choice(choices).format(phrase)


def _listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; parts that hold an `and` of their own are kept apart.

    >>> _listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) == 1:
        return parts[0]
    joint = "; and " if any(" and " in part or " or " in part or "," in part for part in parts) else " and "
    separator = "; " if joint.startswith(";") else ", "
    return separator.join(parts[:-1]) + joint + parts[-1]
