"""What a formula claims, as a phrase that fits after `that`."""

from __future__ import annotations

import random
from collections.abc import Mapping

from trivium.prover.certificate.arithmetic.terms import N, P, Term, num, subterms
from trivium.prover.data.notation import Notation

_EVERY: Mapping[str, str] = {"N": "natural number", "Z": "integer", "Q": "rational number", "R": "real number"}
_CONNECTIVES = frozenset({"and", "or", "imp", "iff", "not"})


def claim(formula: Term, notation: Notation, rng: random.Random) -> str:
    """The phrase; the same generator state gives the same words in each notation."""
    worded = rng.random() < 0.6
    choice = rng.random()
    match formula.op:
        case "not":
            return _denied(formula.args[0], notation, rng, worded)
        case "forall" | "exists":
            return _quantified(formula, notation, rng)
        case "and" | "or" | "imp" | "iff":
            return _connected(formula, notation, rng)
        case "eq":
            return _equality(formula, notation, worded, choice)
        case "lt" | "le":
            return _order(formula, notation, worded, choice)
        case "dvd":
            return _divides(formula, notation, worded, choice)
        case "var":
            return f"{notation.formula(formula)} holds"
        case "prime":
            return f"{notation.formula(formula.args[0])} is a prime number"
        case "even":
            return f"{notation.formula(formula.args[0])} is even"
        case "true":
            return "a true statement holds"
        case "false":
            return "a contradiction follows"
        case _:
            return f"{notation.formula(formula)}"


def _equality(formula: Term, notation: Notation, worded: bool, choice: float) -> str:
    left, right = formula.args
    if left.op == "card" and left.args[0].op == "filter":
        return _counted(left.args[0], right, notation)
    if left.op == "mod" and left.args[1].op == "num" and left.args[1].value > 0:
        return _remainder(left, right, notation, worded, choice)
    if worded and left.op in ("gcd", "lcm") and all(a.op in ("var", "num") for a in left.args):
        name = "greatest common divisor" if left.op == "gcd" else "least common multiple"
        one, two = (notation.formula(a) for a in left.args)
        return f"the {name} of {one} and {two} is {notation.formula(right)}"
    if worded and left.op == "natabs" and right.op == "num":
        return f"the absolute value of {notation.formula(left.args[0])} is {notation.formula(right)}"
    if worded and choice < 0.5 and not _long(formula):
        return f"{notation.formula(left)} {'is equal to' if choice < 0.25 else 'equals'} {notation.formula(right)}"
    return notation.formula(formula)


def _counted(chosen: Term, count: Term, notation: Notation) -> str:
    bound, domain, condition = chosen.args
    name = notation.symbol(bound.name)
    if domain.op == "range":
        where = f"natural numbers {name} (0 included) less than {notation.formula(domain.args[0])}"
    else:
        low, high = (notation.formula(edge) for edge in domain.args)
        where = f"{_EVERY[bound.sort.name]}s {name} from {low} to {high}"
    said = claim(condition, notation, random.Random(1))  # noqa: S311 - always the same words
    return f"the number of {where} for which {said} is {notation.formula(count)}"


def _remainder(left: Term, right: Term, notation: Notation, worded: bool, choice: float) -> str:
    number, modulus = (notation.formula(a) for a in left.args)
    if right.op == "mod" and right.args[1] == left.args[1]:
        return f"{number} and {notation.formula(right.args[0])} leave the same remainder when divided by {modulus}"
    rest = notation.formula(right)
    if right.op == "num" and left.args[1].value == 2 and right.value < 2 and worded:
        return f"{number} is {'odd' if right.value else 'even'}"
    if right.op == "num" and right.value == 0 and worded:
        return f"{number} is divisible by {modulus}" if choice < 0.5 else f"{number} is a multiple of {modulus}"
    kind = "remainder" if left.sort == N else "non-negative remainder"
    if choice < 0.5:
        return f"{number} leaves the {kind} {rest} when divided by {modulus}"
    return f"the {kind} of {number} on division by {modulus} is {rest}"


def _order(formula: Term, notation: Notation, worded: bool, choice: float) -> str:
    left, right = formula.args
    if worded:
        if left == num(0, left.sort) and formula.op == "lt":
            return f"{notation.formula(right)} is positive"
        if right == num(0, right.sort) and formula.op == "lt":
            return f"{notation.formula(left)} is negative"
        if left.op == "num" and right.op != "num":
            word = "greater than" if formula.op == "lt" else "at least"
            return f"{notation.formula(right)} is {word} {notation.formula(left)}"
        if not _long(formula) and choice < 0.6:
            word = "less than" if formula.op == "lt" else "at most"
            return f"{notation.formula(left)} is {word} {notation.formula(right)}"
    return notation.formula(formula)


def _divides(formula: Term, notation: Notation, worded: bool, choice: float) -> str:
    divisor, number = (notation.formula(a) for a in formula.args)
    if worded or choice < 0.7:
        return f"{divisor} divides {number}" if choice < 0.5 else f"{number} is divisible by {divisor}"
    return f"{number} is a multiple of {divisor}"


def _denied(inner: Term, notation: Notation, rng: random.Random, worded: bool) -> str:
    if inner.op == "eq":
        shown = notation.formula(Term("not", P, (inner,)))
        left, right = (notation.formula(a) for a in inner.args)
        return f"{left} is different from {right}" if worded and not _long(inner) else shown
    if inner.op == "dvd":
        divisor, number = (notation.formula(a) for a in inner.args)
        return f"{divisor} does not divide {number}" if worded else f"{number} is not divisible by {divisor}"
    if inner.op == "exists":
        bound, body = inner.args
        said = claim(body, notation, rng)
        return f"there is no {_EVERY[bound.sort.name]} {notation.symbol(bound.name)} for which {said}"
    if inner.op in ("lt", "le"):
        return notation.formula(Term("not", P, (inner,)))
    if inner.op == "var":
        return f"{notation.formula(inner)} does not hold"
    if inner.op == "even":
        return f"{notation.formula(inner.args[0])} is odd"
    return f"it is not the case that {claim(inner, notation, rng)}"


def _quantified(formula: Term, notation: Notation, rng: random.Random) -> str:
    names: list[str] = []
    body = formula
    while body.op == formula.op and (not names or body.args[0].sort == formula.args[0].sort):
        names.append(body.args[0].name)
        body = body.args[1]
    sort = formula.args[0].sort
    shown = [notation.symbol(name) for name in names]
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    kind = _EVERY[sort.name] + ("s" if len(names) > 1 else "")
    inside = claim(body, notation, rng)
    if formula.op == "forall":
        if body.op == "imp":
            condition, result = _premises(body)
            given = " and ".join(claim(c, notation, rng) for c in condition)
            said = claim(result, notation, rng)
            each = "every" if len(names) == 1 else "all"
            return f"for {each} {kind} {listed} with the property that {given}, we have that {said}"
        word = "every" if len(names) == 1 else "all"
        if body.op in ("eq", "lt", "le"):
            return f"{notation.formula(body)} for {word} {kind} {listed}"
        return f"for {word} {kind} {listed}, {inside}"
    there = "there is" if len(names) == 1 else "there are"
    article = ("an " if kind[0] in "aeiou" else "a ") if len(names) == 1 else ""
    return f"{there} {article}{kind} {listed} such that {inside}"


def _premises(formula: Term) -> tuple[list[Term], Term]:
    found = []
    while formula.op == "imp":
        found.append(formula.args[0])
        formula = formula.args[1]
    return found, formula


def _connected(formula: Term, notation: Notation, rng: random.Random) -> str:
    if any(a.op in _CONNECTIVES and a.op != "not" for a in formula.args) or _propositional(formula):
        if _propositional(formula):
            return f"{notation.formula(formula)} holds"
        if formula.op not in ("and", "imp") or formula.args[0].op in _CONNECTIVES:
            return _bracketed(formula, notation, rng)
    left, right = (claim(a, notation, rng) for a in formula.args)
    match formula.op:
        case "and":
            return f"{left} and {right}"
        case "or":
            return f"{left} or {right}"
        case "imp":
            return f"if {left}, then {right}"
        case _:
            return f"{left} if and only if {right}"


def _bracketed(formula: Term, notation: Notation, rng: random.Random) -> str:
    """Each side in brackets, so that no connective takes more than its sides."""
    joint = {"and": "and", "or": "or", "imp": "implies that", "iff": "if and only if"}[formula.op]
    parts = []
    for side in formula.args:
        text = claim(side, notation, rng)
        parts.append(f"({text})" if side.op in _CONNECTIVES else text)
    if formula.op == "or" and formula.args[1].op == "or":
        return f"{parts[0]} or {parts[1].removeprefix('(').removesuffix(')')}"
    if formula.op == "and" and formula.args[1].op == "and":
        return f"{parts[0]} and {parts[1].removeprefix('(').removesuffix(')')}"
    return f"{parts[0]} {joint} {parts[1]}"


def _propositional(formula: Term) -> bool:
    """Whether it is made of propositions and connectives alone."""
    return all(t.sort == P and (t.op in _CONNECTIVES or t.op in ("var", "true", "false")) for t in subterms(formula))


def _long(formula: Term) -> bool:
    return sum(1 for _ in subterms(formula)) > 14


def plural(count: int, word: str) -> str:
    """`1 apple`, `2 apples`, `3 sandwiches`."""
    ending = "es" if word.endswith(("ch", "sh", "s", "x")) else "s"
    return f"{count} {word}" if count == 1 else f"{count} {word}{ending}"
