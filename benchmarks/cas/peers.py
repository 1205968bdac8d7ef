"""What other deciders say of an equality, each in a process that is replaced when it hangs.

No peer is given a text that it would execute: SymPy's objects are built from our trees, LaTeX is printed by SymPy.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection

CAP = 10.0
"""Seconds after which a peer counts as hanging."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, the assumptions and the label."""

    lhs: str
    rhs: str
    assume: str
    equal: bool


Decider = Callable[[Pair], bool | None]


def _objects(pair: Pair):
    import sympy

    from trivium.cas import read_sides
    from trivium.cas.solve.sympy_bridge import to_sympy
    from trivium.cas.solve.trees import to_plain

    question = read_sides(pair.lhs, pair.rhs, pair.assume)
    symbols = {}
    for name, domain in question.domains.items():
        words = str(domain).split()
        flags: dict[str, bool] = {} if "complex" in words else {"real": True}
        flags |= {word: True for word in ("positive", "negative", "nonnegative", "integer") if word in words}
        if domain.lower is not None and domain.lower >= 0 and "integer" not in words:
            flags["positive" if domain.lower > 0 or not domain.lower_closed else "nonnegative"] = True
        symbols[name] = sympy.Symbol(name, **flags)
    return tuple(to_sympy(to_plain(side), symbols) for side in (question.lhs, question.rhs))


def _simplify(pair: Pair) -> bool:
    """``simplify(lhs - rhs) == 0``."""
    import sympy

    left, right = _objects(pair)
    return bool(sympy.simplify(left - right) == 0)


def _math_verify(pair: Pair) -> bool:
    """math-verify as its users call it: LaTeX in, parsed and compared by it."""
    import sympy
    from math_verify import parse, verify

    gold, answer = (parse(f"${sympy.latex(side)}$", parsing_timeout=None) for side in _objects(pair))
    return bool(verify(gold, answer, timeout_seconds=None))


def _asymob(pair: Pair) -> bool:
    """The rule of the ASyMOB validator: simplified to zero, or equal to 1e-5 at five random positive points."""
    import sympy

    left, right = _objects(pair)
    try:
        if sympy.powsimp(sympy.simplify(sympy.expand(left) - sympy.expand(right)), force=True) == 0:
            return True
    except (TypeError, ValueError, AttributeError):
        pass
    dice = random.Random(5)
    names = sorted(left.free_symbols | right.free_symbols, key=str)
    for _ in range(5):
        values = {name: dice.randint(1, 9) if name.is_integer else abs(dice.gauss(0, 10)) for name in names}
        here, there = (complex(sympy.N(side.subs(values))) for side in (left, right))
        if not abs(here - there) <= 1e-5 * abs(here + there):
            return False
    return True


PEERS: Mapping[str, Callable[[Pair], bool]] = {
    "sympy simplify": _simplify,
    "math-verify": _math_verify,
    "ASyMOB rule": _asymob,
}


def available() -> dict[str, Callable[[Pair], bool]]:
    """The peers that are installed."""
    return {
        name: decide
        for name, decide in PEERS.items()
        if name != "math-verify" or importlib.util.find_spec("math_verify")
    }


def _serve(connection: Connection, name: str) -> None:
    while True:
        pair: Pair = connection.recv()
        try:
            said: bool | None = PEERS[name](pair)
        except Exception:  # noqa: BLE001 - a peer that fails has decided nothing
            said = None
        connection.send(said)


class Peer:
    """A worker process that is replaced whenever it outlives the cap; counts how often."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.hangs = 0
        self._start()

    def _start(self) -> None:
        self._connection, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_serve, args=(theirs, self._name), daemon=True)
        self._process.start()
        self._connection.send(Pair("x", "x", "", True))
        self._connection.poll(3 * CAP)
        self._connection.recv()

    def __call__(self, pair: Pair) -> bool | None:
        """What the peer says; ``None`` past the cap or after an error."""
        self._connection.send(pair)
        if self._connection.poll(CAP) and self._process.is_alive():
            try:
                return self._connection.recv()
            except EOFError:
                pass
        self.hangs += 1
        self._process.kill()
        self._start()
        return None
