"""The lines of a derivation, as they were read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trivium.cas.certificate.derivations import MAX_LINES, Source, read_source
from trivium.cas.domain.variables import REAL, Domain
from trivium.cas.errors import InputError, Place
from trivium.cas.operations.questions import PLAIN, Reading, read_formula
from trivium.cas.reader.assumptions import read_assumptions
from trivium.cas.reader.printer import print_expression
from trivium.cas.reader.syntax import Expression, symbols

_MARKS = ("<=>", "=>", "\\iff", "\\implies", "\\Leftrightarrow", "\\Rightarrow")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """The sides of one line; ``left`` is missing where it goes on from the line before, or is a formula alone."""

    left: Expression | None
    right: Expression
    goes_on: bool
    """Whether the line began with an equals sign."""

    @property
    def text(self) -> str:
        """The canonical text."""
        if self.left is not None:
            return f"{print_expression(self.left)} = {print_expression(self.right)}"
        return f"{'= ' if self.goes_on else ''}{print_expression(self.right)}"


@dataclass(frozen=True, slots=True)
class DerivationQuestion:
    """A derivation, as understood."""

    lines: tuple[ReadLine, ...]
    domains: Mapping[str, Domain]
    real_valued: bool
    source: str

    @property
    def read(self) -> Source:
        """The derivation as the checker reads it."""
        return read_source(self.source)

    @property
    def statement(self) -> str:
        """The canonical statement."""
        return self.read.statement

    @property
    def source_sha256(self) -> str:
        """The sha256 of the source, in hexadecimal."""
        return hashlib.sha256(self.source.encode()).hexdigest()


def read_derivation(lines: Sequence[str], reading: Reading = PLAIN) -> DerivationQuestion:
    """The derivation that these lines are; raises :class:`InputError` whose ``field`` is ``lines[K]``.

    >>> read_derivation(["(x + 1)^2", "= x^2 + 2*x + 1"]).statement
    '(x + 1)**2 / = x**2 + 2*x + 1  [x real]'
    """
    said = read_assumptions(reading.assume)
    if not 0 < len(lines) <= MAX_LINES:
        raise InputError(f"a derivation has from 1 to {MAX_LINES} lines", Place(1, 1), field="lines")
    read = tuple(_line(text, index, reading, frozenset(said)) for index, text in enumerate(lines))
    if read[0].goes_on:
        raise InputError("the first line cannot go on from another", Place(1, 1, "="), field="lines[0]")
    trees = [side for line in read for side in (line.left, line.right) if side is not None]
    names = sorted({name for tree in trees for name in symbols(tree)})
    domains = {name: said.get(name, REAL) for name in names}
    source = {
        "lines": [line.text for line in read],
        "assume": {name: str(domain) for name, domain in domains.items()},
        "options": {"real_valued": reading.options.real_valued},
    }
    text = json.dumps(source, sort_keys=True, separators=(",", ":"))
    return DerivationQuestion(read, domains, reading.options.real_valued, text)


def _line(text: str, index: int, reading: Reading, declared: frozenset[str]) -> ReadLine:
    field = f"lines[{index}]"
    rest = text.strip()
    for mark in _MARKS:
        rest = rest.removeprefix(mark).strip()
    parts = rest.replace("==", "=").replace("&=", "=").split("=")
    if len(parts) > 2:
        raise InputError("a line has at most one equals sign", Place(1, 1, "="), field=field)
    if len(parts) == 1:
        return ReadLine(None, read_formula(parts[0], field, reading, declared), goes_on=False)
    left = read_formula(parts[0], field, reading, declared) if parts[0].strip() else None
    return ReadLine(left, read_formula(parts[1], field, reading, declared), goes_on=left is None)
