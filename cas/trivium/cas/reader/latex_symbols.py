"""Names in LaTeX: variables with subscripts, constants, and what may be a function that is not known."""

from __future__ import annotations

import difflib

from trivium.cas.errors import InputError
from trivium.cas.reader.latex_cursor import Cursor
from trivium.cas.reader.latex_names import FUNCTIONS, GREEK, WORDS, variable_name
from trivium.cas.reader.latex_tokens import Kind, Token
from trivium.cas.reader.names import ALIASES, ARITY, CONSTANTS
from trivium.cas.reader.syntax import Constant, Symbol
from trivium.cas.reader.tokens import MAX_NAME

MAX_RUN = 4
_WORD_CONSTANTS = {"e": "E", "i": "I"} | {name: name for name in CONSTANTS if len(name) > 1}
_LETTER_CONSTANTS = {"e": "E", "i": "I"}
_DIFFERENCES = frozenset({"d", "delta", "Delta"})
_AMBIGUOUS = {
    "E": "Euler's number is e; for a variable declare E_",
    "I": "the imaginary unit is i; for a variable declare I_",
    "gamma_": "for a variable declare gamma_; Euler's constant is \\mathrm{EulerGamma}",
}


class Names:
    """The names of a question: which are declared, which stood by themselves, which may be functions."""

    def __init__(self, declared: frozenset[str]) -> None:
        self._declared = declared
        self._alone: set[str] = set()
        self._suspects: list[tuple[str, InputError]] = []

    def declares(self, name: str) -> bool:
        """Whether the assumptions name this variable."""
        return name in self._declared

    def settle(self) -> None:
        """Raise the first error of a name that stood before brackets only."""
        for name, error in self._suspects:
            if name not in self._alone:
                raise error

    def read_single(self, cursor: Cursor) -> Symbol | Constant:
        """The letter that is next, as an argument: it takes no subscript, and its run of letters says nothing."""
        found = self._unsubscripted(cursor, cursor.take(), argument=True)
        self.stands_alone(found)
        return found

    def read(self, cursor: Cursor) -> Symbol | Constant:
        """The variable or constant whose token is next, with its subscript."""
        token = cursor.take()
        if token.kind is Kind.WORD:
            return self._word(cursor, token)
        if token.kind is Kind.LETTER and token.detail:
            _require_product(cursor, token)
        base = token.text
        if cursor.next.kind is Kind.SUBSCRIPT:
            cursor.take()
            name = f"{base}_{_subscript(cursor)}"
            if len(name) > MAX_NAME:
                raise cursor.error(f"a name has more than {MAX_NAME} letters", token)
            return Symbol(name)
        return self._unsubscripted(cursor, token)

    def _unsubscripted(self, cursor: Cursor, token: Token, *, argument: bool = False) -> Symbol | Constant:
        if token.kind is Kind.COMMAND:
            if token.text == "pi":
                return Constant("pi")
            if token.text == "infty":
                return Constant("oo")
            name = GREEK[token.text]
        else:
            name = token.text
            if name in _LETTER_CONSTANTS and not self.declares(name):
                return Constant(_LETTER_CONSTANTS[name])
        declared = variable_name(name) in self._declared
        if name in _AMBIGUOUS and not declared:
            raise cursor.error("this name has two meanings", token, _AMBIGUOUS[name])
        following = cursor.next
        before_name = following.kind is Kind.LETTER or (following.kind is Kind.COMMAND and following.text in GREEK)
        if name in _DIFFERENCES and before_name and not declared and not argument:
            raise cursor.error("this may be a differential or a difference", token, f"write \\cdot, or declare {name}")
        return Symbol(variable_name(name))

    def _word(self, cursor: Cursor, token: Token) -> Symbol | Constant:
        name = token.text
        if token.detail != "text" and name in _WORD_CONSTANTS:
            return Constant(_WORD_CONSTANTS[name])
        close = difflib.get_close_matches(name, [*ARITY, *ALIASES], n=1)
        suggestion = f"did you mean \\operatorname{{{close[0]}}}?" if close else ""
        if token.detail == "operatorname":
            raise cursor.error(f"{name} is not a known function", token, suggestion)
        if len(name) == 1 or not name.isalpha() or name in WORDS:
            raise cursor.error("this is not the name of a variable", token, "variables are letters with subscripts")
        return Symbol(name)

    def stands_before_bracket(self, cursor: Cursor, name: Symbol | Constant, token: Token) -> None:
        """Note that a name stands directly before the bracket that is next."""
        if isinstance(name, Symbol) and not self.declares(name.name):
            error = cursor.error(
                "this may be a function that is not known, or a factor",
                token,
                f"write \\cdot before the bracket, or declare {name.name} in the assumptions",
            )
            self._suspects.append((name.name, error))

    def stands_alone(self, name: Symbol | Constant) -> None:
        """Note that a name stands where it can only be a variable."""
        if isinstance(name, Symbol):
            self._alone.add(name.name)

    def require_declared(self, cursor: Cursor, name: Symbol | Constant, token: Token) -> None:
        """Refuse a name before a bracket that holds nothing but a name or a number, as ``y(x)``."""
        if not (isinstance(name, Symbol) and self.declares(name.name)):
            raise cursor.error(
                "this may be the value of a function that is not known, or a product",
                token,
                "write \\cdot before the bracket for a product",
            )


def _require_product(cursor: Cursor, token: Token) -> None:
    """Refuse a run of letters that nearly certainly is a word."""
    run = token.detail
    found = next((word for word in sorted(WORDS, key=len, reverse=True) if _spells(run, word)), "")
    if found:
        command = found if found in FUNCTIONS or found in GREEK or found == "pi" else f"operatorname{{{found}}}"
        hint = f"write \\{command}, or put spaces between the factors"
        raise cursor.error(f"these letters spell {found!r}; they would be read as a product", token, hint)
    if len(run) > MAX_RUN:
        raise cursor.error("this looks like a word; it would be read as a product", token, "put spaces between factors")


def _spells(run: str, word: str) -> bool:
    if len(word) >= 3:
        return word in run
    return run == word or (len(word) > 1 and len(run) == 3 and (run.startswith(word) or run.endswith(word)))


def _subscript(cursor: Cursor) -> str:
    """The text of the subscript that is next: letters and digits, a Greek letter, or a word."""
    if not cursor.skip(Kind.BEGIN):
        token = cursor.take()
        if token.kind is Kind.NUMBER and len(token.text) > 1:
            raise cursor.error("only the first digit would be a subscript", token, "put the subscript in braces")
        return _piece(cursor, token)
    text = ""
    first = cursor.next
    while not cursor.skip(Kind.END_GROUP):
        token = cursor.take()
        piece = _piece(cursor, token)
        if text and (token.kind not in (Kind.NUMBER, Kind.LETTER) or first.kind not in (Kind.NUMBER, Kind.LETTER)):
            raise cursor.error("a subscript is read as a name: letters and digits", token)
        text += piece
        if len(text) > MAX_NAME:
            raise cursor.error(f"a name has more than {MAX_NAME} letters", token)
    if not text or (first.kind is Kind.LETTER and text in GREEK):
        raise cursor.error("a subscript of letters and digits is expected", first, "write \\ before a Greek letter")
    return text


def _piece(cursor: Cursor, token: Token) -> str:
    if token.kind is Kind.COMMAND and token.text in (*GREEK, "pi"):
        return token.text
    plain = token.kind in (Kind.NUMBER, Kind.LETTER, Kind.WORD) and "." not in token.text
    if not plain or (token.kind is Kind.WORD and token.detail == "operatorname") or "_" in token.text:
        raise cursor.error("a subscript is read as a name: letters and digits", token)
    return token.text
