"""A recruiter finds markets in the city table and takes the very same numbers away."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.watch import Scheme, Visit

SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")


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
    expect(page.get_by_role("status")).to_contain_text("2 of 24 markets")
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


def test_a_second_key_is_reached_by_the_keyboard_and_without_a_script(visit: Visit) -> None:
    page = visit("/cities/", javascript=False)
    page.get_by_role("link", name="Employer", exact=True).press("Enter")
    page.get_by_role("link", name="then by Median").press("Enter")
    page.get_by_role("link", name="2 Median, ₽: turn this key round").press("Enter")
    expect(page.locator(".order")).to_contain_text("then by “Median, ₽” falling")
    expect(page.get_by_role("columnheader", name="Employer")).to_have_attribute(
        "aria-sort", "ascending"
    )
    agencies, companies = medians_shown(page)[:12], medians_shown(page)[12:]
    assert agencies == sorted(agencies, reverse=True)
    assert companies == sorted(companies, reverse=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_headings_and_cities_stay_in_sight_while_the_table_scrolls(
    visit: Visit, width: int
) -> None:
    page = visit("/cities/?sort=-median", width=width, javascript=False)
    before, after = page.evaluate(
        """() => {
            const table = document.querySelector(".tall");
            const cells = [...table.querySelectorAll("thead th:nth-child(2), tbody th")];
            const places = () =>
                [cells[0].getBoundingClientRect().top, cells[9].getBoundingClientRect().left];
            const before = places();
            table.scrollTo(200, 300);
            return [before, places()];
        }"""
    )
    assert after == pytest.approx(before, abs=1)


def test_every_link_of_the_headings_is_a_target_of_24_pixels(visit: Visit) -> None:
    page = visit("/cities/?sort=-median,city&amount=45000", width=360, javascript=False)
    boxes = [link.bounding_box() for link in page.locator("thead a").all()]
    assert len(boxes) > 12
    assert all(box and min(box["width"], box["height"]) >= 24 for box in boxes)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_table_that_scrolls_sideways_shows_it_at_its_edge(visit: Visit, scheme: Scheme) -> None:
    page = visit("/cities/kazan/", width=360, scheme=scheme, javascript=False)
    table = page.locator(".scroll", has=page.get_by_text("High to high")).first
    table.scroll_into_view_if_needed()
    shaded = table.screenshot()
    table.evaluate("(table) => { table.style.background = 'var(--surface)'; }")
    plain = table.screenshot()
    table.evaluate("(table) => { table.style.background = ''; table.style.width = 'max-content'; }")
    assert shaded != plain
    table.evaluate("(table) => { table.style.maxWidth = 'none'; }")
    whole = table.screenshot()
    table.evaluate("(table) => { table.style.background = 'var(--surface)'; }")
    assert whole == table.screenshot()
