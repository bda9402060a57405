"""The page that judges a whole sheet: columns to check, the sum, the files; nothing is kept."""

from __future__ import annotations

import base64
import io
import json
import zlib
from typing import Any

import pandas as pd
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from salaries.bulk.door import MOST_PACKED, packed
from salaries.domain.method import METHOD_VERSION
from salaries.sheets.limits import MOST_RECORDS
from tests.sheets.hostile import FILES
from tests.web.page import Page, rows

pytestmark = pytest.mark.django_db
SHEET = (
    "Город;Тип;Опыт;Оклад, на руки;Кто\r\n"
    "Москва;агентство;2 года;30\u00a0000;Анна\r\n"
    "Москва;агентство;2 года;52\u00a0000;=1+1\r\n"
    "Казань;компания;нет;от 17 000 до 19 000;Пётр\r\n"
    "Казнь;компания;1;20000;Ия\r\n"
).encode("cp1251")
ALL_GIVEN = {"column_amount": "1", "city": "moscow", "segment": "agency", "band": "III"}


def page_of(response: Any) -> Page:
    return Page(response.status_code, response.headers, response.content.decode())


def upload(content: bytes, **options: str) -> Any:
    file = SimpleUploadedFile("offers.csv", content)
    return Client().post("/bulk/", {"file": file, **options})


def step(name: str, content: bytes = SHEET, **options: str) -> Any:
    return Client().post("/bulk/", {"sheet": packed(content), "step": name, **options})


def chosen(page: Page) -> dict[str, str]:
    """What each list of the columns to check stands at."""
    return {
        select.attrs["name"]: option.text
        for select in page.root.all("select")
        for option in select.all("option")
        if "selected" in option.attrs
    }


def fault(page: Page) -> str:
    return page.root.one("p", class_="fault").text


def test_the_page_states_its_limits_and_that_nothing_is_kept() -> None:
    page = page_of(Client().get("/bulk/"))
    assert (
        "At most 5 MB, 20 000 rows, 60 columns, 400 000 cells in all and 2 000 characters a cell; "
        "of a workbook, 50 MB" in page.text
    )
    assert "It is read in memory and not kept." in page.text


def test_columns_are_shown_as_they_were_taken_with_the_first_rows() -> None:
    page = page_of(upload(SHEET))
    assert page.status == 200
    assert chosen(page) == {
        "column_city": "Город",
        "column_segment": "Тип",
        "column_band": "no column",
        "column_years": "Опыт",
        "column_amount": "Оклад, на руки",
        "column_low": "no column",
        "column_high": "no column",
        "column_basis": "no column",
        "city": "as each row says",
        "segment": "as each row says",
        "band": "as each row says",
        "basis": "net",
        "to": "no market",
    }
    assert "30 000" in page.root.one("table").text


def test_the_judged_sheet_is_summed_up() -> None:
    page = page_of(step("judge"))
    assert page.h1 == "Below the band of their experience: 1 of 3 rows judged."
    assert [value.text for value in page.root.all("dd", class_="value")] == ["1", "2", "0", "1"]
    assert "Moscow has the most rows below their band: 1 of 2." in page.text
    assert "There is no city “Казнь” in this survey. Did you mean Kazan?" in page.text


def table(page: Page, name: str) -> list[list[str]]:
    """The body of the table under this name."""
    (box,) = [box for box in page.root.all("div", role="region") if name in box.attrs["aria-label"]]
    return rows(box)


def test_the_rows_are_counted_by_city_and_employer_with_the_most_below_first() -> None:
    assert table(page_of(step("judge")), "by city and employer") == [
        ["Moscow, agencies", "1 (50 %)", "1 (50 %)", "0 (0 %)", "2"],
        ["Kazan, companies", "0 (0 %)", "1 (100 %)", "0 (0 %)", "1"],
    ]


@pytest.mark.parametrize(
    ("pay", "evidence"),
    [("52000", "derived"), ("60000 gross", "scenario"), ("60000 до вычета", "scenario")],
)
def test_counts_are_a_scenario_where_one_row_is_not_stated_net(pay: str, evidence: str) -> None:
    page = page_of(step("judge", f"city;type;years;salary\nufa;agency;1;{pay}\n".encode()))
    labels = {e.text for e in page.root.all("a") if "evidence" in e.attrs.get("class", "")}
    assert page.fact("Below their band").evidence == evidence
    assert ("is not stated as net" in page.text) == (evidence == "scenario")
    assert evidence in labels


def test_pay_that_is_not_stated_is_judged_as_net_and_the_page_says_so() -> None:
    page = page_of(step("judge", b"city;type;years;salary\nufa;agency;1;20000\n", basis="unknown"))
    assert "where no row says net or gross, pay is judged as if it were net" in page.text
    assert page.fact("Within their band").evidence == "scenario"


def test_the_underpriced_lead_to_the_offer_page() -> None:
    page = page_of(step("judge"))
    link = next(a for a in page.root.all("a") if a.attrs["href"].startswith("/offer/?city=moscow"))
    assert link.text == "2"
    judged = page_of(Client().get(link.attrs["href"]))
    assert judged.h1 == "30 000 ₽ is below the band."


def test_the_sheet_comes_back_as_excel_csv_and_json_with_the_same_verdicts() -> None:
    xlsx = load_workbook(io.BytesIO(b"".join(step("xlsx"))))["Data"]
    headings = [cell.value for cell in xlsx[1]]
    by_xlsx = [row[headings.index("Verdict (derived)")].value for row in xlsx.iter_rows(min_row=2)]
    frame = pd.read_csv(io.BytesIO(b"".join(step("csv"))), sep=";", keep_default_na=False)
    by_json = [
        row.get("result", {}).get("verdict") for row in json.loads(b"".join(step("json")))["rows"]
    ]
    assert by_xlsx == by_json == ["below", "middle", "middle", None]
    assert frame["Verdict (derived)"].tolist() == ["below", "middle", "middle", ""]
    assert frame["Кто"].tolist() == ["Анна", "=1+1", "Пётр", "Ия"]


def test_columns_may_be_corrected_and_values_given_for_all_rows() -> None:
    sheet = "Где;Деньги\nКазань;30000\n".encode()
    lacking = page_of(step("judge", sheet))
    assert lacking.status == 400
    assert set(lacking.errors) == {"column_city", "column_segment", "column_band", "column_amount"}
    assert lacking.errors["column_amount"] == "No column is the pay. Choose one."
    given = {"column_city": "1", "column_amount": "2", "segment": "company", "band": "III"}
    assert page_of(step("judge", sheet, **given)).status == 200
    assert chosen(page_of(step("columns", sheet, **given)))["column_amount"] == "Деньги"


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_beside_the_field(name: str) -> None:
    make, _problem = FILES[name]
    content = make()
    response = upload(content, **ALL_GIVEN, step="judge")
    page = page_of(response)
    assert page.status in {400, 413}
    assert page.errors["file"].endswith((".", ")"))


BROKEN = {
    "cut off": packed(SHEET)[:-9],
    "not base64": "###",
    "not compressed": base64.urlsafe_b64encode(b"city;salary").decode(),
    "a bomb": base64.urlsafe_b64encode(zlib.compress(b"0" * 60_000_000)).decode(),
    "another script": "ქ",
    "nothing": "",
}


@pytest.mark.parametrize("way", BROKEN)
def test_a_sheet_that_does_not_come_back_whole_is_asked_for_again(way: str) -> None:
    page = page_of(Client().post("/bulk/", {"sheet": BROKEN[way], "step": "judge"}))
    assert page.status == 400
    assert "Choose" in page.errors["file"]


@pytest.mark.parametrize(
    ("options", "at"),
    [
        ({"column_city": "no such column"}, "column_city"),
        ({"column_city": "\x00"}, "column_city"),
        ({"city": "Атлантида"}, "city"),
        ({"band": "IX"}, "band"),
        ({"basis": "odd"}, "basis"),
        ({"to": "kazan,factory"}, "to"),
        ({"to": "atlantis,company"}, "to"),
    ],
)
def test_an_option_that_cannot_be_kept_is_said_at_its_list(
    options: dict[str, str], at: str
) -> None:
    page = page_of(step("judge", SHEET, **options))
    assert (page.status, set(page.errors)) == (400, {at})
    assert fault(page) == "It cannot be judged like this. Mend what is marked below."


def test_a_sheet_of_many_rows_is_not_offered_as_json() -> None:
    row = "Москва;агентство;2 года;52000;Анна\r\n".encode("cp1251")
    page = page_of(step("judge", SHEET + row * MOST_RECORDS))
    buttons = [button.attrs["value"] for button in page.root.all("button", name="step")]
    assert buttons == ["xlsx", "csv", "columns"]
    assert "JSON is given for sheets of up to 5 000 rows." in page.text


def test_json_says_whose_numbers_it_rests_on() -> None:
    told = json.loads(b"".join(step("json")))
    assert told["source"]["month"] == "2015-03"
    assert (told["summary"]["below"], told["method_version"]) == (1, METHOD_VERSION)


BROKEN_BODIES = {
    "no boundary": ("multipart/form-data", b"city"),
    "base64 that is none": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n",
    ),
    "too many fields": ("application/x-www-form-urlencoded", b"a=1&" * 1_001),
}


@pytest.mark.parametrize("way", BROKEN_BODIES)
def test_a_body_that_is_no_form_is_refused_at_the_field(way: str) -> None:
    kind, body = BROKEN_BODIES[way]
    page = page_of(Client().post("/bulk/", body, kind))
    assert page.status == 400
    assert "Choose it again" in page.errors["file"]


def test_too_large_a_body_is_refused_by_its_length() -> None:
    response = Client().post("/bulk/", b"x", "text/csv", CONTENT_LENGTH=str(MOST_PACKED + 1))
    assert response.status_code == 413
    assert "at most 5 MB" in page_of(response).errors["file"]


def test_a_file_that_is_too_large_is_refused_in_the_same_words() -> None:
    response = upload(b"x" * 5_500_000)
    assert response.status_code == 413
    assert "at most 5 MB" in page_of(response).errors["file"]


def test_no_answer_is_kept_by_browsers_and_no_cookie_is_set() -> None:
    for response in (upload(SHEET), *map(step, ("judge", "xlsx", "csv", "json"))):
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_judged_without_a_fault(kind: str) -> None:
    template = Client().get(f"/bulk/template.{kind}").content
    page = page_of(step("judge", template))
    assert page.h1.endswith("of 3 rows judged.")
    assert not page.root.all("td", class_="why-cell")


def test_there_is_no_other_template() -> None:
    assert Client().get("/bulk/template.ods").status_code == 404


@pytest.mark.parametrize("name", ["columns", "judge"])
def test_the_language_changes_with_the_sheet_in_hand(name: str) -> None:
    page = page_of(step(name))
    button = page.root.one("button", lang="ka").attrs
    form = page.root.one("form", id=button["form"])
    fields = {one.attrs["name"]: one.attrs["value"] for one in form.all("input", type="hidden")}
    again = page_of(
        Client().post(button["formaction"], {**fields, button["name"]: button["value"]})
    )
    assert (again.status, again.root.one("html").attrs["lang"]) == (200, "ka")
    assert packed(SHEET) in [one.attrs.get("value") for one in again.root.all("input")]
