"""`manage.py judge`: the same rows come out, in every kind of file, with what is said of them."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pandas as pd
import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

from salaries.bulk.results import results
from salaries.bulk.uploads import judged_records, judged_rows
from salaries.domain.survey import Survey
from tests.bulk.said import cells

HEADINGS = ("№", "Город", "Тип работодателя", "Опыт", "Оклад, руб. на руки", "Кто")
ROWS = (
    ("1", "г. Москва", "агентство", "2 года", "52\u00a0000", "Анна"),
    ("2", "Казнь", "компания", "III", "38\u00a0000", "=1+1"),
    ("3", "Казань", "компания", "нет", "от 50 000 до 60 000", "Пётр; Ян"),
    ("4", "Омск", "компания", "5", "55", ""),
    ("5", "Санкт Петербург", "агентство", "3+", "70 000 до вычета", "Ия «Я»"),
    ("6", "", "завод", "x", "abc", ""),
)


@pytest.fixture
def as_russian_excel_writes(tmp_path: Path) -> Path:
    """CP1251, semicolons, CRLF, no-break spaces between thousands."""
    path = tmp_path / "офферы.csv"
    with path.open("w", encoding="cp1251", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADINGS, *ROWS])
    return path


@pytest.fixture
def as_openpyxl_writes(tmp_path: Path) -> Path:
    """The same rows as a workbook, the first column and plain amounts as numbers."""
    path, book = tmp_path / "offers.xlsx", Workbook()
    page = book.active
    assert page is not None
    page.append(HEADINGS)
    for number, *others in ROWS:
        page.append([int(number), *others])
    page["E2"].value = 52_000
    page["F3"].data_type = "s"
    book.save(path)
    return path


def judge(path: Path, output: Path, *options: str) -> str:
    """The command, and what it says on standard error."""
    said = io.StringIO()
    call_command("judge", str(path), "-o", str(output), *options, stderr=said)
    return said.getvalue()


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def gained(path: Path) -> list[list[str]]:
    """What each row gained, without its own cells."""
    return [row[len(HEADINGS) :] for row in read(path)[1:]]


@pytest.mark.usefixtures("survey")
def test_own_cells_come_back_as_they_were_and_in_place(
    as_russian_excel_writes: Path, tmp_path: Path
) -> None:
    judge(as_russian_excel_writes, tmp_path / "out.csv")
    assert [tuple(row[: len(HEADINGS)]) for row in read(tmp_path / "out.csv")] == [HEADINGS, *ROWS]


@pytest.mark.usefixtures("survey")
def test_headings_say_unit_and_evidence(as_russian_excel_writes: Path, tmp_path: Path) -> None:
    judge(as_russian_excel_writes, tmp_path / "out.csv")
    found = read(tmp_path / "out.csv")[0][len(HEADINGS) :]
    assert "Gap to median (RUB a month, derived)" in found
    assert "Percentile, from (modelled)" in found


def test_csv_workbook_and_rows_are_judged_alike(
    as_russian_excel_writes: Path, as_openpyxl_writes: Path, tmp_path: Path, survey: Survey
) -> None:
    judge(as_russian_excel_writes, tmp_path / "one.csv", "--to", "kazan,company")
    judge(as_openpyxl_writes, tmp_path / "two.csv", "--to", "kazan,company")
    two = pd.read_csv(tmp_path / "two.csv", dtype=str, keep_default_na=False)
    assert two.iloc[:, len(HEADINGS) :].to_numpy().tolist() == gained(tmp_path / "one.csv")
    asked = {"to": "kazan,company"}
    by_csv, sum_csv = judged_records(survey, as_russian_excel_writes.read_bytes(), asked, 100)
    by_xlsx, _ = judged_records(survey, as_openpyxl_writes.read_bytes(), asked, 100)
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS]
    by_json, sum_json = judged_rows(survey, rows, asked)
    assert by_csv == by_xlsx == [record | {"row": record["row"] + 1} for record in by_json]
    assert sum_csv.standing == sum_json.standing


def test_a_sheet_says_what_the_answers_say(
    as_russian_excel_writes: Path, tmp_path: Path, survey: Survey
) -> None:
    judge(as_russian_excel_writes, tmp_path / "out.csv", "--headings", "names")
    names = [one.name for one in results()]
    sheet = [dict(zip(names, row, strict=True)) for row in gained(tmp_path / "out.csv")]
    records, _sum = judged_records(survey, as_russian_excel_writes.read_bytes(), {}, 100)
    for row, record in zip(sheet, records, strict=True):
        assert row == cells(survey, record)


@pytest.mark.usefixtures("survey")
def test_a_workbook_holds_numbers_as_numbers_and_no_formula(
    as_openpyxl_writes: Path, tmp_path: Path
) -> None:
    judge(as_openpyxl_writes, tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    page = book["Data"]
    headings = [cell.value for cell in page[1]]
    gap = headings.index("Gap to median (RUB a month, derived)")
    assert page[2][gap].value == -3_000
    assert (page[3][5].value, page[3][5].data_type) == ("=1+1", "s")
    notes = {row[0].value: row[1].value for row in book["Notes"]}
    assert notes["Source"] == "Superjob research centre, March 2015"
    assert notes["Pay is read as"] == "net"


@pytest.mark.usefixtures("survey")
def test_parquet_has_types_and_says_what_it_rests_on(
    as_russian_excel_writes: Path, tmp_path: Path
) -> None:
    judge(as_russian_excel_writes, tmp_path / "out.parquet", "--headings", "names")
    frame = pd.read_parquet(tmp_path / "out.parquet")
    assert frame["gap_to_median"].dropna().tolist() == [-3_000, 27_000, -26_945, 15_900]
    assert frame["percentile_low"].dropna().tolist()[0] == 42


@pytest.mark.usefixtures("survey")
def test_the_summary_counts_and_strict_reports_refused_rows(
    as_russian_excel_writes: Path, tmp_path: Path
) -> None:
    said = judge(as_russian_excel_writes, tmp_path / "out.csv")
    assert said.startswith("4 judged: 1 below their band, 2 within, 1 above. 2 rows refused")
    with pytest.raises(SystemExit) as caught:
        judge(as_russian_excel_writes, tmp_path / "out.csv", "--strict", "--quiet")
    assert caught.value.code == 3


@pytest.mark.usefixtures("survey")
def test_what_the_sheet_lacks_is_said_and_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("Деньги;Где\n52000;Москва\n", encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        judge(path, tmp_path / "out.csv")
    for lack in ("No column is the city.", "No column is the pay.", "No column is the experience."):
        assert lack in str(caught.value)
    assert not (tmp_path / "out.csv").exists()
    judge(
        path, tmp_path / "out.csv", "--column", "amount=Деньги", "--column", "city=где",
        "--segment", "agency", "--band", "III", "--headings", "names",
    )  # fmt: skip
    assert read(tmp_path / "out.csv")[1][3] == "middle"


FAULTS = {
    "no file": (["none.csv"], "cannot be opened"),
    "a folder": (["."], "cannot be opened"),
    "an unknown field": (["sheet.csv", "--column", "pay=x"], "“pay” is not a field."),
    "an unknown column": (["sheet.csv", "--column", "amount=x"], "There is no column “x”."),
    "an unknown market": (["sheet.csv", "--to", "kazan,factory"], "not a kind of employer"),
    "an unknown city": (["sheet.csv", "--city", "Казнь"], "Did you mean Kazan?"),
    "an unknown ending": (["sheet.csv", "-o", "out.doc"], "written as .csv, .xlsx or .parquet"),
    "its own file": (["sheet.csv", "-o", "sheet.csv"], "cannot take the place"),
}


@pytest.mark.usefixtures("survey")
@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = "city,employer,band,salary\nmoscow,agency,3,52000\n"
    Path("sheet.csv").write_text(sheet, encoding="utf-8")
    arguments, said = FAULTS[fault]
    with pytest.raises(CommandError, match=said.replace("?", r"\?")):
        call_command("judge", *arguments)
    assert [path.name for path in Path().iterdir()] == ["sheet.csv"]
    assert Path("sheet.csv").read_text(encoding="utf-8") == sheet


@pytest.mark.usefixtures("survey")
def test_a_reader_that_has_seen_enough_is_no_error(
    as_russian_excel_writes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb", buffering=0) as pipe:
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(pipe))
        with pytest.raises(SystemExit) as caught:
            call_command("judge", str(as_russian_excel_writes), "--quiet")
    assert caught.value.code == 141
