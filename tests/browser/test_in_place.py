"""Answers that come into the page that asked: seen, told, kept in the history, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_charts import TWO_FRAMES, WATCH_SHIFTS
from tests.browser.test_keep import KEEPS_THE_TEXT
from tests.browser.watch import COMPARE, OFFER, VACANCY, Visit, drawn

AMOUNT = "Offer, RUB a month"
COUNT_PURGES = """() => {
    const { purge } = window.Plotly;
    window.purged = 0;
    window.Plotly.purge = (plot) => { window.purged += 1; return purge(plot); };
}"""


def marked(page: Page) -> Page:
    """The same page with a mark that a load of another page would wipe off."""
    page.evaluate("() => { window.mark = 'still here'; }")
    return page


def assert_not_loaded_anew(page: Page) -> None:
    """The mark of `marked` is still there."""
    assert page.evaluate("() => window.mark") == "still here"


def ask(page: Page, amount: str) -> None:
    """Ask about an amount by the button of the form."""
    page.get_by_label(AMOUNT).fill(amount)
    page.get_by_role("button", name="Check the offer").click()


def heading(page: Page, text: str) -> None:
    """The page's first heading says this."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def address_holds(page: Page, *parts: str) -> None:
    """Each part stands in the address."""
    for part in parts:
        expect(page).to_have_url(re.compile(re.escape(part)))


@pytest.mark.parametrize("width", [360, 1280])
def test_an_answer_comes_in_place_with_its_address_title_and_focus(
    visit: Visit, width: int
) -> None:
    page = marked(visit("/", width=width))
    ask(page, "52000")
    heading(page, "52 000 ₽ is above the band.")
    address_holds(page, "/offer/?", "city=moscow", "amount=52000")
    expect(page).to_have_title("52\u00a0000\u00a0₽ lies above band I: Moscow, agencies · SMM Bench")
    verdict = page.get_by_role("heading", level=1)
    expect(verdict).to_be_focused()
    expect(verdict).to_be_in_viewport(ratio=1)
    here = page.locator("#top [aria-current=page]")
    expect(here).to_have_text("Check an offer")
    assert_not_loaded_anew(page)


def test_back_forward_and_reload_give_each_answer_again(visit: Visit) -> None:
    page = marked(visit(OFFER))
    for amount in ("41000", "58000", "95000"):
        ask(page, amount)
        address_holds(page, f"amount={amount}")
    page.go_back()
    heading(page, "58 000")
    page.go_back()
    heading(page, "41 000")
    expect(page.get_by_label(AMOUNT)).to_have_value("41000")
    page.go_forward()
    heading(page, "58 000")
    expect(page).to_have_title(re.compile("^58"))
    expect(page.locator("#said")).to_contain_text("58 000")
    assert_not_loaded_anew(page)
    page.reload()
    heading(page, "58 000")
    page.go_back()
    heading(page, "41 000")
    drawn(page)


def test_back_from_the_first_answer_gives_the_page_that_asked(visit: Visit) -> None:
    page = marked(visit("/"))
    ask(page, "52000")
    heading(page, "52 000")
    page.go_back()
    heading(page, "Is this offer fair?")
    expect(page).to_have_url(re.compile(r"^[^?]*:\d+/$"))
    assert_not_loaded_anew(page)


def test_nothing_is_kept_in_the_browser(visit: Visit) -> None:
    page = visit("/")
    ask(page, "52000")
    heading(page, "52 000")
    page.go_back()
    heading(page, "Is this offer fair?")
    assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_changed_field_is_answered_beside_it_and_the_focus_stays(visit: Visit) -> None:
    page = marked(visit(OFFER))
    page.get_by_label("City").focus()
    page.get_by_label("City").select_option("omsk")
    address_holds(page, "city=omsk")
    heading(page, "52 000 ₽ is above the band.")
    expect(page.get_by_label("City")).to_be_focused()
    expect(page.locator("#said")).to_have_text("52\u00a0000\u00a0₽ is above the band.")
    expect(page.locator("#onward")).to_contain_text("Omsk")
    languages = page.get_by_role("navigation", name="Language").get_by_role("link")
    expect(languages.last).to_have_attribute("href", re.compile("city=omsk"))
    assert_not_loaded_anew(page)


def test_ticks_are_answered_and_their_drawer_stays_open(visit: Visit) -> None:
    page = marked(visit(OFFER))
    page.get_by_text("What is in the job?").click()
    box = page.locator("#question .duties input").first
    box.check()
    address_holds(page, f"duty={box.get_attribute('value')}")
    expect(page.locator("#answer")).to_contain_text("52 000 ₽")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert_not_loaded_anew(page)


def test_a_profile_is_answered_tick_by_tick(visit: Visit) -> None:
    page = marked(visit("/band/"))
    page.get_by_role("button", name="Find my band").click()
    expect(page.locator("#answer")).to_be_visible()
    box = page.locator("#question .ticks input").first
    box.check()
    address_holds(page, f"has={box.get_attribute('value')}")
    expect(box).to_be_checked()
    assert_not_loaded_anew(page)


def test_arrow_keys_answer_and_leave_the_focus_on_the_choice(visit: Visit) -> None:
    page = visit(OFFER)
    page.get_by_label("Agency", exact=True).focus()
    page.keyboard.press("ArrowRight")
    address_holds(page, "segment=company")
    heading(page, "52 000 ₽ is in the upper part of the band.")
    expect(page.get_by_label("Company", exact=True)).to_be_focused()


def test_what_is_typed_while_an_answer_is_on_its_way_stays(visit: Visit) -> None:
    page = visit(VACANCY)
    page.get_by_label("From, RUB a month").fill("70000")
    page.keyboard.press("Tab")
    page.keyboard.type("80")
    expect(page.locator(".errorlist", has_text="“From” is above “to”.")).to_be_visible()
    page.keyboard.type("000")
    expect(page.get_by_label("To, RUB a month")).to_have_value("80000")
    page.keyboard.press("Enter")
    heading(page, "70 000–80 000 ₽")
    expect(page.locator(".errorlist")).to_have_count(0)


def test_where_the_answer_is_out_of_sight_only_the_button_asks(visit: Visit) -> None:
    page = visit(OFFER, width=360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("City").select_option("omsk")
    page.wait_for_timeout(800)  # twice the pause after which a change would ask
    assert [url for url in asked if "/offer/" in url] == []
    page.get_by_role("button", name="Check the offer").click()
    address_holds(page, "city=omsk")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)


def test_a_wrong_field_says_so_in_place_and_has_the_focus(visit: Visit) -> None:
    page = marked(visit("/"))
    ask(page, "abc")
    field = page.get_by_label(AMOUNT)
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("^This is not an amount"))
    address_holds(page, "amount=abc")
    assert_not_loaded_anew(page)
    ask(page, "33000")
    heading(page, "33 000 ₽")


def test_a_slip_while_changing_leaves_the_last_answer(visit: Visit) -> None:
    page = visit(OFFER)
    before = page.url
    page.get_by_label(AMOUNT).fill("abc")
    page.keyboard.press("Tab")
    expect(page.get_by_label(AMOUNT)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Net, in hand")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("This is not an amount.")
    heading(page, "52 000 ₽ is in the middle of the band.")
    assert page.url == before


def gone(route: Route) -> None:
    """No connection."""
    route.abort()


def broken(route: Route) -> None:
    """An answer of a server in trouble, not a page of ours."""
    route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>")


def closed(route: Route) -> None:
    """What the site says itself while its data are missing."""
    route.fulfill(status=503, content_type="text/html", body='<main id="main">No survey</main>')


@pytest.mark.parametrize("trouble", [gone, broken, closed])
def test_where_no_answer_comes_the_form_says_so_and_a_way_leads_on(
    visit: Visit, trouble: Callable[[Route], None]
) -> None:
    page = marked(visit(OFFER))
    before = page.url
    page.route("**/offer/?*amount=61000*", trouble)
    ask(page, "61000")
    note = page.locator("form").get_by_role("alert")
    expect(note).to_contain_text("No answer came")
    expect(note).to_be_in_viewport()
    expect(page.get_by_label(AMOUNT)).to_have_value("61000")
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    heading(page, "52 000")
    assert page.url == before
    page.unroute("**/offer/?*amount=61000*")
    note.get_by_role("link").click()
    heading(page, "61 000")
    assert page.evaluate("() => window.mark") is None


def test_a_link_that_is_not_answered_says_so(visit: Visit) -> None:
    page = visit("/cities/")
    page.route("**/cities/?*", gone)
    page.get_by_role("link", name="Median").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("No answer came")


def test_an_answer_that_was_overtaken_is_not_shown(visit: Visit) -> None:
    page = visit(OFFER)
    held: list[Route] = []
    page.route("**/offer/?*amount=41000*", lambda route: held.append(route))
    ask(page, "41000")
    expect(page.locator("main")).to_have_attribute("aria-busy", "true")
    expect(page.locator("main")).to_have_class(re.compile("htmx-request"))
    ask(page, "58000")
    heading(page, "58 000")
    held[0].abort()
    page.evaluate(TWO_FRAMES)
    heading(page, "58 000")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_new_picture_is_drawn_the_old_one_let_go_and_nothing_jumps(
    visit: Visit, width: int
) -> None:
    page = drawn(visit(OFFER, width=width))
    page.evaluate(COUNT_PURGES)
    page.get_by_label("City").focus()
    page.evaluate(WATCH_SHIFTS)
    page.get_by_role("navigation", name="Kind of employer").get_by_text("Company").click()
    heading(page, "52 000 ₽ is in the upper part of the band.")
    chart = drawn(page).locator(".plot")
    expect(chart).to_have_count(1)
    assert chart.evaluate("({ data }) => data[0].base") == [30_000, 35_000, 40_000, 55_000]
    assert page.evaluate("() => window.purged") == 1
    expect(page.locator("script[src*='plotly.min.js']")).to_have_count(1)
    page.evaluate(TWO_FRAMES)
    shifts = page.evaluate("() => window.shifts.slice(1)")
    assert sum(shifts) < 0.05


def test_the_first_picture_is_drawn_in_a_page_that_had_none(visit: Visit) -> None:
    page = visit("/offer/")
    ask(page, "52000")
    heading(page, "52 000")
    drawn(page)


def test_the_new_answers_link_is_copied(visit: Visit) -> None:
    page = visit("/", script=KEEPS_THE_TEXT)
    ask(page, "52000")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".keep .said")).to_have_text("Copied")
    (copied,) = page.evaluate("window.copied")
    assert copied.startswith("http") and "amount=52000" in copied


def test_a_drawer_that_was_opened_stays_open(visit: Visit) -> None:
    page = visit(OFFER)
    page.get_by_text("The arithmetic, in this offer’s numbers").click()
    page.get_by_label("City").select_option("omsk")
    heading(page, "52 000 ₽ is above the band.")
    expect(page.get_by_role("region", name="The arithmetic")).to_be_visible()


def test_a_column_is_sorted_in_place_and_keeps_the_focus(visit: Visit) -> None:
    page = marked(visit("/cities/", width=360))
    column = page.get_by_role("columnheader", name="Median")
    for order in ("ascending", "descending"):
        page.get_by_role("link", name="Median, ₽", exact=True).press("Enter")
        expect(column).to_have_attribute("aria-sort", order)
        expect(page.get_by_role("link", name="Median, ₽", exact=True)).to_be_focused()
    page.go_back()
    expect(column).to_have_attribute("aria-sort", "ascending")
    assert_not_loaded_anew(page)


def test_a_filter_and_its_pages_are_shown_in_place(visit: Visit) -> None:
    page = marked(visit("/cities/?per_page=10"))
    page.get_by_role("link", name="Next").click()
    address_holds(page, "page=2")
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("Agency", exact=True).check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text("12 of 24 markets")
    expect(page.get_by_role("status")).to_be_focused()
    assert_not_loaded_anew(page)


def test_offers_are_compared_in_place_and_the_address_is_the_comparisons(visit: Visit) -> None:
    page = marked(visit("/compare/"))
    page.get_by_label(re.compile("^Offer, net")).fill("52000")
    page.get_by_role("button", name="Go on to the second").click()
    expect(page.get_by_role("button", name="Compare", exact=True)).to_be_visible()
    address_holds(page, "offer=moscow,agency,1,52000")
    page.get_by_label("City").select_option("kazan")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".side-by-side .letter")).to_have_text(["A", "B"])
    page.get_by_role("link", name="Remove offer A").click()
    expect(page.locator(".side-by-side .letter")).to_have_text(["A"])
    page.go_back()
    expect(page.locator(".side-by-side .letter")).to_have_text(["A", "B"])
    assert_not_loaded_anew(page)


@pytest.mark.parametrize("path", [OFFER, VACANCY, COMPARE, "/cities/", "/"])
def test_no_script_stands_between_a_page_and_its_first_picture(visit: Visit, path: str) -> None:
    page = visit(path, javascript=False)
    expect(page.locator("head script[src]")).to_have_count(0)
    scripts = page.locator("script[src]").all()
    assert scripts and all(one.get_attribute("defer") is not None for one in scripts)


def test_the_same_question_asked_again_adds_nothing_to_go_back_through(visit: Visit) -> None:
    page = marked(visit(OFFER))
    length = page.evaluate("() => history.length")
    for _time in range(2):
        with page.expect_response(lambda answer: "/offer/" in answer.url):
            page.locator("#question button[type=submit]").click()
        heading(page, "52 000")
    assert page.evaluate("() => history.length") == length
    assert_not_loaded_anew(page)
