"""A sheet as Russian Excel writes it, checked, judged and taken away in a browser; none is kept."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.product import served
from tests.browser.test_accessibility import complaints
from tests.browser.test_keyboard import tab_to
from tests.browser.watch import Visit

MARKED = "Примечание-7f3a"
SHEET = (
    f"Где;Тип;Опыт;Оклад, на руки;{MARKED}\r\n"
    "Москва;агентство;2 года;30\u00a0000;Анна\r\n"
    "Казань;компания;нет;от 17 000 до 19 000;Пётр\r\n"
    "Казнь;компания;1;20000;Ия\r\n"
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "офферы.csv"
    path.write_bytes(SHEET.encode("cp1251"))
    return path


def judge(page: Page, sheet: Path) -> None:
    """Send the sheet, correct the one column that is not recognised, judge."""
    page.get_by_label("A CSV or XLSX file").set_input_files(sheet)
    page.get_by_role("button", name="Read its columns").click()
    page.get_by_label("City", exact=True).select_option(label="Где")
    page.get_by_role("button", name="Judge every row").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_sheet_is_judged_and_taken_away(
    visit: Visit, sheet: Path, tmp_path: Path, javascript: bool
) -> None:
    page = visit("/bulk/", javascript=javascript)
    judge(page, sheet)
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of 2 rows judged")
    expect(page.get_by_text("Did you mean Kazan?")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel").click()
    download.value.save_as(tmp_path / "judged.xlsx")
    rows = list(load_workbook(tmp_path / "judged.xlsx")["Data"].values)
    verdict = rows[0].index("Verdict (derived)")
    assert [row[verdict] for row in rows[1:]] == ["below", "middle", None]
    assert [row[4] for row in rows] == [MARKED, "Анна", "Пётр", "Ия"]


def test_axe_finds_nothing_wrong_with_any_step(visit: Visit, sheet: Path) -> None:
    page = visit("/bulk/", plotly=False)
    page.get_by_label("A CSV or XLSX file").set_input_files(sheet)
    page.get_by_role("button", name="Read its columns").click()
    found = complaints(page)
    page.get_by_role("button", name="Judge every row").click()
    expect(page.get_by_label("City", exact=True)).to_have_accessible_description(
        re.compile("Choose")
    )
    found += complaints(page)
    page.get_by_label("City", exact=True).select_option(label="Где")
    page.get_by_role("button", name="Judge every row").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("rows judged")
    assert found + complaints(page) == []


def test_a_sheet_that_cannot_be_read_is_refused_at_the_field(visit: Visit, sheet: Path) -> None:
    sheet.write_bytes(b"%PDF-1.7\n")
    page = visit("/bulk/")
    field = page.get_by_label("A CSV or XLSX file")
    field.set_input_files(sheet)
    page.get_by_role("button", name="Read its columns").click()
    expect(field).to_have_accessible_description(re.compile("PDF"))
    assert complaints(page) == []


def test_a_sheet_is_judged_without_a_pointer(visit: Visit, sheet: Path) -> None:
    page = visit("/bulk/")
    page.get_by_label("A CSV or XLSX file").set_input_files(sheet)
    tab_to(page, "Read its columns")
    page.keyboard.press("Enter")
    expect(page.get_by_label("City", exact=True)).to_be_visible()
    tab_to(page, "column_city")
    page.keyboard.press("ArrowDown")
    tab_to(page, "step")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("rows judged")
    tab_to(page, "step")
    with page.expect_download():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [320, 1280])
def test_every_step_fits_the_screen(visit: Visit, sheet: Path, width: int) -> None:
    page = visit("/bulk/", width=width)
    page.get_by_label("A CSV or XLSX file").set_input_files(sheet)
    page.get_by_role("button", name="Read its columns").click()
    expect(page.get_by_label("City", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("City", exact=True).select_option(label="Где")
    page.get_by_role("button", name="Judge every row").click()
    expect(page).to_have_title(re.compile("Below the band"))
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


RECORD = """
import os, sys
written = os.open(os.environ["WRITTEN"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def record(event, arguments):
    if event != "open" or not isinstance(arguments[0], str):
        return
    if arguments[2] & (os.O_WRONLY | os.O_RDWR):
        os.write(written, arguments[0].encode() + b"\\n")

sys.addaudithook(record)
"""
"""Run by Python as it starts: names each file opened for writing, also one that has no name."""


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The names of the files that a process started in this test opens for writing."""
    (tmp_path / "start").mkdir()
    (tmp_path / "start" / "sitecustomize.py").write_text(RECORD)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "start"))
    monkeypatch.setenv("WRITTEN", str(tmp_path / "written"))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return tmp_path / "written"


def held(folder: Path, marks: list[bytes]) -> list[Path]:
    """Every file below a folder that holds one of these texts."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(mark in path.read_bytes() for mark in marks)]


def large(content: bytes) -> bytes:
    """A sheet with so many rows that no two are alike, so that it stays large when packed."""
    digests = (hashlib.sha512(b"%d" % n).hexdigest().encode() for n in range(18_000))
    return content + b"".join(b"\xcc;agency;1;20000;%s\r\n" % digest for digest in digests)


def test_nothing_of_a_sheet_meets_the_disk_or_a_log(
    page: Page, sheet: Path, tmp_path: Path, recorded: Path
) -> None:
    sheet.write_bytes(large(sheet.read_bytes()))
    state = tmp_path / "state"
    state.mkdir()
    with served(state) as address:
        page.goto(f"{address}/bulk/")
        before = recorded.read_text()
        judge(page, sheet)
        expect(page.get_by_role("heading", level=1)).to_contain_text("rows judged")
        for kind in ("Excel", "CSV"):
            with page.expect_download():
                page.get_by_role("button", name=kind).click()
        assert state.name in before  # the recorder is at work: it saw the log being made
        written = recorded.read_text().removeprefix(before).splitlines()
        assert [path for path in written if "/state/static/" not in path] == []  # scripts, packed
        marks = [MARKED.encode(), MARKED.encode("cp1251"), "Анна".encode()]
        assert held(state, marks) == []
