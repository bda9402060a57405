"""Every page, in every language, both schemes and two widths, against axe-core's rules."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages import EVERY, LANGUAGES, State, open_state, show_rare
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
"""A scheme changes colours and nothing else: axe asked all its rules again would only take time."""
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


@pytest.mark.parametrize("state", EVERY.values(), ids=list(EVERY))
def test_axe_finds_nothing_wrong_in_any_language(visit: Visit, state: State) -> None:
    page = visit("/healthz")
    show_rare(page)
    found = {code: complaints(open_state(page, code, state)) for code in LANGUAGES}
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
