"""The calculus: a branch holds facts, steps add facts to it or split it, and a contradiction closes it.

Facts are kept in small form: conjunctions are taken apart, negations pushed inwards, existential quantifiers replaced
by new variables, closed terms by their values. Every step is sound for the standard meaning of its terms.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from trivium.prover.certificate.arithmetic import model
from trivium.prover.certificate.arithmetic.combination import check_combination, check_derivation
from trivium.prover.certificate.arithmetic.definitions import definition
from trivium.prover.certificate.arithmetic.errors import Rejected, Undetermined
from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.literals import Literal, literal_of
from trivium.prover.certificate.arithmetic.normal import decomposed
from trivium.prover.certificate.arithmetic.polynomials import Normalizer
from trivium.prover.certificate.arithmetic.signatures import check_well_formed
from trivium.prover.certificate.arithmetic.simplify import Simplifier
from trivium.prover.certificate.arithmetic.terms import (
    BINDERS,
    INTEGERS,
    ORDERED,
    N,
    P,
    Sort,
    Term,
    conjunction,
    negation,
    num,
    relation,
    replace,
    substitute,
    subterms,
    var,
)

MAX_FACTS = 4_000
MAX_BRANCHES = 6_000
MAX_MODULUS = 1_000


@dataclass(slots=True)
class Shared:
    """What all branches of one proof share: the names of atoms, values of closed terms."""

    normalizer: Normalizer = field(default_factory=Normalizer)
    simplifier: Simplifier = field(default_factory=Simplifier)


@dataclass(slots=True)
class Branch:
    """Facts that hold together in one branch, and the variables they speak of."""

    shared: Shared
    variables: dict[str, Sort]
    facts: list[Term] = field(default_factory=list)
    literals: dict[int, Literal] = field(default_factory=dict)
    known: set[Term] = field(default_factory=set)
    closed: bool = False

    def copy(self) -> Branch:
        """A branch with the same facts."""
        return Branch(
            self.shared, dict(self.variables), list(self.facts), dict(self.literals), set(self.known), self.closed
        )

    def add(self, formula: Term) -> None:
        """Add what follows from a true formula by taking it apart."""
        for part in decomposed(self.shared.simplifier.simplify(formula), self._fresh):
            simple = self.shared.simplifier.simplify(part)
            if simple != part:
                self.add(simple)
                continue
            if part.op == "true" or part in self.known:
                continue
            if part.op == "false":
                self.closed = True
                continue
            if len(self.facts) >= MAX_FACTS:
                raise Rejected("a branch has too many facts")
            self.known.add(part)
            literal = literal_of(part, self.shared.normalizer)
            if literal is not None:
                self.literals[len(self.facts)] = literal
                if literal.is_false():
                    self.closed = True
            self.facts.append(part)

    def extended(self, *formulas: Term) -> Branch:
        """A copy with more facts."""
        branch = self.copy()
        for formula in formulas:
            branch.add(formula)
        return branch

    def _fresh(self, sort: Sort) -> Term:
        name = f"!{len(self.variables)}"
        self.variables[name] = sort
        return var(name, sort)

    def check(self, term: Term) -> None:
        """Raise Rejected for a term that is not well formed over the variables of the branch."""
        check_well_formed(term, self.variables)

    def fact(self, index: int) -> Term:
        """The fact of that index; raises Rejected."""
        if not 0 <= index < len(self.facts):
            raise Rejected(f"no fact {index}")
        return self.facts[index]

    def apply(self, step: model.Step) -> list[Branch]:  # noqa: C901 - one case a step
        """Do a step. A step that only adds facts returns nothing; one that splits returns the branches."""
        match step:
            case model.Instantiate(index, terms):
                self.add(self._instance(self.fact(index), terms))
            case model.Define(term):
                self.check(term)
                self.add(definition(term))
            case model.Rewrite(equation, index, reverse):
                self.add(self._rewritten(self.fact(equation), self.fact(index), reverse))
            case model.Unfold(index, target):
                self.add(_unfolded(self.fact(index), self.fact(target)))
            case model.Derive(formula, parts):
                self.check(formula)
                for part in parts:
                    self._check_part(part)
                check_derivation(formula, parts, self.literals, self.shared.normalizer)
                self.add(formula)
            case model.Split(index):
                return self._split(self.fact(index))
            case model.Cut(formula):
                self.check(formula)
                return [self.extended(formula), self.extended(negation(formula))]
            case model.Enumerate():
                return self._enumerate(step)
            case model.Residues():
                return self._residues(step)
            case model.Cycle():
                return self._cycle(step)
            case model.Induct():
                return self._induct(step)
            case model.Members():
                return self._members(step)
        return []

    def contradiction(self, last: model.Combine) -> None:
        """Check that a combination of facts is contradictory; raises Rejected."""
        for part in last.parts:
            self._check_part(part)
        check_combination(last, self.literals, self.shared.normalizer)

    def _check_part(self, part: model.Part) -> None:
        for term in (*part.squares, *([part.multiplier] if part.multiplier is not None else [])):
            self.check(term)

    def _instance(self, fact: Term, terms: tuple[Term, ...]) -> Term:
        for term in terms:
            if fact.op != "forall" or fact.args[0].sort != term.sort:
                raise Rejected("not a universal fact of this type")
            self.check(term)
            fact = substitute(fact.args[1], {fact.args[0].name: term})
        return fact

    def _rewritten(self, equation: Term, fact: Term, reverse: bool) -> Term:
        if equation.op != "eq":
            raise Rejected("only an equation rewrites")
        left, right = equation.args if not reverse else equation.args[::-1]
        return replace(fact, left, right)

    def _split(self, fact: Term) -> list[Branch]:
        if fact.op == "or":
            return [self.extended(side) for side in fact.args]
        if fact.op == "not" and fact.args[0].op == "eq" and fact.args[0].args[0].sort in ORDERED:
            left, right = fact.args[0].args
            return [self.extended(relation("lt", left, right)), self.extended(relation("lt", right, left))]
        raise Rejected("only a disjunction splits")

    def _enumerate(self, step: model.Enumerate) -> list[Branch]:
        term = step.term
        self.check(term)
        if (
            term.sort not in INTEGERS
            or not 0 <= step.high - step.low <= MAX_BRANCHES
            or (term.sort == N and step.low < 0)
        ):
            raise Rejected("not an enumeration")
        low, high = num(step.low, term.sort), num(step.high, term.sort)
        values = [relation("eq", term, num(value, term.sort)) for value in range(step.low, step.high + 1)]
        return [self.extended(f) for f in (relation("lt", term, low), *values, relation("lt", high, term))]

    def _residues(self, step: model.Residues) -> list[Branch]:
        self.check(step.term)
        sort = step.term.sort
        if sort not in INTEGERS or not 2 <= step.modulus <= MAX_MODULUS:
            raise Rejected("no remainders of this term")
        branches = []
        for rest in range(step.modulus):
            branch = self.copy()
            quotient = branch._fresh(sort)
            product = Term("mul", sort, (num(step.modulus, sort), quotient))
            branch.add(relation("eq", step.term, Term("add", sort, (product, num(rest, sort)))))
            branches.append(branch)
        return branches

    def _cycle(self, step: model.Cycle) -> list[Branch]:
        power = Term("pow", step.base.sort, (step.base, step.exponent))
        self.check(power)
        value = step.base.value if step.base.op == "num" else None
        sort, modulus, start, period = step.base.sort, step.modulus, step.start, step.period
        if (
            value is None
            or sort not in INTEGERS
            or not (2 <= modulus <= 10**6 and start >= 0 and 1 <= period <= MAX_MODULUS)
        ):
            raise Rejected("no cycle of powers")
        if start > MAX_MODULUS or pow(value, start, modulus) != pow(value, start + period, modulus):
            raise Rejected("the powers do not repeat with this period")
        branches = [self.extended(relation("eq", step.exponent, num(i, N))) for i in range(start)]
        for rest in range(period):
            branch = self.copy()
            turns, multiple = branch._fresh(N), branch._fresh(sort)
            exponent = Term("add", N, (Term("mul", N, (num(period, N), turns)), num(start + rest, N)))
            branch.add(relation("eq", step.exponent, exponent))
            remainder = num(pow(value, start + rest, modulus), sort)
            product = Term("mul", sort, (num(modulus, sort), multiple))
            branch.add(relation("eq", power, Term("add", sort, (product, remainder))))
            branches.append(branch)
        return branches

    def _induct(self, step: model.Induct) -> list[Branch]:
        if self.variables.get(step.variable) != N or not step.facts:
            raise Rejected("induction needs a natural number and facts about it")
        claim = conjunction(*(self.fact(index) for index in step.facts))
        base, after = self.copy(), self.copy()
        base.add(substitute(claim, {step.variable: num(0, N)}))
        before = after._fresh(N)
        after.add(substitute(claim, {step.variable: Term("add", N, (before, num(1, N)))}))
        after.add(negation(substitute(claim, {step.variable: before})))
        return [base, after]

    def _members(self, step: model.Members) -> list[Branch]:
        fact = self.fact(step.fact)
        bound, collection = _membership(fact)
        condition = fact.args[1].args[1]
        for element in step.elements:
            self.check(element)
            if element.sort != bound.sort or not _holds(substitute(condition, {bound.name: element})):
                raise Rejected("a listed element is none")
        outside = self.copy()
        new = outside._fresh(bound.sort)
        outside.add(substitute(condition, {bound.name: new}))
        for element in step.elements:
            outside.add(Term("not", P, (relation("eq", new, element),)))
        listed = Term("finset", collection.sort, step.elements)
        return [outside, self.extended(relation("eq", collection, listed))]


def function_definition(fact: Term) -> tuple[str, tuple[str, ...], Term] | None:
    """The function, parameters and value of `∀ x …, f x … = value`, where the value has no bound variables."""
    parameters = []
    while fact.op == "forall":
        parameters.append(fact.args[0])
        fact = fact.args[1]
    if not parameters or fact.op != "eq" or fact.args[0].op != "apply" or fact.args[0].args != tuple(parameters):
        return None
    function, value = fact.args
    if any(t.op in BINDERS or (t.op == "apply" and t.name == function.name) for t in subterms(value)):
        return None
    return function.name, tuple(p.name for p in parameters), value


def _unfolded(fact: Term, target: Term) -> Term:
    found = function_definition(fact)
    if found is None:
        raise Rejected("not the definition of a function")
    name, parameters, value = found

    def go(term: Term) -> Term:
        args = tuple(go(a) for a in term.args)
        if term.op == "apply" and term.name == name:
            return substitute(value, dict(zip(parameters, args, strict=True)))
        return term if args == term.args else Term(term.op, term.sort, args, term.name, term.value)

    return go(target)


def _membership(fact: Term) -> tuple[Term, Term]:
    """The variable and the set of `∀ x, x ∈ S ↔ P x`."""
    if fact.op == "forall" and fact.args[1].op == "iff":
        bound, member = fact.args[0], fact.args[1].args[0]
        collection = Sort("fin", (bound.sort,))
        if member.op == "mem" and member.args[0] == bound and member.args[1] == var(member.args[1].name, collection):
            return bound, member.args[1]
    raise Rejected("not the description of a finite set")


def _holds(formula: Term) -> bool:
    try:
        return Evaluator().truth(formula, {})
    except Undetermined:
        return False


def initial_branch(statement: model.Statement, vacuous: bool) -> Branch:
    """The branch in which the hypotheses hold and, unless vacuous, the goal fails."""
    branch = Branch(Shared(), dict(statement.variables))
    for _, formula in statement.hypotheses:
        branch.add(formula)
    if not vacuous:
        branch.add(negation(statement.goal))
    return branch
