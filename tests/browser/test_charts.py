"""Plotly in place of the server's pictures: what it draws, and what it must not disturb."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.watch import COMPARE, OFFER, VACANCY, WITH_PICTURES, Visit, drawn

each_picture = pytest.mark.parametrize("path", WITH_PICTURES.values(), ids=list(WITH_PICTURES))
each_width = pytest.mark.parametrize("width", [360, 1280])

WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach((shift) => shifts.push(shift.value)))
  .observe({ type: "layout-shift", buffered: true });
"""
TWO_FRAMES = "() => new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))"


def plotted(page: Page) -> Any:
    """Data and layout of the page's first Plotly chart, as Plotly holds them."""
    return page.evaluate(
        """() => {
        const { data, layout } = document.querySelector(".plot");
        return JSON.parse(JSON.stringify({ data, layout }));
    }"""
    )


def boxes(page: Page, selector: str) -> list[FloatRect]:
    """Where each element stands that a selector finds."""
    found = [element.bounding_box() for element in page.locator(selector).all()]
    return [box for box in found if box]


@each_width
@each_picture
def test_plotly_takes_the_place_of_every_picture_and_nothing_jumps(
    visit: Visit, path: str, width: int
) -> None:
    page = drawn(visit(path, width=width, script=WATCH_SHIFTS))
    pictures = page.locator(".picture")
    expect(page.locator(".plot")).to_have_count(pictures.count())
    for picture in pictures.all():
        expect(picture.locator("svg[data-axis]")).to_be_hidden()
        expect(picture.locator(".plot")).to_have_role("group")
        expect(picture.locator(".plot")).to_have_accessible_name(words_of(picture))
    page.evaluate(TWO_FRAMES)
    assert sum(page.evaluate("() => window.shifts")) < 0.01  # a tenth of what counts as good


def words_of(picture: Locator) -> str:
    """What the server's picture says of itself: its title and its description."""
    said = picture.locator("svg[data-axis] > title, svg[data-axis] > desc").all_text_contents()
    return " ".join(" ".join(said).split())


def test_the_mark_stands_at_the_offer_and_the_line_at_the_median(visit: Visit) -> None:
    chart = plotted(drawn(visit(OFFER)))
    mark = next(trace for trace in chart["data"] if trace["meta"].get("tone") == "mark")
    assert (mark["x"], mark["y"]) == ([52_000], ["III"])
    median = next(shape for shape in chart["layout"]["shapes"] if shape.get("name") == "median")
    assert (median["x0"], median["x1"]) == (55_000, 55_000)
    assert chart["data"][0]["base"] == [30_000, 35_000, 40_000, 60_000]
    assert chart["data"][0]["x"] == [5_000, 5_000, 20_000, 30_000]


def test_a_posted_range_is_drawn_from_end_to_end(visit: Visit) -> None:
    chart = plotted(drawn(visit(VACANCY)))
    mark = next(trace for trace in chart["data"] if trace["meta"].get("tone") == "mark")
    assert mark["x"] == [35_000, 65_000]
    box = next(shape for shape in chart["layout"]["shapes"] if shape["type"] == "rect")
    assert (box["x0"], box["x1"]) == (35_000, 65_000)
    assert box["y0"] < 2 < box["y1"]


@pytest.mark.parametrize("amount", [5_000, 200_000])
def test_an_offer_far_outside_is_pointed_at(visit: Visit, amount: int) -> None:
    page = visit(f"/offer/?city=omsk&segment=company&band=1&amount={amount}&basis=net")
    arrow = "←" if amount == 5_000 else "→"
    label = drawn(page).locator(".plot .annotation", has_text=arrow)
    expect(label).to_have_text(f"{arrow} {amount:,}".replace(",", "\u00a0"))
    expect(label).to_be_in_viewport()


def test_hovering_says_the_figure_and_its_evidence(visit: Visit) -> None:
    page = drawn(visit(OFFER))
    tip = page.locator(".plot .hoverlayer .hovertext")
    expect(tip).to_have_count(0)
    # Plotly's own layer lies over its bars and takes the pointer: hover without asking who is hit.
    page.locator(".plot .barlayer .point").nth(3).hover(force=True)
    expect(tip).to_contain_text("band IV, 3 years or more: 60 000–90 000 ₽")
    expect(tip).to_contain_text("published")
    page.locator(".plot .scatterlayer .point").hover(force=True)
    expect(tip).to_contain_text("Yours: 52 000 ₽")


def test_hovering_a_city_says_its_median(visit: Visit) -> None:
    page = drawn(visit("/"))
    page.locator(".plot .scatterlayer .trace").first.locator(".point").last.hover(force=True)
    tip = page.locator(".plot .hoverlayer .hovertext")
    expect(tip).to_contain_text("Moscow, agencies: median 55 000 ₽")
    expect(tip).to_contain_text("published")


def test_the_picture_can_be_taken_away_as_png(visit: Visit) -> None:
    page = drawn(visit(OFFER))
    page.locator(".picture").hover()
    with page.expect_download() as waiting:
        page.locator(".plot .modebar-btn").first.click()
    path = waiting.value.path()
    assert waiting.value.suggested_filename.endswith(".png")
    assert path.read_bytes().startswith(b"\x89PNG\r\n") and path.stat().st_size > 5_000


def test_the_chart_changes_its_colours_with_the_scheme(visit: Visit) -> None:
    page = drawn(visit(OFFER))
    mark, bar = page.locator(".plot .scatterlayer .point"), page.locator(".plot .barlayer path")
    expect(mark).to_have_css("fill", "rgb(185, 58, 8)")
    expect(bar.first).to_have_css("fill", "rgb(134, 147, 144)")
    page.emulate_media(color_scheme="dark")
    expect(mark).to_have_css("fill", "rgb(255, 148, 102)")
    expect(bar.first).to_have_css("fill", "rgb(111, 124, 119)")
    expect(page.locator(".plot")).to_have_count(1)


@each_width
@pytest.mark.parametrize(
    ("path", "bars", "theirs"),
    [
        (OFFER, "svg.ladder .band", ".plot .barlayer path"),
        ("/", "svg.ranking .dot-filled, svg.ranking .dot-open", ".plot .scatterlayer .point"),
        (COMPARE, "svg.stacked .band", ".plot .barlayer path"),
        (COMPARE, "svg.stacked .mark", ".plot .scatterlayer .point"),
    ],
    ids=["ladder", "ranking", "stacked bars", "stacked offers"],
)
def test_plotly_draws_where_the_server_drew(
    visit: Visit, path: str, bars: str, theirs: str, width: int
) -> None:
    still, moving = visit(path, width=width, plotly=False), drawn(visit(path, width=width))
    for selector in ("figure", ".picture"):
        assert centres(boxes(still, selector)) == pytest.approx(centres(boxes(moving, selector)))
    before, after = boxes(still, bars), boxes(moving, theirs)
    assert len(before) in {2, 4, 8, 24}
    assert centres(before) == pytest.approx(centres(after), abs=2)


def centres(found: list[FloatRect]) -> list[float]:
    """The middles of boxes, x and y in a row, in an order that drawing does not matter to."""
    middles = sorted((b["y"] + b["height"] / 2, b["x"] + b["width"] / 2) for b in found)
    return [number for middle in middles for number in middle]


def test_the_chart_follows_its_window(visit: Visit) -> None:
    page = drawn(visit(OFFER))
    page.set_viewport_size({"width": 360, "height": 800})
    width = page.locator(".plot").evaluate("(plot) => plot.clientWidth")
    assert 250 < width < 360
    expect(page.locator(".plot .main-svg").first).to_have_attribute("width", str(width))


@each_picture
def test_the_servers_picture_stays_when_plotly_cannot_come(visit: Visit, path: str) -> None:
    page = visit(path, plotly=False)
    with page.expect_event("requestfailed", lambda request: "plotly" in request.url):
        page.reload()
    page.evaluate(TWO_FRAMES)
    expect(page.locator(".plot")).to_have_count(0)
    pictures = page.locator("svg[data-axis]")
    assert pictures.count() == page.locator("[data-figure]").count()
    for picture in pictures.all():
        expect(picture).to_be_visible()
    page.emulate_media(color_scheme="dark")
    page.evaluate(TWO_FRAMES)
    expect(pictures.first).to_be_visible()


def test_paper_gets_the_servers_picture(visit: Visit) -> None:
    page = drawn(visit(OFFER))
    page.emulate_media(media="print")
    expect(page.locator("svg[data-axis]")).to_be_visible()
    expect(page.locator(".plot")).to_be_hidden()
    expect(page.get_by_role("button", name="Check the offer")).to_be_hidden()


def test_a_form_without_an_answer_does_not_fetch_plotly(visit: Visit) -> None:
    page = visit("/offer/")
    page.evaluate("() => new Promise((done) => requestIdleCallback(done, { timeout: 4000 }))")
    page.evaluate(TWO_FRAMES)
    fetched = page.evaluate("() => performance.getEntriesByType('resource').map((one) => one.name)")
    assert any("charts.js" in address for address in fetched)
    assert not any("plotly.min.js" in address for address in fetched)


@pytest.mark.parametrize("path", [OFFER, "/cities/"])
def test_a_telephone_loads_plotly_when_a_picture_is_touched_and_not_before(
    new_context: CreateContextCallback, path: str
) -> None:
    telephone = new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    asked: list[str] = []
    telephone.on("request", lambda request: asked.append(request.url))
    page = telephone.new_page()
    page.goto(path, wait_until="networkidle")
    page.emulate_media(color_scheme="dark")
    page.evaluate(TWO_FRAMES)
    assert [url for url in asked if "plotly" in url] == []
    page.locator(".picture").first.tap()
    drawn(page)
