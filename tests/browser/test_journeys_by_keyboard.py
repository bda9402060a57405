"""Each journey from its first question to what is taken away, with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.pages import SHEET
from tests.browser.test_keyboard import tab_to
from tests.browser.watch import Visit


def heading(page: Page, words: str) -> None:
    """The page's one heading says this."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def press(page: Page, *keys: str) -> None:
    """One key after another."""
    for key in keys:
        page.keyboard.press(key)


def test_a_candidate_checks_an_offer_changes_it_and_copies_the_link(visit: Visit) -> None:
    page = visit("/")
    tab_to(page, "band")
    press(page, "ArrowDown", "ArrowDown")
    tab_to(page, "amount")
    page.keyboard.type("52000")
    page.keyboard.press("Enter")
    heading(page, "52 000 ₽ is in the middle of the band.")
    tab_to(page, "amount", most=80)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("39000")
    page.keyboard.press("Enter")
    heading(page, "39 000 ₽ is below the band.")
    page.locator("h1").focus()
    tab_to(page, "Copy link", most=80)
    page.keyboard.press("Enter")
    expect(page.locator(".keep .said")).to_have_text("Copied")


def test_a_candidate_finds_their_band_by_ticks(visit: Visit) -> None:
    page = visit("/band/")
    for tick in ("Knows the basics of online advertising", "Has run a blog"):
        box = page.get_by_label(tick)
        for _step in range(40):
            if box.evaluate("(one) => one === document.activeElement"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(box).to_be_checked()
    tab_to(page, "Find my band")
    page.keyboard.press("Enter")
    heading(page, "Band I: you have everything it asks.")


def test_an_employer_prices_a_vacancy_and_takes_a_suggestion(visit: Visit) -> None:
    page = visit("/vacancy/")
    tab_to(page, "band")
    press(page, "ArrowDown", "ArrowDown")
    tab_to(page, "low")
    page.keyboard.type("45000")
    tab_to(page, "high")
    page.keyboard.type("55000")
    page.keyboard.press("Enter")
    heading(page, "45 000–55 000 ₽ lies within band III.")
    upper = page.get_by_role("link", name="Its upper half")
    for _step in range(60):
        if upper.evaluate("(one) => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heading(page, "50 000–60 000 ₽ lies within band III.")


def test_a_recruiter_filters_takes_the_rows_away_and_opens_a_city(visit: Visit) -> None:
    page = visit("/cities/")
    tab_to(page, "Filter and look up")
    page.keyboard.press("Enter")
    tab_to(page, "q")
    page.keyboard.type("kaz")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr").first).to_contain_text("Kazan")
    tab_to(page, "CSV", most=80)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert b"Kazan" in waiting.value.path().read_bytes()
    page.locator("h1").focus()
    tab_to(page, "Kazan", most=80)
    page.keyboard.press("Enter")
    heading(page, "Kazan")


def test_a_sheet_is_sent_judged_and_taken_away(visit: Visit) -> None:
    page = visit("/bulk/")
    page.locator("#id_file").set_input_files(SHEET)  # type: ignore[arg-type]
    tab_to(page, "Read its columns")
    page.keyboard.press("Enter")
    page.locator("form.columns").wait_for()
    tab_to(page, "column_city", most=60)
    page.keyboard.press("ArrowDown")  # from "no column" to the first
    tab_to(page, "step", most=60)
    page.keyboard.press("Enter")
    expect(page.locator(".sheet-answer")).to_be_visible()
    page.locator("h1").focus()
    tab_to(page, "step", most=80)  # Excel
    tab_to(page, "step")  # CSV
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert "Казань" in waiting.value.path().read_text(encoding="utf-8-sig")


def test_two_offers_are_set_side_by_side(visit: Visit) -> None:
    page = visit("/compare/?offer=moscow,agency,3,52000")
    tab_to(page, "city", most=60)
    page.keyboard.type("Kaz")
    tab_to(page, "amount", most=60)
    page.keyboard.type("38000")
    page.keyboard.press("Enter")
    expect(page.locator("table.side-by-side")).to_contain_text("38 000")
