"""A city or an answer on paper: one A4 page with its figures and its source, whoever drew it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_keep import ANSWERS
from tests.browser.watch import MORE_ANSWERS, Visit, drawn

each_city = pytest.mark.parametrize("slug", ["moscow", "nizhny-novgorod"])


def pages(page: Page) -> int:
    """How many sheets the page prints on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@each_city
@pytest.mark.parametrize("plotly", [False, True], ids=["server", "plotly"])
def test_a_city_prints_on_one_page(visit: Visit, slug: str, plotly: bool) -> None:
    page = visit(f"/cities/{slug}/", plotly=plotly)
    if plotly:
        drawn(page)
    assert pages(page) == 1


@each_city
def test_the_sheet_holds_the_figures_and_the_source_and_leaves_the_rest(
    visit: Visit, slug: str
) -> None:
    page = drawn(visit(f"/cities/{slug}/"))
    page.emulate_media(media="print")
    for shown in (".facts", ".ranks", ".cards", ".on-paper"):
        expect(page.locator(f".city-sheet {shown}")).to_be_visible()
    first, second = (
        svg.bounding_box() for svg in page.locator(".city-sheet > .pair svg.ladder").all()
    )
    assert first and second and first["y"] == second["y"] and first["x"] < second["x"]
    for hidden in page.locator("nav, details, .plot, .on-screen, #worth-knowing, .foot").all():
        expect(hidden).to_be_hidden()


def test_the_source_card_is_for_paper_only(visit: Visit) -> None:
    expect(visit("/cities/omsk/").locator(".on-paper")).to_be_hidden()


each_answer = pytest.mark.parametrize("path", ANSWERS.values(), ids=ANSWERS)


@each_answer
@pytest.mark.parametrize("plotly", [False, True], ids=["server", "plotly"])
@pytest.mark.parametrize("version", ["", "abcdef0-0"], ids=["todays", "older"])
def test_an_answer_prints_on_one_page(visit: Visit, path: str, plotly: bool, version: str) -> None:
    page = visit(f"{path}{'&' if '?' in path else '?'}v={version}", plotly=plotly)
    if plotly:
        drawn(page)
    assert pages(page) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("offer", "h1, .lead, svg.ladder, .facts"),
        ("vacancy", "h1, .lead, svg.ladder, .facts, .cards"),
        ("band", "h1, .lead, svg.ladder, .facts, .held"),
        ("compare", "h1, .lead, svg.stacked, .side-by-side"),
        ("cities", "h1, .count, table.cities"),
        ("city", "h1, .lead, svg.ladder, .facts"),
    ],
)
def test_the_sheet_holds_the_answer_its_source_and_its_link_and_leaves_the_rest(
    visit: Visit, name: str, shown: str
) -> None:
    page = visit(ANSWERS[name], plotly=False)
    link = page.get_by_label("Link to this answer").input_value()
    page.emulate_media(media="print")
    for selector in shown.split(", "):
        expect(page.locator(f"main {selector}").first).to_be_visible()
    paper = page.locator(".keep .paper")
    expect(paper).to_be_visible()
    expect(paper).to_contain_text(link)
    expect(paper).to_contain_text(re.compile(r"Superjob.*version.*Opened on \d+ \w+ 20\d\d at"))
    for hidden in page.locator("nav, form, details, button, .foot, .keep input, .plot").all():
        expect(hidden).to_be_hidden()


@pytest.mark.parametrize("name", ["offer", "cities"])
def test_paper_is_light_whatever_the_screen(visit: Visit, name: str) -> None:
    page = visit(ANSWERS[name], scheme="dark", plotly=False)
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.locator("h1").evaluate("(element) => getComputedStyle(element).color")
    assert ink == "rgb(22, 32, 29)"


COMPARED = ["compare", "compare three", "compare four"]
each_language = pytest.mark.parametrize("language", ["", "/ru", "/ka"])


@pytest.mark.parametrize("path", ["offer", "vacancy", *COMPARED, "cities", "city"])
@each_language
def test_an_answer_in_other_prices_prints_on_one_page_too(
    visit: Visit, path: str, language: str
) -> None:
    address = MORE_ANSWERS[f"{path} in prices"]
    assert pages(visit(language + address, javascript=False)) == 1


SMALLEST = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const sizes = [];
    while (texts.nextNode()) {
        const own = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !own.checkVisibility()) continue;
        const scale = own.closest("svg")?.getScreenCTM().a ?? own.currentCSSZoom;
        const size = parseFloat(getComputedStyle(own).fontSize);
        sizes.push(size * scale * 72 / 96);
    }
    return Math.min(...sizes);
}"""


@pytest.mark.parametrize("path", [*COMPARED, "city"])
@each_language
def test_nothing_on_a_sheet_with_many_figures_in_two_prices_is_below_eight_points(
    visit: Visit, path: str, language: str
) -> None:
    page = visit(language + MORE_ANSWERS[f"{path} in prices"], javascript=False)
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST) > 7.95
