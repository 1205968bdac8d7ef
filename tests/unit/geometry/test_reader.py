"""The AG reader: what it accepts, and how it tells what is wrong."""

import pytest

from trivium.geometry.certificate import statement as independent
from trivium.geometry.certificate.model import Fact, normal
from trivium.geometry.errors import ProblemError
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import Limits, read_problems, read_statement
from trivium.geometry.predicates.equation import equations_of

FILE = """# a comment
altitude
a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c

  a b = segment; c = on_dia a b ? perp c a c b
broken
a b c = triangl ? perp a b a c
"""


def test_a_file_gives_its_problems_in_order() -> None:
    first, second, third = read_problems(FILE)
    assert isinstance(first, Problem)
    assert (first.name, first.line, first.points) == ("altitude", 3, ("a", "b", "c", "h"))
    assert isinstance(second, Problem)
    assert (second.name, second.line) == ("", 5)
    assert isinstance(third, ProblemError)
    assert (third.name, third.place.line, third.place.column, third.place.clause) == ("broken", 7, 9, 1)
    assert third.token == "triangl"
    assert "'triangle'" in third.suggestion


@pytest.mark.parametrize("name", sorted(constructions()))
def test_the_shorthand_says_the_same_as_the_full_form(name: str) -> None:
    construction = constructions()[name]
    number = {construction.value: "50"}
    before = [a for a in construction.old if a != construction.value]
    head = "".join(f"{p} = free; " for p in before)
    new = " ".join(construction.new)
    forms = [" ".join(number.get(a, a) for a in arguments) for arguments in (construction.old, construction.arguments)]
    goal = "? coll " + " ".join([*before, *construction.new, "z1", "z2"][-3:])
    extra = "z1 = free; z2 = free; "
    short, full = (read_statement(f"{extra}{head}{new} = {name} {form} {goal}") for form in forms)
    assert short.statement == full.statement
    assert read_statement(short.statement).statement == short.statement


@pytest.mark.parametrize("name", sorted(constructions()))
def test_the_checker_reads_each_construction_as_the_engine_does(name: str) -> None:
    construction = constructions()[name]
    before = [a for a in construction.old if a != construction.value]
    head = "".join(f"{p} = free; " for p in before)
    arguments = " ".join({construction.value: "50"}.get(a, a) for a in construction.arguments)
    text = f"z1 = free; z2 = free; z3 = free; {head}{' '.join(construction.new)} = {name} {arguments} ? coll z1 z2 z3"
    problem = read_statement(text)
    own = independent.read(text)
    assert own.canonical == problem.statement
    facts = [e for c in problem.clauses for a in c.applications for p in a.facts() for e in equations_of(p)]
    engine = {normal(Fact(e.system.value, e.terms, e.constant)) for e in facts}
    assert engine == {normal(f) for f in own.given if f.terms}


@pytest.mark.parametrize(
    ("statement", "code", "said"),
    [
        ("a b c = triangl a b c ? perp a b a c", "UNKNOWN_CONSTRUCTION", "triangle"),
        ("a b c = triangle a b ? perp a b a c", "WRONG_ARITY", "arguments"),
        ("a b c = triangle; h = foot h a b d ? perp a h b c", "UNDEFINED_POINT", "'d'"),
        ("a b c = triangle; a = free ? perp a b a c", "REDEFINED_POINT", "'a'"),
        ("a b c = triangle ? perpendicular a b a c", "UNKNOWN_GOAL", "perp"),
        ("a b c = triangle", "NO_GOAL", "?"),
        ("a b c = triangle ?", "NO_GOAL", "nothing"),
        ("a b c = triangle ? perp a b a", "WRONG_ARITY", "4"),
        ("a b c = triangle ? perp a a b c", "DEGENERATE", "line"),
        ("a b c = triangle; h = foot h a b b ? perp a h b c", "DEGENERATE", "repeated"),
        ("a b c = triangle; d = on_line a b, on_line b c, on_line c a ? coll a b d", "TOO_MANY_CONSTRUCTIONS", "two"),
        ("a b = triangle ? cong a b a b", "WRONG_POINTS", "3"),
        ("a b c = triangle; d = s_angle a b sixty ? coll a b d", "BAD_VALUE", "number"),
        ("a b c = triangle; ? = free ? coll a b c", "NO_GOAL", "?"),
        ("a! b c = triangle ? coll a b c", "BAD_NAME", "a!"),
        ("a b c = triangle; nonsense ? coll a b c", "NO_CONSTRUCTION", "="),
        ("a b c = triangle ? rconst a b a c 0", "BAD_VALUE", "positive"),
        ("a@1_x b c = triangle ? coll a b c", "BAD_COORDINATES", "@"),
    ],
)
def test_a_fault_is_told_with_its_place(statement: str, code: str, said: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_statement(statement)
    assert caught.value.code == code
    assert said in str(caught.value)
    assert "column" in str(caught.value)


def test_oversize_input_is_refused_at_the_gate() -> None:
    many = "; ".join(f"p{k} = free" for k in range(61)) + " ? coll p1 p2 p3"
    with pytest.raises(ProblemError, match="more than 60 points"):
        read_statement(many)
    with pytest.raises(ProblemError, match="bytes"):
        read_statement("a = free ? coll a a a" + " " * 70_000)
    (error,) = read_problems("x" * 100, Limits(file_bytes=50))
    assert isinstance(error, ProblemError)


def test_a_name_without_a_statement_is_told() -> None:
    (error,) = read_problems("lonely\n")
    assert isinstance(error, ProblemError)
    assert error.code == "NO_GOAL"
