"""Scripts that try every value of a variable that lies between bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trivium.prover.certificate.arithmetic.calculus import Branch, initial_branch
from trivium.prover.certificate.arithmetic.errors import CheckerError
from trivium.prover.certificate.arithmetic.literals import ZERO
from trivium.prover.certificate.arithmetic.terms import Sort, Term, Z, num, relation, var
from trivium.prover.decide.closing import Closer
from trivium.prover.decide.saturation import Saturation
from trivium.prover.search.rendering import Unrenderable
from trivium.prover.search.scripts.writer import Writer, bullet, indented

_MAX_CASES = 130


def ranges(writer: Writer) -> Iterator[str]:
    """Try every value of a variable that lies between bounds."""
    branch = initial_branch(writer.statement, vacuous=True)
    active = list(range(len(branch.facts)))
    Saturation(branch, active, set(), writer.search.expired).run()
    found = []
    for name, sort in writer.whole:
        bounds = writer.search.bounds(branch, active, var(name, sort))
        if bounds is not None and bounds[1] - bounds[0] <= _MAX_CASES:
            found.append((bounds[1] - bounds[0], name, sort, bounds))
    for _, name, sort, (low, high) in sorted(found)[:3]:
        try:
            writer.lemmas.clear()
            yield writer.script(_range(writer, branch, active, name, sort, low, high))
        except (Unrenderable, CheckerError):
            continue


def _range(writer: Writer, branch: Branch, active: list[int], name: str, sort: Sort, low: int, high: int) -> list[str]:
    variable = var(name, sort)
    lines: list[str] = [f"have above : {name} ≤ {high} := by"]
    lines += indented(writer.outside(branch, active, relation("lt", num(high, sort), variable), f"{name} ≤ {high}"))
    if sort == Z or low > 0:
        lines.append(f"have below : {low} ≤ {name} := by")
        lines += indented(writer.outside(branch, active, relation("lt", variable, num(low, sort)), f"{low} ≤ {name}"))
    return [*lines, *_halved(writer, branch, active, variable, low, high)]


def _halved(writer: Writer, branch: Branch, active: list[int], variable: Term, low: int, high: int) -> list[str]:
    """Cases for each value between bounds that are in the context, by halving: no step sees many of them."""
    name = variable.name
    if low == high:
        return [f"have c : {name} = {low} := by omega", "subst c", *_at(writer, branch, active, variable, low)]
    middle = (low + high) // 2
    below = _halved(writer, branch, active, variable, low, middle)
    above = _halved(writer, branch, active, variable, middle + 1, high)
    return [f"by_cases c : {name} ≤ {middle}", *bullet(below), *bullet(above)]


def _at(writer: Writer, branch: Branch, active: list[int], variable: Term, value: int) -> list[str]:
    """A proof where a variable has a value: other variables that it forces are put in too."""
    child = branch.extended(relation("eq", variable, num(value, variable.sort)))
    inherited = [*active, *range(len(branch.facts), len(child.facts))]
    Saturation(child, inherited, set(), writer.search.expired).run()
    if child.closed or Closer(child, inherited, writer.search.expired).linear() is not None:
        return [writer.dialect.linear]
    lines = []
    for name, amount in forced(child, inherited, dict(writer.whole)).items():
        if name != variable.name:
            lines += [f"have v : {name} = {amount} := by omega", "subst v"]
    return [*lines, f"first | {writer.dialect.linear} | simp_all | decide"]


def forced(branch: Branch, active: Sequence[int], sorts: Mapping[str, Sort]) -> dict[str, int]:
    """Variables to which an equation gives a value."""
    found = {}
    for index in active:
        literal = branch.literals.get(index)
        if literal is None or literal.kind != ZERO:
            continue
        atoms = [monomial for monomial in literal.polynomial if monomial]
        if len(atoms) == 1 and len(atoms[0]) == 1 and atoms[0][0][1] == 1 and atoms[0][0][0] in sorts:
            value = -literal.polynomial.get((), 0) / literal.polynomial[atoms[0]]
            if value.denominator == 1:
                found[atoms[0][0][0]] = int(value)
    return found
