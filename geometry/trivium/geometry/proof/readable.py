"""Proofs for people: the steps of a certificate merged into numbered lines.

What is given stands first, a line a construction or assumption. Steps that only write a fact in another way are left
out, sums of equations that one step uses are told in its line, and facts that one application of a rule gives share a
line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trivium.geometry.certificate.model import Fact, Step, normal
from trivium.geometry.language.problem import Problem
from trivium.geometry.predicates.equation import Equation, equations_of
from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.proof.notation import PLAIN, Notation
from trivium.geometry.proof.reasons import reason
from trivium.geometry.proof.wording import fact_in_words, predicate_in_words

WIDTH = 120
"""Characters that a line of a proof should have at most."""
_NUMBERING = 6
_MOST_TERMS = 5
"""A sum of more equations has a line of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered line of a proof; numbers start from 1."""

    number: int
    conclusion: str
    rule: str
    premises: tuple[int, ...]

    def __str__(self) -> str:
        because = f"{self.rule}, from {numbered(self.premises)}" if self.premises else self.rule
        return f"{self.number:>3}. {self.conclusion}  [{because}]"


def numbered(premises: Sequence[int]) -> str:
    """The numbers of lines, runs of three and more as `4-7`.

    >>> numbered((1, 2, 4, 5, 6))
    '1, 2, 4-6'
    """
    runs: list[list[int]] = []
    for number in premises:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs)


def proof_lines(problem: Problem, steps: Sequence[Step], notation: Notation = PLAIN) -> tuple[Line, ...]:
    """The proof of a problem, from the steps of its certificate, for a reader."""
    return _Telling(problem, steps, notation).lines()


class _Telling:
    def __init__(self, problem: Problem, steps: Sequence[Step], notation: Notation) -> None:
        self._problem = problem
        self._steps = steps
        self._notation = notation
        self._words = [fact_in_words(normal(s.fact), notation) for s in steps]
        self._goals = {normal(_fact(e)) for goal in problem.goals for e in equations_of(goal)}
        self._same = self._aliases()
        self._merged = self._inlined()
        self._line_of: dict[int, int] = {}
        self._lines: list[Line] = []

    def lines(self) -> tuple[Line, ...]:
        self._tell_given()
        for group in self._groups():
            self._tell(group)
        return tuple(self._lines)

    def _aliases(self) -> list[int]:
        """For each step the earlier one that says the same in words, or itself."""
        same: list[int] = []
        for number, step in enumerate(self._steps):
            before = [same[p] for p in step.premises]
            alias = len(before) == 1 and self._words[before[0]] == self._words[number]
            same.append(before[0] if alias else number)
        return same

    def _inlined(self) -> set[int]:
        """The sums of equations that only one later step uses, which then tells them itself."""
        users: dict[int, list[int]] = {}
        for number, step in enumerate(self._steps):
            if self._same[number] == number:
                for premise in step.premises:
                    users.setdefault(self._same[premise], []).append(number)
        return {
            number
            for number, step in enumerate(self._steps)
            if step.rule == "linear"
            and len(users.get(number, ())) == 1
            and len(step.premises) <= _MOST_TERMS
            and normal(step.fact) not in self._goals
        }

    def _tell_given(self) -> None:
        used = {normal(s.fact): n for n, s in enumerate(self._steps) if s.rule == "given"}
        sources: list[tuple[str, Sequence[Predicate]]] = [
            (str(a), a.facts()) for clause in self._problem.clauses for a in clause.applications
        ]
        sources += [("", (predicate,)) for predicate in self._problem.assumed]
        for origin, predicates in sources:
            told: list[str] = []
            numbers: list[list[int]] = []
            for predicate in predicates:
                facts = [_fact(e) for e in equations_of(predicate) if e.terms]
                found = [used.pop(normal(f)) for f in facts if normal(f) in used]
                if found:
                    whole = facts if len(found) == len(facts) else [self._steps[n].fact for n in found]
                    told.append(
                        predicate_in_words(predicate, whole, self._notation)
                        if len(found) == len(facts)
                        else ", ".join(self._words[n] for n in found)
                    )
                    numbers.append(found)
            because = f"given by {origin}" if origin else "given"
            while told:
                room = WIDTH - _NUMBERING - len(because) - len("  []")
                fits = next((k for k in range(len(told), 1, -1) if len(self._facts(told[:k])) <= room), 1)
                self._add([n for part in numbers[:fits] for n in part], self._facts(told[:fits]), because, ())
                told, numbers = told[fits:], numbers[fits:]

    def _groups(self) -> list[list[int]]:
        """Steps that are told in one line: what one application of a rule gives."""
        groups: dict[object, list[int]] = {}
        for number, step in enumerate(self._steps):
            if step.rule == "given" or number in self._merged or self._same[number] != number:
                continue
            key: object = number
            if step.rule != "linear" and step.points:
                key = (step.rule, step.points, self._cited(number))
            groups.setdefault(key, []).append(number)
        return list(groups.values())

    def _cited(self, number: int) -> tuple[int, ...]:
        """The steps with a line of their own that a step rests on."""
        found: dict[int, None] = {}
        for premise in self._steps[number].premises:
            source = self._same[premise]
            if source in self._merged:
                found.update(dict.fromkeys(self._cited(source)))
            else:
                found[source] = None
        return tuple(found)

    def _tell(self, group: list[int]) -> None:
        first = self._steps[group[0]]
        premises = tuple(sorted({self._line_of[n] for n in self._cited(group[0])}))
        told = self._facts(dict.fromkeys(self._words[n] for n in group))
        because = reason(first, self._notation)
        sums = [self._same[p] for p in first.premises if self._same[p] in self._merged]
        since = ", ".join(dict.fromkeys(self._notation.formula.format(self._words[n]) for n in sums))
        room = WIDTH - _NUMBERING - len(told) - len(numbered(premises)) - len("  [, from ]")
        if since and len(because) + len(since) + 8 <= room:
            because = f"{because}, since {since}"
        self._add(group, told, because, premises)

    def _facts(self, told: Iterable[str]) -> str:
        return self._notation.words.format("; ").join(told)

    def _add(self, steps: Sequence[int], told: str, because: str, premises: tuple[int, ...]) -> None:
        number = len(self._lines) + 1
        self._line_of.update(dict.fromkeys(steps, number))
        self._lines.append(Line(number, told, because, premises))


def _fact(equation: Equation) -> Fact:
    return Fact(equation.system.value, equation.terms, equation.constant)
