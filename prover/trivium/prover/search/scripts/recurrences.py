"""Scripts for sequences given by a recurrence: single values, and values far out where the sequence repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic.errors import Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.terms import INTEGERS, N, Sort, Term, num, substitute, subterms, var
from trivium.prover.search.rendering import term_text
from trivium.prover.search.scripts.writer import Writer, indented

_FARTHEST = 3_000
"""Index up to which a sequence is computed."""
_LONGEST_PERIOD = 40
_LONGEST_CHAIN = 80
"""Values that are shown one after another."""
_DEEPEST = 8
"""Values on which the next one depends."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`∀ n, (condition →) f (n + a) = …`, as a hypothesis."""

    label: str
    function: str
    sort: Sort
    bound: Term
    conditions: tuple[Term, ...]
    left: Term
    """The index on the left."""
    right: Term

    def at(self, index: Term) -> tuple[Term, Term]:
        """Index and right side for a value of the bound variable."""
        return substitute(self.left, {self.bound.name: index}), substitute(self.right, {self.bound.name: index})


def recurrences(writer: Writer) -> Iterator[str]:
    """Values that the statement names, from the recurrence: through its period, or one by one."""
    for recurrence in _found(writer):
        starts = _starts(writer, recurrence.function)
        values = _computed(recurrence, starts)
        wanted = sorted(_wanted(writer, recurrence.function) - set(starts))
        if not wanted or any(index not in values for index in wanted):
            continue
        ending = "first | omega | (simp_all; done) | (simp_all; omega) | grind"
        step = _step(recurrence, starts)
        if step is None:
            continue
        repeats = _repeats(step, starts, values)
        if repeats is not None and wanted[-1] > max(starts):
            start, period, window = repeats
            lines = _by_period(recurrence, step, values, start, period, window)
            for index in wanted:
                turn, place = divmod(index - start, period)
                named = f"have v{index} : {recurrence.function} {index} = {values[index]}"
                lines += [f"{named} := {_part(f'(key {turn})', place, window)}"] if turn >= 0 else []
            yield "\n".join([*lines, ending])
        elif wanted[-1] <= _LONGEST_CHAIN:
            yield "\n".join([*_chain(recurrence, step, starts, values, wanted[-1]), ending])


def _found(writer: Writer) -> Iterator[Recurrence]:
    for label, formula in writer.statement.hypotheses:
        if formula.op != "forall" or formula.args[0].sort != N or label == "_":
            continue
        bound, body, conditions = formula.args[0], formula.args[1], []
        while body.op == "imp":
            conditions.append(body.args[0])
            body = body.args[1]
        if body.op != "eq" or body.args[0].op != "apply" or len(body.args[0].args) != 1:
            continue
        left, right = body.args
        inner = [t for t in subterms(right) if t.op == "apply"]
        if left.sort in INTEGERS and inner and all(t.name == left.name and len(t.args) == 1 for t in inner):
            yield Recurrence(label, left.name, left.sort, bound, tuple(conditions), left.args[0], right)


def _starts(writer: Writer, function: str) -> dict[int, int]:
    """Values that hypotheses give."""
    found = {}
    for _, formula in writer.statement.hypotheses:
        if formula.op == "eq" and formula.args[0].op == "apply" and formula.args[0].name == function:
            index, value = _value(formula.args[0].args[0]), _value(formula.args[1])
            if index is not None and value is not None:
                found[index] = value
    return found


def _wanted(writer: Writer, function: str) -> set[int]:
    """Indices in the goal."""
    applied = [t for t in subterms(writer.statement.goal) if t.op == "apply" and t.name == function]
    indices = {_value(t.args[0]) for t in applied}
    return {index for index in indices if index is not None}


def _value(term: Term) -> int | None:
    try:
        found = Evaluator().value(term, {})
    except Undetermined:
        return None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _computed(recurrence: Recurrence, starts: Mapping[int, int]) -> dict[int, int]:
    """The sequence as far as the recurrence gives it."""
    values = dict(starts)
    for step in range(_FARTHEST):
        index, right = recurrence.at(num(step, N))
        place = _value(index)
        if place is None or place in values:
            continue
        if not all(_holds(substitute(c, {recurrence.bound.name: num(step, N)})) for c in recurrence.conditions):
            continue
        value = _value(_with_values(right, recurrence.function, values))
        if value is None or abs(value) > 10**40:
            if place > max(values, default=0) + _DEEPEST:
                break
            continue
        values[place] = value
    return values


def _holds(formula: Term) -> bool:
    try:
        return Evaluator().value(formula, {}) is True
    except Undetermined:
        return False


def _with_values(term: Term, function: str, values: Mapping[int, int]) -> Term:
    if term.op == "apply" and term.name == function:
        index = _value(term.args[0])
        return num(values[index], term.sort) if index is not None and index in values else term
    args = tuple(_with_values(argument, function, values) for argument in term.args)
    return term if args == term.args else Term(term.op, term.sort, args, term.name, term.value)


@dataclass(frozen=True, slots=True)
class Step:
    """The recurrence with sums for indices: `∀ m, f (m + top) = … f (m + place) …`."""

    lines: tuple[str, ...]
    top: int
    places: tuple[int, ...]

    @property
    def depth(self) -> int:
        """How many values before one are needed for it."""
        return self.top - min(self.places)

    def proof(self, shift: str, index: int, names: str) -> str:
        """The value at `shift + index`, from those before it, which have names."""
        begin = index - self.top
        used = ", ".join(f"{names}{begin + place}" for place in self.places)
        return f"(step ({shift} + {begin})).trans (by rw [{used}]; first | done | decide)"


def _step(recurrence: Recurrence, starts: Mapping[int, int]) -> Step | None:
    """The recurrence from the first index on at which its condition holds and no index is cut off at zero."""
    for first in range(_DEEPEST + 1):
        at = [_indices(recurrence, first + extra) for extra in range(3)]
        if None in at or not starts:
            continue
        base, *later = [places for places in at if places is not None]
        if any([p - base[i] for i, p in enumerate(places)] != [n + 1] * len(base) for n, places in enumerate(later)):
            continue
        top, *places = base
        if not all(place < top for place in places):
            return None
        below = dict.fromkeys(sorted(set(places), reverse=True))
        variable = var("m", N)
        right = _shifted(recurrence, first, variable)
        conditions = " (by omega)" * len(recurrence.conditions)
        text = f"have step : ∀ m : Nat, {recurrence.function} (m + {top}) = {term_text(right)} := by"
        proof = f"exact {recurrence.label} (m + {first}){conditions}"
        return Step((text, "  intro m", f"  {proof}"), top, tuple(below))
    return None


def _indices(recurrence: Recurrence, at: int) -> list[int] | None:
    """The index on the left and those on the right for a value of the bound variable."""
    value = num(at, N)
    if not all(_holds(substitute(c, {recurrence.bound.name: value})) for c in recurrence.conditions):
        return None
    index, right = recurrence.at(value)
    found = [_value(index), *(_value(t.args[0]) for t in subterms(right) if t.op == "apply")]
    return None if None in found else [place for place in found if place is not None]


def _shifted(recurrence: Recurrence, first: int, variable: Term) -> Term:
    """The right side with `m + place` for every index."""

    def go(term: Term) -> Term:
        if term.op == "apply":
            place = _value(substitute(term.args[0], {recurrence.bound.name: num(first, N)}))
            index = Term("add", N, (variable, num(place or 0, N)))
            return Term(term.op, term.sort, (index,), term.name)
        args = tuple(go(argument) for argument in term.args)
        return term if args == term.args else Term(term.op, term.sort, args, term.name, term.value)

    right = go(recurrence.right)
    return substitute(right, {recurrence.bound.name: Term("add", N, (variable, num(first, N)))})


def _repeats(step: Step, starts: Mapping[int, int], values: Mapping[int, int]) -> tuple[int, int, int] | None:
    """Start, period and number of values that are shown together; None where the sequence does not repeat soon."""
    depth, start = step.depth, min(starts)
    if not all(start + i in starts for i in range(depth)) or start + depth < step.top:
        return None
    for period in range(1, _LONGEST_PERIOD + 1):
        if all(values.get(start + period + i) == values[start + i] for i in range(depth)):
            return start, period, max(period, depth)
    return None


def _by_period(
    recurrence: Recurrence, step: Step, values: Mapping[int, int], start: int, period: int, window: int
) -> list[str]:
    """`∀ k, f (period * k + start) = … ∧ …`, by induction."""
    f = recurrence.function

    def value(label: str, shift: str, index: int, amount: int, proof: str) -> str:
        return f"have {label} : {f} ({shift} + {index}) = {amount} := {proof}"

    def following(shift: str, indices: range, names: str) -> list[str]:
        return [
            value(f"{names}{i}", shift, i, values[start + (i - start) % period], step.proof(shift, i, names))
            for i in indices
        ]

    claim = " ∧ ".join(f"{f} ({period} * k + {i}) = {values[i]}" for i in range(start, start + window))
    known = range(start, start + step.depth)
    zero = [value(f"z{i}", f"{period} * 0", i, values[i], "by assumption") for i in known]
    zero += following(f"{period} * 0", range(start + step.depth, start + window), "z")
    after = [f"obtain ⟨{', '.join(f'a{i}' for i in range(start, start + window))}⟩ := ih"]
    after += following(f"{period} * k", range(start + window, start + window + period), "a")
    after.append(f"have turn : {period} * (k + 1) = {period} * k + {period} := by omega")
    return [
        *step.lines,
        f"have key : ∀ k : Nat, {claim} := by",
        *indented(
            [
                "intro k",
                "induction k with",
                "| zero =>",
                *indented([*zero, f"exact ⟨{', '.join(f'z{i}' for i in range(start, start + window))}⟩"]),
                "| succ k ih =>",
                *indented(
                    [
                        *after,
                        "rw [turn]",
                        f"exact ⟨{', '.join(f'a{i + period}' for i in range(start, start + window))}⟩",
                    ]
                ),
            ]
        ),
    ]


def _chain(
    recurrence: Recurrence, step: Step, starts: Mapping[int, int], values: Mapping[int, int], last: int
) -> list[str]:
    """Values one by one."""
    f, lines = recurrence.function, [*step.lines]
    lines += [f"have v{index} : {f} {index} = {value} := by assumption" for index, value in sorted(starts.items())]
    for index in sorted(values):
        if index not in starts and step.top <= index <= last:
            begin = index - step.top
            used = ", ".join(f"v{begin + place}" for place in step.places)
            proof = f"(step {begin}).trans (by rw [{used}]; first | done | decide)"
            lines.append(f"have v{index} : {f} {index} = {values[index]} := {proof}")
    return lines


def _part(claim: str, place: int, window: int) -> str:
    """The conjunct at a place of a conjunction."""
    if window == 1:
        return claim
    return claim + ".2" * place + (".1" if place < window - 1 else "")
