"""The first picture comes in the first window of a connection, and nothing is loaded twice."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Response
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.product import served
from tests.browser.watch import OFFER, WITH_PICTURES, Watched, drawn
from tests.browser.wire import ONE_WINDOW, ask, before_the_picture, blocking

PAGES = {"home": "/", "offer": OFFER, "city": "/cities/omsk/"}
each_page = pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
RESOURCES = """() => performance.getEntriesByType("resource")
  .map(({ name, transferSize, encodedBodySize }) => ({ name, transferSize, encodedBodySize }))"""
CHART_SCRIPT = 340_000


@pytest.mark.parametrize("language", ["", "/ru", "/ka"])
@each_page
def test_the_first_picture_comes_in_one_window(base_url: str, path: str, language: str) -> None:
    sent, page = before_the_picture(base_url + language + path)
    assert sent <= ONE_WINDOW
    assert blocking(page) == []


@each_page
def test_a_page_is_the_same_in_every_coding(base_url: str, path: str) -> None:
    small, plain = ask(base_url + path), ask(base_url + path, "identity")
    assert small.headers["Content-Encoding"] == "br" and plain.headers["Content-Encoding"] is None
    assert brotli.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 3


def visited(context: BrowserContext, path: str) -> tuple[list[Response], list[dict[str, Any]]]:
    """What was answered while a page came and Plotly drew, and what the browser says it took."""
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path)
    drawn(page)
    resources: list[dict[str, Any]] = page.evaluate(RESOURCES)
    page.close()
    return answers, resources


@pytest.mark.parametrize("path", WITH_PICTURES.values(), ids=list(WITH_PICTURES))
def test_nothing_is_loaded_twice(new_context: CreateContextCallback, path: str) -> None:
    answers, _resources = visited(new_context(), path)
    files = Counter(answer.url for answer in answers if not answer.url.startswith("data:"))
    assert [url for url, times in files.items() if times > 1] == []
    names = Counter(url.split("?")[0] for url in files)
    assert [name for name, times in names.items() if times > 1] == []


@each_page
def test_static_files_may_be_kept_for_ever_and_are(
    new_context: CreateContextCallback, path: str
) -> None:
    context = new_context()
    answers, first = visited(context, path)
    static = [answer for answer in answers if "/static/" in answer.url]
    assert len(static) >= 4
    for answer in static:
        assert re.search(r"\?v=[0-9a-f]{12}$", answer.url), answer.url
        assert "immutable" in answer.headers["cache-control"], answer.url
    _answers, second = visited(context, path)
    assert {one["name"] for one in second} == {one["name"] for one in first}
    assert [one for one in second if one["transferSize"]] == []


def test_the_charts_script_is_small_where_npm_has_put_the_basic_bundle(base_url: str) -> None:
    bundle = settings.NODE_MODULES / "plotly.js-basic-dist-min"
    if not bundle.exists():
        pytest.skip("`make plotly` has not been run")
    address = f"{base_url}/static/plotly.min.js"
    deadline = time.monotonic() + 90
    while (size := len(ask(address).body)) > CHART_SCRIPT and time.monotonic() < deadline:
        time.sleep(0.2)  # the best form is made behind
    assert size <= CHART_SCRIPT


def test_without_npm_the_pictures_can_be_touched_just_as_well(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        served(tmp_path, DJANGO_SETTINGS_MODULE="tests.browser.without_npm") as address,
        browser.new_context(base_url=address) as context,
    ):
        assert len(ask(f"{address}/static/plotly.min.js").body) > 3 * CHART_SCRIPT
        watched = Watched(context, address)
        page = context.new_page()
        page.goto(OFFER)
        drawn(page)
        watched.assert_nothing_amiss()
