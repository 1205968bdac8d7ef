"""Proofs for people: what the lines say, and that none is lost on the way from the certificate."""

import re

import pytest

from trivium.geometry.certificate.model import Fact, GeometryCertificate, normal
from trivium.geometry.certificate.rules import RULES
from trivium.geometry.language.reader import read_statement
from trivium.geometry.proof.notation import LATEX, PLAIN
from trivium.geometry.proof.readable import WIDTH, numbered, proof_lines
from trivium.geometry.proof.reasons import REASONS
from trivium.geometry.proof.wording import fact_in_words
from trivium.geometry.solution import Outcome, Solution
from trivium.geometry.solve import solve

STATEMENTS = (
    "a b c = triangle; d = foot a b c; e = foot b c a; h = on_line a d, on_line b e ? perp c h a b",
    "a b c = triangle; i = incenter a b c; o = circle a b c; d = on_line a i, on_circle o a ? cong d b d i",
    "a b c = triangle; m = midpoint a b; n = midpoint a c ? para m n b c; rconst m n b c 1/2",
    "a b c = r_triangle; d = foot a b c ? eqratio b d a b a b b c",
    "a b c = triangle; d = on_line b c, angle_bisector b a c ? eqratio d b d c a b a c",
    "points a b c d; para a b c d; para a d b c ? cong a b c d; cong b c a d",
)


def solved(statement: str) -> Solution:
    solution = solve(read_statement(statement))
    assert solution.outcome is Outcome.PROVED
    return solution


def test_every_rule_of_the_certificate_has_words() -> None:
    assert set(RULES) <= set(REASONS)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_line_rests_on_earlier_ones_and_the_goal_is_told(statement: str) -> None:
    solution = solved(statement)
    assert isinstance(solution.certificate, GeometryCertificate)
    assert 0 < len(solution.proof) <= len(solution.certificate.steps)
    for number, line in enumerate(solution.proof, start=1):
        assert line.number == number
        assert all(p < number for p in line.premises)
        assert line.premises or line.rule.startswith(("given", "law of sines"))
        assert len(str(line)) <= WIDTH
    told = "; ".join(line.conclusion for line in solution.proof)
    goals = [s.fact for s in solution.certificate.steps[-1:]]
    assert all(fact_in_words(normal(g)) in told for g in goals)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_every_line_is_needed(statement: str) -> None:
    proof = solved(statement).proof
    cited = {p for line in proof for p in line.premises}
    goals = len(read_statement(statement).goals)
    assert len([line for line in proof if line.number not in cited]) <= goals


def test_a_short_proof_reads_as_a_person_would_write_it() -> None:
    proof = [str(line).strip() for line in solved(STATEMENTS[1]).proof]
    assert any("angle chase" in line or "inscribed angles" in line for line in proof)
    assert proof[-1].split(".")[1].split("[")[0].strip() in ("bd = di", "di = bd")


@pytest.mark.parametrize(
    ("system", "terms", "constant", "words"),
    [
        ("angle", {"ab": 1, "cd": -1}, {}, "ab ∥ cd"),
        ("angle", {"ab": 1, "ac": -1}, {}, "a, b, c are collinear"),
        ("angle", {"ab": 1, "cd": -1}, {1: "1/2"}, "ab ⟂ cd"),
        ("angle", {"ab": 1, "ac": -1}, {1: "1/3"}, "∠cab = 60°"),
        ("angle", {"ab": -1, "ac": 1, "de": 1, "df": -1}, {}, "∠bac = ∠edf"),
        ("angle", {"ab": 2, "ac": -1, "ad": -1}, {}, "∠cab = ∠bad"),
        ("ratio", {"ab": 1, "cd": -1}, {}, "ab = cd"),
        ("ratio", {"ab": 1, "cd": -1}, {2: "-1"}, "ab = 1/2 · cd"),
        ("ratio", {"ab": 1, "cd": -1}, {3: "1/2", 2: "-1"}, "ab^2 = 3/4 · cd^2"),
        ("ratio", {"ab": 2, "cd": -1, "ef": -1}, {}, "ab² = cd · ef"),
        ("ratio", {"ab": 1, "cd": -1, "ef": 1, "gh": -1}, {}, "ab : cd = gh : ef"),
        ("length", {"ab": 1, "bc": 1, "ac": -1}, {}, "ab + bc = ac"),
        ("square", {"ab": 1, "bc": 1, "ac": -1}, {}, "ab² + bc² = ac²"),
        ("position", {"a": 1, "b": 1, "c": -1, "d": -1}, {}, "→ca = →bd"),
    ],
)
def test_facts_are_said_in_words(system: str, terms: dict[str, int], constant: dict[int, str], words: str) -> None:
    from fractions import Fraction

    fact = Fact(
        system,
        tuple((tuple(v), Fraction(c)) for v, c in terms.items()),
        tuple((k, Fraction(v)) for k, v in sorted(constant.items())),
    )
    shown = fact_in_words(fact)
    assert shown == words or shown == words.replace("ab^2 = 3/4 · cd^2", "ab = √(3/4) · cd")


def test_runs_of_line_numbers_are_written_short() -> None:
    assert numbered((1, 2, 4, 5, 6, 9)) == "1, 2, 4-6, 9"


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_latex_document_is_balanced_and_says_as_much(statement: str) -> None:
    solution = solved(statement)
    text = solution.latex()
    assert text == solution.latex()
    assert text.isascii()
    for opening, closing in (("{", "}"), (r"\\begin\{(\w+)\}", r"\\end\{(\w+)\}")):
        if opening == "{":
            plain = text.replace("\\{", "").replace("\\}", "")
            assert plain.count(opening) == plain.count(closing)
        else:
            assert sorted(re.findall(opening, text)) == sorted(re.findall(closing, text))
    assert text.count("$") % 2 == 0
    assert text.count("\\fill") == len(solution.figure)
    assert isinstance(solution.certificate, GeometryCertificate)
    lines = proof_lines(solution.problem, solution.certificate.steps, LATEX)
    assert len(re.findall(r"^\d+ & ", text, re.MULTILINE)) == len(lines)


def test_names_with_indices_and_odd_characters_are_set_safely() -> None:
    assert (LATEX.name("o1"), LATEX.name("P_12"), LATEX.name("A'"), LATEX.name("a_b_c")) == (
        "o_{1}",
        "P_{12}",
        "A'",
        "\\text{a-b-c}",
    )
    assert PLAIN.name("o1") == "o1"


def test_a_notebook_shows_the_figure() -> None:
    solution = solved(STATEMENTS[0])
    svg = solution._repr_svg_()
    assert svg is not None
    assert svg.startswith("<svg")
