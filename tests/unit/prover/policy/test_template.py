"""The prompts that come with the package, and the schema that they keep to."""

import pytest

from trivium.prover.policy import template
from trivium.prover.policy.question import Ask, Question
from trivium.prover.policy.template import Reading, TemplateError

GOAL = Question(
    Ask.TACTIC,
    declaration="theorem t (s : Set Nat) : {x | x ∈ s} = s",
    state="s : Set Nat\n⊢ {x | x ∈ s} = s",
    header="open Set",
    problem="Show {state}.",
)


@pytest.mark.parametrize("name", template.names())
def test_each_template_can_be_read_and_asks_something(name: str) -> None:
    found = template.load(name)
    assert found.name == name
    assert found.kinds
    for kind in found.kinds:
        prompt = found.prompt(Question(kind, GOAL.declaration, GOAL.state, header="open Set", problem="p"))
        assert prompt is not None
        text = prompt.text(GOAL)
        assert not any(f"{{{part}}}" in text for part in ("declaration", "header", "steps", "attempt"))
        assert prompt.reading is not Reading.CONTINUATION or text.endswith(":= by\n")


def test_the_known_provers_have_one() -> None:
    assert {"deepseek-prover-v2", "goedel-prover-v2", "kimina-prover", "bfs-prover"} <= set(template.names())
    prompt = template.load("bfs-prover").prompt(GOAL)
    assert prompt is not None
    assert prompt.text(GOAL) == f"{GOAL.state}:::"


def test_braces_of_lean_and_of_the_question_stay_as_they_are() -> None:
    prompt = template.load("kimina-prover").prompt(Question(Ask.PROOF, GOAL.declaration, problem=GOAL.problem))
    assert prompt is not None
    text = prompt.messages(Question(Ask.PROOF, GOAL.declaration, problem=GOAL.problem))[-1]["content"]
    assert "{x | x ∈ s} = s" in text
    assert "Show {state}." in text


def test_a_repair_has_its_own_prompt_or_none() -> None:
    asked = Question(Ask.PROOF, GOAL.declaration, attempt="simp", error="no progress")
    repair = template.load("goedel-prover-v2").prompt(asked)
    assert repair is not None
    assert "no progress" in repair.text(asked)
    assert template.load("deepseek-prover-v2").prompt(asked) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = 1", "ASK|ask"),
        ('name = "x"\nsource = "y"', "no"),
        ('name = "x"\nsource = "y"\n[ask.POEM]\nuser = "z"\nanswer = "line"', "POEM"),
        ('name = "x"\nsource = "y"\n[ask.PROOF]\nuser = "z"\nanswer = "all of it"', "lean-block"),
        ('name = "x"\nsource = "y"\n[ask.PROOF]\nuser = "z"\nanswer = "line"\ncolour = 1', "colour"),
        ('name = "x"\nsource = "y"\n[ask.PROOF]\nuser = "z"\nanswer = "line"\ntokens = -1', "tokens"),
        ("= = =", "origin"),
    ],
)
def test_what_breaks_the_schema_is_named(text: str, words: str) -> None:
    with pytest.raises(TemplateError, match=words):
        template.read(text, "origin")
