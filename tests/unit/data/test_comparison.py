"""Solve rates and their paired bootstrap intervals."""

import numpy as np
import pytest

from trivium.services.data.comparison import Tried, by_family, difference, interval, rate


def tried(*solved: bool, family: str = "f") -> list[Tried]:
    return [Tried(f"s{n}", family, one, 3, 0, 0) for n, one in enumerate(solved)]


def test_an_interval_of_shares_is_that_of_the_binomial_distribution() -> None:
    found = rate(tried(*([True] * 60 + [False] * 40)))
    deviation = np.sqrt(0.6 * 0.4 / 100)
    assert found.mean == pytest.approx(0.6)
    assert found.low == pytest.approx(0.6 - 1.96 * deviation, abs=0.02)
    assert found.high == pytest.approx(0.6 + 1.96 * deviation, abs=0.02)


def test_pairs_are_resampled_as_pairs() -> None:
    """Two policies that solve the same statements differ by nothing, however different the statements are."""
    solved = [n % 2 == 0 for n in range(40)]
    same = difference(tried(*solved), tried(*solved))
    assert (same.mean, same.low, same.high) == (0.0, 0.0, 0.0)
    better = difference(tried(*[True] * 40), tried(*solved))
    assert better.low > 0.3


def test_only_statements_that_both_have_tried_are_compared() -> None:
    found = difference(tried(True, True, True), tried(False)[:1])
    assert found.mean == 1.0


def test_nothing_tried_is_no_rate() -> None:
    assert interval([]).high == 0.0
    assert by_family([]) == {}


def test_families_are_counted() -> None:
    both = [*tried(True, False), *tried(True, family="g")]
    assert by_family(both) == {"f": (1, 2), "g": (1, 1)}


def test_the_same_seed_gives_the_same_interval() -> None:
    values = [n**0.5 for n in range(50)]
    assert interval(values, 4) == interval(values, 4)
    assert interval(values, 4) != interval(values, 5)
