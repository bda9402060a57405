"""`POST /api/v1/bulk`: rows and whole sheets, each row answered as it would be alone."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pandas as pd
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import resolve
from openpyxl import Workbook

from salaries.api.openapi import document
from tests.api.ask import OFFER, VACANCY, Answer, result
from tests.sheets.hostile import FILES

pytestmark = pytest.mark.django_db
ROWS = [
    dict(OFFER),
    {"city": "Казань", "segment": "компания", "years": "3+", "amount": "60 000 gross"},
    dict(VACANCY),
    {"city": "moscow", "segment": "agency", "band": "3", "amount": "от 45 000"},
    {"city": "Казнь", "segment": "agency", "band": 9, "amount": "abc"},
]
SHEET = "Город;Тип;Опыт;Оклад\r\nМосква;агентство;2 года;52\u00a0000\r\nКазнь;компания;1;20000\r\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def post(content: bytes, content_type: str, query: str = "") -> Answer:
    response = Client().generic(
        "POST", "/api/v1/bulk", content, content_type=content_type, QUERY_STRING=query
    )
    content = b"".join(response) if response.streaming else response.content
    return Answer(response.status_code, response.headers, content)


def post_rows(rows: Any, query: str = "") -> Answer:
    return post(json.dumps({"rows": rows}).encode(), "application/json", query)


def test_a_row_is_answered_as_it_is_alone() -> None:
    found = post_rows(ROWS).body["rows"]
    assert found[0]["result"] == result("offer")
    assert found[1]["result"] == result(
        "offer", city="kazan", segment="company", band=4, amount=60_000, basis="gross"
    )
    assert found[2]["result"] == result("vacancy")
    assert found[3]["result"] == result("vacancy", low=45_000, high=None)
    assert found[3]["inputs"]["given"] == "low"


def test_a_bad_row_says_why_at_its_place() -> None:
    bad = post_rows(ROWS).body["rows"][4]
    assert bad["row"] == 5 and "result" not in bad
    assert [(e["field"], e["code"]) for e in bad["errors"]] == [
        ("city", "unknown_city"),
        ("band", "unknown_band"),
        ("amount", "not_money"),
    ]
    assert "Did you mean Kazan?" in bad["errors"][0]["message"]


def test_the_sum_counts_every_row() -> None:
    assert post_rows(ROWS).body["summary"] == {
        "rows": 5,
        "offers": 2,
        "vacancies": 2,
        "refused": 1,
        "below": 0,
        "within": 3,
        "above": 1,
        "problems": {"not_money": 1, "unknown_band": 1, "unknown_city": 1},
    }


def test_the_answer_is_as_the_document_says() -> None:
    answer = document()["paths"]["/api/v1/bulk"]["post"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    body = post_rows(ROWS, "to=kazan,company").body
    jsonschema_rs.validate({**schema, "components": document()["components"]}, body)
    assert body["rows"][0]["equal_standing"] == {"same_place": 26_800, "same_ratio": 26_473}


def test_rows_csv_and_workbook_are_answered_alike() -> None:
    by_csv = post(SHEET.encode("cp1251"), "text/csv", "format=json").body
    book, file = Workbook(), io.BytesIO()
    assert book.active is not None
    for line in SHEET.splitlines():
        book.active.append(line.split(";"))
    book.save(file)
    by_xlsx = post(file.getvalue(), XLSX, "format=json").body
    heading, *lines = (line.split(";") for line in SHEET.splitlines())
    by_rows = post_rows([dict(zip(heading, line, strict=True)) for line in lines]).body
    assert by_csv == by_xlsx
    assert by_csv["summary"] == by_rows["summary"]
    assert [r | {"row": r["row"] + 1} for r in by_rows["rows"]] == by_csv["rows"]


def test_a_sheet_comes_back_as_the_sheet_it_was() -> None:
    answer = post(SHEET.encode("cp1251"), "text/csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="judged.csv"'
    frame = pd.read_csv(io.BytesIO(answer.content), sep=";")
    assert frame["Verdict (derived)"].tolist()[0] == "middle"
    assert frame["Город"].tolist() == ["Москва", "Казнь"]


def test_a_file_of_a_form_is_read_and_another_kind_may_be_asked() -> None:
    file = SimpleUploadedFile("offers.csv", SHEET.encode(), content_type="text/csv")
    response = Client().post("/api/v1/bulk?format=xlsx", {"file": file})
    frame = pd.read_excel(io.BytesIO(b"".join(response)))
    assert frame["Gap to median (RUB a month, derived)"].tolist()[0] == -3_000


def test_columns_may_be_named_and_values_given_for_all_rows() -> None:
    sheet = "Где,Деньги\nказань,30000\n".encode()
    query = f"column_city={quote('Где')}&column_amount=2&segment=agency&band=III&format=json"
    assert post(sheet, "text/csv", query).body["rows"][0]["inputs"] == {
        "city": "kazan",
        "segment": "agency",
        "band": 3,
        "amount": 30_000,
        "basis": "net",
    }


BODIES: Mapping[str, tuple[bytes, str]] = {
    "nothing": (b"", "body"),
    "not json": (b"{", "body"),
    "another encoding": ('{"rows": [{"city": "Уфа"}]}'.encode("cp1251"), "body"),
    "a deep nest": (b"[" * 100_000, "body"),
    "no rows": (b"{}", "body.rows"),
    "an empty list": (b'{"rows": []}', "body.rows"),
    "more beside the rows": (b'{"rows": [{}], "basis": "net"}', "body.rows"),
    "a row that is a list": (b'{"rows": [[1]]}', "body.rows[0]"),
    "a long cell": (json.dumps({"rows": [{"city": "x" * 3_000}]}).encode(), "body.rows[0].city"),
    "too many rows": (json.dumps({"rows": [{}] * 5_001}).encode(), "body.rows"),
    "too many names": (
        json.dumps({"rows": [{str(n): 1 for n in range(61)}]}).encode(),
        "body.rows",
    ),
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_cannot_be_read_is_a_problem_that_names_the_place(body: str) -> None:
    content, field = BODIES[body]
    answer = post(content, "application/json")
    assert answer.status == 400, answer.body
    assert list(answer.codes) == [field]
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("\x00", "not_money"),
        (float("nan"), "not_money"),
        (1e400, "not_money"),
        (10**23, "too_large"),
        (-5, "negative"),
        (52_000.5, "not_whole"),
        ("=1+1", "not_money"),
        (True, "not_money"),
        ([1], "not_money"),
        ({"a": 1}, "not_money"),
        ("\ud800", "not_money"),
    ],
)
def test_odd_values_of_a_cell_are_faults_of_their_row(value: Any, code: str) -> None:
    (row,) = post_rows([{**OFFER, "amount": value}]).body["rows"]
    assert [error["code"] for error in row["errors"]] == [code]


ALL_GIVEN = "column_amount=1&city=moscow&segment=agency&band=3"


@pytest.mark.parametrize("name", FILES)
def test_hostile_files_are_refused_with_a_message(name: str) -> None:
    make, problem = FILES[name]
    answer = post(make(), "application/octet-stream", ALL_GIVEN)
    assert answer.status in {400, 413}
    assert answer.codes["body"] in {problem, "content_too_large"}


QUERIES = {
    "colum_city=x": "query.colum_city",
    "format=pdf": "query.format",
    "basis=odd": "query.basis",
    "to=kazan,factory": "query.segment",
    "column_amount=nowhere": "query.column_amount",
    "city=moscow&city=kazan": "query.city",
}


@pytest.mark.parametrize("query", QUERIES)
def test_an_option_that_cannot_be_kept_is_a_problem(query: str) -> None:
    answer = post(SHEET.encode(), "text/csv", query)
    assert answer.status == 400
    assert QUERIES[query] in answer.codes


def test_half_a_letter_of_json_is_no_city_and_no_error_of_ours() -> None:
    row = b'{"city": "\\ud800", "segment": "agency", "band": 3, "\\udfff": 1, "amount": 1}'
    body = b'{"rows": [' + row + b"]}"
    answer = post(body, "application/json")
    assert answer.status == 200
    assert [error["code"] for error in answer.body["rows"][0]["errors"]] == ["unknown_city"]


def test_a_form_without_its_boundary_is_a_problem() -> None:
    assert post(b"x", "multipart/form-data").codes == {"body": "not_a_form"}


def test_rows_come_back_only_as_rows() -> None:
    assert post_rows(ROWS, "format=csv").codes == {"query.format": "unknown_format"}


class Untouched(io.BytesIO):
    """A body that nobody may read."""

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("the body was read")


def test_a_body_that_is_too_large_is_refused_before_it_is_read() -> None:
    request = RequestFactory().post("/api/v1/bulk", b"x", content_type="text/csv")
    request.META |= {"CONTENT_LENGTH": str(10**9), "wsgi.input": Untouched()}
    match = resolve("/api/v1/bulk")
    assert match.func(request, **match.kwargs).status_code == 413


def test_reading_is_not_how_sheets_are_sent() -> None:
    response = Client().get("/api/v1/bulk")
    assert (response.status_code, response["Allow"]) == (405, "OPTIONS, POST")
