"""What a browser says and shows when a question cannot be answered."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.watch import Visit

NOT_MONEY = "This is not an amount. Write a whole amount a month in digits, for example 52000."


def assert_said_at(page: Page, label: str, message: str) -> None:
    """The message stands right under its field, is announced with it, and the field is invalid."""
    field = page.get_by_label(label)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(message)
    at, said = field.bounding_box(), page.get_by_text(message).bounding_box()
    assert at and said
    assert 0 <= said["y"] - (at["y"] + at["height"]) < 24


@pytest.mark.parametrize("width", [320, 1280])
def test_each_wrong_field_says_so_itself(visit: Visit, width: int) -> None:
    page = visit("/offer/?city=paris&segment=agency&band=9&amount=abc&basis=net", width=width)
    assert_said_at(page, "City", "Choose one of the cities in the list.")
    assert_said_at(page, "Experience", "Choose the experience the job asks: band 1, 2, 3 or 4.")
    assert_said_at(page, "Offer, RUB a month", NOT_MONEY)
    expect(page.get_by_label("Offer, RUB a month")).to_have_value("abc")
    expect(page.locator("[aria-invalid=true]")).to_have_count(3)


def test_a_wrong_choice_is_announced_with_its_group(visit: Visit) -> None:
    page = visit("/offer/?city=omsk&segment=robot&band=1&amount=16500&basis=odd")
    expect(page.get_by_role("group", name="Employer")).to_have_accessible_description(
        "Choose the kind of employer: agency or company."
    )
    expect(page.get_by_role("group", name="The amount is")).to_have_accessible_description(
        "Choose net, gross or not stated."
    )


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("52,000", "A comma or a point can mean thousands or a fraction. Write 52000 or 52 000."),
        ("-5", "Pay cannot be negative. Write the amount without a minus."),
        ("", "Enter an amount a month, for example 52000."),
        ("<b>9</b>", NOT_MONEY),
    ],
    ids=["comma", "negative", "nothing", "markup"],
)
def test_what_was_typed_stays_to_be_mended(visit: Visit, typed: str, message: str) -> None:
    page = visit("/")
    page.get_by_label("Offer, RUB a month").fill(typed)
    page.get_by_role("button", name="Check the offer").click()
    assert_said_at(page, "Offer, RUB a month", message)
    expect(page.get_by_label("Offer, RUB a month")).to_have_value(typed)
    page.get_by_label("Offer, RUB a month").fill("33000")
    page.get_by_role("button", name="Check the offer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("33 000 ₽ is in the middle")


def test_fifty_five_offers_fifty_five_thousand(visit: Visit) -> None:
    page = visit("/offer/?city=moscow&segment=agency&band=3&amount=55&basis=net")
    asked = page.get_by_role("status")
    expect(asked).to_contain_text("Did you mean 55 000 ₽ a month?")
    asked.get_by_role("link", name="Yes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("55 000 ₽ is in the middle")
    expect(page.get_by_label("Offer, RUB a month")).to_have_value("55000")
    expect(asked).to_have_count(0)


def test_a_range_upside_down_is_explained_at_its_start(visit: Visit) -> None:
    page = visit("/vacancy/?city=omsk&segment=agency&band=1&low=20000&high=10000&basis=net")
    assert_said_at(page, "From, RUB a month", "“From” is above “to”. Swap them, or mend one.")


def test_an_amount_above_every_offer_gets_no_percentile(visit: Visit) -> None:
    page = visit("/offer/?city=omsk&segment=company&band=4&amount=41000&basis=net")
    expect(page.locator(".verdict")).to_contain_text("above every published offer in this market")
    percentile = page.locator(".fact", has_text="Percentile of all offers").locator(".value")
    expect(percentile).to_have_text("cannot be said")


def test_an_unknown_city_in_the_filter_is_said_and_shown(visit: Visit) -> None:
    page = visit("/cities/?city=paris")
    expect(page.get_by_role("group", name="Cities")).to_have_accessible_description(
        "Choose cities from the list."
    )
    expect(page.get_by_text("Choose cities from the list.")).to_be_visible()


def test_a_lost_visitor_is_shown_the_ways_on(visit: Visit) -> None:
    page = visit("/no-such-page/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page.")
    page.get_by_role("main").get_by_role("link", name="City tables").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("City tables")
