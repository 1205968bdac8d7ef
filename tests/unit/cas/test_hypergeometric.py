"""Hypergeometric functions: closed forms against balls, proofs, and wrong neighbours that are never proved."""

from __future__ import annotations

import random
import time
from fractions import Fraction

import pytest

from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.hypergeometric_forms import closed_form
from trivium.cas.certificate.reading import Region, read_term
from trivium.cas.certificate.signs import Signs
from trivium.cas.certificate.terms import Term
from trivium.cas.decide import Proved, Refuted, check_equal
from trivium.cas.reader.equation import read_sides

ROWS = [
    "hyp0f0(z)",
    "hyp0f1(1/2,z)",
    "hyp0f1(3/2,z)",
    "hyp1f0(1/3,z)",
    "hyp1f1(1,2,z)",
    "hyp1f1(1/2,3/2,z)",
    "hyp2f1(1/2,1,3/2,z)",
    "hyp2f1(1/2,1/2,3/2,z)",
    "hyp2f1(1/2,1/2,1,z)",
    "hyp2f1(-1/2,1/2,1,z)",
    "hyp2f1(-3,1/3,2,z)",
    "hyp3f2(-2,1/3,-1/2,2,-5,z)",
    "hyp3f2(1,1,1,2,2,z)",
    "hyp4f3(1,1,1,1,2,2,2,z)",
    "hyp3f2(1,1,5,5,2,z)",
    *(f"hyp2f1(1,1,{m},z)" for m in (2, 3, 4, 8, 12)),
]


class _Anywhere(Signs):
    """Signs for points that are known not to be zero."""

    def nonzero(self, term: Term) -> bool:
        return True


@pytest.mark.parametrize("text", ROWS)
def test_closed_forms_agree_with_the_series_of_arb(text: str) -> None:
    region = Region()
    region.complex = True
    term, chosen = read_term(text), random.Random(text)
    form = closed_form(term, _Anywhere({"z": region}))
    assert form is not None
    compared = 0
    for _ in range(40):
        z = (Fraction(chosen.randint(-60, 60), 21), Fraction(chosen.choice((0, chosen.randint(-40, 40))), 21))
        try:
            balls = [enclose(side, {"z": z}, 192) for side in (term, form)]
        except UndefinedError:
            continue
        assert (balls[0] - balls[1]).contains(0), z
        assert balls[0].rel_accuracy_bits() > 60
        compared += 1
    assert compared >= 20


PAIRS = [
    ("hyp2f1(1, 1, 2, -1)", "log(2)", "log(3)", {}),
    ("hyp2f1(1, 1, 3, -2)", "3*log(3)/2 - 1", "3*log(3)/2 + 1", {}),
    ("hyp3f2(1, 1, 1, 2, 2, -1)", "pi**2/12", "pi**2/13", {}),
    ("hyp2f1(1, 1, 2, -x)", "log(1 + x)/x", "log(1 + x)", {"x": "positive"}),
    ("hyp3f2(-1, -1, -1, -1, -1, x)", "1 - x", "1 + x", {}),
    ("hyp3f2(-1, -a, -b, -c, -d, x)", "1 - a*b*x/(c*d)", "1 + a*b*x/(c*d)", dict.fromkeys("abcd", "positive")),
    ("hyp4f3(a, 1, 1, 1, 2, a, 2, -1)", "pi**2/12", "pi**2/6", {"a": "positive"}),
    ("hyp2f1(a, b, c, x)", "hyp2f1(b, a, c, x)", "hyp2f1(a, c, b, x)", dict.fromkeys("abc", "positive")),
    ("hyp1f0(a, x)", "(1 - x)**(-a)", "(1 + x)**(-a)", {"a": "positive", "x": "(-1, 1)"}),
]


@pytest.mark.parametrize(("left", "right", "wrong", "assume"), PAIRS)
def test_a_closed_form_is_proved_and_its_wrong_neighbour_refuted(
    left: str, right: str, wrong: str, assume: dict[str, str]
) -> None:
    deadline = time.monotonic() + 20
    assert isinstance(check_equal(read_sides(left, right, assume), deadline=deadline).outcome, Proved)
    assert isinstance(check_equal(read_sides(left, wrong, assume), deadline=deadline).outcome, Refuted)


TRAPS = [
    ("hyp1f1(a, a, x)", "exp(x)", {"a": "real"}),  # at a = -1 the series ends
    ("hyp2f1(-2, b, b, x)", "(1 - x)**2", {"b": "real"}),  # at b = -1 it ends sooner
    ("hyp2f1(-2, b, -1, x)", "1 + 2*b*x", {}),  # the lower parameter is a pole
    ("hyp2f1(1, 1, 2, 2)", "-log(-1)/2", {}),  # on the cut
]


@pytest.mark.parametrize(("left", "right", "assume"), TRAPS)
def test_what_holds_only_nearly_everywhere_is_not_proved(left: str, right: str, assume: dict[str, str]) -> None:
    question = read_sides(left, right, assume)
    assert not isinstance(check_equal(question, deadline=time.monotonic() + 3).outcome, Proved)
