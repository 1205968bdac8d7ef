"""The tokenizer: Lean's symbols are tokens, every text comes back, the same lessons give the same file."""

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from trivium.prover.training import Corpus
from trivium.prover.training.corpus import proof_lesson, tactic_lesson
from trivium.prover.training.tokenizer import SPECIAL, SYMBOLS, save_tokenizer, train_tokenizer

BY = "(by first | decide | rfl | omega | (intro n; rfl) | simp)"
LESSONS = [
    lesson
    for n in range(40)
    for lesson in (
        tactic_lesson(f"x y : Nat\nh₁ : x + {n} = y\n⊢ y ≥ {n}", "omega"),
        proof_lesson(f"theorem t (x : Int) : x ^ 2 ≥ -{n}", f"exact absurd (h {n} {BY}) {BY}"),
    )
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return train_tokenizer(Corpus(tuple(LESSONS)), 600)


@pytest.mark.parametrize(
    "text",
    [
        "h₁ : ∀ n, t (n + 1) = t n\n⊢ t 12 = ⟨a, b⟩.1",
        "· intro x\n  exact ⟨h.2, h.1⟩",
        "naïve 証明 🙂 \t«weird name»",
        "  two blanks  and ¬ ∃ x ∈ s, x ≠ x",
        "",
    ],
)
def test_every_text_comes_back(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text).ids) == text


@pytest.mark.parametrize("symbol", sorted(set(SYMBOLS)))
def test_each_symbol_of_lean_is_one_token(tokenizer: Tokenizer, symbol: str) -> None:
    assert tokenizer.encode(symbol).tokens == [symbol]


def test_digits_stand_alone_and_a_proof_in_a_term_is_one_token(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("12345").tokens == list("12345")
    assert tokenizer.encode(f"(h 353 {BY})").tokens[-2:] == [f" {BY}", ")"]


def test_prompts_and_answers_are_cut_at_the_special_tokens(tokenizer: Tokenizer) -> None:
    lesson = LESSONS[0]
    apart = [*tokenizer.encode(lesson.prompt).ids, *tokenizer.encode(lesson.answer).ids]
    assert tokenizer.encode(lesson.prompt + lesson.answer).ids == apart
    assert apart[-1] == SPECIAL.index("</s>")
    assert tokenizer.decode(apart) == "x y : Nat\nh₁ : x + 0 = y\n⊢ y ≥ 0omega"


def test_the_same_lessons_give_the_same_file(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        save_tokenizer(train_tokenizer(Corpus(tuple(LESSONS)), 600), tmp_path / name, 512)
    first, second = ((tmp_path / name / "tokenizer.json").read_bytes() for name in "ab")
    assert first == second
    assert Tokenizer.from_file(str(tmp_path / "a" / "tokenizer.json")).get_vocab_size() <= 600
    assert json.loads((tmp_path / "a" / "tokenizer_config.json").read_text())["eos_token"] == "</s>"
