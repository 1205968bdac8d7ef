"""Operations as one text: `integrate(x*exp(x), x) = (x - 1)*exp(x)`, `limit(sin(x)/x, x, 0) = 1`, `x**2 >= 0` …

Only the outermost call is taken apart here; what its formulas mean is the server's business.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from trivium.cli.errors import InputError
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.cas.v1 import operation_pb2 as operations

BATCH_KEYS = frozenset({"id", "text", "assume", "real_valued", "latex", "log_base", "hints"})
_OPENING, _CLOSING = "([{", ")]}"
_SPELLINGS = {"Integral": "integrate", "Limit": "limit", "Sum": "sum", "summation": "sum"}
_CALL = re.compile(r"\s*(integrate|limit|sum|series|ode|solve|Integral|Limit|Sum|summation)\s*\(")
_RELATION = re.compile(r"[<>]=?")
_INITIAL = re.compile(r"\s*([A-Za-z]\w*)('*)\s*\((.*)\)\s*=(.*)", re.DOTALL)
_FORMS = {
    "integrate": "integrate(f, x) = F or integrate(f, x, a, b) = A",
    "limit": "limit(f, x, a) = L or limit(f, x, a, +) = L",
    "sum": "sum(f, k, a, b) = S",
    "series": "series(f, x, a, n) = P",
    "ode": "ode(y'' + y = 0, y(x), y(0) = 0, y'(0) = 1) = sin(x)",
    "solve": "solve(x**2 = 2, x) = {sqrt(2), -sqrt(2)}",
}


def operation_from_text(text: str) -> cas.Operation:
    """The operation that a text asks for; raises InputError where it is none.

    >>> operation_from_text("limit(sin(x)/x, x, 0) = 1").limit.point
    '0'
    """
    match = _CALL.match(text)
    if match is None:
        return _without_call(text)
    name = _SPELLINGS.get(match.group(1), match.group(1))
    end = _closing(text, match.end() - 1)
    rest = text[end + 1 :].lstrip()
    if not rest.startswith("="):
        raise InputError(f"an equals sign and the answer are expected after the call: {_FORMS[name]}")
    arguments = _opened([part.strip() for part in _split(text[match.end() : end], ",")])
    return _FROM_CALL[name](arguments, rest.removeprefix("=").removeprefix("=").strip())


def _opened(arguments: list[str]) -> list[str]:
    """The arguments, with a second one such as `(x, 0, oo)` taken apart."""
    if len(arguments) != 2 or not arguments[1].startswith("(") or _closing(arguments[1], 0) != len(arguments[1]) - 1:
        return arguments
    return [arguments[0], *(part.strip() for part in _split(arguments[1][1:-1], ","))]


def _integral(arguments: list[str], answer: str) -> cas.Operation:
    if len(arguments) == 2:
        found = operations.Antiderivative(integrand=arguments[0], variable=arguments[1], answer=answer)
        return cas.Operation(antiderivative=found)
    integrand, variable, lower, upper = _expect(arguments, 4, "integrate")
    return cas.Operation(
        integral=operations.DefiniteIntegral(
            integrand=integrand, variable=variable, lower=lower, upper=upper, answer=answer
        )
    )


def _limit(arguments: list[str], answer: str) -> cas.Operation:
    direction = arguments[3] if len(arguments) == 4 else ""
    expression, variable, point = _expect(arguments[:3] if direction else arguments, 3, "limit")
    return cas.Operation(
        limit=operations.Limit(
            expression=expression, variable=variable, point=point, direction=direction, answer=answer
        )
    )


def _sum(arguments: list[str], answer: str) -> cas.Operation:
    summand, variable, lower, upper = _expect(arguments, 4, "sum")
    return cas.Operation(
        sum=operations.Summation(summand=summand, variable=variable, lower=lower, upper=upper, answer=answer)
    )


def _series(arguments: list[str], answer: str) -> cas.Operation:
    expression, variable, point, order = _expect(arguments, 4, "series")
    if not order.isdigit():
        raise InputError(f"the order of a series is a number: {_FORMS['series']}")
    found = operations.SeriesExpansion(
        expression=expression, variable=variable, point=point, order=min(int(order), 10**6), answer=answer
    )
    return cas.Operation(series=found)


def _ode(arguments: list[str], answer: str) -> cas.Operation:
    if len(arguments) < 2 or not (called := re.fullmatch(r"([A-Za-z]\w*)\s*\(\s*([A-Za-z]\w*)\s*\)", arguments[1])):
        raise InputError(f"an equation and the function are expected: {_FORMS['ode']}")
    found = operations.DifferentialEquation(
        equation=arguments[0], function=called.group(1), variable=called.group(2), answer=answer
    )
    for condition in arguments[2:]:
        match = _INITIAL.fullmatch(condition)
        if match is None or match.group(1) != called.group(1):
            raise InputError(f"{condition!r} is no initial condition: {_FORMS['ode']}")
        found.initial.add(derivative=len(match.group(2)), at=match.group(3).strip(), value=match.group(4).strip())
    return cas.Operation(ode=found)


def _solve(arguments: list[str], answer: str) -> cas.Operation:
    equation, variable = _expect(arguments, 2, "solve")
    if not (answer.startswith("{") and answer.endswith("}")):
        raise InputError(f"the solutions stand in braces: {_FORMS['solve']}")
    answers = [part.strip() for part in _split(answer[1:-1], ",") if part.strip()]
    return cas.Operation(solutions=operations.SolutionSet(equation=equation, variable=variable, answers=answers))


_FROM_CALL = {"integrate": _integral, "limit": _limit, "sum": _sum, "series": _series, "ode": _ode, "solve": _solve}


def _without_call(text: str) -> cas.Operation:
    """An inequality, or an identity of matrices."""
    if "[[" in text:
        sides = _split(text, "=")
        if len(sides) != 2:
            raise InputError("an identity of matrices has one equals sign: [[1, x], [0, 1]]**-1 = [[1, -x], [0, 1]]")
        return cas.Operation(matrix=operations.MatrixIdentity(left=sides[0].strip(), right=sides[1].strip()))
    relations = list(_RELATION.finditer(text))
    if len(relations) != 1:
        forms = "; ".join(_FORMS.values())
        raise InputError(f"this is no operation; write one of: {forms}; x**2 + 1 >= 2*x; [[1, 2]] = [[1, 2]]")
    (found,) = relations
    left, right = text[: found.start()].strip(), text[found.end() :].strip()
    return cas.Operation(inequality=operations.Inequality(left=left, relation=found.group(), right=right))


def _expect(arguments: list[str], count: int, name: str) -> list[str]:
    if len(arguments) != count:
        raise InputError(f"{name} takes {count} arguments, not {len(arguments)}: {_FORMS[name]}")
    return arguments


def _closing(text: str, opening: int) -> int:
    """The place of the bracket that closes the one at `opening`."""
    depth = 0
    for place in range(opening, len(text)):
        depth += (text[place] in _OPENING) - (text[place] in _CLOSING)
        if depth == 0:
            return place
    raise InputError("the bracket of the call is never closed")


def _split(text: str, separator: str) -> list[str]:
    """Split at separators outside brackets."""
    parts, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING)
        if character == separator and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def read_operations(text: str, origin: str) -> Iterator[cas.Operation]:
    """The operations of a JSON-lines text; raises InputError, which names the line, for a wrong one."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield operation_from_json(json.loads(line), str(number))
        except (ValueError, TypeError, InputError) as error:
            raise InputError(f"{origin}: line {number}: {error}") from error


def operation_from_json(value: Any, default_name: str) -> cas.Operation:
    """One line of a batch; raises ValueError, TypeError or InputError with the reason."""
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise TypeError('write {"id": …, "text": "limit(sin(x)/x, x, 0) = 1", "assume": {"a": "positive"}}')
    if unknown := sorted(value.keys() - BATCH_KEYS):
        raise ValueError(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(BATCH_KEYS))}")
    operation = operation_from_text(value["text"])
    operation.name = str(value.get("id", default_name))
    operation.assume.update(value.get("assume") or {})
    operation.real_valued = bool(value.get("real_valued", False))
    operation.log_base = int(value.get("log_base", 0))
    operation.hints.extend(map(str, value.get("hints") or ()))
    if value.get("latex") is not None:
        operation.notation = cas.NOTATION_LATEX if value["latex"] else cas.NOTATION_INFIX
    return operation
