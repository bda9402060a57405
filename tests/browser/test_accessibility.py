"""Every page in every language against axe-core's rules, and without scrolling sideways."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages import EVERY, LANGUAGES, State, open_state, show_rare
from tests.browser.test_layout import overflow
from tests.browser.watch import COMPARE, OFFER, Scheme, Visit

WHOLE: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "elementRef": False,
    "preload": False,  # of style sheets, for a rule that is not among these
}
COLOURS = {**WHOLE, "runOnly": ["color-contrast", "link-in-text-block"]}
RULES: dict[tuple[int, Scheme], dict[str, Any]] = {
    (360, "light"): WHOLE,
    (360, "dark"): COLOURS,
    (1280, "dark"): WHOLE,
    (1280, "light"): COLOURS,
}
"""A scheme changes colours and nothing else: all rules once a width, those of colours twice."""
SAID = """async (rules) => (await axe.run(rules)).violations
    .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`))"""


def complaints(page: Page) -> list[str]:
    """What axe finds at both widths and in both schemes, each with the element it means."""
    found = []
    page.evaluate(Axe().axe_script)
    for (width, scheme), rules in RULES.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width} {scheme} {said}" for said in page.evaluate(SAID, rules)]
    return found


def too_wide(page: Page) -> list[str]:
    """At which of our widths the page is wider than its window, and by how much.

    640 pixels are a window of 1280 at a zoom of 200 %.
    """
    found = []
    for width in (320, 360, 640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if wider := overflow(page):
            found.append(f"{width}: {wider} pixels too wide")
    return found


@pytest.mark.parametrize("state", EVERY.values(), ids=list(EVERY))
def test_axe_finds_nothing_wrong_and_nothing_is_too_wide_in_any_language(
    visit: Visit, state: State
) -> None:
    page = visit("/healthz")
    show_rare(page)
    found = {}
    for code in LANGUAGES:
        open_state(page, code, state)
        found[code] = too_wide(page) + complaints(page)
    checked = len(found) * len(RULES)
    print(f"axe-core: {checked} states of {state.path:.60}, {sum(map(len, found.values()))} faults")
    assert found == {code: [] for code in LANGUAGES}


@pytest.mark.parametrize("path", [OFFER, "/", "/cities/", COMPARE, "/method/"])
def test_axe_finds_nothing_wrong_in_the_servers_pictures(visit: Visit, path: str) -> None:
    assert complaints(visit(path, plotly=False)) == []


def test_axe_would_find_a_fault(visit: Visit) -> None:
    page = visit("/method/", plotly=False)
    page.evaluate("() => document.querySelector('main').removeAttribute('id')")
    page.evaluate("() => document.querySelector('h1').replaceWith(document.createElement('h4'))")
    assert any("empty-heading" in said or "heading-order" in said for said in complaints(page))
