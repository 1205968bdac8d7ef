"""The attacks of the adversarial benchmark, a small helping: none is accepted and nothing false is proved."""

import random
from collections import Counter
from itertools import islice

import pytest
from geometry_attacks import Attack, false_goals, forgeries, mutations

from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.model import GeometryCertificate, Refusal
from trivium.geometry.language.reader import read_statement
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

STATEMENTS = (
    "a b c = triangle; d = foot a b c; e = foot b c a; h = on_line a d, on_line b e ? perp c h a b",
    "a b c = triangle; i = incenter a b c; o = circle a b c; d = on_line a i, on_circle o a ? cong d b d i",
    "a b c d = quadrangle; p = midpoint a b; q = midpoint b c; r = midpoint c d; s = midpoint d a ? para p q s r",
    "a b c = triangle; d = on_line b c, angle_bisector b a c ? eqratio d b d c a b a c",
    "points a b c d; cyclic a b c d; cong a b b c ? eqangle d a d b d b d c",
)


@pytest.fixture(scope="module")
def pool() -> list[tuple[str, GeometryCertificate]]:
    made = []
    for statement in STATEMENTS:
        certificate = solve(read_statement(statement)).certificate
        assert isinstance(certificate, GeometryCertificate)
        made.append((statement, certificate))
    return made


def refused(attack: Attack) -> bool:
    return isinstance(check(attack.certificate, attack.source), Refusal)


def test_mutated_certificates_are_refused(pool: list[tuple[str, GeometryCertificate]]) -> None:
    kinds: Counter[str] = Counter()
    for attack in islice(mutations(pool, random.Random(1)), 400):
        assert refused(attack), attack
        kinds[attack.kind] += 1
    assert len(kinds) == 11


def test_false_goals_are_never_proved_even_where_the_drawn_figure_shows_them() -> None:
    found = list(islice(false_goals(random.Random(2)), 100))
    assert sum(f.coincidence for f in found) == 50
    for false in found:
        solution = solve(false.problem)
        assert solution.outcome is not Outcome.PROVED, false.problem.statement
        assert solution.outcome is not Outcome.CHECKER_REFUSED, false.problem.statement


def test_forged_certificates_are_refused() -> None:
    for attack in islice(forgeries(random.Random(3)), 60):
        assert refused(attack), attack.certificate.statement
        assert isinstance(check(attack.certificate), Refusal)
