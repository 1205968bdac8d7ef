"""Replays the declarations of a compiled module in the kernel.

They are read as data and built anew, with nothing taken over but their structure: whatever the file caches about its
expressions is computed again. The kernel of a process that has seen no text of the module's author checks each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from trivium.prover.lean.native.abi import Library, Object, box, keep, tag
from trivium.prover.lean.native.abi import field as part
from trivium.prover.olean import Constant, Kind, Module, Name, OleanError, Terms, dotted, read_module
from trivium.prover.olean.term import (
    App,
    Binder,
    Bound,
    Const,
    Let,
    Level,
    Max,
    Natural,
    Parameter,
    Projection,
    Sort,
    Succ,
    Term,
    Text,
    parts,
)

_AXIOM, _DEFINITION, _THEOREM, _OPAQUE, _QUOTIENT, _INDUCTIVE = 0, 1, 2, 3, 4, 6
"""Constructors of `Declaration`."""
_SAFE = 1
_OK = 1
_NO_LIMIT = 0
_DEPTH = 1 << 16
"""Of the kernel's recursion; what is deeper is refused."""
_REFUSALS = (
    *("unknown constant", "already declared", "its value has another type", "it has metavariables"),
    *("it has free variables", "a function was expected", "a type was expected", "a local definition of another type"),
    *("an expression of another type", "an argument of another type", "a projection that is none"),
    *(
        "a theorem that states no proposition",
        "refused",
        "out of heartbeats",
        "out of memory",
        "too deep",
        "interrupted",
    ),
)
"""What the kernel's exceptions mean, in their order."""


class _RefusedError(Exception):
    pass


def replay(library: Library, imported: Object, data: bytes) -> dict[str, object]:
    """Check every declaration of a module on top of the imported core.

    The answer names how many were checked and, where one was refused, which and why.
    """
    try:
        module = read_module(data, Terms())
        replayed = _Replay(library, module, imported).run()
    except (_RefusedError, OleanError) as error:
        return {"replayed": 0, "refusal": str(error)}
    return {"replayed": replayed, "refusal": ""}


@dataclass(slots=True)
class _Replay:
    library: Library
    module: Module
    imported: Object
    _builder: _Builder = field(init=False)
    _kernel: Object = field(init=False)
    _done: set[Name] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._builder = _Builder(self.library, self.module.terms)
        self._kernel = self.library.call("lean_elab_environment_to_kernel_env", "o", keep(self.imported))

    def run(self) -> int:
        """Add every declaration after those that it uses; how many there are.

        What is `unsafe` or `partial` is left out: the kernel knows it not, and refuses what names it.
        """
        self._done.update(name for name, constant in self.module.constants.items() if not constant.details.safe)
        left_out = len(self._done)
        for name in self.module.constants:
            waiting = [name]
            while waiting:
                last = waiting[-1]
                missing = [used for used in self._before(last) if used not in self._done]
                if last in self._done or not missing:
                    waiting.pop()
                    self._add(last)
                elif len(waiting) > len(self.module.constants):
                    raise _RefusedError(f"{dotted(name)} depends on itself")
                else:
                    waiting.append(missing[0])
        return len(self._done) - left_out

    def _before(self, name: Name) -> set[Name]:
        """The declarations of the module that must come before one."""
        constant = self.module.constants[name]
        match constant.kind:
            case Kind.CONSTRUCTOR:
                return set(constant.details.names)
            case Kind.RECURSOR:
                return set(constant.details.together)
            case Kind.INDUCTIVE:
                group = self._group(constant)
                inside = {item.name for item in group}
                used = set[Name]().union(*(self._used(item) for item in group))
                return used - inside
            case _:
                return self._used(constant)

    def _used(self, constant: Constant) -> set[Name]:
        return self.module.terms.constants(constant.roots()) & self.module.constants.keys()

    def _group(self, constant: Constant) -> list[Constant]:
        """The inductive types that were declared together, each with its constructors."""
        found = []
        for name in constant.details.together:
            item = self._get(name, Kind.INDUCTIVE)
            found += [item, *(self._get(maker, Kind.CONSTRUCTOR) for maker in item.details.names)]
        return found

    def _get(self, name: Name, kind: Kind) -> Constant:
        constant = self.module.constants.get(name)
        if constant is None or constant.kind is not kind:
            raise _RefusedError(f"{dotted(name)} is not what its type says")
        return constant

    def _add(self, name: Name) -> None:
        if name in self._done:
            return
        constant = self.module.constants[name]
        self._done.add(name)
        if constant.kind in (Kind.CONSTRUCTOR, Kind.RECURSOR):
            return  # the kernel makes those of a type itself
        if constant.kind is Kind.INDUCTIVE:
            self._done.update(constant.details.together)
        declaration = self._declaration(constant)
        limits = (_NO_LIMIT, _DEPTH)
        answer = self.library.call("lean_add_decl", "ooooo", keep(self._kernel), *limits, declaration, box(0))
        if tag(answer) != _OK:
            kind = tag(part(answer, 0))
            reason = _REFUSALS[kind] if kind < len(_REFUSALS) else "refused"
            raise _RefusedError(f"the kernel refuses {dotted(name)}: {reason}")
        self._kernel = part(answer, 0)

    def _declaration(self, constant: Constant) -> Object:
        library, build = self.library, self._builder
        head = build.head(constant)
        together = build.names(constant.details.together)
        value = build.term(constant.value) if constant.value is not None else box(0)
        match constant.kind:
            case Kind.AXIOM:
                return library.constructor(_AXIOM, [library.constructor(0, [head], bytes(1))])
            case Kind.DEFINITION:
                hint = build.hint(constant.details.hint)
                inner = library.constructor(0, [head, value, hint, together], bytes([_SAFE]))
                return library.constructor(_DEFINITION, [inner])
            case Kind.THEOREM:
                return library.constructor(_THEOREM, [library.constructor(0, [head, value, together])])
            case Kind.OPAQUE:
                return library.constructor(_OPAQUE, [library.constructor(0, [head, value, together], bytes(1))])
            case Kind.INDUCTIVE:
                types = library.list([self._inductive(name) for name in constant.details.together])
                parameters = library.natural(constant.details.numbers[0])
                names = build.names(constant.level_params)
                return library.constructor(_INDUCTIVE, [names, parameters, types], bytes(1))
            case _:
                return box(_QUOTIENT)

    def _inductive(self, name: Name) -> Object:
        build, constant = self._builder, self._get(name, Kind.INDUCTIVE)
        makers = [self._get(maker, Kind.CONSTRUCTOR) for maker in constant.details.names]
        made = [self.library.constructor(0, [build.name(maker.name), build.term(maker.type)]) for maker in makers]
        return self.library.constructor(0, [build.name(name), build.term(constant.type), self.library.list(made)])


@dataclass(slots=True)
class _Builder:
    """Builds Lean's expressions from those of a store; each answer is a new reference."""

    library: Library
    terms: Terms
    _terms: dict[int, Object] = field(default_factory=dict)
    _levels: dict[int, Object] = field(default_factory=dict)
    _names: dict[Name, Object] = field(default_factory=dict)

    def name(self, name: Name) -> Object:
        if name not in self._names:
            self._names[name] = self.library.name(*name)
        return keep(self._names[name])

    def names(self, names: Iterable[Name]) -> Object:
        return self.library.list([self.name(name) for name in names])

    def head(self, constant: Constant) -> Object:
        items = [self.name(constant.name), self.names(constant.level_params), self.term(constant.type)]
        return self.library.constructor(0, items)

    def hint(self, hint: int | None) -> Object:
        if hint is None or hint < 0:
            return box(1 if hint == -1 else 0)
        return self.library.call("lean_mk_reducibility_hints_regular", "i", hint)

    def term(self, number: int) -> Object:
        waiting = [number]
        while waiting:
            last = waiting[-1]
            if last in self._terms:
                waiting.pop()
                continue
            term = self.terms.terms[last]
            missing = [item for item in parts(term) if item not in self._terms]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            self._terms[last] = self._made(term)
        return keep(self._terms[number])

    def _made(self, term: Term) -> Object:
        call, of = self.library.call, self._known
        match term:
            case Bound(index):
                return call("lean_expr_mk_bvar", "o", self.library.natural(index))
            case Sort(level):
                return call("lean_expr_mk_sort", "o", self.level(level))
            case Const(name, levels):
                made = self.library.list([self.level(level) for level in levels])
                return call("lean_expr_mk_const", "oo", self.name(name), made)
            case App(function, argument):
                return call("lean_expr_mk_app", "oo", of(function), of(argument))
            case Binder(universal, domain, body):
                maker = "lean_expr_mk_forall" if universal else "lean_expr_mk_lambda"
                return call(maker, "ooob", self.name(_VARIABLE), of(domain), of(body), 0)
            case Let(kind, value, body):
                return call("lean_expr_mk_let", "oooob", self.name(_VARIABLE), of(kind), of(value), of(body), 0)
            case Natural(value):
                return call("lean_expr_mk_lit", "o", self.library.constructor(0, [self.library.natural(value)]))
            case Text(value):
                return call("lean_expr_mk_lit", "o", self.library.constructor(1, [self.library.string(value)]))
            case Projection(structure, index, inner):
                return call("lean_expr_mk_proj", "ooo", self.name(structure), self.library.natural(index), of(inner))

    def _known(self, number: int) -> Object:
        return keep(self._terms[number])

    def level(self, number: int) -> Object:
        if number not in self._levels:
            self._levels[number] = self._made_level(self.terms.levels[number])
        return keep(self._levels[number])

    def _made_level(self, level: Level) -> Object:
        match level:
            case Succ(of):
                return self.library.call("lean_level_mk_succ", "o", self.level(of))
            case Max(left, right, impredicative):
                maker = "lean_level_mk_imax" if impredicative else "lean_level_mk_max"
                return self.library.call(maker, "oo", self.level(left), self.level(right))
            case Parameter(name):
                return self.library.call("lean_level_mk_param", "o", self.name(name))
            case _:
                return self.library.call("lean_level_mk_zero", "o", box(0))


_VARIABLE: Name = ("x",)
