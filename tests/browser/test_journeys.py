"""Three people come with a question and leave with an answer, with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watch import Visit, drawn

both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "unscripted"])


def answer(page: Page) -> Locator:
    """The verdict: the page's one heading of the first rank."""
    return page.get_by_role("heading", level=1)


def fact(page: Page, label: str) -> Locator:
    """The value of one of the figures beside the picture."""
    return page.locator(".fact", has=page.get_by_text(label, exact=False)).locator(".value")


def assert_pictured(page: Page, *, javascript: bool) -> None:
    """Plotly has drawn every picture; without scripts the server's are still there."""
    if javascript:
        expect(drawn(page).locator(".picture svg[data-axis]").first).to_be_hidden()
        return
    expect(page.locator(".plot")).to_have_count(0)
    pictures = page.locator(".picture > svg[data-axis]").all()
    assert pictures and all(picture.is_visible() for picture in pictures)


def ask_market(page: Page, city: str, employer: str, experience: str) -> None:
    """Fill in the three fields that every question begins with."""
    page.get_by_label("City").select_option(label=city)
    page.get_by_label(employer, exact=True).check()
    page.get_by_label("Experience").select_option(label=experience)


@both_ways
def test_a_candidate_learns_whether_an_offer_is_fair(visit: Visit, javascript: bool) -> None:
    page = visit("/", javascript=javascript)
    ask_market(page, "Moscow", "Agency", "III · 2 years or more")
    page.get_by_label("Offer, RUB a month").fill("52 000")
    page.get_by_role("button", name="Check the offer").click()

    expect(answer(page)).to_have_text("52 000 ₽ is in the middle of the band.")
    expect(page.locator(".verdict")).to_contain_text(
        "Agencies in Moscow offered 40 000 to 60 000 ₽"
    )
    expect(fact(page, "Place in band")).to_have_text("60 %")
    expect(fact(page, "Gap to the median")).to_have_text("−3 000 ₽")
    expect(fact(page, "What the next band pays")).to_have_text("60 000–90 000 ₽")
    expect(fact(page, "Percentile of all offers")).to_have_text("between the 42nd and the 44th")
    expect(page.locator(".ladder .mark-name")).to_have_text("52 000")
    assert_pictured(page, javascript=javascript)


@both_ways
def test_a_candidate_compares_employers_and_cities(visit: Visit, javascript: bool) -> None:
    page = visit(
        "/offer/?city=moscow&segment=agency&band=3&amount=52000&basis=net", javascript=javascript
    )
    page.get_by_role("navigation", name="Kind of employer").get_by_text("Company").click()
    expect(answer(page)).to_have_text("52 000 ₽ is in the upper part of the band.")

    working = page.get_by_role("region", name="The arithmetic")
    expect(working).to_be_hidden()
    page.get_by_text("The arithmetic, in this offer’s numbers").click()
    expect(working.get_by_role("row", name="Place in band")).to_contain_text("0.800")

    elsewhere = page.get_by_role("region", name="Equal standing").get_by_role("row")
    expect(elsewhere).to_have_count(1 + 23)
    row = elsewhere.filter(has_text="Omsk").filter(has_text="Agency")
    expect(row).to_contain_text("29 600")
    expect(row).to_contain_text("31 200")
    row.get_by_role("link", name="Omsk").click()
    expect(answer(page)).to_contain_text("31 200 ₽")
    expect(page.get_by_label("City")).to_have_value("omsk")
    expect(page.get_by_label("Agency", exact=True)).to_be_checked()
    assert_pictured(page, javascript=javascript)


@both_ways
def test_an_employer_mends_a_posting(visit: Visit, javascript: bool) -> None:
    page = visit("/vacancy/", javascript=javascript)
    ask_market(page, "Moscow", "Agency", "III · 2 years or more")
    page.get_by_label("From, RUB a month").fill("35 000")
    page.get_by_label("To, RUB a month").fill("65 000")
    page.get_by_role("button", name="Judge the range").click()

    expect(answer(page)).to_have_text("35 000–65 000 ₽ is wider than band III at both ends.")
    flags = page.locator(".flags li")
    expect(flags).to_have_count(2)
    expect(flags.first).to_contain_text("35 000 ₽ is the money of band II")
    assert_pictured(page, javascript=javascript)

    page.get_by_role("link", name="Its middle half").click()
    expect(answer(page)).to_have_text("45 000–55 000 ₽ lies within band III.")
    expect(page.get_by_label("From, RUB a month")).to_have_value("45000")
    expect(page.get_by_label("To, RUB a month")).to_have_value("55000")
    expect(page.get_by_role("link", name="Its middle half")).to_have_attribute(
        "aria-current", "true"
    )
    expect(flags).to_have_count(0)
    assert_pictured(page, javascript=javascript)


@both_ways
def test_a_recruiter_finds_a_city(visit: Visit, javascript: bool) -> None:
    page = visit("/cities/", javascript=javascript)
    markets = page.get_by_role("region", name="Markets").get_by_role("row")
    expect(markets).to_have_count(1 + 24)
    page.locator("summary", has_text="Filter").click()
    for choice in ("Omsk", "Kazan", "Agency"):
        page.get_by_label(choice, exact=True).check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_have_text("Agencies in Kazan and Omsk: 2 of 24 markets")
    page.locator("summary", has_text="Filter").click()

    page.get_by_label("Moscow", exact=True).check()
    page.get_by_label("Omsk", exact=True).uncheck()
    page.get_by_role("button", name="Show").click()
    shown = "Agencies in Moscow and Kazan: 2 of 24 markets"
    expect(page.get_by_role("status")).to_have_text(shown)
    median = page.get_by_role("columnheader", name="Median")
    page.get_by_role("link", name="Median").click()
    expect(median).to_have_attribute("aria-sort", "ascending")
    expect(markets.nth(1)).to_contain_text("Kazan")
    page.get_by_role("link", name="Median").click()
    expect(median).to_have_attribute("aria-sort", "descending")
    expect(markets.nth(1)).to_contain_text("Moscow")
    expect(markets).to_have_count(1 + 2)

    page.get_by_role("link", name="Kazan").click()
    expect(answer(page)).to_have_text("Kazan")
    expect(page.locator("figure", has=page.locator(".ladder"))).to_have_count(2)
    expect(page.locator("figure", has=page.locator(".ranking"))).to_have_count(1)
    expect(page.get_by_role("region", name="What a step up pays").get_by_role("row")).to_have_count(
        1 + 6
    )
    expect(fact(page, "Rank of the median: agencies")).to_have_text(re.compile("^9th of 12"))
    assert_pictured(page, javascript=javascript)
