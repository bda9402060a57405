"""Offers set side by side by somebody with a browser, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watch import COMPARE, Visit, drawn

with_and_without = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


def roubles(text: str) -> int:
    return int(text.replace("\u00a0", "").replace("−", "-"))


def fill(page: Page, city: str, employer: str, band: str, amount: str) -> None:
    page.get_by_label("City").select_option(city)
    page.get_by_label(employer).check()
    page.get_by_label("Experience").select_option(band)
    page.get_by_label("Offer, net RUB a month").fill(amount)


@with_and_without
def test_two_offers_are_put_side_by_side_and_their_parts_add_up(
    visit: Visit, javascript: bool
) -> None:
    page = visit("/compare/", width=360, javascript=javascript)
    fill(page, "Moscow", "Agency", "3", "52 000")
    page.get_by_role("button", name="Go on to the second").click()
    expect(page.get_by_role("heading", name="Put another offer beside it")).to_be_visible()
    fill(page, "Kazan", "Company", "4", "38000")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(re.escape(COMPARE) + r"&v=[0-9a-f]{7}-\w+$"))
    *parts, total = map(roubles, page.locator("table.parts td.num").all_text_contents())
    assert (len(parts), sum(parts), total) == (4, -14_000, -14_000)


@with_and_without
def test_a_column_is_added_changed_and_taken_away(visit: Visit, javascript: bool) -> None:
    page = visit(COMPARE, javascript=javascript)
    fill(page, "Omsk", "Agency", "2", "")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".side-by-side .letter")).to_have_text(["A", "B", "C"])
    page.get_by_role("link", name="Change offer B").click()
    expect(page.get_by_label("Offer, net RUB a month")).to_have_value("38000")
    page.get_by_label("Offer, net RUB a month").fill("39 500")
    page.get_by_role("button", name="Put it in its place").click()
    expect(page.locator(".side-by-side .amount").nth(1)).to_have_text("39\u00a0500\u00a0₽")
    page.get_by_role("link", name="Remove offer A").click()
    expect(page.locator(".side-by-side thead a")).to_have_text(
        ["Kazan, companies", "Omsk, agencies"]
    )


def test_hovering_says_the_band_of_each_market_and_its_offer(visit: Visit) -> None:
    page = drawn(visit(COMPARE))
    tip = page.locator(".plot .hoverlayer .hovertext")
    page.locator(".plot .scatterlayer .point").last.hover(force=True)
    expect(tip).to_contain_text("B offers 38 000 ₽")
    page.locator(".plot .barlayer .point").first.hover(force=True)
    expect(tip).to_contain_text("A, band IV, 3 years or more: 60 000–90 000 ₽")
