r"""Strict reader of LaTeX: the whole input is read, to the same tree as infix; what may mean two things is refused.

Conventions. Juxtaposition multiplies; a number after an operand, a mixed fraction and ``1/2x`` are refused.
``e`` is Euler's number and ``i`` the imaginary unit unless declared as variables; ``\gamma``, ``E`` and ``I`` must be
declared (as ``gamma_``, ``E_``, ``I_``). ``\log`` is natural unless ``log_base`` says otherwise; ``\sqrt[n]{x}`` is the
principal root; ``\overline{z}`` the conjugate; ``\sin^{-1}`` the inverse function, ``\sin^2 x`` the square of the sine.

A function without brackets takes the numbers and letters that follow it (``\sin 2\pi nx``, ``\sin x^2``), or one
fraction, root, absolute value or function; it ends before an operator, a closing bracket and, once it holds a
variable, before the next function: ``\sin x\cos x`` is a product. Whatever else follows it is refused.

A name directly before a bracket is a factor where it is declared, or where it also stands by itself somewhere in the
question (``x(x+1)``); otherwise, and always before a single name or number (``y(x)``), it may be a function that is
not known, and is refused.
"""

from __future__ import annotations

from trivium.cas.errors import CostError, Place
from trivium.cas.reader.gate import MAX_NODES, admit
from trivium.cas.reader.latex_cursor import OPERAND_STARTS
from trivium.cas.reader.latex_functions import Argument, function_name
from trivium.cas.reader.latex_names import FRACTIONS
from trivium.cas.reader.latex_operands import Operands
from trivium.cas.reader.latex_symbols import Names
from trivium.cas.reader.latex_tokens import Kind, Token, tokenize
from trivium.cas.reader.syntax import (
    Call,
    Constant,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    postorder,
)

_OPENERS = frozenset({Kind.OPEN, Kind.BEGIN, Kind.BAR, Kind.EQUALS, Kind.COMMA})
_CLOSERS = frozenset({Kind.CLOSE, Kind.END_GROUP, Kind.BAR, Kind.EQUALS, Kind.COMMA, Kind.END})
_NO_END = "where the argument of the function ends does not show"
_BRACKETS = "put the argument of the function in brackets"


def read_latex(
    text: str, field: str = "text", *, declared: frozenset[str] = frozenset(), log_base: int = 0
) -> Expression:
    r"""The syntax tree of a formula in LaTeX; ``log_base`` 0 is natural.

    Raises :class:`~trivium.cas.errors.InputError` with the place; :class:`~trivium.cas.errors.CostError` where the
    formula is too large.

    >>> from trivium.cas.reader import print_expression
    >>> print_expression(read_latex(r"2x\sin^2 x + \frac{1}{2}\ln|x|"))
    '2*x*sin(x)**2 + 1/2*log(abs(x))'
    """
    names = Names(declared)
    tree = _Reader(tokenize(text, field), field, names, log_base).formula()
    names.settle()
    _admit(tree, field)
    return tree


def read_latex_sides(
    lhs: str, rhs: str, declared: frozenset[str] = frozenset(), log_base: int = 0
) -> tuple[Expression, Expression]:
    """The syntax trees of both sides of a question; ``lhs`` is the whole equation where ``rhs`` is empty.

    Raises :class:`~trivium.cas.errors.InputError`; its ``field`` says which text.
    """
    names = Names(declared)
    field = "lhs" if rhs else "text"
    reader = _Reader(tokenize(lhs, field), field, names, log_base)
    if rhs:
        left = reader.formula()
        right = _Reader(tokenize(rhs, "rhs"), "rhs", names, log_base).formula()
    else:
        left, right = reader.equation()
    names.settle()
    _admit(left, field)
    _admit(right, "rhs" if rhs else field)
    return left, right


def _admit(tree: Expression, field: str) -> None:
    if any(count >= MAX_NODES for count, _ in enumerate(postorder(tree))):
        raise CostError(f"the formula has more than {MAX_NODES} nodes", Place(1, 1), field=field)
    admit(tree, field)


def _product_of(factors: list[Expression]) -> Expression:
    """One node for a chain of factors; a product in front is a part of the chain, as in infix."""
    first = factors[0].factors if isinstance(factors[0], Product) else (factors[0],)
    return Product((*first, *factors[1:])) if len(factors) > 1 else factors[0]


class _Reader(Operands):
    """One reading, by recursive descent; the cursor keeps the nesting shallow."""

    def formula(self) -> Expression:
        """The formula that is the whole text."""
        found = self.sum()
        self._require_end("an equals sign is not expected here")
        return found

    def equation(self) -> tuple[Expression, Expression]:
        """The two sides of the equation that is the whole text."""
        left = self.sum()
        if self._cursor.next.kind is Kind.END:
            raise self._cursor.error("there is no equals sign", self._cursor.next, "write LHS = RHS")
        if not self._cursor.skip(Kind.EQUALS):
            self._require_end("")
        right = self.sum()
        self._require_end("there is more than one equals sign")
        return left, right

    def _require_end(self, about_equals: str) -> None:
        token = self._cursor.next
        reasons = {Kind.EQUALS: about_equals, Kind.CLOSE: "this bracket was never opened"}
        if token.kind is not Kind.END:
            raise self._cursor.error(reasons.get(token.kind, "this is not expected here"), token)

    def sum(self) -> Expression:
        """A sum, up to what cannot continue it."""
        cursor = self._cursor
        cursor.deeper()
        terms = [self._product()]
        while cursor.next.kind is Kind.OPERATOR and cursor.next.text in "+-":
            operator = cursor.take()
            term = self._product()
            terms.append(Negation(term) if operator.text == "-" else term)
        cursor.shallower()
        first = terms[0].terms if isinstance(terms[0], Sum) else (terms[0],)
        return Sum((*first, *terms[1:])) if len(terms) > 1 else terms[0]

    def _product(self) -> Expression:
        cursor, functions = self._cursor, self._functions
        functions.ended = Argument.CLOSED
        factors = [self._signed()]
        divided = False
        while True:
            token = cursor.next
            if token.kind is Kind.OPERATOR and token.text in "*/":
                if functions.ended is Argument.CONSTANT or (token.text == "/" and functions.ended is Argument.VARIABLE):
                    raise cursor.error(_NO_END, token, _BRACKETS)
                cursor.take()
                functions.ended = Argument.CLOSED
                divided = token.text == "/"
                if divided:
                    factors = [Quotient(_product_of(factors), self._signed())]
                else:
                    factors.append(self._signed())
            elif token.kind in OPERAND_STARTS or (token.kind is Kind.BAR and self._opens(token)):
                self._require_juxtaposable(token, divided)
                functions.ended = Argument.CLOSED
                factors.append(self._factor())
            else:
                return _product_of(factors)

    def _require_juxtaposable(self, token: Token, divided: bool) -> None:
        cursor, ended = self._cursor, self._functions.ended
        function = function_name(cursor, self._names)
        if ended is Argument.CONSTANT or (ended is Argument.VARIABLE and not function):
            raise cursor.error(_NO_END, token, _BRACKETS)
        if divided:
            raise cursor.error(
                "whether this factor is divided by as well does not show", token, r"write \frac{…}{…} or brackets"
            )
        if token.kind is Kind.NUMBER:
            hint = r"write \cdot for a product, braces for an exponent or subscript of several digits"
            raise cursor.error("a number stands directly behind an operand", token, hint)
        previous = cursor.previous
        digit = previous is not None and previous.kind is Kind.NUMBER
        if token.text in FRACTIONS and digit and self._is_numeric_fraction():
            hint = r"write + for a mixed fraction and \cdot for a product"
            raise cursor.error("mixed fractions are not read", token, hint)

    def _is_numeric_fraction(self) -> bool:
        """Whether the fraction that is next holds numbers only, as far as its first tokens say."""
        kinds = [self._cursor.ahead(i).kind for i in range(1, 7)]
        if kinds[0] is not Kind.BEGIN:
            return kinds[0] is Kind.NUMBER
        denominator = kinds[4] if kinds[3] is Kind.BEGIN else kinds[3]
        return kinds[1] is Kind.NUMBER and denominator is Kind.NUMBER

    def _signed(self) -> Expression:
        cursor = self._cursor
        negations = 0
        while cursor.next.kind is Kind.OPERATOR and cursor.next.text in "+-":
            negations += cursor.take().text == "-"
            if negations > 1:
                raise cursor.error("two signs stand side by side", cursor.next, "use brackets")
        factor = self._factor()
        return Negation(factor) if negations else factor

    def _factor(self) -> Expression:
        """A primary with factorial and exponent."""
        cursor = self._cursor
        start = cursor.next
        factor = self.primary()
        if isinstance(factor, Symbol | Constant) and start.kind is not Kind.BEGIN:
            self._note_name(factor, start)
        if self._functions.ended is Argument.CLOSED:
            factor = self._postfix(factor)
        elif cursor.next.kind in (Kind.POWER, Kind.FACTORIAL, Kind.SUBSCRIPT):
            raise cursor.error(_NO_END, cursor.next, _BRACKETS)
        return factor

    def _postfix(self, factor: Expression) -> Expression:
        cursor = self._cursor
        if cursor.skip(Kind.FACTORIAL):
            factor = Call("factorial", (factor,))
        if cursor.skip(Kind.POWER):
            factor = self._power(factor)
            if cursor.next.kind is Kind.OPEN and isinstance(factor, Power) and isinstance(factor.base, Symbol):
                self._require_plain_power(factor)
        if cursor.next.kind in (Kind.FACTORIAL, Kind.POWER, Kind.SUBSCRIPT):
            raise cursor.error("this is not expected here", cursor.next, "use brackets")
        return factor

    def _power(self, base: Expression) -> Expression:
        cursor = self._cursor
        token = cursor.next
        bracketed = cursor.next.kind is Kind.BEGIN and cursor.brace_holds_one_bracket()
        exponent = self.script()
        if bracketed and isinstance(base, Symbol) and isinstance(exponent, Symbol | Number):
            raise cursor.error("this may be a derivative of that order", token, "leave the brackets out for a power")
        return Power(base, exponent)

    def _require_plain_power(self, power: Power) -> None:
        """``f^{-1}(x+1)`` may be an inverse function, ``f^2(x)`` an iterate."""
        cursor, base = self._cursor, power.base
        lone = cursor.ahead(2).kind is Kind.CLOSE
        suspicious = lone or isinstance(power.exponent, Negation)
        if suspicious and isinstance(base, Symbol) and not self._names.declares(base.name):
            hint = rf"write \cdot before the bracket, or declare {base.name} in the assumptions"
            raise cursor.error("this may be a function that is not known, or a factor", cursor.next, hint)

    def _note_name(self, name: Symbol | Constant, token: Token) -> None:
        cursor = self._cursor
        if cursor.next.kind is Kind.OPEN and cursor.next.text in "([":
            self._names.stands_before_bracket(cursor, name, token)
            lone = cursor.ahead(2).kind is Kind.CLOSE or (
                cursor.ahead(1).text == "-" and cursor.ahead(3).kind is Kind.CLOSE
            )
            if lone:
                self._names.require_declared(cursor, name, token)
        else:
            self._names.stands_alone(name)
