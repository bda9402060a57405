"""Every kind of page against axe-core's rules for WCAG 2.2 AA and its best practices."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.watch import (
    MORE_ANSWERS,
    OFFER,
    WITH_PICTURES,
    WITHOUT_PICTURES,
    Scheme,
    Visit,
    drawn,
)

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
SERVED = WITH_PICTURES | WITHOUT_PICTURES | MORE_ANSWERS


def complaints(page: Page) -> list[str]:
    """What axe finds at both widths and in both schemes, each with the element it means."""
    found = []
    page.evaluate(Axe().axe_script)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            result = page.evaluate("(rules) => axe.run(rules)", RULES)
            found += [
                f"{width} {scheme} {rule['id']}: {node['html'][:120]}"
                for rule in result["violations"]
                for node in rule["nodes"]
            ]
    return found


@pytest.mark.parametrize("path", SERVED.values(), ids=list(SERVED))
def test_axe_finds_nothing_wrong_as_served(visit: Visit, path: str) -> None:
    assert complaints(visit(path, plotly=False)) == []


@pytest.mark.parametrize("path", WITH_PICTURES.values(), ids=list(WITH_PICTURES))
def test_axe_finds_nothing_wrong_when_plotly_has_drawn(visit: Visit, path: str) -> None:
    assert complaints(drawn(visit(path))) == []


def test_axe_finds_nothing_wrong_with_everything_unfolded(visit: Visit) -> None:
    page = visit(OFFER, plotly=False)
    for summary in page.locator("summary").all():
        summary.click()
    assert complaints(page) == []


def test_axe_would_find_a_fault(visit: Visit) -> None:
    page = visit("/method/", plotly=False)
    page.evaluate("() => document.querySelector('main').removeAttribute('id')")
    page.evaluate("() => document.querySelector('h1').replaceWith(document.createElement('h4'))")
    assert any("empty-heading" in said or "heading-order" in said for said in complaints(page))
