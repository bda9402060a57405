"""The link of an answer, copied and printed; and what stands there without a script."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watch import COMPARE, OFFER, Visit
from tests.web.page import FOUR_OFFERS, MAIN_OFFER, MAIN_POSTING, MAIN_PROFILE

ANSWERS = {
    "offer": f"/offer/?{urlencode(MAIN_OFFER)}",
    "vacancy": f"/vacancy/?{urlencode(MAIN_POSTING)}",
    "band": f"/band/?{urlencode(MAIN_PROFILE, doseq=True)}",
    "compare": f"/compare/?{'&'.join(f'offer={one}' for one in FOUR_OFFERS)}",
    "cities": "/cities/?segment=agency",
    "city": "/cities/omsk/",
}
each_answer = pytest.mark.parametrize("path", ANSWERS.values(), ids=ANSWERS)
KEEPS_THE_TEXT = """
    window.copied = [];
    Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async (text) => { window.copied.push(text); } },
    });
"""
REFUSES = """
    Object.defineProperty(navigator, "clipboard", {
        value: { writeText: async () => { throw new Error("refused"); } },
    });
    document.execCommand = () => false;
"""


def status(page: Page) -> str:
    return page.locator(".keep .said").inner_text()


@each_answer
def test_the_button_copies_the_link_and_says_so(visit: Visit, path: str) -> None:
    page = visit(path, script=KEEPS_THE_TEXT)
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".keep .said")).to_have_text("Copied")
    (copied,) = page.evaluate("window.copied")
    assert copied == page.get_by_label("Link to this answer").input_value()
    assert copied.startswith(page.url.split("/", 3)[0] + "//") and "v=" in copied


def test_the_link_that_was_copied_opens_the_same_answer(visit: Visit) -> None:
    page = visit(ANSWERS["offer"])
    heading = page.locator("h1").inner_text()
    page.goto(page.get_by_label("Link to this answer").input_value())
    assert page.locator("h1").inner_text() == heading
    expect(page.locator(".since")).to_have_count(0)


def test_where_copying_is_refused_the_link_is_selected_and_the_reader_told(visit: Visit) -> None:
    page = visit(ANSWERS["offer"], script=REFUSES)
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".keep .said")).to_contain_text("copy it with your keyboard")
    field = page.get_by_label("Link to this answer")
    selected = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert field.evaluate(selected) == field.input_value()


def test_the_button_prints_the_page(visit: Visit) -> None:
    page = visit(ANSWERS["offer"], script="window.print = () => { window.printed = true; };")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


@each_answer
def test_without_a_script_the_link_can_be_copied_by_hand_and_no_button_is_dead(
    visit: Visit, path: str
) -> None:
    page = visit(path, javascript=False)
    field = page.get_by_label("Link to this answer")
    expect(field).to_be_visible()
    assert "v=" in field.input_value() and field.input_value().startswith("http")
    expect(page.locator(".keep button:visible")).to_have_count(0)


@pytest.mark.parametrize("path", [OFFER, COMPARE, "/cities/omsk/?", "/cities/?amount=45000"])
def test_a_month_of_prices_that_was_emptied_leaves_the_address(visit: Visit, path: str) -> None:
    page = visit(f"{path}&prices=2025-11", width=360)
    field = page.get_by_label("Show figures in prices of")
    field.fill("")
    buttons = field.locator("xpath=ancestor::form").locator("[type=submit]")
    buttons.last.click()
    expect(page).not_to_have_url(re.compile("prices"))
    expect(page.get_by_text("In prices of November 2025")).to_have_count(0)
