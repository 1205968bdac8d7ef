"""Only the proof slot of an answer is taken, and only of our own statement."""

import pytest

from trivium.prover.policy.answer import MAX_ANSWER, Unusable, blocks, line_of, proof_of, statement_of, tactic_of

OURS = "theorem ours (a b : Nat) (h : a < b) : a ≤ b"


def fenced(code: str, language: str = "lean4") -> str:
    return f"Some thoughts.\n```{language}\n{code}\n```\nThat is all."


@pytest.mark.parametrize(
    ("code", "proof"),
    [
        (f"{OURS} := by\n  omega", "omega"),
        (f"{OURS} := by omega", "omega"),
        (f"import Mathlib\nopen Nat\nset_option maxHeartbeats 400000\n\n{OURS} := by\n  have k := h\n  exact k.le",
         "have k := h\nexact k.le"),
        ("theorem ours (a b : Nat)\n    (h : a<b) :\n  a ≤ b := by\n  omega", "omega"),
        ("lemma another_name (a b : Nat) (h : a < b) : a ≤ b := by\n  omega", "omega"),
        (f"{OURS} := Nat.le_of_lt h", "exact Nat.le_of_lt h"),
        (f"-- theorem other : False\n{OURS} := by\n  -- axiom in a comment\n  omega", "-- axiom in a comment\nomega"),
        ("omega", "omega"),
        ("by\n  omega", "omega"),
    ],
)  # fmt: skip
def test_the_proof_of_our_statement_is_taken(code: str, proof: str) -> None:
    assert proof_of(fenced(code), OURS) == proof


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("OTHER_STATEMENT", "theorem ours (a b : Nat) (h : a ≤ b) : a ≤ b := by\n  exact h"),
        ("OTHER_STATEMENT", "theorem ours (a b : Nat) (h : a < b) : a ≤ a := by\n  rfl"),
        ("OTHER_STATEMENT", "theorem ours (a b : Nat) (h : a < b) (f : False) : a ≤ b := by\n  exact f.elim"),
        ("OTHER_STATEMENT", "theorem ours : True := trivial"),
        ("SECOND_THEOREM", f"theorem extra : True := trivial\n{OURS} := by\n  omega"),
        ("SECOND_THEOREM", f"{OURS} := by\n  omega\n\ntheorem ours2 : False := by\n  sorry"),
        ("OTHER_CODE", f"axiom magic : False\n{OURS} := by\n  exact magic.elim"),
        ("OTHER_CODE", f"local instance : LT Nat := ⟨fun _ _ => False⟩\n{OURS} := by\n  omega"),
        ("OTHER_CODE", f"namespace N\n{OURS} := by\n  omega"),
        ("NO_TACTICS", f"{OURS} := by\n  axiom magic : False\n  exact magic.elim"),
        ("NO_TACTICS", f"{OURS} := by\n  #eval 1\n  omega"),
        ("GIVES_UP", f"{OURS} := by\n  sorry"),
        ("GIVES_UP", f"{OURS} := by\n  exact sorryAx _"),
        ("GIVES_UP", f"{OURS} := by\n  admit"),
        ("NO_PROOF", OURS),
        ("NO_PROOF", f"{OURS} := by"),
    ],
)
def test_anything_else_is_refused(reason: str, code: str) -> None:
    with pytest.raises(Unusable) as caught:
        proof_of(fenced(code), OURS)
    assert caught.value.reason == reason


def test_a_fence_that_is_not_closed_is_refused() -> None:
    with pytest.raises(Unusable) as caught:
        proof_of(f"```lean4\n{OURS} := by\n  omega", OURS)
    assert caught.value.reason == "UNCLOSED_FENCE"


def test_the_last_fence_of_lean_counts() -> None:
    text = fenced(f"{OURS} := by\n  simp") + fenced("a plan", "text") + fenced(f"{OURS} := by\n  omega")
    assert proof_of(text, OURS) == "omega"
    assert [block.language for block in blocks(text)] == ["lean4", "text", "lean4"]


def test_a_fence_within_the_thoughts_does_not_swallow_the_code() -> None:
    assert proof_of("````text\n```lean4\nsorry\n```\n````\n" + fenced(f"{OURS} := by omega"), OURS) == "omega"


def test_holes_are_for_sketches() -> None:
    code = fenced(f"{OURS} := by\n  have k : a ≤ b := by\n    sorry\n  exact k")
    assert "sorry" in proof_of(code, OURS, holes=True)
    with pytest.raises(Unusable):
        proof_of(code, OURS)


def test_our_own_header_may_be_repeated_and_no_other() -> None:
    header = "def double (n : Nat) := n + n"
    ours = "theorem t (n : Nat) : double n = 2 * n"
    code = f"{header}\n\n{ours} := by\n  unfold double; omega"
    assert proof_of(fenced(code), ours, header=header) == "unfold double; omega"
    with pytest.raises(Unusable):
        proof_of(fenced(code.replace("n + n", "2 * n")), ours, header=header)


def test_a_continuation_ends_with_its_fence() -> None:
    assert proof_of("  have k := h\n  omega\n```\nwhich proves it", OURS, continues=True) == "have k := h\nomega"
    for hostile in ("  omega\n\ntheorem x : False := by sorry\n```", "  sorry\n```"):
        with pytest.raises(Unusable):
            proof_of(hostile, OURS, continues=True)


def test_megabytes_are_refused_at_once() -> None:
    for text in ("x" * 10**7, "`" * 10**7, "```lean4\n" * 10**6, "theorem " * 10**6):
        with pytest.raises(Unusable) as caught:
            proof_of(text, OURS)
        assert caught.value.reason == "TOO_LONG"
    nearly = fenced("(" * (MAX_ANSWER - 100))
    with pytest.raises(Unusable):
        proof_of(nearly, OURS)


def test_tactics_statements_and_lines() -> None:
    assert tactic_of(" omega \n") == "omega"
    assert tactic_of("induction n with\n| zero => simp\n| succ n ih => omega") == (
        "induction n with\n| zero => simp\n| succ n ih => omega"
    )
    for hostile in ("sorry", "", "theorem x : False := by\n  omega"):
        with pytest.raises(Unusable):
            tactic_of(hostile)
    assert statement_of(fenced("theorem odd (n : Nat) (h : n % 2 = 1) : n ≠ 0 := by sorry")) == (
        "theorem statement (n : Nat) (h : n % 2 = 1) : n ≠ 0"
    )
    for hostile in ("def f := 1\ntheorem t : f = 1 := by sorry", "axiom x : False\ntheorem t : False := x"):
        with pytest.raises(Unusable):
            statement_of(fenced(hostile))
    assert line_of("First.\nAnswer: `x**2/2`\n") == "x**2/2"
    assert line_of("x + 1") == "x + 1"
