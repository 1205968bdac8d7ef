"""What kind of mistake a false step is: the smallest change of the line that would make it right."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import acb

from trivium.cas.certificate.model import Point
from trivium.cas.decide.budget import Budget
from trivium.cas.decide.enclosure import Program
from trivium.cas.derivation.kinds import StepKind
from trivium.cas.derivation.lines import DerivationQuestion
from trivium.cas.domain.points import generic_points
from trivium.cas.domain.variables import Domain, Kind
from trivium.cas.reader.syntax import (
    Call,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    children,
    rebuilt,
)

_PRECISION = 96
_POINTS = 5
_MAX_CANDIDATES = 400
_ONE = Number(Fraction(1))
_CONFUSED = (
    ("sin", "cos"), ("sinh", "cosh"), ("sin", "sinh"), ("cos", "cosh"), ("tan", "cot"), ("tan", "tanh"), ("exp", "log"),
    ("asin", "acos"), ("atan", "acot"), ("sec", "csc"), ("sin", "asin"), ("cos", "acos"), ("tan", "atan"),
    ("asin", "csc"), ("acos", "sec"), ("atan", "cot"), ("sqrt", "abs"), ("sin", "tan"), ("cos", "sec"), ("sin", "csc"),
)  # fmt: skip

_INVERTED = frozenset({"sin", "cos", "tan", "sinh", "cosh", "tanh"})
_NEARLY_ZERO = 1e-9

Repair = Callable[[Expression], Iterator[Expression]]


@dataclass(frozen=True, slots=True)
class _Step:
    """What a changed line is held against: equal formulas, or proportional differences of equations."""

    before: Expression
    points: tuple[Point, ...]
    equations: bool
    roots: tuple[Point, ...] = ()
    """Points very near to solutions of the equation before."""

    def mended(self, after: Expression) -> bool:
        """Whether the step would not be refuted with another line."""
        wanted, found = Program(self.before), Program(after)
        if self.roots and all(_nearly_zero(found.enclose(point, _PRECISION)) for point in self.roots):
            return True
        ratio: acb | None = None
        seen = 0
        for point in self.points:
            a, b = wanted.enclose(point, _PRECISION), found.enclose(point, _PRECISION)
            if a is None or b is None:
                continue
            if not self.equations:
                if not (a - b).contains(0):
                    return False
                seen += 1
                continue
            if a.contains(0) or b.contains(0):
                continue
            here = b / a
            if ratio is not None and not (here - ratio).contains(0):
                return False
            ratio, seen = here, seen + 1
        return seen >= min(3, len(self.points))


def _nearly_zero(value: acb | None) -> bool:
    return value is not None and abs(complex(value.mid())) < _NEARLY_ZERO


def _solutions(difference: Expression, domains: Mapping[str, Domain]) -> tuple[Point, ...]:
    """Rational points very near to the changes of sign of an equation in one variable."""
    if len(domains) != 1:
        return ()
    ((name, domain),) = domains.items()
    program = Program(difference)

    def sign(place: Fraction) -> int:
        value = program.enclose({name: (place, Fraction(0))}, _PRECISION) if (place, Fraction(0)) in domain else None
        return 0 if value is None or value.real.contains(0) else 1 if value.real > 0 else -1

    found = []
    places = [Fraction(k, 7) for k in range(-90, 91)]
    for lower, upper in itertools.pairwise(places):
        if sign(lower) * sign(upper) < 0:
            for _ in range(48):
                middle = (lower + upper) / 2
                lower, upper = (middle, upper) if sign(middle) == sign(lower) else (lower, middle)
            found.append({name: (lower, Fraction(0))})
    return tuple(found)


def diagnose(question: DerivationQuestion, line: int, before: int, budget: Budget) -> tuple[StepKind, str]:
    """The kind of a false step, and what would mend it in words."""
    here = question.lines[line - 1]
    previous = question.lines[before - 1] if before else None
    if here.left is None and previous is not None:
        wanted, found, equations = previous.right, here.right, False
    elif here.left is not None and previous is None:
        wanted, found, equations = here.left, here.right, False
    elif here.left is not None and previous is not None and previous.left is not None:
        wanted = Sum((previous.left, Negation(previous.right)))
        found, equations = Sum((here.left, Negation(here.right))), True
    else:
        return StepKind.INCORRECT, "the step is incorrect"
    for domains, words in _narrower(question.domains):
        points = tuple(itertools.islice(generic_points(domains), _POINTS + 3))
        if not equations and _Step(wanted, points, equations).mended(found):
            return StepKind.DOMAIN, f"right only {words}"
    points = tuple(itertools.islice(generic_points(question.domains), _POINTS))
    step = _Step(wanted, points, equations, _solutions(wanted, question.domains) if equations else ())
    lost = _Step(found, points, equations)
    if any(lost.mended(candidate) for candidate in itertools.islice(_losses(wanted), _MAX_CANDIDATES)):
        return StepKind.DROPPED_TERM, "a term or a factor of the line before is missing"
    if equations:
        moved = _Step(found, points, equations)
        if any(moved.mended(candidate) for candidate in itertools.islice(_signs(wanted), _MAX_CANDIDATES)):
            return StepKind.SIGN, "a sign is wrong: a term was moved without changing it"
    for kind, words, repair in _REPAIRS:
        for candidate in itertools.islice(repair(found), _MAX_CANDIDATES):
            budget.require_time()
            if step.mended(candidate):
                return kind, words
    mended = _missing_part(step, wanted, found) or _missing_inside(step, wanted, found, budget)
    return mended or (StepKind.INCORRECT, "the step is incorrect")


def _narrower(domains: Mapping[str, Domain]) -> Iterator[tuple[dict[str, Domain], str]]:
    real = {name: domain for name, domain in domains.items() if domain.kind is Kind.REAL}
    zero = Fraction(0)
    for words, part in (
        ("for positive numbers", Domain(Kind.REAL, lower=zero)),
        ("for negative numbers", Domain(Kind.REAL, upper=zero)),
        ("between 0 and 1", Domain(Kind.REAL, lower=zero, upper=Fraction(1))),
        ("beyond 1", Domain(Kind.REAL, lower=Fraction(1))),
    ):
        narrowed = {name: domain.meet(part) for name, domain in real.items()}
        met = {name: domain for name, domain in narrowed.items() if domain is not None}
        if real and len(met) == len(real) and met != real:
            yield {**domains, **met}, words
    if any(domain.kind is Kind.COMPLEX for domain in domains.values()):
        yield {name: Domain(Kind.REAL, lower=zero) for name in domains}, "for positive numbers"


def _everywhere(node: Expression, change: Callable[[Expression], Iterable[Expression]]) -> Iterator[Expression]:
    """The tree with one node changed, nodes nearest to the root first."""
    waiting: list[tuple[Expression, Callable[[Expression], Expression]]] = [(node, lambda inner: inner)]
    while waiting:
        here, around = waiting.pop(0)
        for changed in change(here):
            yield around(changed)
        parts = children(here)
        for index, part in enumerate(parts):
            waiting.append((part, _around(here, parts, index, around)))


def _around(
    here: Expression, parts: tuple[Expression, ...], index: int, around: Callable[[Expression], Expression]
) -> Callable[[Expression], Expression]:
    def put(inner: Expression) -> Expression:
        return around(rebuilt(here, (*parts[:index], inner, *parts[index + 1 :])))

    return put


def _signs(root: Expression) -> Iterator[Expression]:
    def change(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Negation):
            yield node.operand
        elif not isinstance(node, Sum) or node is root:
            yield Negation(node)
        if isinstance(node, Sum):
            yield Negation(node)

    yield from _everywhere(root, change)


def _coefficients(root: Expression) -> Iterator[Expression]:
    def change(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Number):
            for value in _near(node.value):
                yield _number(value)
        elif not isinstance(node, Negation):
            for factor in (2, 3, 4, 5, 6):
                yield Product((_number(Fraction(factor)), node))
                yield Quotient(node, _number(Fraction(factor)))

    yield from _everywhere(root, change)


def _exponents(root: Expression) -> Iterator[Expression]:
    def change(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Power):
            yield node.base
            yield Power(node.base, Negation(node.exponent))
            for step in (_number(Fraction(1)), _number(Fraction(2))):
                yield Power(node.base, Sum((node.exponent, step)))
                yield Power(node.base, Sum((node.exponent, Negation(step))))
            for factor in (_number(Fraction(2)), _number(Fraction(3))):
                yield Power(node.base, Product((factor, node.exponent)))
                yield Power(node.base, Quotient(node.exponent, factor))
        elif not isinstance(node, Number | Negation | Sum):
            for value in (2, 3, 4):
                yield Power(node, _number(Fraction(value)))
            yield Quotient(_ONE, node)
            yield Call("sqrt", (node,))
        if isinstance(node, Call) and node.function == "sqrt":
            yield node.arguments[0]

    yield from _everywhere(root, change)


def _functions(root: Expression) -> Iterator[Expression]:
    swaps: dict[str, list[str]] = {}
    for one, other in _CONFUSED:
        swaps.setdefault(one, []).append(other)
        swaps.setdefault(other, []).append(one)

    def change(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Call) and len(node.arguments) == 1:
            for name in swaps.get(node.function, ()):
                yield Call(name, node.arguments)
        match node:
            case Quotient(Number(), Call(name, arguments)) | Power(Call(name, arguments), Negation()) if (
                name in _INVERTED
            ):
                yield Call(f"a{name}", arguments)

    yield from _everywhere(root, change)


def _losses(root: Expression) -> Iterator[Expression]:
    """The tree without one of its terms or factors."""

    def change(node: Expression) -> Iterator[Expression]:
        parts = children(node)
        if isinstance(node, Sum | Product):
            for index in range(len(parts)):
                rest = (*parts[:index], *parts[index + 1 :])
                yield rest[0] if len(rest) == 1 else rebuilt(node, rest)
        elif isinstance(node, Quotient):
            yield node.numerator

    yield from _everywhere(root, change)


def _missing_part(step: _Step, wanted: Expression, found: Expression) -> tuple[StepKind, str] | None:
    """A part of the formula before that the line lacks, as a term or as a factor."""
    parts = list(dict.fromkeys(_parts(wanted)))[:40]
    for part in parts:
        for factor in (1, 2, 3):
            scaled = Product((_number(Fraction(factor)), part)) if factor > 1 else part
            if any(step.mended(Sum((found, signed))) for signed in (scaled, Negation(scaled))):
                return StepKind.DROPPED_TERM, "a term is missing, or one too many"
        scalings: tuple[Expression, ...] = (Product((found, part)), Quotient(found, part))
        for candidate in scalings:
            if step.mended(candidate):
                return StepKind.DROPPED_TERM, "a factor is missing, or one too many"
    for one, other in itertools.combinations(parts[:12], 2):
        product = Product((one, other))
        for factor in (1, 2):
            scaled = Product((_number(Fraction(factor)), product)) if factor > 1 else product
            if any(step.mended(Sum((found, signed))) for signed in (scaled, Negation(scaled))):
                return StepKind.DROPPED_TERM, "a term is missing"
    return None


def _missing_inside(step: _Step, wanted: Expression, found: Expression, budget: Budget) -> tuple[StepKind, str] | None:
    """A part of the formula before that is missing as a term somewhere inside the line."""
    parts = [part for part in dict.fromkeys((*_parts(wanted), *_parts(found))) if not isinstance(part, Negation)][:16]

    def change(node: Expression) -> Iterator[Expression]:
        for part in parts:
            yield Sum((node, part))
            yield Sum((node, Negation(part)))

    for candidate in itertools.islice(_everywhere(found, change), 2 * _MAX_CANDIDATES):
        budget.require_time()
        if step.mended(candidate):
            return StepKind.DROPPED_TERM, "a term is missing"
    return None


def _parts(root: Expression) -> Iterator[Expression]:
    yield _ONE
    waiting = [root]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting.extend(children(node))


def _near(value: Fraction) -> Iterator[Fraction]:
    near = [value + 1, value - 1, value * 2, value / 2, value + 2, value - 2, value * 3, value / 3, value * value]
    near += [Fraction(k) for k in range(1, 13)] + ([1 / value] if value else [])
    yield from dict.fromkeys(other for other in near if other != value)


def _number(value: Fraction) -> Expression:
    size = abs(value)
    shown: Expression = Number(Fraction(size.numerator))
    if size.denominator != 1:
        shown = Quotient(shown, Number(Fraction(size.denominator)))
    return Negation(shown) if value < 0 else shown


_REPAIRS: tuple[tuple[StepKind, str, Repair], ...] = (
    (StepKind.SIGN, "a sign is wrong", _signs),
    (StepKind.FUNCTION, "a function was confused with another", _functions),
    (StepKind.EXPONENT, "an exponent is wrong", _exponents),
    (StepKind.DROPPED_TERM, "a term or a factor is one too many", _losses),
    (StepKind.COEFFICIENT, "a coefficient is wrong", _coefficients),
)
