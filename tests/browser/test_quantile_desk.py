"""The table of quantiles on a telephone, on paper, by links alone, and answered in place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_layout import overflow
from tests.browser.test_print import pages
from tests.browser.watch import Visit

TABLE = "/cities/?survey=hh-smm-2016"
LOOKED_UP = f"{TABLE}&amount=45000&prices=2025-11"


def first_cells(page: Page) -> list[str]:
    """The cities in their order."""
    return page.locator("table.cities tbody th").all_inner_texts()


@pytest.mark.parametrize("path", [TABLE, LOOKED_UP])
@pytest.mark.parametrize("prefix", ["", "/ru", "/ka"])
def test_only_the_table_scrolls_sideways_on_a_telephone(
    visit: Visit, prefix: str, path: str
) -> None:
    page = visit(prefix + path, width=360)
    assert overflow(page) <= 0
    box = page.locator("table.cities td.mini svg").first
    assert (box.bounding_box() or {"width": 0})["width"] >= 100
    wide = page.locator(".scroll").first
    assert wide.evaluate("one => one.scrollWidth > one.clientWidth")


def test_without_a_script_links_sort_and_the_form_looks_up(visit: Visit) -> None:
    page = visit(TABLE, javascript=False)
    assert first_cells(page)[:2] == ["Moscow", "Saint Petersburg"]
    page.locator("#sort-n").click()
    assert first_cells(page)[:2] == ["Saint Petersburg", "Moscow"]
    page.locator("summary", has_text="Filter and look up").click()
    page.locator("#id_amount").fill("45 000")
    page.get_by_role("button", name="Show", exact=True).first.click()
    expect(page.locator(".count")).to_contain_text("inside the middle half in 2 of them")


def test_the_box_lies_between_its_whiskers_with_the_median_inside(visit: Visit) -> None:
    drawn = visit(LOOKED_UP).locator("table.cities td.mini svg").first
    shapes = {
        name: drawn.locator(name).first.bounding_box() or {"x": 0, "width": 0}
        for name in ("rect", ".whisker", ".median", ".mark-line")
    }
    box, whisker = shapes["rect"], shapes[".whisker"]
    assert whisker["x"] < box["x"] and whisker["x"] + whisker["width"] <= box["x"] + 1
    for line in (".median", ".mark-line"):
        assert box["x"] <= shapes[line]["x"] <= box["x"] + box["width"]


PAPER = 718
"""The width of a sheet of A4 between its margins, in pixels."""


@pytest.mark.parametrize("prefix", ["", "/ru", "/ka"])
@pytest.mark.parametrize("path", [TABLE, f"{TABLE}&amount=45000", LOOKED_UP])
def test_on_paper_every_column_is_on_the_sheet(visit: Visit, prefix: str, path: str) -> None:
    page = visit(prefix + path, width=PAPER)
    page.emulate_media(media="print")
    assert overflow(page) <= 0
    for head in page.locator("table.cities thead th").all():
        expect(head).to_be_visible()
    assert pages(page) == 1
