"""The real site in a real browser; every page that a test visits is watched to its end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.product import served
from tests.browser.watch import PLOTLY, Scheme, Visit, Watched

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_BROWSER = (
    "No Chromium for the browser tests. Install one (on Debian: apt-get install chromium), "
    "or run: .venv/bin/playwright install chromium"
)

# Playwright's event loop stays after its tests; with several workers others may follow them.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=10_000)  # twice Playwright's own: a busy machine is no failure


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served for these tests alone."""
    with served(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Playwright
) -> dict[str, Any]:
    """How to start the machine's own Chromium, or Playwright's where it is installed."""
    own = playwright.chromium.executable_path
    found = next(filter(None, map(shutil.which, NAMES)), own if Path(own).exists() else None)
    if found is None and os.environ.get("CI"):
        pytest.fail(NO_BROWSER)
    if found is None:
        pytest.skip(NO_BROWSER)
    return {**browser_type_launch_args, "executable_path": found, "args": list(QUIET)}


@pytest.fixture
def visit(new_context: CreateContextCallback, base_url: str) -> Iterator[Visit]:
    """Opens pages; at the end none of them may have done anything amiss."""
    watched: list[Watched] = []

    def open_page(
        path: str,
        *,
        width: int = 1280,
        scheme: Scheme = "light",
        javascript: bool = True,
        plotly: bool = True,
        script: str = "",
    ) -> Page:
        context = new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        watched.append(Watched(context, base_url))
        if script:
            context.add_init_script(script)
        if not plotly:
            context.route(PLOTLY, lambda route: route.abort())
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    assert watched, "a test that visits nothing"
    for one in watched:
        one.assert_nothing_amiss()
