"""The checker's own parser of statements: recursive descent, one function a level of Lean's precedences.

It shares no code with the reader of the engine; a certificate counts only where both read the same statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from trivium.prover.certificate.arithmetic.errors import Rejected

MAX_CHARACTERS = 60_000
MAX_DEPTH = 40
_LEXEME = re.compile(
    r"\d+\.\d+|\d+|(?!λ)[^\W\d][\w'!?₀-₉]*(?:\.[^\W\d][\w'!?₀-₉]*)*(?:\.\d+)*|⌋₊|⌉₊|⁻¹'?|∃!|:=|=>|->|<=|>=|!=|\S"
)


class Tree(NamedTuple):
    """A node: its kind, a text (a name, an operator, a numeral) and its parts."""

    kind: str
    text: str = ""
    parts: tuple[Tree, ...] = ()


class Header(NamedTuple):
    """A theorem: name, parameters (name and type, which may be missing), goal."""

    name: str
    parameters: tuple[tuple[str, Tree | None], ...]
    goal: Tree


def lexemes(text: str) -> list[str]:
    """The words of a text without comments; raises Rejected."""
    if len(text) > MAX_CHARACTERS:
        raise Rejected("the text is too long")
    kept, depth, position = [], 0, 0
    while position < len(text):
        pair = text[position : position + 2]
        if pair == "/-" or (pair == "-/" and depth):
            depth += 1 if pair == "/-" else -1
            position += 2
        elif depth:
            position += 1
        elif pair == "--":
            end = text.find("\n", position)
            position = len(text) if end < 0 else end
        else:
            kept.append(text[position])
            position += 1
            continue
        kept.append(" ")
    if depth:
        raise Rejected("a comment that does not end")
    return _LEXEME.findall("".join(kept))


class Grammar:
    """Reads lexemes from left to right."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        """The next lexeme; empty at the end."""
        return self.words[self.at] if self.at < len(self.words) else ""

    def take(self, *wanted: str) -> str:
        """Consume a lexeme, which must be one of `wanted` where given."""
        word = self.peek()
        if not word or (wanted and word not in wanted):
            raise Rejected(f"expected {' or '.join(wanted) or 'more'}, found {word or 'the end'}")
        self.at += 1
        return word

    def skip(self, word: str) -> bool:
        """Consume a lexeme if it is the next one."""
        if self.peek() == word:
            self.at += 1
            return True
        return False

    def identifier(self) -> str:
        """Consume a name."""
        word = self.take()
        if not is_name(word):
            raise Rejected(f"expected a name, found {word}")
        return word

    def header(self) -> Header:
        """The theorem that the text begins with."""
        name = "example" if self.take("theorem", "lemma", "example") == "example" else self.identifier()
        parameters: list[tuple[str, Tree | None]] = []
        while self.peek() in ("(", "{"):
            closing = ")" if self.take() == "(" else "}"
            names = []
            while is_name(self.peek()):
                names.append(self.take())
            kind = self.formula() if self.skip(":") else None
            self.take(closing)
            parameters += [(name, kind) for name in names]
        self.take(":")
        goal = self.formula()
        if self.peek():
            self.take(":=")
        return Header(name, tuple(parameters), goal)

    def formula(self) -> Tree:
        """The loosest level: ↔, which does not chain."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Rejected("nested too deeply")
        left = self._arrow()
        if self.skip("↔"):
            left = Tree("logic", "iff", (left, self._arrow()))
        self.depth -= 1
        return left

    def _arrow(self) -> Tree:
        left = self._chain("∨", "or", lambda: self._chain("∧", "and", self._comparison))
        if self.peek() in ("→", "->"):
            self.take()
            return Tree("logic", "imp", (left, self._arrow()))
        return left

    def _chain(self, word: str, op: str, below: Callable[[], Tree]) -> Tree:
        """A level that associates to the right."""
        left = below()
        return Tree("logic", op, (left, self._chain(word, op, below))) if self.skip(word) else left

    def _comparison(self) -> Tree:
        left = self._sum()
        word = self.peek()
        if word in ("=", "≠", "!=", "<", "≤", ">", "≥", "<=", ">=", "∣", "∈", "∉"):
            self.take()
            plain = {"<=": "≤", ">=": "≥", "!=": "≠"}.get(word, word)
            return Tree("relation", plain, (left, self._sum()))
        if self.skip("≡"):
            right = self._sum()
            self.take("[")
            kind = self.take("MOD", "ZMOD")
            modulus = self.formula()
            self.take("]")
            return Tree("congruence", kind, (left, right, modulus))
        return left

    def _sum(self) -> Tree:
        left = self._product()
        while self.peek() in ("+", "-"):
            left = Tree("arithmetic", self.take(), (left, self._product()))
        return left

    def _product(self) -> Tree:
        left = self._power()
        while self.peek() in ("*", "/", "%"):
            left = Tree("arithmetic", self.take(), (left, self._power()))
        return left

    def _power(self) -> Tree:
        if self.skip("-"):
            return Tree("negative", "", (self._power(),))
        base = self._prefixed()
        if self.skip("^"):
            return Tree("power", "", (base, self._power()))
        return base

    def _prefixed(self) -> Tree:
        word = self.peek()
        if word == "¬":
            self.take()
            return Tree("logic", "not", (self._comparison(),))
        if word in ("∀", "∃", "∃!"):
            return self._quantifier(self.take())
        if word in ("fun", "λ"):
            self.take()
            names = self._bound_names()
            self.take("=>")
            return self._nested("fun", names, self.formula())
        if word in ("∑", "∏"):
            return self._big(self.take())
        return self._application()

    def _quantifier(self, kind: str) -> Tree:
        names = self._bound_names()
        self.take(",")
        return self._nested(kind, names, self.formula())

    def _nested(self, kind: str, names: list[tuple[str, Tree | None, Tree | None]], body: Tree) -> Tree:
        for name, sort, guard in reversed(names):
            parts = (sort or Tree("none"), guard or Tree("none"), body)
            body = Tree("bind", f"{kind} {name}", parts)
        return body

    def _bound_names(self) -> list[tuple[str, Tree | None, Tree | None]]:
        if self.peek() != "(":
            return self._bound_group()
        groups = []
        while self.skip("("):
            groups += self._bound_group()
            self.take(")")
        return groups

    def _bound_group(self) -> list[tuple[str, Tree | None, Tree | None]]:
        names = []
        while is_name(self.peek()):
            names.append(self.take())
        sort = self.formula() if self.skip(":") else None
        guards: dict[str, Tree] = {}
        word = self.peek()
        if sort is None and word in ("<", "≤", ">", "≥", "≠", "∈", "∉", "<=", ">=", "∣"):
            self.take()
            plain = {"<=": "≤", ">=": "≥"}.get(word, word)
            limit = self._sum()
            guards = {name: Tree("relation", plain, (Tree("name", name), limit)) for name in names}
        if not names:
            raise Rejected("a binder without a name")
        return [(name, sort, guards.get(name)) for name in names]

    def _big(self, kind: str) -> Tree:
        bracket = self.skip("(")
        name = self.identifier()
        sort = self.formula() if self.skip(":") else Tree("none")
        if bracket:
            self.take(")")
        self.take("in", "∈")
        domain = self.formula()
        self.take(",")
        return Tree("big", f"{kind} {name}", (sort, domain, self._product()))

    def _application(self) -> Tree:
        head = self._atom()
        arguments = []
        while self._atom_follows():
            arguments.append(self._atom())
        return Tree("apply", "", (head, *arguments)) if arguments else head

    def _atom_follows(self) -> bool:
        word = self.peek()
        if is_name(word):
            return word not in ("in", "by", "MOD", "ZMOD", "fun")
        return word[:1].isdigit() or word in ("(", "⌊", "⌈", "{", "↑", "√")

    def _atom(self) -> Tree:
        tree = self._bare()
        while True:
            if self.peek() == "!":
                self.take()
                tree = Tree("factorial", "", (tree,))
            elif self.peek() == "⁻¹":
                self.take()
                tree = Tree("inverse", "", (tree,))
            elif self.peek() == "." and self.at + 1 < len(self.words) and is_name(self.words[self.at + 1]):
                self.take()
                tree = Tree("field", self.take(), (tree,))
            else:
                return tree

    def _bare(self) -> Tree:
        word = self.take()
        if word[0].isdigit():
            return Tree("number", word)
        if is_name(word):
            return Tree("name", word)
        if word == "(":
            inner = self.formula()
            if self.skip(":"):
                inner = Tree("typed", "", (inner, self.formula()))
            self.take(")")
            return inner
        if word in ("⌊", "⌈"):
            inner = self.formula()
            closing = self.take("⌋", "⌋₊") if word == "⌊" else self.take("⌉", "⌉₊")
            return Tree("round", word + closing, (inner,))
        if word == "|":
            inner = self.formula()
            self.take("|")
            return Tree("absolute", "", (inner,))
        if word == "↑":
            return Tree("cast", "", (self._atom(),))
        if word == "√":
            return Tree("root", "", (self._atom(),))
        if word == "{":
            return self._braces()
        raise Rejected(f"expected a term, found {word}")

    def _braces(self) -> Tree:
        start = self.at
        if is_name(self.peek()):
            name = self.take()
            sort = self.formula() if self.skip(":") else Tree("none")
            if self.skip("|"):
                condition = self.formula()
                self.take("}")
                return Tree("set", name, (sort, condition))
        self.at = start
        elements = []
        while self.peek() != "}":
            elements.append(self.formula())
            if not self.skip(","):
                break
        self.take("}")
        return Tree("list", "", tuple(elements))


def is_name(word: str) -> bool:
    """Whether a lexeme is an identifier."""
    return bool(word) and (word[0].isalpha() or word[0] == "_") and word != "λ"
