"""Identities of matrices, entry by entry.

Matrices are the symbols of the task's ``names``; their entries follow one another in ``entries``, row by row. A power
``A**T`` is the transpose, ``A**-1`` the inverse by cofactors. Strategy ``entries``: equality ``entry I J`` for each
entry; refuted at a point by the entry that the term ``entry`` names.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import prod

from trivium.cas.certificate import terms
from trivium.cas.certificate.operations.replay import Replay
from trivium.cas.certificate.operations.tasks import Task
from trivium.cas.certificate.terms import MINUS_ONE, ONE, ZERO, Term, add, mul, power
from trivium.cas.errors import CertificateError

MAX_SIDE = 8
MAX_INVERTED = 4
MAX_POWER = 12
TRANSPOSE = "T"

Rows = tuple[tuple[Term, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of entries."""

    rows: Rows

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of rows and of columns."""
        return len(self.rows), len(self.rows[0])


Value = Matrix | Term


def matrices_of(task: Task) -> dict[str, Matrix]:
    """The matrices by name; raises :class:`CertificateError`."""
    entries = list(task.terms("entries"))
    found, used = {}, 0
    if len(task.parts["names"]) != len(task.parts["shapes"]):
        raise CertificateError("every matrix has a shape")
    for name, shape in zip(task.parts["names"], task.parts["shapes"], strict=True):
        sides = shape.split("x")
        if len(sides) != 2 or not all(side.isdigit() and 0 < int(side) <= MAX_SIDE for side in sides):
            raise CertificateError(f"a matrix has from 1 to {MAX_SIDE} rows and columns")
        height, width = map(int, sides)
        mine = entries[used : used + height * width]
        used += height * width
        if len(mine) != height * width:
            raise CertificateError("a matrix lacks entries")
        found[name] = Matrix(tuple(tuple(mine[row * width : (row + 1) * width]) for row in range(height)))
    if used != len(entries):
        raise CertificateError("there are more entries than matrices")
    return found


def evaluate(root: Term, matrices: dict[str, Matrix]) -> Value:
    """The matrix (or number) that a term of matrices is; raises :class:`CertificateError`."""
    done: dict[Term, Value] = {}
    for term in terms.postorder(root):
        done[term] = _node(term, [done[part] for part in term.args], matrices)
    return done[root]


def _node(term: Term, parts: list[Value], matrices: dict[str, Matrix]) -> Value:
    if term.head == "symbol":
        return matrices.get(term.name, term)
    if not any(isinstance(part, Matrix) for part in parts):
        return term
    match term.head:
        case "add":
            total = parts[0]
            for part in parts[1:]:
                total = _sum(total, part)
            return total
        case "mul":
            total = parts[0]
            for part in parts[1:]:
                total = _product(total, part)
            return total
        case "pow":
            return _power(parts[0], term.args[1])
        case _:
            raise CertificateError(f"{term.head} is not for matrices")


def _sum(left: Value, right: Value) -> Value:
    if not isinstance(left, Matrix) or not isinstance(right, Matrix) or left.shape != right.shape:
        raise CertificateError("matrices that are added have the same shape")
    rows = zip(left.rows, right.rows, strict=True)
    return Matrix(tuple(tuple(add(pair) for pair in zip(*row, strict=True)) for row in rows))


def _product(left: Value, right: Value) -> Value:
    if isinstance(left, Matrix) and isinstance(right, Matrix):
        if left.shape[1] != right.shape[0]:
            raise CertificateError("the shapes of a product do not fit")
        columns = list(zip(*right.rows, strict=True))
        return Matrix(
            tuple(
                tuple(add(mul(pair) for pair in zip(row, column, strict=True)) for column in columns)
                for row in left.rows
            )
        )
    if isinstance(left, Matrix):
        left, right = right, left
    if isinstance(right, Matrix) and isinstance(left, Term):
        return Matrix(tuple(tuple(mul((left, entry)) for entry in row) for row in right.rows))
    assert isinstance(left, Term)
    assert isinstance(right, Term)
    return mul((left, right))


def _power(base: Value, exponent: Term) -> Value:
    if not isinstance(base, Matrix):
        raise CertificateError("an exponent is not a matrix")
    if exponent == terms.symbol(TRANSPOSE):
        return Matrix(tuple(zip(*base.rows, strict=True)))
    if not exponent.is_number or exponent.number.denominator != 1 or abs(exponent.number) > MAX_POWER:
        raise CertificateError(f"a power of a matrix is an integer up to {MAX_POWER}, or T")
    if base.shape[0] != base.shape[1]:
        raise CertificateError("a power is of a square matrix")
    factor = inverse(base) if exponent.number < 0 else base
    total: Value = identity(base.shape[0])
    for _ in range(abs(int(exponent.number))):
        total = _product(total, factor)
    return total


def identity(size: int) -> Matrix:
    """The identity matrix."""
    return Matrix(tuple(tuple(ONE if i == j else ZERO for j in range(size)) for i in range(size)))


def inverse(matrix: Matrix) -> Matrix:
    """The inverse by cofactors; its entries are defined where the determinant is not zero."""
    size = matrix.shape[0]
    if size > MAX_INVERTED:
        raise CertificateError(f"a matrix is inverted up to {MAX_INVERTED} rows")
    scale = power(determinant(matrix.rows), MINUS_ONE)
    return Matrix(
        tuple(
            tuple(
                mul((scale, terms.number((-1) ** (i + j)), determinant(_minor(matrix.rows, j, i)))) for j in range(size)
            )
            for i in range(size)
        )
    )


def _minor(rows: Rows, row: int, column: int) -> Rows:
    return tuple(
        tuple(entry for j, entry in enumerate(entries) if j != column) for i, entries in enumerate(rows) if i != row
    )


def determinant(rows: Rows) -> Term:
    """The determinant of at most four rows, written out."""
    size = len(rows)
    return add(
        mul((terms.number(_parity(order)), *(rows[i][order[i]] for i in range(size))))
        for order in itertools.permutations(range(size))
    )


def _parity(order: tuple[int, ...]) -> int:
    return prod((1 if order[i] < order[j] else -1) for i in range(len(order)) for j in range(i + 1, len(order)))


def entries_of(task: Task) -> list[tuple[str, Term, Term]]:
    """The pairs of entries that must be equal, with their names; refuses sides of different shapes."""
    matrices = matrices_of(task)
    sides = [evaluate(task.term(field), matrices) for field in ("left", "right")]
    left, right = (side if isinstance(side, Matrix) else Matrix(((side,),)) for side in sides)
    if left.shape != right.shape:
        raise CertificateError("the sides have different shapes")
    return [
        (f"entry {i + 1} {j + 1}", left.rows[i][j], right.rows[i][j])
        for i in range(left.shape[0])
        for j in range(left.shape[1])
    ]


def replay_matrix(replay: Replay) -> None:
    """Refuse unless every entry agrees, or the named one certainly does not."""
    regions = {name: region for name, region in replay.regions.items() if name not in replay.task.parts["names"]}
    pairs = entries_of(replay.task)
    replay.require_strategy("entries")
    if replay.evidence.proves:
        for name, left, right in pairs:
            replay.require_equal(name, left, right, regions)
        return
    chosen = replay.evidence.terms.get("entry", ())
    for name, left, right in pairs:
        if chosen == (name,):
            replay.require_inside(regions)
            replay.require_apart_at(left, right)
            return
    raise CertificateError("there is no such entry")
