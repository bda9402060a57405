"""Pay scales, premiums, step prices and ranks."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.market import (
    PayScale,
    Rank,
    StepPrice,
    agency_premium,
    band_premiums,
    market_ratio,
    pay_scale,
    rank_with_ties,
    step_prices,
)
from tests.domain import oracle
from tests.domain.builders import MARKETS, MOSCOW_AGENCY, amounts, pay_scales, published

MOSCOW = MOSCOW_AGENCY.scale


@pytest.mark.parametrize("median", [29_999, 30_000, 90_000, 90_001, 0, -55_000])
def test_the_median_lies_strictly_inside_the_ladder(median: int) -> None:
    with pytest.raises(ValueError, match="outside the ladder"):
        pay_scale(MOSCOW_AGENCY.edges, median)


@pytest.mark.parametrize("edges", [[], [30_000]])
def test_a_pay_scale_needs_two_edges(edges: list[int]) -> None:
    with pytest.raises(ValueError, match="at least one band"):
        pay_scale(edges, 30_000)


@pytest.mark.parametrize("edges", [[10, 20, 20, 30], [10, 30, 20], [0, 10, 20]])
def test_a_pay_scale_needs_rising_positive_edges(edges: list[int]) -> None:
    with pytest.raises(ValueError, match="0 < low < high"):
        pay_scale(edges, 15)


def test_a_pay_scale_spans_both_its_ends() -> None:
    spanned = [MOSCOW.spans(amount) for amount in (29_999, 30_000, 90_000, 90_001)]
    assert spanned == [False, True, True, False]


@given(pay_scales(), amounts)
def test_the_ratio_and_the_median_give_the_amount_back(scale: PayScale, amount: int) -> None:
    assert market_ratio(amount, scale) * scale.median == amount


def test_moscow_agencies_pay_a_tenth_more_at_the_median_and_no_more_in_the_lower_bands() -> None:
    company = published("Moscow", "company").scale
    assert agency_premium(MOSCOW, company) == Fraction(1, 10)
    assert list(band_premiums(MOSCOW, company)) == [0, 0, Fraction(5, 95), Fraction(5, 145)]


def test_band_premiums_need_ladders_of_equal_length() -> None:
    with pytest.raises(ValueError):
        band_premiums(MOSCOW, pay_scale([30_000, 60_000, 90_000], 55_000))


def test_the_steps_of_a_moscow_agency_are_priced_low_to_low_middle_to_middle_high_to_high() -> None:
    assert step_prices(MOSCOW.ladder) == (
        StepPrice(1, 2, 5_000, Fraction(5_000), 5_000),
        StepPrice(2, 3, 5_000, Fraction(12_500), 20_000),
        StepPrice(3, 4, 20_000, Fraction(25_000), 30_000),
    )


@given(pay_scales())
def test_the_steps_add_up_to_the_whole_climb(scale: PayScale) -> None:
    steps, (first, *_, last) = step_prices(scale.ladder), (*scale.ladder.bands, *scale.ladder.bands)
    assert sum(step.low_to_low for step in steps) == last.low - first.low
    assert sum(step.middle_to_middle for step in steps) == last.middle - first.middle
    assert sum(step.high_to_high for step in steps) == last.high - first.high


@given(st.lists(st.integers(28_000, 32_000), min_size=1, max_size=12), st.data())
def test_a_rank_is_what_sorting_gives(values: list[int], data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(values))
    place, shared_by, among = oracle.rank(value, values)
    assert rank_with_ties(value, values) == Rank(place, shared_by, among)


def test_four_cities_share_the_ninth_place_among_agency_medians() -> None:
    medians = [market.median for market in MARKETS if market.segment == "agency"]
    assert rank_with_ties(30_000, medians) == Rank(*oracle.rank(30_000, medians))
    assert rank_with_ties(30_000, medians) == Rank(place=9, shared_by=4, among=12)


def test_an_amount_that_is_not_ranked_has_no_rank() -> None:
    with pytest.raises(ValueError, match="not among"):
        rank_with_ties(31_000, [30_000, 32_000])
