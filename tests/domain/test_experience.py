"""Experience as people write it: years, or the name of a band."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.experience import ExperienceError, parse_rank, parse_years, rank_for_years

CODES = ("I", "II", "III", "IV")
YEARS = {
    "2": 2,
    "2 года": 2,
    "2,5 года": Fraction(5, 2),
    "1–3 года": 1,
    "от 3 до 6 лет": 3,
    "3+": 3,
    "Более 6 лет": 6,
    "не менее 2 лет": 2,
    "6 месяцев": Fraction(1, 2),
    "нет опыта": 0,
    "Без опыта": 0,
    "no experience": 0,
    "5 years of experience": 5,
    "noExperience": 0,
    "between1And3": 1,
    "3 წელი": 3,
    "60": 60,
    "3-3 года": 3,
}


@pytest.mark.parametrize("text", YEARS)
def test_the_least_years_are_read_in_each_way_of_writing(text: str) -> None:
    assert parse_years(text) == YEARS[text]


@pytest.mark.parametrize("text", ["", "два", "99", "3–1", "-2", "III", "2 кг", "\u0661"])
def test_what_is_not_years_is_refused(text: str) -> None:
    with pytest.raises(ExperienceError) as caught:
        parse_years(text)
    assert caught.value.args == (text,)


@pytest.mark.parametrize(
    "text",
    ["III", "iii", "3", "3.0", "band III", "Диапазон 3", "III დონე", "\u0406\u0406\u0406"],
)
def test_a_band_is_named_by_code_or_number(text: str) -> None:
    assert parse_rank(text, CODES) == 3


def test_the_lowest_band_is_named_by_its_number() -> None:
    assert parse_rank("1", CODES) == 1


@pytest.mark.parametrize("text", ["", "0", "5", "V", "senior", ".03"])
def test_a_band_that_is_not_there_is_refused(text: str) -> None:
    with pytest.raises(ExperienceError) as caught:
        parse_rank(text, CODES)
    assert caught.value.args == (text,)


@pytest.mark.parametrize(("years", "rank"), [(0, 1), (Fraction(1, 2), 1), (1, 2), (2, 3), (40, 4)])
def test_years_belong_to_the_highest_band_whose_minimum_they_meet(years: int, rank: int) -> None:
    assert rank_for_years(years, (0, 1, 2, 3)) == rank


def test_years_below_every_minimum_belong_to_no_band() -> None:
    with pytest.raises(ExperienceError, match=r"^0$"):
        rank_for_years(0, (1, 3))


@given(st.text(max_size=30))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with contextlib.suppress(ExperienceError):
        assert 0 <= parse_years(text) <= 60
