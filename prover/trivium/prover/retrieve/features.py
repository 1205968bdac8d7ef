"""What a statement is compared by: words, symbols, and short runs of both with the variables renamed.

The same reader takes the statement of a premise and what a user has written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

_SPELLINGS = {"->": "→", "<->": "↔", "/\\": "∧", "\\/": "∨", "<=": "≤", ">=": "≥", "~=": "≠", "ℕ": "Nat", "ℤ": "Int"}
_SPELLINGS |= {"ℚ": "Rat", "λ": "fun"}
_TOKEN = re.compile(
    r"(?P<number>\d+)"
    r"|(?P<name>(?:[^\W\d]|[₀-₉])[\w'!?₀-₉]*(?:\.(?:[^\W\d]|\d)[\w'!?₀-₉]*)*)"
    r"|(?P<symbol><->|->|/\\|\\/|<=|>=|:=|=>|<<<|>>>|&&&|\|\|\||\^\^\^|~~~|::|\+\+|&&|\|\||==|!=|[^\s\w])"
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_NAMES = r"((?:[^\W\d][\w'₀-₉]*\s+){0,30}[^\W\d][\w'₀-₉]*)"  # bounded, so that no text takes quadratic time
_GROUP = re.compile(r"[({\[⦃]" + _NAMES + r"\s*:[^=]")
_BINDER = re.compile(r"(?:∀|∃|fun|λ|Σ)\s*[({\[⦃]?\s*" + _NAMES + r"\s*(?:,|:|=>|↦)")
_LETTER = re.compile(r"[^\W\d_]['₀-₉\d]*")
_OPENING, _CLOSING = "([{⦃", ")]}⦄"
_QUIET = frozenset("()[]{}⦃⦄,:.∀") | {":=", "=>", "fun", "theorem", "lemma", "Sort", "Type", "inst"}
"""Tokens that say little of what a statement is about."""
_RUNS = (2, 3, 5)


def features(statement: str, loose: Collection[str] = ()) -> list[str]:
    """The features of a statement, repetitions included; names in `loose` are variables though nothing binds them."""
    tokens = tokenize(statement)
    variables = _variables(statement).union(loose, (token for token in tokens if _LETTER.fullmatch(token)))
    tokens = [part for token in tokens for part in _applied(token, variables)]
    goal = _goal(tokens)
    found = [word for token in tokens if token not in variables for word in words(token)]
    for part in (tokens, goal):
        told = [token for token in part if token not in _QUIET]
        for length in _RUNS:
            for start in range(len(told) - length + 1):
                run = told[start : start + length]
                if any(token in variables for token in run):
                    found.append(_renamed(run, variables))
    bare = [token for token in goal if token not in _QUIET]
    if bare:  # statements with the same goal up to names
        found += ["goal " + _renamed(bare, variables), "whole goal " + _renamed(goal, variables)]
    return found


def tokenize(text: str) -> list[str]:
    """The tokens of a Lean text, notations in one spelling."""
    return [_SPELLINGS.get(match[0], match[0]) for match in _TOKEN.finditer(text)]


def words(token: str) -> Iterator[str]:
    """A token and, of a name, its words: at dots, underscores and capitals.

    >>> list(words("Nat.addComm_iff"))
    ['Nat.addComm_iff', 'nat', 'add', 'comm', 'iff']
    """
    if token in _QUIET:
        return
    parts = [word.lower() for word in _WORD.findall(token)]
    yield token
    if len(parts) > 1 or (parts and parts[0] != token):
        yield from parts


def _applied(token: str, variables: set[str]) -> list[str]:
    """`xs.length` as `length xs`."""
    head, _, rest = token.partition(".")
    return [*reversed(rest.split(".")), head] if rest and head in variables else [token]


def _variables(statement: str) -> set[str]:
    found: set[str] = set()
    for pattern in (_GROUP, _BINDER):
        for match in pattern.finditer(statement):
            found.update(match[1].split())
    return found


def _goal(tokens: Sequence[str]) -> Sequence[str]:
    """What comes after the hypotheses: after the last colon outside of brackets and the last arrow."""
    depth, start = 0, 0
    for index, token in enumerate(tokens):
        if token in _OPENING:
            depth += 1
        elif token in _CLOSING:
            depth -= 1
        elif depth == 0 and token in (":", "→", ","):
            start = index + 1
    return tokens[start:]


def _renamed(run: Sequence[str], variables: set[str]) -> str:
    order: dict[str, str] = {}
    return " ".join(
        order.setdefault(token, f"#{len(order)}") if token in variables else token.rpartition(".")[2] for token in run
    )
