"""The page for sheets by surveys of quantiles: what it asks, what it calls things, what it says."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from salaries.bulk.door import packed
from salaries.domain.survey import Survey
from tests.quantile_surveys import HH, LEVELS, SLUGS, load_quantiles
from tests.web.page import Page, get, rows

pytestmark = pytest.mark.django_db
SHEET = "Город;Оклад\nМосква;30 000\nМосква;50 000\nПитер;90 000\nКазань;50 000\n".encode()


@pytest.fixture(autouse=True)
def surveys(survey: Survey) -> dict[str, Survey]:
    """Both, beside the one of bands."""
    return {slug: load_quantiles(slug) for slug in SLUGS}


def post(slug: str, **fields: Any) -> Page:
    response = Client().post(f"/bulk/?survey={slug}", fields)
    return Page(response.status_code, response.headers, response.content.decode())


def judged(slug: str, content: bytes = SHEET, **options: str) -> Page:
    return post(slug, sheet=packed(content), step="judge", **options)


@pytest.mark.parametrize(
    ("slug", "asked"),
    [
        (HH, {"column_city", "column_amount", "column_low", "column_high", "column_basis",
              "city", "basis", "to"}),
        (LEVELS, {"column_city", "column_segment", "column_band", "column_years", "column_amount",
                  "column_low", "column_high", "column_basis",
                  "city", "segment", "band", "basis", "to"}),
    ],
)  # fmt: skip
def test_the_columns_asked_are_those_that_tell_something(slug: str, asked: set[str]) -> None:
    page = post(slug, file=SimpleUploadedFile("offers.csv", SHEET))
    assert {one.attrs["name"] for one in page.root.all("select")} == asked


def test_the_sum_is_said_by_the_range_and_not_by_bands() -> None:
    page = judged(HH)
    assert page.root.one("h1").text == "Below the range they are judged by: 1 of 3 rows judged."
    assert "Judged by quantiles of December 2016." in page.text
    for word in ("Below their range", "Within their range", "Above their range"):
        assert word in page.text
    assert " band" not in page.main.text


def test_the_underpriced_lead_to_their_answer_in_the_same_survey() -> None:
    page = judged(HH)
    (link,) = [a for a in page.root.all("a") if "amount=30000" in a.attrs.get("href", "")]
    assert f"survey={HH}" in link.attrs["href"]
    told = [row for table in page.root.all("table") for row in rows(table)]
    assert ["2", "Moscow", "Any experience", "30 000", "10 000", "25.0 %"] in told


def test_a_row_without_figures_says_where_there_are_some() -> None:
    said = "This survey has figures for: Moscow and Saint Petersburg."
    assert said in judged(HH).text


def test_a_market_without_figures_cannot_be_carried_to() -> None:
    page = judged(HH, to="kazan,all")
    assert page.status == 400
    assert "Too little is known of pay in Kazan" in page.text


def test_all_levels_together_can_be_chosen_for_every_row() -> None:
    content = "Город;Тип;Оклад\nКазань;агентство;50000\nКазань;компания;50000\n".encode()
    page = judged(LEVELS, content, band="0")
    assert page.root.one("h1").text == "Below the range they are judged by: 0 of 2 rows judged."


@pytest.mark.parametrize("slug", SLUGS)
def test_the_form_says_what_is_judged_and_what_is_needed(slug: str) -> None:
    page = get("/bulk/", {"survey": slug})
    assert "within or above the middle half of pay" in page.text
    assert ("employer" in page.main.text.lower()) == (slug == LEVELS)
