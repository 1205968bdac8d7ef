"""What cannot vanish wherever every subterm of a formula is defined."""

from __future__ import annotations

from trivium.cas.certificate import terms
from trivium.cas.certificate.terms import ONE, PI, Term

MAX_SHIFT = 3
_POLES = frozenset({"gamma", "loggamma", "digamma"})


def nonzero_facts(*roots: Term) -> frozenset[Term]:
    """Terms that cannot vanish where every subterm of the roots is defined."""
    facts: set[Term] = set()
    for term in terms.postorder(*roots):
        if (term.head == "pow" and term.args[1].is_number and term.args[1].number < 0) or term.head == "log":
            facts |= vanishing_with(term.args[0])
        elif term.head in _POLES:
            facts.add(terms.call("rgamma", term.args[0]))
        elif term.head == "factorial":
            facts.add(terms.call("rgamma", terms.add((term.args[0], ONE))))
        elif term.head == "polygamma":
            facts.add(terms.call("rgamma", term.args[1]))
    return frozenset(facts)


def vanishing_with(term: Term) -> set[Term]:
    """Terms that vanish only where the given one does: its factors, and itself."""
    found = {term}
    stack = [term]
    while stack:
        part = stack.pop()
        below: tuple[Term, ...] = ()
        if part.head == "mul":
            below = part.args
        elif part.head == "sin":
            below = _zeros_of_sine(part.args[0])
        elif part.head in ("abs", "conjugate") or (part.head == "pow" and _is_positive_number(part.args[1])):
            below = part.args[:1]
        found.update(below)
        stack.extend(below)
    return found


def _zeros_of_sine(angle: Term) -> tuple[Term, ...]:
    """Terms that vanish only where ``sin(angle)`` does: ``sin(pi*w)`` vanishes where ``w`` is an integer."""
    if PI not in angle.args:
        return (angle,)
    whole = terms.mul(factor for factor in angle.args if factor != PI)
    return tuple(terms.add((whole, terms.number(shift))) for shift in range(-MAX_SHIFT, MAX_SHIFT + 1))


def _is_positive_number(term: Term) -> bool:
    return term.is_number and term.number > 0
