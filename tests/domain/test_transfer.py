"""Equal standing elsewhere: there, and back again."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.market import PayScale, market_ratio
from salaries.domain.transfer import EqualStanding, equal_standing, same_place, same_ratio
from tests.domain.builders import (
    MARKETS,
    MOSCOW_AGENCY,
    OMSK_COMPANY,
    Published,
    amounts,
    each_market,
    pay_scales,
)

MOSCOW, OMSK = MOSCOW_AGENCY.scale, OMSK_COMPANY.scale
ranks = st.integers(1, 4)
four_bands = pay_scales(count=4)


@given(four_bands, four_bands, ranks, st.data())
def test_an_amount_carried_by_place_comes_back_exactly(
    here: PayScale, there: PayScale, rank: int, data: st.DataObject
) -> None:
    own = here.ladder.band(rank)
    amount = data.draw(st.integers(own.low, own.high))
    carried = same_place(amount, rank, here, there)
    assert carried is not None
    assert same_place(carried, rank, there, here) == amount


@given(four_bands, four_bands, amounts)
def test_an_amount_carried_by_ratio_comes_back_exactly(
    here: PayScale, there: PayScale, amount: int
) -> None:
    assert same_ratio(same_ratio(amount, here, there), there, here) == amount


@given(four_bands, four_bands, amounts)
def test_an_amount_carried_by_ratio_stands_in_that_ratio(
    here: PayScale, there: PayScale, amount: int
) -> None:
    carried = same_ratio(amount, here, there)
    assert market_ratio(carried, there) == market_ratio(amount, here)


@each_market
def test_the_edges_of_a_band_are_carried_to_the_edges_of_the_same_band(market: Published) -> None:
    for there in MARKETS:
        for rank, (low, high) in enumerate(market.bands, start=1):
            carried = [same_place(edge, rank, market.scale, there.scale) for edge in (low, high)]
            assert carried == list(there.bands[rank - 1])


@each_market
def test_an_amount_stays_itself_in_its_own_market(market: Published) -> None:
    stays = equal_standing(market.median, 3, market.scale, market.scale)
    assert stays == EqualStanding(market.median, market.median)


@pytest.mark.parametrize("amount", [39_999, 60_001])
def test_an_amount_outside_its_band_has_no_place_to_carry(amount: int) -> None:
    assert same_place(amount, 3, MOSCOW, OMSK) is None
    assert equal_standing(amount, 3, MOSCOW, OMSK).same_place is None


def test_an_amount_outside_its_band_is_carried_by_ratio_alone() -> None:
    standing = equal_standing(66_000, 3, MOSCOW, OMSK)
    assert standing == EqualStanding(None, 32_400)
    assert (standing.low, standing.high) == (32_400, 32_400)


@given(four_bands, four_bands, ranks, amounts)
def test_both_ways_are_rounded_to_the_nearest_rouble(
    here: PayScale, there: PayScale, rank: int, amount: int
) -> None:
    standing = equal_standing(amount, rank, here, there)
    placed = same_place(amount, rank, here, there)
    assert abs(standing.same_ratio - same_ratio(amount, here, there)) <= Fraction(1, 2)
    assert (standing.same_place is None) == (placed is None)
    if standing.same_place is not None and placed is not None:
        assert abs(standing.same_place - placed) <= Fraction(1, 2)


@pytest.mark.parametrize("placed, by_ratio", [(28_600, 28_364), (28_364, 28_600)])
def test_low_and_high_are_the_two_answers_in_order(placed: int, by_ratio: int) -> None:
    standing = EqualStanding(placed, by_ratio)
    assert (standing.low, standing.high) == (28_364, 28_600)


def test_a_band_missing_in_either_market_is_refused() -> None:
    with pytest.raises(KeyError):
        same_place(52_000, 5, MOSCOW, OMSK)
