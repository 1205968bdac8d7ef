import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range
from pygls.workspace import TextDocument

from trivium.lsp.equality import Selection, equality_in
from trivium.lsp.places import change, position, selected
from trivium.lsp.theorem import theorem_at

TEXTS = st.text(alphabet="ab\n ∀𝔸é", max_size=40)


def document(text: str) -> TextDocument:
    return TextDocument("file:///a.lean", text, version=1, language_id="lean4")


@given(TEXTS, TEXTS)
def test_the_edit_makes_the_new_text(old: str, new: str) -> None:
    before = document(old)
    edit = change(before, new)
    start, end = before.offset_at_position(edit.range.start), before.offset_at_position(edit.range.end)
    assert old[:start] + edit.new_text + old[end:] == new


def test_an_edit_leaves_alone_what_stays() -> None:
    edit = change(document("theorem a : 𝔸 = 𝔸 := by\n  sorry\n-- end\n"), "theorem a : 𝔸 = 𝔸 := by\n  rfl\n-- end\n")
    assert (edit.range.start.line, edit.new_text) == (1, "rfl")


def test_columns_are_counted_in_the_units_of_the_client() -> None:
    assert position(document("𝔸𝔸 x"), 1, 3) == Position(0, 5)
    assert position(document("ab"), 9, 3) == Position(1, 0)
    assert selected(document("𝔸 = b"), Range(Position(0, 0), Position(0, 2))) == "𝔸"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x + 1 = 1 + x", Selection("x + 1 = 1 + x", False)),
        (" x == y; ", Selection("x = y", False)),
        (r"$\sin x = \cos x$.", Selection(r"\sin x = \cos x", True)),
        ("\\[\n  \\frac{a}{b} &= c \\\\\n\\]", Selection(r"\frac{a}{b} = c", True)),
        ("x <= y", None),
        ("x := y", None),
        ("a = b = c", None),
        ("= 3", None),
        ("", None),
    ],
)
def test_the_equality_of_a_selection(text: str, found: Selection | None) -> None:
    assert equality_in(text) == found


TEXT = """-- theorem in_a_comment
theorem first (n : Nat) : n = n := by
  rfl

@[simp] private theorem second : True := by
  sorry

example : 1 = 1 := by
  sorry
"""


@pytest.mark.parametrize(
    ("line", "name", "has_sorry"),
    [(2, "first", False), (4, "first", False), (6, "second", True), (8, "trivium_goal_of_example", True)],
)
def test_the_theorem_at_a_line(line: int, name: str, has_sorry: bool) -> None:
    asked = theorem_at(TEXT, line)
    assert asked is not None
    assert (asked.name, asked.has_sorry) == (name, has_sorry)
    assert asked.restored(asked.source) == TEXT


def test_there_is_no_theorem_before_the_first() -> None:
    assert theorem_at(TEXT, 1) is None
