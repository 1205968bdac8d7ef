"""Derivations: certificates of their steps, and the replay.

The lines are the checker's own reading of the source. A line is a formula, ``= formula`` (which goes on from the last
formula), or an equation. A step is shown by a strategy:

* ``equal``: the formula equals the last one (or the sides of a line are equal) wherever both are defined;
* ``equivalent``: with ``d`` the difference of the sides, ``denominator*d_after = numerator*d_before``, and neither
  vanishes on the domain, so that the two equations have the same solutions;
* ``function``: both sides of one equation are the same injective real function of the sides of the other;
* ``same``: the line says what an earlier one says.

It is refuted by ``differ`` (a point where formulas have disjoint balls), by ``solution`` (an exact point that solves
the equation before, and not the one after), or by ``root`` (the equation before has a solution between two numbers,
and the one after has none there).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import acb, arb

from trivium.cas.certificate import terms
from trivium.cas.certificate.calculus import plain
from trivium.cas.certificate.definedness import nonzero_facts
from trivium.cas.certificate.enclosures import UndefinedError, enclose, enclose_box
from trivium.cas.certificate.intervals import interval
from trivium.cas.certificate.model import Acceptance, Claim, Method, Point, Refusal
from trivium.cas.certificate.reading import MAX_TEXT, Region, read_regions, read_term
from trivium.cas.certificate.regularity import conditions
from trivium.cas.certificate.replay import MAX_PRECISION, replay_method
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term, call, mul, power, subtract
from trivium.cas.errors import CertificateError

MAX_LINES = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the formula that a claim goes on from, and what it says; an equation has both sides."""

    number: int
    left: Term | None
    right: Term

    @property
    def is_equation(self) -> bool:
        """Whether the line has two sides of its own."""
        return self.left is not None

    @property
    def difference(self) -> Term:
        """Left minus right of an equation."""
        return subtract(self.left, self.right) if self.left is not None else self.right


@dataclass(frozen=True, slots=True)
class StepEvidence:
    """How one line follows from the one before it, or why it does not."""

    line: int
    strategy: str
    before: int
    """Number of the line that it is held against; 0 where it stands alone."""

    terms: Mapping[str, str] = field(default_factory=dict)
    equalities: Mapping[str, Method] = field(default_factory=dict)
    point: Point = field(default_factory=dict)
    precision: int = 128
    cell: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class DerivationCertificate:
    """Every step of a derivation, or the one that is wrong."""

    claim: Claim
    steps: tuple[StepEvidence, ...]
    proves: bool


REFUTING = frozenset({"differ", "solution", "root"})
INJECTIVE: Mapping[str, str] = {"exp": "real", "log": "positive", "sqrt": "nonnegative", "cube": "real", "atan": "real"}
"""Functions that are injective where their arguments are certainly of that kind."""


@dataclass(frozen=True, slots=True)
class Source:
    """The lines and domains of a derivation."""

    lines: tuple[Line, ...]
    regions: Mapping[str, Region]
    real_valued: bool
    statement: str


def read_source(source: str) -> Source:
    """The derivation of a canonical source; raises :class:`CertificateError`."""
    if len(source) > 4 * MAX_TEXT:
        raise CertificateError("the source is too long")
    try:
        data = json.loads(source)
        texts = [str(text) for text in data["lines"]]
        assume = {str(name): str(words) for name, words in data["assume"].items()}
        real_valued = bool(data["options"]["real_valued"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CertificateError("the source could not be read") from error
    if not 0 < len(texts) <= MAX_LINES:
        raise CertificateError(f"a derivation has from 1 to {MAX_LINES} lines")
    lines = tuple(_line(number, text) for number, text in enumerate(texts, start=1))
    roots = [side for line in lines for side in (line.left, line.right) if side is not None]
    said = "; ".join(f"{name} {words}" for name, words in sorted(assume.items()))
    statement = " / ".join(texts) + (f"  [{said}]" if said else "") + ("  [real-valued]" if real_valued else "")
    return Source(lines, read_regions(assume, terms.symbols(*roots)), real_valued, statement)


def _line(number: int, text: str) -> Line:
    parts = text.split("=")
    if len(parts) == 1:
        return Line(number, None, read_term(text))
    if len(parts) != 2:
        raise CertificateError("a line has at most one equals sign")
    left = parts[0].strip()
    return Line(number, read_term(left) if left else None, read_term(parts[1]))


def check_derivation(certificate: DerivationCertificate, source: str, against: str = "") -> Acceptance | Refusal:
    """Replay a certificate as an answer to ``source`` and, where it is given, to another writing of it."""
    try:
        asked = _asked(certificate, source, against)
        (_replay_all if certificate.proves else _replay_one)(certificate, asked)
    except CertificateError as error:
        return Refusal(error.reason)
    return Acceptance(certificate.proves, asked.statement)


def _asked(certificate: DerivationCertificate, source: str, against: str) -> Source:
    """The derivation of the source; refuses a certificate of anything else."""
    asked = read_source(source)
    if hashlib.sha256(source.encode()).hexdigest() != certificate.claim.source_sha256:
        raise CertificateError("the certificate answers another source")
    if asked.statement != certificate.claim.statement:
        raise CertificateError("the statement is not the one that was asked")
    if against:
        _require_same(asked, read_source(against))
    return asked


def _require_same(asked: Source, other: Source) -> None:
    pairs = [(line.left, line.right) for line in asked.lines], [(line.left, line.right) for line in other.lines]
    ends = [
        {name: tuple(getattr(region, slot) for slot in Region.__slots__) for name, region in source.regions.items()}
        for source in (asked, other)
    ]
    if pairs[0] != pairs[1] or ends[0] != ends[1] or asked.real_valued != other.real_valued:
        raise CertificateError("the certificate answers another derivation")


def claims(lines: tuple[Line, ...]) -> dict[int, int]:
    """For each line that claims something, the line that it goes on from; 0 where it stands alone.

    Formulas go on from the last formula. Equations follow from the equation before; among formulas an equation stands
    for itself, and formulas go on from its right side where its left side is the last formula. A first line is given,
    unless it is an equation that formulas go on from.
    """
    found: dict[int, int] = {}
    chained = not lines[0].is_equation or (len(lines) > 1 and not lines[1].is_equation)
    if lines[0].is_equation and (chained or len(lines) == 1):
        found[1] = 0
    last = 1
    for line in lines[1:]:
        if not line.is_equation:
            found[line.number] = last
            last, chained = line.number, True
        elif not chained:
            found[line.number] = line.number - 1
            last = line.number
        else:
            found[line.number] = 0
            if line.left == lines[last - 1].right:
                last = line.number
    return found


def _replay_all(certificate: DerivationCertificate, asked: Source) -> None:
    wanted = list(claims(asked.lines))
    if not wanted or [step.line for step in certificate.steps] != wanted:
        raise CertificateError("not every step is shown")
    for step in certificate.steps:
        if step.strategy in REFUTING:
            raise CertificateError("a step that is refuted proves nothing")
        _require_before(certificate, step, asked)
        _replay_step(step, asked)


def _replay_one(certificate: DerivationCertificate, asked: Source) -> None:
    if len(certificate.steps) != 1 or certificate.steps[0].strategy not in REFUTING:
        raise CertificateError("one step that fails is expected")
    step = certificate.steps[0]
    if claims(asked.lines).get(step.line) != step.before:
        raise CertificateError("the derivation does not claim this step")
    _replay_step(step, asked)


def _require_before(certificate: DerivationCertificate, step: StepEvidence, asked: Source) -> None:
    """A proved step goes on from the line that it claims; equations may pass over identities, which say nothing."""
    claimed = claims(asked.lines)[step.line]
    alone = asked.lines[step.line - 1].is_equation and step.strategy == "equal" and step.before == 0
    if step.before == claimed or alone or step.strategy == "same":
        return
    identities = {other.line for other in certificate.steps if other.strategy == "equal" and other.before == 0}
    if claimed == 0 or not all(line in identities for line in range(step.before + 1, step.line)):
        raise CertificateError("a step goes on from another line than it claims")


def _replay_step(step: StepEvidence, asked: Source) -> None:
    if not 32 <= step.precision <= MAX_PRECISION:
        raise CertificateError("a precision out of range")
    if not 1 <= step.line <= len(asked.lines) or not 0 <= step.before < step.line:
        raise CertificateError("a step names lines that do not come one after another")
    line = asked.lines[step.line - 1]
    before = asked.lines[step.before - 1] if step.before else None
    match step.strategy:
        case "equal":
            left, right = equal_sides(line, before)
            _show(step, "equal", left, right, asked)
            _require_defined(step, asked, left, right)
        case "differ":
            _require_apart(step, asked, *equal_sides(line, before))
        case "equivalent" | "function" | "solution" | "root" | "same" if before is not None:
            if not (line.is_equation and before.is_equation):
                raise CertificateError("an equation follows from an equation")
            _EQUATIONS[step.strategy](step, line, before, asked)
        case _:
            raise CertificateError("unknown strategy")


def equal_sides(line: Line, before: Line | None) -> tuple[Term, Term]:
    """The two terms that must be equal: the sides of a line that stands alone, or the last formula and this one."""
    if line.left is not None and before is None:
        return line.left, line.right
    if line.left is not None or before is None:
        raise CertificateError("an equation stands for itself, and a formula goes on from another")
    return before.right, line.right


def _same(step: StepEvidence, line: Line, before: Line, asked: Source) -> None:
    if (line.left, line.right) not in ((before.left, before.right), (before.right, before.left)):
        raise CertificateError("the line says something else")


def _show(step: StepEvidence, name: str, left: Term, right: Term, asked: Source) -> None:
    method = step.equalities.get(name)
    if method is None:
        raise CertificateError(f"the evidence does not show {name}")
    replay_method(method, left, right, asked.regions)


def _point(step: StepEvidence, asked: Source) -> Point:
    for name, region in asked.regions.items():
        if name not in step.point or not region.contains(*step.point[name]):
            raise CertificateError(f"the value of {name} lies outside its domain")
    return step.point


def _require_defined(step: StepEvidence, asked: Source, *sides: Term) -> None:
    for side in sides:
        _value(side, step, asked)


def _value(term: Term, step: StepEvidence, asked: Source) -> acb:
    try:
        return enclose(term, _point(step, asked), step.precision, real_valued=asked.real_valued)
    except UndefinedError as error:
        raise CertificateError("a side is not defined at the point") from error


def _require_apart(step: StepEvidence, asked: Source, left: Term, right: Term) -> None:
    if (_value(left, step, asked) - _value(right, step, asked)).contains(0):
        raise CertificateError("the balls of the two sides meet")


def _equivalent(step: StepEvidence, line: Line, before: Line, asked: Source) -> None:
    numerator, denominator = (read_term(step.terms.get(name, "0")) for name in ("numerator", "denominator"))
    if not terms.symbols(numerator, denominator) <= asked.regions.keys():
        raise CertificateError("a factor speaks of a variable that does not occur")
    left = mul((denominator, line.difference))
    right = mul((numerator, before.difference))
    _show(step, "multiple", left, right, asked)
    signs = Signs(asked.regions, nonzero_facts(line.difference, before.difference))
    if not (signs.nonzero(numerator) and signs.nonzero(denominator)):
        raise CertificateError("the factor between the equations may vanish")
    if nonzero_facts(line.difference) != nonzero_facts(before.difference):
        _require_same_domain(line, before, asked)


def _require_same_domain(line: Line, before: Line, asked: Source) -> None:
    """What one equation divides by must not vanish, so that the other is defined at the same points."""
    signs = Signs(asked.regions, nonzero_facts(before.difference) & nonzero_facts(line.difference))
    for fact in nonzero_facts(line.difference) ^ nonzero_facts(before.difference):
        if not signs.nonzero(fact):
            raise CertificateError("one equation is undefined where the other may hold")


def applied(name: str, term: Term) -> Term:
    """An injective function of a term."""
    if name == "cube":
        return power(term, terms.number(3))
    return call(name, term)


def _function(step: StepEvidence, line: Line, before: Line, asked: Source) -> None:
    name, outer = step.terms.get("function", ""), step.terms.get("outer", "after")
    if name not in INJECTIVE or outer not in ("after", "before"):
        raise CertificateError("not an injective function")
    inner, result = (before, line) if outer == "after" else (line, before)
    assert inner.left is not None
    assert result.left is not None
    signs = Signs(asked.regions, nonzero_facts(inner.left, inner.right, result.left, result.right))
    kind = INJECTIVE[name]
    tests = {"real": signs.real, "positive": signs.positive, "nonnegative": signs.nonnegative}
    if not all(tests[kind](side) for side in (inner.left, inner.right)):
        raise CertificateError(f"a side may not be {kind}")
    _show(step, "left", applied(name, inner.left), result.left, asked)
    _show(step, "right", applied(name, inner.right), result.right, asked)


def _solution(step: StepEvidence, line: Line, before: Line, asked: Source) -> None:
    held = _value(before.difference, step, asked)
    if not held.is_zero():
        raise CertificateError("the point does not solve the equation before exactly")
    assert line.left is not None
    _require_apart(step, asked, line.left, line.right)


def _root(step: StepEvidence, line: Line, before: Line, asked: Source) -> None:
    names = list(asked.regions)
    if len(names) != 1 or len(step.cell) != 2 or step.cell[0] >= step.cell[1]:
        raise CertificateError("a root lies between two values of the one variable")
    (name,), (lower, upper) = names, step.cell
    if not all(asked.regions[name].contains(end, Fraction(0)) for end in step.cell) or asked.regions[name].integer:
        raise CertificateError("the ends lie outside the domain")
    difference = plain(before.difference)
    signs = Signs({name: Region()})
    box = {name: interval(lower, upper)}
    try:
        smooth = all(
            condition.holds_on(enclose_box(condition.term, box, 64))
            for condition in conditions(difference, name, signs)
        )
        ends = [enclose(difference, {name: (end, Fraction(0))}, step.precision).real for end in step.cell]
        after = enclose_box(line.difference, box, 64)
    except UndefinedError as error:
        raise CertificateError("an equation is not defined between the ends") from error
    if not smooth or not signs.real(difference) or not _opposite(*ends):
        raise CertificateError("the equation before may have no solution between the ends")
    if after.contains(0):
        raise CertificateError("the equation after may hold between the ends")


def _opposite(left: arb, right: arb) -> bool:
    return bool((left < 0 and right > 0) or (left > 0 and right < 0))


_EQUATIONS = {"equivalent": _equivalent, "function": _function, "solution": _solution, "root": _root, "same": _same}
