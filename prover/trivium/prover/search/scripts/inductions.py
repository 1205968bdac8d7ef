"""Scripts by induction."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.terms import N, Term, free_variables, substitute, var
from trivium.prover.search.rendering import term_text
from trivium.prover.search.scripts.writer import Writer, indented

_ARITHMETIC = "Nat.pow_succ, Nat.mul_add, Nat.add_mul"


def inductions(writer: Writer) -> Iterator[str]:
    """Induction, each case by the usual closers; a claim without subtraction first, where there is one."""
    yield from strengthened(writer)
    linear = writer.dialect.linear
    ends = f"first | {linear} | (simp_all; done) | (simp_all; omega) | grind"
    k, before = writer.fresh("k"), writer.fresh("ih")
    for name in induction_variables(writer.statement):
        others = [n for n, f in writer.statement.hypotheses if name in free_variables(f)]
        lines = [f"revert {' '.join(others)}"] if others else []
        lines += [
            f"induction {name} with",
            f"| zero => intros; {ends}",
            f"| succ {k} {before} => intros; first | (rw [Nat.pow_succ] at *; omega) | {ends.removeprefix('first | ')}",
        ]
        yield "\n".join(lines)


def induction_variables(statement: model.Statement) -> list[str]:
    """Natural numbers of the goal."""
    spoken = free_variables(statement.goal)
    return [name for name, sort in statement.variables if sort == N and name in spoken]


def strengthened(writer: Writer, case: str = "") -> Iterator[str]:
    """`a + c = b` by induction in place of `a = b - c`, which says less; `case` ends each case where it is given."""
    statement = writer.statement
    claim = _without_subtraction(statement.goal)
    if claim is None:
        return
    functions = [h for h, f in statement.hypotheses if h != "_" and _is_recurrence(f)]
    for name in induction_variables(statement):
        if any(name in free_variables(f) for _, f in statement.hypotheses):
            continue
        bound, k = writer.fresh("m"), writer.fresh("k")
        left, right = (term_text(substitute(side, {name: var(bound, N)})) for side in claim.args)
        facts = [f"have r{i} := {h} {k}" for i, h in enumerate(functions)]
        ends = f"first | omega | (simp only [{_ARITHMETIC}] at *; omega) | (simp_all; done) | (simp_all; omega) | grind"
        zero, succ = [case or ends], [case] if case else [*facts, ends]
        yield "\n".join(
            [
                f"have key : ∀ {bound} : Nat, {left} = {right} := by",
                f"  intro {bound}",
                f"  induction {bound} with",
                "  | zero =>",
                *indented(indented(zero)),
                f"  | succ {k} {writer.fresh('ih')} =>",
                *indented(indented(succ)),
                f"have := key {name}",
                "omega",
            ]
        )


def _without_subtraction(goal: Term) -> Term | None:
    """`a + c = b` for `a = b - c`, between natural numbers."""
    if goal.op != "eq":
        return None
    for left, right in (goal.args, goal.args[::-1]):
        if right.op == "sub" and right.sort == N:
            minuend, subtrahend = right.args
            return Term("eq", goal.sort, (Term("add", N, (left, subtrahend)), minuend))
    return None


def _is_recurrence(formula: Term) -> bool:
    """`∀ n : ℕ, … = …`."""
    return formula.op == "forall" and formula.args[0].sort == N and formula.args[1].op == "eq"
