"""Types and coercions of a statement, as Lean's elaborator finds them.

The arithmetic operators of one expression form a tree. Its leaves are elaborated without an expected type; the largest
of their types (and the expected one, under an operator) is the type of the tree, and leaves of a smaller type are
coerced. An exponent is a tree of its own. Numerals take the type of their tree, and ℕ where nothing says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.terms import NUMBERS, N, P, R, Sort, Term, Z, alpha
from trivium.prover.statement import syntax
from trivium.prover.statement.constants import constant_application
from trivium.prover.statement.inference import (
    Collection,
    Hole,
    Node,
    Type,
    ensure,
    finished,
    resolved,
    sort_of,
    unify,
    unsupported,
    widens,
)
from trivium.prover.statement.names import TYPES
from trivium.prover.statement.parser import parse_theorem
from trivium.prover.statement.syntax import Place, Syntax

_ARITHMETIC = {"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod"}
_RELATIONS = {"=": "eq", "≠": "eq", "!=": "eq", "<": "lt", ">": "lt", "≤": "le", "≥": "le"}
_CONNECTIVES = {"∧": "and", "∨": "or", "→": "imp", "↔": "iff"}
_ROUNDING = {"⌊⌋": "floor", "⌈⌉": "ceil", "⌊⌋₊": "nfloor", "⌈⌉₊": "nceil"}
Scope = Mapping[str, Node]


def read_statement(text: str) -> Statement:
    """The statement of the first theorem in a text; raises UnsupportedStatement with place and reason."""
    theorem = parse_theorem(text)
    scope: dict[str, Node] = {}
    variables: list[tuple[str, Node]] = []
    hypotheses: list[tuple[str, Term]] = []
    for parameter in theorem.parameters:
        kind = None if parameter.type is None else as_type(parameter.type)
        if parameter.type is not None and kind is None:
            formula = proposition(parameter.type, scope)
            hypotheses.append((parameter.name, alpha(finished(formula))))
            continue
        count = sum(parameter.name == name.partition("@")[0] for name, _ in variables)
        unique = parameter.name if count == 0 else f"{parameter.name}@{count + 1}"
        node = Node("var", Hole() if kind is None else kind, parameter.place, name=unique)
        variables.append((unique, node))
        scope[parameter.name] = node
    goal = alpha(finished(proposition(theorem.goal, scope)))
    return Statement(
        theorem.name, tuple((name, sort_of(node.type)) for name, node in variables), tuple(hypotheses), goal
    )


def as_type(term: Syntax) -> Sort | None:
    """The sort that a term names; None where it is no type."""
    match term:
        case syntax.Name(text):
            if text in ("NNReal", "ZMod"):
                raise unsupported(f"the type {text} is not supported", term.place)
            return TYPES.get(text)
        case syntax.Application(syntax.Name(("Set" | "Finset") as text), (argument,)):
            element = as_type(argument)
            return None if element is None else Sort("fin" if text == "Finset" else "set", (element,))
        case syntax.Application(syntax.Name("ZMod" | "Equiv" | "Fin" | "Fintype" | "Polynomial"), _):
            raise unsupported("this type is not supported", term.place)
        case syntax.Infix("→", left, right):
            argument_sort, result = as_type(left), as_type(right)
            if argument_sort is None or result is None:
                return None
            if argument_sort.name == "fun":
                raise unsupported("functions of functions are not supported", term.place)
            parts = result.parts if result.name == "fun" else (result,)
            return Sort("fun", (argument_sort, *parts))
        case _:
            return None


def proposition(term: Syntax, scope: Scope) -> Node:
    """Elaborate a proposition."""
    return ensure(elaborate(term, scope, P), P)


def elaborate(term: Syntax, scope: Scope, expected: Type | None = None) -> Node:
    """Elaborate a term, with the type that its context expects where it is known."""
    match term:
        case syntax.Infix(op, left, right, place) if op in _ARITHMETIC or op == "^":
            return _tree(term, scope, expected)
        case syntax.Prefix("-", _, _):
            return _tree(term, scope, expected)
        case syntax.Infix(op, left, right, place) if op in _RELATIONS:
            return _relation(op, left, right, scope, place)
        case syntax.Infix(op, left, right, place) if op in _CONNECTIVES:
            return Node(_CONNECTIVES[op], P, place, [proposition(left, scope), proposition(right, scope)])
        case syntax.Infix("∣", left, right, place):
            return _divides(left, right, scope, place)
        case syntax.Infix(("∈" | "∉") as op, left, right, place):
            member = _member(elaborate(left, scope), right, scope, place)
            return member if op == "∈" else Node("not", P, place, [member])
        case syntax.Prefix("¬", argument, place):
            return Node("not", P, place, [proposition(argument, scope)])
        case syntax.Quantified():
            return _quantified(term, scope, expected)
        case syntax.Big():
            return _big(term, scope)
        case syntax.Congruence(kind, left, right, modulus, place):
            sort = N if kind == "MOD" else Z
            sides = [ensure(elaborate(side, scope, sort), sort) for side in (left, right)]
            divisor = ensure(elaborate(modulus, scope, sort), sort)
            return Node("eq", P, place, [Node("mod", sort, place, [side, divisor]) for side in sides])
        case syntax.Infix(op, _, _, place):
            raise unsupported(f"{op} is not supported here", place)
        case _:
            return _leaf(term, scope, expected)


def _leaf(term: Syntax, scope: Scope, expected: Type | None) -> Node:  # noqa: C901 - one case a form
    match term:
        case syntax.Numeral(value, denominator, place):
            kind: Type = Hole() if expected is None else expected
            if isinstance(resolved(kind), Collection):
                kind = Hole()
            node = Node("num", kind, place, value=value)
            return node if denominator == 1 else Node("div", kind, place, [node, _numeral(denominator, kind, place)])
        case syntax.Ascription(inner, kind_syntax, place):
            sort = as_type(kind_syntax)
            if sort is None:
                raise unsupported("not a type", place)
            return ensure(elaborate(inner, scope, sort), sort)
        case syntax.Prefix("↑", argument, place):
            return Node("cast", Hole(), place, [elaborate(argument, scope)])
        case syntax.Prefix("⁻¹", argument, place):
            node = elaborate(argument, scope, expected)
            return Node("inv", node.type, place, [node])
        case syntax.Prefix("!", argument, place):
            return Node("factorial", N, place, [ensure(elaborate(argument, scope, N), N)])
        case syntax.Prefix("√", argument, place):
            return Node("sqrt", R, place, [ensure(elaborate(argument, scope, R), R)])
        case syntax.Prefix("|", argument, place):
            node = elaborate(argument, scope, expected)
            return Node("abs", node.type, place, [node])
        case syntax.Prefix(op, argument, place) if op in _ROUNDING:
            node = elaborate(argument, scope)
            return Node(_ROUNDING[op], Z if op in ("⌊⌋", "⌈⌉") else N, place, [node])
        case syntax.SetBuilder(binder, condition, place):
            variable = _bound(binder)
            inner_scope = {**scope, binder.name: variable}
            inside = proposition(condition, inner_scope)
            return Node("setof", Collection("set", variable.type), place, [variable, inside])
        case syntax.SetList(elements, place):
            return _listed(elements, scope, expected, place)
        case syntax.Name() | syntax.Application() | syntax.Field():
            return constant_application(term, scope, expected, elaborate)
        case _:
            raise unsupported("this term is not supported", term.place)


def _numeral(value: int, kind: Type, place: Place) -> Node:
    return Node("num", kind, place, value=value)


def _tree(term: Syntax, scope: Scope, expected: Type | None) -> Node:
    tree = _branches(term, scope)
    largest = _largest(tree, None if expected is None else resolved(expected))
    if largest is None:
        common = Hole() if expected is None else expected
        return _applied(tree, common)
    return _applied(tree, largest)


def _branches(term: Syntax, scope: Scope) -> Node:
    """The tree of arithmetic operators; its types are found afterwards."""
    match term:
        case syntax.Infix("^", base, exponent, place):
            return Node("^", Hole(), place, [_branches(base, scope), elaborate(exponent, scope)])
        case syntax.Infix(op, left, right, place) if op in _ARITHMETIC:
            return Node(_ARITHMETIC[op], Hole(), place, [_branches(left, scope), _branches(right, scope)], name="tree")
        case syntax.Prefix("-", argument, place):
            return Node("neg", Hole(), place, [_branches(argument, scope)], name="tree")
        case _:
            return Node("leaf", Hole(), term.place, [elaborate(term, scope)])


def _leaves(tree: Node) -> list[Node]:
    if tree.op == "leaf":
        return [tree.args[0]]
    if tree.op == "^":
        return _leaves(tree.args[0])
    return [leaf for argument in tree.args for leaf in _leaves(argument)]


def _largest(tree: Node, start: Type | None) -> Type | None:
    largest: Type | None = None if isinstance(start, Hole) else start
    for leaf in _leaves(tree):
        kind = resolved(leaf.type)
        if isinstance(kind, Hole):
            continue
        if largest is None or (isinstance(kind, Sort) and widens(largest, kind)):
            largest = kind
        elif not (isinstance(kind, Sort) and widens(kind, largest)) and not unify(kind, largest):
            raise unsupported("arithmetic of values that have no common type", leaf.place)
    return largest


def _applied(tree: Node, kind: Type) -> Node:
    if tree.op == "leaf":
        return ensure(tree.args[0], kind)
    if tree.op == "^":
        return Node("^", kind, tree.place, [_applied(tree.args[0], kind), tree.args[1]])
    return Node(tree.op, kind, tree.place, [_applied(argument, kind) for argument in tree.args])


def _relation(op: str, left: Syntax, right: Syntax, scope: Scope, place: Place) -> Node:
    tree = Node("pair", Hole(), place, [_branches(left, scope), _branches(right, scope)])
    largest = _largest(tree, None)
    kind: Type = Hole() if largest is None else largest
    if isinstance(kind, Sort) and kind.name == "fun":
        raise unsupported("an equation between functions is not supported", place)
    sides = [_applied(side, kind) for side in tree.args]
    if op in (">", "≥"):
        sides.reverse()
    node = Node(_RELATIONS[op], P, place, sides)
    return Node("not", P, place, [node]) if op in ("≠", "!=") else node


def _divides(left: Syntax, right: Syntax, scope: Scope, place: Place) -> Node:
    divisor = elaborate(left, scope)
    number = ensure(elaborate(right, scope, divisor.type), divisor.type)
    return Node("dvd", P, place, [divisor, number])


def _member(element: Node, collection: Syntax, scope: Scope, place: Place) -> Node:
    found = elaborate(collection, scope)
    kind = resolved(found.type)
    if not isinstance(kind, Collection):
        raise unsupported("membership in something that is no set", place)
    return Node("mem", P, place, [ensure(element, kind.element), found])


def _bound(binder: syntax.Binder) -> Node:
    kind: Type = Hole()
    if binder.type is not None:
        sort = as_type(binder.type)
        if sort is None:
            raise unsupported("not a type", binder.place)
        if sort not in NUMBERS:
            raise unsupported("a bound variable that is no number is not supported", binder.place)
        kind = sort
    return Node("var", kind, binder.place, name=binder.name)


def _quantified(term: syntax.Quantified, scope: Scope, expected: Type | None) -> Node:
    if not term.binders:
        return proposition(term.body, scope)
    binder, rest = term.binders[0], term.binders[1:]
    body = term if not rest else syntax.Quantified(term.kind, rest, term.body, term.place)
    inner_term: Syntax = term.body if not rest else body
    if binder.type is not None and as_type(binder.type) is None:
        if term.kind != "∀":
            raise unsupported("a bound proof is not supported", binder.place)
        condition = proposition(binder.type, scope)
        return Node("imp", P, term.place, [condition, proposition(inner_term, scope)])
    if term.kind == "fun":
        raise unsupported("a function is not supported here", term.place)
    variable = _bound(binder)
    inside_scope = {**scope, binder.name: variable}
    guard = None
    if binder.predicate is not None:
        op, limit = binder.predicate
        name = syntax.Name(binder.name, binder.place)
        guard = proposition(syntax.Infix(op, name, limit, binder.place), inside_scope)
    inside = proposition(inner_term, inside_scope)
    if term.kind == "∃!":
        return _unique(variable, inside, term.place)
    if guard is not None:
        inside = Node("imp" if term.kind == "∀" else "and", P, term.place, [guard, inside])
    return Node("forall" if term.kind == "∀" else "exists", P, term.place, [variable, inside])


def _unique(variable: Node, inside: Node, place: Place) -> Node:
    """`∃! x, p x` is `∃ x, p x ∧ ∀ y, p y → y = x`."""
    other = Node("var", variable.type, place, name=f"{variable.name}'other")
    renamed = _renamed(inside, variable.name, other)
    equal = Node("eq", P, place, [other, variable])
    only = Node("forall", P, place, [other, Node("imp", P, place, [renamed, equal])])
    return Node("exists", P, place, [variable, Node("and", P, place, [inside, only])])


def _renamed(node: Node, name: str, other: Node) -> Node:
    if node.op == "var":
        return other if node.name == name else node
    return Node(node.op, node.type, node.place, [_renamed(a, name, other) for a in node.args], node.name, node.value)


def _big(term: syntax.Big, scope: Scope) -> Node:
    variable = _bound(term.binder)
    domain = ensure(elaborate(term.domain, scope), Collection("fin", variable.type))
    body = elaborate(term.body, {**scope, term.binder.name: variable})
    return Node("sum" if term.kind == "∑" else "prod", body.type, term.place, [variable, domain, body])


def _listed(elements: tuple[Syntax, ...], scope: Scope, expected: Type | None, place: Place) -> Node:
    kind: Type = Hole()
    nodes = [ensure(elaborate(element, scope, kind), kind) for element in elements]
    return Node("finset", Collection("fin", kind), place, nodes)
