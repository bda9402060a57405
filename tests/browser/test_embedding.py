"""Our pictures and frames on a page of another origin, and what may not stand there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import product

import pytest
from playwright.sync_api import Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from salaries.embed.shown import FRAME_HEIGHT
from tests.browser.test_layout import CITIES
from tests.browser.watch import OFFER, Scheme, Visit

LADDER = "/embed/ladder.svg?city=moscow&segment=agency&band=3&amount=52000"
FRAME = "/embed/market/moscow/agency/?band=3&amount=52000"
MARKETS = list(product(CITIES, ("agency", "company")))


@contextmanager
def elsewhere(body: str) -> Iterator[str]:
    """A page of another origin: its own port of this machine."""

    class Blog(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>blog</title>{body}".encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Blog) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def blog(new_context: CreateContextCallback) -> Page:
    """A reader of other people's pages, on a telephone."""
    return new_context(viewport={"width": 320, "height": 900}).new_page()


def test_the_frame_is_shown_on_another_site_and_leads_back_out_of_it(
    blog: Page, base_url: str
) -> None:
    with elsewhere(f'<iframe id="ours" src="{base_url}{FRAME}" width="300" height="430">') as page:
        blog.goto(page)
        frame = blog.frame_locator("#ours")
        expect(frame.locator("h1")).to_contain_text("lies in the middle of band III")
        expect(frame.locator("svg.ladder")).to_be_visible()
        frame.get_by_role("link").click()
        blog.wait_for_url(f"{base_url}/offer/**")


@pytest.mark.parametrize("path", [OFFER, "/embed/", LADDER, "/cities/omsk/"])
def test_no_other_page_can_be_framed(blog: Page, base_url: str, path: str) -> None:
    refused: list[str] = []
    blog.on("console", lambda message: refused.append(message.text))
    with elsewhere(f'<iframe src="{base_url}{path}"></iframe>') as page:
        blog.goto(page)
        blog.wait_for_load_state("networkidle")
    assert any("frame-ancestors" in said for said in refused)
    assert "Superjob" not in blog.frames[1].content()


def test_the_picture_is_shown_on_another_site_at_the_width_it_is_given(
    blog: Page, base_url: str
) -> None:
    source = f"{base_url}{LADDER}"
    with elsewhere(f'<img src="{source}" height="345" style="width: 100%">') as page:
        blog.goto(page)
        drawn = blog.locator("img")
        expect(drawn).to_have_js_property("complete", True)
        height = drawn.evaluate("(image) => image.naturalHeight")
        box = drawn.bounding_box()
    assert height > 300 and box and box["height"] == 345 and box["width"] > 290


OUTSIDE = """() => [...document.querySelectorAll('text')]
    .filter((text) => getComputedStyle(text).display !== 'none')
    .filter((text) => {
        const box = text.getBoundingClientRect();
        return box.left < 0 || box.right > innerWidth;
    })
    .map((text) => text.textContent)"""


@pytest.mark.parametrize("width", [320, 800])
def test_no_word_of_a_picture_leaves_it(visit: Visit, width: int) -> None:
    page = visit("/embed/", width=width)
    found = {}
    for city, segment in MARKETS:
        for more in ("", "&band=3", "&band=2&amount=52000"):
            page.goto(f"/embed/ladder.svg?city={city}&segment={segment}{more}")
            found[city, segment, more] = page.evaluate(OUTSIDE)
    assert {key: words for key, words in found.items() if words} == {}


@pytest.mark.parametrize("path", [LADDER, "/embed/ladder.svg?city=paris&theme=auto"])
@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(248, 250, 249)"), ("dark", "rgb(16, 21, 20)")]
)
def test_the_picture_follows_the_readers_scheme_under_its_own_policy(
    visit: Visit, path: str, scheme: Scheme, paper: str
) -> None:
    page = visit(path, scheme=scheme)
    assert page.locator(".paper").evaluate("(one) => getComputedStyle(one).fill") == paper


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_holds_whatever_the_readers_scheme(visit: Visit, theme: Scheme) -> None:
    other: Scheme = "dark" if theme == "light" else "light"
    page = visit(f"{FRAME}&theme={theme}", scheme=other)
    shown = page.evaluate("() => getComputedStyle(document.documentElement).colorScheme")
    assert shown == theme


def test_every_frame_fits_its_snippet_on_a_telephone(visit: Visit) -> None:
    page = visit(FRAME, width=320)
    low = {}
    for city, segment in MARKETS:
        for more in ("", "?band=4&amount=52000"):
            page.goto(f"/embed/market/{city}/{segment}/{more}")
            size = page.evaluate(
                "() => [document.body.offsetHeight, document.documentElement.scrollWidth]"
            )
            low[city, segment, more] = size
    assert {width for _height, width in low.values()} == {320}
    assert max(height for height, _width in low.values()) <= FRAME_HEIGHT


def test_the_data_block_breaks_no_policy_and_is_not_run(visit: Visit) -> None:
    page = visit(OFFER, plotly=False)
    expect(page.locator("script[type='application/ld+json']")).to_have_count(1)
