"""Headings in three languages, with aliases and units, are known for what they are."""

import pytest

from salaries.bulk.fields import ALIASES, Field, recognised

HEADINGS = {
    "en": ("City", "Employer", "Experience", "Salary"),
    "ru": ("Город", "Тип работодателя", "Опыт", "Оклад"),
    "ka": ("ქალაქი", "დამსაქმებელი", "გამოცდილება", "ხელფასი"),
    "units": ("ГОРОД ", "тип компании", "Опыт работы (лет)", "Оклад, руб. на руки"),
    "others between": ("№", "City", "Employer kind", "Name", "Years", "Pay (RUB)"),
}


@pytest.mark.parametrize("way", HEADINGS)
def test_a_usual_sheet_is_understood_whole(way: str) -> None:
    found = recognised(HEADINGS[way])
    assert set(found) == {Field.CITY, Field.SEGMENT, Field.YEARS, Field.AMOUNT}


def test_bounds_in_two_columns_are_understood() -> None:
    found = recognised(["город", "тип", "грейд", "Зарплата от", "Зарплата до", "налог"])
    assert found == {
        Field.CITY: 0,
        Field.SEGMENT: 1,
        Field.BAND: 2,
        Field.LOW: 3,
        Field.HIGH: 4,
        Field.BASIS: 5,
    }


def test_an_exact_heading_goes_before_one_with_a_unit() -> None:
    assert recognised(["Salary (USD)", "Salary"])[Field.AMOUNT] == 1


def test_a_column_is_one_field_only_and_a_field_one_column() -> None:
    found = recognised(["city", "city", "town", "salary", "pay"])
    assert found == {Field.CITY: 0, Field.AMOUNT: 3}


@pytest.mark.parametrize("headings", [[], [""], ["abc", "x" * 5000], ["\x00"]])
def test_headings_without_a_meaning_are_none_of_the_fields(headings: list[str]) -> None:
    assert recognised(headings) == {}


def test_no_alias_names_two_fields() -> None:
    every = [alias for aliases in ALIASES.values() for alias in aliases]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("field", list(Field))
def test_every_alias_is_recognised(field: Field) -> None:
    assert [alias for alias in ALIASES[field] if recognised([alias]) != {field: 0}] == []
