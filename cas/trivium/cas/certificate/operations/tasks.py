"""The checker's reading of what was asked of an operation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from trivium.cas.certificate import terms
from trivium.cas.certificate.reading import MAX_TEXT, Region, read_region, read_term
from trivium.cas.certificate.terms import Term
from trivium.cas.errors import CertificateError


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one operation, and how its statement is written."""

    formulas: tuple[str, ...]
    """Fields that hold one formula, or a list of them."""

    words: tuple[str, ...]
    """Fields that are compared as they stand."""

    statement: str

    bound: tuple[str, ...] = ()
    """Fields that name a bound variable."""


MAX_ORDER = 8
"""The highest derivative that a differential equation may speak of."""

FORMS: Mapping[str, Form] = {
    "antiderivative": Form(("integrand", "answer"), ("variable",), "integrate({integrand}, {variable}) = {answer}"),
    "integral": Form(
        ("integrand", "lower", "upper", "answer"),
        ("variable",),
        "integrate({integrand}, {variable}, {lower}, {upper}) = {answer}",
        ("variable",),
    ),
    "limit": Form(
        ("expression", "point", "answer"),
        ("variable", "direction"),
        "limit({expression}, {variable}, {point}, {direction}) = {answer}",
        ("variable",),
    ),
    "sum": Form(
        ("summand", "lower", "upper", "answer"),
        ("variable",),
        "sum({summand}, {variable}, {lower}, {upper}) = {answer}",
        ("variable",),
    ),
    "series": Form(
        ("expression", "point", "answer"),
        ("variable", "order"),
        "series({expression}, {variable}, {point}, {order}) = {answer}",
        ("variable",),
    ),
    "ode": Form(
        ("left", "right", "answer", "at", "value"),
        ("variable", "function", "derivative"),
        "{function}({variable}) = {answer} solves {left} = {right}",
    ),
    "solutions": Form(("left", "right", "answer"), ("variable",), "solve({left} = {right}, {variable}) = {{{answer}}}"),
    "inequality": Form(("left", "right"), ("relation",), "{left} {relation} {right}"),
    "matrix": Form(
        ("left", "right", "entries"),
        ("names", "shapes"),
        "{left} = {right} for {names} of {shapes}: {entries}",
        ("names",),
    ),
}
"""Every operation by name."""

Parts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Task:
    """One operation as it was asked: texts by field, and the domains of the free variables."""

    operation: str
    parts: Parts
    assume: Mapping[str, str]
    real_valued: bool

    def term(self, field: str) -> Term:
        """The only formula of a field."""
        (text,) = self.parts[field]
        return _read(text)

    def terms(self, field: str) -> tuple[Term, ...]:
        """The formulas of a field."""
        return tuple(_read(text) for text in self.parts[field])

    def word(self, field: str) -> str:
        """The only word of a field."""
        (text,) = self.parts[field]
        return text

    @property
    def form(self) -> Form:
        """The form of its operation."""
        return FORMS[self.operation]

    @property
    def bound(self) -> frozenset[str]:
        """The names of bound variables: of functions with their derivatives, and of matrices."""
        names = {name for field in self.form.bound for name in self.parts[field]}
        if self.operation == "ode":
            names |= {derivative_name(self, order) for order in range(MAX_ORDER + 1)}
        if self.operation == "matrix":
            names.add("T")
        return frozenset(names)

    def regions(self, extra: Iterable[str] = ()) -> dict[str, Region]:
        """The domain of each free variable, and of the names in ``extra``."""
        found = {name for field in self.form.formulas for term in self.terms(field) for name in terms.symbols(term)}
        return {n: read_region(self.assume.get(n, "real")) for n in sorted((found - self.bound) | set(extra))}

    @property
    def statement(self) -> str:
        """The canonical statement."""
        shown = {field: ", ".join(texts) for field, texts in self.parts.items()}
        initial = zip(*(self.parts.get(field, ()) for field in ("derivative", "at", "value")), strict=True)
        values = "".join(f", {derivative_name(self, int(k))}({at}) = {value}" for k, at, value in initial)
        said = [f"{name} {words}" for name, words in sorted(self.assume.items())]
        said += ["real-valued"] if self.real_valued else []
        return self.form.statement.format(**shown) + values + (f"  [{'; '.join(said)}]" if said else "")

    @property
    def source(self) -> str:
        """The canonical JSON whose sha256 a claim carries."""
        value = {
            "operation": self.operation,
            "parts": {field: list(texts) for field, texts in self.parts.items()},
            "assume": dict(self.assume),
            "options": {"real_valued": self.real_valued},
        }
        return json.dumps(value, sort_keys=True, separators=(",", ":"))

    def means_the_same(self, other: Task) -> bool:
        """Whether another task asks the same, however it is written."""
        if (self.operation, self.real_valued) != (other.operation, other.real_valued):
            return False
        same_words = all(self.parts[field] == other.parts[field] for field in self.form.words)
        return (
            same_words
            and all(self._same_formulas(other, field) for field in self.form.formulas)
            and _same_regions(self.regions(), other.regions())
        )

    def _same_formulas(self, other: Task, field: str) -> bool:
        return self.terms(field) == other.terms(field)


def derivative_name(task: Task, order: int) -> str:
    """The symbol of a derivative of the unknown function: ``y``, ``y_x``, ``y_xx`` …"""
    function = task.word("function")
    return f"{function}_{task.word('variable') * order}" if order else function


@lru_cache(maxsize=256)
def _read(text: str) -> Term:
    return read_term(text)


def _same_regions(left: Mapping[str, Region], right: Mapping[str, Region]) -> bool:
    def ends(region: Region) -> tuple[object, ...]:
        return tuple(getattr(region, slot) for slot in Region.__slots__)

    return left.keys() == right.keys() and all(ends(left[name]) == ends(right[name]) for name in left)


def read_task(source: str) -> Task:
    """The task of a canonical source; raises :class:`CertificateError`."""
    if len(source) > MAX_TEXT:
        raise CertificateError("the source is too long")
    try:
        data = json.loads(source)
        operation = str(data["operation"])
        form = FORMS[operation]
        parts = {str(name): tuple(map(str, texts)) for name, texts in data["parts"].items()}
        assume = {str(name): str(words) for name, words in data["assume"].items()}
        real_valued = bool(data["options"]["real_valued"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CertificateError("the source could not be read") from error
    if parts.keys() != {*form.formulas, *form.words}:
        raise CertificateError("the fields are not those of the operation")
    task = Task(operation, parts, assume, real_valued)
    if task.bound & assume.keys():
        raise CertificateError("a bound variable has a domain of its own")
    for field in form.formulas:
        task.terms(field)
    return task


def exact(term: Term) -> Fraction:
    """The rational number that a term is; raises :class:`CertificateError`."""
    if not term.is_number:
        raise CertificateError(f"{terms.write(term)[:80]} is not a rational number")
    return term.number
