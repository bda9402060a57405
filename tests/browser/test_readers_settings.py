"""What a reader's own settings ask: forced colours, less motion, paper in every language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import LANGUAGES, SCHEMES, in_language
from tests.browser.test_print import pages
from tests.browser.watch import COMPARE, OFFER, VACANCY, Scheme, Visit, drawn

BAND = "/band/?has=online-basics&has=community&city=moscow&segment=agency"
RING = """() => {
    const style = getComputedStyle(document.activeElement);
    return [style.outlineStyle, parseFloat(style.outlineWidth)];
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
    const { transitionDuration, animationDuration, animationName } = getComputedStyle(one);
    const runs = (times) => times.split(", ").some((time) => parseFloat(time) > 0.01);
    return runs(transitionDuration) || (animationName !== "none" && runs(animationDuration));
}).filter((one) => !one.closest(".plot")).map((one) => one.outerHTML.slice(0, 80))"""


def walk(page: Page, steps: int) -> list[tuple[str, float]]:
    """The ring around each of the first stops of the Tab key."""
    rings = []
    for _step in range(steps):
        page.keyboard.press("Tab")
        rings.append(tuple(page.evaluate(RING)))
    return rings


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_has_the_focus_has_a_ring(visit: Visit, scheme: Scheme, forced: str) -> None:
    page = visit(OFFER, scheme=scheme)
    page.emulate_media(forced_colors="active" if forced == "active" else "none")
    rings = walk(page, 24)
    assert [ring for ring in rings if ring[0] in {"none", "hidden"} or ring[1] < 2] == []


def test_with_forced_colours_bars_and_mark_are_still_told_apart(visit: Visit) -> None:
    page = visit(OFFER, javascript=False)
    page.emulate_media(forced_colors="active")
    fill = "(one) => getComputedStyle(one).fill"
    bars = page.locator("svg.ladder rect").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).fill)"
    )
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert bars and paper not in bars
    assert page.locator("svg.ladder .mark").first.evaluate(fill) != paper


@pytest.mark.parametrize("path", ["/", OFFER, VACANCY, "/cities/", COMPARE])
def test_nothing_moves_for_a_reader_who_asks_for_less_motion(visit: Visit, path: str) -> None:
    page = drawn(visit(path))  # every page here is visited with less motion asked for
    page.evaluate("() => document.querySelector('main').classList.add('htmx-request')")
    assert page.evaluate(MOVING) == []
    expect(page.locator("html")).to_have_css("scroll-behavior", "auto")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", [OFFER, VACANCY, BAND, "/cities/rostov-on-don/", COMPARE])
def test_an_answer_prints_on_one_page_in_every_language(visit: Visit, path: str, code: str) -> None:
    page = drawn(visit(in_language(code, path)))
    assert pages(page) == 1


DUTIES = "duty=content&duty=search-ads&duty=site-texts&duty=events"
FOUR = "&offer=kazan,company,4,38000&offer=omsk,agency,2,21000&offer=samara,company,3,28000"
LONG = [f"{VACANCY}&{DUTIES}", f"{OFFER}&{DUTIES}", f"/compare/?offer=moscow,agency,3,52000{FOUR}"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", LONG, ids=["vacancy", "offer", "four"])
def test_the_longest_answers_print_on_one_page_too(visit: Visit, path: str, code: str) -> None:
    assert pages(drawn(visit(in_language(code, path)))) == 1


def test_words_that_were_opened_are_printed(visit: Visit) -> None:
    page = drawn(visit(OFFER))
    page.locator(".words > summary").click()
    page.emulate_media(media="print")
    expect(page.locator("#words-en")).to_be_visible()
    expect(page.locator("#words-ru")).to_be_hidden()
