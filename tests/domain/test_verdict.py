"""The verdict on an offer, held against the oracle in every published market."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.bands import Band
from salaries.domain.market import PayScale
from salaries.domain.money import Basis
from salaries.domain.verdict import Verdict, distance_to_flip, judge, judge_offer, verdict_on
from tests.domain import oracle
from tests.domain.builders import (
    MOSCOW_AGENCY,
    Published,
    amounts,
    bands,
    each_market,
    scales_with_an_amount,
)

MOSCOW = MOSCOW_AGENCY.scale
THIRD = Band(3, 40_000, 60_000)


def borderline(amount: int, basis: Basis = Basis.NET, rank: int = 3) -> bool:
    return judge_offer(amount, basis, MOSCOW, rank, 2015).borderline


@pytest.mark.parametrize(
    "amount, expected",
    [
        (39_999, Verdict.BELOW),
        (40_000, Verdict.LOWER_PART),
        (44_999, Verdict.LOWER_PART),
        (45_000, Verdict.MIDDLE),
        (55_000, Verdict.MIDDLE),
        (55_001, Verdict.UPPER_PART),
        (60_000, Verdict.UPPER_PART),
        (60_001, Verdict.ABOVE),
    ],
)
def test_the_verdict_changes_at_the_quarters_and_beyond_the_edges(
    amount: int, expected: Verdict
) -> None:
    assert verdict_on(amount, THIRD) is expected


@each_market
def test_verdict_and_place_are_the_oracles_in_every_band_at_every_edge(market: Published) -> None:
    for rank, (low, high) in enumerate(market.bands, start=1):
        for amount in market.amounts:
            judged = judge(amount, market.scale, rank)
            assert judged.verdict.value == oracle.verdict(amount, low, high)
            assert judged.place_in_band == Fraction(amount - low, high - low)


@each_market
def test_gaps_and_ways_to_the_next_edges_are_the_oracles(market: Published) -> None:
    for amount in market.amounts:
        judged = judge(amount, market.scale, 3)
        up, down = judged.to_next_edge_up, judged.to_next_edge_down
        assert judged.gap_to_median + market.median == amount
        assert (amount + up if up else None) == oracle.edge_above(amount, market.edges)
        assert (amount - down if down else None) == oracle.edge_below(amount, market.edges)


@each_market
def test_the_money_of_an_offer_is_the_band_found_by_scanning(market: Published) -> None:
    for amount in market.amounts:
        own = judge(amount, market.scale, 1).band_of_amount
        assert (own.rank if own else None) == oracle.band_of(amount, market.edges)


@each_market
def test_the_distance_to_flip_is_what_trying_every_change_finds(market: Published) -> None:
    for rank, (low, high) in enumerate(market.bands, start=1):
        near = [amount for amount in market.amounts if low - 1_500 <= amount <= high + 1_500]
        for amount in [*near, (low + high) // 2]:
            found = judge(amount, market.scale, rank).distance_to_flip
            assert found == oracle.distance_to_flip(amount, low, high)


@given(bands(widest=900), st.integers(-1_000, 2_000))
def test_the_distance_to_flip_is_the_smallest_for_any_band(band: Band, beyond: int) -> None:
    amount = band.low + beyond
    assert distance_to_flip(amount, band) == oracle.distance_to_flip(amount, band.low, band.high)


@given(bands(), amounts)
def test_far_outside_a_band_only_reaching_its_edge_changes_the_verdict(
    band: Band, beyond: int
) -> None:
    assert distance_to_flip(band.high + beyond, band) == beyond
    assert distance_to_flip(band.low - beyond, band) == beyond


@given(bands(), amounts, st.integers(1, 1_000))
def test_the_verdict_does_not_change_with_the_unit(band: Band, amount: int, unit: int) -> None:
    scaled = Band(band.rank, unit * band.low, unit * band.high)
    assert verdict_on(unit * amount, scaled) is verdict_on(amount, band)


@given(bands(), amounts, amounts)
def test_more_money_never_makes_the_verdict_worse(band: Band, one: int, other: int) -> None:
    order = list(Verdict)
    less, more = sorted([one, other])
    assert order.index(verdict_on(less, band)) <= order.index(verdict_on(more, band))


@given(scales_with_an_amount())
def test_the_edges_on_both_sides_of_an_inner_amount_are_adjacent(
    drawn: tuple[PayScale, int],
) -> None:
    scale, amount = drawn
    judged, edges = judge(amount, scale, 1), scale.ladder.edges
    up, down = judged.to_next_edge_up, judged.to_next_edge_down
    assert (up is None) == (amount == scale.ceiling)
    assert (down is None) == (amount == scale.floor)
    if up and down:
        between = edges.index(amount + up) - edges.index(amount - down)
        assert between == (2 if amount in edges else 1)


def test_there_is_no_band_above_the_highest() -> None:
    assert judge(95_000, MOSCOW, 4).next_band is None
    assert judge(33_000, MOSCOW, 1).next_band == Band(2, 35_000, 40_000)


@pytest.mark.parametrize("rank", [0, 5])
def test_an_offer_for_a_band_that_does_not_exist_is_refused(rank: int) -> None:
    with pytest.raises(KeyError):
        judge(52_000, MOSCOW, rank)


def test_an_offer_in_a_year_without_a_tax_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="2014"):
        judge_offer(52_000, Basis.GROSS, MOSCOW, 3, 2014)


def test_a_gross_offer_is_judged_on_what_it_leaves() -> None:
    offer = judge_offer(60_000, Basis.GROSS, MOSCOW, 3, 2015)
    assert offer.basis is Basis.GROSS
    assert [judged.amount for judged in offer.verdicts] == [52_200]
    assert offer.main.place_in_band == Fraction(61, 100)


def test_an_offer_of_unknown_basis_is_judged_both_ways_and_the_net_one_first() -> None:
    offer = judge_offer(50_000, Basis.UNKNOWN, MOSCOW, 3, 2015)
    assert [judged.amount for judged in offer.verdicts] == [50_000, 43_500]
    assert offer.main.amount == 50_000
    assert not offer.readings_agree


def test_readings_agree_when_both_give_the_same_verdict() -> None:
    offer = judge_offer(53_000, Basis.UNKNOWN, MOSCOW, 3, 2015)
    assert {judged.verdict for judged in offer.verdicts} == {Verdict.MIDDLE}
    assert offer.readings_agree and not offer.borderline


@pytest.mark.parametrize(
    "amount, expected", [(44_499, False), (44_500, True), (45_499, True), (45_500, False)]
)
def test_an_offer_is_borderline_when_500_roubles_change_its_verdict(
    amount: int, expected: bool
) -> None:
    assert borderline(amount) is expected


def test_an_offer_is_borderline_when_its_readings_disagree_however_far_from_an_edge() -> None:
    offer = judge_offer(50_000, Basis.UNKNOWN, MOSCOW, 3, 2015)
    assert min(judged.distance_to_flip for judged in offer.verdicts) > 500
    assert offer.borderline


def test_an_offer_is_borderline_when_only_its_gross_reading_is_near_an_edge() -> None:
    assert not borderline(52_000, Basis.NET)
    assert borderline(52_000, Basis.UNKNOWN)


def flip_by_trying(stated: int, basis: Basis, year: int) -> int:
    """Change the stated amount by one rouble, two, three, until a reading's verdict differs."""

    def verdicts(amount: int) -> list[Verdict]:
        return [v.verdict for v in judge_offer(amount, basis, MOSCOW, 3, year).verdicts]

    here = verdicts(stated)
    return next(
        change
        for change in range(1, stated)
        if here != verdicts(stated - change) or here != verdicts(stated + change)
    )


@pytest.mark.parametrize("stated", [46_000, 52_000, 51_759, 60_000, 68_900])
@pytest.mark.parametrize("basis", list(Basis))
def test_the_distance_to_a_flip_is_counted_in_stated_roubles(stated: int, basis: Basis) -> None:
    offer = judge_offer(stated, basis, MOSCOW, 3, 2015)
    assert offer.distance_to_flip == flip_by_trying(stated, basis, 2015)


@pytest.mark.parametrize("edge", [45_977, 51_724, 63_219, 68_966])
def test_a_gross_offer_flips_where_trying_every_change_finds(edge: int) -> None:
    for stated in range(edge - 4, edge + 5):
        found = judge_offer(stated, Basis.GROSS, MOSCOW, 3, 2015).distance_to_flip
        assert found == flip_by_trying(stated, Basis.GROSS, 2015)
