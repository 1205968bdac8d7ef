"""Names and applications: variables, functions of the statement, constants of Mathlib, fields such as `S.card`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from trivium.prover.certificate.arithmetic.terms import N, P, Sort, Z
from trivium.prover.statement import syntax
from trivium.prover.statement.inference import Collection, Hole, Node, Type, ensure, resolved, unsupported
from trivium.prover.statement.names import CONSTANTS, INTERVALS, SHORT, Constant
from trivium.prover.statement.syntax import Place, Syntax

Scope: TypeAlias = Mapping[str, Node]
Elaborate: TypeAlias = Callable[[Syntax, Scope, Type | None], Node]
_FIELD_SPACES = {"N": "Nat", "Z": "Int", "Q": "Rat", "R": "Real", "fin": "Finset"}
_POLYMORPHIC = frozenset({"abs", "min", "max", "Even", "Odd", "IsLeast", "IsGreatest", "Nat.Coprime", "Nat.succ"})
_SETS = frozenset({"Finset.card", "Finset.filter", "Finset.sum", "Finset.prod"})


def constant_application(term: Syntax, scope: Scope, expected: Type | None, elaborate: Elaborate) -> Node:
    """Elaborate a name, an application or a field."""
    arguments: tuple[Syntax, ...] = ()
    head = term
    if isinstance(term, syntax.Application):
        head, arguments = term.function, term.arguments
    if isinstance(head, syntax.Field):
        owner = elaborate(head.term, scope, None)
        return _field(owner, head.name, arguments, scope, elaborate, head.place)
    if not isinstance(head, syntax.Name):
        raise unsupported("this is no function", term.place)
    return _named(head.text, arguments, scope, expected, elaborate, head.place)


def _named(
    name: str, arguments: tuple[Syntax, ...], scope: Scope, expected: Type | None, elaborate: Elaborate, place: Place
) -> Node:
    if name in scope:
        return _variable(scope[name], arguments, scope, elaborate, place)
    owner, dot, field = name.rpartition(".")
    if dot and owner.partition(".")[0] in scope:
        node = _named(owner, (), scope, None, elaborate, place)
        return _field(node, field, arguments, scope, elaborate, place)
    name = SHORT.get(name, name)
    constant = CONSTANTS.get(name)
    if constant is not None:
        return _constant(constant, arguments, scope, elaborate, place)
    if name in INTERVALS and len(arguments) == 2:
        kind: Type = Hole()
        first = elaborate(arguments[0], scope, None)
        second = ensure(elaborate(arguments[1], scope, first.type), first.type)
        kind = first.type
        return Node(INTERVALS[name], Collection("fin", kind), place, [first, second])
    if name in _POLYMORPHIC:
        return _polymorphic(name, arguments, scope, expected, elaborate, place)
    if name in _SETS:
        return _of_sets(name, arguments, scope, elaborate, place)
    raise unsupported(f"{name} is not known here", place)


def _variable(variable: Node, arguments: tuple[Syntax, ...], scope: Scope, elaborate: Elaborate, place: Place) -> Node:
    if not arguments:
        return variable
    kind = resolved(variable.type)
    if not isinstance(kind, Sort) or kind.name != "fun" or len(kind.parts) != len(arguments) + 1:
        raise unsupported(f"{variable.name} is no function of {len(arguments)} arguments", place)
    nodes = [ensure(elaborate(a, scope, s), s) for a, s in zip(arguments, kind.parts, strict=False)]
    return Node("apply", kind.parts[-1], place, nodes, name=variable.name)


def _constant(
    constant: Constant, arguments: tuple[Syntax, ...], scope: Scope, elaborate: Elaborate, place: Place
) -> Node:
    if len(arguments) != len(constant.arguments):
        raise unsupported(f"{len(arguments)} arguments where {len(constant.arguments)} are expected", place)
    nodes = [ensure(elaborate(a, scope, s), s) for a, s in zip(arguments, constant.arguments, strict=True)]
    return Node(constant.op, constant.result, place, nodes)


def _polymorphic(
    name: str, arguments: tuple[Syntax, ...], scope: Scope, expected: Type | None, elaborate: Elaborate, place: Place
) -> Node:
    if len(arguments) != (1 if name in ("abs", "Even", "Odd", "Nat.succ") else 2):
        raise unsupported(f"{name} with {len(arguments)} arguments", place)
    if name == "Nat.succ":
        one = Node("num", N, place, value=1)
        return Node("add", N, place, [ensure(elaborate(arguments[0], scope, N), N), one])
    if name == "abs":
        node = elaborate(arguments[0], scope, expected)
        return Node("abs", node.type, place, [node])
    if name in ("Even", "Odd"):
        node = elaborate(arguments[0], scope, None)
        if resolved(node.type) not in (N, Z) and not isinstance(resolved(node.type), Hole):
            raise unsupported(f"{name} of a number that is no integer", place)
        even = Node("even", P, place, [node])
        return even if name == "Even" else Node("not", P, place, [even])
    if name == "Nat.Coprime":
        sides = [ensure(elaborate(a, scope, N), N) for a in arguments]
        return Node("eq", P, place, [Node("gcd", N, place, sides), Node("num", N, place, value=1)])
    if name in ("IsLeast", "IsGreatest"):
        return _extremum(name, arguments, scope, elaborate, place)
    first = elaborate(arguments[0], scope, expected)
    second = ensure(elaborate(arguments[1], scope, first.type), first.type)
    return Node(name, first.type, place, [first, second])


def _extremum(name: str, arguments: tuple[Syntax, ...], scope: Scope, elaborate: Elaborate, place: Place) -> Node:
    """`IsLeast S a` is `a ∈ S ∧ ∀ x, x ∈ S → a ≤ x`."""
    collection = elaborate(arguments[0], scope, None)
    kind = resolved(collection.type)
    if not isinstance(kind, Collection):
        raise unsupported(f"{name} of something that is no set", place)
    value = ensure(elaborate(arguments[1], scope, kind.element), kind.element)
    other = Node("var", kind.element, place, name="'other")
    sides = [value, other] if name == "IsLeast" else [other, value]
    inside = Node("mem", P, place, [other, collection])
    bounded = Node("imp", P, place, [inside, Node("le", P, place, sides)])
    member = Node("mem", P, place, [value, collection])
    return Node("and", P, place, [member, Node("forall", P, place, [other, bounded])])


def _of_sets(name: str, arguments: tuple[Syntax, ...], scope: Scope, elaborate: Elaborate, place: Place) -> Node:
    if name == "Finset.card" and len(arguments) == 1:
        return _cardinality(elaborate(arguments[0], scope, None), place)
    if len(arguments) != 2:
        raise unsupported(f"{name} with {len(arguments)} arguments", place)
    function, domain_syntax = arguments if name == "Finset.filter" else arguments[::-1]
    domain = elaborate(domain_syntax, scope, None)
    kind = resolved(domain.type)
    if not isinstance(kind, Collection) or kind.name != "fin":
        raise unsupported(f"{name} of something that is no finite set", place)
    variable, body = _function_body(function, kind.element, scope, elaborate, P if name == "Finset.filter" else None)
    if name == "Finset.filter":
        return Node("filter", kind, place, [variable, domain, ensure(body, P)])
    return Node("sum" if name == "Finset.sum" else "prod", body.type, place, [variable, domain, body])


def _function_body(
    function: Syntax, element: Type, scope: Scope, elaborate: Elaborate, expected: Type | None
) -> tuple[Node, Node]:
    if isinstance(function, syntax.Quantified) and function.kind == "fun" and len(function.binders) == 1:
        binder = function.binders[0]
        variable = Node("var", element, binder.place, name=binder.name)
        return variable, elaborate(function.body, {**scope, binder.name: variable}, expected)
    variable = Node("var", element, function.place, name="'element")
    name = syntax.Name("'element", function.place)
    if isinstance(function, syntax.Name):
        applied = syntax.Application(function, (name,), function.place)
        return variable, elaborate(applied, {**scope, "'element": variable}, expected)
    raise unsupported("this function is not supported", function.place)


def _cardinality(node: Node, place: Place) -> Node:
    kind = resolved(node.type)
    if not isinstance(kind, Collection) or kind.name != "fin":
        raise unsupported("the size of something that is no finite set", place)
    return Node("card", N, place, [node])


def _field(
    owner: Node, field: str, arguments: tuple[Syntax, ...], scope: Scope, elaborate: Elaborate, place: Place
) -> Node:
    kind = resolved(owner.type)
    if isinstance(kind, Hole):
        raise unsupported(f"the field {field} of a term of unknown type", place)
    if isinstance(kind, Collection) and kind.name == "fin" and field == "card" and not arguments:
        return _cardinality(owner, place)
    constant = CONSTANTS.get(f"{_FIELD_SPACES.get(kind.name, '')}.{field}")
    if constant is None or len(constant.arguments) != len(arguments) + 1 or constant.arguments[0] != kind:
        raise unsupported(f"the field {field} is not known here", place)
    rest = [ensure(elaborate(a, scope, s), s) for a, s in zip(arguments, constant.arguments[1:], strict=True)]
    return Node(constant.op, constant.result, place, [owner, *rest])
