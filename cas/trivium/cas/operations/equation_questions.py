"""Questions about equations: differential equations, solution sets, inequalities, matrices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trivium.cas.certificate.operations.matrices import MAX_SIDE, entries_of, matrices_of
from trivium.cas.certificate.operations.tasks import MAX_ORDER
from trivium.cas.errors import CertificateError, InputError, Place
from trivium.cas.operations.questions import (
    PLAIN,
    Formulas,
    OperationQuestion,
    Reading,
    Words,
    read_question,
    require_name,
)

_MATRIX = re.compile(r"\[\s*\[")
_MAX_MATRICES = 12


@dataclass(frozen=True, slots=True)
class Initial:
    """A value of the unknown function or of one of its derivatives at a place."""

    derivative: int
    at: str
    value: str


def sides_of(equation: str, field: str) -> tuple[str, str]:
    """The two sides of ``LHS = RHS``."""
    parts = equation.replace("==", "=").split("=")
    if len(parts) != 2:
        raise InputError("an equation has one equals sign", Place(1, 1), field=field)
    return parts[0], parts[1]


def read_ode(
    equation: str,
    function: str,
    variable: str,
    answer: str,
    initial: Sequence[Initial] = (),
    reading: Reading = PLAIN,
) -> OperationQuestion:
    """Whether ``answer`` solves a differential equation; derivatives are written ``y'``, ``y''`` or ``y_x``, ``y_xx``.

    >>> read_ode("y'' + y = 0", "y", "x", "sin(x)", [Initial(0, "0", "0")]).statement
    'y(x) = sin(x) solves y_xx + y = 0, y(0) = 0  [x real]'
    """
    require_name(function, "function")
    require_name(variable, "variable")
    if function == variable:
        raise InputError("the function and the variable are different", Place(1, 1, function), field="function")
    left, right = (_without_primes(side, function, variable) for side in sides_of(equation, "equation"))
    for one in initial:
        if not 0 <= one.derivative <= MAX_ORDER:
            raise InputError(f"a derivative of order {one.derivative} is too high", Place(1, 1), field="initial")
    formulas: Formulas = {
        "left": left,
        "right": right,
        "answer": answer,
        "at": tuple(one.at for one in initial),
        "value": tuple(one.value for one in initial),
    }
    words: Words = {
        "variable": variable,
        "function": function,
        "derivative": tuple(str(one.derivative) for one in initial),
    }
    return read_question("ode", formulas, words, reading)


def _without_primes(side: str, function: str, variable: str) -> str:
    """``y''(x)`` and ``y''`` as ``y_xx``, ``y(x)`` as ``y``."""
    call = rf"(?:\s*\(\s*{re.escape(variable)}\s*\))?"
    pattern = re.compile(
        rf"(?<![A-Za-z0-9_]){re.escape(function)}('*)((?:_{re.escape(variable)}+)?)(?![A-Za-z0-9_]){call}"
    )

    def written(match: re.Match[str]) -> str:
        order = len(match.group(1))
        if order > MAX_ORDER:
            raise InputError("a derivative of too high an order", Place(1, match.start() + 1), field="equation")
        return f"{function}{match.group(2)}" if not order else f"{function}_{variable * order}"

    return pattern.sub(written, side)


def read_solutions(equation: str, variable: str, answers: Sequence[str], reading: Reading = PLAIN) -> OperationQuestion:
    """Whether ``answers`` are all the solutions of an equation in the domain of its variable.

    >>> read_solutions("x**2 = 2", "x", ["sqrt(2)", "-sqrt(2)"]).statement
    'solve(x**2 = 2, x) = {sqrt(2), -sqrt(2)}  [x real]'
    """
    left, right = sides_of(equation, "equation")
    formulas: Formulas = {"left": left, "right": right, "answer": tuple(answers)}
    return read_question("solutions", formulas, {"variable": variable}, reading)


def read_inequality(left: str, relation: str, right: str, reading: Reading = PLAIN) -> OperationQuestion:
    """Whether ``left <relation> right`` holds wherever both sides are defined.

    >>> read_inequality("x**2 + 1", ">=", "2*x").statement
    'x**2 + 1 >= 2*x  [x real]'
    """
    if relation not in ("<", "<=", ">", ">="):
        raise InputError("a relation is <, <=, > or >=", Place(1, 1, relation[:8]), field="relation")
    return read_question("inequality", {"left": left, "right": right}, {"relation": relation}, reading)


def read_matrix(left: str, right: str, reading: Reading = PLAIN) -> OperationQuestion:
    """Whether two expressions in matrices, written ``[[a, b], [c, d]]``, are equal; ``A**T`` is the transpose.

    >>> read_matrix("[[1, 2]]*[[3], [4]]", "[[11]]").statement
    'matrix_1*matrix_2 = matrix_3 for matrix_1, matrix_2, matrix_3 of 1x2, 2x1, 1x1: 1, 2, 3, 4, 11'
    """
    names: list[str] = []
    shapes: list[str] = []
    entries: list[str] = []
    sides = [
        _without_matrices(text, field, names, shapes, entries) for text, field in ((left, "left"), (right, "right"))
    ]
    formulas: Formulas = {"left": sides[0], "right": sides[1], "entries": tuple(entries)}
    words: Words = {"names": tuple(names), "shapes": tuple(shapes)}
    question = read_question("matrix", formulas, words, reading)
    try:
        matrices_of(question.task)
        entries_of(question.task)
    except CertificateError as error:
        raise InputError(error.reason, Place(1, 1), field="left") from None
    return question


def _without_matrices(text: str, field: str, names: list[str], shapes: list[str], entries: list[str]) -> str:
    """The text with a name for each matrix that is written out in it."""
    parts, position = [], 0
    while (match := _MATRIX.search(text, position)) is not None:
        end = _closing(text, match.start(), field)
        rows = [_split(row) for row in _rows(text[match.start() + 1 : end], field)]
        if len({len(row) for row in rows}) != 1 or len(rows) > MAX_SIDE or len(rows[0]) > MAX_SIDE:
            reason = f"a matrix has rows of the same length, at most {MAX_SIDE}"
            raise InputError(reason, Place(1, match.start() + 1), field=field)
        if len(names) >= _MAX_MATRICES:
            raise InputError("too many matrices", Place(1, match.start() + 1), field=field)
        names.append(f"matrix_{len(names) + 1}")
        shapes.append(f"{len(rows)}x{len(rows[0])}")
        entries.extend(entry for row in rows for entry in row)
        parts += [text[position : match.start()], names[-1]]
        position = end + 1
    return "".join([*parts, text[position:]])


def _closing(text: str, opening: int, field: str) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0:
            return place
    raise InputError("this matrix is never closed", Place(1, opening + 1, "["), field=field)


def _rows(inside: str, field: str) -> list[str]:
    rows = [row.strip() for row in _split(inside)]
    if not all(row.startswith("[") and row.endswith("]") for row in rows):
        raise InputError("a row of a matrix stands in brackets", Place(1, 1), field=field)
    return [row[1:-1] for row in rows]


def _split(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]
