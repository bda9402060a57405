"""A sheet as Russian Excel writes it, checked, judged and taken away in a browser; none is kept."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.product import served
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


@pytest.mark.parametrize("width", [320, 1280])
def test_every_step_fits_the_screen(visit: Visit, sheet: Path, width: int) -> None:
    page = visit("/bulk/", width=width)
    page.get_by_label("A CSV or XLSX file").set_input_files(sheet)
    page.get_by_role("button", name="Read its columns").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("City", exact=True).select_option(label="Где")
    page.get_by_role("button", name="Judge every row").click()
    expect(page).to_have_title(re.compile("Below the band"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def held(folders: list[Path], marks: list[bytes]) -> list[Path]:
    """Every file below some folders that holds one of these texts."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(mark in path.read_bytes() for mark in marks)]


def test_nothing_of_a_sheet_is_kept(
    page: Page, sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, temporary = tmp_path / "state", tmp_path / "temporary"
    state.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    tempfile.tempdir = None
    large = sheet.read_bytes() + b"\xcc;agency;1;20000;x\r\n" * 18_000
    sheet.write_bytes(large)
    with served(state) as address:
        before = sorted(temporary.iterdir())
        page.goto(f"{address}/bulk/")
        judge(page, sheet)
        expect(page.get_by_role("heading", level=1)).to_contain_text("rows judged")
        with page.expect_download():
            page.get_by_role("button", name="Excel").click()
        marks = [MARKED.encode(), MARKED.encode("cp1251"), "Анна".encode()]
        assert held([state, temporary], marks) == []
        assert sorted(temporary.iterdir()) == before
