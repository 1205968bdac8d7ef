"""Scripts that certificates suggest: Lean accepts them on statements of their kind."""

from __future__ import annotations

import time

import pytest

from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.session import SourceCheck
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search import (
    Direction,
    PortfolioPolicy,
    ProofSearch,
    SearchBudget,
    statement_target,
    without_library,
)
from trivium.prover.search.certificates import CertificatePolicy
from trivium.prover.search.introduction import introduced, substituted
from trivium.prover.search.prove import HEADER
from trivium.prover.search.scripts import CORE
from trivium.prover.search.scripts.cycles import powers, residues
from trivium.prover.search.scripts.divisibility import cofactors, common_divisors
from trivium.prover.search.scripts.enumeration import enumerations
from trivium.prover.search.scripts.inductions import inductions
from trivium.prover.search.scripts.ranges import ranges
from trivium.prover.search.scripts.recurrences import recurrences
from trivium.prover.search.scripts.writer import Writer
from trivium.prover.statement import read_statement
from trivium.prover.verify import ProofVerifier

CASES = [
    (powers, "(n : ℕ) : ¬5 ∣ 2 ^ n"),
    (residues, "(n : ℕ) : n ^ 2 % 4 ≠ 3"),
    (ranges, "(a b : ℤ) (h : 3 ≤ a ∧ a ≤ 6) (k : b = a * a) : b ≤ 36"),
    (inductions, "(n : ℕ) (f : ℕ → ℕ) (h : f 0 = 1) (k : ∀ n, f (n + 1) = 3 * f n + 2) : f n = 2 * 3 ^ n - 1"),
    (common_divisors, "(n : ℕ) : Nat.gcd (3 * n + 2) (2 * n + 5) ≤ 11"),
    (common_divisors, "(n : ℕ) (h : n % 2 = 1) : Nat.gcd n (n + 2) = 1"),
    (cofactors, "(x y : ℤ) (h : x * x = y + 1) : y ∣ x ^ 4 - 1"),
    (cofactors, "(x y z : ℤ) (h : (x - y) ^ 2 + z ^ 2 = x * y * z) : z ∣ x ^ 2 - 2 * (x * y) + y ^ 2"),
    (recurrences, "(f : ℕ → ℕ) (a : f 0 = 1) (b : f 1 = 2) (h : ∀ n, f (n + 2) = f (n + 1) + f n) : f 10 = 144"),
    (recurrences, "(f : ℕ → ℤ) (a : f 1 = 3) (b : f 2 = 5) (h : ∀ n > 2, f n = f (n - 1) - f (n - 2)) : f 2000 = 5"),
    (enumerations, "(n : ℕ) (h : n ^ 3 = n + 24) : n = 3"),
    (enumerations, "(x : ℤ) (h : x ^ 3 - 2 * x = 21) : x + 4 = 7"),
    (enumerations, "(x y : ℕ) (h : 2 ^ x * 5 ^ y = 500) : x + y = 5"),
    (enumerations, "(x y : ℕ) (h : 84 = y * x) (k : (x + 2) * (y - 1) = 84) : x = 12"),
    (enumerations, "(x y : ℕ) (h : 60 = x * y) (k : x + 7 = y) : x = 5"),
    (enumerations, "(a b : ℤ) (h : 0 < a ∧ 0 < b) (k : 11 ∣ a * a + 3 * b) : 4 ≤ a + b"),
]


@pytest.mark.parametrize(("family", "statement"), CASES)
def test_lean_accepts_a_script_of_the_family(zygote: Zygote, family, statement: str) -> None:
    target = without_library(statement_target(statement))
    read, intros = introduced(read_statement(target.declaration()))
    read, substitutions = substituted(read)
    texts = list(family(Writer(read, CORE, time.monotonic() + 20)))
    assert texts
    with EmbeddedBackend(zygote).open(HEADER) as session:
        outcomes = []
        for text in texts:
            lines = "\n".join(f"  {line}" for line in (intros + substitutions + text).splitlines())
            checked = session.check(f"{target.declaration()} := by\n{lines}\n", 60.0)
            if isinstance(checked, SourceCheck) and checked.complete:
                return
            outcomes.append(checked)
        raise AssertionError(f"{texts[0]}\n{outcomes[0]}")


@pytest.mark.parametrize(
    "statement",
    [
        "(x : ℕ) (h : x ^ 2 = 49) : x = 6",
        "(n : ℕ) : Nat.gcd (3 * n + 2) (2 * n + 5) ≤ 10",
        "(n : ℕ) (h : n < 9) : n < 8",
    ],
)
def test_no_enumeration_is_written_for_what_is_false(statement: str) -> None:
    assert not list(enumerations(Writer(read_statement(f"theorem t {statement}"), CORE, time.monotonic() + 20)))


def test_a_skeleton_of_the_policy_is_filled(zygote: Zygote) -> None:
    search = ProofSearch(
        EmbeddedBackend(zygote),
        ProofVerifier(zygote).verify,
        (PortfolioPolicy(), CertificatePolicy()),
        lanes=("sketches",),
    )
    statement = "(n : Nat) (u : Nat → Nat) (h : u 0 = 5) (k : ∀ n, u (n + 1) = u n + 2) : u n = 2 * n + 5"
    result = search.run(statement_target(statement), (Direction.STATEMENT,), SearchBudget(wall=60.0))
    assert result.direction is Direction.STATEMENT
    assert result.proof.startswith("induction n with")
    assert {share.policy for share in result.contributions if share.in_proof} >= {"certificates"}
