"""Formulas as people write them: plain text, and LaTeX. Both come from the terms that Lean's text comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic.terms import C, N, P, Q, R, Sort, Term, Z

_LEVELS: Mapping[str, int] = {
    **dict.fromkeys(("iff", "imp"), 10),
    "or": 20,
    "and": 20,
    **dict.fromkeys(("eq", "lt", "le", "dvd", "mem"), 40),
    **dict.fromkeys(("add", "sub"), 60),
    "neg": 65,
    **dict.fromkeys(("mul", "div", "mod", "sum", "prod"), 70),
    "pow": 80,
}
_ATOM = 100
_SETS: Mapping[Sort, str] = {N: "\\mathbb{N}", Z: "\\mathbb{Z}", Q: "\\mathbb{Q}", R: "\\mathbb{R}", C: "\\mathbb{C}"}


@dataclass(frozen=True, slots=True)
class Notation:
    """How signs are written."""

    latex: bool

    def formula(self, term: Term) -> str:
        """A formula in a sentence: between dollars in LaTeX."""
        text = self.text(term, 0)
        return f"${text}$" if self.latex else text

    def symbol(self, name: str) -> str:
        """A variable in a sentence."""
        return f"${name}$" if self.latex else name

    def text(self, term: Term, level: int) -> str:
        """A formula at a level of precedence, without dollars."""
        own = _LEVELS.get(term.op, _ATOM)
        if term.op == "not":
            own = 40 if term.args[0].op in ("eq", "dvd", "lt", "le") else 50
        text = self._text(term)
        if own < level:
            return f"\\left({text}\\right)" if self.latex and len(text) > 12 else f"({text})"
        return text

    def _text(self, term: Term) -> str:  # noqa: C901 - one case an operator
        match term.op:
            case "num":
                return str(term.value)
            case "var":
                return term.name
            case "true" | "false":
                return f"\\text{{{term.op}}}" if self.latex else term.op
            case "neg":
                return f"-{self.text(term.args[0], 66)}"
            case "mul":
                return self._product(term.args[0], term.args[1])
            case "pow":
                return self._power(term)
            case "div":
                return self._quotient(term)
            case "cast":
                return self.text(term.args[0], 0) if term.args[0].op in ("var", "num") else self._text(term.args[0])
            case "not":
                return self._negated(term.args[0])
            case "apply":
                return f"{term.name}({', '.join(self.text(a, 0) for a in term.args)})"
            case "natabs" | "abs":
                return f"|{self.text(term.args[0], 0)}|"
            case "sum" | "prod":
                return self._big(term)
            case "forall" | "exists":
                return self._quantified(term)
            case "gcd" | "lcm" | "min" | "max":
                inside = ", ".join(self.text(a, 0) for a in term.args)
                name = {"lcm": "\\operatorname{lcm}"}.get(term.op, f"\\{term.op}") if self.latex else term.op
                return f"{name}({inside})"
            case "choose":
                sides = [self.text(a, 0) for a in term.args]
                return f"\\binom{{{sides[0]}}}{{{sides[1]}}}" if self.latex else f"C({', '.join(sides)})"
            case "card":
                return self._counted(term.args[0])
            case "factorial":
                return f"{self.text(term.args[0], _ATOM)}!"
            case _:
                return self._infix(term)

    def _infix(self, term: Term) -> str:
        plain = {"add": "+", "sub": "-", "mod": "mod", "eq": "=", "lt": "<", "le": "≤", "dvd": "|"}
        plain |= {"and": "∧", "or": "∨", "imp": "→", "iff": "↔"}
        tex = {"mod": "\\bmod", "le": "\\le", "dvd": "\\mid", "and": "\\land", "or": "\\lor", "imp": "\\to"}
        tex |= {"iff": "\\leftrightarrow"}
        if term.op not in plain:
            raise ValueError(f"{term.op} has no notation here")
        sign = tex.get(term.op, plain[term.op]) if self.latex else plain[term.op]
        level = _LEVELS[term.op]
        left = level if term.op in ("add", "sub") else level + 1
        right = level if term.op == "add" else level + 1
        if term.op in ("imp", "iff"):  # no reader has to know which connective binds more
            left = right = _LEVELS["and"] + 1
        return f"{self.text(term.args[0], left)} {sign} {self.text(term.args[1], right)}"

    def _product(self, left: Term, right: Term) -> str:
        one, two = self.text(left, 70), self.text(right, 71)
        if right.op == "mod" or two[0].isdigit() or two[0] in "-|#":
            return f"{one} \\cdot {two}" if self.latex else f"{one} * {two}"
        if left.op == "num":
            return f"{one}{two}"
        if _is_letter(right) and _is_monomial(left):
            return f"{one} {two}" if self.latex else f"{one}{two}" if left.op == "mul" else f"{one} * {two}"
        return f"{one} \\cdot {two}" if self.latex else f"{one} * {two}"

    def _power(self, term: Term) -> str:
        base, exponent = self.text(term.args[0], 81), self.text(term.args[1], 0)
        if self.latex:
            return f"{base}^{{{exponent}}}"
        simple = term.args[1].op in ("num", "var")
        return f"{base}^{exponent if simple else f'({exponent})'}"

    def _quotient(self, term: Term) -> str:
        left, right = term.args
        if not self.latex:
            whole = f"{self.text(left, 70)} / {self.text(right, 71)}"
            return f"⌊{whole}⌋" if term.sort in (N, Z) else whole
        whole = f"\\frac{{{self.text(left, 0)}}}{{{self.text(right, 0)}}}"
        return f"\\left\\lfloor {whole} \\right\\rfloor" if term.sort in (N, Z) else whole

    def _negated(self, inner: Term) -> str:
        if inner.op in ("eq", "dvd"):
            sides = [self.text(a, 41) for a in inner.args]
            plain, tex = ("≠", "\\ne") if inner.op == "eq" else ("∤", "\\nmid")
            return f"{sides[0]} {tex if self.latex else plain} {sides[1]}"
        if inner.op in ("lt", "le"):
            other = Term("le" if inner.op == "lt" else "lt", P, inner.args[::-1])
            return self._text(other)
        return f"{chr(92) + 'neg ' if self.latex else '¬'}{self.text(inner, 50)}"

    def _big(self, term: Term) -> str:
        bound, domain, body = term.args
        edges = self._edges(domain)
        inside = self.text(body, 70)
        if self.latex:
            return f"\\{term.op}_{{{bound.name} = {edges[0]}}}^{{{edges[1]}}} {inside}"
        return f"{'∑' if term.op == 'sum' else '∏'}_({bound.name} = {edges[0]})^({edges[1]}) {inside}"

    def _edges(self, domain: Term) -> tuple[str, str]:
        if domain.op == "range":
            end = domain.args[0]
            if end.op == "add" and end.args[1].op == "num" and end.args[1].value == 1:
                return "0", self.text(end.args[0], 0)
            if end.op == "num":
                return "0", str(end.value - 1)
            return "0", f"{self.text(end, 60)} - 1"
        return self.text(domain.args[0], 0), self.text(domain.args[1], 0)

    def _counted(self, chosen: Term) -> str:
        """The number of elements that a condition chooses from a range."""
        bound, domain, condition = chosen.args
        edge, inside = self.text(domain.args[-1], 0), self.text(condition, 0)
        if self.latex:
            return f"\\#\\{{{bound.name} \\in \\mathbb{{N}} : {bound.name} < {edge},\\ {inside}\\}}"
        return f"#{{{bound.name} : {bound.name} < {edge} and {inside}}}"

    def _quantified(self, term: Term) -> str:
        bound, body = term.args
        if self.latex:
            sign = "\\forall" if term.op == "forall" else "\\exists"
            return f"{sign} {bound.name} \\in {_SETS[bound.sort]},\\ {self.text(body, 0)}"
        word = "for all" if term.op == "forall" else "there is"
        return f"({word} {bound.name}: {self.text(body, 0)})"


PLAIN, LATEX = Notation(latex=False), Notation(latex=True)


def _is_letter(term: Term) -> bool:
    """A variable of one letter, or a power of one."""
    base = term.args[0] if term.op == "pow" else term
    return base.op == "var" and len(base.name) == 1


def _is_monomial(term: Term) -> bool:
    if term.op == "mul":
        return (_is_monomial(term.args[0]) or term.args[0].op == "num") and _is_letter(term.args[1])
    return _is_letter(term)
