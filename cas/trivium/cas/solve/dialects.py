"""The languages of other computer algebra systems: problems are printed from trees, answers are read strictly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from trivium.cas.domain.variables import Domain, Kind
from trivium.cas.reader.expression import read_expression
from trivium.cas.reader.names import ARITY
from trivium.cas.reader.printer import print_expression
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
    children,
    postorder,
    symbols,
)
from trivium.cas.solve.problem import Problem
from trivium.cas.solve.trees import rename

_MAX_OUTPUT = 1 << 16
_NAME = re.compile(r"%?[A-Za-z][A-Za-z0-9_]*")


class UnsupportedError(Exception):
    """The dialect has no words for the problem."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one system writes formulas and problems, and how its answers are found in what it prints."""

    engine: str
    constants: Mapping[str, str]
    functions: Mapping[str, str]
    """Its names of our functions; a function without one is not sent."""
    problems: Mapping[str, Callable[[Mapping[str, str]], str]]
    """The command of each operation, from the printed parts."""
    assumption: Callable[[str, Domain], str]
    """The command that states the domain of a variable; empty for none."""
    script: Callable[[str, str], str]
    """The whole input, from the assumptions and the command."""
    answers: re.Pattern[str]
    """Finds the answer, its only group, in the output."""
    back: Mapping[str, str] = field(default_factory=dict)
    """Names in answers that are not the plain inverses of ``constants`` and ``functions``."""

    def write(self, problem: Problem) -> str:
        """The input that states the problem; raises :class:`UnsupportedError`."""
        names = _safe_names(problem)
        if problem.operation not in self.problems:
            raise UnsupportedError(problem.operation)
        parts = {
            "f": self._formula(rename(problem.expression, names)),
            "x": names.get(problem.variable, ""),
            "n": str(problem.order - 1),
            "side": problem.direction,
        }
        for letter, bound in zip("ab", problem.bounds, strict=False):
            parts[letter] = self._formula(rename(bound, names))
        said = "".join(self.assumption(names[name], domain) for name, domain in problem.domains.items())
        return self.script(said, self.problems[problem.operation](parts))

    def read(self, output: str, problem: Problem) -> str:
        """The answer in our language; raises :class:`~trivium.cas.errors.InputError` or :class:`UnsupportedError`."""
        found = self.answers.search(output[:_MAX_OUTPUT])
        if found is None:
            raise UnsupportedError("no answer")
        plain = "".join(found.group(1).split())  # lines are broken anywhere, and no formula needs a space
        text = _NAME.sub(lambda match: self._ours(match.group()), plain)
        names = {safe: name for name, safe in _safe_names(problem).items()}
        tree = read_expression(text)
        if not symbols(tree) <= names.keys():
            raise UnsupportedError("a name that was not sent")
        return print_expression(rename(tree, names))

    def _ours(self, name: str) -> str:
        known = {theirs: ours for ours, theirs in (*self.constants.items(), *self.functions.items())}
        return self.back.get(name) or known.get(name) or (name if name in ARITY else name.lstrip("%"))

    def _formula(self, root: Expression) -> str:
        done: list[str] = []
        for node in postorder(root):
            count = len(children(node))
            parts = done[len(done) - count :]
            del done[len(done) - count :]
            done.append(self._node(node, parts))
        return done[0]

    def _node(self, node: Expression, parts: list[str]) -> str:
        match node:
            case Number(value):
                return f"({value})"
            case Symbol(name):
                return name
            case Constant(name) if name in self.constants:
                return self.constants[name]
            case Sum():
                return f"({'+'.join(parts)})"
            case Product():
                return f"({'*'.join(parts)})"
            case Negation():
                return f"(-{parts[0]})"
            case Quotient():
                return f"({parts[0]}/{parts[1]})"
            case Power():
                return f"({parts[0]}^{parts[1]})"
            case Call(name, _) if name in self.functions and len(parts) == 1:
                return f"{self.functions[name]}({parts[0]})"
            case _:
                raise UnsupportedError(type(node).__name__)


def _safe_names(problem: Problem) -> dict[str, str]:
    """A name for each variable that means nothing to any system."""
    names = sorted({*problem.domains, problem.variable} - {""})
    return {name: f"v{index}" for index, name in enumerate(names, start=1)}


_COMMON = {
    name: name
    for name in (
        *("exp", "log", "sqrt", "abs", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh"),
        *("asin", "acos", "atan", "asinh", "acosh", "atanh", "gamma", "erf"),
    )
}


def _sign_word(name: str, domain: Domain) -> str:
    """``>0``, ``<0`` or nothing."""
    if domain.kind is Kind.COMPLEX:
        return ""
    if domain.lower is not None and domain.lower >= 0:
        return f"{name}>0"
    return f"{name}<0" if domain.upper is not None and domain.upper <= 0 else ""


def _giac_assumption(name: str, domain: Domain) -> str:
    word = _sign_word(name, domain)
    return f"assume({word}):;" if word else ""


def _maxima_assumption(name: str, domain: Domain) -> str:
    word = _sign_word(name, domain)
    said = f"assume({word})$" if word else ""
    return said + (f"declare({name},integer)$" if domain.kind is Kind.INTEGER else "")


def _no_assumption(name: str, domain: Domain) -> str:
    return ""


def _giac_limit(p: Mapping[str, str]) -> str:
    side = {"+": ",1", "-": ",-1", "both": ""}[p["side"]]
    return f"limit({p['f']},{p['x']},{p['a']}{side})"


def _maxima_limit(p: Mapping[str, str]) -> str:
    side = {"+": ",plus", "-": ",minus", "both": ""}[p["side"]]
    return f"limit({p['f']},{p['x']},{p['a']}{side})"


def _fricas_limit(p: Mapping[str, str]) -> str:
    side = {"+": ',"right"', "-": ',"left"', "both": ""}[p["side"]]
    return f"limit({p['f']},{p['x']}={p['a']}{side})"


def _fricas_script(said: str, command: str) -> str:
    """One of the three ways to see the result fits its type; the others print an error and no string."""
    shown = ("first(r)::EXPR(INT)::INFORM", "r::EXPR(INT)::INFORM", "r::INFORM")
    return "\n".join([")set messages type off", f"r := {command};", *(f"unparse({way})" for way in shown), ""])


GIAC = Dialect(
    engine="giac",
    constants={"pi": "pi", "E": "exp(1)", "I": "i", "oo": "+infinity"},
    functions={**_COMMON, "log": "ln", "gamma": "Gamma", "factorial": "factorial"},
    problems={
        "antiderivative": lambda p: f"integrate({p['f']},{p['x']})",
        "integral": lambda p: f"integrate({p['f']},{p['x']},{p['a']},{p['b']})",
        "limit": _giac_limit,
        "sum": lambda p: f"sum({p['f']},{p['x']},{p['a']},{p['b']})",
        "series": lambda p: f"convert(series({p['f']},{p['x']}={p['a']},{p['n']}),polynom)",
        "simplify": lambda p: f"simplify({p['f']})",
    },
    assumption=_giac_assumption,
    script=lambda said, command: f"{said}{command}",
    answers=re.compile(r"^(?!//)([^\n]+)\s*\Z", re.MULTILINE),
    back={"i": "I", "infinity": "oo", "e": "E", "ln": "log", "Gamma": "gamma"},
)

MAXIMA = Dialect(
    engine="maxima",
    constants={"pi": "%pi", "E": "%e", "I": "%i", "oo": "inf"},
    functions={**_COMMON, "factorial": "factorial"},
    problems={
        "antiderivative": lambda p: f"integrate({p['f']},{p['x']})",
        "integral": lambda p: f"integrate({p['f']},{p['x']},{p['a']},{p['b']})",
        "limit": _maxima_limit,
        "sum": lambda p: f"simplify_sum(sum({p['f']},{p['x']},{p['a']},{p['b']}))",
        "series": lambda p: f"ratdisrep(taylor({p['f']},{p['x']},{p['a']},{p['n']}))",
        "simplify": lambda p: f"radcan({p['f']})",
    },
    assumption=_maxima_assumption,
    script=lambda said, command: (
        f'display2d:false$load("simplify_sum")$linel:100000$prederror:false${said}print("ANSWER",string({command}))$'
    ),
    answers=re.compile(r"ANSWER ([^\n]+)"),
    back={"inf": "oo", "%gamma": "EulerGamma", "gamma": "gamma"},
)

FRICAS = Dialect(
    engine="fricas",
    constants={"pi": "%pi", "E": "%e", "I": "%i", "oo": "%plusInfinity"},
    functions={**_COMMON, "gamma": "Gamma", "factorial": "factorial"},
    problems={
        "antiderivative": lambda p: f"integrate({p['f']},{p['x']})",
        "integral": lambda p: f'integrate({p["f"]},{p["x"]}={p["a"]}..{p["b"]},"noPole")',
        "limit": _fricas_limit,
        "simplify": lambda p: f"normalize({p['f']})",
    },
    assumption=_no_assumption,
    script=_fricas_script,
    answers=re.compile(r'"((?:[^"])+)"'),
    back={"Gamma": "gamma"},
)

DIALECTS: Mapping[str, Dialect] = {dialect.engine: dialect for dialect in (GIAC, MAXIMA, FRICAS)}
