"""Scripts by induction."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.prover.certificate.arithmetic.terms import N, free_variables
from trivium.prover.search.scripts.writer import Writer


def inductions(writer: Writer) -> Iterator[str]:
    """Induction, each case by the usual closers."""
    ends = f"first | {writer.dialect.linear} | (simp_all; done) | (simp_all; omega) | grind"
    for name, sort in writer.whole:
        if sort == N:
            others = [n for n, f in writer.statement.hypotheses if name in free_variables(f)]
            lines = [f"revert {' '.join(others)}"] if others else []
            lines += [
                f"induction {name} with",
                f"| zero => intros; {ends}",
                f"| succ k ih => intros; first | (rw [Nat.pow_succ] at *; omega) | {ends.removeprefix('first | ')}",
            ]
            yield "\n".join(lines)
