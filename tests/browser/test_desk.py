"""A recruiter finds markets in the city table and takes the very same numbers away."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.watch import Visit


def medians_shown(page: Page) -> list[int]:
    """The medians of the table, in its order."""
    cells = page.locator("table.cities tbody td:nth-child(3)").all_text_contents()
    return [int(cell.replace("\u00a0", "")) for cell in cells]


def test_two_cities_agencies_by_median_are_the_same_in_the_workbook(
    visit: Visit, tmp_path: Path
) -> None:
    page = visit("/cities/")
    page.locator("summary", has_text="Filter").click()
    for choice in ("Yekaterinburg", "Kazan", "Agency"):
        page.get_by_label(choice, exact=True).check()
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Median").click()
    expect(page.get_by_role("columnheader", name="Median")).to_have_attribute(
        "aria-sort", "ascending"
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel", exact=True).click()
    download.value.save_as(tmp_path / "desk.xlsx")

    header, *rows = load_workbook(tmp_path / "desk.xlsx")["Data"].iter_rows(values_only=True)
    medians = [row[header.index("Median (RUB a month, published)")] for row in rows]
    assert medians == medians_shown(page) == [30_000, 37_000]


def test_an_amount_is_looked_up_by_the_keyboard_alone(visit: Visit) -> None:
    page = visit("/cities/")
    page.locator("summary", has_text="Filter").press("Enter")
    page.get_by_label("Where is this fair money?").fill("45 000")
    page.get_by_label("III · 2 years or more", exact=True).press("Space")
    page.get_by_label("Where is this fair money?").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("band III, where 45 000 ₽ stands: 24 of 24")
    page.get_by_role("link", name="Verdict").press("Enter")
    expect(page.locator("table.cities tbody tr").first).to_contain_text("middle")
