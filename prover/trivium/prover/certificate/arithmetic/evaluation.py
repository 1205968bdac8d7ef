"""Exact evaluation of terms: numbers, finite sets, bounded quantifiers, big operators over finite sets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from trivium.prover.certificate.arithmetic import values as exact
from trivium.prover.certificate.arithmetic.bounds import guard_bounds
from trivium.prover.certificate.arithmetic.errors import Undetermined
from trivium.prover.certificate.arithmetic.terms import INTEGERS, C, N, Term
from trivium.prover.certificate.arithmetic.values import Function, Gaussian, Number, Value, rational, truth, whole

DEFAULT_FUEL = 400_000
MAX_DEPTH = 150
_SETS = frozenset({"range", "Icc", "Ico", "Ioc", "Ioo", "divisors", "proper_divisors", "filter", "finset"})


class Evaluator:
    """Evaluates terms under values of their variables, within a number of steps."""

    def __init__(self, fuel: int = DEFAULT_FUEL) -> None:
        self.fuel = fuel
        self.depth = 0

    def value(self, term: Term, env: Mapping[str, Value]) -> Value:
        """The exact value; raises Undetermined where there is none within the limits."""
        self.fuel -= 1
        if self.fuel < 0 or self.depth > MAX_DEPTH:
            raise Undetermined("exact evaluation takes too many steps")
        self.depth += 1
        try:
            return self._value(term, env)
        finally:
            self.depth -= 1

    def truth(self, formula: Term, env: Mapping[str, Value]) -> bool:
        """Whether a proposition holds; raises Undetermined."""
        return truth(self.value(formula, env))

    def _value(self, term: Term, env: Mapping[str, Value]) -> Value:
        op = term.op
        if op == "num":
            return exact.converted(term.value, term.sort)
        if op == "var":
            if term.name not in env:
                raise Undetermined(f"{term.name} has no value")
            return env[term.name]
        if term.sort.name == "P" and op != "apply":
            return self._proposition(term, env)
        if op in _SETS:
            return frozenset(self.elements(term, env))
        if op in ("sum", "prod"):
            return self._big_operator(term, env)
        if op == "apply":
            return self._application(term, env)
        if op == "mod":
            return self._remainder(term, env)
        arguments = [self.value(a, env) for a in term.args]
        if op == "card" and isinstance(arguments[0], frozenset):
            return len(arguments[0])
        return _operation(term, arguments)

    def _proposition(self, term: Term, env: Mapping[str, Value]) -> bool:  # noqa: C901 - one case an operator
        op = term.op
        if op in ("true", "false"):
            return op == "true"
        if op == "not":
            return not self.truth(term.args[0], env)
        if op in ("and", "or", "imp"):
            return self._connective(term, env)
        if op == "iff":
            return self.truth(term.args[0], env) == self.truth(term.args[1], env)
        if op in ("forall", "exists"):
            return self._quantifier(term, env)
        if op == "mem":
            return self._membership(term, env)
        left = self.value(term.args[0], env)
        if op == "prime":
            return exact.is_prime(whole(left))
        if op == "even":
            return whole(left) % 2 == 0
        right = self.value(term.args[1], env)
        if op == "eq":
            if isinstance(left, Function) or isinstance(right, Function):
                raise Undetermined("functions are not compared")
            return left == right
        if op == "dvd":
            return whole(right) == 0 if left == 0 else whole(right) % whole(left) == 0
        if op in ("lt", "le"):
            return rational(left) < rational(right) if op == "lt" else rational(left) <= rational(right)
        raise Undetermined(f"no evaluation of {op}")

    def _connective(self, term: Term, env: Mapping[str, Value]) -> bool:
        """Three-valued: an undetermined side does not matter where the other one decides."""
        decisive = term.op == "or" or term.op == "imp"
        doubt: Undetermined | None = None
        for index, side in enumerate(term.args):
            try:
                holds = self.truth(side, env)
            except Undetermined as undetermined:
                doubt = undetermined
                continue
            if term.op == "imp" and index == 0:
                holds = not holds
            if holds == decisive:
                return decisive
        if doubt is not None:
            raise doubt
        return not decisive

    def _quantifier(self, term: Term, env: Mapping[str, Value]) -> bool:
        bound, body = term.args
        decisive = term.op == "exists"
        doubt: Undetermined | None = None
        for value in self._candidates(bound, body, term.op, env):
            try:
                if self.truth(body, {**env, bound.name: value}) == decisive:
                    return decisive
            except Undetermined as undetermined:
                doubt = undetermined
        if doubt is not None:
            raise doubt
        return not decisive

    def _candidates(self, bound: Term, body: Term, quantifier: str, env: Mapping[str, Value]) -> Iterable[Value]:
        if bound.sort not in INTEGERS:
            raise Undetermined("a quantifier over an infinite domain")
        low: int | None = 0 if bound.sort == N else None
        high: int | None = None
        for bounding in guard_bounds(bound, body, quantifier):
            try:
                if bounding.kind == "member":
                    return [v for v in self.elements(bounding.limit, env) if not isinstance(v, Gaussian)]
                limit = rational(self.value(bounding.limit, env))
            except Undetermined:
                continue
            if bounding.kind == "low":
                edge = math.floor(limit) + 1 if bounding.strict else math.ceil(limit)
                low = edge if low is None else max(low, edge)
            else:
                edge = math.ceil(limit) - 1 if bounding.strict else math.floor(limit)
                high = edge if high is None else min(high, edge)
        if low is None or high is None or high - low > self.fuel:
            raise Undetermined("a quantifier without small bounds")
        return range(low, high + 1)

    def _membership(self, term: Term, env: Mapping[str, Value]) -> bool:
        element, collection = term.args
        value = self.value(element, env)
        if collection.op == "setof":
            return self.truth(collection.args[1], {**env, collection.args[0].name: value})
        found = self.value(collection, env)
        if not isinstance(found, frozenset):
            raise Undetermined("not a finite set")
        return value in found

    def elements(self, term: Term, env: Mapping[str, Value]) -> Iterable[Number]:
        """The elements of a finite set, without repetition; raises Undetermined."""
        if term.op == "filter":
            bound, domain, condition = term.args
            return [v for v in self.elements(domain, env) if self.truth(condition, {**env, bound.name: v})]
        if term.op in ("divisors", "proper_divisors"):
            value = whole(self.value(term.args[0], env))
            found = exact.divisors(value)
            return found if term.op == "divisors" else found[:-1]
        if term.op == "finset":
            listed = [self.value(a, env) for a in term.args]
            return {v for v in listed if isinstance(v, int | Fraction | Gaussian)}
        if term.op in _SETS:
            low, high = self._interval(term, env)
            if high - low > self.fuel:
                raise Undetermined("a finite set is too large")
            return range(low, high)
        value_of_set = self.value(term, env)
        if not isinstance(value_of_set, frozenset):
            raise Undetermined("not a finite set")
        return value_of_set

    def _interval(self, term: Term, env: Mapping[str, Value]) -> tuple[int, int]:
        edges = [whole(self.value(a, env)) for a in term.args]
        if term.op == "range":
            return 0, edges[0]
        low, high = edges
        return low + (term.op[1] == "o"), high + (term.op[2] == "c")

    def _big_operator(self, term: Term, env: Mapping[str, Value]) -> Number:
        bound, domain, body = term.args
        total = exact.converted(0 if term.op == "sum" else 1, term.sort)
        for element in self.elements(domain, env):
            value = self.value(body, {**env, bound.name: element})
            if not isinstance(value, int | Fraction | Gaussian):
                raise Undetermined("not a number")
            total = _combine("add" if term.op == "sum" else "mul", total, value)
            self.fuel -= 1
        return total

    def _application(self, term: Term, env: Mapping[str, Value]) -> Value:
        function = env.get(term.name)
        if not isinstance(function, Function):
            raise Undetermined(f"{term.name} has no value")
        arguments = [self.value(a, env) for a in term.args]
        return self.value(function.body, {**env, **dict(zip(function.parameters, arguments, strict=True))})

    def _remainder(self, term: Term, env: Mapping[str, Value]) -> int:
        """The remainder; a power is reduced without being written out."""
        divisor = whole(self.value(term.args[1], env))
        if divisor == 0:
            return whole(self.value(term.args[0], env))
        return self._modulo(term.args[0], abs(divisor), env)

    def _modulo(self, term: Term, modulus: int, env: Mapping[str, Value]) -> int:
        if term.op in ("add", "mul") or (term.op == "sub" and term.sort != N):
            left, right = (self._modulo(a, modulus, env) for a in term.args)
            return {"add": left + right, "mul": left * right, "sub": left - right}[term.op] % modulus
        if term.op == "pow":
            exponent = whole(self.value(term.args[1], env))
            return pow(self._modulo(term.args[0], modulus, env), exponent, modulus)
        return whole(self.value(term, env)) % modulus


def _combine(op: str, left: Number, right: Number) -> Number:
    if isinstance(left, Gaussian) or isinstance(right, Gaussian):
        if not (isinstance(left, Gaussian) and isinstance(right, Gaussian)):
            raise Undetermined("numbers of two types")
        return {"add": Gaussian.__add__, "sub": Gaussian.__sub__, "mul": Gaussian.__mul__}[op](left, right)
    if op == "mul" and max(_bits(left), _bits(right)) > exact.MAX_BITS:
        raise Undetermined("the product is too large")
    return left + right if op == "add" else left - right if op == "sub" else left * right


def _bits(value: int | Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _operation(term: Term, arguments: list[Value]) -> Value:
    op = term.op
    first = arguments[0] if arguments else None
    if op in ("add", "sub", "mul"):
        left, right = (_number(a) for a in arguments)
        result = _combine(op, left, right)
        return max(whole(result), 0) if op == "sub" and term.sort == N else result
    if op in exact.INTEGER_OPERATIONS:
        return exact.INTEGER_OPERATIONS[op](whole(arguments[0]), whole(arguments[1]))
    if op in exact.INTEGER_FUNCTIONS:
        return exact.INTEGER_FUNCTIONS[op](whole(arguments[0]))
    if op == "I":
        return Gaussian(Fraction(0), Fraction(1))
    if first is None:
        raise Undetermined(f"{op} has no exact value")
    return _field_operation(term, arguments, _number(first))


def _field_operation(term: Term, arguments: list[Value], first: Number) -> Value:  # noqa: C901 - one case an operation
    match term.op:
        case "neg":
            return -first
        case "cast":
            return exact.converted(first, term.sort)
        case "div" if term.sort in INTEGERS:
            return exact.quotient(whole(first), whole(arguments[1]))
        case "div":
            return _combine("mul", first, _inverse(_number(arguments[1])))
        case "inv":
            return _inverse(first)
        case "pow":
            return exact.powered(first, whole(arguments[1]))
        case "zpow":
            return exact.integer_power(first, whole(arguments[1]))
        case "rpow":
            return exact.real_power(rational(first), rational(arguments[1]))
        case "abs" if term.sort != C:
            return abs(rational(first)) if term.sort not in INTEGERS else abs(whole(first))
        case "min" | "max":
            pick = min if term.op == "min" else max
            found = pick(rational(first), rational(arguments[1]))
            return int(found) if term.sort in INTEGERS else found
        case "sqrt":
            return exact.root(max(rational(first), Fraction(0)), 2)
        case "floor":
            return math.floor(rational(first))
        case "ceil":
            return math.ceil(rational(first))
        case "nfloor":
            return max(math.floor(rational(first)), 0)
        case "nceil":
            return max(math.ceil(rational(first)), 0)
        case "logb":
            return exact.logarithm(rational(first), rational(arguments[1]))
        case "numerator":
            return rational(first).numerator
        case "denominator":
            return rational(first).denominator
        case _:
            raise Undetermined(f"{term.op} has no exact value")


def _inverse(value: Number) -> Number:
    if isinstance(value, Gaussian):
        return value.inverse()
    return 1 / Fraction(value) if value else Fraction(0)


def _number(value: Value) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Gaussian):
        raise Undetermined("not a number")
    return value
