"""Repair of whole texts on a real Lean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from trivium.prover.errors import InvalidSource, InvalidTarget
from trivium.prover.lean.check import CheckReport
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search import PortfolioPolicy, SearchBudget
from trivium.prover.search.given import GivenPolicy
from trivium.prover.search.policy import Policy
from trivium.prover.search.repair import ProofRepair, RepairResult
from trivium.prover.verify import ProofVerifier, Tier

Repair = Callable[..., RepairResult]


@pytest.fixture
def repair(zygote: Zygote, check: Callable[..., CheckReport]) -> Repair:
    def policies(attempt: str) -> Sequence[Policy]:
        return [GivenPolicy(attempt), PortfolioPolicy()] if attempt else [PortfolioPolicy()]

    engine = ProofRepair(EmbeddedBackend(zygote), ProofVerifier(zygote).verify, check, policies)

    def run(text: str, only: str = "") -> RepairResult:
        *_, result = engine.stream(text, only, SearchBudget(wall=30.0, tactics=60))
        assert isinstance(result, RepairResult)
        return result

    return run


pytestmark = pytest.mark.parametrize("check", ["warm"], indirect=True)

TEXT = """import Trivium.Reflection
namespace A
protected theorem t (n : Nat) : n + 0 = n := by
  simp [

/-- A proof by equations. -/
theorem u : ∀ n : Nat, n = n
  | 0 => rfl
  | _ + 1 => rfl
end A
namespace B
theorem t (p : Prop) (h : p) : p := by skip
end B
open A in
theorem last (p q : Prop) (h : p ∧ q) : q := by
  have all := A.t 3
  obtain ⟨left, right⟩ := h
  exact left
"""


def test_proofs_that_stop_short_in_namespaces_after_imports(repair: Repair) -> None:
    result = repair(TEXT)
    assert (result.repaired, result.unrepaired) == (("t", "t", "last"), ())
    assert result.report.reached is Tier.REPLAYED
    kept = [
        line for line in TEXT.splitlines() if line.startswith(("import", "namespace", "theorem u", "  |", "end", "/--"))
    ]
    assert [line for line in result.source.splitlines() if line in kept] == kept


def test_one_theorem_is_repaired_and_what_fails_elsewhere_still_fails(repair: Repair) -> None:
    result = repair(TEXT, "last")
    assert (result.repaired, result.unrepaired) == (("last",), ())
    assert result.report.reached is Tier.TEXT


def test_a_false_theorem_helps_no_other(repair: Repair) -> None:
    result = repair("theorem no : False := by skip\ntheorem two (p : Prop) : p := by exact no.elim\n")
    assert result.repaired == ()
    assert result.unrepaired == ("no",)
    assert result.report.reached is Tier.TEXT


def test_a_right_text_is_judged_as_it_is(repair: Repair) -> None:
    text = "theorem one : 1 = 1 := rfl\n"
    result = repair(text)
    assert (result.source, result.repaired) == (text, ())
    assert result.report.reached is Tier.REPLAYED


def test_errors_outside_of_proofs_and_strange_names_are_told(repair: Repair) -> None:
    with pytest.raises(InvalidTarget, match="line 3"):
        repair("theorem one : 1 = 1 := rfl\n\ndef f : Nat := nobody\ntheorem two : 1 = 1 := by skip\n")
    with pytest.raises(InvalidTarget, match="Nobody"):
        repair("theorem one : Nobody.x = 1 := rfl\n")
    with pytest.raises(InvalidSource, match="three"):
        repair("theorem one : 1 = 1 := rfl\n", "three")
    with pytest.raises(InvalidSource):
        repair("def f := 1\n")
