"""What the shipped table says, as facts: METHOD section 1."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from salaries.domain.market import agency_premium, band_premiums
from tests.domain.builders import MARKETS, Published, each_market, published

CITIES = [market.city for market in MARKETS if market.segment == "agency"]


def premium(city: str) -> Fraction:
    return agency_premium(published(city, "agency").scale, published(city, "company").scale)


def test_there_are_twelve_cities_with_two_kinds_of_employer_and_four_bands() -> None:
    assert len(set(CITIES)) == 12
    assert {(one.city, one.segment) for one in MARKETS} == {
        (city, segment) for city in CITIES for segment in ("agency", "company")
    }
    assert {len(one.bands) for one in MARKETS} == {4}


def test_all_72_joints_touch() -> None:
    joints = [joint for market in MARKETS for joint in pairwise(market.bands)]
    assert len(joints) == 72
    assert all(below[1] == above[0] for below, above in joints)


@each_market
def test_the_median_lies_strictly_inside_band_three(market: Published) -> None:
    low, high = market.bands[2]
    assert low < market.median < high
    own = market.scale.ladder.band_of(market.median)
    assert own is not None and own.rank == 3


@each_market
def test_equal_shares_of_the_bands_contradict_the_published_median(market: Published) -> None:
    """They would put half of the offers under band III, and so more than half under M."""
    low, high = market.bands[2]
    share_below_median = Fraction(1, 2) + Fraction(1, 4) * Fraction(market.median - low, high - low)
    assert share_below_median > Fraction(62, 100)


def test_both_kinds_of_employer_share_floor_and_ceiling_in_every_city() -> None:
    for city in CITIES:
        agency, company = published(city, "agency").scale, published(city, "company").scale
        assert (agency.floor, agency.ceiling) == (company.floor, company.ceiling)


def test_agency_medians_are_6_7_to_13_3_per_cent_above_company_medians() -> None:
    premiums = {city: premium(city) for city in CITIES}
    least, most = min(premiums.values()), max(premiums.values())
    assert (f"{float(least):.1%}", f"{float(most):.1%}") == ("6.7%", "13.3%")
    assert {city for city in CITIES if premiums[city] == least} == {
        "Nizhny Novgorod",
        "Chelyabinsk",
    }
    assert {city for city in CITIES if premiums[city] == most} == {"Rostov-on-Don"}


def test_no_band_of_an_agency_pays_less_than_the_company_band_on_mid_points() -> None:
    for city in CITIES:
        agency, company = published(city, "agency").scale, published(city, "company").scale
        assert min(band_premiums(agency, company)) >= 0
