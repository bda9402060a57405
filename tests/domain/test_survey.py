"""A survey as values: its cities, segments, bands and markets, in the order of the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from salaries.domain.market import pay_scale
from salaries.domain.money import Basis
from salaries.domain.survey import Provenance, Survey
from salaries.domain.surveyed import ALL, City, ExperienceBand, Market, MarketKey, Requirement, Text


def text(word: str) -> Text:
    return Text(word, f"{word}-ru", f"{word}-ka")


def city(slug: str) -> City:
    return City(slug, text(slug), text(""), "RU-MOW", 55.75, 37.62, 12_330_000, 2016, 1)


def survey(*keys: tuple[str, str]) -> Survey:
    """A survey of two bands with these markets (city, segment), in this order."""
    markets = [Market(city(slug), segment, pay_scale([1, 2, 4], 3)) for slug, segment in keys]
    return Survey(
        slug="a-survey",
        version="1",
        title=text("title"),
        role=text("role"),
        source=text("source"),
        publisher="Publisher",
        month=date(2015, 3, 1),
        currency="RUB",
        basis=Basis.UNKNOWN,
        convention=Basis.NET,
        not_stated=(),
        bands=(ExperienceBand(1, "I", 0), ExperienceBand(2, "II", 1)),
        markets={market.key: market for market in markets},
        provenance=Provenance("table.csv", "0" * 64, 2, datetime(2026, 1, 1, tzinfo=UTC)),
    )


TWO_CITIES = survey(
    ("omsk", "company"), ("omsk", "agency"), ("kazan", "agency"), ("kazan", "company")
)


@pytest.mark.parametrize(
    "code, expected", [("en", "pay"), ("ru", "pay-ru"), ("ka", "pay-ka"), ("fr", "pay")]
)
def test_a_text_is_given_in_a_language_or_in_english(code: str, expected: str) -> None:
    assert text("pay").in_language(code) == expected


def test_a_market_is_named_by_its_city_and_segment() -> None:
    assert next(iter(TWO_CITIES.markets)) == MarketKey(city="omsk", segment="company")


def test_every_city_and_segment_is_listed_once_in_the_order_of_the_file() -> None:
    assert [one.slug for one in TWO_CITIES.cities] == ["omsk", "kazan"]
    assert TWO_CITIES.segments == ("company", "agency")


def test_the_markets_of_a_segment_stand_in_the_order_of_the_file() -> None:
    agencies = TWO_CITIES.in_segment("agency")
    assert [market.key for market in agencies] == [("omsk", "agency"), ("kazan", "agency")]


def test_the_markets_of_a_city_stand_in_the_order_of_the_file() -> None:
    assert [market.segment for market in TWO_CITIES.in_city("omsk")] == ["company", "agency"]


def test_an_unknown_segment_or_city_has_no_markets() -> None:
    assert TWO_CITIES.in_segment("freelance") == TWO_CITIES.in_city("paris") == ()


def test_a_band_of_a_survey_is_found_by_its_rank() -> None:
    assert [TWO_CITIES.band(rank).code for rank in (1, 2)] == ["I", "II"]


@pytest.mark.parametrize("rank", [0, -1, 3])
def test_a_survey_has_no_band_outside_its_ranks(rank: int) -> None:
    with pytest.raises(KeyError):
        TWO_CITIES.band(rank)


def test_a_band_asks_what_those_below_ask_but_not_less_of_what_it_asks_more_of() -> None:
    years, more = (Requirement("experience", True, text("smm"), "smm", n) for n in (1, 2))
    degree, tool = (Requirement(t, False, text(t), t) for t in ("education", "tool"))
    bands = (
        ExperienceBand(1, "I", 0, (degree, tool)),
        ExperienceBand(2, "II", 1, (years,)),
        ExperienceBand(3, "III", 2, (more, tool)),
    )
    asked = replace(TWO_CITIES, bands=bands)
    assert asked.asked_by(1) == (degree, tool)
    assert asked.asked_by(2) == (degree, tool, years)
    assert asked.asked_by(3) == (degree, tool, more, tool)
    with pytest.raises(KeyError):
        asked.asked_by(4)


@pytest.mark.parametrize(
    ("edges", "median", "close"),
    [([30_000, 60_000], 55_000, 500), ([2_300, 2_900], 2_650, 5), ([2_301, 2_900], 2_650, 0)],
)
def test_a_close_call_is_half_of_what_every_figure_is_rounded_to(
    edges: list[int], median: int, close: int
) -> None:
    market = Market(city("omsk"), "company", pay_scale(edges, median))
    assert replace(TWO_CITIES, markets={market.key: market}).close_call == close


def test_a_survey_that_tells_no_kinds_of_employer_apart_has_one_for_all() -> None:
    kinds = {name: survey(("omsk", name)) for name in ("company", ALL)}
    assert [one.has_kinds for one in kinds.values()] == [True, False]
    assert [one.only_segment for one in kinds.values()] == ["company", ALL]
    assert (TWO_CITIES.has_kinds, TWO_CITIES.only_segment) == (True, "")


def test_the_income_tax_is_known_on_pay_in_roubles_from_its_first_scale_on() -> None:
    assert TWO_CITIES.knows_tax
    assert not replace(TWO_CITIES, currency="EUR").knows_tax
    assert not replace(TWO_CITIES, month=date(2014, 12, 1)).knows_tax
