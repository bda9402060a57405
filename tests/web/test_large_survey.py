"""A survey of 200 cities and 5,200 bands: queries stay few and pages stay bounded."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from salaries import models
from salaries.pictures_data import MOST_LINES
from tests.web.page import Page, get, rows
from tests.web.test_queries import FIRST_READING

pytestmark = pytest.mark.django_db

CITIES, BANDS = 200, 13
SEGMENTS = ("agency", "company")
MOST_BYTES = 250_000
"""Of one page of a hundred rows with its charts, before compression."""
PAGES = {
    "wide": "",
    "wide, a hundred": "per_page=100",
    "long": "shape=long",
    "long, a hundred": "shape=long&per_page=100",
    "filtered": "segment=agency&median_from=35000&sort=-median",
    "long, the fiftieth": "shape=long&per_page=100&page=50&sort=-low,city",
    "amount": "amount=45000&band=3&per_page=100",
    "amount, long": "amount=45000&shape=long&per_page=100",
}
EXPORTS = ("export=csv", "export=json", "export=xlsx", "export=csv&shape=long")


@pytest.fixture(autouse=True)
def large() -> None:
    """The shipped survey's own cities replaced by two hundred, with 13 bands for each kind."""
    survey = models.Survey.objects.get(is_default=True)
    models.ExperienceBand.objects.bulk_create(
        models.ExperienceBand(survey=survey, rank=rank, code=f"L{rank}", min_years=rank)
        for rank in range(survey.bands.count() + 1, BANDS + 1)
    )
    models.Market.objects.all().delete()
    models.City.objects.all().delete()
    cities = models.City.objects.bulk_create(city(number) for number in range(CITIES))
    markets = models.Market.objects.bulk_create(
        models.Market(survey=survey, city=one, segment=segment, median=31_000 + 50 * place)
        for place, one in enumerate(cities)
        for segment in SEGMENTS
    )
    bands = list(survey.bands.order_by("rank"))
    models.SalaryRange.objects.bulk_create(
        models.SalaryRange(market=market, band=band, low=low, high=low + 10_000)
        for market in markets
        for band, low in zip(
            bands, range((market.median or 0) - 15_000, 10**6, 10_000), strict=False
        )
    )


def city(number: int) -> models.City:
    """One of the two hundred."""
    return models.City(
        slug=f"city-{number}",
        name_en=f"City {number:03}",
        name_ru=f"Город {number:03}",
        name_ka=f"ქალაქი {number:03}",
        iso_region="RU-MOW",
        latitude=55,
        longitude=37,
        population=1_000_000,
        population_year=2015,
        hh_area_id=10_000 + number,
    )


@pytest.mark.parametrize("query", [*PAGES.values(), *EXPORTS])
def test_queries_are_as_many_as_for_a_small_survey(
    query: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with override_settings(SURVEY_CHECK_SECONDS=3600):
        with django_assert_num_queries(FIRST_READING):
            assert get("/cities/", raw=query).status == 200
        with django_assert_num_queries(0):
            get("/cities/", raw=query)


@pytest.mark.parametrize("query", PAGES.values(), ids=PAGES)
def test_a_page_is_bounded(query: str) -> None:
    page = get("/cities/", raw=query)
    size = len(page.source.encode())
    print(f"/cities/?{query}: {size} bytes")  # pytest -rP shows it
    assert size <= MOST_BYTES
    assert 0 < len(rows(page.root.one("table", class_="cities"))) <= 100


@pytest.mark.parametrize("query", PAGES.values(), ids=PAGES)
def test_charts_are_drawn_in_part_and_their_tables_say_how_many_are_left_out(query: str) -> None:
    for figure in get("/cities/", raw=query).root.all("figure"):
        said = rows(figure.one("table"))
        assert len(said) == MOST_LINES + 1
        left = int(said[-1][0].removesuffix(" more are not drawn."))
        assert left in {CITIES - MOST_LINES, CITIES - MOST_LINES - 80}
        lines = json.loads(figure.one("script").raw)["layout"]["yaxis"]["categoryarray"]
        assert len(lines) == MOST_LINES


def test_the_ratios_of_a_city_are_bounded_too() -> None:
    page = get("/cities/city-7/")
    said = rows(page.root.all("figure")[-2].one("table"))
    assert said[-1][0] == f"{CITIES - 1 - MOST_LINES} more are not drawn."


def exported(query: str) -> bytes:
    return b"".join(Client().get("/cities/", QUERY_STRING=query))


def test_exports_hold_every_row() -> None:
    assert len(list(csv.reader(io.StringIO(exported("export=csv").decode("utf-8-sig"))))) > 400
    long = load_workbook(io.BytesIO(exported("export=xlsx&shape=long")))
    assert long.worksheets[0].max_row == 1 + CITIES * len(SEGMENTS) * BANDS


@pytest.mark.parametrize(("path", "drawn"), [("/", 30), ("/cities/city-0/", 31)])
def test_the_ranking_draws_the_first_thirty_and_the_city_it_is_about(path: str, drawn: int) -> None:
    ranking = get(path).root.one("svg", class_="ranking")
    assert len(ranking.all("line", class_="span")) == drawn
    assert f"{CITIES - drawn} more cities" in get(path).text


def test_a_ladder_of_thirteen_bands_is_drawn_in_four_shades_and_its_steps_as_spans() -> None:
    page = get("/cities/", raw="per_page=10")
    for picture in page.root.all("td", class_="mini"):
        assert [bar.attrs["class"] for bar in picture.all("rect")] == [
            "rank1", "rank2", "rank3", "rank4"
        ]  # fmt: skip
    for steps in page.root.all("svg", class_="lines"):
        assert (len(steps.all("line", class_="span")), steps.all("circle")) == (MOST_LINES, [])


def test_a_judged_sheet_of_every_market_draws_and_lists_thirty() -> None:
    every = models.Market.objects.values_list("city__slug", "segment")
    lines = ["city,employer,band,salary", *(f"{place},{kind},1,20000" for place, kind in every)]
    sheet = SimpleUploadedFile("offers.csv", "\n".join(lines).encode())
    response = Client().post("/bulk/", {"file": sheet, "step": "judge"})
    page = Page(response.status_code, response.headers, response.content.decode())
    listed = [
        box for box in page.root.all("div", role="region") if "emplo" in box.attrs["aria-label"]
    ]
    assert page.h1.endswith("of 400 rows judged.")
    assert len(page.root.one("svg", class_="lines").all("circle")) == MOST_LINES
    assert [len(rows(box)) for box in listed] == [MOST_LINES]
    assert "370 more markets are not listed here" in page.text
    assert "170 more are not drawn." in page.text
