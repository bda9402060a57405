"""The site without a pointer."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.watch import OFFER, Visit, drawn

FOCUSED = "() => document.activeElement.name || document.activeElement.textContent.trim()"
RING = "() => getComputedStyle(document.activeElement).outlineStyle"


def tab_to(page: Page, what: str, most: int = 40) -> None:
    """Press Tab until a field of that name or an element of that text has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == what:
            return
    raise AssertionError(f"{what} cannot be reached in {most} steps")


def test_the_first_stop_leads_past_the_navigation(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("details.surveys summary")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("City")).to_be_focused()


def test_the_form_is_walked_in_reading_order_with_a_visible_focus(visit: Visit) -> None:
    page = visit("/")
    page.get_by_label("City").focus()
    walked, rings = [page.evaluate(FOCUSED)], []
    for _ in range(6):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(FOCUSED))
        rings.append(page.evaluate(RING))
    assert walked == [
        "city", "segment", "Which band am I?", "band", "amount", "basis",
        "Check the offer",
    ]  # fmt: skip
    assert rings == ["solid"] * 6


def test_a_question_is_asked_and_answered_by_keyboard(visit: Visit) -> None:
    page = visit("/")
    tab_to(page, "segment")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Company", exact=True)).to_be_checked()
    tab_to(page, "band")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "amount")
    page.keyboard.type("52000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "52 000 ₽ is in the upper part of the band."
    )


def test_folded_parts_open_by_keyboard(visit: Visit) -> None:
    page = drawn(visit(OFFER))
    for summary, opened in [
        ("The picture’s numbers", "52 000 ₽ lies in the middle"),
        ("The arithmetic, in this offer’s numbers", "The arithmetic"),
    ]:
        region = page.get_by_role("region", name=opened)
        expect(region).to_be_hidden()
        tab_to(page, summary)
        page.keyboard.press("Enter")
        expect(region).to_be_visible()
        page.keyboard.press("Enter")
        expect(region).to_be_hidden()


def test_the_charts_buttons_can_be_reached_and_are_then_seen(visit: Visit) -> None:
    page = drawn(visit(OFFER))
    button = page.locator(".plot .modebar-btn").first
    expect(page.locator(".plot .modebar-group").first).to_have_css("opacity", "0")
    page.get_by_role("navigation", name="Kind of employer").get_by_text("Company").focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    expect(page.locator(".plot .modebar-group").first).to_have_css("opacity", "1")


def test_a_column_is_sorted_by_keyboard(visit: Visit) -> None:
    page = visit("/cities/")
    tab_to(page, "Median, ₽")
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Median")).to_have_attribute(
        "aria-sort", "ascending"
    )
