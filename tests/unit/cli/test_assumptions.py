import pytest
import typer

from trivium.cli.assumptions import parse_assumptions


def test_words_intervals_and_combinations_are_kept_as_written() -> None:
    text = "x positive, n positive integer, z complex, t (0,2), s [0,oo)"
    assert parse_assumptions(text) == {
        "x": "positive",
        "n": "positive integer",
        "z": "complex",
        "t": "(0,2)",
        "s": "[0,oo)",
    }


def test_no_text_is_no_assumption() -> None:
    assert parse_assumptions("  ") == {}


@pytest.mark.parametrize("text", ["x", "x positive,", ", x positive", "x positive, x integer"])
def test_an_item_that_says_nothing_or_says_it_twice_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        parse_assumptions(text)
