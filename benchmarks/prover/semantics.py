"""Random statements, decided by exact arithmetic and compared with values: `python benchmarks/prover/semantics.py`.

Statements about small integers are compared with brute force over their whole domain; statements about reals with exact
values at rational points. A decision that a value contradicts is WRONG, and ends the run with exit code 1.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from trivium.prover.certificate.arithmetic.errors import Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.reading import read_statement as checkers_reading
from trivium.prover.certificate.arithmetic.values import Value
from trivium.prover.decide import decide
from trivium.prover.errors import UnsupportedStatement
from trivium.prover.statement import read_statement

SECONDS = 0.5
POINTS = [Fraction(v) for v in (-3, -2, -1, 0, 1, 2, 3, 4)] + [Fraction(1, 2), Fraction(-1, 2), Fraction(9, 4)]
COMMON = ("{a} + {b}", "{a} - {b}", "{a} * {b}", "{a} / {b}", "({a}) ^ 2")
SHAPES = {
    "ℕ": (
        *COMMON,
        "{a} % {b}",
        "Nat.gcd ({a}) ({b})",
        "∑ i ∈ Finset.range 3, (i + {a})",
        "({a}) - 1",
        "max ({a}) ({b})",
    ),
    "ℤ": (*COMMON, "{a} % {b}", "({a}) ^ 3", "|{a}|", "-({a})"),
    "ℝ": (*COMMON, "({a})⁻¹", "|{a}|", "Real.sqrt ({a})", "({a}) ^ (-(2 : ℤ))", "((⌊({a} : ℝ)⌋ : ℤ) : ℝ)"),
}
BOUNDS = {"ℕ": "(b : x ≤ 4 ∧ y ≤ 4)", "ℤ": "(b : -3 ≤ x ∧ x ≤ 3) (c : -3 ≤ y ∧ y ≤ 3)", "ℝ": ""}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes random statements."""

    random: random.Random
    kind: str

    def term(self, depth: int) -> str:
        """A term in x and y."""
        if depth == 0 or self.random.random() < 0.3:
            return self.random.choice(["x", "y", "0", "1", "2", "3", "5"])
        shape = self.random.choice(SHAPES[self.kind])
        return f"({shape.format(a=self.term(depth - 1), b=self.term(depth - 1))})"

    def relation(self) -> str:
        """A relation between terms."""
        words = ["=", "<", "≤", "≠", ">"] + (["∣"] if self.kind != "ℝ" else [])
        return f"({self.term(2)} : {self.kind}) {self.random.choice(words)} {self.term(2)}"

    def formula(self, depth: int) -> str:
        """A relation, or a combination of two."""
        if depth == 0 or self.random.random() < 0.5:
            return self.relation()
        word = self.random.choice(["∧", "∨", "→", "↔"])
        return f"({self.formula(depth - 1)}) {word} ({self.formula(depth - 1)})"

    def statement(self) -> str:
        """A theorem."""
        hypotheses = " ".join(f"(h{i} : {self.formula(1)})" for i in range(self.random.randint(0, 2)))
        return f"theorem t (x y : {self.kind}) {BOUNDS[self.kind]} {hypotheses} : {self.formula(2)}"


def values(kind: str) -> Iterator[dict[str, Value]]:
    """The points at which a statement is looked at: all of them for integers."""
    one: list[int] | list[Fraction] = POINTS if kind == "ℝ" else list(range(0 if kind == "ℕ" else -3, 5))
    for x, y in itertools.product(one, repeat=2):
        yield {"x": x, "y": y}


def contradicted(outcome: str, statement: Statement, kind: str) -> bool:
    """Whether a value contradicts the outcome."""
    models, failing = 0, 0
    for env in values(kind):
        try:
            if all(Evaluator().truth(formula, env) for _, formula in statement.hypotheses):
                models += 1
                failing += not Evaluator().truth(statement.goal, env)
        except Undetermined:
            continue
    if outcome == "refuted":
        return kind != "ℝ" and not failing
    return models > 0 if outcome == "vacuous" else outcome == "proved" and failing > 0


def main() -> int:
    """Decide random statements; exit with 1 when one was decided wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--smoke", action="store_true", help="thirty statements")
    options = parser.parse_args()
    source = random.Random(options.seed)
    found: Counter[str] = Counter()
    for _ in range(30 if options.smoke else options.count):
        kind = source.choice("ℕℤℝ")
        text = Writer(source, kind).statement()
        try:
            statement = read_statement(text)
        except UnsupportedStatement:
            found["not read"] += 1
            continue
        if str(statement) != str(checkers_reading(text)):
            print("read in two ways:", text)
            found["WRONG"] += 1
        decision = decide(text, SECONDS, time.process_time)
        if contradicted(decision.outcome, statement, kind):
            print("WRONG", decision.outcome, text)
            found["WRONG"] += 1
        found[decision.outcome or "undecided"] += 1
    print(", ".join(f"{count} {word}" for word, count in found.most_common()))
    return 1 if found["WRONG"] else 0


if __name__ == "__main__":
    sys.exit(main())
