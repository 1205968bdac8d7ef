"""What is refused before Lean sees a text."""

import pytest

from trivium.prover.errors import InvalidSource
from trivium.prover.lean.gate import declared_axioms, screen, states_nothing, words


@pytest.mark.parametrize(
    ("source", "code", "line", "column"),
    [
        ("prelude\n", "PRELUDE", 1, 0),
        ("  \n\t-- words\n/- more /- nested -/ words -/ prelude", "PRELUDE", 3, 30),
        ("module\n", "PRELUDE", 1, 0),
        ("import Foo", "IMPORT", 1, 0),
        ("/- -/import Foo", "IMPORT", 1, 5),
        ("import Trivium.Ring\nimport Init", "IMPORT", 2, 0),
        ("import Trivium.Core.Nat", "IMPORT", 1, 0),
        ("import all Trivium.Ring", "IMPORT", 1, 0),
        ("import.x Trivium.Ring", "IMPORT", 1, 0),
        ("import Trivium.Ring import", "IMPORT", 1, 20),
        ("set_option debug.skipKernelTC true", "FORBIDDEN_OPTION", 1, 11),
        ("set_option «debug».«skipKernelTC» true", "FORBIDDEN_OPTION", 1, 11),
        ("set_option warn.sorry false", "FORBIDDEN_OPTION", 1, 11),
        ("namespace Nat\ndef shiftUp := 1", "RESERVED_NAME", 1, 10),
        ("theorem Nat.wrong : 1 = 2 := sorry", "RESERVED_NAME", 1, 8),
        ("def _root_.Nat.x := 1", "RESERVED_NAME", 1, 4),
        ("opaque Lean.reduceBool (b : Bool) : Bool", "RESERVED_NAME", 1, 7),
        ("#check «Lean».Name", "RESERVED_NAME", 1, 7),
        ("theorem x : 1 = 1 := rfl\nunsafe def f : False := f", "UNSAFE", 2, 0),
        ('local notation "FF" => True', "METAPROGRAM", 1, 6),
        ("#eval 1", "METAPROGRAM", 1, 1),
        ('@[simp, extern "lean_nat_add"] def f := 1', "METAPROGRAM", 1, 8),
        ("@[init] def f := 1", "METAPROGRAM", 1, 2),
        ("@[term_parser] def f := 1", "METAPROGRAM", 1, 2),
        ("a\0b", "NOT_TEXT", 1, 1),
        ("\ud800", "NOT_TEXT", 1, 0),
    ],
)
def test_a_text_that_attacks_the_core_is_refused_at_its_place(source: str, code: str, line: int, column: int) -> None:
    with pytest.raises(InvalidSource) as caught:
        screen(source, embedded=True)
    assert (caught.value.code, caught.value.line, caught.value.column) == (code, line, column)


@pytest.mark.parametrize(
    "source",
    [
        "theorem x : 1 = 1 := rfl -- prelude, import, unsafe",
        'theorem x : "prelude import Lean.x" = "prelude import Lean.x" := rfl',
        "/- namespace Nat -/ theorem x (n : Nat) : n + 0 = n := Nat.add_zero n",
        "theorem x' (a' : Nat) : a' = a' := rfl",
        "theorem x (init eval : Prop) (h : init) : init := h",
        "example : Nat.succ 0 = 1 := rfl",
        "import Trivium.Ring -- the checkers are a library\nimport Trivium.Linear\nexample : 1 = 1 := rfl",
        "example : ∀ «n» : Nat, «n» = n := fun _ => rfl",
    ],
)
def test_comments_literals_and_uses_are_not_taken_for_attacks(source: str) -> None:
    screen(source, embedded=True)


def test_a_text_may_import_where_the_toolchain_has_a_library() -> None:
    screen("import Mathlib\nopen Lean in theorem Nat.mine : 1 = 1 := rfl", embedded=False)


def test_the_axioms_that_a_text_declares_are_named() -> None:
    assert declared_axioms("axiom a : False\n-- axiom b\nprivate axiom «c» : True") == ("a", "c")


def test_a_text_without_declarations_states_nothing() -> None:
    assert states_nothing("#check 1 -- theorem")
    assert not states_nothing("@[simp] theorem x : 1 = 1 := rfl")


def test_an_unterminated_comment_ends_the_words() -> None:
    assert [word.text for word in words("a /- b /- c -/ d")] == ["a"]
