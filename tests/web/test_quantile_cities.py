"""The city table of a survey of quantiles: a cell a row, published or not, shown and taken away."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from salaries.desk.quantiles.rows import CellRow, Standing, rows_of
from salaries.desk.quantiles.state import QuantileDesk
from salaries.domain.quantiles import Point, Quantiles
from salaries.domain.survey import Survey
from salaries.ingest.loader import load_survey
from salaries.ingest.survey_files import files_of
from salaries.versions import version_of
from tests.quantile_surveys import HH, load_quantiles
from tests.web.page import Page, get, rows
from tests.web.quantile_surveys import (
    DESCRIPTION,
    SMALL,
    TABLE,
    load_small,
)

pytestmark = pytest.mark.django_db
PINNED = Path(__file__).parent / "pinned"
ASKED = f"survey={SMALL}&amount=45000&sort=-median"


@pytest.fixture
def real(survey: Survey) -> Survey:
    return load_quantiles(HH)


@pytest.fixture
def small(survey: Survey, tmp_path: Path) -> Survey:
    return load_small(tmp_path)


def desk(slug: str, **query: object) -> Page:
    return get("/cities/", {"survey": slug, **{name: str(value) for name, value in query.items()}})


def heads(page: Page) -> list[str]:
    cells = page.root.one("table", class_="cities").one("thead").all("th")
    return [(cell.all("a") or [cell])[0].text for cell in cells]


def shown(page: Page) -> list[dict[str, str]]:
    """Each row by its headings."""
    names = heads(page)
    found = rows(page.root.one("table", class_="cities"))
    return [dict(zip(names, row, strict=True)) for row in found]


def said(page: Page) -> str:
    return page.root.one("p", class_="count").text


def taken(query: str, kind: str) -> bytes:
    response = Client().get(f"/cities/?{query}&export={kind}")
    assert response.status_code == 200
    return b"".join(response)


def test_every_city_of_the_real_survey_stands_there_published_or_not(real: Survey) -> None:
    page = desk(HH)
    first, second, *others = shown(page)
    assert (first["City"], first["Median, ₽"], first["Vacancies"]) == ("Moscow", "47 500", "71")
    assert first["Median’s interval, ₽"] == "45 000–55 000"
    assert second["City"] == "Saint Petersburg" and second["10th percentile, ₽"] == "–"
    assert len(others) == 10
    assert all("not enough data" in row.values() for row in others)
    assert said(page) == "All employers in all cities: 12 of 12 rows, 2 with figures"


def test_columns_that_would_always_be_empty_are_left_out(real: Survey, small: Survey) -> None:
    assert not {"Employer", "Experience", "Employers"} & set(heads(desk(HH)))
    assert {"Employer", "Experience", "Employers", "Salaries"} <= set(heads(desk(SMALL)))


def test_what_leaves_no_choice_is_not_asked(real: Survey, small: Survey) -> None:
    for slug, there in ((HH, False), (SMALL, True)):
        form = desk(slug).root.one("form", class_="filter")
        names = {one.attrs.get("name") for one in form.all("input")}
        assert ({"segment", "band"} <= names) is there
        assert not {"shape", "pay_from", "pay_to"} & names


def test_a_row_leads_to_the_page_of_its_city_in_the_same_survey(real: Survey) -> None:
    cell = desk(HH).root.one("table", class_="cities").one("tbody").one("a")
    assert cell.attrs["href"] == f"/cities/moscow/?survey={HH}"


def test_each_published_row_has_a_small_box_with_its_median(small: Survey) -> None:
    drawn = desk(SMALL).root.one("table", class_="cities").one("tbody").all("svg")
    assert len(drawn) == 5
    assert [len(one.all("line", class_="median")) for one in drawn] == [1] * 5
    assert [len(one.all("rect")) for one in drawn] == [1, 1, 0, 1, 1]
    assert [len(one.all("line", class_="whisker")) for one in drawn] == [2, 0, 0, 2, 0]


@pytest.mark.parametrize(
    ("query", "cities"),
    [
        ({"q": "казан"}, {"Kazan"}),
        ({"city": "omsk"}, {"Omsk"}),
        ({"segment": "company"}, {"Kazan", "Ufa"}),
        ({"band": 2, "median_from": 1}, {"Kazan"}),
        ({"median_from": 36_000, "median_to": 36_000}, {"Omsk"}),
    ],
)
def test_rows_are_chosen_by_name_city_employer_level_and_median(
    query: dict[str, object], cities: set[str], small: Survey
) -> None:
    assert {row["City"] for row in shown(desk(SMALL, **query))} == cities


def test_a_level_chooses_its_rows_and_is_named_by_what_it_asks(small: Survey) -> None:
    page = desk(SMALL, band=0)
    assert {row["Experience"] for row in shown(page)} == {"Any experience"}
    assert said(page).startswith("Agencies and companies in all cities, any experience: 4 of 10")


def test_a_median_asked_for_leaves_out_what_is_not_published(small: Survey) -> None:
    assert len(shown(desk(SMALL, median_from=1))) == 5


def test_an_amount_is_looked_up_in_every_published_cell(small: Survey) -> None:
    page = desk(SMALL, amount=45_000)
    found = [
        (row["To the middle half"], row["Share below it"], row["Gap to median, ₽"])
        for row in shown(page)
    ]
    assert found == [
        ("inside", "37–38 %", "−5 000"),
        ("inside", "59–60 %", "+3 000"),
        ("–", "below the median", "−25 000"),
        ("inside", "39–40 %", "−5 000"),
        ("above it", "above the 75th percentile", "+9 000"),
        *[("–", "–", "–")] * 5,
    ]
    assert said(page).endswith("10 of 10 rows, 5 with figures; inside the middle half in 3 of them")


@pytest.mark.parametrize(
    ("amount", "standing"),
    [(39_999, "below"), (40_000, "inside"), (62_500, "inside"), (62_501, "above")],
)
def test_both_ends_belong_to_the_middle_half(amount: int, standing: str, real: Survey) -> None:
    moscow = next(row for row in rows_of(real, amount) if row.city.slug == "moscow")
    assert moscow.standing == Standing(standing)


def test_figures_of_another_month_stand_under_those_of_the_survey(real: Survey) -> None:
    moscow, petersburg, omsk, *_others = shown(desk(HH, prices="2025-11", amount=45_000))
    assert moscow["Median, ₽"] == "47 500 82 465"
    assert moscow["Median’s interval, ₽"] == "45 000–55 000 78 125–95 486"
    assert petersburg["Gap to median, ₽"] == "0 0"
    assert omsk["Median, ₽"] == "–" and moscow["Vacancies"] == "71"


def test_money_without_an_index_is_refused_in_words(survey: Survey, tmp_path: Path) -> None:

    load_small(tmp_path, TABLE, DESCRIPTION.replace("RUB", "GEL"))
    page = desk(SMALL, prices="2025-11")
    assert page.status == 400
    assert "There is no price index for this survey’s money" in page.text
    assert "Median, ₾" in heads(desk(SMALL))


def test_every_column_but_the_box_sorts_by_links_alone(small: Survey) -> None:
    for asked in ("", "amount=45000"):
        here = QuantileDesk(small, QueryDict(asked))
        assert [column.name for column, head in here.heads if head is None] == ["box"]
        for column, head in here.heads:
            other = QuantileDesk(small, QueryDict(f"{asked}&sort={column.name}"))
            assert other.is_wrong == (head is None)


ORACLE: dict[str, Callable[[CellRow], object]] = {
    "city": lambda row: row.city.name.en,
    "segment": lambda row: {"agency": "Agency", "company": "Company"}[row.segment],
    "band": lambda row: row.rank,
    "n": lambda row: row.cell and row.cell.sample,
    "employers": lambda row: row.cell and row.cell.employers,
    "median": lambda row: row.cell and row.cell.median,
    "p10": lambda row: row.cell and row.cell.by_percent.get(10),
    "p75": lambda row: row.cell and row.cell.by_percent.get(75),
    "interval": lambda row: row.cell and row.cell.median_interval,
    "gap": lambda row: row.cell and 45_000 - row.cell.median,
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(ORACLE)), st.booleans()), unique_by=lambda k: k[0])
)
def test_rows_are_sorted_as_a_plain_sort_would_with_blanks_last(
    small: Survey, keys: list[tuple[str, bool]]
) -> None:
    order = ",".join(f"-{name}" if falls else name for name, falls in keys)
    found = QuantileDesk(small, QueryDict(f"amount=45000&sort={order}")).rows
    expected = rows_of(small, 45_000)
    for name, falls in reversed(keys):
        known = [row for row in expected if ORACLE[name](row) is not None]
        known.sort(key=lambda row: ORACLE[name](row), reverse=falls)  # type: ignore[arg-type, return-value]
        expected = known + [row for row in expected if ORACLE[name](row) is None]
    assert found == [row for row in expected if row.cell] + [r for r in expected if not r.cell]


@pytest.mark.parametrize("order", ["city", "-city", "-band", "p10", "-share", "standing"])
def test_rows_without_figures_stand_last_whatever_the_order(order: str, small: Survey) -> None:
    found = QuantileDesk(small, QueryDict(f"amount=45000&sort={order}")).rows
    assert [row.cell is None for row in found] == [False] * 5 + [True] * 5


def test_pages_are_reached_by_links_that_keep_the_survey(real: Survey) -> None:
    page = desk(HH, per_page=10, sort="-n")
    assert len(shown(page)) == 10
    forward = page.root.one("a", rel="next").attrs["href"]
    assert f"survey={HH}" in forward and "sort=-n" in forward
    assert len(shown(get("/cities/" + forward))) == 2


@pytest.mark.parametrize(
    ("query", "name"),
    [(ASKED, "quantiles.csv"), (f"{ASKED}&sep=semicolon", "quantiles-semicolon.csv")],
)
def test_the_csv_is_pinned_byte_for_byte(query: str, name: str, small: Survey) -> None:
    assert taken(query, "csv") == (PINNED / name).read_bytes()


def test_the_json_is_pinned_byte_for_byte(small: Survey) -> None:
    found = json.loads(taken(ASKED, "json"))
    assert found["about"].pop("data_version") == small.version
    assert found == json.loads((PINNED / "quantiles.json").read_text(encoding="utf-8"))


def test_the_files_name_kind_measure_month_and_source(real: Survey) -> None:
    about = json.loads(taken(f"survey={HH}", "json"))["about"]
    assert about["kind"] == "quantiles of what was counted"
    assert (about["measures"], about["month"]) == ("Vacancies", "December 2016")
    assert about["basis"] == "not stated"
    assert "hh.ru" in about["source"]
    book = load_workbook(io.BytesIO(taken(f"survey={HH}", "xlsx")))
    assert ("Counted", "Vacancies") in list(book["Source"].iter_rows(values_only=True))


def test_a_file_has_numbers_blanks_and_words_for_what_is_not_published(real: Survey) -> None:
    head, moscow, petersburg, first, *_others = csv.reader(
        io.StringIO(taken(f"survey={HH}", "csv").decode("utf-8-sig"))
    )
    assert head[:3] == ["City", "Figures", "Vacancies (published)"]
    assert moscow == [
        "Moscow", "published", "71", "32500", "40000", "47500", "45000", "55000", "62500", "80000",
    ]  # fmt: skip
    assert petersburg[3] == "" and first[1:] == ["not enough data", *[""] * 8]
    book = load_workbook(io.BytesIO(taken(f"survey={HH}", "xlsx")))
    assert (book["Data"]["C2"].value, book["Data"]["D2"].value) == (71, 32_500)


def test_files_of_another_months_money_have_further_columns(small: Survey) -> None:
    found = json.loads(taken(f"{ASKED}&prices=2025-11", "json"))
    more = {one["name"]: one["evidence"] for one in found["columns"] if "2025" in one["name"]}
    assert set(more.values()) == {"scenario"}
    assert {"median_2025_11", "median_low_2025_11", "gap_to_median_2025_11"} <= more.keys()
    assert found["rows"][-1]["median_2025_11"] is None
    assert "Multiplied by" in found["about"]["prices"]


def test_an_older_link_says_which_figures_changed(small: Survey, tmp_path: Path) -> None:
    old = str(version_of(small))
    path = tmp_path / "small.csv"
    path.write_text(TABLE.replace("36000,44000,,14", "37000,44000,,14"), encoding="utf-8")
    assert load_survey(files_of(path)).outcome == "loaded"
    text = desk(SMALL, v=old).text
    assert "Omsk, agencies, any experience: Median" in text
    assert "36 000 ₽" in text and "37 000 ₽" in text


def test_nothing_found_says_what_to_loosen(small: Survey) -> None:
    page = desk(SMALL, city="ufa", median_from=1)
    assert "No market answers this filter." in page.text
    assert "Without “Cities” there would be 5 rows." in page.text


def test_a_level_or_kind_that_is_not_there_is_refused_with_the_page(small: Survey) -> None:
    page = desk(SMALL, band=7, segment="all")
    assert page.status == 400
    assert "Choose experience from the list." in page.text
    assert "Choose kinds of employer from the list." in page.text


@pytest.mark.parametrize("prefix", ["", "/ru", "/ka"])
def test_the_page_is_served_in_every_language(prefix: str, small: Survey) -> None:
    asked = {"survey": SMALL, "amount": "45000", "prices": "2025-11"}
    assert get(f"{prefix}/cities/", asked).status == 200


def test_one_median_alone_is_drawn_too(survey: Survey, tmp_path: Path) -> None:
    table = "city,segment,band,p50\nkazan,agency,,50000\nomsk,agency,,\nufa,agency,,\n"
    alone = load_small(tmp_path, table)
    (kazan, *others) = shown(desk(SMALL, amount=50_000))
    assert (kazan["Median, ₽"], kazan["Share below it"]) == ("50 000", "50 %")
    assert heads(desk(SMALL))[:2] == ["City", "Employer"] and len(others) == 2
    assert {row.cell for row in rows_of(alone)} == {None, Quantiles(0, (Point(50, 50_000),))}
