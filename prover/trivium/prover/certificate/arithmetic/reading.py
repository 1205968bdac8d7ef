"""The checker's own elaboration of statements: guess the type of a term from below, then build it from above."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from trivium.prover.certificate.arithmetic.errors import Rejected
from trivium.prover.certificate.arithmetic.grammar import Grammar, Tree, lexemes
from trivium.prover.certificate.arithmetic.model import Statement
from trivium.prover.certificate.arithmetic.signatures import check_well_formed
from trivium.prover.certificate.arithmetic.terms import NUMBERS, C, N, P, Q, R, Sort, Term, Z, alpha, substitute, var
from trivium.prover.certificate.arithmetic.vocabulary import FUNCTIONS, Meaning

Known: TypeAlias = Mapping[str, Term]
_OPS = {"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod"}
_TYPES = {"ℕ": N, "Nat": N, "ℤ": Z, "Int": Z, "ℚ": Q, "Rat": Q, "ℝ": R, "Real": R, "ℂ": C, "Complex": C, "Prop": P}
_SPACES = {"N": "Nat", "Z": "Int", "Q": "Rat", "fin": "Finset"}
_INTERVALS = frozenset({"Icc", "Ico", "Ioc", "Ioo"})


def read_statement(source: str) -> Statement:
    """The statement of the theorem at the start of a text; raises Rejected."""
    header = Grammar(lexemes(source)).header()
    known: dict[str, Term] = {}
    variables: list[tuple[str, Sort]] = []
    hypotheses: list[tuple[str, Term]] = []
    for position, (name, kind) in enumerate(header.parameters):
        sort = None if kind is None else sort_named(kind)
        if kind is not None and sort is None:
            hypotheses.append((name, alpha(_Builder().build(kind, P, known))))
            continue
        if sort is None:
            later = [t for _, t in header.parameters[position + 1 :] if t is not None and sort_named(t) is None]
            sort = next((s for t in later if (s := _Builder().demanded(name, t, P, known)) is not None), N)
        times = sum(name == other.split("@")[0] for other, _ in variables)
        unique = name if not times else f"{name}@{times + 1}"
        variables.append((unique, sort))
        known[name] = var(unique, sort)
    goal = alpha(_Builder().build(header.goal, P, known))
    for _, formula in [*hypotheses, ("goal", goal)]:
        check_well_formed(formula, dict(variables))
    return Statement(header.name, tuple(variables), tuple(hypotheses), goal)


def sort_named(tree: Tree) -> Sort | None:
    """The sort that a tree names, or None."""
    if tree.kind == "name":
        return _TYPES.get(tree.text)
    if tree.kind == "apply" and tree.parts[0].text in ("Set", "Finset") and len(tree.parts) == 2:
        element = sort_named(tree.parts[1])
        return element and Sort("set" if tree.parts[0].text == "Set" else "fin", (element,))
    if tree.kind == "logic" and tree.text == "imp":
        first, rest = map(sort_named, tree.parts)
        if first is None or rest is None or first.name == "fun":
            return None
        return Sort("fun", (first, *(rest.parts if rest.name == "fun" else (rest,))))
    return None


def _wider(one: Sort | None, two: Sort | None) -> Sort | None:
    if one is None or two is None:
        return two if one is None else one
    if one in NUMBERS and two in NUMBERS:
        return max(one, two, key=NUMBERS.index)
    if one != two:
        raise Rejected(f"{one} and {two} have no common type")
    return one


class _Builder:
    """Guesses and builds; bound variables get names of their own."""

    def __init__(self) -> None:
        self._bound = 0

    def guess(self, tree: Tree, known: Known) -> Sort | None:  # noqa: C901 - one case a form
        """The type that a term has by itself; None where its context decides."""
        kind, parts = tree.kind, tree.parts
        if kind in ("logic", "relation", "congruence") or (kind == "bind" and not tree.text.startswith("fun ")):
            return P
        if kind in ("arithmetic", "negative"):
            result: Sort | None = None
            for part in parts:
                result = _wider(result, self.guess(part, known))
            return result
        if kind in ("power", "inverse", "absolute"):
            return self.guess(parts[0], known)
        if kind == "typed":
            return sort_named(parts[1])
        if kind == "factorial":
            return N
        if kind == "root":
            return R
        if kind == "round":
            return N if tree.text.endswith("₊") else Z
        if kind == "big":
            _, inner = self._opened(tree, known)
            return self.guess(parts[2], inner)
        if kind == "set":
            return Sort("set", (self._opened(tree, known)[0].sort,))
        if kind == "list":
            element = next((s for p in parts if (s := self.guess(p, known)) is not None), N)
            return Sort("fin", (element,))
        if kind in ("name", "apply", "field"):
            return self._guess_call(tree, known)
        return None

    def _guess_call(self, tree: Tree, known: Known) -> Sort | None:
        name, arguments = self._call(tree, known)
        if name in known and not name.startswith("."):
            sort = known[name].sort
            return sort.parts[-1] if arguments else sort
        short = name.rpartition(".")[2]
        if name.startswith("Finset.") and short in _INTERVALS and arguments:
            return Sort("fin", (_wider(*(self.guess(a, known) for a in arguments[:2])) or N,))
        if name in ("abs", "min", "max"):
            result: Sort | None = None
            for argument in arguments:
                result = _wider(result, self.guess(argument, known))
            return result
        if name == "Finset.filter" and len(arguments) == 2:
            return self.guess(arguments[1], known)
        if name in ("Finset.sum", "Finset.prod") and len(arguments) == 2:
            _, body, inner = self._function(arguments[1], arguments[0], known)
            return self.guess(body, inner)
        if name in ("Finset.card", "Nat.succ"):
            return N
        if name in ("Even", "Odd", "IsLeast", "IsGreatest", "Nat.Coprime"):
            return P
        return self._meaning(name).result

    def _meaning(self, name: str) -> Meaning:
        if name not in FUNCTIONS:
            raise Rejected(f"{name} is not known")
        return FUNCTIONS[name]

    def _call(self, tree: Tree, known: Known) -> tuple[str, tuple[Tree, ...]]:
        """The function that a tree applies, with the owner of a field as its first argument."""
        arguments: tuple[Tree, ...] = ()
        if tree.kind == "apply":
            tree, arguments = tree.parts[0], tree.parts[1:]
        if tree.kind == "name":
            if tree.text in known or "." not in tree.text:
                return tree.text, arguments
            owner, _, field = tree.text.rpartition(".")
            if owner.split(".")[0] not in known:
                return tree.text, arguments
            tree = Tree("field", field, (Tree("name", owner),))
        if tree.kind != "field":
            raise Rejected("something that is no function is applied")
        owner_sort = self.guess(tree.parts[0], known)
        if owner_sort is None or owner_sort.name not in _SPACES:
            raise Rejected(f"the field {tree.text} is not known")
        name = f"{_SPACES[owner_sort.name]}.{tree.text}"
        if name != "Finset.card" and self._meaning(name).arguments[:1] != (owner_sort,):
            raise Rejected(f"the field {tree.text} is not known")
        return name, (tree.parts[0], *arguments)

    def demanded(self, name: str, tree: Tree, expected: Sort | None, known: Known) -> Sort | None:
        """The type that the first use of an unknown variable asks for; None where no use does."""
        inside = {k: v for k, v in known.items() if k != name}
        kind, parts = tree.kind, tree.parts
        if kind == "name":
            return expected if tree.text == name else None
        if kind in ("arithmetic", "negative", "power", "relation"):
            return self._demanded_in_tree(name, tree, expected, inside)
        if kind == "bind":
            return self._demanded_in_binder(name, tree, inside)
        if kind == "big":
            opened = inside if tree.text.split(" ")[1] == name else self._safely_opened(tree, inside)
            return self._first(name, [(parts[1], None), (parts[2], None)], opened)
        if kind == "set":
            return None if tree.text == name else self.demanded(name, parts[1], P, self._safely_opened(tree, inside))
        if kind in ("logic", "typed", "congruence"):
            sorts = {"logic": P, "typed": sort_named(parts[-1]), "congruence": N if tree.text == "MOD" else Z}
            return self._first(name, [(p, sorts[kind]) for p in parts], inside)
        if kind in ("root", "factorial"):
            return self.demanded(name, parts[0], R if kind == "root" else N, inside)
        if kind in ("absolute", "inverse"):
            return self.demanded(name, parts[0], expected, inside)
        if kind == "apply":
            return self._demanded_in_call(name, tree, inside)
        return self._first(name, [(p, None) for p in parts], inside)

    def _first(self, name: str, uses: list[tuple[Tree, Sort | None]], known: Known) -> Sort | None:
        return next((s for t, e in uses if (s := self.demanded(name, t, e, known)) is not None), None)

    def _safely_opened(self, tree: Tree, known: Known) -> Known:
        return self._opened(tree, known)[1]

    def _demanded_in_binder(self, name: str, tree: Tree, known: Known) -> Sort | None:
        bound = tree.text.split(" ")[1]
        sort, guard, body = tree.parts
        if sort.kind != "none" and sort_named(sort) is None:
            return self._first(name, [(sort, P), (body, P)], known)
        if bound == name:
            return None
        # the inner variable may wait for the outer one: both are unknown at first
        uses: list[tuple[Tree, Sort | None]] = [(t, P) for t in (guard, body) if t.kind != "none"]
        named = sort_named(sort) if sort.kind != "none" else None
        inner = (
            {**known, bound: var("?", named)} if named is not None else {k: v for k, v in known.items() if k != bound}
        )
        return self._first(name, uses, inner)

    def _demanded_in_call(self, name: str, tree: Tree, known: Known) -> Sort | None:
        head, arguments = tree.parts[0], tree.parts[1:]
        sorts: tuple[Sort | None, ...] = (None,) * len(arguments)
        if head.kind == "name" and head.text in known and known[head.text].sort.name == "fun":
            sorts = known[head.text].sort.parts[:-1]
        elif head.kind == "name" and head.text in FUNCTIONS:
            sorts = FUNCTIONS[head.text].arguments
        return self._first(name, list(zip(arguments, sorts, strict=False)), known)

    def _demanded_in_tree(self, name: str, tree: Tree, expected: Sort | None, known: Known) -> Sort | None:
        leaves = [leaf for part in tree.parts for leaf in _leaves(part)] if tree.kind == "relation" else _leaves(tree)
        exponents = (
            [e for part in tree.parts for e in _exponents(part)] if tree.kind == "relation" else _exponents(tree)
        )
        if tree.kind == "relation" and tree.text in ("∈", "∉"):
            collection = self._quiet_guess(tree.parts[1], known)
            element = collection.parts[0] if collection is not None else None
            return self._first(name, [(tree.parts[0], element), (tree.parts[1], None)], known)
        largest = None if tree.kind == "relation" else expected
        for leaf in leaves:
            largest = _wider(largest, self._quiet_guess(leaf, known))
        uses = [(leaf, largest if leaf == Tree("name", name) else None) for leaf in leaves]
        return self._first(name, [*uses, *((e, None) for e in exponents)], known)

    def _quiet_guess(self, tree: Tree, known: Known) -> Sort | None:
        try:
            return self.guess(tree, known)
        except Rejected:
            return None

    def _opened(self, tree: Tree, known: Known) -> tuple[Term, Known]:
        """The bound variable of a binder and the scope inside it."""
        name = tree.text.split(" ")[-1]
        sort = sort_named(tree.parts[0]) if tree.parts[0].kind != "none" else None
        if tree.parts[0].kind != "none" and sort is None:
            raise Rejected("a bound variable of an unknown type")
        if sort is None and tree.kind == "big":
            domain = self.guess(tree.parts[1], known)
            if domain is None or domain.name != "fin":
                raise Rejected("a big operator over something that is no finite set")
            sort = domain.parts[0]
        if sort is None:
            sort = self._first(name, [(t, P) for t in tree.parts[1:] if t.kind != "none"], known) or N
        if sort not in NUMBERS:
            raise Rejected("a bound variable that is no number")
        self._bound += 1
        bound = var(f"%{self._bound}", sort)
        return bound, {**known, name: bound}

    def build(self, tree: Tree, expected: Sort | None, known: Known) -> Term:
        """The term of a tree, of the expected type where there is one, coerced where that is larger."""
        term = self._build(tree, expected, known)
        if expected is None or term.sort == expected:
            return term
        if term.sort in NUMBERS and expected in NUMBERS and NUMBERS.index(term.sort) < NUMBERS.index(expected):
            return Term("cast", expected, (term,))
        raise Rejected(f"a term of type {term.sort} where {expected} is expected")

    def _build(self, tree: Tree, expected: Sort | None, known: Known) -> Term:  # noqa: C901 - one case a form
        kind, parts = tree.kind, tree.parts
        match kind:
            case "number":
                return _numeral(tree.text, expected or N)
            case "arithmetic" | "negative" | "power":
                own = self.guess(tree, known)
                return self._arithmetic(tree, _wider(own, expected) or N, known)
            case "relation":
                return self._relation(tree, known)
            case "logic":
                return Term(tree.text, P, tuple(self.build(p, P, known) for p in parts))
            case "congruence":
                sort = N if tree.text == "MOD" else Z
                left, right, modulus = (self.build(p, sort, known) for p in parts)
                return Term("eq", P, (Term("mod", sort, (left, modulus)), Term("mod", sort, (right, modulus))))
            case "typed":
                sort_wanted = sort_named(parts[1])
                if sort_wanted is None:
                    raise Rejected("an ascription of an unknown type")
                return self.build(parts[0], sort_wanted, known)
            case "cast":
                inner = self.build(parts[0], None, known)
                return inner if expected is None else self._coerced(inner, expected)
            case "inverse" | "absolute":
                inner = self.build(parts[0], self.guess(parts[0], known) or expected or N, known)
                return Term("inv" if kind == "inverse" else "abs", inner.sort, (inner,))
            case "factorial":
                return Term("factorial", N, (self.build(parts[0], N, known),))
            case "root":
                return Term("sqrt", R, (self.build(parts[0], R, known),))
            case "round":
                ops = {"⌊⌋": "floor", "⌈⌉": "ceil", "⌊⌋₊": "nfloor", "⌈⌉₊": "nceil"}
                sort = N if tree.text.endswith("₊") else Z
                return Term(ops[tree.text], sort, (self.build(parts[0], None, known),))
            case "bind":
                return self._binder(tree, known)
            case "big":
                bound, inner_scope = self._opened(tree, known)
                domain = self.build(parts[1], Sort("fin", (bound.sort,)), known)
                own = self.guess(parts[2], inner_scope)
                body = self.build(parts[2], own or expected or N, inner_scope)
                return Term("sum" if tree.text[0] == "∑" else "prod", body.sort, (bound, domain, body))
            case "set":
                bound, inner_scope = self._opened(tree, known)
                condition = self.build(parts[1], P, inner_scope)
                return Term("setof", Sort("set", (bound.sort,)), (bound, condition))
            case "list":
                element = self.guess(tree, known)
                assert element is not None
                return Term("finset", element, tuple(self.build(p, element.parts[0], known) for p in parts))
            case "name" | "apply" | "field":
                return self._built_call(tree, expected, known)
            case _:
                raise Rejected("a form that is not known")

    def _coerced(self, term: Term, sort: Sort) -> Term:
        if term.sort == sort:
            return term
        if term.sort not in NUMBERS or sort not in NUMBERS or NUMBERS.index(term.sort) > NUMBERS.index(sort):
            raise Rejected(f"no coercion from {term.sort} to {sort}")
        return Term("cast", sort, (term,))

    def _arithmetic(self, tree: Tree, sort: Sort, known: Known) -> Term:
        if tree.kind == "arithmetic":
            return Term(_OPS[tree.text], sort, tuple(self._arithmetic(p, sort, known) for p in tree.parts))
        if tree.kind == "negative":
            return Term("neg", sort, (self._arithmetic(tree.parts[0], sort, known),))
        if tree.kind == "power":
            base = self._arithmetic(tree.parts[0], sort, known)
            exponent = self.build(tree.parts[1], self.guess(tree.parts[1], known), known)
            op = {N: "pow", Z: "zpow", R: "rpow"}.get(exponent.sort)
            if op is None:
                raise Rejected("an exponent of this type")
            return Term(op, sort, (base, exponent))
        return self.build(tree, sort, known)

    def _relation(self, tree: Tree, known: Known) -> Term:
        left, right = tree.parts
        if tree.text in ("∈", "∉"):
            collection = self.build(right, None, known)
            if collection.sort.name not in ("fin", "set"):
                raise Rejected("membership in something that is no set")
            member = Term("mem", P, (self.build(left, collection.sort.parts[0], known), collection))
            return member if tree.text == "∈" else Term("not", P, (member,))
        if tree.text == "∣":
            sort = self.guess(left, known) or self.guess(right, known) or N
            return Term("dvd", P, (self.build(left, sort, known), self.build(right, sort, known)))
        sort = _wider(self.guess(left, known), self.guess(right, known)) or N
        sides = [self._arithmetic(side, sort, known) for side in (left, right)]
        if tree.text in (">", "≥"):
            sides.reverse()
        op = "eq" if tree.text in ("=", "≠") else "lt" if tree.text in ("<", ">") else "le"
        term = Term(op, P, tuple(sides))
        return Term("not", P, (term,)) if tree.text == "≠" else term

    def _binder(self, tree: Tree, known: Known) -> Term:
        kind = tree.text.split(" ")[0]
        sort, guard, body = tree.parts
        if sort.kind != "none" and sort_named(sort) is None:
            if kind != "∀":
                raise Rejected("a bound proof")
            return Term("imp", P, (self.build(sort, P, known), self.build(body, P, known)))
        if kind == "fun":
            raise Rejected("a function in this place")
        bound, inner = self._opened(tree, known)
        inside = self.build(body, P, inner)
        if kind == "∃!":
            self._bound += 1
            other = var(f"%{self._bound}", bound.sort)
            same = Term("imp", P, (substitute(inside, {bound.name: other}), Term("eq", P, (other, bound))))
            inside = Term("and", P, (inside, Term("forall", P, (other, same))))
        elif guard.kind != "none":
            inside = Term("imp" if kind == "∀" else "and", P, (self.build(guard, P, inner), inside))
        return Term("forall" if kind == "∀" else "exists", P, (bound, inside))

    def _function(self, function: Tree, domain: Tree, known: Known) -> tuple[Term, Tree, Known]:
        """The variable, the body and the scope of a function over a finite set."""
        collection = self.guess(domain, known)
        if collection is None or collection.name != "fin":
            raise Rejected("not a finite set")
        self._bound += 1
        bound = var(f"%{self._bound}", collection.parts[0])
        if function.kind == "bind" and function.text.startswith("fun ") and function.parts[0].kind == "none":
            return bound, function.parts[2], {**known, function.text.split(" ")[1]: bound}
        if function.kind == "name":
            element = f"%{self._bound}"
            return bound, Tree("apply", "", (function, Tree("name", element))), {**known, element: bound}
        raise Rejected("a function of this form")

    def _built_call(self, tree: Tree, expected: Sort | None, known: Known) -> Term:
        name, arguments = self._call(tree, known)
        if name in known:
            return self._applied(known[name], arguments, known)
        short = name.rpartition(".")[2]
        if name.startswith("Finset.") and short in _INTERVALS and len(arguments) == 2:
            element = _wider(*(self.guess(a, known) for a in arguments))
            sort = expected if element is None and expected is not None else Sort("fin", (element or N,))
            return Term(short, sort, tuple(self.build(a, sort.parts[0], known) for a in arguments))
        if name in ("Finset.filter", "Finset.sum", "Finset.prod") and len(arguments) == 2:
            return self._over_set(name, arguments, expected, known)
        if name in ("abs", "min", "max") and len(arguments) == (1 if name == "abs" else 2):
            sort = self.guess(tree, known) or expected or N
            return Term(name, sort, tuple(self.build(a, sort, known) for a in arguments))
        return self._special(name, arguments, known)

    def _applied(self, function: Term, arguments: tuple[Tree, ...], known: Known) -> Term:
        if not arguments:
            return function
        if function.sort.name != "fun" or len(function.sort.parts) != len(arguments) + 1:
            raise Rejected(f"{function.name} is no function of {len(arguments)} arguments")
        built = (self.build(a, s, known) for a, s in zip(arguments, function.sort.parts, strict=False))
        return Term("apply", function.sort.parts[-1], tuple(built), function.name)

    def _over_set(self, name: str, arguments: tuple[Tree, ...], expected: Sort | None, known: Known) -> Term:
        domain, function = arguments[::-1] if name == "Finset.filter" else arguments
        bound, body, inner = self._function(function, domain, known)
        collection = self.build(domain, None, known)
        if name == "Finset.filter":
            return Term("filter", collection.sort, (bound, collection, self.build(body, P, inner)))
        built = self.build(body, self.guess(body, inner) or expected or N, inner)
        return Term("sum" if name == "Finset.sum" else "prod", built.sort, (bound, collection, built))

    def _special(self, name: str, arguments: tuple[Tree, ...], known: Known) -> Term:
        if name == "Finset.card" and len(arguments) == 1:
            return Term("card", N, (self.build(arguments[0], None, known),))
        if name == "Nat.succ" and len(arguments) == 1:
            return Term("add", N, (self.build(arguments[0], N, known), Term("num", N, value=1)))
        if name in ("Even", "Odd") and len(arguments) == 1:
            even = Term("even", P, (self.build(arguments[0], self.guess(arguments[0], known) or N, known),))
            return even if name == "Even" else Term("not", P, (even,))
        if name == "Nat.Coprime" and len(arguments) == 2:
            gcd = Term("gcd", N, tuple(self.build(a, N, known) for a in arguments))
            return Term("eq", P, (gcd, Term("num", N, value=1)))
        if name in ("IsLeast", "IsGreatest") and len(arguments) == 2:
            collection = self.build(arguments[0], None, known)
            element = collection.sort.parts[0]
            value = self.build(arguments[1], element, known)
            self._bound += 1
            other = var(f"%{self._bound}", element)
            sides = (value, other) if name == "IsLeast" else (other, value)
            inside = Term("imp", P, (Term("mem", P, (other, collection)), Term("le", P, sides)))
            member = Term("mem", P, (value, collection))
            return Term("and", P, (member, Term("forall", P, (other, inside))))
        meaning = self._meaning(name)
        if len(arguments) != len(meaning.arguments):
            raise Rejected(f"{name} with {len(arguments)} arguments")
        built = tuple(self.build(a, s, known) for a, s in zip(arguments, meaning.arguments, strict=True))
        return Term(meaning.op, meaning.result, built)


def _leaves(tree: Tree) -> list[Tree]:
    """The leaves of an arithmetic tree, without those of exponents."""
    if tree.kind in ("arithmetic", "negative"):
        return [leaf for part in tree.parts for leaf in _leaves(part)]
    return _leaves(tree.parts[0]) if tree.kind == "power" else [tree]


def _exponents(tree: Tree) -> list[Tree]:
    if tree.kind in ("arithmetic", "negative"):
        return [exponent for part in tree.parts for exponent in _exponents(part)]
    return [*_exponents(tree.parts[0]), tree.parts[1]] if tree.kind == "power" else []


def _numeral(text: str, sort: Sort) -> Term:
    whole, point, decimals = text.partition(".")
    if len(text) > 2000 or sort not in NUMBERS:
        raise Rejected("a numeral in this place")
    if not point:
        return Term("num", sort, value=int(whole))
    denominator = Term("num", sort, value=10 ** len(decimals))
    return Term("div", sort, (Term("num", sort, value=int(whole + decimals)), denominator))
