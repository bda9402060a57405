"""The interval around a median: the same every time, and that of resampling done by hand."""

import random
import statistics
from bisect import bisect
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.vacancies.bootstrap import median_interval
from salaries.vacancies.rules import Bootstrap

RULE = Bootstrap(seed=2015, samples=2000, percent=95)


def interval(values: list[int], rule: Bootstrap = RULE) -> tuple[Fraction, Fraction]:
    ordered = sorted(values)
    middle = [(value, bisect(ordered, value)) for value in sorted(set(values))]
    return median_interval(middle, len(values), rule)


def resampled(values: list[int], seed: int) -> list[float]:
    """Medians of samples drawn with repetition, in order: slow, and obviously right."""
    drawn = random.Random(seed)
    return sorted(statistics.median(drawn.choices(values, k=len(values))) for _ in range(4000))


@pytest.mark.parametrize("n", [10, 11, 40, 79])
def test_it_is_the_interval_of_resampling_by_hand(n: int) -> None:
    drawn = random.Random(n)
    values = [drawn.randrange(30_000, 90_000) for _ in range(n)]
    by_hand = resampled(values, seed=5)
    low, high = interval(values)
    assert by_hand[60] <= low <= by_hand[140]  # the hundredth, give or take a percent
    assert by_hand[-140] <= high <= by_hand[-60]


amounts = st.lists(st.integers(1, 10**8), min_size=1, max_size=30)


@given(amounts)
def test_it_holds_the_median_and_is_the_same_every_time(values: list[int]) -> None:
    small = Bootstrap(seed=1, samples=400, percent=95)
    low, high = interval(values, small)
    assert min(values) <= low <= Fraction(statistics.median(values)) <= high <= max(values)
    assert (low, high) == interval(values, small)


def test_one_amount_has_no_interval() -> None:
    assert interval([50_000] * 20) == (Fraction(50_000),) * 2


def test_a_million_vacancies_cost_what_ten_do() -> None:
    middle = [(amount, 10_000 * (amount + 1)) for amount in range(100)]
    low, high = median_interval(middle, 1_000_000, RULE)
    assert 48 <= low <= high <= 51


def test_more_vacancies_make_it_narrower() -> None:
    few, many = (interval(list(range(100)) * times) for times in (1, 100))
    assert few[0] < many[0] <= many[1] < few[1]
