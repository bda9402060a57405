"""Money of another year on pages: raw and converted side by side, off until it is asked for."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook

from salaries import library, numbers, prices
from salaries.domain.prices import month_of
from salaries.domain.survey import Survey
from salaries.forms import OfferForm
from tests.web.page import KAZAN, MAIN_OFFER, MAIN_POSTING, MOSCOW, Element, Page, get

pytestmark = pytest.mark.django_db

NOVEMBER = "2025-11"
QUESTIONS: dict[str, dict[str, object]] = {
    "/offer/": dict(MAIN_OFFER),
    "/vacancy/": dict(MAIN_POSTING),
    "/compare/": {"offer": [MOSCOW, KAZAN]},
    "/cities/": {"city": ["moscow", "kazan"]},
    "/cities/moscow/": {},
}
each_page = pytest.mark.parametrize("path", QUESTIONS)
each_language = pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
MONTHS = "2014-01 to 2025-12"


def asked(path: str, month: object = NOVEMBER, **changes: object) -> Page:
    return get(path, {**QUESTIONS[path], "prices": month, **changes})


def taken(address: str) -> dict[str, Any]:
    """A file of JSON."""
    found: dict[str, Any] = json.loads(b"".join(Client().get(address)))
    return found


def fold(page: Page) -> Element:
    return page.root.one("details", class_="prices")


def rows(page: Page) -> list[list[str]]:
    """The lines of the section: name, raw, converted."""
    body = page.root.one("section", id="in-prices").one("table")
    lines = [
        [cell.text for cell in row.children if isinstance(cell, Element)] for row in body.all("tr")
    ]
    return [line for line in lines if len(line) == 3]


def test_an_offer_stands_with_its_band_and_median_in_the_money_of_both_months() -> None:
    assert rows(asked("/offer/")) == [
        ["Figure", "March 2015", "November 2025"],
        ["The offer, net", "52 000 ₽", "99 972 ₽"],
        ["Band III, low", "40 000 ₽", "76 901 ₽"],
        ["Band III, high", "60 000 ₽", "115 352 ₽"],
        ["Median of the market", "55 000 ₽", "105 739 ₽"],
        ["Gap to the median", "−3 000 ₽", "−5 767 ₽"],
    ]


def test_the_section_names_factor_index_and_what_it_is_not() -> None:
    section = asked("/offer/").root.one("section", id="in-prices")
    assert section.one("h2").text == "In prices of November 2025 scenario"
    for said in ("Multiplied by 1.9225", "from March 2015 to November 2025", "Rosstat"):
        assert said in section.text
    assert "not what is paid today" in section.text
    assert "Offered in November 2025, 52 000 ₽ would buy what 27 048 ₽ bought" in section.text


def test_a_gross_offer_is_converted_as_the_net_one_it_leaves() -> None:
    page = asked("/offer/", amount="60000", basis="gross")
    assert rows(page)[1] == ["The offer, net", "52 200 ₽", "100 356 ₽"]


def test_a_vacancy_shows_both_ends() -> None:
    found = rows(asked("/vacancy/"))
    assert [row[2] for row in found[1:3]] == ["86 514 ₽", "105 739 ₽"]
    assert found[-1] == ["Mid-point against the median", "−5 000 ₽", "−9 612 ₽"]


def test_a_comparison_shows_every_offer() -> None:
    found = [row[2] for row in rows(asked("/compare/")) if row[0] == "The offer, net"]
    assert found == ["99 972 ₽", "73 056 ₽"]


def test_a_city_shows_every_band_of_both_kinds_and_its_steps() -> None:
    page = asked("/cities/moscow/")
    assert ["Band III", "40 000–60 000 ₽", "76 901–115 352 ₽"] in rows(page)
    assert len(rows(page)) == 1 + 2 * 5
    assert "+5 000 +9 613" in page.main.text


def test_the_city_table_has_a_second_line_in_each_cell_of_money() -> None:
    page = asked("/cities/", amount="52000")
    (moscow,) = [row for row in page.root.all("tr") if row.text.startswith("MoscowAgency")]
    assert "−3 000 −5 76755 000 105 739" in moscow.text
    assert "40 000–60 000 76 901–115 352" in moscow.text
    assert "Second figure: in prices of November 2025" in page.text


@each_page
def test_the_answer_itself_stays_the_same(path: str) -> None:
    plain, converted = get(path, QUESTIONS[path]), asked(path)
    assert plain.h1 == converted.h1
    assert [f.text for f in plain.facts] == [f.text for f in converted.facts]


@each_page
def test_off_there_is_a_closed_fold_and_nothing_else(path: str) -> None:
    page = get(path, QUESTIONS[path])
    assert "open" not in fold(page).attrs
    assert not page.root.all("section", id="in-prices") and "November 2025" not in page.text
    assert (asked(path, "").status, asked(path, "").h1) == (200, page.h1)


@each_page
def test_on_the_fold_is_open_and_holds_the_month(path: str) -> None:
    field = fold(asked(path)).one("input")
    assert "open" in fold(asked(path)).attrs
    assert {name: field.attrs[name] for name in ("type", "value", "min", "max")} == {
        "type": "month", "value": NOVEMBER, "min": "2014-01", "max": "2025-12",
    }  # fmt: skip


@each_page
@pytest.mark.parametrize("month", ["2013-12", "2026-01", "2025-13", "November", "2025", "9999-99"])
def test_what_is_no_month_or_beyond_the_index_is_refused_with_the_months_there_are(
    path: str, month: str
) -> None:
    page = asked(path, month)
    assert page.status == 400
    assert "open" in fold(page).attrs
    assert MONTHS in page.errors["prices"]
    assert not page.root.all("section", id="in-prices")


@each_page
def test_two_months_are_refused(path: str) -> None:
    assert asked(path, ["2025-10", NOVEMBER]).status == 400


@each_page
def test_every_link_that_the_answer_makes_asks_for_the_same_prices(path: str) -> None:
    page = asked(path)
    made = [link for link in page.links if "v=" in link and not link.startswith("/embed")]
    assert made and all(parse_qs(urlsplit(link).query)["prices"] == [NOVEMBER] for link in made)
    kept = page.root.one("input", id="keep-link").attrs["value"]
    assert f"prices={NOVEMBER}" in kept
    for nav in page.root.all("nav", class_="languages"):
        assert all(NOVEMBER in link.attrs["href"] for link in nav.all("a"))


@each_page
def test_a_blank_month_stands_in_no_address_that_the_answer_makes(path: str) -> None:
    page = asked(path, "")
    menu = [link.attrs["href"] for link in page.root.one("nav", class_="languages").all("a")]
    assert not [link for link in page.links if "prices=" in link and link not in menu]
    (canonical,) = page.root.all("link", rel="canonical")
    assert "prices" not in canonical.attrs["href"]


def test_an_offer_added_to_a_comparison_keeps_the_prices() -> None:
    form = asked("/compare/").root.one("form", id="question")
    assert form.one("input", name="prices").attrs["value"] == NOVEMBER
    added = {"city": "omsk", "segment": "agency", "band": "1", "amount": "17000"}
    assert asked("/compare/", **added).headers["Location"].count(f"prices={NOVEMBER}") == 1


def test_the_first_offer_of_a_comparison_is_asked_for_with_the_prices() -> None:
    assert get("/compare/").root.one("form", id="question").one("details", class_="prices")
    wrong = get("/compare/", {"city": "omsk", "segment": "agency", "band": "1", "prices": "soon"})
    assert wrong.status == 400 and MONTHS in wrong.errors["prices"]


def test_a_file_has_further_columns_named_by_the_month() -> None:
    page = "/cities/?city=moscow&segment=agency&band=3&amount=52000&prices=2025-11&export=json"
    (row,) = taken(page)["rows"]
    assert (row["median"], row["median_2025_11"]) == (55_000, 105_739)
    assert (row["band3_low_2025_11"], row["band3_high_2025_11"]) == (76_901, 115_352)
    assert (row["amount_2025_11"], row["gap_to_median_2025_11"]) == (99_972, -5_767)


def table(kind: str) -> dict[str, Any]:
    """One row of a file by its headings."""
    page = f"/cities/?city=moscow&segment=agency&band=3&prices=2025-11&export={kind}"
    content = b"".join(Client().get(page))
    if kind == "csv":
        (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        return dict(row)
    headings, cells = load_workbook(io.BytesIO(content))["Data"].iter_rows(values_only=True)
    return dict(zip(map(str, headings), cells, strict=True))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_table_of_a_file_has_both_figures_both_months_and_the_index(kind: str) -> None:
    row = table(kind)
    assert str(row["Median (RUB a month, published)"]) == "55000"
    assert str(row["Median, prices of November 2025 (RUB a month, scenario)"]) == "105739"
    assert row["Month of the survey’s prices"] == "2015-03"
    assert row["Month of the other prices"] == NOVEMBER
    assert row["Price index"].startswith("Rosstat")


def test_a_file_says_what_the_further_columns_are() -> None:
    found = taken("/cities/?prices=2025-11&export=json")
    assert found["rows"][0]["prices_from"] == "2015-03"
    assert found["rows"][0]["price_index"].startswith("Rosstat")
    assert "Multiplied by 1.9225" in found["about"]["prices"]
    added = [column for column in found["columns"] if column["name"].endswith("_2025_11")]
    assert {column["evidence"] for column in added} == {"scenario"}
    assert added[-1]["heading"] == "Median, prices of November 2025"


@each_language
def test_the_section_speaks_every_language(language: str) -> None:
    prefix = "" if language == "en" else f"/{language}"
    page = get(f"{prefix}/offer/", {**MAIN_OFFER, "prices": NOVEMBER})
    with translation.override(language):
        month = numbers.of_month(date(2025, 11, 1))
        source = library.price_index("RUB").source.in_language(language)  # type: ignore[union-attr]
    section = page.root.one("section", id="in-prices")
    assert month in section.one("h2").text and source in section.text


def test_money_without_an_index_is_not_converted(survey: Survey) -> None:
    foreign = replace(survey, currency="UAH")
    with translation.override("en"):
        form = OfferForm(foreign, QueryDict(f"prices={NOVEMBER}"))
        assert "no price index" in form.errors["prices"][0]
    assert prices.prices_field(OfferForm(foreign)) is None
    assert prices.prices_field(OfferForm(survey)) is not None


def test_a_survey_older_than_the_index_is_not_converted(survey: Survey) -> None:
    assert prices.prices_field(OfferForm(replace(survey, month=date(2013, 3, 1)))) is None


def test_the_index_is_read_whole_from_its_file() -> None:
    index = library.price_index("RUB")
    assert index and len(index.levels) == 144
    assert index.level(month_of(NOVEMBER)) == index.level(month_of("2015-03")) * index.factor(
        month_of("2015-03"), month_of(NOVEMBER)
    )
