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
    name = first.answer.removeprefix("have e := ").removesuffix("</s>")
    assert name in {"h₁", "h₀", "h1", "h"}
    words = template.load("trivium")
    asked = words.prompts["PROOF"].text(Question(Ask.PROOF, declaration=str(ROW["formal"]).replace("h₁", name)))
    assert proof == Lesson(asked, f"have e := {name}\ngrind</s>")
    state = f"u : Int\n{name} : (u - 4) * (u - 10) = 0\n⊢ u = 4 ∨ u = 10"
    assert first == Lesson(words.prompts["TACTIC"].text(Question(Ask.TACTIC, state=state)), f"have e := {name}</s>")
    assert second.answer == "grind</s>"


def test_hypotheses_are_called_by_the_same_names_in_all_lessons_of_a_row_and_not_by_one_name_in_all_rows() -> None:
    found = set()
    for number in range(40):
        formal = f"theorem t (h₁ : a = {number}) (h₂ : b = a) : b = {number}"
        step = ("a b : Nat\nh₁ : a = 3\nh₂ : b = a\n⊢ b = 3", "simp [h₁, h₂]")
        proof, tactic = lessons_of_row({**ROW, "formal": formal, "proof": "simp [h₁, h₂]", "trace": (step,)})
        assert proof.answer == tactic.answer
        first, second = tactic.answer.removeprefix("simp [").removesuffix("]</s>").split(", ")
        assert f"\n{first} : a = 3\n{second} : b = a" in tactic.prompt
        assert f"({first} : a = {number}) ({second} : b = a)" in proof.prompt
        found.add((first, second))
    assert found == {("h₁", "h₂"), ("h₀", "h₁"), ("h1", "h2"), ("ha", "hb")}


def test_a_name_that_is_taken_is_not_given() -> None:
    for number in range(40):
        row = {**ROW, "formal": f"theorem t (h₁ : a = {number}) : a = 3", "proof": "intro h\nexact h h₁", "trace": ()}
        (lesson,) = lessons_of_row(row)
        assert lesson.answer in {f"intro h\nexact h {name}</s>" for name in ("h₁", "h₀", "h1")}


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
