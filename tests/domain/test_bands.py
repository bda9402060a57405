"""Bands and ladders: what they refuse, and whose money an amount is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.bands import Band, Ladder
from salaries.domain.market import PayScale
from tests.domain import oracle
from tests.domain.builders import (
    MOSCOW_AGENCY,
    Published,
    amounts,
    bands,
    each_market,
    scales_with_an_amount,
)

MOSCOW = MOSCOW_AGENCY.scale.ladder


@pytest.mark.parametrize("low, high", [(0, 10), (-5, 10), (10, 10), (11, 10), (-10, -5)])
def test_a_band_needs_a_positive_low_under_its_high(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="0 < low < high"):
        Band(1, low, high)


def test_a_band_may_be_one_rouble_wide_and_start_at_one_rouble() -> None:
    assert Band(1, 1, 2).width == 1


def test_a_ladder_needs_a_band() -> None:
    with pytest.raises(ValueError, match="at least one band"):
        Ladder(())


@pytest.mark.parametrize("ranks", [(2, 1), (0, 1), (1, 3), (1, 1)])
def test_a_ladder_needs_its_ranks_in_order(ranks: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="ranked 1, 2, 3"):
        Ladder((Band(ranks[0], 10, 20), Band(ranks[1], 20, 30)))


@pytest.mark.parametrize("second_low", [19, 21])
def test_a_ladder_refuses_a_gap_and_an_overlap(second_low: int) -> None:
    with pytest.raises(ValueError, match="bands 1 and 2 do not touch"):
        Ladder((Band(1, 10, 20), Band(2, second_low, 30)))


@pytest.mark.parametrize("rank", [0, -1, 5])
def test_a_ladder_has_no_band_outside_its_ranks(rank: int) -> None:
    with pytest.raises(KeyError):
        MOSCOW.band(rank)


def test_a_ladder_finds_its_bands_by_rank() -> None:
    assert [MOSCOW.band(rank) for rank in (1, 2, 3, 4)] == list(MOSCOW.bands)


def test_the_top_of_a_band_belongs_to_it_and_is_the_money_of_the_next() -> None:
    second = MOSCOW.band(2)
    assert second.holds(40_000) and second.place(40_000) == 1
    assert MOSCOW.band_of(40_000) == MOSCOW.band(3)


def test_the_ceiling_is_the_money_of_the_highest_band() -> None:
    assert MOSCOW.band_of(90_000) == MOSCOW.band(4)
    assert MOSCOW.band_of(90_001) is None


def test_the_floor_is_the_money_of_the_lowest_band() -> None:
    assert MOSCOW.band_of(30_000) == MOSCOW.band(1)
    assert MOSCOW.band_of(29_999) is None


@each_market
def test_the_band_of_an_amount_is_found_as_by_scanning(market: Published) -> None:
    for amount in market.amounts:
        found = market.scale.ladder.band_of(amount)
        assert (found.rank if found else None) == oracle.band_of(amount, market.edges)


@each_market
def test_the_nearest_edges_are_found_as_by_scanning(market: Published) -> None:
    ladder = market.scale.ladder
    assert ladder.edges == market.edges
    for amount in market.amounts:
        assert ladder.edge_above(amount) == oracle.edge_above(amount, market.edges)
        assert ladder.edge_below(amount) == oracle.edge_below(amount, market.edges)


@given(scales_with_an_amount())
def test_a_published_amount_is_the_money_of_a_band_that_holds_it(
    drawn: tuple[PayScale, int],
) -> None:
    scale, amount = drawn
    own = scale.ladder.band_of(amount)
    assert own is not None and own.holds(amount)
    assert own.rank == oracle.band_of(amount, scale.ladder.edges)


@given(bands(), amounts, st.integers(1, 1_000))
def test_place_in_band_does_not_change_with_the_unit(band: Band, amount: int, unit: int) -> None:
    scaled = Band(band.rank, unit * band.low, unit * band.high)
    assert scaled.place(unit * amount) == band.place(amount)


@given(bands(), st.fractions())
def test_an_amount_at_a_place_is_at_that_place(band: Band, place: Fraction) -> None:
    assert band.place(band.at(place)) == place


@given(bands())
def test_place_is_0_at_the_low_a_half_in_the_middle_and_1_at_the_high(band: Band) -> None:
    assert [band.place(at) for at in (band.low, band.middle, band.high)] == [0, Fraction(1, 2), 1]


@given(bands(), amounts)
def test_a_band_holds_the_amounts_whose_place_is_0_to_1(band: Band, amount: int) -> None:
    assert band.holds(amount) == (0 <= band.place(amount) <= 1)
