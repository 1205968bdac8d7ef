"""Attacks on geometry certificates: mutations of true ones, goals that are false, and forgeries for such goals."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from trivium.geometry.builder.family import decimals
from trivium.geometry.builder.figure import Figure, draw, redraw
from trivium.geometry.builder.measure import holds
from trivium.geometry.certificate import model
from trivium.geometry.certificate.model import Fact, GeometryCertificate, Step, normal
from trivium.geometry.certificate.rules import RULES
from trivium.geometry.certificate.statement import digest, read
from trivium.geometry.errors import FigureError, ProblemError
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_statement
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.predicates.predicate import Predicate

_TRIES = 40
_LATER = (
    ("midpoint", 2),
    ("foot", 3),
    ("circle", 3),
    ("mirror", 2),
    ("reflect", 3),
    ("orthocenter", 3),
    ("incenter", 3),
    ("intersection_ll", 4),
    ("parallelogram", 3),
    ("on_line", 2),
    ("on_circle", 2),
    ("on_circum", 3),
    ("on_bline", 2),
)
_POINTS = {"collinear": 3, "concyclic": 4, "similar_aa": 6, "equal_sines": 8, "law_of_sines": 12}
"""Rules by the number of their points."""
_GOALS = (("coll", 3), ("perp", 4), ("para", 4), ("cong", 4), ("cyclic", 4), ("midp", 3), ("eqangle", 8))


@dataclass(frozen=True, slots=True)
class Attack:
    """A certificate that must be refused."""

    kind: str
    certificate: GeometryCertificate
    source: str
    """What it is held against."""


@dataclass(frozen=True, slots=True)
class FalseGoal:
    """A statement that is false, though perhaps true in the figure that its text places."""

    problem: Problem
    coincidence: bool
    special: Figure | None
    """The figure in which it is true by coincidence."""


# --- mutations of certificates ----------------------------------------------------------------------------------------


def mutations(pool: Sequence[tuple[str, GeometryCertificate]], rng: random.Random) -> Iterator[Attack]:
    """Endless changes to certificates, each of which takes the proof away; `pool` holds sources with certificates."""
    while True:
        source, certificate = rng.choice(pool)
        kind = rng.choice(list(_MUTATIONS))
        other = rng.choice(pool)[1]
        changed = _MUTATIONS[kind](certificate, other, rng)
        if changed is not None:
            yield Attack(kind, changed, source)


def _with_step(certificate: GeometryCertificate, number: int, step: Step) -> GeometryCertificate:
    return replace(certificate, steps=(*certificate.steps[:number], step, *certificate.steps[number + 1 :]))


def _points(certificate: GeometryCertificate) -> list[str]:
    return [name for name, _, _ in certificate.figures[0].points]


def _swapped_point(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate | None:
    """Another point in a conclusion, which then is no earlier fact of the certificate."""
    number = rng.randrange(len(c.steps))
    fact = c.steps[number].fact
    k = rng.randrange(len(fact.terms))
    variable, coefficient = fact.terms[k]
    others = [p for p in _points(c) if p not in variable]
    if not others:
        return None
    at = rng.randrange(len(variable))
    named = [rng.choice(others) if i == at else p for i, p in enumerate(variable)]
    moved = tuple(sorted(named)) if len(named) == 2 else tuple(named)
    terms = dict(fact.terms)
    del terms[variable]
    terms[moved] = terms.get(moved, Fraction(0)) + coefficient
    changed = replace(fact, terms=tuple(sorted((v, x) for v, x in terms.items() if x)))
    known = {normal(f) for f in (*(s.fact for s in c.steps), *read(c.statement).given)}
    if normal(changed) in known:
        return None
    return _with_step(c, number, replace(c.steps[number], fact=changed))


def _coefficient(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate | None:
    linear = [n for n, s in enumerate(c.steps) if s.rule == "linear"]
    if not linear:
        return None
    number = rng.choice(linear)
    step = c.steps[number]
    k = rng.randrange(len(step.coefficients))
    factor = step.coefficients[k] + rng.choice([Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(3)])
    return _with_step(
        c, number, replace(step, coefficients=(*step.coefficients[:k], factor, *step.coefficients[k + 1 :]))
    )


def _constant(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate:
    number = rng.randrange(len(c.steps))
    fact = c.steps[number].fact
    key = 1 if fact.system == "angle" else rng.choice((2, 3))
    constant = dict(fact.constant)
    constant[key] = constant.get(key, Fraction(0)) + Fraction(rng.randint(1, 11), 12)
    return _with_step(c, number, replace(c.steps[number], fact=replace(fact, constant=tuple(sorted(constant.items())))))


def _rule(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate | None:
    """A rule with another number of points; rules of one shape may both give a fact."""
    derived = [n for n, s in enumerate(c.steps) if s.rule not in ("given", "linear")]
    if not derived:
        return None
    number = rng.choice(derived)
    step = c.steps[number]
    names = [rule for rule, count in _POINTS.items() if count != len(step.points)]
    return _with_step(c, number, replace(step, rule=rng.choice(names)))


def _goal(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate | None:
    """Another goal in the claim, one that no step states."""
    setting, goals = c.statement.split(" ? ")
    words = goals.split("; ")[0].split()
    spots = [k for k, w in enumerate(words) if w in _points(c)]
    spot = rng.choice(spots)
    words[spot] = rng.choice([p for p in _points(c) if p != words[spot]])
    try:
        claim = read_statement(f"{setting} ? {' '.join(words)}")
    except ProblemError:
        return None
    stated = {normal(s.fact) for s in c.steps}
    facts = [Fact(e.system.value, e.terms, e.constant) for g in claim.goals for e in equations_of(g)]
    if all(normal(f) in stated for f in facts):
        return None
    return replace(c, statement=claim.statement, source_sha256=digest(claim.statement))


def _dropped(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate | None:
    number = rng.randrange(len(c.steps))
    steps = c.steps[:number] + c.steps[number + 1 :]
    if normal(c.steps[number].fact) in {normal(s.fact) for s in steps}:
        return None
    shifted = tuple(replace(s, premises=tuple(p - (p > number) for p in s.premises)) for s in steps)
    return replace(c, steps=shifted)


def _premise(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate | None:
    needy = [n for n, s in enumerate(c.steps) if s.premises]
    if not needy:
        return None
    number = rng.choice(needy)
    step = c.steps[number]
    k = rng.randrange(len(step.premises))
    kept = (*step.premises[:k], *step.premises[k + 1 :])
    factors = (*step.coefficients[:k], *step.coefficients[k + 1 :])
    return _with_step(c, number, replace(step, premises=kept, coefficients=factors))


def _circular(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate:
    number = rng.randrange(len(c.steps))
    step = Step(c.steps[number].fact, "linear", (), (rng.randrange(number, len(c.steps)),), (Fraction(1),))
    return _with_step(c, number, step)


def _other(c: GeometryCertificate, other: GeometryCertificate, _: random.Random) -> GeometryCertificate | None:
    """The proof of another problem under this one's claim, unless it starts from what is given here as well."""
    given = {normal(f) for f in read(c.statement).given}
    if all(normal(s.fact) in given for s in other.steps if s.rule == "given"):
        return None
    return replace(c, figures=other.figures, steps=other.steps)


def _figure(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate | None:
    """One digit of a point that a hypothesis binds, in one figure."""
    bound = {p for f in read(c.statement).given for variable, _ in f.terms for p in variable}
    index = rng.randrange(len(c.figures))
    figure = c.figures[index]
    k = rng.randrange(len(figure.points))
    name, x, y = figure.points[k]
    if name not in bound:
        return None
    at = x.index(".") + rng.randint(1, 30)
    moved = x[:at] + str((int(x[at]) + rng.randint(1, 9)) % 10) + x[at + 1 :]
    points = (*figure.points[:k], (name, moved, y), *figure.points[k + 1 :])
    figures = (*c.figures[:index], replace(figure, points=points), *c.figures[index + 1 :])
    return replace(c, figures=figures)


def _digest(c: GeometryCertificate, _: GeometryCertificate, rng: random.Random) -> GeometryCertificate:
    return replace(c, source_sha256=f"{rng.randrange(16**64):064x}")


_MUTATIONS = {
    "swapped point": _swapped_point,
    "coefficient": _coefficient,
    "constant": _constant,
    "rule": _rule,
    "goal": _goal,
    "dropped step": _dropped,
    "dropped premise": _premise,
    "circular": _circular,
    "another problem": _other,
    "figure": _figure,
    "digest": _digest,
}


# --- false goals ------------------------------------------------------------------------------------------------------


def false_goals(rng: random.Random) -> Iterator[FalseGoal]:
    """Endless false statements; every second one is true in the figure that its text places, by coincidence."""
    coincidence = False
    while True:
        found = _false_goal(rng, coincidence=coincidence)
        if found is not None:
            yield found
            coincidence = not coincidence


def _false_goal(rng: random.Random, *, coincidence: bool) -> FalseGoal | None:
    setting, names = _setting(rng, placed=coincidence)
    try:
        anywhere = read_statement(f"{_unplaced(setting)} ? coll a b c")
        generic = [draw(anywhere, rng, _TRIES) for _ in range(3)]
        special = draw(read_statement(f"{setting} ? coll a b c"), rng, _TRIES) if coincidence else None
    except (FigureError, ProblemError):
        return None
    for _ in range(400 if coincidence else 20):
        name, count = rng.choice(_GOALS)
        goal = Predicate(name, tuple(rng.choice(names) for _ in range(count)))
        try:
            equations = equations_of(goal)
        except ValueError:
            continue
        if (special and not holds(equations, special.points)) or any(holds(equations, f.points) for f in generic):
            continue
        try:
            problem = read_statement(f"{setting} ? {goal}")
        except ProblemError:
            continue
        return FalseGoal(problem, coincidence, special)
    return None


def _setting(rng: random.Random, *, placed: bool) -> tuple[str, list[str]]:
    """A triangle, on a grid if `placed`, and some points constructed from it."""
    spots = rng.sample([(x, y) for x in range(7) for y in range(7)], 3) if placed else []
    first = " ".join(f"{n}@{x}_{y}" for n, (x, y) in zip("abc", spots, strict=True)) if placed else "a b c"
    clauses, names = [f"{first} = triangle a b c"], list("abc")
    for name in "defg"[: rng.randint(1, 4)]:
        construction, count = rng.choice(_LATER)
        clauses.append(f"{name} = {construction} {' '.join([name, *rng.sample(names, min(count, len(names)))])}")
        names.append(name)
    return "; ".join(clauses), names


def _unplaced(setting: str) -> str:
    return " ".join(word.partition("@")[0] for word in setting.split())


# --- forged certificates ----------------------------------------------------------------------------------------------


def forgeries(rng: random.Random) -> Iterator[Attack]:
    """Endless forged certificates of false goals, with figures in which the goal is true by coincidence.

    Each step is true in all figures, so that only its reason can give it away.
    """
    for false in false_goals(rng):
        if false.special is None:
            continue
        try:
            figures = tuple(_turned(false.problem, false.special, k) for k in range(3))
        except FigureError:
            continue
        statement = read(false.problem.statement)
        kind = rng.choice(list(_FORGERIES))
        steps = _FORGERIES[kind](list(statement.given), list(statement.goal), list(statement.points), rng)
        certificate = GeometryCertificate(
            "", false.problem.statement, digest(false.problem.source), figures, tuple(steps)
        )
        yield Attack(kind, certificate, false.problem.source)


def _turned(problem: Problem, special: Figure, turns: int) -> model.Figure:
    """The figure turned and scaled: other coordinates, the same coincidence."""
    factor = complex(1, turns) / (1 + turns)
    script = replace(special.script, coordinates=tuple((n, z * factor) for n, z in special.script.coordinates))
    return decimals(problem, redraw(problem, script))


def _given_steps(given: list[Fact]) -> list[Step]:
    unique = {normal(f): f for f in given if f.terms}
    return [Step(f, "given") for f in unique.values()]


def _as_given(given: list[Fact], goal: list[Fact], points: list[str], rng: random.Random) -> list[Step]:
    return [*_given_steps(given), *(Step(f, "given") for f in goal)]


def _as_sum(given: list[Fact], goal: list[Fact], points: list[str], rng: random.Random) -> list[Step]:
    steps = _given_steps(given)
    for fact in goal:
        same = [n for n, s in enumerate(steps) if s.fact.system == fact.system]
        factors = tuple(Fraction(rng.randint(-4, 4), rng.choice((1, 1, 2, 4))) for _ in same)
        steps.append(Step(fact, "linear", (), tuple(same), factors))
    return steps


def _as_rule(given: list[Fact], goal: list[Fact], points: list[str], rng: random.Random) -> list[Step]:
    steps = _given_steps(given)
    for fact in goal:
        rule, count = rng.choice(list(RULES)), rng.choice((2, 3, 4, 4, 6, 6, 8, 12))
        named = [p for variable, _ in fact.terms for p in variable]
        chosen = tuple(rng.choice(named if rng.random() < 0.8 else points) for _ in range(count))
        steps.append(Step(fact, rule, chosen, tuple(range(len(steps)))))
    return steps


def _through_a_lemma(given: list[Fact], goal: list[Fact], points: list[str], rng: random.Random) -> list[Step]:
    """Each fact from the other, and from a true one that no rule gives."""
    steps = _given_steps(given)
    start = len(steps)
    for n, fact in enumerate(goal):
        steps.append(Step(fact, "linear", (), (start + (n + 1) % max(len(goal), 1),), (Fraction(1),)))
    return steps


def _without_reason(given: list[Fact], goal: list[Fact], points: list[str], rng: random.Random) -> list[Step]:
    return [Step(f, rng.choice(("linear", "trust", "", *RULES))) for f in goal]


def _every_triangle(given: list[Fact], goal: list[Fact], points: list[str], rng: random.Random) -> list[Step]:
    """Base angles, circles and similar triangles all over the figure, then the goal as a sum of all that."""
    steps = _given_steps(given)
    for o, a, b in list(combinations(points, 3))[:20]:
        sides = {tuple(sorted((o, a))): 1, tuple(sorted((o, b))): 1, tuple(sorted((a, b))): -2}
        fact = Fact("angle", tuple(sorted((side, Fraction(c)) for side, c in sides.items())))
        steps.append(Step(fact, "isosceles", (o, a, b), tuple(range(len(steps)))))
    return [*steps, *_as_sum([], goal, points, rng)]


def _as_the_engine_would(given: list[Fact], goal: list[Fact], points: list[str], rng: random.Random) -> list[Step]:
    """Rules by which a figure decides between two cases, where in all figures shown both look alike."""
    steps = _given_steps(given)
    for fact in goal:
        if fact.system == "angle" and len(fact.terms) == 4 and not fact.constant:
            (p, a), (q, b), (r, c), (s, d) = fact.terms
            lines = [v for v, x in ((p, a), (q, b), (r, c), (s, d)) if x > 0]
            others = [v for v, x in ((p, a), (q, b), (r, c), (s, d)) if x < 0]
            named = (*others[0], *lines[0], *lines[1], *others[1]) if len(lines) == len(others) == 2 else ()
            steps.append(Step(_same_sine(named), "equal_sines", named, tuple(range(len(steps)))) if named else steps[0])
            steps.append(Step(fact, "sines_to_angles", named, (len(steps) - 1,)))
        else:
            steps += _as_rule([], [fact], points, rng)
    return steps


def _same_sine(named: tuple[str, ...]) -> Fact:
    one, two = (
        tuple(x for line in sorted(tuple(sorted(named[k : k + 2])) for k in (i, i + 2)) for x in line) for i in (0, 4)
    )
    return Fact("ratio", tuple(sorted(((one, Fraction(1)), (two, Fraction(-1))))))


_FORGERIES = {
    "by the figure": _as_the_engine_would,
    "as given": _as_given,
    "as a sum": _as_sum,
    "as a rule": _as_rule,
    "in a circle": _through_a_lemma,
    "without reason": _without_reason,
    "from all triangles": _every_triangle,
}
