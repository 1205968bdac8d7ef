r"""The reader of LaTeX: the own corpus, conventions, places of errors, hostile input."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from trivium.cas import read_latex_equation
from trivium.cas.certificate.reading import read_term
from trivium.cas.decide.translate import to_term
from trivium.cas.errors import CostError, InputError
from trivium.cas.reader import print_expression, read_expression, read_latex

CORPUS = Path(__file__).resolve().parents[2] / "data" / "cas" / "latex.txt"
LINES = [line.rpartition(" => ") for line in CORPUS.read_text().splitlines() if line and not line.startswith("#")]
READ = [(latex, meaning) for latex, _, meaning in LINES if not meaning.startswith("!")]
REFUSED = [(latex, meaning[1:]) for latex, _, meaning in LINES if meaning.startswith("!")]


@pytest.mark.parametrize(("latex", "meaning"), READ)
def test_a_formula_is_read_as_it_is_meant_and_its_reprint_is_the_same(latex: str, meaning: str) -> None:
    tree = read_latex(latex)
    assert to_term(tree) == read_term(meaning)
    assert read_expression(print_expression(tree)) == tree


@pytest.mark.parametrize(("latex", "word"), REFUSED)
def test_what_may_mean_two_things_or_none_is_refused(latex: str, word: str) -> None:
    with pytest.raises(InputError) as caught:
        read_latex(latex)
    assert word in caught.value.reason


def test_the_corpus_is_not_a_handful() -> None:
    assert len(READ) >= 150
    assert len(REFUSED) >= 80


@pytest.mark.parametrize(
    ("latex", "line", "column", "suggestion"),
    [
        (r"x + \foo", 1, 5, ""),
        (r"x + \sine y", 1, 5, r"\sin"),
        (r"x + \frc{1}{2}", 1, 5, r"\frac"),
        ("x +\n  \\sqr{2}", 2, 3, r"\sqrt"),
        (r"\operatorname{atann}(x)", 1, 1, "atan"),
        (r"2 \frac{1}{2}", 1, 3, "mixed"),
        (r"y + f(x+1)", 1, 5, "declare f"),
        ("$x + $", 1, 6, ""),
        (r"\left(x\right) + (y", 1, 18, ""),
        (r"ab + sin x", 1, 6, r"\sin"),
    ],
)
def test_an_error_says_where_and_what_instead(latex: str, line: int, column: int, suggestion: str) -> None:
    with pytest.raises(InputError) as caught:
        read_latex(latex)
    assert (caught.value.place.line, caught.value.place.column) == (line, column)
    assert suggestion in caught.value.suggestion


@pytest.mark.parametrize(
    ("latex", "declared", "printed"),
    [
        ("f(x)", {"f"}, "f*x"),
        ("A(B+1)", {"A"}, "A*(B + 1)"),
        ("e^x", {"e"}, "e**x"),
        ("i+1", {"i"}, "i + 1"),
        (r"\gamma+1", {"gamma_"}, "gamma_ + 1"),
        ("E+1", {"E_"}, "E_ + 1"),
        (r"\Gamma(x)", {"Gamma"}, "Gamma*x"),
        ("dx", {"d"}, "d*x"),
        (r"\mathrm{e}^i", {"e", "i"}, "E**i"),
    ],
)
def test_a_declared_name_is_a_variable(latex: str, declared: set[str], printed: str) -> None:
    assert print_expression(read_latex(latex, declared=frozenset(declared))) == printed


def test_the_base_of_the_logarithm_is_what_was_said() -> None:
    assert print_expression(read_latex(r"\log x", log_base=10)) == "log(x, 10)"
    assert print_expression(read_latex(r"\ln x + \log_2 x", log_base=10)) == "log(x) + log(x, 2)"


def test_the_base_and_the_square_of_a_logarithm_come_in_either_order() -> None:
    assert read_latex(r"\log_2^3 x") == read_latex(r"\log^3_2 x")
    assert print_expression(read_latex(r"\log^3 x", log_base=10)) == "log(x, 10)**3"


@pytest.mark.parametrize("base", [1, -2, 2_000_000])
def test_a_base_that_is_none_is_refused(base: int) -> None:
    with pytest.raises(InputError, match="base"):
        read_latex_equation(r"\log x = 1", log_base=base)


def test_names_are_told_apart_by_case() -> None:
    assert read_latex("A") != read_latex("a")


def test_the_source_is_that_of_the_infix_question_and_the_latex_stands_beside() -> None:
    question = read_latex_equation(r"\frac{x}{2} = x \cdot 0.5", "", "x positive")
    assert question.statement == "x/2 = x*0.5  [x positive]"
    assert '"lhs":"x/2"' in question.source
    assert question.written == r"\frac{x}{2} = x \cdot 0.5"


def test_a_name_that_stands_alone_on_the_other_side_is_a_factor() -> None:
    assert read_latex_equation("a(b+c)", "ab+ac").statement.startswith("a*(b + c) = a*b + a*c")


@pytest.mark.parametrize("latex", ["x", "x = y = z", "= x", "x = ", "x) = (x"])
def test_what_has_not_two_sides_is_refused(latex: str) -> None:
    with pytest.raises(InputError):
        read_latex_equation(latex)


def test_the_side_of_an_error_is_named() -> None:
    with pytest.raises(InputError) as caught:
        read_latex_equation("x", r"\foo")
    assert caught.value.field == "rhs"


HOSTILE = {
    "braces": "{" * 3000 + "x" + "}" * 3000,
    "open braces": "{" * 60_000,
    "closed braces": "}" * 60_000,
    "brackets": "(" * 3000 + "x" + ")" * 3000,
    "left": r"\left(" * 3000 + "x" + r"\right)" * 3000,
    "bars": "|" * 9000,
    "crossed bars": "|x|y" * 2000,
    "bars of bars": "|" * 3000 + "x" + "|" * 3000,
    "fractions": r"\frac{1}{" * 3000 + "x" + "}" * 3000,
    "unclosed fractions": r"\frac{" * 8000,
    "bare fractions": r"\frac" * 9000,
    "roots": r"\sqrt" * 9000 + "x",
    "functions": r"\sin" * 9000 + "x",
    "group of functions": r"\sin{" * 3000 + "x" + "}" * 3000,
    "powers": "x" + "^{x" * 3000 + "}" * 3000,
    "subscripts": "x" + "_{x" * 3000,
    "signs": "-" * 9000 + "x",
    "letters": "x" * 60_000,
    "megabyte": "x+" * 500_000 + "1",
    "terms": "+".join(["x"] * 9_000),
    "factors": "x " * 9_000,
    "digits": "1" * 60_000,
    "tower": "9^{9^{9^9}}",
    "factorial": "(10^8)!",
    "backslashes": "\\" * 60_000,
    "commands": "\\a" * 20_000,
    "long command": "\\" + "q" * 60_000,
    "long name": r"\mathrm{" + "q" * 60_000 + "}",
    "names before brackets": "f(x+1)" * 1500,
    "null": "x\0",
    "surrogate": "x\ud800",
    "newlines": "\n" * 60_000 + "x",
}


def seconds_to_read(text: str) -> float:
    """Seconds of CPU that the reader takes; the least of several counts, since a busy machine only ever adds."""
    started = time.process_time()
    with suppress(InputError):
        read_latex(text)
    return time.process_time() - started


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_or_read_at_once(name: str) -> None:
    assert min(seconds_to_read(HOSTILE[name]) for _ in range(3)) < 0.1


@pytest.mark.parametrize(
    "name", ["braces", "brackets", "left", "fractions", "megabyte", "tower", "factorial", "powers"]
)
def test_what_is_too_large_is_called_too_costly(name: str) -> None:
    with pytest.raises(CostError):
        read_latex(HOSTILE[name])


def test_nesting_within_the_limit_is_read_without_exhausting_the_stack() -> None:
    depth = 20
    read_latex(r"\sqrt{1+\frac{1}{" * depth + "x" + "}}" * depth)
