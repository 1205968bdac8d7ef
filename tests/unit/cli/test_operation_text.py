"""Operations as one text."""

import pytest

from trivium.cli.errors import InputError
from trivium.cli.operation_text import operation_from_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("integrate(exp(-x**2), (x, 0, oo)) = sqrt(pi)/2", "integrate(exp(-x**2), x, 0, oo) = sqrt(pi)/2"),
        ("Integral(f(x, y), (x, 0, g(1, 2))) = 3", "integrate(f(x, y), x, 0, g(1, 2)) = 3"),
        ("Sum(1/k**2, (k, 1, oo)) = pi**2/6", "sum(1/k**2, k, 1, oo) = pi**2/6"),
    ],
)
def test_bounds_in_brackets_are_read_as_sympy_writes_them(one: str, other: str) -> None:
    assert operation_from_text(one) == operation_from_text(other)


@pytest.mark.parametrize("text", ["integrate(x, (x, 0) = 1", "sum(k, (k, 1)) = 1", "integrate(x, (x, 0, 1)(2)) = 1"])
def test_what_is_no_such_list_is_refused_or_left_to_the_server(text: str) -> None:
    try:
        operation = operation_from_text(text)
    except InputError:
        return
    assert operation.antiderivative.variable == "(x, 0, 1)(2)"
