"""Proofs with holes: where they are, and how they are filled."""

from __future__ import annotations

import pytest

from trivium.prover.lean.goal import read_goals
from trivium.prover.lean.message import Message, Position, Severity
from trivium.prover.lean.session import SourceCheck
from trivium.prover.search.sketch import Refused, Sketch, assembled, holes, probe, read_parts

SKETCH = """have a : n ≠ 0 := by sorry
have b : n = n := sorry -- sorry
have c : 1 = 1 := ?_
rcases Nat.lt_or_ge n 3 with c | c
· have d : n = 2 := by
    sorry
  · sorry
· exact And.intro sorry (sorryless ?_)
sorry"""


def test_holes_are_told_from_comments_names_and_goals_of_refine():
    found = [(SKETCH.count("\n", 0, hole.start) + 1, hole.form) for hole in holes(SKETCH)]
    assert found == [
        (1, "by"),
        (2, "term"),
        (3, "term"),
        (5, "by"),
        (7, "tactic"),
        (8, "term"),
        (9, "tactic"),
    ]
    assert holes("refine ⟨?_, ?_⟩\n· exact mysorry\n· exact «sorry»") == []


def check(text, told):
    """What Lean would say of a probe: an error at each (line, column)."""
    messages = tuple(
        Message(Severity.ERROR, Position(*place), None, f"unsolved goals\n{goals}", "") for place, goals in told
    )
    return read_parts("theorem t (n : Nat) : n = n", text, SourceCheck(messages, False))


def places(text):
    """The (line, column) of every probe."""
    lines = probe("theorem t (n : Nat) : n = n", text).splitlines()
    return [
        (row, line.index(word)) for row, line in enumerate(lines, 1) for word in ("· skip", "by skip") if word in line
    ]


@pytest.mark.parametrize(
    ("text", "proof", "whole"),
    [
        ("have a : p := by sorry\nexact a", "intro x\nomega", "have a : p := by\n    intro x\n    omega\nexact a"),
        ("have a : p := by sorry\nexact a", "omega", "have a : p := by omega\nexact a"),
        ("have a : p := sorry\nexact a", "omega", "have a : p := (by omega)\nexact a"),
        ("· have a : p := sorry", "intro x\nomega", "· have a : p := (by\n      intro x\n      omega)"),
        ("cases h\n· sorry", "intro x\nomega", "cases h\n· intro x\n  omega"),
        ("cases h with\n| a => sorry", "intro x\nomega", "cases h with\n| a =>\n  intro x\n  omega"),
        ("cases h with\n| a => sorry", "omega", "cases h with\n| a => omega"),
        ("intro h\nsorry", "cases h\n· rfl", "intro h\ncases h\n· rfl"),
    ],
)
def test_a_proof_is_put_into_its_hole(text, proof, whole):
    (place,) = places(text)
    sketch = check(text, [(place, "n : Nat\n⊢ n = n")])
    assert isinstance(sketch, Sketch)
    (part,) = sketch.parts
    assert part.declaration == "theorem t_1 (n : Nat) : n = n"
    assert assembled(sketch, [proof]) == whole


def test_names_that_a_proof_cannot_write_are_named_in_the_part():
    text = "obtain ⟨_, _⟩ := h\nsorry"
    (place,) = places(text)
    goals = "α : Type u_1\ninst✝ : Add α\nleft✝ : 1 = 1\nthis✝ right✝ : 2 = 2\ny : Nat := 5\n⊢ y = 5"
    sketch = check(text, [(place, goals)])
    assert isinstance(sketch, Sketch)
    (part,) = sketch.parts
    assert part.declaration == (
        "theorem t_1 (α : Type _) [x1 : Add α] (x2 : 1 = 1) (x3 x4 : 2 = 2) (y : Nat) (x5 : y = 5) : y = 5"
    )
    assert assembled(sketch, ["exact x5"]).splitlines()[1:] == [
        "rename_i x1 x2 x3 x4",
        "have x5 : y = 5 := rfl",
        "exact x5",
    ]


def test_goals_that_are_left_at_the_end_become_holes():
    sketch = check("refine ⟨?_, ?_⟩", [((1, 99), "⊢ 1 = 1\n\n⊢ 2 = 2")])
    assert sketch == Sketch("refine ⟨?_, ?_⟩\n· sorry\n· sorry", ())


def test_another_error_is_told_with_its_line():
    assert len(read_goals("⊢ 1 = 1")) == 1
    wrong = Message(Severity.ERROR, Position(3, 4), None, "unknown constant", "")
    found = read_parts("theorem t : 1 = 1", "skip\nexact nobody", SourceCheck((wrong,), False))
    assert found == Refused(2, "unknown constant")
