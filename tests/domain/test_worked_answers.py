"""The three answers a newcomer checks first, and the printed test vectors of METHOD section 3."""

from __future__ import annotations

from fractions import Fraction

import pytest

from salaries.domain.bands import Band
from salaries.domain.money import Basis
from salaries.domain.percentile import (
    BoundSide,
    Outside,
    flat,
    guarantee,
    log_normal,
    outside,
    percentile_interval,
)
from salaries.domain.verdict import OfferVerdict, Verdict, judge_offer
from tests.domain.builders import MOSCOW_AGENCY, OMSK_COMPANY, Published, published


def net_offer(market: Published, rank: int, amount: int) -> OfferVerdict:
    return judge_offer(amount, Basis.NET, market.scale, rank, 2015).main


def test_52_000_net_for_band_three_of_a_moscow_agency_is_the_middle_of_the_band() -> None:
    judged = net_offer(MOSCOW_AGENCY, 3, 52_000)
    assert judged.verdict is Verdict.MIDDLE
    assert judged.place_in_band == Fraction(3, 5)
    assert judged.gap_to_median == -3_000
    assert judged.market_ratio == Fraction(52, 55)
    assert judged.next_band == Band(4, 60_000, 90_000)


def test_52_000_in_a_moscow_agency_is_between_the_42nd_and_44th_percentile_at_most_the_46th() -> (
    None
):
    interval = percentile_interval(MOSCOW_AGENCY.scale, 52_000)
    assert interval is not None
    assert (interval.low, interval.high) == (42, 44)
    assert (interval.guarantee.side, interval.guarantee.points) == (BoundSide.AT_MOST, 46)


def test_40_000_for_band_two_is_the_top_of_it_and_the_money_of_band_three() -> None:
    judged = net_offer(MOSCOW_AGENCY, 2, 40_000)
    assert judged.verdict is Verdict.UPPER_PART
    assert judged.place_in_band == 1
    assert judged.band_of_amount == Band(3, 40_000, 60_000)
    assert judged.distance_to_flip == 1


def test_41_000_for_band_four_in_an_omsk_company_is_above_every_published_offer() -> None:
    judged = net_offer(OMSK_COMPANY, 4, 41_000)
    assert judged.verdict is Verdict.ABOVE
    assert judged.band_of_amount is None
    assert outside(OMSK_COMPANY.scale, 41_000) is Outside.ABOVE
    assert percentile_interval(OMSK_COMPANY.scale, 41_000) is None


PETERSBURG_COMPANY = published("Saint Petersburg", "company")

VECTORS = [
    (MOSCOW_AGENCY, 31_000, "0.0200", "0.0089", "at_most", "0.1571"),
    (MOSCOW_AGENCY, 35_000, "0.1000", "0.0572", "at_most", "0.2143"),
    (MOSCOW_AGENCY, 45_000, "0.3000", "0.2571", "at_most", "0.3571"),
    (MOSCOW_AGENCY, 55_000, "0.5000", "0.5000", "exactly", "0.5000"),
    (MOSCOW_AGENCY, 70_000, "0.7143", "0.8081", "at_least", "0.7143"),
    (MOSCOW_AGENCY, 89_000, "0.9857", "0.9946", "at_least", "0.9857"),
    (OMSK_COMPANY, 20_000, "0.1818", "0.1176", "at_most", "0.2308"),
    (OMSK_COMPANY, 35_000, "0.8077", "0.8852", "at_least", "0.8077"),
    (PETERSBURG_COMPANY, 33_000, "0.2667", "0.2340", "at_most", "0.3833"),
    (PETERSBURG_COMPANY, 60_000, "0.8333", "0.9345", "at_least", "0.8333"),
]


@pytest.mark.parametrize("market, amount, flat_share, log_normal_share, side, bound", VECTORS)
def test_the_printed_vectors_come_out_to_four_decimals(
    market: Published, amount: int, flat_share: str, log_normal_share: str, side: str, bound: str
) -> None:
    scale = market.scale
    kept = guarantee(scale, amount)
    assert f"{float(flat(scale, amount)):.4f}" == flat_share
    assert f"{log_normal(scale, amount):.4f}" == log_normal_share
    assert (kept.side.value, f"{float(kept.share):.4f}") == (side, bound)


def test_the_markets_of_the_vectors_are_those_the_method_prints() -> None:
    assert (MOSCOW_AGENCY.edges, MOSCOW_AGENCY.median) == (
        (30_000, 35_000, 40_000, 60_000, 90_000),
        55_000,
    )
    assert (OMSK_COMPANY.edges, OMSK_COMPANY.median) == (
        (16_000, 17_000, 20_000, 30_000, 40_000),
        27_000,
    )
    assert (PETERSBURG_COMPANY.edges, PETERSBURG_COMPANY.median) == (
        (25_000, 30_000, 33_000, 45_000, 70_000),
        40_000,
    )
