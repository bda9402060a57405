"""What a telephone shows before anything is scrolled, and that nothing moves afterwards."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watch import COMPARE, OFFER, VACANCY, Visit, drawn

TELEPHONE = {"width": 360, "height": 640}
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def edges(element: Locator) -> tuple[float, float]:
    """Where an element begins and ends, in pixels from the top of the window."""
    box = element.bounding_box()
    assert box is not None, "not shown"
    return box["y"], box["y"] + box["height"]


def telephone(visit: Visit, path: str) -> Page:
    page = visit(path, width=360, plotly=False)
    page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]
    return page


@pytest.mark.parametrize("path", [OFFER, VACANCY], ids=["offer", "vacancy"])
def test_the_verdict_its_lead_and_the_top_of_the_ladder_are_seen_at_once(
    visit: Visit, path: str
) -> None:
    page = telephone(visit, path)
    for whole in (page.locator(".verdict h1"), page.locator(".verdict .lead")):
        top, bottom = edges(whole)
        assert top >= 0 and bottom <= TELEPHONE["height"]
    assert edges(page.locator("svg.ladder"))[0] <= TELEPHONE["height"] - 60


def test_the_whole_ladder_of_a_plain_offer_is_seen_at_once(visit: Visit) -> None:
    page = telephone(visit, OFFER)
    assert edges(page.locator("svg.ladder .rung-name").last)[1] <= TELEPHONE["height"]


def test_the_first_screen_of_the_home_page_holds_the_question_and_its_button(visit: Visit) -> None:
    page = telephone(visit, "/")
    assert edges(page.get_by_role("button", name="Check the offer"))[1] <= TELEPHONE["height"]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path",
    ["/", OFFER, VACANCY, "/cities/", "/cities/kazan/", COMPARE],
    ids=["home", "offer", "vacancy", "cities", "city", "compare"],
)
def test_nothing_moves_while_a_page_arrives(visit: Visit, path: str, width: int) -> None:
    page = drawn(visit(path, width=width, script=SHIFTS))
    page.wait_for_load_state("networkidle")
    assert round(page.evaluate("window.shifted"), 2) == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_of_a_telephone_leads_everywhere_without_a_script(
    visit: Visit, javascript: bool
) -> None:
    page = visit("/", width=320, javascript=javascript, plotly=False)
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(page.locator("#menu")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#menu")).to_be_visible()
    assert "Compare" in links.all_text_contents() and "Check a sheet" in links.all_text_contents()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()


def test_a_wide_window_shows_the_links_themselves(visit: Visit) -> None:
    page = visit("/", plotly=False)
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    expect(page.get_by_role("link", name="Compare", exact=True)).to_be_visible()


def test_waiting_is_shown_by_a_line_that_rests_where_motion_is_unwanted(visit: Visit) -> None:
    page = visit(OFFER, plotly=False)
    page.locator("#question").evaluate("(form) => form.classList.add('htmx-request')")
    moving = "(form) => getComputedStyle(form, '::before').animationName"
    assert page.locator("#question").evaluate(moving) == "none"
    page.emulate_media(reduced_motion="no-preference")
    assert page.locator("#question").evaluate(moving) == "wait"
