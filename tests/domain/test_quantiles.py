"""Published quantiles: what they say of an amount, and what they refuse to say."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.market import pay_scale
from salaries.domain.percentile import Outside
from salaries.domain.quantiles import PERCENTS, OneRange, OwnRange, Point, Quantiles, typical
from salaries.domain.shares import Beyond, Label, Share, exact_share, share_below
from salaries.domain.vacancy import Fit, Posting, judge_vacancy
from salaries.domain.verdict import Verdict, judge

MOSCOW = Quantiles(
    0,
    tuple(map(Point, PERCENTS, (32_500, 40_000, 47_500, 62_500, 80_000))),
    71,
    None,
    (45_000, 55_000),
)
MEDIAN_ALONE = Quantiles(2, (Point(50, 45_000),))


@st.composite
def quantiles(draw: st.DrawFn) -> Quantiles:
    """Any subset of percentages with the median, and amounts that do not fall."""
    others = draw(st.sets(st.sampled_from([10, 25, 75, 90])))
    percents = sorted({50, *others})
    size = len(percents)
    amounts = sorted(draw(st.lists(st.integers(1, 200), min_size=size, max_size=size)))
    return Quantiles(0, tuple(map(Point, percents, amounts)))


def between(cell: Quantiles, amount: int) -> tuple[Fraction, Fraction]:
    """The shares that a straight line through the points gives an amount, the slow way."""
    found = [
        Fraction(low.percent)
        + Fraction(amount - low.amount, high.amount - low.amount) * (high.percent - low.percent)
        for low in cell.points
        for high in cell.points
        if low.percent < high.percent
        and low.amount <= amount <= high.amount
        and low.amount < high.amount
        and not any(low.percent < p.percent < high.percent for p in cell.points)
    ]
    found += [Fraction(point.percent) for point in cell.points if point.amount == amount]
    return min(found), max(found)


@given(quantiles(), st.integers(1, 200))
def test_a_share_is_read_off_the_straight_line_or_refused(cell: Quantiles, amount: int) -> None:
    found = share_below(cell, amount)
    if cell.floor <= amount <= cell.ceiling:
        low, high = between(cell, amount)
        assert exact_share(cell, amount) == (low, high)
        assert found == Share(floor(low), ceil(high), Label.PUBLISHED)
    else:
        side, percent = (
            (Outside.BELOW, cell.points[0].percent)
            if amount < cell.floor
            else (Outside.ABOVE, cell.points[-1].percent)
        )
        assert found == Beyond(side, percent)


@given(quantiles(), st.lists(st.integers(1, 200), min_size=2, max_size=2))
def test_more_money_never_has_less_below_it(cell: Quantiles, amounts: list[int]) -> None:
    low, high = sorted(amounts)
    if cell.spans(low) and cell.spans(high):
        assert exact_share(cell, low)[0] <= exact_share(cell, high)[0]
        assert exact_share(cell, low)[1] <= exact_share(cell, high)[1]


@given(quantiles(), st.integers(1, 200))
def test_the_line_is_that_of_numpy_where_no_two_quantiles_are_the_same(
    cell: Quantiles, amount: int
) -> None:
    amounts = [point.amount for point in cell.points]
    if len(set(amounts)) == len(amounts) and cell.spans(amount):
        (low, high) = exact_share(cell, amount)
        theirs = np.interp(amount, amounts, [point.percent for point in cell.points])
        assert low == high and abs(float(low) - float(theirs)) < 1e-9


def test_at_equal_quantiles_the_share_is_an_interval() -> None:
    cell = Quantiles(0, (Point(25, 40), Point(50, 50), Point(75, 50)))
    assert share_below(cell, 50) == Share(50, 75, Label.PUBLISHED)


def test_beyond_the_outermost_quantile_there_is_a_side_and_no_number() -> None:
    assert share_below(MOSCOW, 80_001) == Beyond(Outside.ABOVE, 90)
    assert share_below(MOSCOW, 32_499) == Beyond(Outside.BELOW, 10)
    with pytest.raises(ValueError, match="beyond the published quantiles"):
        exact_share(MOSCOW, 80_001)


def test_both_kinds_of_survey_answer_one_question() -> None:
    bands = pay_scale([30_000, 35_000, 40_000, 60_000, 90_000], 55_000)
    assert share_below(bands, 45_000) == Share(25, 30, Label.MODELLED)
    assert share_below(bands, 90_001) == Beyond(Outside.ABOVE, 100)
    assert share_below(bands, 29_999) == Beyond(Outside.BELOW, 0)


@pytest.mark.parametrize(
    ("percents", "judged_by"),
    [
        ((10, 25, 50, 75, 90), (25, 75)),
        ((25, 50, 75), (25, 75)),
        ((10, 50, 90), (10, 90)),
        ((10, 25, 50, 90), (10, 90)),
        ((25, 50), (50, 50)),
        ((50,), (50, 50)),
    ],
)
def test_amounts_are_judged_by_the_first_range_that_is_published(
    percents: tuple[int, ...], judged_by: tuple[int, int]
) -> None:
    cell = Quantiles(1, tuple(Point(percent, 1000 * percent) for percent in percents))
    assert cell.judged_by == judged_by
    assert (cell.own.low, cell.own.high) == tuple(1000 * percent for percent in judged_by)


@pytest.mark.parametrize(
    ("amount", "verdict"),
    [
        (39_999, Verdict.BELOW),
        (40_000, Verdict.LOWER_PART),
        (52_000, Verdict.MIDDLE),
        (57_000, Verdict.UPPER_PART),
        (62_501, Verdict.ABOVE),
    ],
)
def test_an_offer_is_judged_by_the_middle_half(amount: int, verdict: Verdict) -> None:
    assert judge(amount, MOSCOW, 0).verdict is verdict


@pytest.mark.parametrize(
    ("amount", "verdict"),
    [(44_999, Verdict.BELOW), (45_000, Verdict.MIDDLE), (45_001, Verdict.ABOVE)],
)
def test_where_the_median_is_alone_there_is_under_it_at_it_and_over_it(
    amount: int, verdict: Verdict
) -> None:
    assert judge(amount, MEDIAN_ALONE, 2).verdict is verdict


def test_a_posting_is_judged_by_the_median_alone_where_nothing_else_is_published() -> None:
    judged = judge_vacancy(Posting(40_000, 50_000), MEDIAN_ALONE, 2)
    assert (judged.fit, judged.share_of_band_covered) == (Fit.COVERS, Fraction(1))
    above = judge_vacancy(Posting(45_001, 50_000), MEDIAN_ALONE, 2)
    assert (above.fit, above.share_of_band_covered) == (Fit.ABOVE, Fraction(0))


@given(quantiles())
def test_what_stands_for_a_level_without_an_amount_is_its_median(cell: Quantiles) -> None:
    assert typical(cell, cell.rank) == cell.median


@pytest.mark.parametrize(
    "points",
    [
        (Point(25, 40), Point(75, 60)),
        (Point(50, 50), Point(25, 40)),
        (Point(20, 30), Point(50, 50)),
        (Point(25, 60), Point(50, 50)),
        (),
    ],
)
def test_quantiles_without_a_median_or_that_fall_are_none(points: tuple[Point, ...]) -> None:
    with pytest.raises(ValueError, match="quantiles"):
        Quantiles(0, points)


def test_a_cell_has_one_range_under_the_rank_of_its_level() -> None:
    assert MEDIAN_ALONE.ladder.band(2).low == 45_000
    with pytest.raises(KeyError):
        MEDIAN_ALONE.ladder.band(1)
    with pytest.raises(ValueError, match="one range"):
        OneRange((OwnRange(1, 1, 2), OwnRange(2, 2, 3)))
    with pytest.raises(ValueError, match="0 < low <= high"):
        OwnRange(0, 2, 1)
