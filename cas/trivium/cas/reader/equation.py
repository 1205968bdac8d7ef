"""Questions: two sides, the domain of each variable, and the options."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from trivium.cas.domain.variables import REAL, Domain
from trivium.cas.errors import InputError, Place
from trivium.cas.reader.assumptions import read_assumptions
from trivium.cas.reader.expression import read_expression, read_tokens
from trivium.cas.reader.latex import read_latex_sides
from trivium.cas.reader.printer import print_expression
from trivium.cas.reader.syntax import Expression, symbols
from trivium.cas.reader.tokens import Token, TokenKind, tokenize


@dataclass(frozen=True, slots=True)
class Options:
    """How equality is meant."""

    real_valued: bool = False
    """Values that are not real count as undefined."""

    same_domain: bool = False
    """The sides must also be defined at the same points."""


MAX_LOG_BASE = 1_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """An equality to be decided, as it was read."""

    lhs: Expression
    rhs: Expression
    domains: Mapping[str, Domain]
    """The domain of every variable that occurs, sorted by name."""

    options: Options
    source: str
    """The canonical JSON of what was asked: lhs, rhs, assume, options."""

    assumed_real: tuple[str, ...] = field(default=())
    """The variables that were taken to be real because nothing was said of them."""

    written: str = ""
    r"""The equation as it was written, where that was LaTeX; the source holds what was read of it, in infix."""

    @property
    def statement(self) -> str:
        """The canonical statement, as understood.

        >>> read_equation("x^2=x*x").statement
        'x**2 = x*x  [x real]'
        """
        said = [f"{name} {domain}" for name, domain in self.domains.items()]
        said += ["real-valued"] if self.options.real_valued else []
        said += ["same domain"] if self.options.same_domain else []
        context = f"  [{'; '.join(said)}]" if said else ""
        return f"{print_expression(self.lhs)} = {print_expression(self.rhs)}{context}"

    @property
    def source_sha256(self) -> str:
        """The sha256 of the source, in hexadecimal."""
        return hashlib.sha256(self.source.encode()).hexdigest()


def read_equation(text: str, assume: str | Mapping[str, str] = "", options: Options = Options()) -> Question:
    """The question asked by ``LHS = RHS`` (``==`` is read as well).

    Raises :class:`~trivium.cas.errors.InputError` with its place.
    """
    tokens = list(tokenize(text, "text"))
    cut = [i for i, token in enumerate(tokens) if token.kind is TokenKind.EQUALS]
    if not cut:
        raise InputError("there is no equals sign", tokens[-1].place, suggestion="write LHS = RHS")
    if len(cut) > 1:
        raise InputError("there is more than one equals sign", tokens[cut[1]].place)
    equals = tokens[cut[0]]
    left = [*tokens[: cut[0]], Token(TokenKind.END, "", equals.place)]
    right = tokens[cut[0] + 1 :]
    lhs, rhs = read_tokens(left, "text"), read_tokens(right, "text")
    halves = text.split(equals.place.token, 1)
    return _question(lhs, rhs, halves[0].strip(), halves[1].strip(), assume, options)


def read_sides(lhs: str, rhs: str, assume: str | Mapping[str, str] = "", options: Options = Options()) -> Question:
    """The question whether two separately written sides are equal.

    Raises :class:`~trivium.cas.errors.InputError`; its ``field`` says which side.
    """
    return _question(read_expression(lhs, "lhs"), read_expression(rhs, "rhs"), lhs, rhs, assume, options)


def read_latex_equation(
    lhs: str, rhs: str = "", assume: str | Mapping[str, str] = "", options: Options = Options(), *, log_base: int = 0
) -> Question:
    r"""The question asked in LaTeX; ``lhs`` is the whole equation where ``rhs`` is empty, ``log_base`` 0 is natural.

    Its source is the canonical infix text, so that a certificate answers what was understood.
    Raises :class:`~trivium.cas.errors.InputError`; its ``field`` says which text.

    >>> read_latex_equation(r"\sin^2 x = \frac{1-\cos 2x}{2}").statement
    'sin(x)**2 = (1 - cos(2*x))/2  [x real]'
    """
    if log_base and not 2 <= log_base <= MAX_LOG_BASE:
        reason = f"the base of the logarithm is a number from 2 to {MAX_LOG_BASE}"
        raise InputError(reason, Place(1, 1, str(log_base)), field="log_base")
    declared = frozenset(read_assumptions(assume))
    left, right = read_latex_sides(lhs, rhs, declared, log_base)
    question = _question(left, right, print_expression(left), print_expression(right), assume, options)
    return replace(question, written=f"{lhs} = {rhs}" if rhs else lhs)


def _question(
    lhs: Expression, rhs: Expression, left: str, right: str, assume: str | Mapping[str, str], options: Options
) -> Question:
    said = read_assumptions(assume)
    names = sorted(symbols(lhs) | symbols(rhs))
    source = {
        "lhs": left,
        "rhs": right,
        "assume": {name: str(domain) for name, domain in sorted(said.items())},
        "options": {"real_valued": options.real_valued} | ({"same_domain": True} if options.same_domain else {}),
    }
    return Question(
        lhs,
        rhs,
        {name: said.get(name, REAL) for name in names},
        options,
        json.dumps(source, sort_keys=True, separators=(",", ":")),
        tuple(name for name in names if name not in said),
    )
