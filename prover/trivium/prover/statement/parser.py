"""A parser of statements with Lean's and Mathlib's precedences."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from trivium.prover.errors import UnsupportedStatement
from trivium.prover.statement import syntax
from trivium.prover.statement.syntax import Place, Syntax
from trivium.prover.statement.tokens import Token, tokenize

MAX = 1024
_MAX_DEPTH = 40
# operator: level of the whole, level of the left side, level of the right side
_INFIX = {
    "↔": (20, 21, 21),
    "→": (25, 26, 25),
    "->": (25, 26, 25),
    "∨": (30, 31, 30),
    "∧": (35, 36, 35),
    **dict.fromkeys(("=", "≠", "<", "≤", ">", ">=", "<=", "≥", "∣", "∈", "∉", "⊆", "!="), (50, 51, 51)),
    "≡": (50, 51, 51),
    "∪": (65, 65, 66),
    "∩": (70, 70, 71),
    **dict.fromkeys(("+", "-"), (65, 65, 66)),
    **dict.fromkeys(("*", "/", "%"), (70, 70, 71)),
    "\\": (70, 71, 71),
    "^": (75, 76, 75),
}
_SPELLING = {"->": "→", ">=": "≥", "<=": "≤"}
_CLOSING = {"⌊": ("⌋", "⌋₊"), "⌈": ("⌉", "⌉₊")}
_PREDICATES = frozenset({"<", "≤", ">", "≥", "≠", "∈", "∉", "<=", ">=", "∣"})
_ATOMS = frozenset({"(", "⌊", "⌈", "{", "↑", "√"})


def parse_theorem(text: str) -> syntax.Theorem:
    """The first theorem of a text, up to its `:=`; raises UnsupportedStatement."""
    return _Parser(tokenize(text)).theorem()


def parse_term(text: str) -> Syntax:
    """A term that is the whole text; raises UnsupportedStatement."""
    parser = _Parser(tokenize(text))
    term = parser.term(0)
    if parser.token.kind != "end":
        raise parser.error(f"expected the end, found {parser.token.text!r}")
    return term


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.index = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    @property
    def place(self) -> Place:
        return Place(self.token.line, self.token.column)

    def error(self, reason: str) -> UnsupportedStatement:
        return UnsupportedStatement(reason, self.token.line, self.token.column)

    def next(self) -> Token:
        token = self.token
        if token.kind != "end":
            self.index += 1
        return token

    def accept(self, *texts: str) -> str | None:
        if self.token.kind in ("symbol", "name") and self.token.text in texts:
            return self.next().text
        return None

    def expect(self, *texts: str) -> str:
        found = self.accept(*texts)
        if found is None:
            shown = self.token.text or "the end of the text"
            raise self.error(f"expected {' or '.join(texts)}, found {shown}")
        return found

    def name(self) -> str:
        if self.token.kind != "name":
            raise self.error(f"expected a name, found {self.token.text or 'the end of the text'}")
        return self.next().text

    def theorem(self) -> syntax.Theorem:
        place = self.place
        name = "example" if self.expect("theorem", "lemma", "example") == "example" else self.name()
        parameters: list[syntax.Parameter] = []
        while self.token.text in ("(", "{", "[", "⦃"):
            parameters += self._parameter_group()
        self.expect(":")
        goal = self.term(0)
        if self.token.kind != "end":
            self.expect(":=")
        return syntax.Theorem(name, tuple(parameters), goal, place)

    def _parameter_group(self) -> Iterable[syntax.Parameter]:
        opening = self.expect("(", "{", "[")
        if opening == "[":
            raise self.error("instance arguments are not supported")
        places, names = [], []
        while self.token.kind == "name":
            places.append(self.place)
            names.append(self.next().text)
        kind = self.term(0) if self.accept(":") else None
        self.expect(")" if opening == "(" else "}")
        return [syntax.Parameter(name, kind, place) for name, place in zip(names, places, strict=True)]

    def term(self, level: int) -> Syntax:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.error("nested too deeply")
        left, left_level = self._leading()
        if left_level < level:
            raise self.error("this needs parentheses")
        left = self._trailing(left, left_level, level)
        self.depth -= 1
        return left

    def _trailing(self, left: Syntax, left_level: int, level: int) -> Syntax:
        while self.token.kind == "symbol":
            text = self.token.text
            place = self.place
            if text not in _INFIX:
                break
            whole, before, after = _INFIX[text]
            if whole < level:
                break
            if left_level < before:
                raise self.error(f"{text} does not follow this without parentheses")
            self.next()
            if text == "≡":
                left = self._congruence(left, place)
            else:
                left = syntax.Infix(_SPELLING.get(text, text), left, self.term(after), place)
            left_level = whole
        return left

    def _congruence(self, left: Syntax, place: Place) -> Syntax:
        right = self.term(51)
        self.expect("[")
        kind = self.expect("MOD", "ZMOD")
        modulus = self.term(0)
        self.expect("]")
        return syntax.Congruence(kind, left, right, modulus, place)

    def _leading(self) -> tuple[Syntax, int]:
        """A term without infix operators, and its level."""
        place, text = self.place, self.token.text
        if self.token.kind == "symbol":
            if text == "¬":
                self.next()
                return syntax.Prefix("¬", self.term(40), place), MAX
            if text == "-":
                self.next()
                return syntax.Prefix("-", self.term(75), place), 75
            if text in ("∑", "∏"):
                return self._big(), MAX - 1
            if text in ("∀", "∃", "∃!"):
                return self._quantified(self.next().text), MAX
        if text in ("fun", "λ"):
            self.next()
            return self._function(place), MAX
        if text == "if":
            raise self.error("if … then … else is not supported")
        head = self._atom()
        arguments: list[Syntax] = []
        while self._starts_atom():
            arguments.append(self._atom())
        if not arguments:
            return head, MAX
        return syntax.Application(head, tuple(arguments), place), MAX - 1

    def _starts_atom(self) -> bool:
        if self.token.kind == "number":
            return True
        if self.token.kind == "name":
            return self.token.text not in ("in", "by", "MOD", "ZMOD", "if", "then", "else", "fun")
        return self.token.text in _ATOMS

    def _atom(self) -> Syntax:
        term = self._bare_atom()
        while True:
            place = self.place
            if self.token.text == "!" and self.token.kind == "symbol":
                self.next()
                term = syntax.Prefix("!", term, place)
            elif self.token.text == "⁻¹":
                self.next()
                term = syntax.Prefix("⁻¹", term, place)
            elif self.token.text == "." and self._adjacent():
                self.next()
                term = syntax.Field(term, self.name(), place)
            else:
                return term

    def _adjacent(self) -> bool:
        before = self.tokens[self.index - 1]
        return before.line == self.token.line and before.column + len(before.text) == self.token.column

    def _bare_atom(self) -> Syntax:
        place, token = self.place, self.token
        if token.kind == "number":
            self.next()
            if len(token.text) > 2000:
                raise self.error("a numeral is too long")
            value = Fraction(token.text)
            if "." in token.text:
                digits = len(token.text.partition(".")[2])
                return syntax.Numeral(int(value * 10**digits), 10**digits, place)
            return syntax.Numeral(int(value), 1, place)
        if token.kind == "name":
            return syntax.Name(self.next().text, place)
        if self.accept("("):
            return self._parenthesis(place)
        if token.text in _CLOSING:
            self.next()
            inner = self.term(0)
            return syntax.Prefix(token.text + self.expect(*_CLOSING[token.text]), inner, place)
        if self.accept("|"):
            inner = self.term(0)
            self.expect("|")
            return syntax.Prefix("|", inner, place)
        if self.accept("↑"):
            return syntax.Prefix("↑", self._atom(), place)
        if self.accept("√"):
            return syntax.Prefix("√", self.term(100), place)
        if self.accept("{"):
            return self._set(place)
        raise self.error(f"expected a term, found {token.text or 'the end of the text'}")

    def _parenthesis(self, place: Place) -> Syntax:
        inner = self.term(0)
        if self.accept(":"):
            inner = syntax.Ascription(inner, self.term(0), place)
        self.expect(")")
        return inner

    def _set(self, place: Place) -> Syntax:
        start = self.index
        if self.token.kind == "name":
            binder_place, name = self.place, self.next().text
            kind = self.term(0) if self.accept(":") else None
            if self.accept("|"):
                condition = self.term(0)
                self.expect("}")
                return syntax.SetBuilder(syntax.Binder(name, kind, None, binder_place), condition, place)
        self.index = start
        elements: list[Syntax] = []
        while self.token.text != "}":
            elements.append(self.term(0))
            if not self.accept(","):
                break
        self.expect("}")
        return syntax.SetList(tuple(elements), place)

    def _quantified(self, kind: str) -> Syntax:
        place = Place(self.tokens[self.index - 1].line, self.tokens[self.index - 1].column)
        binders = self._binders()
        self.expect(",")
        return syntax.Quantified(kind, binders, self.term(0), place)

    def _function(self, place: Place) -> Syntax:
        binders = self._binders()
        self.expect("=>")
        return syntax.Quantified("fun", binders, self.term(0), place)

    def _binders(self) -> tuple[syntax.Binder, ...]:
        if self.token.text == "(":
            groups: list[syntax.Binder] = []
            while self.accept("("):
                groups += self._typed_names()
                self.expect(")")
            return tuple(groups)
        return tuple(self._typed_names())

    def _typed_names(self) -> list[syntax.Binder]:
        names: list[tuple[str, Place]] = []
        while self.token.kind == "name" and self.token.text != "in":
            place = self.place
            names.append((self.next().text, place))
        if not names:
            raise self.error("expected a bound variable")
        kind = self.term(0) if self.accept(":") else None
        predicate = None
        if kind is None and self.token.text in _PREDICATES:
            op = self.next().text
            predicate = (_SPELLING.get(op, op), self.term(51))
        return [syntax.Binder(name, kind, predicate, place) for name, place in names]

    def _big(self) -> Syntax:
        place, kind = self.place, self.next().text
        grouped = self.accept("(") is not None
        binder_place, name = self.place, self.name()
        binder_type = self.term(0) if self.accept(":") else None
        if grouped:
            self.expect(")")
        self.expect("in", "∈")
        domain = self.term(0)
        self.expect(",")
        binder = syntax.Binder(name, binder_type, None, binder_place)
        return syntax.Big(kind, binder, domain, self.term(67), place)
