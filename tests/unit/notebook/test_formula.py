import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivium.notebook.formula import to_latex

FORMULAS = [
    ("x**2 + 1", "x^{2} + 1"),
    ("-x**-2", "-x^{-2}"),
    ("(x**2)**3", r"\left(x^{2}\right)^{3}"),
    ("a**b**c", "a^{b^{c}}"),
    ("(1/2)**x", r"\left(\frac{1}{2}\right)^{x}"),
    ("a - (b - c)", r"a - \left(b - c\right)"),
    ("(a + b)*c", r"\left(a + b\right) c"),
    ("2*3", r"2 \cdot 3"),
    ("sqrt(x)/pi", r"\frac{\sqrt{x}}{\pi}"),
    ("abs(x) >= 0", r"\left|x\right| \ge 0"),
    ("alpha_2 = x10", r"\alpha_{2} = x_{10}"),
    ("{1, -1}", r"\left\{1, -1\right\}"),
    ("besselj(0, x)", r"\operatorname{besselj}\left(0, x\right)"),
    ("x & y", r"\texttt{x \& y}"),
]


@pytest.mark.parametrize(("infix", "latex"), FORMULAS)
def test_formulas_as_latex(infix: str, latex: str) -> None:
    assert to_latex(infix) == latex


@given(st.text(max_size=40))
def test_any_text_becomes_latex_with_balanced_braces(text: str) -> None:
    bare = re.sub(r"\\[{}]", "", to_latex(text))
    depth = 0
    for letter in bare:
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0
