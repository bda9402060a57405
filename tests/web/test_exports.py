"""The city table taken away: CSV, XLSX and JSON of exactly what is shown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from salaries.desk.exports import Sheet, as_csv, as_xlsx
from salaries.domain.survey import Survey
from salaries.rows import Column, Shape, rows_of
from salaries.sheets.formulas import safe
from tests.domain.builders import MARKETS
from tests.web.page import get

pytestmark = pytest.mark.django_db
ASKED = "city=kazan&city=ufa&segment=agency&sort=-median&amount=30000&band=3"
PINNED = Path(__file__).parent / "pinned"


def taken(kind: str, query: str = ASKED) -> bytes:
    response = Client().get(f"/cities/?{query}&export={kind}")
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    return b"".join(response)


@pytest.mark.parametrize(
    ("query", "name"),
    [(ASKED, "kazan-and-ufa.csv"), (f"{ASKED}&sep=semicolon", "kazan-and-ufa-semicolon.csv")],
)
def test_the_csv_is_pinned_byte_for_byte(query: str, name: str) -> None:
    assert taken("csv", query) == (PINNED / name).read_bytes()


def test_the_json_is_pinned_byte_for_byte() -> None:
    found = json.loads(taken("json"))
    found["about"].pop("data_version")
    pinned = json.loads((PINNED / "kazan-and-ufa.json").read_text(encoding="utf-8"))
    assert found == pinned


def test_pandas_reads_the_csv_back_as_the_numbers_of_the_table() -> None:
    frame = pd.read_csv(io.BytesIO(taken("csv", "shape=long&sort=city")))
    found = frame[["Low (RUB a month, published)", "High (RUB a month, published)"]].sum()
    lows = sum(low for market in MARKETS for low, _ in market.bands)
    highs = sum(high for market in MARKETS for _, high in market.bands)
    assert (len(frame), *found) == (96, lows, highs)


def test_openpyxl_reads_the_workbook_back_as_numbers_in_the_pages_order() -> None:
    book = load_workbook(io.BytesIO(taken("xlsx", "sort=-median,city")))
    header, *cells = book["Data"].iter_rows(values_only=True)
    medians = [row[header.index("Median (RUB a month, published)")] for row in cells]
    assert medians == sorted((market.median for market in MARKETS), reverse=True)
    assert book["Data"].freeze_panes == "A2"
    assert "Superjob" in str(book["Source"]["B2"].value)


def test_the_same_rows_give_the_same_workbook_at_any_time() -> None:
    assert taken("xlsx") == taken("xlsx")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_becomes_a_formula(start: str, survey: Survey) -> None:
    row = rows_of(survey, Shape.WIDE)[0]
    columns = [Column("text", f"{start}head", lambda _: f"{start}cmd"), _number()]
    sheet = Sheet(columns, [row], (), survey.month)
    head, cells = csv.reader(io.StringIO("".join(as_csv(sheet)).lstrip("\ufeff")))
    assert (head[0], cells) == (f"'{start}head", [f"'{start}cmd", "-3000"])
    page = load_workbook(as_xlsx(sheet))["Data"]
    assert [cell.data_type for cell in page[2]] == ["s", "n"]


def _number() -> Column[Any]:
    return Column("number", "Number", lambda _: -3000)


@given(st.text())
def test_a_safe_text_never_starts_a_formula_and_loses_nothing(text: str) -> None:
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe(text).endswith(text)


def test_a_wrong_question_is_answered_by_the_page_and_not_by_a_file() -> None:
    response = Client().get("/cities/?median_from=x&export=csv")
    assert (response.status_code, response.headers["Content-Type"][:9]) == (400, "text/html")


def test_an_export_holds_every_page() -> None:
    assert taken("csv", "per_page=10").count(b"\r\n") == 25


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("export=pdf", "There is no export “pdf”. Write one of csv, xlsx, json."),
        ("export=CSV", "There is no export “CSV”. Write one of csv, xlsx, json."),
        ("export=%00", "There is no export"),
        ("export=csv&sep=tab", "There is no separator “tab”. Write one of comma, semicolon."),
        ("sep=%3B", "There is no separator “;”. Write one of comma, semicolon."),
    ],
)
def test_an_unknown_kind_of_file_is_refused_and_the_page_says_what_there_is(
    query: str, message: str
) -> None:
    page = get("/cities/", raw=query)
    assert (page.status, message in page.text) == (400, True)
    assert "24 of 24 markets" in page.text


@pytest.mark.parametrize("query", ["export=", "sep=", "export=&sep="])
def test_a_kind_of_file_left_blank_is_no_fault(query: str) -> None:
    assert get("/cities/", raw=query).status == 200


def test_the_comma_may_be_named() -> None:
    assert taken("csv", f"{ASKED}&sep=comma") == taken("csv")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("shape=long&per_page=10", "Take away all 96 rows"),
        ("city=omsk&segment=agency", "Take away the 1 row"),
    ],
)
def test_the_page_says_that_a_file_holds_every_page(query: str, said: str) -> None:
    assert said in get("/cities/", raw=query).text
