"""Rules of the checker: what each lets follow, and what it does not."""

from fractions import Fraction

import pytest

from trivium.geometry.certificate.givens import fact
from trivium.geometry.certificate.model import CertificateError, Fact
from trivium.geometry.certificate.rules import RULES, Question

FIGURE = {"a": 0j, "b": 4 + 0j, "c": 1 + 3j, "d": 0.5 + 1.5j, "e": 3 + 1j, "f": -0.5 - 1.5j, "g": 5 + 1j}
"""d halves ac; e is on bc; f is beyond a on the line ca."""


class Sight:
    """A figure in floating point."""

    def triangle(self, a: str, b: str, c: str) -> int:
        turn = ((FIGURE[b] - FIGURE[a]).conjugate() * (FIGURE[c] - FIGURE[a])).imag
        if abs(turn) < 1e-9:
            raise CertificateError("collinear")
        return 1 if turn > 0 else -1

    def between(self, a: str, b: str, c: str) -> None:
        if ((FIGURE[a] - FIGURE[b]).conjugate() * (FIGURE[c] - FIGURE[b])).real >= 0:
            raise CertificateError("not between")

    def crossing(self, a: str, b: str, c: str, d: str) -> None:
        if abs(((FIGURE[b] - FIGURE[a]).conjugate() * (FIGURE[d] - FIGURE[c])).imag) < 1e-9:
            raise CertificateError("parallel")

    def oblique(self, a: str, b: str, c: str, d: str) -> None:
        if abs(((FIGURE[b] - FIGURE[a]).conjugate() * (FIGURE[d] - FIGURE[c])).real) < 1e-9:
            raise CertificateError("perpendicular")

    def quotient(self, a: str, b: str, c: str, d: str) -> Fraction:
        raise CertificateError("not asked")


def premises(rule: str, points: str) -> list[set[Fact]]:
    nothing = Fact("angle", (), ())
    return [set(i.premises) for i in RULES[rule](Question(tuple(points), (), nothing, Sight()))]


def test_thales_needs_both_lines_and_two_parallels() -> None:
    for needed in premises("thales", "adcbeg"):
        assert fact("angle", ("a", "d", 1), ("a", "c", -1)) in needed
        assert fact("angle", ("b", "e", 1), ("b", "g", -1)) in needed
        assert len(needed) == 4


def test_the_converse_of_thales_needs_the_order_of_the_points() -> None:
    assert premises("thales_converse", "adcbec")
    with pytest.raises(CertificateError, match="between"):
        RULES["thales_converse"](Question(tuple("dacbec"), (), Fact("angle", (), ()), Sight()))


@pytest.mark.parametrize("points", ["adcadc", "adcdac", "aadbec", "fadcaf", "adcabb"])
def test_thales_refuses_points_that_make_no_ladder(points: str) -> None:
    with pytest.raises(CertificateError):
        premises("thales", points)


def test_the_law_of_sines_needs_a_triangle() -> None:
    assert premises("law_of_sines", "abcb" + "abac" + "babc")
    with pytest.raises(CertificateError):
        premises("law_of_sines", "adcd" + "adac" + "dadc")
    with pytest.raises(CertificateError):
        premises("law_of_sines", "abca" + "abac" + "babc")


def test_a_pencil_needs_three_directions() -> None:
    assert premises("pencil_sas", "abacae" + "babcbd")
    for flat in ("abacad", "abacfa"):
        with pytest.raises(CertificateError):
            premises("pencil_sas", flat + "babcbd")
        with pytest.raises(CertificateError):
            premises("pencil_sas", "babcbd" + flat)


def test_a_ratio_may_be_the_root_of_a_rational_where_squares_are_compared() -> None:
    root = Fact("ratio", ((("a", "b"), Fraction(1)), (("a", "c"), Fraction(-1))), ((2, Fraction(1, 2)),))
    nothing = Fact("square", (), ())
    (instance,) = RULES["ratio_to_square"](Question((), (root,), nothing, Sight()))
    assert instance.conclusions == (Fact("square", ((("a", "b"), Fraction(1)), (("a", "c"), Fraction(-2)))),)
    with pytest.raises(CertificateError, match="rational"):
        RULES["ratio_to_length"](Question((), (root,), nothing, Sight()))


def test_each_sine_has_its_value() -> None:
    for instance in RULES["sine_value"](Question(tuple("abac"), (), Fact("angle", (), ()), Sight())):
        ((_, turn),), (conclusion,) = instance.premises[0].constant, instance.conclusions
        square = {Fraction(1, 6): "1/4", Fraction(1, 4): "1/2", Fraction(1, 3): "3/4", Fraction(1, 2): "1"}
        value = Fraction(1)
        for prime, power in conclusion.constant:
            value *= Fraction(prime) ** int(2 * power)
        assert value == Fraction(square[min(turn, 1 - turn)])


def test_a_right_angle_in_the_figure_does_not_show_whether_angles_are_equal_or_opposite() -> None:
    """h is placed so that the lines de and eh make one."""
    assert premises("sines_to_angles", "abac" + "abac")
    FIGURE["h"] = FIGURE["e"] + (FIGURE["d"] - FIGURE["e"]) * 1j
    try:
        with pytest.raises(CertificateError, match="perpendicular"):
            premises("sines_to_angles", "deeh" + "abac")
    finally:
        del FIGURE["h"]
