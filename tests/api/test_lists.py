"""The lists: what there is to ask about, and the table itself as integers."""

from typing import Any

import pytest

from salaries.models import City
from salaries.models import Survey as SurveyRow
from tests.api.ask import LISTS, ask
from tests.domain.builders import MARKETS

pytestmark = pytest.mark.django_db


def items(name: str, **query: Any) -> list[dict[str, Any]]:
    answer = ask(name, query)
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.body["items"]
    return found


def test_the_ranges_are_the_table() -> None:
    printed = [
        (one.segment, rank, low, high, one.median)
        for one in MARKETS
        for rank, (low, high) in enumerate(one.bands, start=1)
    ]
    columns = ("segment", "band", "low", "high", "median")
    assert [tuple(row[c] for c in columns) for row in items("ranges")] == printed


def test_ranges_are_filtered_by_city_segment_and_band() -> None:
    rows = items("ranges", city=["omsk", "kazan"], segment="agency", band=[1, 4])
    assert {(r["city"], r["segment"], r["band"]) for r in rows} == {
        (city, "agency", band) for city in ("omsk", "kazan") for band in (1, 4)
    }


def test_pages_of_markets_add_up_to_all_of_them() -> None:
    pages = [ask("markets", {"limit": 7, "offset": start}).body for start in range(0, 28, 7)]
    assert {page["total"] for page in pages} == {24}
    whole = ask("markets").body
    assert [one for page in pages for one in page["items"]] == whole["items"]
    assert (whole["limit"], whole["offset"], len(whole["items"])) == (50, 0, 24)


def test_a_page_beyond_the_last_is_empty() -> None:
    body = ask("markets", {"offset": 999_999}).body
    assert (body["items"], body["total"]) == ([], 24)


def test_markets_are_filtered() -> None:
    (market,) = items("markets", city="moscow", segment="agency")
    assert (market["floor"], market["median"], market["ceiling"]) == (30_000, 55_000, 90_000)
    assert market["bands"][2] == {"band": 3, "low": 40_000, "high": 60_000}


def test_published_figures_are_labelled_so() -> None:
    for name in ("markets", "ranges"):
        assert set(ask(name).body["evidence"].values()) == {"published"}


def test_cities_have_names_in_three_languages_and_their_kinds_of_employer() -> None:
    kazan = next(one for one in items("cities") if one["slug"] == "kazan")
    assert kazan["names"] == {"en": "Kazan", "ru": "Казань", "ka": "ყაზანი"}
    assert kazan["segments"] == ["agency", "company"]


def test_bands_say_what_experience_they_ask() -> None:
    found = [(one["band"], one["code"], one["min_years"]) for one in items("bands")]
    assert found == [(1, "I", 0), (2, "II", 1), (3, "III", 2), (4, "IV", 3)]


def test_the_survey_says_who_when_and_what_it_leaves_out() -> None:
    (survey,) = items("surveys")
    assert (survey["publisher"], survey["month"], survey["is_default"]) == (
        "Superjob",
        "2015-03",
        True,
    )
    assert (survey["basis"], survey["convention"], survey["rows"]) == ("unknown", "net", 96)
    assert len(survey["not_stated"]) == 4


@pytest.mark.parametrize("name", LISTS)
def test_every_list_names_the_survey_it_is_of(name: str) -> None:
    (survey,) = items("surveys")
    assert ask(name).body["survey_version"] == survey["version"]


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("verdicts", {"below", "lower_part", "middle", "upper_part", "above"}),
        ("bases", {"net", "gross", "unknown"}),
        ("fits", {"below", "starts_below", "within", "covers", "ends_above", "above"}),
        ("evidence", {"published", "derived", "modelled", "scenario"}),
        ("segments", {"agency", "company"}),
        ("languages", {"en", "ru", "ka"}),
    ],
)
def test_attributes_list_every_allowed_value(name: str, some: set[str]) -> None:
    assert {one["value"] for one in ask("attributes").body[name]} == some


def test_every_value_is_given_its_meaning() -> None:
    body = ask("attributes").body
    told = [one for found in body.values() if isinstance(found, list) for one in found]
    meanings = [one["meaning"] for one in told if "meaning" in one]
    assert len(meanings) > 60 and all(meanings)


@pytest.mark.parametrize("name", LISTS)
def test_a_whole_list_is_the_same_when_asked_again_and_in_each_language(name: str) -> None:
    told = [ask(name, {}, lang=language).content for language in ("en", "ru", "ka")]
    assert [ask(name).content for _ in range(2)] == [told[0]] * 2
    assert [ask(name, {}, lang=language).content for language in ("en", "ru", "ka")] == told


def test_a_whole_list_is_of_the_survey_in_use() -> None:
    assert "omsk" in {item["city"] for item in items("ranges")}
    City.objects.filter(slug="omsk").update(slug="omsk-new")
    SurveyRow.objects.update(version="0" * 64)
    assert "omsk-new" in {item["city"] for item in items("ranges")}
