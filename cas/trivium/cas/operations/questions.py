"""Questions about operations, as they were read: one function for each operation."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from trivium.cas.certificate.operations.limits import MAX_ORDER, SIDES
from trivium.cas.certificate.operations.tasks import FORMS, Task
from trivium.cas.domain.variables import REAL, Domain, Kind
from trivium.cas.errors import InputError, Place
from trivium.cas.reader.assumptions import read_assumptions
from trivium.cas.reader.equation import MAX_LOG_BASE, Options
from trivium.cas.reader.expression import read_expression
from trivium.cas.reader.latex import read_latex
from trivium.cas.reader.names import ARITY, CONSTANTS
from trivium.cas.reader.printer import print_expression
from trivium.cas.reader.syntax import Expression, symbols


@dataclass(frozen=True, slots=True)
class Reading:
    """How the formulas of a question are written, and what is assumed of their variables."""

    assume: str | Mapping[str, str] = ""
    options: Options = field(default_factory=Options)
    latex: bool = False
    log_base: int = 0


PLAIN = Reading()


@dataclass(frozen=True, slots=True)
class OperationQuestion:
    """An operation and its proposed answer, as understood."""

    task: Task
    expressions: Mapping[str, tuple[Expression, ...]]
    """The formulas by field."""

    domains: Mapping[str, Domain]
    """The domain of every free variable, sorted by name."""

    assumed_real: tuple[str, ...] = field(default=())

    @property
    def statement(self) -> str:
        """The canonical statement, as understood."""
        return self.task.statement

    @property
    def source(self) -> str:
        """The canonical JSON of what was asked."""
        return self.task.source

    @property
    def source_sha256(self) -> str:
        """The sha256 of the source, in hexadecimal."""
        return hashlib.sha256(self.source.encode()).hexdigest()


Formulas = Mapping[str, str | tuple[str, ...]]
Words = Mapping[str, str | tuple[str, ...]]


def read_question(operation: str, formulas: Formulas, words: Words, reading: Reading) -> OperationQuestion:
    """The question with these formulas and words; raises :class:`InputError` whose ``field`` names one of them."""
    said = read_assumptions(reading.assume)
    form = FORMS[operation]
    read = {name: _read_all(name, formulas[name], reading, frozenset(said)) for name in form.formulas}
    said_words = {name: _words(words[name]) for name in form.words}
    parts = {name: tuple(print_expression(tree) for tree in trees) for name, trees in read.items()} | said_words
    task = Task(operation, parts, {}, reading.options.real_valued)
    for name in set(form.words) & {"variable", "function"}:
        require_name(task.word(name), name)
    for name in task.bound & said.keys():
        raise InputError("a bound variable has no domain of its own", Place(1, 1, name), field="assume")
    names = {name for trees in read.values() for tree in trees for name in symbols(tree)} - task.bound
    names |= {task.word("variable")} if "variable" in form.words and "variable" not in form.bound else set()
    domains = {name: said.get(name, REAL) for name in sorted(names)}
    task = replace(task, assume={name: str(domain) for name, domain in domains.items()})
    return OperationQuestion(task, read, domains, tuple(name for name in domains if name not in said))


def _words(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def _read_all(
    name: str, texts: str | tuple[str, ...], reading: Reading, declared: frozenset[str]
) -> tuple[Expression, ...]:
    return tuple(
        read_formula(text, name, reading, declared) for text in ((texts,) if isinstance(texts, str) else texts)
    )


def read_formula(text: str, name: str, reading: Reading, declared: frozenset[str]) -> Expression:
    """One formula in the language of a reading; raises :class:`InputError` with its place."""
    if not reading.latex:
        if reading.log_base:
            raise InputError("infix has log(x, b); the base is for LaTeX", Place(1, 1), field="log_base")
        return read_expression(text, name)
    if reading.log_base and not 2 <= reading.log_base <= MAX_LOG_BASE:
        reason = f"the base of the logarithm is a number from 2 to {MAX_LOG_BASE}"
        raise InputError(reason, Place(1, 1, str(reading.log_base)), field="log_base")
    if text.strip() in ("oo", r"-\infty", r"\infty", "-oo"):
        return read_expression(text.replace(r"\infty", "oo"), name)
    return read_latex(text, name, declared=declared, log_base=reading.log_base)


def require_name(text: str, field: str) -> None:
    """Refuse what is not the name of a variable."""
    plain = text.isascii() and text.isidentifier() and not text.startswith("_") and len(text) <= 64
    if not plain or text in ARITY or text in CONSTANTS:
        raise InputError("this is not the name of a variable", Place(1, 1, text[:32]), field=field)


def read_antiderivative(integrand: str, variable: str, answer: str, reading: Reading = PLAIN) -> OperationQuestion:
    """Whether ``answer`` is an antiderivative of ``integrand``; a constant of integration may be any other name.

    >>> read_antiderivative("1/x", "x", "log(abs(x))").statement
    'integrate(1/x, x) = log(abs(x))  [x real]'
    """
    question = read_question(
        "antiderivative", {"integrand": integrand, "answer": answer}, {"variable": variable}, reading
    )
    if question.domains[variable].kind is Kind.INTEGER:
        raise InputError("the variable of an integral is not an integer", Place(1, 1, variable), field="assume")
    return question


def read_integral(
    integrand: str, variable: str, lower: str, upper: str, answer: str, reading: Reading = PLAIN
) -> OperationQuestion:
    """Whether ``answer`` is the integral from ``lower`` to ``upper``, either of which may be infinite.

    >>> read_integral("exp(-x)", "x", "0", "oo", "1").statement
    'integrate(exp(-x), x, 0, oo) = 1'
    """
    formulas = {"integrand": integrand, "lower": lower, "upper": upper, "answer": answer}
    question = read_question("integral", formulas, {"variable": variable}, reading)
    _require_outside(question, variable, "lower", "upper", "answer")
    return question


def read_limit(
    expression: str, variable: str, point: str, answer: str, direction: str = "both", reading: Reading = PLAIN
) -> OperationQuestion:
    """Whether ``answer`` is the limit at ``point`` from the ``direction`` ``+``, ``-`` or ``both``.

    >>> read_limit("sin(x)/x", "x", "0", "1").statement
    'limit(sin(x)/x, x, 0, both) = 1'
    """
    if direction not in SIDES:
        raise InputError("a direction is +, - or both", Place(1, 1, direction[:32]), field="direction")
    formulas = {"expression": expression, "point": point, "answer": answer}
    question = read_question("limit", formulas, {"variable": variable, "direction": direction}, reading)
    _require_outside(question, variable, "point", "answer")
    return question


def read_sum(
    summand: str, variable: str, lower: str, upper: str, answer: str, reading: Reading = PLAIN
) -> OperationQuestion:
    """Whether ``answer`` is the sum over the integers from ``lower`` to ``upper``.

    >>> read_sum("k", "k", "1", "n", "n*(n + 1)/2", Reading("n nonnegative integer")).statement
    'sum(k, k, 1, n) = n*(n + 1)/2  [n nonnegative integer]'
    """
    formulas = {"summand": summand, "lower": lower, "upper": upper, "answer": answer}
    question = read_question("sum", formulas, {"variable": variable}, reading)
    _require_outside(question, variable, "lower", "upper", "answer")
    return question


def read_series(
    expression: str, variable: str, point: str, order: int, answer: str, reading: Reading = PLAIN
) -> OperationQuestion:
    """Whether ``answer`` is the expansion at ``point`` up to ``O((variable - point)**order)``.

    >>> read_series("exp(x)", "x", "0", 3, "1 + x + x**2/2").statement
    'series(exp(x), x, 0, 3) = 1 + x + x**2/2'
    """
    if not 0 < order <= MAX_ORDER:
        raise InputError(f"the order is a number from 1 to {MAX_ORDER}", Place(1, 1, str(order)), field="order")
    formulas = {"expression": expression, "point": point, "answer": answer}
    question = read_question("series", formulas, {"variable": variable, "order": str(order)}, reading)
    _require_outside(question, variable, "point")
    return question


def _require_outside(question: OperationQuestion, variable: str, *fields: str) -> None:
    for name in fields:
        for tree in question.expressions[name]:
            if variable in symbols(tree):
                raise InputError("the bound variable occurs outside its scope", Place(1, 1, variable), field=name)
