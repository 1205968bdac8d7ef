"""The lessons of a row: what is learned, and in which words the model will be asked."""

from trivium.prover.policy import template
from trivium.prover.policy.question import Ask, Question
from trivium.prover.training import Corpus, Lesson, lessons_of_row
from trivium.prover.training.corpus import once

ROW = {
    "status": "proved",
    "formal": "theorem roots_86ea (u : Int) (h₁ : (u - 4) * (u - 10) = 0) : u = 4 ∨ u = 10",
    "negation": "",
    "proof": "have e := h₁\ngrind",
    "trace": [
        {"goal": "u : Int\nh₁ : (u - 4) * (u - 10) = 0\n⊢ u = 4 ∨ u = 10", "tactic": "have e := h₁"},
        {"goal": "u : Int\nh₁ e : (u - 4) * (u - 10) = 0\n⊢ u = 4 ∨ u = 10", "tactic": "grind"},
    ],
}


def test_a_row_gives_its_proof_and_each_step_as_the_model_will_be_asked() -> None:
    proof, first, second = lessons_of_row(ROW)
    words = template.load("trivium")
    asked = words.prompts["PROOF"].text(Question(Ask.PROOF, declaration=str(ROW["formal"])))
    assert proof == Lesson(asked, "have e := h₁\ngrind</s>")
    state = "u : Int\nh₁ : (u - 4) * (u - 10) = 0\n⊢ u = 4 ∨ u = 10"
    assert first == Lesson(words.prompts["TACTIC"].text(Question(Ask.TACTIC, state=state)), "have e := h₁</s>")
    assert second.answer == "grind</s>"


def test_the_name_of_a_theorem_is_not_learned() -> None:
    renamed = {**ROW, "formal": str(ROW["formal"]).replace("roots_86ea", "statement")}
    assert list(lessons_of_row(renamed)) == list(lessons_of_row(ROW))
    assert "roots" not in "".join(lesson.prompt for lesson in lessons_of_row(ROW))


def test_a_refuted_row_teaches_the_proof_of_its_negation() -> None:
    row = {**ROW, "status": "refuted", "negation": "theorem roots_86ea_refuted : ¬ (∀ (u : Int), u = 4)", "trace": []}
    (lesson,) = lessons_of_row(row)
    assert lesson.prompt == "[STATEMENT]: ¬ (∀ (u : Int), u = 4)[PROOF]"


def test_rows_without_an_outcome_or_a_proof_teach_nothing() -> None:
    for change in ({"status": "unknown"}, {"status": "rejected"}, {"proof": ""}):
        assert list(lessons_of_row({**ROW, **change})) == []


def test_lessons_count_once_and_their_hash_tells_corpora_apart() -> None:
    a, b = Lesson("p", "q</s>"), Lesson("p", "r</s>")
    assert once([a, b, a]) == (a, b)
    hashes = {Corpus((a, b)).sha256, Corpus((b, a)).sha256, Corpus((a,), (b,)).sha256, Corpus((a,)).sha256}
    assert len(hashes) == 4
    assert Corpus((a, b)).sha256 == Corpus((a, b)).sha256
