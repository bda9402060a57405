"""Money of another year: there and back, in order, and never beyond what the index knows."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.bands import Band
from salaries.domain.prices import PriceChange, PriceIndex, figures, month_of, month_text
from salaries.domain.surveyed import Text
from tests.domain import oracle

FILE = Path(__file__).parents[2] / "data" / "cpi_ru.csv"
LEVELS = {
    row["month"]: Fraction(row["index"])
    for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines())
}
INDEX = PriceIndex("RUB", Text("", "", ""), date(2014, 1, 1), tuple(LEVELS.values()))
SURVEYED, LATE = date(2015, 3, 1), date(2025, 11, 1)
BAND_III = Band(3, 40_000, 60_000)
YEARLY = {
    2015: "12.91", 2016: "5.38", 2017: "2.52", 2018: "4.27", 2019: "3.05", 2020: "4.91",
    2021: "8.39", 2022: "11.94", 2023: "7.42", 2024: "9.52", 2025: "5.59",
}  # fmt: skip
"""Per cent from December to December, as Rosstat published them."""

months = st.sampled_from([month_of(text) for text in LEVELS])
amounts = st.integers(1, 999_999_999)


def change_to(end: date) -> PriceChange:
    return PriceChange(INDEX, SURVEYED, end)


def test_from_the_surveys_month_to_november_2025_prices_rose_nearly_twofold() -> None:
    assert round(INDEX.factor(SURVEYED, LATE), 4) == Fraction("1.9225")
    assert INDEX.convert(52_000, SURVEYED, LATE) == 99_972


@pytest.mark.parametrize(("year", "percent"), YEARLY.items())
def test_the_file_rises_each_year_as_its_publisher_says(year: int, percent: str) -> None:
    factor = INDEX.factor(date(year - 1, 12, 1), date(year, 12, 1))
    assert abs(100 * (factor - 1) - Fraction(percent)) < Fraction("0.03")


def test_the_month_of_the_survey_is_its_hundred_and_leaves_money_as_it_is() -> None:
    assert INDEX.level(SURVEYED) == 100
    assert change_to(SURVEYED).convert(52_000) == 52_000


@given(st.integers(0, 200), months, months)
def test_a_count_of_single_roubles_finds_the_same(amount: int, start: date, end: date) -> None:
    counted = oracle.in_other_prices(amount, INDEX.level(start), INDEX.level(end))
    assert INDEX.convert(amount, start, end) == counted


@given(amounts, months)
def test_there_and_back_is_the_same_but_for_the_rounding(amount: int, end: date) -> None:
    change = change_to(end)
    lost = abs(change.back(change.convert(amount)) - amount)
    assert lost <= Fraction(1, 2) / change.factor + Fraction(1, 2)


@given(amounts, amounts, months, months)
def test_more_money_is_never_less_in_other_prices(
    one: int, other: int, start: date, end: date
) -> None:
    less, more = sorted((one, other))
    assert INDEX.convert(less, start, end) <= INDEX.convert(more, start, end)


@given(months, months, months)
def test_the_way_by_a_month_between_is_as_long(first: date, between: date, last: date) -> None:
    whole = INDEX.factor(first, last)
    assert INDEX.factor(first, between) * INDEX.factor(between, last) == whole


def test_a_half_goes_up() -> None:
    halves = PriceIndex("RUB", Text("", "", ""), SURVEYED, (Fraction(2), Fraction(1)))
    assert halves.convert(5, halves.first, halves.last) == 3
    assert halves.convert(-5, halves.first, halves.last) == -2


@pytest.mark.parametrize("month", [date(2013, 12, 1), date(2026, 1, 1), date(1, 1, 1)])
def test_beyond_the_index_nothing_is_known(month: date) -> None:
    assert not INDEX.knows(month)
    with pytest.raises(ValueError, match=month_text(month)):
        INDEX.factor(SURVEYED, month)
    with pytest.raises(ValueError, match="not known"):
        change_to(month)


def test_it_knows_every_month_from_the_first_to_the_last() -> None:
    assert [month_text(INDEX.first), month_text(INDEX.last)] == ["2014-01", "2025-12"]
    assert all(INDEX.knows(month_of(text)) for text in LEVELS)
    assert all(INDEX.level(month_of(text)) == level for text, level in LEVELS.items())


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-13", "2025-00", "2025-1", "11-2025", "2025-11-01", "२०२५-११", "x"]
)
def test_another_text_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        month_of(text)


def test_of_a_long_text_twenty_characters_are_quoted() -> None:
    with pytest.raises(ValueError, match=r"not a month: '2{20}'$"):
        month_of("2" * 90)


@given(months)
def test_a_month_is_written_as_it_is_read(month: date) -> None:
    assert month_of(month_text(month)) == month
    assert change_to(month).address == month_text(month)


def test_an_offers_figures_add_up_in_both_prices() -> None:
    found = figures(change_to(LATE), {"amount": 52_000}, BAND_III, 55_000)
    assert found["amount"] == (52_000, 99_972)
    assert (found["band_low"], found["band_high"]) == ((40_000, 76_901), (60_000, 115_352))
    assert found["median"] == (55_000, 105_739)
    assert found["gap_to_median"] == (-3_000, 99_972 - 105_739)


def test_the_gap_of_a_range_is_that_of_its_mid_point() -> None:
    found = figures(change_to(LATE), {"low": 45_000, "high": 55_001}, BAND_III, 55_000)
    low, high, median = (found[name].converted for name in ("low", "high", "median"))
    assert found["gap_to_median"].raw == -4_999  # half a rouble goes up
    assert abs(found["gap_to_median"].converted - ((low + high) / 2 - median)) <= 0.5
