"""Word problems become theorems, or are refused with the reason and the place."""

from __future__ import annotations

import brute_force
import pytest

from trivium.prover.data.formalization import proposed
from trivium.prover.data.word_problems import formalize
from trivium.prover.statement import read_statement


@pytest.mark.parametrize(
    ("text", "hypotheses", "goal"),
    [
        (
            "Tom has 12 apples. He buys 5 more. Then he eats 3. How many apples does Tom have now?",
            ["a = 12", "b = a + 5", "c + 3 = b"],
            "c = 14",
        ),
        (
            "Anna has 7 marbles. Ben has 3 more marbles than Anna. Clara has 3 times as many marbles as Ben. "
            "How many marbles do they have altogether?",
            ["a = 7", "b = a + 3", "c = 3 * b"],
            "a + b + c = 47",
        ),
        (
            "Anna has 20 coins. Ben has 4 coins. Anna gives six coins to Ben. How many coins does Ben have?",
            ["a = 20", "b = 4", "c + 6 = a", "d = b + 6"],
            "d = 10",
        ),
        (
            "There are 6 boxes. Each box holds 12 eggs. How many eggs are there in all?",
            ["a = 6", "b = a * 12"],
            "b = 72",
        ),
        ("A pen costs 3 dollars. How much do five pens cost?", ["a = 5 * 3"], "a = 15"),
        ("A train travels at 60 kilometres an hour for 3 hours. How far does it travel?", ["a = 60 * 3"], "a = 180"),
        ("Tom has 4 apples. How many apples does Tom have? Answer: 5.", ["a = 4"], "a = 5"),
    ],
)
def test_problems_become_theorems(text: str, hypotheses: list[str], goal: str) -> None:
    (found,) = formalize(text)
    assert not found.reason
    *given, last = found.formal.split(" (h")
    assert [g.partition(" : ")[2].rstrip(")") for g in [*given[1:], last.partition(") : ")[0]]] == hypotheses
    assert found.formal.endswith(f") : {goal}")
    statement = read_statement(found.formal)
    right = "Answer" not in text
    assert (brute_force.counterexample(statement) is None) is right


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("Tom has 12 apples. He is\nvery hungry. How many apples does he have?", 1, 20, "templates"),
        ("Tom has 2 apples.\nHe eats 3 apples. How many apples does he have?", 2, 1, "negative"),
        ("Anna has 7 marbles. How many marbles does Ben have?", 1, 21, "not said"),
        ("He has 7 marbles. How many marbles does he have?", 1, 1, "nobody"),
        ("Tom has 7 marbles. Tom has 8 marbles. How many marbles does he have?", 1, 20, "said before"),
        ("Tom has 7 marbles.", 1, 18, "nothing is asked"),
        ("Tom has seventytwo marbles. How many marbles does Tom have?", 1, 1, "no number"),
        ("Tom has 7 marbles. How many marbles does Tom have? He buys 2 more.", 1, 52, "after the question"),
        ("Tom has 7 apples. Ben has 2 more pears than Tom. How many pears does Ben have?", 1, 19, "not said"),
        ("How much do 3 pens cost?", 1, 1, "not said"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(text: str, line: int, column: int, reason: str) -> None:
    (found,) = formalize(text)
    assert not found.formal
    assert (found.line, found.column) == (line, column)
    assert reason in found.reason


def test_each_paragraph_is_a_problem_and_places_are_those_of_the_file() -> None:
    text = "Tom has 2 apples. How many apples does he have?\n\n\nTom sings. How many apples does he have?\n"
    one, two = formalize(text)
    assert one.formal
    assert (two.line, two.column) == (4, 1)


class Scribe:
    """Answers as a model does: with proofs, comments, nonsense."""

    name = "scribe"

    def formalizations(self, problem: str, count: int) -> list[str]:
        return [
            "/- thinking -/ theorem foo (x : ℕ) (h : x + 2 = 5) : x = 3 := by omega",
            "theorem foo (x : ℝ) (h : Continuous f) : x = 3",
            "I am not sure.",
            "theorem foo (n : ℕ) (h : ∀ k : ℕ, k < n → k < 5) : n ≤ 5 := by sorry",
        ][:count]


def test_answers_of_a_model_are_read_and_written_anew() -> None:
    found = proposed("A number and 2 make 5. Show that it is 3.", Scribe(), 4)
    assert found[0].formal == "theorem foo (x : Nat) (h : x + 2 = 5) : x = 3"
    assert [bool(f.formal) for f in found] == [True, False, False, True]
    assert all(f.reason for f in found if not f.formal)
    assert {f.source for f in found} == {"scribe"}


def test_a_container_that_nobody_counted_is_refused_in_plain_words() -> None:
    (refused,) = formalize("Tom has 3 bags. Each bag holds 7 apples. How many apples are there?")
    assert refused.reason == "how many bags there are was not said"
