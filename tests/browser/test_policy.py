"""What a reader can do on a page breaks no policy and asks no other host.

Each page as it arrives, in every language, is watched by test_accessibility.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.pages import judge_sheet, unfold
from tests.browser.watch import COMPARE, OFFER, VACANCY, Watched, drawn

Deed = Callable[[Page], None]


def touch_the_chart(page: Page) -> None:
    """Hover a bar, zoom by each button, take the picture away."""
    drawn(page)
    page.locator(".plot .barlayer .point").first.hover(force=True)
    expect(page.locator(".plot .hoverlayer .hovertext").first).to_be_visible()
    page.locator(".picture").first.hover()
    buttons = page.locator(".plot .modebar-btn")
    with page.expect_download():
        buttons.first.click()
    for place in range(1, buttons.count()):
        buttons.nth(place).click()


def change_fields(page: Page) -> None:
    """Answers in place, there and back."""
    page.get_by_label("City").first.select_option("kazan")
    page.wait_for_url(re.compile("city=kazan"))
    page.go_back()
    page.wait_for_url(re.compile("city=moscow"))
    page.go_forward()
    page.wait_for_url(re.compile("city=kazan"))
    drawn(page)


def keep_the_link(page: Page) -> None:
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".keep .said")).not_to_be_empty()


def work_the_table(page: Page) -> None:
    """Sort, filter, turn the page, and take every kind of file away."""
    page.get_by_role("link", name="Median, ₽", exact=True).click()
    page.wait_for_url(re.compile("sort="))
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("Agency", exact=True).check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("segment=agency"))
    links = page.locator("a[href*='export=']")
    for place in range(links.count()):
        with page.expect_download():
            links.nth(place).click()
    assert links.count() >= 3


def add_a_column(page: Page) -> None:
    drawn(page)
    page.get_by_role("link", name="Remove offer A").click()
    expect(page.locator(".side-by-side .letter")).to_have_text(["A"])


def judge_and_take_away(page: Page) -> None:
    judge_sheet(page)
    with page.expect_download():
        page.get_by_role("button", name="Excel").click()


def read_otherwise(page: Page) -> None:
    """Every fold, the other scheme, paper, other languages."""
    unfold(page)
    page.emulate_media(color_scheme="dark")
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    for code in ("ru", "ka", "en"):
        page.locator(f".languages a[hreflang={code}]").click()
        expect(page.locator("html")).to_have_attribute("lang", code)


def open_the_menu(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu").get_by_role("link", name="Method").click()
    page.wait_for_url(re.compile("/method/"))


DEEDS: dict[str, tuple[str, Deed]] = {
    "chart of an offer": (OFFER, touch_the_chart),
    "chart of a vacancy": (VACANCY, touch_the_chart),
    "fields": (OFFER, change_fields),
    "link": (OFFER, keep_the_link),
    "table": ("/cities/", work_the_table),
    "columns": (COMPARE, add_a_column),
    "sheet": ("/bulk/", judge_and_take_away),
    "reading": (OFFER, read_otherwise),
    "menu": ("/data/", open_the_menu),
}


@pytest.mark.parametrize("name", DEEDS)
def test_nothing_a_reader_does_breaks_the_policy(
    new_context: CreateContextCallback, base_url: str, name: str
) -> None:
    path, do = DEEDS[name]
    watch = Watched(new_context(viewport={"width": 1280, "height": 900}), base_url)
    page = watch.context.new_page()
    page.goto(path)
    do(page)
    watch.assert_nothing_amiss()
