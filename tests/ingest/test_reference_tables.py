"""The cities and the requirements: what is read from them, and how their faults are named."""

import pytest

from salaries.ingest.problems import Code, Unreadable
from salaries.ingest.reference import read_cities, read_requirements
from tests.ingest.builders import DATA, places

CITIES = (DATA / "cities.csv").read_text(encoding="utf-8")
REQUIREMENTS = (DATA / "band_requirements.csv").read_text(encoding="utf-8")
BANDS = ("I", "II", "III", "IV")


def city_faults(*changes: tuple[str, str]) -> list[tuple[int | None, str | None, str]]:
    text = CITIES
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(Unreadable) as caught:
        read_cities(text.encode())
    return places(caught.value.problems)


def test_the_shipped_cities_are_read() -> None:
    cities = read_cities(CITIES.encode())
    assert (len(cities), cities[0]["slug"], cities[0]["population"]) == (12, "moscow", 12_330_000)


@pytest.mark.parametrize(
    ("old", "new", "column", "code"),
    [
        ("moscow,", "Moscow!,", "slug", Code.NOT_A_SLUG),
        ("moscow,Moscow,Москва", "moscow,Moscow,", "name_ru", Code.NOT_A_TEXT),
        ("RU-MOW", "Moscow", "iso_region", Code.NOT_A_REGION),
        ("55.7540471", "95.7540471", "latitude", Code.NOT_A_NUMBER),
        ("55.7540471", "nan", "latitude", Code.NOT_A_NUMBER),
        ("37.620405", "east", "longitude", Code.NOT_A_NUMBER),
        ("12330000", "-1", "population", Code.NOT_A_COUNT),
        ("12330000", "12.3", "population", Code.NOT_A_COUNT),
        ("12330000,2016,1\n", "12330000,16,1\n", "population_year", Code.NOT_A_COUNT),
        ("12330000,2016,1\n", "12330000,2016,\n", "hh_area_id", Code.NOT_A_COUNT),
    ],
)
def test_a_bad_cell_of_a_city_is_named(old: str, new: str, column: str, code: Code) -> None:
    assert city_faults((old, new)) == [(2, column, code)]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("kazan,", "moscow,", "slug"),
        ("Kazan", "Moscow", "name_en"),
        (",88\n", ",1\n", "hh_area_id"),
    ],
)
def test_a_city_stands_once(old: str, new: str, column: str) -> None:
    assert city_faults((old, new)) == [(6, column, Code.REPEATED)]


def test_a_row_of_a_wrong_length_is_refused_with_the_other_faults() -> None:
    faults = city_faults((",88\n", ",88,7\n"), ("RU-MOW", "Moscow"))
    assert faults == [(6, None, Code.LONG_ROW), (2, "iso_region", Code.NOT_A_REGION)]


def test_requirements_come_by_band() -> None:
    asked = read_requirements(REQUIREMENTS.encode(), BANDS)
    assert [len(asked[band]) for band in BANDS] == [3, 3, 6, 4]


def test_a_requirement_says_its_topic_its_need_and_its_texts() -> None:
    first = read_requirements(REQUIREMENTS.encode(), BANDS)["I"][2]
    assert (first["topic"], first["is_required"], first["text"]["en"]) == (
        "education",
        False,
        "Higher education, at least unfinished",
    )


def test_a_requirement_of_an_unknown_band_or_need_is_refused() -> None:
    text = REQUIREMENTS.replace("I,skill,required,online", "V,skill,wanted,online", 1)
    with pytest.raises(Unreadable) as caught:
        read_requirements(text.encode(), BANDS)
    assert places(caught.value.problems) == [(2, "band", Code.UNKNOWN), (2, "need", Code.UNKNOWN)]


def test_a_key_stands_once_save_where_bands_ask_years_of_one_kind() -> None:
    assert REQUIREMENTS.count(",experience,required,smm,") == 2
    text = REQUIREMENTS.replace(",copywriting,", ",community,").replace(",english,Eng", ",smm,Eng")
    with pytest.raises(Unreadable) as caught:
        read_requirements(text.encode(), BANDS)
    (found,) = caught.value.problems
    assert (found.row, found.column, found.code, found.expected) == (5, "key", Code.REPEATED, "3")


@pytest.mark.parametrize("key", ["", "Writes copy", "a_b"])
def test_a_key_that_cannot_stand_in_an_address_is_refused(key: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_requirements(REQUIREMENTS.replace(",copywriting,", f",{key},").encode(), BANDS)
    assert places(caught.value.problems) == [(5, "key", Code.NOT_A_SLUG)]
