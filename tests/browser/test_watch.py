"""The watch itself: it must notice what no page of ours may do."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.watch import Watched


@pytest.fixture
def watched(new_context: CreateContextCallback, base_url: str) -> tuple[Watched, Page]:
    """A page whose faults are wanted."""
    watch = Watched(new_context(), base_url)
    page = watch.context.new_page()
    page.goto("/offer/")
    watch.assert_nothing_amiss()
    return watch, page


def test_an_inline_style_is_a_violation(watched: tuple[Watched, Page]) -> None:
    watch, page = watched
    page.evaluate("() => document.body.append(document.createElement('style'))")
    page.evaluate("() => { document.querySelector('body > style').textContent = 'p { top: 0 }' }")
    with pytest.raises(AssertionError, match="style-src"):
        watch.assert_nothing_amiss()


def test_an_error_of_a_script_is_noticed(watched: tuple[Watched, Page]) -> None:
    watch, page = watched
    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('broken') }) }")
    with pytest.raises(AssertionError, match="broken"):
        watch.assert_nothing_amiss()


def test_a_question_to_another_host_is_noticed(watched: tuple[Watched, Page]) -> None:
    watch, page = watched
    page.route("**/*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.evaluate("() => { location.href = 'http://elsewhere.invalid/' }")
    assert watch.foreign == ["http://elsewhere.invalid/"]


def test_a_cookie_is_noticed(watched: tuple[Watched, Page]) -> None:
    watch, page = watched
    page.evaluate("() => { document.cookie = 'kept=1' }")
    with pytest.raises(AssertionError, match="kept"):
        watch.assert_nothing_amiss()
