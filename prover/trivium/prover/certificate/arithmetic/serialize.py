"""Certificates as JSON text, and back; what is read is checked for its form only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.errors import Rejected
from trivium.prover.certificate.arithmetic.terms import Term, read, show

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
MAX_CHARACTERS = 16 << 20
_MAX_DEPTH = 60


def to_text(body: model.Proof | model.Countermodel) -> str:
    """The body of a certificate as JSON."""
    if isinstance(body, model.Countermodel):
        values: Json = {name: show(term) for name, term in body.values}
        return json.dumps({"countermodel": values}, ensure_ascii=False)
    return json.dumps({"proof": _node(body.root), "vacuous": body.vacuous}, ensure_ascii=False)


def from_text(text: str) -> model.Proof | model.Countermodel:
    """The body of a certificate; raises Rejected where the text is none."""
    if len(text) > MAX_CHARACTERS:
        raise Rejected("the certificate is too long")
    try:
        record = _object(json.loads(text))
        if "countermodel" in record:
            values = _object(record["countermodel"])
            return model.Countermodel(tuple((name, read(_text(value))) for name, value in values.items()))
        return model.Proof(_read_node(record["proof"], 0), _boolean(record["vacuous"]))
    except (ValueError, KeyError, RecursionError) as error:
        raise Rejected(f"not a certificate: {error}") from error


def _node(node: model.Node) -> Json:
    branches: list[Json] = [_node(branch) for branch in node.branches]
    return {"steps": [_step(step) for step in node.steps], "last": _step(node.last), "branches": branches}


def _step(step: model.Step | model.Combine | model.Closed) -> Json:  # noqa: C901 - one case a step
    match step:
        case model.Instantiate(fact, terms):
            return {"step": "instantiate", "fact": fact, "terms": [show(t) for t in terms]}
        case model.Define(term):
            return {"step": "define", "term": show(term)}
        case model.Rewrite(equation, fact, reverse):
            return {"step": "rewrite", "equation": equation, "fact": fact, "reverse": reverse}
        case model.Unfold(definition, fact):
            return {"step": "unfold", "definition": definition, "fact": fact}
        case model.Derive(formula, parts):
            return {"step": "derive", "formula": show(formula), "parts": [_part(p) for p in parts]}
        case model.Split(fact):
            return {"step": "split", "fact": fact}
        case model.Cut(formula):
            return {"step": "cut", "formula": show(formula)}
        case model.Enumerate(term, low, high):
            return {"step": "enumerate", "term": show(term), "low": low, "high": high}
        case model.Residues(term, modulus):
            return {"step": "residues", "term": show(term), "modulus": modulus}
        case model.Cycle(base, exponent, modulus, start, period):
            numbers: dict[str, Json] = {"modulus": modulus, "start": start, "period": period}
            return {"step": "cycle", "base": show(base), "exponent": show(exponent), **numbers}
        case model.Induct(variable, facts):
            return {"step": "induct", "variable": variable, "facts": list(facts)}
        case model.Members(fact, elements):
            return {"step": "members", "fact": fact, "elements": [show(t) for t in elements]}
        case model.Combine(parts, nonzero):
            return {"step": "combine", "parts": [_part(p) for p in parts], "nonzero": list(nonzero)}
        case model.Closed():
            return {"step": "closed"}


def _part(part: model.Part) -> Json:
    return {
        "coefficient": str(part.coefficient),
        "facts": [[index, side] for index, side in part.facts],
        "squares": [show(t) for t in part.squares],
        "multiplier": None if part.multiplier is None else show(part.multiplier),
    }


def _read_node(value: Json, depth: int) -> model.Node:
    if depth > _MAX_DEPTH:
        raise Rejected("the proof is nested too deeply")
    record = _object(value)
    steps = []
    for item in _list(record["steps"]):
        step = _read_step(item)
        if isinstance(step, model.Combine | model.Closed):
            raise Rejected("a closing step before the end")
        steps.append(step)
    branches = tuple(_read_node(item, depth + 1) for item in _list(record["branches"]))
    return model.Node(tuple(steps), _read_step(record["last"]), branches)


def _read_step(value: Json) -> model.Step | model.Combine | model.Closed:  # noqa: C901 - one case a step
    r = _object(value)
    match r["step"]:
        case "instantiate":
            return model.Instantiate(_number(r["fact"]), _terms(r["terms"]))
        case "define":
            return model.Define(_term(r["term"]))
        case "rewrite":
            return model.Rewrite(_number(r["equation"]), _number(r["fact"]), _boolean(r["reverse"]))
        case "unfold":
            return model.Unfold(_number(r["definition"]), _number(r["fact"]))
        case "derive":
            return model.Derive(_term(r["formula"]), _parts(r["parts"]))
        case "split":
            return model.Split(_number(r["fact"]))
        case "cut":
            return model.Cut(_term(r["formula"]))
        case "enumerate":
            return model.Enumerate(_term(r["term"]), _number(r["low"]), _number(r["high"]))
        case "residues":
            return model.Residues(_term(r["term"]), _number(r["modulus"]))
        case "cycle":
            modulus, start, period = (_number(r[key]) for key in ("modulus", "start", "period"))
            return model.Cycle(_term(r["base"]), _term(r["exponent"]), modulus, start, period)
        case "induct":
            return model.Induct(_text(r["variable"]), tuple(map(_number, _list(r["facts"]))))
        case "members":
            return model.Members(_number(r["fact"]), _terms(r["elements"]))
        case "combine":
            return model.Combine(_parts(r["parts"]), tuple(map(_number, _list(r["nonzero"]))))
        case "closed":
            return model.Closed()
        case _:
            raise Rejected("an unknown step")


def _parts(value: Json) -> tuple[model.Part, ...]:
    return tuple(_read_part(_object(item)) for item in _list(value))


def _read_part(r: Mapping[str, Json]) -> model.Part:
    facts = []
    for pair in _list(r["facts"]):
        index, side = _list(pair)
        facts.append((_number(index), _text(side)))
    multiplier = None if r["multiplier"] is None else _term(r["multiplier"])
    return model.Part(_fraction(_text(r["coefficient"])), tuple(facts), _terms(r["squares"]), multiplier)


def _fraction(text: str) -> Fraction:
    if len(text) > 20_000 or "e" in text.lower():
        raise Rejected("a number is too long or not written out")
    try:
        return Fraction(text)
    except ZeroDivisionError as error:
        raise Rejected("not a rational number") from error


def _terms(value: Json) -> tuple[Term, ...]:
    return tuple(map(_term, _list(value)))


def _term(value: Json) -> Term:
    return read(_text(value))


def _object(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise Rejected("an object is missing")
    return value


def _list(value: Json) -> Sequence[Json]:
    if not isinstance(value, list):
        raise Rejected("a list is missing")
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise Rejected("a text is missing")
    return value


def _number(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Rejected("a number is missing")
    return value


def _boolean(value: Json) -> bool:
    if not isinstance(value, bool):
        raise Rejected("a truth value is missing")
    return value
