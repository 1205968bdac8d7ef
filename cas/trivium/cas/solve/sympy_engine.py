"""What SymPy proposes for a problem, one answer after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sympy
from sympy.core.expr import Expr

from trivium.cas.solve.sympy_bridge import InexpressibleError, to_infix, to_sympy
from trivium.cas.solve.trees import Plain

_FLAGS: Mapping[str, Mapping[str, bool]] = {
    "real": {"real": True},
    "positive": {"positive": True},
    "nonnegative": {"nonnegative": True},
    "negative": {"negative": True},
    "integer": {"integer": True},
    "positive integer": {"integer": True, "positive": True},
    "nonnegative integer": {"integer": True, "nonnegative": True},
    "negative integer": {"integer": True, "negative": True},
    "unit": {"positive": True},
}


@dataclass(frozen=True, slots=True)
class Task:
    """A problem in plain lists and words."""

    operation: str
    expression: Plain
    variable: str
    bounds: Sequence[Plain]
    direction: str
    order: int
    assume: Mapping[str, str]
    substitution: Plain | None = None
    derivatives: Mapping[str, int] | None = None
    """Of a differential equation: the names of the unknown function and its derivatives, with their orders."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A problem in SymPy's objects."""

    expression: Expr
    variable: Expr
    bounds: Sequence[Expr]
    direction: str
    order: int
    substitution: Expr | None
    unknown: Expr


def answers(task: Task) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Answers with their hints, in the infix language; the same answer is not given twice."""
    seen: set[str] = set()
    for flags in (task.assume, dict.fromkeys(task.assume, "")):
        read = _read(task, flags)
        for rule in _RULES[task.operation]:
            for text, hints in _attempt(rule, read):
                if text not in seen:
                    seen.add(text)
                    yield text, hints


def _read(task: Task, assume: Mapping[str, str]) -> _Read:
    names = {task.variable, *assume} - {""}
    symbols = {name: sympy.Symbol(name, **_FLAGS.get(assume.get(name, ""), {})) for name in sorted(names)}
    unknown = sympy.Function("unknown")(symbols[task.variable]) if task.derivatives else sympy.S.Zero
    for name, order in (task.derivatives or {}).items():
        symbols[name] = unknown.diff(symbols[task.variable], order) if order else unknown
    expression, *bounds = (to_sympy(tree, symbols) for tree in (task.expression, *task.bounds))
    substitution = None if task.substitution is None else to_sympy(task.substitution, symbols)
    variable = symbols.get(task.variable, sympy.S.Zero)
    return _Read(expression, variable, bounds, task.direction, task.order, substitution, unknown)


Answer = tuple[Expr | Sequence[Expr], Sequence[Expr]]
"""An expression, or the roots of an equation, and the antiderivatives that help to check it."""
Rule = Callable[[_Read], Iterator[Answer]]


def _attempt(rule: Rule, read: _Read) -> Iterator[tuple[str, tuple[str, ...]]]:
    try:
        for answer, hints in rule(read):
            try:
                texts = [to_infix(part) for part in (answer if isinstance(answer, list | tuple) else [answer])]
            except InexpressibleError:
                continue
            yield ", ".join(texts), tuple(_expressible(hints))
    except Exception as error:  # noqa: BLE001 - a system that fails proposes nothing; what it raises has no common base
        del error


def _expressible(hints: Sequence[Expr]) -> Iterator[str]:
    for hint in hints:
        try:
            yield to_infix(hint)
        except InexpressibleError:
            continue


def _pieces(value: Expr) -> Iterator[Expr]:
    """Each way to choose one branch of every case distinction, the first ones first."""
    piecewise = next(iter(sorted(value.atoms(sympy.Piecewise), key=sympy.count_ops)), None)
    if piecewise is None:
        yield value
        return
    for branch, _ in piecewise.args:
        yield from _pieces(value.xreplace({piecewise: branch}))


def _antiderivatives(read: _Read) -> Iterator[Expr]:
    if read.substitution is not None:
        yield from _substituted(read)
    found = sympy.integrate(read.expression, read.variable)
    if not found.has(sympy.Integral):
        yield from _pieces(found)
    simpler = sympy.integrate(sympy.simplify(read.expression), read.variable)
    if not simpler.has(sympy.Integral):
        yield from _pieces(simpler)
    from sympy.integrals.manualintegrate import manualintegrate

    by_hand = manualintegrate(read.expression, read.variable)
    if not by_hand.has(sympy.Integral):
        yield from _pieces(by_hand)


def _substituted(read: _Read) -> Iterator[Expr]:
    """By ``u = h(x)``, where the integrand is a function of ``u`` times ``h'(x)``."""
    new = sympy.Dummy("u", positive=True)
    outer = sympy.simplify(read.expression / sympy.diff(read.substitution, read.variable))
    for form in (outer, sympy.together(sympy.expand(outer)), sympy.factor(outer)):
        inner = form.subs(read.substitution, new)
        if read.variable not in inner.free_symbols:
            yield sympy.integrate(inner, new).subs(new, read.substitution)
            return
    for root in sympy.solve(read.substitution - new, read.variable):
        inner = sympy.simplify(read.expression.subs(read.variable, root) * sympy.diff(root, new))
        yield sympy.integrate(inner, new).subs(new, read.substitution)


def _antiderivative(read: _Read) -> Iterator[Answer]:
    for found in _antiderivatives(read):
        yield found, ()
        real = found.replace(sympy.log, lambda argument: sympy.log(sympy.Abs(argument)))
        if real != found:
            yield real, ()


def _integral(read: _Read) -> Iterator[Answer]:
    limits = (read.variable, *read.bounds)
    found = sympy.integrate(read.expression, limits)
    hints = [] if found.has(sympy.Integral) else list(_first(_antiderivatives(read), 4))
    if not found.has(sympy.Integral):
        for piece in _pieces(found):
            yield piece, hints
            yield sympy.simplify(piece), hints


def _integral_by_parts(read: _Read) -> Iterator[Answer]:
    """By the fundamental theorem."""
    lower, upper = read.bounds
    for found in _first(_antiderivatives(read), 4):
        ends = [
            sympy.limit(found, read.variable, end, side) if end.is_infinite else found.subs(read.variable, end)
            for end, side in ((lower, "+"), (upper, "-"))
        ]
        yield sympy.simplify(ends[1] - ends[0]), (found,)


def _integral_by_reflection(read: _Read) -> Iterator[Answer]:
    """From ``x`` to ``lower + upper - x``: the mean of both integrands may be simpler than either."""
    lower, upper = read.bounds
    if lower.is_infinite or upper.is_infinite:
        return
    mirrored = read.expression.subs(read.variable, lower + upper - read.variable)
    mean = (read.expression + mirrored) / 2
    mean = sympy.factor(mean.replace(_is_trigonometric, lambda term: term.func(sympy.expand(term.args[0]))))
    if sympy.count_ops(mean) > sympy.count_ops(read.expression) + 8:
        return
    for found in _by_inner_function(mean, read.variable):
        yield sympy.simplify(found.subs(read.variable, upper) - found.subs(read.variable, lower)), (found,)


def _is_trigonometric(term: Expr) -> bool:
    return isinstance(term, sympy.sin | sympy.cos | sympy.tan)


def _by_inner_function(integrand: Expr, variable: Expr) -> Iterator[Expr]:
    """By ``u = h(x)`` for a function ``h`` that occurs, where the rest is a function of ``u`` times ``h'(x)``."""
    new = sympy.Dummy("u", real=True)
    for inner in sorted(integrand.atoms(sympy.Function), key=sympy.count_ops):
        if inner.has(variable):
            outer = sympy.cancel(integrand / sympy.diff(inner, variable)).subs(inner, new)
            if variable not in outer.free_symbols:
                yield sympy.integrate(outer, new).subs(new, inner)


def _first(values: Iterator[Expr], count: int) -> Iterator[Expr]:
    for _, value in zip(range(count), values, strict=False):
        yield value


def _limit(read: _Read) -> Iterator[Answer]:
    direction = "+-" if read.direction == "both" and not read.bounds[0].is_infinite else read.direction
    found = sympy.limit(read.expression, read.variable, read.bounds[0], direction.replace("both", "+"))
    if not found.has(sympy.Limit):
        yield found, ()
        yield sympy.simplify(found), ()


def _sum(read: _Read) -> Iterator[Answer]:
    limits = (read.variable, *read.bounds)
    found = sympy.summation(read.expression, limits)
    if not found.has(sympy.Sum):
        for piece in _pieces(found):
            yield piece, ()
            yield sympy.simplify(sympy.gammasimp(piece)), ()


def _series(read: _Read) -> Iterator[Answer]:
    yield sympy.series(read.expression, read.variable, read.bounds[0], read.order).removeO(), ()


def _solve(read: _Read) -> Iterator[Answer]:
    found = sympy.solve(read.expression, read.variable)
    yield found, ()
    yield [root for root in found if root.is_real is not False], ()


def _dsolve(read: _Read) -> Iterator[Answer]:
    start = {read.unknown.subs(read.variable, read.bounds[0]): read.bounds[1]} if read.bounds else None
    found = sympy.dsolve(read.expression, read.unknown, ics=start)
    for equation in found if isinstance(found, list) else [found]:
        yield equation.rhs, ()
        yield sympy.simplify(equation.rhs), ()


def _simplify(read: _Read) -> Iterator[Answer]:
    if read.expression.has(sympy.hyper):
        yield sympy.hyperexpand(read.expression), ()
    yield sympy.simplify(read.expression), ()
    yield sympy.radsimp(sympy.nsimplify(read.expression)), ()


_RULES: Mapping[str, Sequence[Rule]] = {
    "antiderivative": (_antiderivative,),
    "integral": (_integral_by_reflection, _integral, _integral_by_parts),
    "limit": (_limit,),
    "sum": (_sum,),
    "series": (_series,),
    "solve": (_solve,),
    "dsolve": (_dsolve,),
    "simplify": (_simplify,),
}
