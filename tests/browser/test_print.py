"""A city on paper: one A4 page with its figures and its source card, drawn by whichever hand."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watch import Visit, drawn

each_city = pytest.mark.parametrize("slug", ["moscow", "nizhny-novgorod"])


def pages(page: Page) -> int:
    """How many sheets the page prints on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@each_city
@pytest.mark.parametrize("plotly", [False, True], ids=["server", "plotly"])
def test_a_city_prints_on_one_page(visit: Visit, slug: str, plotly: bool) -> None:
    page = visit(f"/cities/{slug}/", plotly=plotly)
    if plotly:
        drawn(page)
    assert pages(page) == 1


@each_city
def test_the_sheet_holds_the_figures_and_the_source_and_leaves_the_rest(
    visit: Visit, slug: str
) -> None:
    page = drawn(visit(f"/cities/{slug}/"))
    page.emulate_media(media="print")
    for shown in (".facts", ".ranks", ".cards", ".on-paper"):
        expect(page.locator(f".city-sheet {shown}")).to_be_visible()
    first, second = (svg.bounding_box() for svg in page.locator("svg.ladder").all())
    assert first and second and first["y"] == second["y"] and first["x"] < second["x"]
    for hidden in page.locator("nav, details, .plot, .on-screen, #worth-knowing, .foot").all():
        expect(hidden).to_be_hidden()


def test_the_source_card_is_for_paper_only(visit: Visit) -> None:
    expect(visit("/cities/omsk/").locator(".on-paper")).to_be_hidden()
