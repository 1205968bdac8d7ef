"""The axioms that a proof may depend on, by name and by what they say."""

from __future__ import annotations

from trivium.prover.olean import Constant, Kind, Name, Terms
from trivium.prover.olean.term import App, Binder, Bound, Const, Parameter, Sort, Succ, Zero

PROPEXT: Name = ("propext",)
CHOICE: Name = ("Classical", "choice")
SOUND: Name = ("Quot", "sound")
ALLOWED = frozenset({PROPEXT, CHOICE, SOUND})


def says_what_it_should(constant: Constant, terms: Terms) -> bool:
    """Whether a constant is one of the allowed axioms with its right statement."""
    if constant.kind is not Kind.AXIOM or constant.name not in ALLOWED:
        return False
    expected = {PROPEXT: _propext, CHOICE: _choice, SOUND: _sound}[constant.name]
    levels = tuple(terms.level(Parameter(name)) for name in constant.level_params)
    if len(levels) != (0 if constant.name == PROPEXT else 1):
        return False
    return constant.type == expected(terms, levels)


def _propext(terms: Terms, levels: tuple[int, ...]) -> int:
    """`∀ {a b : Prop}, (a ↔ b) → a = b`."""
    prop = terms.term(Sort(terms.level(Zero())))
    one = terms.level(Succ(terms.level(Zero())))
    same = _apply(terms, terms.term(Const(("Iff",), ())), _bound(terms, 1), _bound(terms, 0))
    equal = _apply(terms, terms.term(Const(("Eq",), (one,))), prop, _bound(terms, 2), _bound(terms, 1))
    return _forall(terms, [prop, prop, same], equal)


def _choice(terms: Terms, levels: tuple[int, ...]) -> int:
    """`∀ {α : Sort u}, Nonempty α → α`."""
    inhabited = _apply(terms, terms.term(Const(("Nonempty",), levels)), _bound(terms, 0))
    return _forall(terms, [terms.term(Sort(levels[0])), inhabited], _bound(terms, 1))


def _sound(terms: Terms, levels: tuple[int, ...]) -> int:
    """`∀ {α : Sort u} {r : α → α → Prop} {a b : α}, r a b → Quot.mk r a = Quot.mk r b`."""
    prop = terms.term(Sort(terms.level(Zero())))
    relation = _forall(terms, [_bound(terms, 0), _bound(terms, 1)], prop)
    related = _apply(terms, _bound(terms, 2), _bound(terms, 1), _bound(terms, 0))

    def quotient(name: str, *arguments: int) -> int:
        return _apply(terms, terms.term(Const(("Quot", name) if name else ("Quot",), levels)), *arguments)

    alpha, r = _bound(terms, 4), _bound(terms, 3)
    equal = _apply(
        terms,
        terms.term(Const(("Eq",), levels)),
        quotient("", alpha, r),
        quotient("mk", alpha, r, _bound(terms, 2)),
        quotient("mk", alpha, r, _bound(terms, 1)),
    )
    return _forall(terms, [terms.term(Sort(levels[0])), relation, _bound(terms, 1), _bound(terms, 2), related], equal)


def _bound(terms: Terms, index: int) -> int:
    return terms.term(Bound(index))


def _apply(terms: Terms, function: int, *arguments: int) -> int:
    for argument in arguments:
        function = terms.term(App(function, argument))
    return function


def _forall(terms: Terms, domains: list[int], body: int) -> int:
    for domain in reversed(domains):
        body = terms.term(Binder(True, domain, body))
    return body
