"""The two percentile models, the interval between them, and the guarantee."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.market import PayScale, pay_scale
from salaries.domain.percentile import (
    BoundSide,
    Guarantee,
    Outside,
    PercentileInterval,
    flat,
    guarantee,
    log_normal,
    outside,
    percentile_interval,
)
from tests.domain import oracle
from tests.domain.builders import (
    MOSCOW_AGENCY,
    Published,
    each_market,
    one_peaked_scales,
    pay_scales,
    scales_with_an_amount,
)

HAIR = 1e-12
"""What floating point may owe a law that holds exactly."""


def keeps(share: Fraction | float, bound: Guarantee) -> bool:
    if bound.side is BoundSide.AT_MOST:
        return share <= bound.share + HAIR
    if bound.side is BoundSide.AT_LEAST:
        return share >= bound.share - HAIR
    return share == bound.share


def both_models_keep_the_guarantee(scale: PayScale, amount: int) -> bool:
    bound = guarantee(scale, amount)
    return keeps(flat(scale, amount), bound) and keeps(log_normal(scale, amount), bound)


@each_market
def test_flat_is_what_counting_offers_gives(market: Published) -> None:
    for amount in market.amounts_inside:
        assert flat(market.scale, amount) == oracle.flat(amount, market.edges, market.median)


@each_market
def test_log_normal_is_the_formula_spelt_out_and_the_area_under_its_density(
    market: Published,
) -> None:
    for amount in market.amounts_inside:
        share = log_normal(market.scale, amount)
        spelt_out = oracle.log_normal(amount, market.edges, market.median)
        area = oracle.log_normal_by_area(amount, market.edges, market.median)
        assert share == pytest.approx(spelt_out, abs=1e-12)
        assert share == pytest.approx(area, abs=1e-8)


@each_market
def test_the_interval_is_the_oracles_and_there_is_none_outside(market: Published) -> None:
    for amount in market.amounts:
        interval = percentile_interval(market.scale, amount)
        ends = (interval.low, interval.high) if interval else None
        assert ends == oracle.interval(amount, market.edges, market.median)


@each_market
def test_the_guarantee_is_the_oracles(market: Published) -> None:
    for amount in market.amounts_inside:
        bound = guarantee(market.scale, amount)
        expected = oracle.guarantee(amount, market.edges, market.median)
        assert (bound.side.value, bound.share) == expected


@each_market
def test_both_models_keep_the_guarantee_all_along_the_range(market: Published) -> None:
    scale = market.scale
    for amount in [*range(scale.floor, scale.ceiling + 1, 250), *market.amounts_inside]:
        assert both_models_keep_the_guarantee(scale, amount), amount


@each_market
def test_the_whole_points_shown_never_contradict_the_guarantee_shown(market: Published) -> None:
    scale = market.scale
    for amount in range(scale.floor, scale.ceiling + 1, 250):
        interval = percentile_interval(scale, amount)
        assert interval is not None
        if amount < scale.median:
            assert interval.high <= interval.guarantee.points
        if amount > scale.median:
            assert interval.low >= interval.guarantee.points


@given(pay_scales())
def test_half_of_the_offers_lie_below_the_median_in_every_model(scale: PayScale) -> None:
    assert flat(scale, scale.median) == Fraction(1, 2)
    assert log_normal(scale, scale.median) == 0.5
    assert guarantee(scale, scale.median) == Guarantee(BoundSide.EXACTLY, Fraction(1, 2))


@given(pay_scales())
def test_no_offer_lies_below_the_floor_and_all_below_the_ceiling(scale: PayScale) -> None:
    for model in (flat, log_normal):
        assert [model(scale, scale.floor), model(scale, scale.ceiling)] == [0, 1]


@given(pay_scales(), st.data())
def test_more_money_never_has_a_lower_percentile(scale: PayScale, data: st.DataObject) -> None:
    inside = st.integers(scale.floor, scale.ceiling)
    less, more = sorted([data.draw(inside), data.draw(inside)])
    assert flat(scale, less) <= flat(scale, more)
    assert log_normal(scale, less) <= log_normal(scale, more)


@given(scales_with_an_amount(), st.integers(2, 1_000))
def test_a_percentile_does_not_change_with_the_unit(drawn: tuple[PayScale, int], unit: int) -> None:
    scale, amount = drawn
    scaled = pay_scale([unit * edge for edge in scale.ladder.edges], unit * scale.median)
    assert flat(scaled, unit * amount) == flat(scale, amount)
    assert guarantee(scaled, unit * amount) == guarantee(scale, amount)
    assert log_normal(scaled, unit * amount) == pytest.approx(log_normal(scale, amount), abs=1e-9)


@given(scales_with_an_amount())
def test_the_interval_holds_both_models_and_is_no_wider_than_rounding_outward_asks(
    drawn: tuple[PayScale, int],
) -> None:
    scale, amount = drawn
    interval = percentile_interval(scale, amount)
    assert interval is not None
    lesser, greater = sorted([100 * interval.flat, 100 * Fraction(interval.log_normal)])
    assert lesser - 1 < interval.low <= lesser
    assert greater <= interval.high < greater + 1


def interval_of(flat_share: Fraction, log_normal_share: float) -> tuple[int, int]:
    bound = Guarantee(BoundSide.EXACTLY, Fraction(1, 2))
    interval = PercentileInterval(flat_share, log_normal_share, bound)
    return interval.low, interval.high


def test_an_interval_is_rounded_outward_whichever_model_is_the_higher() -> None:
    assert interval_of(Fraction(301, 1000), 0.2571) == (25, 31)
    assert interval_of(Fraction(714, 1000), 0.8081) == (71, 81)
    assert interval_of(Fraction(1, 4), 0.25) == (25, 25)


def test_the_guarantee_is_left_out_where_it_says_nothing() -> None:
    bound = Guarantee(BoundSide.EXACTLY, Fraction(1, 2))
    shares = [0.0, 0.004, 0.5, 0.996, 1.0]
    bounds = [PercentileInterval(Fraction(s), s, bound).bound for s in shares]
    assert bounds == [None, bound, bound, bound, None]


def test_a_flat_share_of_whole_points_is_not_rounded_away() -> None:
    """29 hundredths and 7 hundredths are not exact in binary: the arithmetic must be."""
    for points in range(101):
        share = Fraction(points, 100)
        assert interval_of(share, 0.0) == (0, points)
        assert interval_of(share, 1.0) == (points, 100)


def test_a_guarantee_is_rounded_to_the_safe_side() -> None:
    assert Guarantee(BoundSide.AT_MOST, Fraction(3571, 10_000)).points == 36
    assert Guarantee(BoundSide.AT_LEAST, Fraction(7143, 10_000)).points == 71
    assert Guarantee(BoundSide.EXACTLY, Fraction(1, 2)).points == 50


@pytest.mark.parametrize(
    "amount, side",
    [(29_999, Outside.BELOW), (30_000, None), (90_000, None), (90_001, Outside.ABOVE)],
)
def test_an_amount_leaves_the_published_range_below_or_above(
    amount: int, side: Outside | None
) -> None:
    assert outside(MOSCOW_AGENCY.scale, amount) is side


@pytest.mark.parametrize("amount", [29_999, 90_001])
def test_there_is_no_percentile_outside_the_published_range(amount: int) -> None:
    for model in (flat, log_normal, guarantee):
        with pytest.raises(ValueError, match="no percentile"):
            model(MOSCOW_AGENCY.scale, amount)


@st.composite
def one_peaked_markets(draw: st.DrawFn) -> tuple[list[int], list[int], PayScale]:
    """Any histogram that rises and then falls, as edges, heights and its own pay scale.

    The roubles are made fine enough for the median of the histogram to be a whole one.
    """
    height = st.integers(1, 50)
    rising = sorted(draw(st.lists(height, min_size=1, max_size=6)))
    falling = sorted(draw(st.lists(height, min_size=1, max_size=6)), reverse=True)
    heights, start = rising + falling, draw(st.integers(1, 20))
    left, cell = Fraction(sum(heights), 2), 0
    while left > heights[cell]:
        left, cell = left - heights[cell], cell + 1
    median = start + cell + left / heights[cell]
    edges = [(start + i) * median.denominator for i in range(len(heights) + 1)]
    return edges, heights, pay_scale([edges[0], edges[-1]], median.numerator)


@given(one_peaked_markets())
def test_every_one_peaked_market_keeps_the_guarantee(
    market: tuple[list[int], list[int], PayScale],
) -> None:
    """The theorem itself, tried on shapes that are neither of the two models."""
    edges, heights, scale = market
    for cells, edge in enumerate(edges):
        share_below = Fraction(sum(heights[:cells]), sum(heights))
        assert keeps(share_below, guarantee(scale, edge))


@given(scales_with_an_amount())
def test_flat_keeps_the_guarantee_in_every_market(drawn: tuple[PayScale, int]) -> None:
    """Two levels, one on each side of the median, make one step: never two peaks."""
    scale, amount = drawn
    assert keeps(flat(scale, amount), guarantee(scale, amount))


@given(pay_scales(), st.data())
def test_log_normal_keeps_the_guarantee_above_the_median_in_every_market(
    scale: PayScale, data: st.DataObject
) -> None:
    """Past the median its density only falls, so the share runs above its chord."""
    amount = data.draw(st.integers(scale.median, scale.ceiling))
    assert keeps(log_normal(scale, amount), guarantee(scale, amount))


@given(one_peaked_scales(), st.data())
def test_log_normal_keeps_the_guarantee_below_the_median_where_it_has_one_peak(
    scale: PayScale, data: st.DataObject
) -> None:
    amount = data.draw(st.integers(scale.floor, scale.median))
    assert keeps(log_normal(scale, amount), guarantee(scale, amount))


def test_log_normal_breaks_the_guarantee_in_a_market_too_wide_for_it() -> None:
    """Why the law above is restricted: the published span of no real market is near this."""
    scale = pay_scale([1_000, 50_000], 30_000)
    assert scale.median**2 > scale.floor * scale.ceiling
    assert not keeps(log_normal(scale, 29_000), guarantee(scale, 29_000))
